"""The sheet of figures: a column for each figure the workbook has; unknown columns are told."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from thidua.law.library import shipped
from thidua.year.dossiers.names import meant
from thidua.year.dossiers.rows import FiguresRow
from thidua.year.dossiers.sheets import FIGURES_NAME, figures_listing
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.grids import Grid, cell_name, is_blank, key
from thidua.year.workbook.parsers import short
from thidua.year.workbook.schema import Listing


def figures_of(grids: Mapping[str, Grid]) -> Listing[FiguresRow]:
    """Return the sheet of figures as a workbook has it."""
    grid = grids.get(key(FIGURES_NAME))
    head = head_row(grid) if grid else None
    if grid is None or head is None:
        return figures_listing(())
    there = {key(value) for _, value in grid.headings(head)}
    every = shipped().catalogue.figures.values()
    return figures_listing(kind for kind in every if key(kind.title) in there)


def head_row(grid: Grid) -> int | None:
    return grid.head_row(headings(figures_listing(shipped().catalogue.figures.values())))


def headings(listing: Listing[Any]) -> list[str]:
    return [column.heading for column in listing.columns]


def unknown_columns(grid: Grid, figures: Listing[FiguresRow]) -> Iterator[Finding]:
    """Tell of columns that hold something and are no figure of the catalogue."""
    head = head_row(grid) or 0
    known = {key(heading) for heading in headings(figures)}
    for column, heading in grid.headings(head):
        if key(heading) not in known and any(_filled(grid, head, column)):
            yield Finding(
                grid.name, cell_name(head, column),
                f"Cột “{short(heading)}” không phải là số liệu có trong danh mục.",
                "Chỉ nhận các số liệu mà tiêu chuẩn hỏi đến, tiêu đề ghi đúng như trong mẫu.",
                meant(_near(str(heading))) or "Hãy sửa tiêu đề hoặc xóa cột.",
            )  # fmt: skip


def _near(heading: str) -> Iterable[str]:
    titles = {key(kind.title): kind.title for kind in shipped().catalogue.figures.values()}
    return [titles[close] for close in get_close_matches(key(heading), list(titles), 1, 0.6)]


def _filled(grid: Grid, head: int, column: int) -> Iterator[bool]:
    return (not is_blank(grid.at(row, column)) for row in range(head + 1, len(grid.rows)))
