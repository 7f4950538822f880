"""A longer list costs no more queries than a short one."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import before_scoring, board, played, secretary
from thidua.apps.campaigns.enums import Direction
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.campaigns.services import target_assign, target_set
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.services import Rendered, paper_file
from thidua.apps.journal.base import Provenance
from thidua.apps.units.models import BlocYear
from thidua.apps.units.services import bloc_year_open
from web.pages import client_of

pytestmark = pytest.mark.django_db
AT = datetime(2021, 12, 1, tzinfo=UTC)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def file_papers(bloc_year: BlocYear, count: int) -> None:
    for number in range(count):
        paper_file(
            bloc_year=bloc_year, kind=PaperKind.REPORT, title=f"Văn bản thử {number}", subject=bloc_year,
            issued_on=AT.date(), rendered=Rendered(docx=b"x"), file_name=f"van-ban-thu-{number}",
            actor=secretary(), at=AT,
        )  # fmt: skip


def test_papers_cost_the_same_at_any_number() -> None:
    client, address = client_of("thuky"), reverse("papers", args=[played().pk])
    few = queries(client, address)
    file_papers(played(), 30)
    assert queries(client, address) == few


def test_targets_cost_the_same_at_any_number() -> None:
    bloc_year = before_scoring()
    client, address = client_of("canbo-stc"), reverse("targets", args=[bloc_year.pk])
    few = queries(client, address)
    agreement = agreement_of(bloc_year)
    assert agreement is not None
    members = list(bloc_year.memberships.all())
    for number in range(10):
        target = target_set(
            article=agreement.articles.all()[0], code=f"THU{number}", text="Chỉ tiêu thử", unit_of_measure="%",
            direction=Direction.HIGHER, actor=secretary(), at=AT,
        )  # fmt: skip
        target_assign(target=target, planned=[(m, 90) for m in members], actor=secretary(), at=AT)
    assert queries(client, address) == few


def open_years(count: int) -> None:
    bloc_year = played()
    members = [(m.unit, m.position) for m in bloc_year.memberships.select_related("unit")]
    for year in range(2031, 2031 + count):
        bloc_year_open(
            bloc=bloc_year.bloc, year=year, members=members,
            provenance=Provenance.ILLUSTRATIVE, actor=board(), at=AT,
        )  # fmt: skip


def test_the_first_page_costs_the_same_for_any_number_of_years() -> None:
    client = client_of("thuky")
    few = queries(client, "/")
    open_years(6)
    assert queries(client, "/") == few


def test_the_journal_costs_the_same_for_a_full_page_as_for_a_short_one() -> None:
    client, address = client_of("thanhtra"), reverse("journal", args=[played().pk])
    short = queries(client, f"{address}?mang=awards")
    assert queries(client, address) == short


def test_the_public_list_costs_the_same_for_any_number_of_years(client: Client) -> None:
    few = queries(client, reverse("public"))
    open_years(6)
    assert queries(client, reverse("public")) == few
