"""What happens when a person presses a button: the deed, or a refusal they can act on."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from cast import before_scoring, board, played, seat, secretary
from thidua.apps.campaigns.models import Agreement, Assignment
from thidua.apps.campaigns.queries import agreement_of, latest_figure
from thidua.apps.campaigns.services import ArticleText, agreement_draft
from thidua.apps.journal.base import Provenance
from thidua.apps.units.models import BlocYear
from thidua.apps.units.services import bloc_year_open
from web.pages import client_of, messages_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unsigned() -> Agreement:
    """The agreement of a further year, drafted and signed by nobody."""
    bloc_year, at = played(), datetime(2022, 12, 20, tzinfo=UTC)
    members = [(m.unit, m.position) for m in bloc_year.memberships.select_related("unit")]
    opened = bloc_year_open(
        bloc=bloc_year.bloc, year=2030, members=members,
        provenance=Provenance.ILLUSTRATIVE, actor=board(), at=at,
    )  # fmt: skip
    return agreement_draft(
        bloc_year=opened, title="Giao ước thi đua năm 2030", articles=[ArticleText(1, "Thi đua", ())],
        provenance=Provenance.ILLUSTRATIVE, actor=secretary(), at=at,
    )  # fmt: skip


def test_a_head_signs_the_agreement_for_the_own_unit(unsigned: Agreement) -> None:
    client_of("thutruong-snv").post(reverse("agreement-sign", args=[unsigned.bloc_year_id]))
    assert [s.membership.unit.code for s in unsigned.signatures.all()] == ["snv"]


def test_signing_waits_on_the_first_page_of_a_head_until_done(unsigned: Agreement) -> None:
    client = client_of("thutruong-snv")
    before = "Ký giao ước thi đua" in text_of(client.get("/"))
    client.post(reverse("agreement-sign", args=[unsigned.bloc_year_id]))
    assert (before, "Ký giao ước thi đua" in text_of(client.get("/"))) == (True, False)


def test_an_officer_who_signs_is_told_whose_right_it_is(unsigned: Agreement) -> None:
    response = client_of("canbo-snv").post(reverse("agreement-sign", args=[unsigned.bloc_year_id]))
    said = "Việc này dành cho: thủ trưởng đơn vị và đơn vị thuộc khối." in text_of(response)
    assert (response.status_code, said, unsigned.signatures.count()) == (403, True, 0)


def test_a_refused_deed_goes_back_to_its_page_with_the_reason(unsigned: Agreement) -> None:
    client, page = client_of("thutruong-snv"), reverse("agreement", args=[unsigned.bloc_year_id])
    address = reverse("agreement-sign", args=[unsigned.bloc_year_id])
    client.post(address)
    response = client.post(address, headers={"referer": f"http://testserver{page}"})
    assert (response.status_code, response["Location"], messages_of(response)[-1]) == (
        302,
        page,
        "Sở Nội vụ đã ký giao ước này. Mỗi đơn vị ký một lần.",
    )


def test_a_refusal_never_leads_to_another_site(unsigned: Agreement) -> None:
    client, address = (
        client_of("thutruong-snv"),
        reverse("agreement-sign", args=[unsigned.bloc_year_id]),
    )
    client.post(address)
    response = client.post(address, headers={"referer": "http://elsewhere.example/"})
    assert response.status_code == 409


def test_a_deed_is_never_done_by_reading() -> None:
    address = reverse("year-advance", args=[played().pk])
    assert client_of("thuky").get(address).status_code == 405


def test_a_year_does_not_advance_over_what_is_missing() -> None:
    bloc_year = before_scoring()
    response = client_of("thuky").post(reverse("year-advance", args=[bloc_year.pk]))
    kept = BlocYear.objects.get(pk=bloc_year.pk).phase
    assert (response.status_code, "chưa tự chấm xong" in text_of(response), kept) == (
        409,
        True,
        bloc_year.phase,
    )


def test_only_who_may_advance_the_year_sees_what_is_missing() -> None:
    address = reverse("year", args=[before_scoring().pk])
    seen = [
        "Chưa chuyển bước được" in text_of(client_of(who).get(address))
        for who in ("thuky", "canbo-stc")
    ]
    assert seen == [True, False]


def plan_of(unit: str) -> Assignment:
    return (
        seat(before_scoring(), unit)
        .assignments.select_related("target")
        .order_by("target__code")[0]
    )


FIGURE = {
    "figure": "final",
    "value": "1.234,5",
    "paper_number": "215/BC-STC",
    "paper_date": "05/12/2021",
    "paper_title": "",
}


def test_an_officer_records_a_figure_with_its_paper() -> None:
    plan = plan_of("stc")
    client_of("canbo-stc").post(reverse("progress", args=[before_scoring().pk, plan.pk]), FIGURE)
    told = latest_figure(Assignment.objects.get(pk=plan.pk))
    assert told is not None
    assert (str(told.value), told.paper_number, told.paper_date) == (
        "1234.50",
        "215/BC-STC",
        date(2021, 12, 5),
    )


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("value", "95.25", "phần thập phân ghi sau dấu phẩy"),
        ("paper_date", "31/02/2021", "không phải là một ngày hợp lệ"),
        ("paper_number", "", "Ô này cần được điền."),
    ],
)
def test_a_figure_typed_wrong_is_kept_and_explained(name: str, typed: str, said: str) -> None:
    plan = plan_of("stc")
    address = reverse("progress", args=[before_scoring().pk, plan.pk])
    response = client_of("canbo-stc").post(address, {**FIGURE, name: typed})
    kept = (
        f'value="{FIGURE["paper_title"] or "1.234,5"}"' if name != "value" else f'value="{typed}"'
    )
    assert (said in text_of(response), kept in response.content.decode()) == (True, True)


def test_a_figure_of_another_unit_cannot_be_opened() -> None:
    address = reverse("progress", args=[before_scoring().pk, plan_of("snv").pk])
    assert client_of("canbo-stc").get(address).status_code == 404


def test_the_agreement_in_force_names_every_signer() -> None:
    agreement = agreement_of(played())
    assert agreement is not None
    page = text_of(client_of("thanhtra").get(reverse("agreement", args=[played().pk])))
    unnamed = [
        s for s in agreement.signatures.select_related("person") if s.person.full_name not in page
    ]
    assert (unnamed, "chưa ký" in page) == ([], False)
