"""The faults of a workbook by the rows they stand on, and by the subjects those rows are about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from thidua.year.dossiers.rows import ALL_SUBJECTS
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.grids import key
from thidua.year.workbook.reader import Reader
from thidua.year.workbook.schema import Entry, Listing

T = TypeVar("T")


class Faults:
    """What a reader found.

    Args:
        reader: the reader, done with reading and checking.
        about: the sheets whose rows are each about the subject of their code.
    """

    def __init__(self, reader: Reader, about: Sequence[Listing[Any]]) -> None:
        self._found = reader.findings
        self._rows = {(key(fault.sheet), row_of(fault)) for fault in self._found}
        self._codes = {listing.sheet: reader.cells(listing, "code") for listing in about}
        self._spoiled: dict[str, dict[str, None]] = {}
        for sheet, code in self._touched():
            self._spoiled.setdefault(key(code), {})[sheet] = None

    def in_order(self, sheets: Sequence[str]) -> tuple[Finding, ...]:
        """Return the faults in the order of the sheets and their rows."""
        places = {key(sheet): place for place, sheet in enumerate(sheets)}
        last = len(places)
        return tuple(
            sorted(self._found, key=lambda f: (places.get(key(f.sheet), last), row_of(f), f.cell))
        )

    def rows(self, listing: Listing[Any]) -> set[int]:
        """Return the rows of a sheet with a fault on them."""
        return {row for sheet, row in self._rows if sheet == key(listing.sheet)}

    def sound(self, entries: Iterable[Entry[T]]) -> list[Entry[T]]:
        """Return the rows nothing was found on."""
        return [entry for entry in entries if (key(entry.sheet), entry.row) not in self._rows]

    def spoiled(self, code: str) -> tuple[str, ...]:
        """Return the sheets on which rows about a subject were left out."""
        of_all = self._spoiled.get(key(ALL_SUBJECTS), {})
        return tuple({**self._spoiled.get(key(code), {}), **of_all})

    def _touched(self) -> Iterator[tuple[str, str]]:
        """Yield sheet and code of every row that is left out; a heading's are all below it."""
        sheets = {key(sheet): sheet for sheet in self._codes}
        for fault in self._found:
            sheet = sheets.get(key(fault.sheet), "")
            codes, row = self._codes.get(sheet, {}), row_of(fault)
            if row in codes:
                yield sheet, codes[row]
            elif codes and row < min(codes):
                yield from ((sheet, code) for code in codes.values())


def row_of(fault: Finding) -> int:
    """Return the row of a fault's cell, counted from 0; -1 without a cell."""
    digits = re.sub(r"\D", "", fault.cell)
    return int(digits) - 1 if digits else -1
