"""How a figure stands against its plan."""

from decimal import Decimal

import pytest
from django.urls import reverse

import cast
from thidua.apps.campaigns.queries import targets_of
from thidua.web.targets import Light, light_of
from thidua.year.papers.results import target_rows, told_target
from thidua.year.thread import assignment_knot
from web.pages import client_of, text_of
from web.scoring_round import card_of


@pytest.mark.parametrize(
    ("value", "planned", "direction", "light"),
    [
        ("100", "100", "higher", Light.MET),
        ("89.9", "100", "higher", Light.MISSED),
        ("90", "100", "higher", Light.NEAR),
        ("5", "5", "lower", Light.MET),
        ("0", "5", "lower", Light.MET),
        ("5.5", "5", "lower", Light.NEAR),
        ("6", "5", "lower", Light.MISSED),
        ("0", "0", "lower", Light.MET),
        ("1", "0", "lower", Light.MISSED),
        ("0", "0", "higher", Light.MET),
    ],
)
def test_a_figure_is_met_near_or_missed_in_the_direction_of_its_target(
    value: str, planned: str, direction: str, light: Light
) -> None:
    assert light_of(Decimal(value), Decimal(planned), direction) is light


def test_a_figure_not_known_yet_is_neither_met_nor_missed() -> None:
    assert light_of(None, Decimal(100), "higher") is Light.BLANK


@pytest.mark.django_db
def test_a_limit_is_told_as_one_on_page_card_paper_and_thread() -> None:
    year = cast.played()
    reader, card = client_of("canbo-stc"), card_of(year, "stc")
    page = reader.get(reverse("targets", args=[year.pk])).content.decode()
    sheet = text_of(reader.get(reverse("scorecard", args=[card.pk])))
    target = targets_of(year).get(code="CT02")
    own = next(p for p in target.assignments.all() if p.membership_id == card.membership_id)
    rows = [row.cells for row in target_rows(target)]
    assert 'data-label="So với kế hoạch">trong mức</td>' in page
    assert ">33,3" not in page
    assert "thực hiện 1, mức tối đa 3; kế hoạch/thực hiện = 3/1 = 300% → 8 điểm" in sheet
    assert (rows[1][0], rows[3][0]) == ("Mức tối đa", "So với mức tối đa")
    assert set(rows[3][1:]) == {"trong mức", "quá mức 0,5", "quá mức 1"}
    assert "07/09 đơn vị không quá mức tối đa" in told_target(target)
    assert assignment_knot(own).detail.startswith("mức tối đa 3 %; ")
