import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader
from sample_papers import AGREEMENT, DECISION, LETTER, NOTICE, PAPERS, PROPOSAL, REPORT

from thidua.papers import Paper, to_docx, to_pdf

NAMES = sorted(PAPERS)


@cache
def read(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(to_docx(paper)))


def lines_of(container: Any) -> Iterator[str]:
    """Lines in reading order; a merged cell is read once."""
    for item in container.iter_inner_content():
        if isinstance(item, Paragraph):
            yield from item.text.splitlines()
        if isinstance(item, Table):
            seen: set[Any] = set()
            for cell in (cell for row in item.rows for cell in row.cells):
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield from lines_of(cell)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert to_docx(PAPERS[name]) == to_docx(PAPERS[name])


def test_entries_of_the_archive_carry_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(LETTER))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", NAMES)
def test_word_has_the_body_lines_of_the_pdf_in_the_same_order(name: str) -> None:
    paper = PAPERS[name]
    reader = PdfReader(io.BytesIO(to_pdf(paper)))
    pdf = squeezed("".join(page.extract_text() for page in reader.pages))
    position = 0
    body = [p.text for p in read(paper).paragraphs if p.text]
    for line in body:
        # A page may end within a paragraph, so only its beginning is looked for.
        position = pdf.index(squeezed(line)[:40], position)
    assert body


@pytest.mark.parametrize("name", NAMES)
def test_word_has_every_word_of_the_heads_cells_and_signatures(name: str) -> None:
    paper = PAPERS[name]
    lines = {" ".join(line.split()) for line in lines_of(read(paper))}
    assert {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"} <= lines
    assert {paper.number_line, paper.place_line} - {""} <= lines
    # A long post is laid in even lines.
    text = squeezed("".join(lines_of(read(paper))))
    for block in paper.signatures:
        assert block.name in lines
        assert squeezed("".join(block.capacity)) in text


def test_the_face_is_named_in_every_style_and_the_size_is_the_papers() -> None:
    document = read(REPORT)
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 14


def test_number_and_recipients_have_sizes_of_their_own() -> None:
    letterhead, signatures = read(LETTER).tables
    number = letterhead.rows[1].cells[0].paragraphs[0].runs[0]
    label, first, *_ = signatures.rows[0].cells[0].paragraphs
    assert (number.text, number.font.size.pt) == ("Số: 45/SNV-TĐKT", 13)
    assert (label.text, label.runs[0].font.size.pt) == ("Nơi nhận:", 12)
    assert (first.text, first.runs[0].font.size.pt) == ("- Như trên;", 11)


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_a4_with_the_margins_of_the_decree(name: str) -> None:
    section = read(PAPERS[name]).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]


def test_a_landscape_annex_is_a_section_that_counts_its_pages_from_one() -> None:
    paper, annex = read(PROPOSAL).sections
    assert paper.orientation == WD_ORIENT.PORTRAIT
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    starts = [section._sectPr.findall(qn("w:pgNumType")) for section in (paper, annex)]
    assert [[number.get(qn("w:start")) for number in each] for each in starts] == [["1"], ["1"]]


def test_the_page_number_stands_once_in_the_header_and_not_on_first_pages() -> None:
    paper, annex = read(PROPOSAL).sections
    assert paper.header.paragraphs[0]._p.xml.count("PAGE") == 1
    assert annex.header.is_linked_to_previous
    assert [section.different_first_page_header_footer for section in (paper, annex)] == [True] * 2
    assert [section.first_page_header.paragraphs[0].text for section in (paper, annex)] == ["", ""]


def test_the_notice_stands_once_in_every_foot() -> None:
    for section in read(PROPOSAL).sections:
        assert section.footer.paragraphs[0].text == NOTICE
        assert section.first_page_footer.paragraphs[0].text == NOTICE


def test_the_code_for_checking_stands_on_the_first_page_alone() -> None:
    checked = replace(PROPOSAL, verification=DECISION.verification)
    paper, annex = read(checked).sections
    assert DECISION.verification.text in paper.first_page_footer.paragraphs[0].text
    assert paper.first_page_footer._element.findall(f".//{qn('w:drawing')}")
    assert annex.first_page_footer.paragraphs[0].text == NOTICE


def test_the_head_of_a_table_repeats_and_its_rows_are_never_torn() -> None:
    table = read(REPORT).tables[1]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, True, *[False] * (len(heads) - 2)]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_signatures_of_an_agreement_stand_in_three_columns() -> None:
    grids = read(AGREEMENT).tables[1:]
    assert [len(grid.columns) for grid in grids] == [3, 3, 3, 3]
    assert grids[0].rows[2].cells[0].text == "Lê Thị 1 (minh họa)"


def test_a_long_issuer_breaks_into_even_lines() -> None:
    left = read(DECISION).tables[0].rows[0].cells[0]
    assert left.paragraphs[0].text == "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH"


def test_the_file_carries_the_date_title_and_issuer_of_the_paper() -> None:
    properties = read(DECISION).core_properties
    assert properties.created.date() == properties.modified.date() == DECISION.dated
    assert properties.title == f"QUYẾT ĐỊNH {DECISION.summary}"
    assert properties.author == "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH"


def test_a_row_that_heads_others_stays_with_the_next_row() -> None:
    rows = read(PROPOSAL).tables[-1].rows
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows]
    assert kept == [True, True, *[None] * (len(rows) - 2)]
