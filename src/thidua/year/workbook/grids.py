"""Sheets as grids of cells that know their names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from thidua.text import fold
from thidua.text.legacy import Repair

Value = str | int | float | bool | date | datetime | time | timedelta

# Headings stand in one of the first rows: a title and a note may come before them.
HEAD_ROWS = 10


def key(text: Value) -> str:
    """Return what headings, sheet names and choice words are compared by."""
    return _key(str(text))


@lru_cache(maxsize=65536)
def _key(text: str) -> str:
    # A long file says the same few words over and over.
    return " ".join(fold(text).split())


def cell_name(row: int, column: int) -> str:
    """Return "C7" for row 6, column 2 (both counted from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def is_blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: rows of values from cell A1 on; what lies outside is blank.

    `merged` are the first and the last cell of each range that was made one; only the first of
    such a range holds a value. `converted` are the cells that were typed before Unicode.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    merged: Sequence[tuple[Place, Place]] = ()
    converted: Sequence[tuple[Place, Repair]] = ()

    def at(self, row: int, column: int) -> Value:
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def headings(self, row: int) -> Iterator[tuple[int, Value]]:
        """Yield the column and text of each heading in a row."""
        return ((i, value) for i, value in enumerate(self.rows[row]) if not is_blank(value))

    def head_row(self, wanted: Sequence[str]) -> int | None:
        """Return the row that holds most of the wanted headings; None if no row holds any."""
        keys = {key(heading) for heading in wanted}
        found = [
            len(keys & {key(value) for _, value in self.headings(row)})
            for row in range(min(HEAD_ROWS, len(self.rows)))
        ]
        return found.index(max(found)) if any(found) else None
