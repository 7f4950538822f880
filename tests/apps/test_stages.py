"""The stages of scoring are the bloc's; the last word on each line stands."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

import cast
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import Explanation, Scorecard
from thidua.apps.assessments.queries import bloc_scores, card_scores
from thidua.apps.assessments.services import (
    explanation_write,
    marks_save,
    ranking_close,
    rules_set,
    scorecards_open,
    stage_submit,
)
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.people.models import Person
from web.kinds import kinds_year, score
from web.scoring_round import card_of

pytestmark = pytest.mark.django_db
REVIEWED = (Stage.SELF, Stage.APPRAISED, Stage.EXPLANATION, Stage.SECOND)
FOUR = (Stage.SELF, Stage.CROSS, Stage.APPRAISED, Stage.OFFICE)


def submit(card: Scorecard, stage: Stage, actor: Person) -> None:
    stage_submit(scorecard=card, stage=stage, actor=actor, at=cast.AT)


def change(card: Scorecard, stage: Stage, actor: Person, points: int, reason: str = "") -> None:
    marks_save(
        scorecard=card, stage=stage, points={"B.2": Decimal(points)},
        reasons={"B.2": reason} if reason else {}, actor=actor, at=cast.AT,
    )  # fmt: skip


def total(card: Scorecard) -> Decimal:
    standing = card_scores(card).standing_total(card)
    assert standing is not None
    return standing.total


def reviewed() -> Scorecard:
    card = card_of(kinds_year(stages=REVIEWED), "stc")
    score(card, Stage.SELF, "canbo-stc")
    score(card, Stage.APPRAISED, "banthidua")
    return card


def test_a_card_goes_through_the_stages_its_bloc_set_and_no_others() -> None:
    card = reviewed()
    assert (card.state, card.handed_in) == (
        CardState.EXPLAINING, (Stage.SELF, Stage.APPRAISED),
    )  # fmt: skip
    submit(card, Stage.EXPLANATION, cast.officer("stc"))
    assert card.state == CardState.SECOND_REVIEW
    submit(card, Stage.SECOND, cast.board())
    assert card.state == CardState.APPRAISED


def test_a_unit_explains_in_words_while_its_card_waits_for_it() -> None:
    card = reviewed()
    given = {"scorecard": card, "texts": {"B.2": "Đã bổ sung hồ sơ"}, "at": cast.AT}
    with pytest.raises(NotAllowed):
        explanation_write(actor=cast.officer("stp"), **given)
    explanation_write(actor=cast.officer("stc"), **given)
    submit(card, Stage.EXPLANATION, cast.officer("stc"))
    with pytest.raises(Refused, match="không nhận điểm"):
        explanation_write(actor=cast.officer("stc"), **given)
    with pytest.raises(DatabaseError, match="while its card waits"), transaction.atomic():
        Explanation.objects.filter(scorecard=card).update(text="Khác")


def test_the_second_appraisal_says_why_and_its_word_stands_even_when_it_is_lower() -> None:
    card = reviewed()
    before = total(card)
    submit(card, Stage.EXPLANATION, cast.officer("stc"))
    change(card, Stage.SECOND, cast.board(), 20)
    with pytest.raises(Refused, match=r"chưa ghi lý do đổi điểm .* B\.2\."):
        submit(card, Stage.SECOND, cast.board())
    change(card, Stage.SECOND, cast.board(), 20, "Giải trình không có căn cứ")
    submit(card, Stage.SECOND, cast.board())
    assert total(card) == before - 10


def test_a_line_of_the_office_is_scored_by_the_office_alone() -> None:
    card = card_of(kinds_year(B_2={"office": True}), "stc")
    assert card.stages == FOUR
    with pytest.raises(Refused, match=r"B\.2 do cơ quan thường trực chấm"):
        change(card, Stage.SELF, cast.officer("stc"), 30)
    scorer = card.membership.cross_scored_by.scorer.unit.code
    for stage, who in (
        (Stage.SELF, "canbo-stc"), (Stage.CROSS, f"canbo-{scorer}"), (Stage.APPRAISED, "thuky"),
    ):  # fmt: skip
        score(card, stage, who, office=True)
    with pytest.raises(NotAllowed):
        change(card, Stage.OFFICE, cast.secretary(), 30)
    with pytest.raises(Refused, match=r"còn thiếu điểm: B\.2\."):
        submit(card, Stage.OFFICE, cast.board())
    before = total(card)
    change(card, Stage.OFFICE, cast.board(), 35)
    submit(card, Stage.OFFICE, cast.board())
    assert total(card) == before + 35


def test_the_ranking_counts_the_last_word() -> None:
    year = kinds_year(stages=(Stage.SELF, Stage.APPRAISED, Stage.OFFICE))
    for member in year.memberships.select_related("unit"):
        card = card_of(year, member.unit.code)
        score(card, Stage.SELF, f"canbo-{member.unit.code}")
        score(card, Stage.APPRAISED, "banthidua")
        if member.unit.code == "stc":
            change(card, Stage.OFFICE, cast.board(), 40, "Theo kết quả kiểm tra")
        submit(card, Stage.OFFICE, cast.board())
    scores = bloc_scores(year)
    assert scores is not None
    standings = ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    assert standings[0].membership.unit.code == "stc"
    assert standings[0].total == standings[1].total + 10


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ((Stage.APPRAISED, Stage.SELF), "theo thứ tự"),
        ((Stage.SELF, Stage.CROSS), "phải có tự chấm và thẩm định"),
        ((Stage.SELF, Stage.APPRAISED, Stage.SECOND), "sau khi đơn vị giải trình"),
    ],
)
def test_stages_that_make_no_sense_are_refused(stages: tuple[Stage, ...], told: str) -> None:
    with pytest.raises(Refused, match=told):
        kinds_year(stages=stages)


def test_stages_are_set_before_cards_are_open_and_kept_by_each_card() -> None:
    year = kinds_year()
    with pytest.raises(Refused, match="đã được mở"):
        rules_set(
            bloc_year=year, stages=REVIEWED, blind=False, objection_days=5,
            actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip
    with pytest.raises(Refused, match="đã được mở"):
        scorecards_open(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(DatabaseError, match="one by one"), transaction.atomic():
        Scorecard.objects.filter(bloc_year=year).update(path="self_scoring,appraised")
