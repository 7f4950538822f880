"""Objections on the card: told until when, raised by the unit, answered by who appraises."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.text import after_working_days, short_date
from web.kinds import kinds_year, scored
from web.pages import client_of, text_of
from web.scoring_round import card_of
from web.test_scores_cards import page_of, row

pytestmark = pytest.mark.django_db
ALL = (Stage.SELF, Stage.CROSS, Stage.APPRAISED)


def test_an_objection_goes_from_the_unit_to_its_answer() -> None:
    year = kinds_year()
    scored(year, ALL)
    card = card_of(year, "stc")
    Scorecard.objects.filter(pk=card.pk).update(appraised_at=now())
    last = after_working_days(localdate(now()), 5)
    officer, secretary = client_of("canbo-stc"), client_of("thuky")
    page = text_of(officer.get(page_of(card)))
    assert f"Hạn kiến nghị: hết ngày {short_date(last)}" in page
    sent = {"criterion": "B.2", "wanted": "35", "ground": "Có văn bản"}
    officer.post(reverse("objection-raise", args=[card.pk]), sent)
    listed = text_of(secretary.get(reverse("scorecards", args=[year.pk])))
    assert "Có 01 kiến nghị chưa trả lời." in listed
    address = reverse("objection-answer", args=[card.pk, card.objections.get().pk])
    undecided = secretary.post(address, {"answer": "Đúng"})
    assert undecided.status_code == 409
    secretary.post(address, {"accepts": "yes", "points": "34", "answer": "Đúng"})
    line = row(officer.get(page_of(card)).content.decode(), "B.2")
    assert "chấp nhận, 34 điểm. Đúng" in line


def test_the_ranking_says_whom_it_waits_for_until_a_unit_waives_on_its_card() -> None:
    year = kinds_year()
    scored(year, ALL)
    card = card_of(year, "stc")
    Scorecard.objects.filter(pk=card.pk).update(appraised_at=now())
    officer, secretary = client_of("canbo-stc"), client_of("thuky")
    waits = f"chưa chốt được: {card.membership.unit.short_name} (đến hết"
    ranking = reverse("ranking", args=[year.pk])
    assert waits in text_of(secretary.get(ranking))
    assert "Đúng, không kiến nghị" in text_of(officer.get(page_of(card)))
    officer.post(reverse("objection-waive", args=[card.pk]))
    page = text_of(officer.get(page_of(card)))
    assert "đã ghi không kiến nghị" in page
    assert "Gửi kiến nghị" not in page
    assert waits not in text_of(secretary.get(ranking))
