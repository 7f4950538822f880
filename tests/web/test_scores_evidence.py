"""Evidence on the card: sent, shown, linked, taken over from last year, handed out as a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import cast
from thidua.apps.assessments.models import Scorecard
from web.next_year import card_after
from web.pages import client_of, stranger, text_of
from web.scoring_round import card_of
from web.test_scores_cards import page_of, row

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 minh hoa"


def attach(card: Scorecard, **given: object) -> object:
    address = reverse("scorecard-evidence", args=[card.pk])
    return client_of("canbo-stc").post(address, {"criterion": "I.3", **given})


def test_a_file_is_sent_shown_beside_its_line_and_handed_out_to_be_saved() -> None:
    card = card_of(cast.before_scoring(), "stc")
    attach(card, kind="file", file=SimpleUploadedFile("anh.html", PDF), title="Ảnh chụp")
    proof = card.evidence.get()
    assert "anh.pdf" in row(client_of("canbo-stc").get(page_of(card)).content.decode(), "I.3")
    address = reverse("scorecard-evidence-file", args=[card.pk, proof.pk])
    sent = client_of("canbo-stc").get(address)
    assert (sent.content, sent["Content-Type"]) == (PDF, "application/pdf")
    assert sent["Content-Disposition"] == 'attachment; filename="anh.pdf"'
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert [client_of("canbo-stp").get(address).status_code, stranger().get(address).status_code] == [
        404, 404,
    ]  # fmt: skip


def test_a_file_of_another_kind_is_refused_where_it_was_sent() -> None:
    card = card_of(cast.before_scoring(), "stc")
    refused = attach(card, kind="file", file=SimpleUploadedFile("a.pdf", b"MZ\x90"))
    assert refused.status_code == 409  # type: ignore[attr-defined]
    assert "Nhận tệp PDF, ảnh PNG" in text_of(refused)  # type: ignore[arg-type]
    assert not card.evidence.exists()


def test_a_figure_is_shown_with_its_period_and_source() -> None:
    card = card_of(cast.before_scoring(), "stc")
    attach(card, kind="figure", figure="95,5", period="cả năm 2021", source="Cục Thống kê")
    line = row(client_of("canbo-stc").get(page_of(card)).content.decode(), "I.3")
    assert "95,5 (cả năm 2021; nguồn: Cục Thống kê)" in line


def test_one_item_is_linked_to_another_line() -> None:
    card = card_of(cast.before_scoring(), "stc")
    attach(card, number="12/BC")
    address = reverse("scorecard-evidence-link", args=[card.pk, card.evidence.get().pk])
    client_of("canbo-stc").post(address, {"criterion": "I.4 Nội dung"})
    assert "12/BC" in row(client_of("canbo-stc").get(page_of(card)).content.decode(), "I.4")
    assert client_of("canbo-stc").post(address, {"criterion": "X"}).status_code == 409


def last_years() -> tuple[Scorecard, Scorecard]:
    """The played card of a unit, and its card of the year after, by the same table."""
    old = card_of(cast.played(), "stc")
    return old, card_after(old)


def test_last_years_points_and_evidence_stand_beside_the_same_line_and_are_used_again() -> None:
    old, card = last_years()
    proof = old.evidence.all()[0]
    code = proof.links.all()[0].criterion.code
    officer = client_of("canbo-stc")
    line = row(officer.get(page_of(card)).content.decode(), code)
    assert "Năm trước: " in line
    assert proof.number in line
    officer.post(reverse("scorecard-evidence-link", args=[card.pk, proof.pk]), {"criterion": code})
    again = card.evidence.get()
    assert (again.number, again.dated) == (proof.number, proof.dated)


def test_the_unit_takes_evidence_off_a_line_with_a_reason_and_others_find_no_such_page() -> None:
    card = card_of(cast.before_scoring(), "stc")
    attach(card, number="12/BC")
    address = reverse("scorecard-evidence-detach", args=[card.pk, card.evidence.get().pk, "I.3"])
    officer = client_of("canbo-stc")
    assert address in row(officer.get(page_of(card)).content.decode(), "I.3")
    assert "Gỡ minh chứng 12/BC" in text_of(officer.get(address))
    assert client_of("thuky").get(address).status_code == 404
    assert officer.post(address, {"reason": "Gắn nhầm"}).status_code == 302
    assert "12/BC" not in row(officer.get(page_of(card)).content.decode(), "I.3")
