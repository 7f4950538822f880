"""Papers that a button issues: drafted on their page, numbered, filed; then they stand."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

import cast
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.queries import draft_of, papers_of
from thidua.apps.journal.models import Entry
from thidua.year.catalogue import CATALOGUE
from thidua.year.composing import Asked
from thidua.year.drafts import of_members
from web.pages import client_of, messages_of, text_of

pytestmark = pytest.mark.django_db
INVITATION = PaperKind.INVITATION


def issue(sign_in: str, ban: str = "0", name: str = INVITATION) -> HttpResponse:
    address = reverse("draft-issue", args=[cast.before_conference().pk, name])
    return client_of(sign_in).post(address, {"ban": ban})


def name_of(kind: PaperKind) -> str:
    about = next(iter(CATALOGUE[kind].abouts(Asked(cast.played(), cast.AT))))
    return f"{kind}_{about}" if about else str(kind)


@pytest.mark.parametrize("kind", CATALOGUE)
@pytest.mark.parametrize("page", ["draft", "draft-word", "draft-versions"])
def test_every_draft_of_the_catalogue_can_be_read(page: str, kind: PaperKind) -> None:
    address = reverse(page, args=[cast.played().pk, name_of(kind)])
    assert client_of("thuky").get(address).status_code == 200


def test_an_issued_paper_has_its_number_and_its_draft_stands() -> None:
    year = cast.before_conference()
    draft = reverse("draft", args=[year.pk, INVITATION])
    client_of("thuky").post(draft, {"ban": "0", "n-khach_moi": "Lãnh đạo Sở Nội vụ."})
    response = issue("thuky", "1")
    assert messages_of(response)[-1] == "Đã ban hành: Giấy mời hội nghị."
    (paper,) = papers_of(year).filter(kind=INVITATION)
    assert (paper.number, paper.symbol, paper.docx is not None) == (1, "GM-KTĐ", True)
    kept = draft_of(year, INVITATION)
    assert kept is not None
    assert kept.issued == paper
    assert issue("thuky", "1").status_code == 409
    assert "<textarea" not in client_of("thuky").get(draft).content.decode()


@pytest.mark.parametrize("sign_in", ["canbo-stc", "thanhtra", "banthidua"])
def test_who_does_not_write_a_paper_does_not_issue_it(sign_in: str) -> None:
    assert issue(sign_in).status_code == 403
    assert not papers_of(cast.before_conference()).filter(kind=INVITATION).exists()


def test_a_draft_that_was_saved_meanwhile_is_not_issued_unseen() -> None:
    assert issue("thuky", "3").status_code == 409
    assert not papers_of(cast.before_conference()).filter(kind=INVITATION).exists()


def test_a_paper_that_a_step_leaves_is_not_issued_by_a_button() -> None:
    response = issue("thuky", name=PaperKind.REPORT)
    assert response.status_code == 409
    assert "không ban hành từ trang này" in text_of(response)


OWN = [PaperKind.SELF_SCORES, PaperKind.REGISTRATION, PaperKind.PERSON_REPORT]


@pytest.mark.parametrize("kind", OWN)
@pytest.mark.parametrize(("sign_in", "status"), [("canbo-stc", 200), ("thuky", 200),
    ("banthidua", 200), ("canbo-stp", 404)])  # fmt: skip
def test_what_a_unit_writes_is_read_by_it_the_lead_and_the_authority(
    sign_in: str, status: int, kind: PaperKind
) -> None:
    about = "stc_1" if kind is PaperKind.PERSON_REPORT else "stc"
    address = reverse("draft", args=[cast.played().pk, f"{kind}_{about}"])
    assert client_of(sign_in).get(address).status_code == status


def test_a_paper_a_unit_issued_is_in_no_other_units_list() -> None:
    year = cast.played()
    address = reverse("draft-issue", args=[year.pk, f"{PaperKind.REGISTRATION}_stc"])
    assert messages_of(client_of("canbo-stc").post(address, {"ban": "0"}))[-1].startswith("Đã ban")
    paper = papers_of(year).get(kind=PaperKind.REGISTRATION)
    file = reverse("paper-file", args=[paper.pk, "pdf"])
    for sign_in, seen in (("canbo-stc", True), ("thuky", True), ("canbo-stp", False)):
        client = client_of(sign_in)
        listed = text_of(client.get(reverse("papers", args=[year.pk]), {"loai": "dang-ky"}))
        assert (paper.title in listed) is seen
        assert client.get(file).status_code == (200 if seen else 404)


def test_another_unit_does_not_write_for_a_unit() -> None:
    address = reverse("draft-issue", args=[cast.played().pk, f"{PaperKind.REGISTRATION}_stc"])
    assert client_of("thuky").post(address, {"ban": "0"}).status_code == 403


def test_one_more_report_of_a_person_can_always_be_begun() -> None:
    year = cast.played()
    address = reverse("draft", args=[year.pk, f"{PaperKind.PERSON_REPORT}_stc_1"])
    second = reverse("draft", args=[year.pk, f"{PaperKind.PERSON_REPORT}_stc_2"])
    client = client_of("canbo-stc")
    assert client.get(second).status_code == 404
    client.post(address, {"ban": "0", "n-ho_ten": "Nguyễn Văn A (minh họa)"})
    assert client.get(second).status_code == 200


def test_what_nobody_has_read_is_told_to_who_drafts_it() -> None:
    year = cast.before_conference()
    page = client_of("thuky").get(reverse("draft", args=[year.pk, "phieu-bau_bau-khoi-truong"]))
    assert "Chưa kiểm chứng:" in text_of(page)


def test_the_proposal_tells_on_its_page_which_form_of_the_day_it_follows() -> None:
    address = reverse("draft", args=[cast.played().pk, PaperKind.PROPOSAL])
    assert "không thấy mẫu tờ trình trong danh mục" in text_of(client_of("thuky").get(address))


def test_the_catalogue_lists_forms_of_all_regimes_and_what_is_not_verified() -> None:
    page = text_of(client_of("canbo-stc").get(reverse("catalogue")))
    for told in ("91/2017/NĐ-CP", "98/2023/NĐ-CP", "152/2025/NĐ-CP", "Phiếu bầu, phiếu xét"):
        assert told in page
    assert "chưa kiểm chứng" in page.lower()


def test_members_and_nominees_more_or_less_ask_the_database_as_often(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    at, years = cast.AT, (cast.played(), cast.before_conference())
    asked = [CaptureQueriesContext(connection) for _ in years]
    for year, queries in zip(years, asked, strict=True):
        with queries:
            of_members(year, at, None)
    assert len(asked[0]) == len(asked[1])
    with django_assert_num_queries(len(asked[0])):
        of_members(years[0], at, {"stc"})


def test_the_journal_keeps_what_was_filed() -> None:
    issue("thuky")
    assert Entry.objects.filter(deed="filing.paper.file").order_by("-at").first() is not None
