"""What the sheets of scoring have in common: formats, names, print on A4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thidua.scoring import Criterion, Table
from thidua.year.dossiers.books import (
    A4,
    CELL,
    FIRST_ROW,
    HEAD_ROW,
    NOTE_ROW,
    SHADES,
    TITLE_ROW,
    height,
)

_ENTRY: dict[str, object] = {**CELL, "locked": False, "bg_color": "#FFF9E5"}
SHEET_NAME = 31  # letters that Excel allows
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
Value = str | int | float | Decimal | None


def shades(places: int) -> Mapping[str, Mapping[str, object]]:
    """Return the formats of a workbook whose points have so many places."""
    # Marked as Vietnamese, so that LibreOffice shows a decimal comma on any machine.
    points = "[$-42A]#,##0" + ("." + "0" * places if places else "")
    return SHADES | {
        "points": {**CELL, "num_format": points},
        "bold points": {**CELL, "num_format": points, "bold": True},
        "figure": CELL,
        "helper": {"num_format": ";;;"},
        "entry": {**_ENTRY, "num_format": "General"},
        "entry text": {**_ENTRY, "num_format": "@"},
        "entry day": {**_ENTRY, "num_format": "dd/mm/yyyy", "align": "center"},
        "entry centre": {**_ENTRY, "align": "center"},
    }


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading and its width in letters; 0 hides it from screen and print."""

    text: str
    width: float


def sheet_names(units: Sequence[str]) -> list[str]:
    """Name a sheet after each unit, within what Excel allows, in their order."""
    return [
        f"{place:02d} {name.translate(_FORBIDDEN)}"[:SHEET_NAME].strip()
        for place, name in enumerate(units, 1)
    ]


def depths(table: Table) -> dict[str, int]:
    """Return how deep each line stands."""
    known = {"": -1}
    for line in reversed(table.upward()):
        known[line.criterion.code] = known[line.criterion.parent] + 1
    return known


def told(criterion: Criterion, depth: int) -> str:
    """Return the text of a line, set in by its depth."""
    return f"{'   ' * depth}{criterion.text}"


def begin(
    sheet: Worksheet,
    styles: Mapping[str, Format],
    title: str,
    note: str,
    heads: Sequence[Head],
    *,
    frozen: int,
) -> None:
    """Write the head of a sheet: columns frozen and repeated, A4 landscape, one page wide."""
    sheet.write_string(TITLE_ROW, 0, title, styles["title"])
    sheet.write_string(NOTE_ROW, 0, note, styles["note"])
    for column, head in enumerate(heads):
        sheet.write_string(HEAD_ROW, column, head.text, styles["head"])
        hidden = {} if head.width else {"hidden": True}
        sheet.set_column(column, column, head.width or None, None, hidden)
    sheet.set_row(HEAD_ROW, 48)
    sheet.freeze_panes(FIRST_ROW, frozen)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&C&P/&N")


def print_only(sheet: Worksheet, rows: int, columns: int) -> None:
    """Print the first columns alone: the rest computes."""
    sheet.print_area(0, 0, rows - 1, columns - 1)


def put(sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """Write a cell by its type; text that begins with "=" stays text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, float(value), style)


def row_height(*cells: tuple[str, float]) -> float:
    """Return the height that shows texts whole in columns of these widths."""
    return height([text for text, _ in cells], [width for _, width in cells])
