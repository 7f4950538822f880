import io
import re
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PageObject, PdfReader
from sample_papers import (
    AGREEMENT,
    DECISION,
    LETTER,
    MINUTES,
    NOTICE,
    PAPERS,
    PROPOSAL,
    REPORT,
    TELLERS,
)

from thidua.papers import (
    Column,
    Paper,
    Paragraph,
    RenderError,
    Row,
    Table,
    to_pdf,
)

POINTS_PER_MM = 72 / 25.4
NAMES = sorted(PAPERS)


@cache
def read(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(paper)))


def words_of(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


def size_of(page: PageObject) -> tuple[int, int]:
    box = page.mediabox
    return round(float(box.width) / POINTS_PER_MM), round(float(box.height) / POINTS_PER_MM)


def places_of(page: PageObject) -> list[tuple[str, float, float, float]]:
    """Text pieces with x, y and type size, measured from the page's left and bottom edges."""
    found: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + cm[4]
            y = tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x, y, size * abs(tm[3] * cm[3])))

    page.extract_text(visitor_text=visit)
    return found


def faces_of(reader: PdfReader) -> set[str]:
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return {re.sub(r"^/[A-Z]{6}\+", "", font.get_object()["/BaseFont"]) for font in fonts}


def image_count(page: PageObject) -> int:
    return len(page["/Resources"].get("/XObject", {}))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert to_pdf(PAPERS[name]) == to_pdf(PAPERS[name])


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_paper_is_nfc(name: str) -> None:
    text = "".join(page.extract_text() for page in read(PAPERS[name]).pages)
    assert text == unicodedata.normalize("NFC", text)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_set_in_the_twin_of_times_alone(name: str) -> None:
    faces = {face.split("-")[0] for face in faces_of(read(PAPERS[name]))}
    assert faces == {"TeXGyreTermes"}


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_says_that_it_is_pdf_a(name: str) -> None:
    reader = read(PAPERS[name])
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_file_carries_the_date_and_title_of_the_paper() -> None:
    metadata = read(DECISION).metadata
    assert metadata is not None
    assert metadata.title == f"QUYẾT ĐỊNH {DECISION.summary}"
    assert metadata.author == "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH"
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == DECISION.dated


def test_number_and_date_stand_on_one_line() -> None:
    places = {text: (x, y) for text, x, y, _ in places_of(read(DECISION).pages[0])}
    number_x, number_y = places["Số: 05/QĐ-UBND"]
    date_x, date_y = places["Nam Định, ngày 05 tháng 01 năm 2022"]
    assert number_y == pytest.approx(date_y, abs=1)
    assert number_x < date_x


def test_a_draft_keeps_the_place_of_its_number_blank() -> None:
    draft = replace(REPORT, number=replace(REPORT.number, ordinal=None))
    assert "Số: /BC-KTĐ" in words_of(read(draft).pages[0])


def test_minutes_have_a_number_but_no_line_of_place_and_date() -> None:
    text = words_of(read(MINUTES).pages[0])
    assert "Số: 03/BB-KTĐ" in text
    assert "Nam Định, ngày" not in text


def test_a_letter_has_its_subject_under_the_number_and_no_title() -> None:
    text = words_of(read(LETTER).pages[0])
    assert "CÔNG VĂN" not in text
    assert text.index("Số: 45/SNV-TĐKT") < text.index("V/v báo cáo sơ kết")


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_a4(name: str) -> None:
    sizes = {size_of(page) for page in read(PAPERS[name]).pages}
    assert sizes <= {(210, 297), (297, 210)}
    assert size_of(read(PAPERS[name]).pages[0]) == (210, 297)


def test_only_an_annex_that_asks_for_it_lies_on_its_side() -> None:
    assert [size_of(page) for page in read(PROPOSAL).pages] == [
        (210, 297),
        (297, 210),
        (297, 210),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_text_keeps_within_the_margins(name: str) -> None:
    for page in read(PAPERS[name]).pages:
        width = size_of(page)[0]
        for _, x, _, _ in places_of(page):
            assert 30 - 0.1 <= x / POINTS_PER_MM <= width - 15


def test_the_body_is_set_in_fourteen_points_and_recipients_in_eleven() -> None:
    sizes = {text: round(size) for text, _, _, size in places_of(read(LETTER).pages[0])}
    assert sizes["- Như trên;"] == 11
    assert sizes["Nơi nhận:"] == 12
    assert sizes["Số: 45/SNV-TĐKT"] == 13
    assert sizes["PHÓ GIÁM ĐỐC"] == 14


def test_the_first_page_has_no_number_and_later_ones_stand_in_the_top_margin() -> None:
    first, second, third = (places_of(page) for page in read(REPORT).pages)
    assert first[0][0] != "1"
    for number, places in (("2", second), ("3", third)):
        text, x, y, size = places[0]
        assert (text, round(size)) == (number, 14)
        assert y / POINTS_PER_MM > 297 - 20
        assert x / POINTS_PER_MM == pytest.approx(30 + 165 / 2, abs=3)


def test_an_annex_numbers_its_own_pages() -> None:
    _, first, second = read(PROPOSAL).pages
    assert places_of(first)[0][0] == "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG NĂM 2021"
    assert places_of(second)[0][0] == "2"


def test_the_head_of_a_table_comes_again_on_each_page() -> None:
    _, first, second = read(PROPOSAL).pages
    assert "Thành tích tóm tắt" in words_of(first)
    assert "Thành tích tóm tắt" in words_of(second)


def test_the_last_rows_of_a_table_that_ends_a_paper_follow_without_a_gap() -> None:
    labels = [f"dòng {number}" for number in range(1, 7)]
    table = Table((Column("Nội dung"),), tuple(Row((label,)) for label in labels))
    (page,) = read(replace(REPORT, body=(table,), annexes=())).pages
    heights = {text: y for text, _, y, _ in places_of(page)}
    gaps = {round(heights[a] - heights[b], 1) for a, b in pairwise(labels)}
    assert len(gaps) == 1


def test_the_notice_stands_on_every_page() -> None:
    assert [NOTICE in words_of(page) for page in read(REPORT).pages] == [True] * 3
    assert [NOTICE in words_of(page) for page in read(PROPOSAL).pages] == [True] * 3


def test_a_paper_without_notice_has_none() -> None:
    assert NOTICE not in words_of(read(TELLERS).pages[0])


def test_the_code_for_checking_stands_on_the_first_page_with_its_address() -> None:
    checked = replace(REPORT, verification=DECISION.verification)
    texts = [words_of(page) for page in read(checked).pages]
    assert [DECISION.verification.text in text for text in texts] == [True, False, False]


def test_every_signer_of_an_agreement_stands_under_the_capacity_signed_in() -> None:
    text = " ".join(words_of(page) for page in read(AGREEMENT).pages)
    for block in AGREEMENT.signatures:
        assert block.capacity[0] in text
        assert block.name in text


def test_a_signature_never_stands_alone_on_a_page() -> None:
    long = "Các đơn vị trong Khối hoàn thành các chỉ tiêu đã ký kết trong giao ước thi đua. "
    for count in range(1, 40):
        body = tuple(Paragraph(f"{n}. {long}") for n in range(1, count + 1))
        last_first = map(words_of, reversed(read(replace(LETTER, body=body)).pages))
        signed = next(text for text in last_first if "PHÓ GIÁM ĐỐC" in text)
        assert "thi đua./." in signed


def test_a_letter_the_face_lacks_is_refused_with_the_name_of_the_paper() -> None:
    broken = replace(LETTER, body=(Paragraph("Chữ này không có trong bộ chữ: 龍"),))
    with pytest.raises(RenderError) as refused:
        to_pdf(broken)
    assert str(refused.value) == (
        f"Không trình bày được văn bản “{LETTER.summary}”: bộ chữ không có chữ “龍”; "
        "hãy sửa hoặc thay chữ này trong nội dung."
    )
