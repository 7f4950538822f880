"""Papers that a button issues: drafted on their page, numbered, filed; then they stand."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

import cast
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.queries import draft_of, papers_of
from thidua.apps.journal.models import Entry
from thidua.year.catalogue import CATALOGUE
from thidua.year.composing import Asked
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


def test_the_journal_keeps_what_was_filed() -> None:
    issue("thuky")
    assert Entry.objects.filter(deed="filing.paper.file").order_by("-at").first() is not None
