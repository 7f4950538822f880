"""Whatever file somebody brings, the answer is clear: findings, or why it cannot be read."""

import io
import zipfile
import zlib
from contextlib import suppress
from typing import Any

import docx
import pytest
from hypothesis import given, strategies as st
from pypdf import PdfReader, PdfWriter
from sample_papers import LETTER, REPORT
from spoiling import good, line, opened, remove, saved

import tried
from thidua.papers import to_pdf
from thidua.papers.conformance import UnreadableFile, check

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        check(content)
    assert refused.value.remedy.startswith("Hãy")
    return refused.value.what


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def written(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def changed(pdf: bytes, change: Any) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_text_without_any_structure_is_told_all_it_lacks() -> None:
    report = check(written("Tôi viết mấy dòng.", "Không có gì theo mẫu cả."))
    missing = {f.rule.code for f in report.faults if f.rule.code.endswith("-missing")}
    assert missing == {
        "country-missing", "motto-missing", "issuer-missing", "title-missing", "signer-missing",
    }  # fmt: skip
    assert all(f.rule.place and f.rule.remedy for f in report.findings)


def test_a_paper_of_the_party_is_out_of_scope() -> None:
    report = check(written("ĐẢNG CỘNG SẢN VIỆT NAM", "Nam Định, ngày 05 tháng 01 năm 2022"))
    assert "thể thức của Đảng" in report.out_of_scope
    assert (report.findings, report.conforms) == ((), False)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "Tệp không có nội dung."),
        (b"Xin ch\xc3\xa0o", "Tệp không phải là .docx hay .pdf."),
        (b"\xd0\xcf\x11\xe0 mat khau", "Tệp có mật khẩu hoặc là định dạng .doc đời cũ."),
        (b"PK\x03\x04 hong", "Tệp Word hỏng hoặc có mật khẩu, không mở được."),
        (packed(other=b"<a/>"), "Tệp không phải là văn bản Word (.docx)."),
        (packed(document=b"<a"), "Tệp Word hỏng, không đọc được."),
        (packed(document=b"<a/>"), "Tệp Word hỏng, không đọc được."),
        (written(), "Tệp Word không có chữ nào."),
        (b"%PDF-1.7 hong", "Tệp PDF hỏng, không đọc được."),
        (b"%PDF-" + b" " * (10 * 1024 * 1024), "Tệp lớn hơn 10 MB."),
    ],
)
def test_what_is_no_readable_paper_is_refused_with_what_to_do(content: bytes, what: str) -> None:
    assert refusal(content) == what


def test_a_word_file_cut_short_is_refused() -> None:
    assert refusal(good("letter")[:3000]) == "Tệp Word hỏng hoặc có mật khẩu, không mở được."


def test_a_pdf_with_a_password_is_refused() -> None:
    locked = changed(to_pdf(LETTER), lambda w: w.encrypt("mật khẩu", algorithm="RC4-128"))
    assert refusal(locked) == "Tệp PDF có mật khẩu, không đọc được."


def test_a_pdf_without_letters_is_taken_for_a_scan() -> None:
    blank = PdfWriter()
    blank.add_blank_page(595, 842)
    out = io.BytesIO()
    blank.write(out)
    assert "không có chữ" in refusal(out.getvalue())


def test_a_pdf_of_500_pages_is_refused_before_it_is_read() -> None:
    def pages(writer: PdfWriter) -> None:
        for _ in range(499):
            writer.add_blank_page(595, 842)

    assert refusal(changed(to_pdf(LETTER), pages)).startswith("Tệp có 500 trang;")


def test_a_word_file_of_500_pages_is_refused() -> None:
    paragraph = f'<w:p xmlns:w="{WORD}"/>'.encode() * 20_001
    document = f'<w:document xmlns:w="{WORD}"><w:body>'.encode() + paragraph
    content = packed(document=document + b"</w:body></w:document>")
    assert "quá dài" in refusal(content)


def test_a_word_file_that_unpacks_to_too_much_is_refused() -> None:
    assert refusal(packed(document=b" " * 65 * 1024 * 1024)) == (
        "Nội dung tệp Word khi giải nén quá lớn."
    )


def test_a_pdf_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zlib.compress(b" " * 65 * 1024 * 1024)
    assert refusal(b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n" + bomb + b"\nendstream") == (
        "Nội dung tệp PDF khi giải nén quá lớn."
    )


def test_an_entity_in_a_word_file_is_not_resolved() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert refusal(packed(document=bomb)) == "Tệp Word hỏng, không đọc được."


@tried.tried(25)
@given(st.data())
def test_no_bytes_changed_in_a_paper_make_the_check_break(data: st.DataObject) -> None:
    content = bytearray(good("letter") if data.draw(st.booleans()) else to_pdf(LETTER))
    for _ in range(data.draw(st.integers(1, 20))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    with suppress(UnreadableFile):
        check(bytes(content))


@tried.tried(10)
@given(st.lists(st.integers(0, 40), max_size=8), st.randoms())
def test_a_paper_that_lost_paragraphs_is_still_reported_on(lost: list[int], chance: Any) -> None:
    document = opened("full")
    for place in lost:
        body = document.paragraphs
        if body:
            remove(body[place % len(body)])
    assert isinstance(check(saved(document)).about, str)


def test_pages_of_a_pdf_counted_wrongly_are_told() -> None:
    def turned(writer: PdfWriter) -> None:
        pages = list(writer.pages)
        first, *rest = pages[:3]
        while len(writer.pages):
            writer.remove_page(0)
        for page in (first, *rest[::-1]):
            writer.add_page(page)

    report = check(changed(to_pdf(REPORT), turned))
    assert [f.found for f in report.faults if f.rule.code == "page-number-order"] == [
        "Số trang là 3, đúng ra là 2.",
        "Số trang là 2, đúng ra là 3.",
    ]


def test_a_pdf_cut_at_its_margin_is_told() -> None:
    def cut(writer: PdfWriter) -> None:
        for page in writer.pages:
            page.mediabox.left = 40

    codes = {f.rule.code for f in check(changed(to_pdf(LETTER), cut)).faults}
    assert {"paper-size", "margin-left"} <= codes


def test_paragraphs_that_word_numbers_by_itself_are_counted() -> None:
    document = opened("letter")
    first = line(document, "Các đơn vị")
    for text in ("Một việc.", "Hai việc."):
        first.insert_paragraph_before(text, style="List Number")
    found = check(saved(document)).findings
    assert "clause-order" not in {f.rule.code for f in found}
    assert "1. Một việc." in {f.text for f in found}
