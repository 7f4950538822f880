"""Cells typed before Unicode: converted as the file is opened, and told before anything is kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from thidua.text.legacy import Encoding, Repair, encoding_of, repaired
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.grids import Grid, Value, cell_name

_EXAMPLES = 3


def as_unicode(grids: Mapping[str, Grid]) -> dict[str, Grid]:
    """Return the sheets with what was typed in an old encoding as Unicode."""
    encoding = encoding_of(text for grid in grids.values() for text in _texts(grid))
    return {name: _converted(grid, encoding) if encoding else grid for name, grid in grids.items()}


def conversions(grids: Iterable[Grid]) -> Iterator[Finding]:
    """Tell what was converted, with examples, and which words may have lost a letter."""
    found = [(grid, place, repair) for grid in grids for place, repair in grid.converted]
    if not found:
        return
    grid, (row, column), first = found[0]
    examples = "; ".join(f"“{one.before}” → “{one.after}”" for _, _, one in found[:_EXAMPLES])
    lost = tuple(dict.fromkeys(word for _, _, one in found for word in one.doubtful))
    yield Finding(
        grid.name,
        cell_name(row, column),
        f"Đã chuyển mã {len(found)} ô từ {first.encoding} sang Unicode: {examples}.",
        f"Có thể đã mất chữ “ư” ở: {', '.join(lost)}." if lost else "",
        "Hãy đọc lại các ô này trước khi dùng.",
    )


def _texts(grid: Grid) -> Iterator[str]:
    return (
        value
        for row in grid.rows
        for value in row
        if isinstance(value, str) and not value.isascii()
    )


def _converted(grid: Grid, encoding: Encoding) -> Grid:
    found = {
        (r, c): repair
        for r, row in enumerate(grid.rows)
        for c, value in enumerate(row)
        if isinstance(value, str) and (repair := repaired(value, encoding)) is not None
    }
    rows = [
        [_text(found.get((r, c)), value) for c, value in enumerate(row)]
        for r, row in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows, converted=tuple(found.items())) if found else grid


def _text(repair: Repair | None, value: Value) -> Value:
    return repair.after if repair else value
