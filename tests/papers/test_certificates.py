"""Certificates: what they say, that nothing leaves the ornament, full page or onto a blank."""

import io
import json
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typst
from hypothesis import given, strategies as st
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage, LTTextContainer, LTTextLine
from pypdf import PdfReader
from sample_papers import CERTIFICATE, NOTICE

from pictures import png
from thidua.papers import (
    STANDARD,
    Certificate,
    Mode,
    Pattern,
    RenderError,
    Sheet,
    Spot,
    calibration_to_pdf,
    certificate_to_pdf,
    certificate_to_png,
    certificates_to_pdf,
    faults_of,
    pattern_from_json,
    picture_svg,
)
from thidua.papers.patterns import widest
from thidua.papers.pdf import _fonts
from tried import tried

POINTS_PER_MM = 72 / 25.4
VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
LETTERS = VIETNAMESE + VIETNAMESE.upper() + "fjwzFJWZ" + string.digits + "-–,.;:()“”/"
A4_SHEET = Sheet(width=297, height=210, inner_width=250, inner_height=170)


def page_of(pdf: bytes) -> LTPage:
    (page,) = extract_pages(io.BytesIO(pdf))
    return page


def letters_of(page: LTPage) -> Iterator[LTChar]:
    for box in page:
        if isinstance(box, LTTextContainer):
            for line in box:
                if isinstance(line, LTTextLine):
                    yield from (c for c in line if isinstance(c, LTChar) and c.get_text().strip())


def words_of(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages
    )


def size_of(page: LTPage) -> tuple[int, int]:
    return round(page.width / POINTS_PER_MM), round(page.height / POINTS_PER_MM)


def outside(page: LTPage, sheet: Sheet) -> list[str]:
    """Return the letters that lie, with their whole box, beyond the inside of the ornament."""
    left, top, right, bottom = (edge * POINTS_PER_MM for edge in sheet.inner)
    return [
        c.get_text()
        for c in letters_of(page)
        if c.x0 < left - 1 or c.x1 > right + 1 or page.height - c.y1 < top or page.height - c.y0 > bottom
    ]  # fmt: skip


def test_a_certificate_names_award_subject_merit_and_decision() -> None:
    pdf = certificate_to_pdf(CERTIFICATE)
    assert size_of(page_of(pdf)) == (400, 300)
    text = words_of(pdf)
    for part in (
        CERTIFICATE.awarding_post,
        "BẰNG KHEN",
        CERTIFICATE.recipient,
        CERTIFICATE.merit,
        "Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2022",
        "Số sổ vàng: 01/2022/BK",
        "Nam Định, ngày 05 tháng 01 năm 2022",
        CERTIFICATE.name,
        NOTICE,
    ):
        assert part in text


@pytest.mark.parametrize(
    "sheet", [Sheet(), A4_SHEET, Sheet(width=450, height=350, inner_width=365, inner_height=270)]
)
def test_a_certificate_of_another_pattern_has_its_own_size_and_stays_inside(sheet: Sheet) -> None:
    page = page_of(certificate_to_pdf(replace(CERTIFICATE, pattern=STANDARD.on(sheet))))
    assert size_of(page) == (sheet.width, sheet.height)
    assert outside(page, sheet) == []
    factor = min(sheet.inner_width / 320, sheet.inner_height / 230)
    largest, usual = (
        max(c.size for c in letters_of(p)) for p in (page, page_of(certificate_to_pdf(CERTIFICATE)))
    )
    assert largest == pytest.approx(usual * factor, rel=0.01)


TEXTS = st.text(alphabet=LETTERS + " " * 40, min_size=1, max_size=200).map(str.strip).filter(bool)


@tried(8)
@given(recipient=TEXTS, merit=TEXTS, title=TEXTS, name=TEXTS)
def test_whatever_the_names_nothing_leaves_the_inner_frame(
    recipient: str, merit: str, title: str, name: str
) -> None:
    long = replace(CERTIFICATE, recipient=recipient, merit=merit, title=title, name=name)
    assert outside(page_of(certificate_to_pdf(long)), Sheet()) == []


@pytest.mark.parametrize(
    "letters", [VIETNAMESE, VIETNAMESE.upper(), "W" * 200, ("Ễ" * 9 + " ") * 20]
)
def test_two_hundred_letters_shrink_into_the_frame_and_every_one_is_there(letters: str) -> None:
    page = page_of(certificate_to_pdf(replace(CERTIFICATE, recipient=letters[:200])))
    assert outside(page, Sheet()) == []
    printed = "".join(c.get_text() for c in letters_of(page))
    for letter in set(letters[:200].replace(" ", "")):
        assert printed.count(letter) >= letters[:200].count(letter)


MEASURED = """
#set page(width: auto, height: auto)
#set text(font: "TeX Gyre Termes", size: 100pt)
#context for letter in LETTERS.clusters() {
  for weight in ("regular", "bold") { for style in ("normal", "italic") {
    [#metadata((letter, measure(text(weight: weight, style: style, letter)).width / 100pt)) <width>]
  } }
}
"""


def test_no_letter_is_wider_than_what_a_pattern_counts_with(tmp_path: Path) -> None:
    file = tmp_path / "letters.typ"
    letters = json.dumps("".join(dict.fromkeys(LETTERS + string.ascii_letters + " '’|")))
    file.write_text(MEASURED.replace("LETTERS", letters), encoding="utf-8")
    found = json.loads(typst.query(file, "<width>", field="value", font_paths=_fonts()))
    assert len(found) > 4 * 180
    assert [(letter, width) for letter, width in found if width > widest(letter)] == []


def test_lines_never_stand_in_each_others_place() -> None:
    for one in STANDARD.spots:
        for other in STANDARD.spots:
            if one is not other:
                apart = (
                    one.x + one.width <= other.x or other.x + other.width <= one.x
                    or one.y + one.height <= other.y or other.y + other.height <= one.y
                )  # fmt: skip
                assert apart, (one.field, other.field)


def test_onto_a_blank_goes_only_what_it_leaves_open_and_no_ornament() -> None:
    overlay = replace(CERTIFICATE, pattern=replace(STANDARD, mode=Mode.OVERLAY))
    text = words_of(certificate_to_pdf(overlay))
    assert ("BẰNG KHEN" in text, "CỘNG HÒA" in text) == (False, False)
    assert CERTIFICATE.recipient in text


def test_the_offset_moves_every_letter_by_as_much() -> None:
    moved = replace(CERTIFICATE, pattern=replace(STANDARD, offset_x=2.5, offset_y=-1))
    places = [
        [(c.get_text(), c.x0, c.y0) for c in letters_of(page_of(certificate_to_pdf(one)))]
        for one in (CERTIFICATE, moved)
    ]
    for (_, x, y), (_, new_x, new_y) in zip(*places, strict=True):
        assert (new_x - x, new_y - y) == pytest.approx(
            (2.5 * POINTS_PER_MM, POINTS_PER_MM), abs=0.01
        )


def test_the_emblem_is_the_authoritys_file_or_nothing() -> None:
    with_file = replace(STANDARD, emblem=picture_svg("image/png", png()))
    pictures = [
        len(PdfReader(io.BytesIO(certificate_to_pdf(c))).pages[0].images)
        for c in (CERTIFICATE, replace(CERTIFICATE, pattern=with_file))
    ]
    assert pictures == [0, 1]


def batch(count: int) -> list[Certificate]:
    return [
        replace(CERTIFICATE, recipient=f"Tập thể số {n} (minh họa)") for n in range(1, count + 1)
    ]


def test_certificates_in_batch_stand_a_page_each_in_their_order() -> None:
    certificates = batch(25)
    pages = PdfReader(io.BytesIO(certificates_to_pdf(certificates))).pages
    assert len(pages) == 25
    for page, certificate in zip(pages, certificates, strict=True):
        assert certificate.recipient in " ".join(page.extract_text().split())


def test_certificates_of_two_patterns_keep_their_own() -> None:
    two = [CERTIFICATE, replace(CERTIFICATE, pattern=STANDARD.on(A4_SHEET))]
    pages = extract_pages(io.BytesIO(certificates_to_pdf(two)))
    assert [size_of(page) for page in pages] == [(400, 300), (297, 210)]


def test_the_same_certificates_give_the_same_bytes() -> None:
    assert certificates_to_pdf(batch(3)) == certificates_to_pdf(batch(3))


def test_an_empty_batch_of_certificates_is_refused() -> None:
    with pytest.raises(RenderError, match="Chưa có bằng nào để in"):
        certificates_to_pdf([])


def test_a_picture_of_a_certificate_is_as_large_as_asked() -> None:
    png = certificate_to_png(CERTIFICATE, ppi=25.4)
    assert (png[:8], int.from_bytes(png[16:20])) == (b"\x89PNG\r\n\x1a\n", 400)


def test_the_test_sheet_has_rulers_in_millimetres_and_the_place_of_every_line() -> None:
    pattern = replace(STANDARD, mode=Mode.OVERLAY, offset_x=1.5)
    text = words_of(calibration_to_pdf(pattern, "Bằng khen", date(2022, 1, 5)))
    for part in ("390", "290", "Khổ 400 × 300 mm", "đã bù lệch 1,5 mm ngang", "Thành tích"):
        assert part in text
    assert "Quốc hiệu" not in text


def test_a_pattern_is_kept_and_read_back() -> None:
    pattern = replace(STANDARD, mode=Mode.OVERLAY, offset_y=-3)
    assert pattern_from_json(pattern.to_json()) == pattern


@pytest.mark.parametrize("sheet", [Sheet(), A4_SHEET])
def test_the_standard_pattern_has_no_fault(sheet: Sheet) -> None:
    assert list(faults_of(STANDARD.on(sheet))) == []


def moved(**changed: float) -> Pattern:
    first, *others = STANDARD.spots
    return replace(STANDARD, spots=(replace(first, **changed), *others))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (moved(x=20), "ra ngoài khung trong"),
        (moved(y=250), "ra ngoài khung trong"),
        (moved(width=0), "phải lớn hơn 0"),
        (replace(STANDARD, sheet=Sheet(inner_width=500)), "khung trong không lớn hơn"),
        (replace(STANDARD, offset_x=31), "không quá 30 mm"),
        (replace(STANDARD, spots=(Spot(field="name", x=60, y=60, width=9, height=9, size=2),)), "cỡ chữ"),
    ],
)  # fmt: skip
def test_a_pattern_that_cannot_be_printed_by_says_why(pattern: Pattern, said: str) -> None:
    assert said in " ".join(faults_of(pattern))
