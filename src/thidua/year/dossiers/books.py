"""Workbooks as an office expects them: title, frozen heads, borders, ready to print on A4."""

import io
import math
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

A4, A3 = 9, 8
WIDE, PAGE = 170, 260  # letters beyond which a sheet goes on A3, and on more than one page
LINE = 15.5  # height of a line
TITLE_ROW, NOTE_ROW, HEAD_ROW = 0, 1, 2
FIRST_ROW = HEAD_ROW + 1
FACE = {"font_name": "Times New Roman", "font_size": 11}
CELL: dict[str, object] = {
    "border": 1,
    "border_color": "#9A9A9A",
    "valign": "top",
    "text_wrap": True,
}
SHADES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#5A5A5A", "font_size": 10},
    "hint": {"italic": True, "font_color": "#5A5A5A", "font_size": 9, "text_wrap": True,
             "valign": "bottom"},
    "head": {**CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#F2E6D0"},
    "needed": {**CELL, "bold": True, "align": "center", "valign": "vcenter",
               "bg_color": "#E3C58F"},
    "text": CELL,
    "centre": {**CELL, "align": "center"},
    "bold": {**CELL, "bold": True},
    "day": {**CELL, "align": "center", "num_format": "dd/mm/yyyy"},
    "good": {**CELL, "bg_color": "#DDEFD9"},
    "open": {**CELL, "bg_color": "#FFF3C9"},
    "bad": {**CELL, "bg_color": "#F6D5D1"},
    "plain": {"text_wrap": True, "valign": "top"},
}  # fmt: skip

Cell = str | int | bool | date | None
Styles = Mapping[str, Format]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, width in letters, style of its cells."""

    text: str
    width: float = 14
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Shaded:
    """A cell in a style of its own."""

    value: Cell
    style: str


def written(
    title: str,
    on: date,
    fill: Callable[[Workbook, Styles], None],
    shades: Mapping[str, Mapping[str, object]] = SHADES,
) -> bytes:
    """Return a workbook; what is written and the day alone decide its bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    made = datetime(on.year, on.month, on.day)  # noqa: DTZ001 -- a day
    book.set_properties({"title": title, "created": made})
    fill(book, {name: book.add_format({**FACE, **shade}) for name, shade in shades.items()})
    book.close()
    return out.getvalue()


def left_to_compute(book: bytes) -> bytes:
    """Leave formulas that carry no value to the program that opens the workbook.

    They are written with an empty value, which LibreOffice takes for 0 and doesn't compute anew:
    a blank would show as 0, and sums over hidden cells would be wrong after the first change.
    """
    return _rewritten(book, lambda _, content: content.replace(b"</f><v></v>", b"</f>"))


def kept_in_shape(book: bytes) -> bytes:
    """Lock the sheets of a workbook: none is added, taken away, renamed, moved or shown.

    The writer has no word for it.
    """
    lock = b'<workbookProtection lockStructure="1"/><bookViews>'

    def locked(name: str, content: bytes) -> bytes:
        return content.replace(b"<bookViews>", lock, 1) if name == "xl/workbook.xml" else content

    return _rewritten(book, locked)


def _rewritten(book: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part, change(part.filename, old.read(part)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that is being written."""

    sheet: Worksheet
    styles: Styles

    def table(
        self,
        title: str,
        note: str,
        heads: Sequence[Head],
        rows: Iterable[Sequence[Cell | Shaded]],
        *,
        frozen: int = 0,
    ) -> None:
        """Write a table under a title, its heads frozen, repeated in print and with a filter."""
        self.sheet.write_string(TITLE_ROW, 0, title, self.styles["title"])
        self.sheet.write_string(NOTE_ROW, 0, note, self.styles["note"])
        last = FIRST_ROW
        for column, head in enumerate(heads):
            self.sheet.write_string(HEAD_ROW, column, head.text, self.styles["head"])
            self.sheet.set_column(column, column, head.width)
        widths = [head.width for head in heads]
        for last, row in enumerate(rows, FIRST_ROW):
            for column, cell in enumerate(row):
                self.put(last, column, cell, heads[column].style)
            self.sheet.set_row(last, height(row, widths))
        self.sheet.autofilter(HEAD_ROW, 0, last, len(heads) - 1)
        self.sheet.freeze_panes(FIRST_ROW, frozen)
        for_print(self.sheet, widths, frozen)

    def put(self, row: int, column: int, cell: Cell | Shaded, style: str) -> None:
        """Write a cell by its type; text that begins with "=" stays text."""
        if isinstance(cell, Shaded):
            self.put(row, column, cell.value, cell.style)
        elif cell is None or cell == "":
            self.sheet.write_blank(row, column, None, self.styles[style])
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, column, cell, self.styles["day"])
        elif isinstance(cell, int):
            self.sheet.write_number(row, column, cell, self.styles[style])
        else:
            self.sheet.write_string(row, column, cell, self.styles[style])


def height(row: Sequence[Cell | Shaded], widths: Sequence[float]) -> float:
    """Return the height that shows every cell of a row whole, up to what Excel allows."""
    cells = (cell.value if isinstance(cell, Shaded) else cell for cell in row)
    lines = (_lines(cell, width) for cell, width in zip(cells, widths, strict=False))
    return min(409.0, LINE * max(lines, default=1))


def _lines(cell: Cell, width: float) -> int:
    parts = cell.split("\n") if isinstance(cell, str) else [""]
    return sum(max(1, math.ceil(len(part) * 1.08 / width)) for part in parts)


def for_print(sheet: Worksheet, widths: Sequence[float], frozen: int = 0) -> None:
    """Set a sheet up for print: landscape, heads on every page, as many pages wide as it needs."""
    sheet.set_row(HEAD_ROW, 48)
    sheet.set_paper(A3 if sum(widths) > WIDE else A4)
    sheet.set_landscape()
    sheet.fit_to_pages(max(1, round(sum(widths) / PAGE)), 0)
    sheet.repeat_rows(HEAD_ROW)
    if frozen:
        sheet.repeat_columns(0, frozen - 1)
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P/&N")
