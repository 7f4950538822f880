"""What a sheet is made of: columns or lines, how each is read, and what a row becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from thidua.year.workbook.findings import Finding
from thidua.year.workbook.grids import cell_name
from thidua.year.workbook.parsers import Parser

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing or a line of a form.

    Attributes:
        name: field of the value that a row becomes.
        heading: what stands above the column, or before the line.
        required: whether a blank is refused; `empty` is what a blank becomes otherwise.
        later: (listings only) whether the column was added after workbooks were in use, and so
            may be missing.
        many: (lines only) whether the line may be repeated; its values become a tuple.
    """

    name: str
    heading: str
    parse: Parser
    required: bool = True
    empty: object = ""
    many: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class PerUnit:
    """Further columns, one a member unit, read into a mapping by the unit's code.

    `beside` are headings that may stand among them for people to read.
    """

    name: str
    parse: Parser
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A sheet with a row per thing.

    Attributes:
        once: fields that, taken together, may stand in one row only.
        needed: whether an empty sheet is refused.
    """

    sheet: str
    make: Callable[..., T]
    columns: tuple[Column, ...]
    once: tuple[str, ...] = ()
    needed: bool = True
    per_unit: PerUnit | None = None


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """A sheet that tells one thing line by line, under the headings "Mục" and "Nội dung"."""

    sheet: str
    make: Callable[..., T]
    columns: tuple[Column, ...]


FORM_ITEM, FORM_CONTENT = "Mục", "Nội dung"


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A value and where it stands; `columns` are by field name, those of units by code."""

    value: T
    sheet: str
    row: int
    columns: Mapping[str, int] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        return cell_name(self.row, self.columns[name])

    @property
    def place(self) -> str:
        return f"trang “{self.sheet}”, dòng {self.row + 1}"

    def finding(self, name: str, what: str, why: str = "", remedy: str = "") -> Finding:
        return Finding(self.sheet, self.cell(name), what, why, remedy)


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What a form told, and the row of each of its lines by field name."""

    value: T
    sheet: str
    rows: Mapping[str, int]
    column: int

    def finding(self, name: str, what: str, why: str = "", remedy: str = "") -> Finding:
        cell = cell_name(self.rows[name], self.column) if name in self.rows else ""
        return Finding(self.sheet, cell, what, why, remedy)
