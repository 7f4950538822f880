"""How evenly a bloc was scored: who sees it, what it tells, what it costs."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Mark
from thidua.web.charts import bars
from web.pages import client_of, text_of
from web.scoring_round import cross_score, cross_scoring, hand_in, scored_by

pytestmark = pytest.mark.django_db


def test_only_who_may_read_every_card_sees_how_evenly_it_was_scored() -> None:
    address = reverse("fairness", args=[cross_scoring().pk])
    seen = {
        name: client_of(name).get(address).status_code
        for name in ("thuky", "banthidua", "canbo-stc")
    }
    assert seen == {"thuky": 200, "banthidua": 200, "canbo-stc": 404}


def test_a_table_on_which_everybody_is_excellent_says_so() -> None:
    page = client_of("thuky").get(reverse("fairness", args=[cross_scoring().pk]))
    assert "bảng chấm điểm không phân hóa được các đơn vị" in text_of(page)


def test_a_strict_scorer_is_told_and_drawn() -> None:
    year = cross_scoring()
    card = scored_by(year, "stc")
    cross_score(card, I_3=Decimal(0), II_3=Decimal(0))
    hand_in(card, Stage.APPRAISED, cast.board())
    page = client_of("thuky").get(reverse("fairness", args=[year.pk]))
    assert "chặt điểm nhất" in text_of(page)
    assert page.content.decode().count('<figure class="chart"') == 3


def test_the_page_changes_no_mark() -> None:
    year = cross_scoring()
    before = list(Mark.objects.order_by("pk").values())
    client_of("thuky").get(reverse("fairness", args=[year.pk]))
    assert list(Mark.objects.order_by("pk").values()) == before


def test_the_figures_of_a_chart_are_written_with_a_decimal_comma() -> None:
    shown = re.findall(r">(\d[.,]\d)</text>", bars({"Sở A": 0.5, "Sở B": 1.5}, "Điểm"))
    assert "0,5" in shown
    assert not any("." in figure for figure in shown)
