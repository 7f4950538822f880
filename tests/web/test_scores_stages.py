"""The bloc's stages on the screen: set by the secretary, worked through on the card."""

import pytest
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import ScoringRules
from web.kinds import kinds_year, score
from web.pages import client_of, text_of
from web.scoring_round import card_of
from web.test_scores_cards import columns, page_of, row

pytestmark = pytest.mark.django_db
REVIEWED = (Stage.SELF, Stage.APPRAISED, Stage.EXPLANATION, Stage.SECOND)


def test_the_secretary_sets_the_stages_before_cards_are_open() -> None:
    year = cast.year(number=2022)
    address = reverse("scoring-rules", args=[year.pk])
    sent = {
        "n-self": "1", "n-appraised": "2", "n-explanation": "4", "n-second": "5", "days": "3",
    }  # fmt: skip
    board = client_of("banthidua")
    assert client_of("canbo-stc").post(address, sent).status_code == 403
    refused = board.post(address, sent | {"n-explanation": ""})
    assert "chỉ có sau khi đơn vị giải trình" in text_of(refused)
    board.post(address, sent)
    rules = ScoringRules.objects.get(bloc_year=year)
    assert (rules.stages, rules.blind, rules.objection_days) == (
        "self,appraised,explanation,second", False, 3,
    )  # fmt: skip


def test_an_order_is_previewed_in_a_sentence_before_it_is_kept() -> None:
    year = cast.year(number=2022)
    address, board = reverse("scoring-rules", args=[year.pk]), client_of("banthidua")
    sent = {"ready": "cross-last", "days": "3", "action": "preview"}
    told = "tự chấm, rồi thẩm định, rồi chấm chéo; sau đó khóa. Điểm được tính là điểm ở bước “Chấm chéo”."
    assert told in text_of(board.post(address, sent))
    assert not ScoringRules.objects.filter(bloc_year=year).exists()
    board.post(address, sent | {"action": ""})
    assert ScoringRules.objects.get(bloc_year=year).stages == "self,appraised,cross"


def test_two_stages_with_the_same_number_are_refused_and_what_was_typed_stays() -> None:
    year = cast.year(number=2022)
    address, board = reverse("scoring-rules", args=[year.pk]), client_of("banthidua")
    sent = {"n-self": "1", "n-cross": "2", "n-appraised": "2", "days": "3"}
    page = board.post(address, sent)
    assert "“Chấm chéo” và “Thẩm định” cùng mang số 2." in text_of(page)
    assert page.content.decode().count('<option value="2" selected>') == 2


def test_who_cross_scores_after_the_appraisal_is_reminded_and_sees_what_was_appraised() -> None:
    card = card_of(kinds_year(stages=(Stage.SELF, Stage.APPRAISED, Stage.CROSS)), "stc")
    score(card, Stage.SELF, "canbo-stc")
    score(card, Stage.APPRAISED, "banthidua")
    scorer = client_of(f"canbo-{card.membership.cross_scored_by.scorer.unit.code}")
    page = scorer.get(page_of(card)).content.decode()
    assert columns(page) == ["Tự chấm", "Thẩm định", "Chấm chéo"]


def test_a_unit_explains_on_its_card_and_hands_it_on_to_the_second_appraisal() -> None:
    card = card_of(kinds_year(stages=REVIEWED), "stc")
    score(card, Stage.SELF, "canbo-stc")
    score(card, Stage.APPRAISED, "banthidua")
    officer, board = client_of("canbo-stc"), client_of("banthidua")
    assert 'name="x-B.2"' in row(officer.get(page_of(card)).content.decode(), "B.2")
    officer.post(page_of(card), {"x-B.2": "Đã bổ sung hồ sơ", "action": "submit"})
    page = board.get(page_of(card)).content.decode()
    assert columns(page) == ["Tự chấm", "Thẩm định", "Thẩm định lần hai"]
    assert "Đã bổ sung hồ sơ" in row(page, "B.2")
    sent = {"p-B.2": "20", "r-B.2": "Chưa đủ", "v-B.2": "0", "action": "submit"}
    board.post(page_of(card), sent)
    card.refresh_from_db()
    assert card.state == "appraised"
    assert "Điểm sau cùng: " in text_of(officer.get(page_of(card)))


@pytest.mark.parametrize(
    ("blind", "shown"), [(True, ["Tự chấm"]), (False, ["Tự chấm", "Chấm chéo"])]
)
def test_where_the_bloc_does_not_score_blind_a_unit_sees_its_cross_score_at_once(
    blind: object, shown: list[str]
) -> None:
    year = kinds_year(stages=(Stage.SELF, Stage.CROSS, Stage.APPRAISED), blind=bool(blind))
    card = card_of(year, "stc")
    score(card, Stage.SELF, "canbo-stc")
    score(card, Stage.CROSS, f"canbo-{card.membership.cross_scored_by.scorer.unit.code}")
    page = client_of("canbo-stc").get(page_of(card)).content.decode()
    assert columns(page) == shown
