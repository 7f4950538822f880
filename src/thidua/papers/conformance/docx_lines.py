"""Lays the paragraphs of a Word file in lines, as widths of the face and its own settings say.

Heights are nominal: they tell what stands beside, above and how far below what, not where a page
of Word ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from thidua.papers.blocks import Align
from thidua.papers.conformance.docx_numbering import Numbering
from thidua.papers.conformance.docx_strokes import drawn_strokes, is_rule
from thidua.papers.conformance.docx_styles import (
    ParagraphStyle,
    RunStyle,
    Styles,
    child,
    twips,
    value,
)
from thidua.papers.conformance.pdf_reader import SINGLE
from thidua.papers.conformance.reading import Line, Span, Stroke
from thidua.papers.metrics import MM_PER_POINT, text_width

_TAB = 12.7
_CELL_MARGIN = 1.9
_DESCENT = 0.22
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_BOX = qn("w:txbxContent")

Piece = tuple[str, RunStyle]


@dataclass
class Canvas:
    """Where the next paragraph goes, and what has been laid so far."""

    styles: Styles
    numbering: Numbering
    page: int = 1
    y: float = 20
    after: float = 0
    lines: list[Line] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


def lay_paragraph(
    canvas: Canvas, paragraph: Any, room: tuple[float, float], *, framed: bool = False
) -> None:
    """Lay one paragraph; an empty one takes its height."""
    style = canvas.styles.paragraph(paragraph)
    gap = max(style.before, canvas.after)
    canvas.y += gap * MM_PER_POINT
    top = canvas.y
    rows = list(_rows(canvas, paragraph))
    for row in rows:
        for n, words in enumerate(_wrapped(row, style, room, first=row is rows[0])):
            _set_line(canvas, words, style, room, framed=framed, gap=gap, opens=n == 0)
    canvas.strokes += drawn_strokes(
        paragraph, style, room, page=canvas.page, top=top, bottom=canvas.y
    )
    canvas.after = style.after
    for box in _boxes(paragraph):
        aside = replace(canvas, y=top, after=0)
        for inner in box.iter(qn("w:p")):
            lay_paragraph(aside, inner, room, framed=True)


def lay_table(
    canvas: Canvas, table: Any, room: tuple[float, float], *, framed: bool = False
) -> None:
    """Lay a table row by row, its cells side by side."""
    framed = framed or canvas.styles.ruled(table)
    grid = child(table, "tblGrid")
    columns = () if grid is None else grid.findall(qn("w:gridCol"))
    widths = [twips(value(column, "w")) for column in columns]
    left = _table_left(table, sum(widths), room)
    margin = _cell_margin(table)
    for row in table.findall(qn("w:tr")):
        top, lowest, edge, column = canvas.y, canvas.y, left, 0
        for cell in row.findall(qn("w:tc")):
            span = _span(cell)
            width = sum(widths[column : column + span]) or twips(_cell_width(cell))
            aside = replace(canvas, y=top, after=0)
            lay_blocks(aside, cell, (edge + margin, edge + width - margin), framed=framed)
            lowest = max(lowest, aside.y)
            edge, column = edge + width, column + span
        canvas.y, canvas.after = max(lowest, top + _row_height(row)), 0


def lay_blocks(
    canvas: Canvas, container: Any, room: tuple[float, float], *, framed: bool = False
) -> None:
    """Lay what a body, cell or content control holds."""
    for item in container:
        if item.tag == qn("w:p"):
            lay_paragraph(canvas, item, room, framed=framed)
        elif item.tag == qn("w:tbl"):
            lay_table(canvas, item, room, framed=framed)
        elif item.tag == qn("w:sdt") and (content := child(item, "sdtContent")) is not None:
            lay_blocks(canvas, content, room, framed=framed)


def runs_of(element: Any) -> Iterator[Any]:
    """Yield the runs of a paragraph, none of deleted text or of text boxes."""
    for item in element:
        if item.tag == qn("w:r"):
            yield item
        elif item.tag not in _SKIPPED and item.tag != qn("w:pPr"):
            yield from runs_of(item)


def _boxes(element: Any) -> Iterator[Any]:
    for item in element:
        if item.tag == _BOX:
            yield item
        elif item.tag not in _SKIPPED:
            yield from _boxes(item)


def _rows(canvas: Canvas, paragraph: Any) -> Iterator[list[Piece]]:
    """Yield the runs of text between line breaks."""
    row: list[Piece] = []
    label = canvas.styles.numbering_of(paragraph)
    if label is not None and (text := canvas.numbering.label(label)):
        first = next(runs_of(paragraph), paragraph)
        row.append((f"{text} ", canvas.styles.run(paragraph, first)))
    for run in runs_of(paragraph):
        style = canvas.styles.run(paragraph, run)
        for text in _texts(run):
            if text == "\n":
                yield row
                row = []
            elif not style.hidden:
                row.append((text.upper() if style.capitals else text, style))
    if not row:
        row.append(("", canvas.styles.run(paragraph, paragraph)))
    yield row


def _texts(run: Any) -> Iterator[str]:
    for item in run:
        if item.tag == qn("w:t"):
            yield item.text or ""
        elif item.tag == qn("w:tab"):
            yield "\t"
        elif item.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif item.tag in {qn("w:br"), qn("w:cr")} and value(item, "type") in {"", "textWrapping"}:
            yield "\n"


def _wrapped(
    row: Sequence[Piece], style: ParagraphStyle, room: tuple[float, float], *, first: bool
) -> Iterator[list[Piece]]:
    """Break a row into lines that fit, word by word."""
    width = room[1] - style.right - room[0] - style.left
    free = width - (style.first if first else 0)
    line: list[Piece] = []
    for text, run in _words(row):
        needed = _width(text, run)
        if line and text.strip() and needed > free:
            yield line
            line, free = [], width
        line.append((text, run))
        free -= _TAB if text == "\t" else needed
    yield line


def _words(row: Sequence[Piece]) -> Iterator[Piece]:
    for text, run in row:
        word = ""
        for letter in text:
            if letter in " \t":
                yield from ((word, run),) if word else ()
                yield letter, run
                word = ""
            else:
                word += letter
        if word:
            yield word, run


def _width(text: str, run: RunStyle) -> float:
    return text_width(text, run.size, bold=run.bold, italic=run.italic)


def _set_line(
    canvas: Canvas, pieces: Sequence[Piece], style: ParagraphStyle, room: tuple[float, float],
    *, framed: bool, gap: float, opens: bool,
) -> None:  # fmt: skip
    """Put one line on the canvas, parted at its tabs."""
    size = max((run.size for _, run in pieces), default=0)
    canvas.y += (style.exactly or style.lines * SINGLE * size) * MM_PER_POINT
    spacing = style.exactly / (SINGLE * size) if style.exactly and size else style.lines
    start = room[0] + style.left + (style.first if opens else 0)
    base = canvas.y - _DESCENT * size * MM_PER_POINT
    for x0, x1, group in _parted(pieces, style, start, room):
        text = "".join(part for part, _ in group)
        if is_rule(text) or all(run.underlined for part, run in group if part.strip()):
            canvas.strokes.append(Stroke(canvas.page, x0, x1, canvas.y))
        if text.strip() and not is_rule(text):
            canvas.lines.append(
                Line(
                    tuple(_spans(group)), canvas.page, x0, x1, base, room,
                    opens=opens, align=style.align, gap=gap, spacing=spacing, framed=framed,
                )
            )  # fmt: skip


def _parted(
    pieces: Sequence[Piece], style: ParagraphStyle, start: float, room: tuple[float, float]
) -> Iterator[tuple[float, float, Sequence[Piece]]]:
    """Yield the groups between tabs with where they begin and end; empty groups are left out."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece[0] == "\t":
            groups.append([])
        else:
            groups[-1].append(piece)
    x = start
    for n, group in enumerate(groups):
        width = sum(_width(text, run) for text, run in _trimmed(group))
        if len(groups) == 1:
            x = _aligned(style, start, room, width)
        elif n:
            x = (int((x - room[0]) / _TAB) + 1) * _TAB + room[0]
        if width:
            yield x, x + width, group
        x += width


def _aligned(style: ParagraphStyle, start: float, room: tuple[float, float], width: float) -> float:
    right = room[1] - style.right
    if style.align is Align.CENTER:
        return (start + right - width) / 2
    return right - width if style.align is Align.RIGHT else start


def _trimmed(group: Sequence[Piece]) -> Sequence[Piece]:
    while group and not group[-1][0].strip():
        group = group[:-1]
    return group


def _spans(group: Sequence[Piece]) -> Iterator[Span]:
    text, style = "", group[0][1]
    for part, run in group:
        if run != style:
            yield _span_of(text, style)
            text, style = "", run
        text += part
    yield _span_of(text, style)


def _span_of(text: str, run: RunStyle) -> Span:
    return Span(text, run.face, run.size, run.bold, run.italic, run.color)


def _span(cell: Any) -> int:
    span = child(child(cell, "tcPr"), "gridSpan")
    return 1 if span is None else int(float(value(span, "val", "1")))


def _cell_width(cell: Any) -> str:
    width = child(child(cell, "tcPr"), "tcW")
    return "0" if width is None else value(width, "w", "0")


def _row_height(row: Any) -> float:
    height = child(child(row, "trPr"), "trHeight")
    return 0.0 if height is None else twips(value(height, "val", "0"))


def _table_left(table: Any, width: float, room: tuple[float, float]) -> float:
    properties = child(table, "tblPr")
    align, indent = child(properties, "jc"), child(properties, "tblInd")
    if align is not None and value(align, "val") == "center":
        return (room[0] + room[1] - width) / 2
    return room[0] + (0 if indent is None else twips(value(indent, "w", "0")))


def _cell_margin(table: Any) -> float:
    side = child(child(child(table, "tblPr"), "tblCellMar"), "left")
    return _CELL_MARGIN if side is None else twips(value(side, "w", "0"))
