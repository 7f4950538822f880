"""An office's workbook as cells that JSON can carry from one page to the next, kept nowhere."""

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from thidua.year.workbook.findings import Finding, WorkbookRefused
from thidua.year.workbook.grids import Grid, Value
from thidua.year.workbook.opening import open_grids

MAX_LINES = 1_000
MAX_WIDTH = 40
LONGEST_CELL = 2_000
A_DATE = "\u0000"
"""Stands before a cell that Excel turned into a day or an hour."""

_HIDDEN = re.compile(rb"""<(?:\w+:)?col\s[^>]*hidden\s*=\s*["'](?:1|true)["']""")

Cell = str | int | float | bool
Rows = Sequence[Sequence[Cell]]
Sheets = Mapping[str, Rows]


def read_sheets(content: bytes) -> Sheets:
    """Return the filled part of each sheet by its name.

    Raises:
        WorkbookRefused: the file is no workbook, is protected, or is larger than a table can be.
    """
    found = {grid.name: _filled(grid) for grid in open_grids(content).values()}
    sheets = {name: rows for name, rows in found.items() if rows}
    if not sheets:
        raise WorkbookRefused([Finding("", "", "Tệp không có ô nào có nội dung.", "", _ANOTHER)])
    return sheets


def has_hidden_columns(content: bytes) -> bool:
    """Tell whether a workbook that `read_sheets` took has columns nobody sees in it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [
            n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")
        ]
        return any(_HIDDEN.search(archive.read(name)) for name in names)


def to_json(sheets: Sheets) -> str:
    return json.dumps(sheets, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Sheets:
    """Read back what a form carried; whoever changed it on the way only spoils their own import.

    Raises:
        WorkbookRefused: it isn't what `to_json` writes.
    """
    try:
        data = json.loads(text)
        sheets = {str(name): [_row(row) for row in rows[:MAX_LINES]] for name, rows in data.items()}
    except (ValueError, AttributeError, TypeError, RecursionError) as broken:
        what = "Không còn nội dung của tệp."
        raise WorkbookRefused([Finding("", "", what, "", "Hãy chọn lại tệp.")]) from broken
    if not sheets:
        raise WorkbookRefused([Finding("", "", "Chưa chọn tệp.", "", "Hãy chọn một tệp .xlsx.")])
    return sheets


_ANOTHER = "Hãy chọn tệp có bảng chấm điểm."


def _row(row: Sequence[Any]) -> list[Cell]:
    return [cell if isinstance(cell, str | int | float) else "" for cell in list(row)[:MAX_WIDTH]]


def _filled(grid: Grid) -> list[list[Cell]]:
    rows = [[_plain(value) for value in row[:MAX_WIDTH]] for row in grid.rows]
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    if len(rows) > MAX_LINES:
        what = f"Trang “{grid.name}” có {len(rows)} hàng, nhiều nhất {MAX_LINES} hàng."
        raise WorkbookRefused([Finding(grid.name, "", what, "", "Hãy chỉ giữ bảng chấm điểm.")])
    return rows


def _plain(value: Value) -> Cell:
    if isinstance(value, datetime | date | time | timedelta):
        return f"{A_DATE}{value}"
    if isinstance(value, str):
        return value.replace(A_DATE, "").strip()[:LONGEST_CELL]
    return value
