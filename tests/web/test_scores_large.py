"""Thirty units cost the database no more questions than three, on every page of scoring."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.units.models import BlocYear
from thidua.scoring import Kind
from web.any_bloc import bloc_of, line, score
from web.pages import client_of

pytestmark = pytest.mark.django_db
LINES = (
    line("I", Kind.SUM, 100),
    *(line(f"I.{n}", Kind.JUDGEMENT, 10, "I") for n in range(1, 10)),
    line("I.10", Kind.RELATIVE, 10, "I", plan="100", unit="%"),
)
PAGES = ("scorecards", "ranking", "fairness", "sensitivity", "crossing", "scoring-table", "year")


def addresses_of(year: BlocYear) -> dict[str, str]:
    card = Scorecard.objects.filter(bloc_year=year).order_by("membership__place")[1]
    return {name: reverse(name, args=[year.pk]) for name in PAGES} | {
        "scorecard": reverse("scorecard", args=[card.pk])
    }


def questions(year: BlocYear) -> dict[str, int]:
    client, counts = client_of("thuky"), {}
    for name, address in addresses_of(year).items():
        with CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200, name
        counts[name] = len(told)
    return counts


def test_every_page_of_scoring_asks_as_often_for_thirty_units_as_for_three() -> None:
    counts = []
    for members in (3, 30):
        year = bloc_of(members, lines=LINES)
        for stage in (Stage.SELF, Stage.CROSS, Stage.APPRAISED):
            score(year, stage)
        counts.append(questions(year))
    assert counts[0] == counts[1]
