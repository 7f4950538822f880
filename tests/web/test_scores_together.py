"""Two people on one card: nothing is overwritten unseen, nothing typed is lost."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.services import marks_save
from web.pages import client_of, text_of
from web.scoring_round import card_of
from web.test_scores_cards import page_of, row

pytestmark = pytest.mark.django_db


def fields(html: str) -> dict[str, str]:
    """Return what the form of a card would send as it stands."""
    return dict(
        re.findall(r'name="([pv]-[^"]+)" value="([^"]*)"', html.replace('type="radio"', ""))
    )


def loaded(card: Scorecard, sign_in: str) -> dict[str, str]:
    page = client_of(sign_in).get(page_of(card)).content.decode()
    return fields(page) | {"action": "save"}


def points(card: Scorecard, code: str) -> Decimal:
    return card.marks.get(criterion__code=code, stage=Stage.SELF).points


def quicker(card: Scorecard, code: str, given: str) -> None:
    marks_save(
        scorecard=card, stage=Stage.SELF, points={code: Decimal(given)}, reasons={},
        actor=cast.head("stc"), at=cast.AT,
    )  # fmt: skip


def test_a_cell_somebody_changed_meanwhile_is_not_overwritten_and_the_others_are_saved() -> None:
    card = card_of(cast.before_scoring(), "stc")
    sent = loaded(card, "canbo-stc") | {"p-I.3": "9", "p-I.4": "3"}
    quicker(card, "I.3", "8")
    response = client_of("canbo-stc").post(page_of(card), sent)
    line = row(response.content.decode(), "I.3")
    assert response.status_code == 409
    assert (points(card, "I.3"), points(card, "I.4")) == (8, 3)
    assert 'name="p-I.3" value="9"' in line
    assert f"{cast.head('stc').full_name} ghi <strong>8</strong>" in line
    assert "Có 01 ô vừa được người khác sửa" in text_of(response)


@pytest.mark.parametrize(("choice", "kept"), [("1", 9), ("theirs", 8), ("", 8)])
def test_the_person_chooses_which_of_the_two_stands(choice: str, kept: int) -> None:
    card = card_of(cast.before_scoring(), "stc")
    sent = loaded(card, "canbo-stc") | {"p-I.3": "9"}
    quicker(card, "I.3", "8")
    chosen = {"v-I.3": choice} if choice else {}
    client_of("canbo-stc").post(page_of(card), sent | chosen)
    assert points(card, "I.3") == kept


def test_the_same_value_from_both_is_no_quarrel() -> None:
    card = card_of(cast.before_scoring(), "stc")
    sent = loaded(card, "canbo-stc") | {"p-I.3": "8"}
    quicker(card, "I.3", "8")
    assert client_of("canbo-stc").post(page_of(card), sent).status_code == 302


def test_nobody_quarrels_with_themselves() -> None:
    card = card_of(cast.before_scoring(), "stc")
    sent = loaded(card, "thutruong-stc") | {"p-I.3": "9"}
    quicker(card, "I.3", "8")
    assert client_of("thutruong-stc").post(page_of(card), sent).status_code == 302
    assert points(card, "I.3") == 9


def test_a_card_is_not_handed_in_over_what_somebody_just_changed() -> None:
    card = card_of(cast.before_scoring(), "stc")
    sent = loaded(card, "canbo-stc") | {"p-I.3": "9", "action": "submit"}
    quicker(card, "I.3", "8")
    assert client_of("canbo-stc").post(page_of(card), sent).status_code == 409
    card.refresh_from_db()
    assert card.state == "self_scoring"


def test_a_cell_is_saved_as_it_is_typed() -> None:
    card = card_of(cast.before_scoring(), "stc")
    address = reverse("scorecard-cell", args=[card.pk])
    answer = client_of("canbo-stc").post(address, {"p-I.3": "9,25", "v-I.3": "0"})
    told = answer.json()
    assert re.fullmatch(r"Đã lưu \d\d:\d\d", told["told"])
    assert told["cells"]["I.3"]["version"] == 1
    assert points(card, "I.3") == Decimal("9.25")


def test_a_cell_that_cannot_be_saved_says_why() -> None:
    card = card_of(cast.before_scoring(), "stc")
    address, officer = reverse("scorecard-cell", args=[card.pk]), client_of("canbo-stc")
    wrong = officer.post(address, {"p-I.3": "11", "v-I.3": "0"})
    quicker(card, "I.3", "8")
    late = officer.post(address, {"p-I.3": "9", "v-I.3": "0"})
    shut = client_of("banthidua").post(address, {"p-I.3": "9"})
    assert [wrong.status_code, late.status_code, shut.status_code] == [422, 409, 409]
    assert "vượt mức tối đa 10" in wrong.json()["told"]
    assert f"{cast.head('stc').full_name} đã ghi 8 lúc" in late.json()["told"]
