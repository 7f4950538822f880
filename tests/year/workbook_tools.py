"""Copies of the example workbook that tests may spoil, written anew by a builder of their own."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from thidua.year.plan import YearPlan
from thidua.year.workbook import WorkbookRefused, read
from thidua.year.workbook.grids import Grid, Value, cell_name, key
from thidua.year.workbook.reading import plan_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "nam-dinh-2021" / "year.xlsx"
HEAD = 2  # the row of headings in the example, counted from 0


@dataclass
class Book:
    """Sheets as lists of rows, addressed by heading and by what stands in another column."""

    sheets: dict[str, list[list[Value]]]

    def column(self, sheet: str, heading: str) -> int:
        return self.sheets[sheet][HEAD].index(heading)

    def row(self, sheet: str, **where: Value) -> int:
        """Return the first row below the headings whose columns hold what is asked for."""
        wanted = {
            self.column(sheet, h.replace("_COMMA_", ", ").replace("_", " ")): value
            for h, value in where.items()
        }
        for number, row in enumerate(self.sheets[sheet]):
            if number > HEAD and all(row[column] == value for column, value in wanted.items()):
                return number
        raise LookupError(f"{sheet}: {where}")

    def put(self, sheet: str, row: int, heading: str, value: Value) -> str:
        """Write a cell and return its name."""
        column = self.column(sheet, heading)
        self.sheets[sheet][row][column] = value
        return cell_name(row, column)

    def line(self, sheet: str, item: str) -> int:
        return self.row(sheet, Mục=item)

    def copy_row(self, sheet: str, row: int) -> int:
        """Write a row again below the last one."""
        self.sheets[sheet].append(list(self.sheets[sheet][row]))
        return len(self.sheets[sheet]) - 1

    def grids(self) -> dict[str, Grid]:
        return {key(name): Grid(name, rows) for name, rows in self.sheets.items()}

    def to_bytes(self) -> bytes:
        out = BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                for r, row in enumerate(rows):
                    for c, value in enumerate(row):
                        if isinstance(value, datetime):
                            sheet.write_datetime(r, c, value, moment)
                        elif isinstance(value, date):
                            sheet.write_datetime(r, c, value, day)
                        elif isinstance(value, str):
                            sheet.write_string(r, c, value)
                        else:
                            sheet.write(r, c, value)
        return out.getvalue()


@cache
def _example() -> dict[str, list[list[Value]]]:
    book = python_calamine.load_workbook(EXAMPLE)
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return {sheet.name: sheet.to_python(skip_empty_area=False) for sheet in sheets}


def example() -> Book:
    return Book({name: [list(row) for row in rows] for name, rows in _example().items()})


@cache
def example_plan() -> YearPlan:
    return read(EXAMPLE)


def refusal(source: bytes) -> WorkbookRefused:
    """Read a workbook that must be refused."""
    with pytest.raises(WorkbookRefused) as refused:
        read(source)
    return refused.value


def unwritten_refusal(book: Book) -> WorkbookRefused:
    """Read sheets that must be refused, without writing them to a file first."""
    with pytest.raises(WorkbookRefused) as refused:
        plan_of(book.grids())
    return refused.value


def places(book: Book) -> list[tuple[str, str]]:
    """Return sheet and cell of every finding."""
    return [(finding.sheet, finding.cell) for finding in refusal(book.to_bytes()).findings]


def only_line(book: Book) -> str:
    """Return the one finding there must be, as the user reads it."""
    (finding,) = refusal(book.to_bytes()).findings
    return finding.line
