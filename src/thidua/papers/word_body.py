"""Lines and grids of a paper's body in Word."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from thidua.papers import ooxml
from thidua.papers.blocks import Align
from thidua.papers.flow import Cell, Flow, Grid, Line

CENTER = WD_ALIGN_PARAGRAPH.CENTER
_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_INDENT = Mm(12.7)
_KEPT_ROWS = 2


def styled(
    paragraph: Any, text: str, *, size: float = 0, bold: bool = False, italic: bool = False
) -> Any:
    """Add a run to a paragraph; size 0 is the size of the document."""
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    return run


def spaced(
    paragraph: Any, *, before: float = 0, after: float = 0, lines: float = 1, keep: bool = False
) -> Any:
    """Set the room around a paragraph in points and its line spacing; returns the paragraph."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = lines
    layout.keep_with_next = keep or None
    return paragraph


def set_flow(document: Document, parts: Iterable[Flow], *, width: float = 165) -> None:
    """Append lines and grids; `width` is that of the text in millimetres."""
    for part in parts:
        if isinstance(part, Line):
            _set_line(document, part)
        else:
            _set_grid(document, part, width)


def _set_line(document: Document, line: Line) -> None:
    paragraph = spaced(document.add_paragraph(), after=6, lines=1.12, keep=line.keep)
    paragraph.alignment = _ALIGN[line.align]
    if line.indent:
        paragraph.paragraph_format.first_line_indent = _INDENT
    for run in line.runs:
        styled(paragraph, run.text, bold=run.bold, italic=run.italic)
    if line.level:
        ooxml.outline(paragraph, line.level)


def _set_grid(document: Document, grid: Grid, width: float) -> None:
    rows = (*grid.head, *grid.rows)
    table = document.add_table(len(rows), len(grid.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    ooxml.cell_margins(table, 3.5)
    ooxml.set_widths(table, tuple(share * width for share in grid.widths))
    kept = _kept_rows(grid, rows)
    cells = [row.cells for row in table.rows]
    for number, row in enumerate(table.rows):
        ooxml.whole(row, repeat=number < len(grid.head))
    for number, column, cell in _placed(rows):
        merged = _merged(cells, number, column, cell)
        _set_cell(merged, cell, size=grid.size, keep=number in kept)
    spaced(document.add_paragraph(), after=4, keep=grid.keep).paragraph_format.line_spacing = Pt(4)


def _kept_rows(grid: Grid, rows: Sequence[Sequence[Cell]]) -> set[int]:
    """Return the rows that stay with the one below: heads, all of a whole table, its last ones."""
    last = len(rows) - 1
    kept = {n for n, row in enumerate(rows[:-1]) if grid.whole or len(row) == 1}
    kept |= set(range(len(grid.head)))
    return kept | set(range(last - _KEPT_ROWS + 1, last + 1)) if grid.keep else kept


def _placed(rows: Sequence[Sequence[Cell]]) -> Iterable[tuple[int, int, Cell]]:
    """Yield each cell with its row and first column, past cells that reach down from above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            below = range(number + 1, number + cell.rowspan)
            taken |= {(r, c) for r in below for c in range(column, column + cell.colspan)}
            column += cell.colspan


def _merged(cells: Sequence[Sequence[Any]], row: int, column: int, cell: Cell) -> Any:
    first = cells[row][column]
    if cell.colspan == cell.rowspan == 1:
        return first
    return first.merge(cells[row + cell.rowspan - 1][column + cell.colspan - 1])


def _set_cell(target: Any, cell: Cell, *, size: float, keep: bool) -> None:
    for extra in target.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    target.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = spaced(target.paragraphs[0], before=2, after=2, keep=keep)
    paragraph.alignment = _ALIGN[cell.align]
    styled(paragraph, cell.text, size=size, bold=cell.bold)
