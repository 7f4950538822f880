"""Head and end of a paper in Word: letterhead, title, addressees, signatures, recipients."""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from thidua.papers import ooxml
from thidua.papers.flow import addressee_items, dashed
from thidua.papers.metrics import even_lines, text_width
from thidua.papers.model import Paper
from thidua.papers.signers import SignatureBlock
from thidua.papers.word_body import CENTER, spaced, styled
from thidua.papers.word_stamps import MIDDLE, set_stamp
from thidua.papers.wording import ADDRESSED, COUNTRY, MOTTO, RECIPIENTS

_LEFT, _RIGHT, _WIDTH = 66.0, 99.0, 165.0
# Between a long name and the country's.
_GUTTER = 3.0
_SIGNER = 90.0


def set_letterhead(document: Document, paper: Paper) -> None:
    """Boxes 1 to 4: a table without borders, two columns, number and date on one line."""
    table = _bare_table(document, 2, (_LEFT, _RIGHT))
    small = paper.size - 1
    left, right = table.rows[0].cells
    room = _LEFT - _GUTTER
    issuer = even_lines(paper.heading.issuer.upper(), small, room, bold=True)
    if paper.heading.superior:
        superior = even_lines(paper.heading.superior.upper(), small, room)
        styled(_centred(left), superior, size=small)
    styled(_centred(left), issuer, size=small, bold=True)
    if issuer:
        longest = max(text_width(line, small, bold=True) for line in issuer.splitlines())
        _rule(left, _LEFT, 0.4 * min(longest, _LEFT))
    styled(_centred(right), COUNTRY, size=small, bold=True)
    styled(_centred(right), MOTTO, bold=True)
    _rule(right, _RIGHT, text_width(MOTTO, paper.size, bold=True))
    ooxml.unwrapped(right)
    _set_number_and_date(table, paper)


def set_title(document: Document, paper: Paper) -> None:
    """Box 5a: the kind and, under it, what the paper is about, with its rule."""
    if not paper.printed_title:
        return
    title = spaced(document.add_paragraph(), before=16, after=4, keep=True)
    title.alignment = CENTER
    styled(title, paper.printed_title, bold=True)
    if paper.summary:
        summary = spaced(document.add_paragraph(), keep=True)
        summary.alignment = CENTER
        summary.paragraph_format.left_indent = summary.paragraph_format.right_indent = Mm(10)
        styled(summary, paper.summary, bold=True)
        _rule(document, _WIDTH, 0.4 * min(text_width(paper.summary, paper.size, bold=True), _WIDTH))
    spaced(document.add_paragraph(), after=2).paragraph_format.line_spacing = Pt(6)


def set_addressees(document: Document, paper: Paper) -> None:
    """Box 9a: one addressee on the line of the label, several on dashed lines under its colon."""
    if not paper.addressees:
        return
    items = addressee_items(paper)
    first = spaced(document.add_paragraph(), before=6, after=4)
    first.paragraph_format.left_indent = Mm(20)
    styled(first, ADDRESSED)
    if len(items) == 1:
        styled(first, f" {items[0]}")
        _hang(first, 42, -22)
    else:
        for item in items:
            _hang(spaced(document.add_paragraph(item), after=3), 43, -3)
    spaced(document.add_paragraph()).paragraph_format.line_spacing = Pt(6)


def set_signatures(document: Document, paper: Paper) -> None:
    """Boxes 7 and 9b: one signature beside the recipients, several in rows above them."""
    blocks = paper.signatures
    if len(blocks) == 1:
        left, right = _bare_table(document, 1, (75, _SIGNER)).rows[0].cells
        _set_recipients(left, paper)
        _set_row([right] * 3, blocks[0], paper.size, _SIGNER)
        return
    columns = min(paper.signature_columns, len(blocks)) or 1
    for row in _chunks(blocks, columns):
        table = _bare_table(document, 3, (_WIDTH / columns,) * columns)
        for number, block in enumerate(row):
            cells = [line.cells[number] for line in table.rows]
            _set_row(cells, block, paper.size - (columns > 2), _WIDTH / columns - _GUTTER)
        spaced(document.add_paragraph()).paragraph_format.line_spacing = Pt(14)
    _set_recipients(document, paper)


def _set_number_and_date(table: Any, paper: Paper) -> None:
    left, right = table.rows[1].cells
    if paper.number_line:
        styled(spaced(_centred(left), before=6), paper.number_line, size=13)
    if paper.subject:
        styled(spaced(_centred(left), before=6), paper.subject, size=paper.size - 1)
    for stamp in paper.stamps:
        spaced(left.add_paragraph()).paragraph_format.line_spacing = Pt(6)
        set_stamp(left, stamp, paper.size - 1, MIDDLE)
        # A cell ends with a paragraph, not with a table; it comes with the table.
        spaced(left.paragraphs[-1]).paragraph_format.line_spacing = Pt(2)
    if paper.place_line:
        styled(spaced(_centred(right), before=6), paper.place_line, italic=True)


def _set_row(cells: Sequence[Any], block: SignatureBlock, size: float, width: float) -> None:
    """Set capacity, room for the signature and name in three cells; one cell may be all three."""
    capacity, room, signer = cells
    for line in block.capacity:
        told = even_lines(line, size, width, bold=True)
        styled(spaced(_centred(capacity), keep=True), told, size=size, bold=True)
    styled(spaced(_centred(room), before=24, after=24, keep=True), "", size=size)
    for line in filter(None, (block.second_post, block.name)):
        told = even_lines(line, size, width, bold=True)
        styled(spaced(_centred(signer), after=2), told, size=size, bold=True)


def _set_recipients(target: Any, paper: Paper) -> None:
    if paper.recipients:
        styled(
            spaced(_next_paragraph(target), keep=True), RECIPIENTS, size=12, bold=True, italic=True
        )
    last = len(paper.recipients)
    for place, item in enumerate(dashed(paper.recipients), 1):
        line = spaced(target.add_paragraph(), keep=place < last)
        _hang(line, 2, -2)
        styled(line, item, size=11)
    if paper.drafter:
        styled(spaced(target.add_paragraph()), paper.drafter, size=11)


def _bare_table(document: Document, rows: int, widths: tuple[float, ...]) -> Any:
    table = document.add_table(rows, len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    ooxml.cell_margins(table, 0)
    ooxml.set_widths(table, widths)
    for row in table.rows:
        ooxml.whole(row)
    return table


def _centred(cell: Any) -> Any:
    paragraph = spaced(_next_paragraph(cell))
    paragraph.alignment = CENTER
    return paragraph


def _next_paragraph(target: Any) -> Any:
    """Return the empty paragraph a cell begins with, or a new one."""
    last = target.paragraphs[-1] if hasattr(target, "merge") else None
    if last is not None and not last.text and not last.paragraph_format.space_after:
        return last
    return spaced(target.add_paragraph())


def _rule(target: Any, room: float, length: float) -> None:
    """Draw a centred rule of `length` in a column of `room`, both in millimetres."""
    paragraph = spaced(target.add_paragraph())
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm((room - length) / 2)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    ooxml.rule_below(paragraph)


def _hang(paragraph: Any, left: float, first: float) -> None:
    paragraph.paragraph_format.left_indent = Mm(left)
    paragraph.paragraph_format.first_line_indent = Mm(first)


def _chunks(blocks: tuple[SignatureBlock, ...], size: int) -> Iterator[tuple[SignatureBlock, ...]]:
    for start in range(0, len(blocks), size):
        yield blocks[start : start + size]
