"""Long things stay on the paper: nothing leaves the margins, nothing stands on anything else."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from pypdf import PdfReader, PdfWriter
from sample_papers import BLOC, DECISION, LETTER, LONG, PROPOSAL

from thidua.papers import (
    Annex,
    BulletList,
    Column,
    Heading,
    KeyValues,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    to_docx,
    to_pdf,
)
from thidua.papers.conformance.docx_reader import read_docx
from thidua.papers.conformance.pdf_reader import read_pdf
from thidua.papers.conformance.reading import Line, Reading

MARKED = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
EVERY_LETTER = " ".join(f"Ng{MARKED[n : n + 6]}" for n in range(0, len(MARKED), 6))
LONG_UNIT = f"Trung tâm {'tư vấn, dịch vụ và hỗ trợ phát triển ' * 5}tỉnh Nam Định"[:200]
MM = 25.4 / 72


def signers(count: int, unit: str = "Sở Nội vụ") -> tuple[SignatureBlock, ...]:
    return tuple(
        SignatureBlock(capacity=(unit.upper(), "GIÁM ĐỐC"), name=f"Lê Thị {n} (minh họa)")
        for n in range(1, count + 1)
    )


def listed(count: int, name: str = "Tập thể") -> Table:
    columns = (Column("STT", 1), Column("Đơn vị", 5), Column("Hình thức", 3))
    rows = tuple(Row((str(n), f"{name} {n}", "Bằng khen")) for n in range(1, count + 1))
    return Table(columns, rows)


CASES: dict[str, Paper] = {
    "every letter": replace(
        LETTER,
        summary=f"V/v {EVERY_LETTER[:60]}",
        body=(Paragraph(EVERY_LETTER), Paragraph(EVERY_LETTER.upper()), listed(2, EVERY_LETTER[:90])),
        signatures=(SignatureBlock(capacity=("GIÁM ĐỐC",), name=f"{EVERY_LETTER[:40]} (minh họa)"),),
    ),
    "long unit": replace(
        DECISION,
        heading=Heading(LONG_UNIT, LONG_UNIT),
        authority_line=LONG_UNIT,
        body=(Paragraph(LONG_UNIT), listed(3, LONG_UNIT)),
        signatures=(
            SignatureBlock(capacity=(f"TM. {LONG_UNIT.upper()}", "CHỦ TỊCH"), name="Lê A (minh họa)"),
        ),
        recipients=(LONG_UNIT, "Lưu: VT"),
    ),
    "forty signers": replace(
        LETTER, signatures=signers(40), signature_columns=3, recipients=("Lưu: VT",)
    ),
    "forty long signers": replace(
        LETTER, signatures=signers(40, LONG_UNIT), signature_columns=2, recipients=()
    ),
    "empty": replace(
        LETTER,
        addressees=(),
        summary="",
        body=(BulletList(()), KeyValues(()), Table((Column("STT"), Column("Đơn vị")), ())),
        signatures=(),
        recipients=(),
    ),
    "no body": replace(LETTER, heading=Heading("", ""), number=None, body=(), signatures=()),
    "long word": replace(LETTER, body=(Paragraph(LONG), Paragraph("https://thidua.example/" + "a" * 60))),
}  # fmt: skip
ANNEXED = replace(
    PROPOSAL,
    heading=BLOC,
    annexes=(Annex(title="Danh sách", label="Phụ lục", blocks=(listed(1500),)),),
)


def beyond(reading: Reading) -> list[str]:
    """Lines outside the margins: 30 and 15 mm at the sides, 20 at the foot."""
    told = []
    for line in reading.lines:
        sheet = reading.sheet(line.page)
        inside = line.x0 > 29.4 and line.x1 < sheet.width - 14.4
        if not inside or (not reading.exact and line.base > sheet.height - 19.5):
            told.append(f"{line.page}: {line.x0:.1f}-{line.x1:.1f} {line.base:.1f} {line.text}")
    return told


def overlapping(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(lines, 2):
        near = abs(one.base - other.base) < 0.6 * min(one.size, other.size) * MM
        across = min(one.x1, other.x1) - max(one.x0, other.x0) > 0.5
        if near and across:
            yield one.text, other.text


def overlaps(reading: Reading) -> list[tuple[str, str]]:
    return [
        pair
        for sheet in reading.sheets
        for pair in overlapping([line for line in reading.lines if line.page == sheet.number])
    ]


@pytest.mark.parametrize("name", CASES)
def test_nothing_leaves_the_margins_and_nothing_stands_on_anything_in_pdf(name: str) -> None:
    reading = read_pdf(to_pdf(CASES[name]))
    assert (beyond(reading), overlaps(reading)) == ([], [])


@pytest.mark.parametrize("name", [name for name in CASES if name != "long word"])
def test_nothing_leaves_the_margins_and_nothing_stands_on_anything_in_word(name: str) -> None:
    reading = read_docx(to_docx(CASES[name]))
    assert (beyond(reading), overlaps(reading)) == ([], [])


def test_every_vietnamese_letter_comes_back_from_both_files() -> None:
    paper = CASES["every letter"]
    for reading in (read_pdf(to_pdf(paper)), read_docx(to_docx(paper))):
        text = " ".join(line.text for line in reading.lines)
        assert set(MARKED + MARKED.upper()) <= set(text)


def test_all_forty_signers_stand_once_each_with_their_names() -> None:
    for reading in (
        read_pdf(to_pdf(CASES["forty signers"])),
        read_docx(to_docx(CASES["forty signers"])),
    ):
        names = [line.text for line in reading.lines if line.text.startswith("Lê Thị")]
        assert len(set(names)) == len(names) == 40


def pages_of(pdf: bytes, *wanted: int) -> bytes:
    reader, writer = PdfReader(io.BytesIO(pdf)), PdfWriter()
    for number in wanted:
        writer.add_page(reader.pages[number])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_annex_of_1500_rows_runs_over_pages_with_its_head_on_each() -> None:
    pdf = to_pdf(ANNEXED)
    count = len(PdfReader(io.BytesIO(pdf)).pages)
    reading = read_pdf(pages_of(pdf, 1, count // 2, count - 1))
    assert (beyond(reading), overlaps(reading)) == ([], [])
    assert [line.text for line in reading.lines].count("Hình thức") == 3
    assert "Tập thể 1500" in {line.text for line in reading.lines}
    assert [number.value for number in reading.numbers] == [count // 2, count - 1]


def test_an_annex_of_1500_rows_is_whole_in_word() -> None:
    reading = read_docx(to_docx(ANNEXED))
    rows = [line for line in reading.lines if line.text.startswith("Tập thể ")]
    assert len(rows) == 1500
    assert beyond(reading) == []
