"""Reading sheets by their schema, keeping every fault on the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from thidua.year.workbook.findings import Finding, Wrong
from thidua.year.workbook.grids import Grid, Value, cell_name, is_blank, key
from thidua.year.workbook.parsers import Known, Parser, short
from thidua.year.workbook.schema import (
    FORM_CONTENT,
    FORM_ITEM,
    Column,
    Entry,
    Form,
    Listing,
    PerUnit,
    Told,
)

T = TypeVar("T")
_MISSING = object()


@dataclass(slots=True)
class Reader:
    """Sheets on one side, findings on the other; a sheet or row at fault gives no value."""

    grids: Mapping[str, Grid]
    known: Known = field(default_factory=Known)
    findings: list[Finding] = field(default_factory=list)

    def listing(self, listing: Listing[T]) -> list[Entry[T]]:
        """Read every row that is not blank; none of a sheet without its columns.

        What a row lacks then is the column, and that has been told once.
        """
        beside = listing.per_unit.beside if listing.per_unit else ()
        later = [column.heading for column in listing.columns if column.later]
        headed = self._headed(listing.sheet, _asked(listing), beside, later)
        if headed is None:
            return []
        grid, head, columns = headed
        if not columns.keys() >= set(_asked(listing)):
            return []
        by_name = {c.name: columns[c.heading] for c in listing.columns if c.heading in columns}
        units = self._unit_columns(listing, grid, head, set(columns.values()))
        rows = list(_filled_rows(grid, head, [*by_name.values(), *units.values()]))
        if listing.needed and not rows:
            self._tell(
                grid, cell_name(head, 0), "Trang chưa có dòng nào.", "Hãy nhập ít nhất một dòng."
            )
        entries = [
            entry
            for row in rows
            if (entry := self._entry(listing, grid, row, by_name, units)) is not None
        ]
        self.findings += repeated(listing, entries)
        return [made for entry in entries if (made := self._made(listing, entry)) is not None]

    def _made(self, listing: Listing[T], entry: Entry[dict[str, Any]]) -> Entry[T] | None:
        try:
            return Entry(listing.make(**entry.value), entry.sheet, entry.row, entry.columns)
        except ValueError as refused:
            name = listing.columns[0].name
            self.findings.append(entry.finding(name, str(refused), remedy="Hãy sửa lại dòng này."))
            return None

    def form(self, form: Form[T]) -> Told[T] | None:
        """Read the lines of a form; None when any of them is at fault."""
        headed = self._headed(form.sheet, [FORM_ITEM, FORM_CONTENT])
        if headed is None or len(headed[2]) < 2:
            return None
        grid, head, columns = headed
        before = len(self.findings)
        lines = self._lines(form, grid, head, columns[FORM_ITEM], columns[FORM_CONTENT])
        values = {c.name: self._line(c, lines[c.name], grid, columns) for c in form.columns}
        if len(self.findings) > before:
            return None
        rows = {name: where[0] for name, where in lines.items() if where}
        return Told(form.make(**values), grid.name, rows, columns[FORM_CONTENT])

    def faultless(self, *sheets: Listing[Any] | Form[Any]) -> bool:
        """Tell whether sheets were read whole, so that what is missing in them is truly missing."""
        names = {key(sheet.sheet) for sheet in sheets}
        return not any(key(finding.sheet) in names for finding in self.findings)

    def raw(self, listing: Listing[T], *names: str) -> list[tuple[str, ...]] | None:
        """Return columns as bare text, for other sheets to refer to; None if they can't be found."""
        grid = self.grids.get(key(listing.sheet))
        headings = {c.name: c.heading for c in listing.columns}
        head = grid.head_row(list(headings.values())) if grid else None
        if grid is None or head is None:
            return None
        columns = _columns(grid, head, [headings[name] for name in names])
        if len(columns) < len(names):
            return None
        wanted = [columns[headings[name]] for name in names]
        return [
            tuple(_bare(grid.at(row, column)) for column in wanted)
            for row in _filled_rows(grid, head, wanted)
        ]

    def cells(self, listing: Listing[T], name: str) -> dict[int, str]:
        """Return a column as bare text by row, for finding whose row it is; blanks left out."""
        grid = self.grids[key(listing.sheet)]
        headings = {c.name: c.heading for c in listing.columns}
        head = grid.head_row(list(headings.values())) or 0
        column = _columns(grid, head, [headings[name]])[headings[name]]
        return {row: _bare(grid.at(row, column)) for row in _filled_rows(grid, head, [column])}

    def absent(self, *sheets: Listing[Any] | Form[Any]) -> list[Finding]:
        """Return which sheets and columns are not there at all."""
        trial = Reader(self.grids)
        for sheet in sheets:
            heads = [FORM_ITEM, FORM_CONTENT] if isinstance(sheet, Form) else _asked(sheet)
            trial._headed(sheet.sheet, heads)
        return trial.findings

    def _headed(
        self,
        sheet: str,
        headings: Sequence[str],
        beside: Sequence[str] = (),
        later: Sequence[str] = (),
    ) -> tuple[Grid, int, dict[str, int]] | None:
        """Find a sheet, its row of headings and the column of each; tell what is missing.

        A later column is missed only where some other heading looks like it: what was written
        there would be lost unnoticed.
        """
        grid = self.grids.get(key(sheet))
        if grid is None:
            self.findings.append(_no_sheet(sheet, [g.name for g in self.grids.values()]))
            return None
        head = grid.head_row([*headings, *beside])
        if head is None:
            self._tell(
                grid,
                "A1",
                "Không tìm thấy hàng tiêu đề cột.",
                f"Hãy ghi lại các tiêu đề: {'; '.join(headings)}.",
            )
            return None
        columns = _columns(grid, head, [*headings, *later])
        strange = self._strange(grid, head, [*headings, *later, *beside])
        meant = [heading for heading in later if _nearest(heading, list(strange))]
        for heading in (*headings, *meant):
            if heading not in columns:
                place = _place_of(heading, [*headings, *later], columns, grid, head)
                self.findings.append(_no_column(grid, head, heading, place, strange))
        return grid, head, columns

    def _strange(self, grid: Grid, head: int, expected: Sequence[str]) -> dict[str, int]:
        """Return the headings that are neither expected nor the name of a unit."""
        units = self.known.names.get("unit")
        known = {key(heading) for heading in expected} | set(units.codes or () if units else ())
        return {_bare(v): column for column, v in grid.headings(head) if key(v) not in known}

    def _unit_columns(
        self, listing: Listing[T], grid: Grid, head: int, taken: set[int]
    ) -> dict[str, int]:
        units: dict[str, int] = {}
        if listing.per_unit is None:
            return units
        beside = {key(heading) for heading in listing.per_unit.beside}
        for column, heading in grid.headings(head):
            if column in taken or key(heading) in beside:
                continue
            code = self._parsed(grid, head, column, lambda v, k: k.names["unit"].find(_bare(v)))
            if isinstance(code, str) and code in units:
                self._tell(
                    grid,
                    cell_name(head, column),
                    f"Đơn vị “{short(heading)}” có hai cột.",
                    "Hãy xóa một cột.",
                )
            elif isinstance(code, str):
                units[code] = column
        return units

    def _entry(
        self,
        listing: Listing[T],
        grid: Grid,
        row: int,
        columns: Mapping[str, int],
        units: Mapping[str, int],
    ) -> Entry[dict[str, Any]] | None:
        values = {
            c.name: self._value(c, grid, row, columns[c.name]) if c.name in columns else c.empty
            for c in listing.columns
        }
        if listing.per_unit is not None:
            values[listing.per_unit.name] = self._by_unit(listing.per_unit, grid, row, units)
        if _MISSING in values.values():
            return None
        return Entry(values, grid.name, row, {**columns, **units})

    def _by_unit(
        self, per_unit: PerUnit, grid: Grid, row: int, units: Mapping[str, int]
    ) -> dict[str, Any]:
        filled = {u: column for u, column in units.items() if not is_blank(grid.at(row, column))}
        read = {u: self._parsed(grid, row, column, per_unit.parse) for u, column in filled.items()}
        return {unit: value for unit, value in read.items() if value is not _MISSING}

    def _value(self, column: Column, grid: Grid, row: int, place: int) -> object:
        if not is_blank(grid.at(row, place)):
            return self._parsed(grid, row, place, column.parse)
        if column.required:
            self._tell(
                grid,
                cell_name(row, place),
                f"Thiếu “{column.heading}”.",
                "Hãy nhập ô này, hoặc xóa cả dòng nếu không dùng.",
            )
            return _MISSING
        return column.empty

    def _parsed(self, grid: Grid, row: int, column: int, parse: Parser) -> object:
        try:
            return parse(grid.at(row, column), self.known)
        except Wrong as wrong:
            where = cell_name(row, column)
            self.findings.append(Finding(grid.name, where, wrong.what, wrong.why, wrong.remedy))
            return _MISSING

    def _lines(
        self, form: Form[T], grid: Grid, head: int, item: int, content: int
    ) -> dict[str, list[int]]:
        """Return the rows of each line; a blank item goes on with the line above it."""
        by_key = {key(c.heading): c for c in form.columns}
        rows: dict[str, list[int]] = {c.name: [] for c in form.columns}
        line: Column | None = None
        for row in _filled_rows(grid, head, [item, content]):
            if not is_blank(label := grid.at(row, item)):
                line = by_key.get(key(label))
                if line is None:
                    self.findings.append(_no_line(grid, row, item, label, by_key.values()))
            if line is not None and not is_blank(grid.at(row, content)):
                rows[line.name].append(row)
        return rows

    def _line(
        self,
        column: Column,
        rows: Sequence[int],
        grid: Grid,
        columns: Mapping[str, int],
    ) -> object:
        place = columns[FORM_CONTENT]
        if column.required and not rows:
            self._tell(grid, "", f"Thiếu mục “{column.heading}”.", "Hãy thêm một dòng cho mục này.")
            return _MISSING
        if not column.many and len(rows) > 1:
            self._tell(
                grid,
                cell_name(rows[1], place),
                f"Mục “{column.heading}” được ghi hai lần.",
                "Hãy giữ lại một dòng.",
            )
        read = [self._parsed(grid, row, place, column.parse) for row in rows]
        if column.many:
            return tuple(read)
        return read[0] if read else column.empty

    def _tell(self, grid: Grid, cell: str, what: str, remedy: str) -> None:
        self.findings.append(Finding(grid.name, cell, what, "", remedy))


def _asked(listing: Listing[Any]) -> list[str]:
    """Return the headings that must be there."""
    return [column.heading for column in listing.columns if not column.later]


def repeated(listing: Listing[T], entries: Sequence[Entry[dict[str, Any]]]) -> list[Finding]:
    """Tell of rows that say again what an earlier row said."""
    first: dict[tuple[str, ...], int] = {}
    headings = {c.name: c.heading for c in listing.columns}
    found = []
    for entry in entries if listing.once else ():
        said = tuple(key(str(entry.value[name])) for name in listing.once)
        if (before := first.setdefault(said, entry.row)) != entry.row:
            there = [name for name in listing.once if name in entry.columns]
            named = ", ".join(f"{headings[n]} “{short(str(entry.value[n]))}”" for n in there)
            found.append(
                entry.finding(
                    listing.once[-1],
                    f"{named} đã có ở dòng {before + 1}.",
                    "Mỗi nội dung chỉ ghi một lần.",
                    "Hãy xóa hoặc sửa một trong hai dòng.",
                )
            )
    return found


def _columns(grid: Grid, head: int, headings: Sequence[str]) -> dict[str, int]:
    wanted = {key(heading): heading for heading in headings}
    found: dict[str, int] = {}
    for column, value in grid.headings(head):
        if (heading := wanted.get(key(value))) is not None:
            found.setdefault(heading, column)
    return found


def _filled_rows(grid: Grid, head: int, columns: Sequence[int]) -> Iterator[int]:
    return (
        row
        for row in range(head + 1, len(grid.rows))
        if any(not is_blank(grid.at(row, column)) for column in columns)
    )


def _bare(value: Value) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value).strip()


def _nearest(wanted: str, found: Sequence[str]) -> str | None:
    by_key = {key(text): text for text in found}
    close = get_close_matches(key(wanted), list(by_key), n=1, cutoff=0.6)
    return by_key[close[0]] if close else None


def _no_sheet(sheet: str, found: Sequence[str]) -> Finding:
    near = _nearest(sheet, found)
    hint = f" Trang “{near}” có tên gần giống." if near else ""
    return Finding(
        sheet, "", "Thiếu trang này.", "", f"Hãy thêm trang hoặc đổi tên trang cho đúng.{hint}"
    )


def _place_of(
    heading: str, headings: Sequence[str], columns: Mapping[str, int], grid: Grid, head: int
) -> int | None:
    """Return where a missing column should stand: beside its neighbour, if nothing expected is there."""
    number = headings.index(heading)
    before = columns.get(headings[number - 1]) if number else -1
    after = columns.get(headings[number + 1]) if number + 1 < len(headings) else None
    place = before + 1 if before is not None else after - 1 if after else None
    inside = place is not None and place < len(grid.rows[head])
    return place if inside and place not in columns.values() else None


def _no_column(
    grid: Grid, head: int, heading: str, place: int | None, strange: Mapping[str, int]
) -> Finding:
    """Tell of a missing column at the strange one that is like it, else at the one in its place."""
    there = next((text for text, column in strange.items() if column == place), None)
    found = _nearest(heading, list(strange)) or there
    if found is not None:
        return Finding(
            grid.name, cell_name(head, strange[found]),
            f"Thiếu cột “{heading}”; có cột “{short(found)}”.",
            "", f"Hãy đổi tiêu đề thành “{heading}” nếu đó là cùng một cột.",
        )  # fmt: skip
    blank = place is not None and is_blank(grid.at(head, place))
    return Finding(
        grid.name, cell_name(head, place if blank and place else 0), f"Thiếu cột “{heading}”.", "",
        "Hãy ghi tiêu đề này vào ô." if blank else "Hãy thêm cột này vào hàng tiêu đề.",
    )  # fmt: skip


def _no_line(grid: Grid, row: int, item: int, label: Value, lines: Iterable[Column]) -> Finding:
    headings = [line.heading for line in lines]
    near = _nearest(str(label), headings)
    hint = f"Có phải là “{near}”?" if near else f"Các mục có thể ghi: {'; '.join(headings)}."
    return Finding(grid.name, cell_name(row, item), f"Không có mục “{short(label)}”.", "", hint)
