"""Checking the layout of a paper in a page: brought or filed, and nothing of it kept."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from thidua.apps.filing.models import Blob
from thidua.apps.filing.queries import papers_of
from web.pages import client_of, stranger, text_of
from web.test_pages_access import played
from web.test_pages_preparing import SECRETARY

pytestmark = pytest.mark.django_db


def letter(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def sent(client: Client, name: str, content: bytes) -> HttpResponse:
    return client.post(reverse("conformance"), {"file": SimpleUploadedFile(name, content)})


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    assert Client().get(reverse("conformance")).status_code == 302


def test_findings_stand_by_component_with_section_and_remedy() -> None:
    before = Blob.objects.count()
    page = text_of(sent(stranger(), "thu.docx", letter("Không theo mẫu.")))
    for told in ("điểm cần sửa.", "Quốc hiệu và Tiêu ngữ", "mục II.1", "Hãy thêm Quốc hiệu"):
        assert told in page
    assert Blob.objects.count() == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("thu.docx", b"", "không có nội dung"),
        ("thu.txt", b"Xin chao", "Không nhận tệp"),
        ("anh.png", b"\x89PNG\r\n\x1a\n", "Hãy chọn tệp .docx, .pdf."),
        ("thu.pdf", b"%PDF-1.7", "Tệp PDF hỏng"),
    ],
)
def test_a_file_that_cannot_be_checked_is_refused(name: str, content: bytes, told: str) -> None:
    response = sent(client_of(SECRETARY), name, content)
    assert (response.status_code, told in text_of(response)) == (422, True)


def test_no_file_is_told() -> None:
    response = client_of(SECRETARY).post(reverse("conformance"))
    assert (response.status_code, "Chưa chọn tệp." in text_of(response)) == (422, True)


def test_a_filed_paper_is_checked_in_both_its_files() -> None:
    paper = papers_of(played()).filter(docx__isnull=False, pdf__isnull=False).first()
    assert paper is not None
    response = client_of(SECRETARY).get(reverse("paper-conformance", args=[paper.pk]))
    assert text_of(response).count("Thể thức: đạt.") == 2
    listed = client_of(SECRETARY).get(reverse("papers", args=[played().pk]))
    assert reverse("paper-conformance", args=[paper.pk]) in listed.content.decode()


def test_a_filed_paper_that_is_not_theirs_does_not_exist() -> None:
    paper = papers_of(played()).filter(is_public=False).first()
    assert paper is not None
    response = stranger().get(reverse("paper-conformance", args=[paper.pk]))
    assert response.status_code == 404
