"""One line's story: every value, reason, proof, objection and answer, as far as one may see."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.services import (
    evidence_attach,
    marks_save,
    objection_answer,
    objection_raise,
)
from thidua.apps.campaigns.services import PaperRef
from web.kinds import kinds_year, line, score
from web.pages import client_of
from web.scoring_round import card_of, cross_score, cross_scoring

pytestmark = pytest.mark.django_db


def told(card: Scorecard, code: str, sign_in: str) -> list[str]:
    address = reverse("line-timeline", args=[card.pk, code])
    html = client_of(sign_in).get(address).content.decode()
    return re.findall(r'data-label="Việc">([^<]+)<', html)


def test_a_line_tells_its_story_in_order() -> None:
    card = card_of(kinds_year(), "stc")
    own = {"scorecard": card, "actor": cast.officer("stc"), "at": cast.AT}
    marks_save(stage=Stage.SELF, points={"B.2": Decimal(25)}, reasons={}, **own)
    evidence_attach(criterion=line(card, "B.2"), proof=PaperRef("12/BC"), **own)
    scorer = card.membership.cross_scored_by.scorer.unit.code
    for stage, who in (
        (Stage.SELF, "canbo-stc"),
        (Stage.CROSS, f"canbo-{scorer}"),
        (Stage.APPRAISED, "banthidua"),
    ):
        score(card, stage, who)
    objection = objection_raise(
        criterion=line(card, "B.2"), wanted=Decimal(35), ground="Có văn bản",
        **{**own, "scorecard": card_of(card.bloc_year, "stc")},
    )  # fmt: skip
    objection_answer(
        objection=objection, points=None, answer="Chưa đủ", actor=cast.board(), at=cast.AT
    )
    assert told(card, "B.2", "thuky") == [
        "Tự chấm: 25 điểm", "Gắn minh chứng 12/BC", "Tự chấm: 30 điểm", "Nộp phần tự chấm",
        "Chấm chéo: 30 điểm", "Nộp phần chấm chéo", "Thẩm định: 30 điểm", "Nộp phần thẩm định",
        "Kiến nghị 35 điểm", "Không chấp nhận kiến nghị",
    ]  # fmt: skip


def test_what_is_blind_on_the_card_is_blind_in_its_story() -> None:
    year = cross_scoring()
    card = card_of(year, "stc")
    cross_score(card)
    assert told(card, "I.3", "canbo-stc") == ["Tự chấm: 10 điểm", "Nộp phần tự chấm"]
    assert "Chấm chéo: 10 điểm" in told(card, "I.3", "thuky")


def test_a_line_that_fills_itself_tells_the_figure_it_came_from() -> None:
    card = card_of(cast.played(), "stc")
    assert any("tính từ chỉ tiêu" in one for one in told(card, "I.1", "canbo-stc"))
