"""The template as sheets of rows that tests may spoil, and the reading of it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO

import python_calamine
import xlsxwriter

from thidua.year.dossiers.judging import Result, judged
from thidua.year.dossiers.reading import Filled, read_dossiers
from thidua.year.dossiers.shares import shares
from thidua.year.dossiers.template import template
from thidua.year.dossiers.verdict_book import Answer
from thidua.year.workbook.grids import Value, cell_name

ON = date(2022, 1, 12)
HEAD = 2  # the row of headings, counted from 0
FIRST = HEAD + 1


@dataclass
class Book:
    sheets: dict[str, list[list[Value]]]

    def column(self, sheet: str, heading: str) -> int:
        return self.sheets[sheet][HEAD].index(heading)

    def put(self, sheet: str, heading: str, value: Value, row: int = FIRST) -> str:
        """Write a cell and return its name."""
        column = self.column(sheet, heading)
        cells = self.sheets[sheet][row]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = value
        return cell_name(row, column)

    def copy(self, sheet: str, row: int = FIRST) -> int:
        """Write a row again below the last one."""
        self.sheets[sheet].append(list(self.sheets[sheet][row]))
        return len(self.sheets[sheet]) - 1

    def to_bytes(self) -> bytes:
        out = BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                for r, row in enumerate(rows):
                    for c, value in enumerate(row):
                        if isinstance(value, datetime | date):
                            sheet.write_datetime(r, c, value, day)
                        elif isinstance(value, str):
                            sheet.write_string(r, c, value)
                        else:
                            sheet.write(r, c, value)
        return out.getvalue()


@cache
def _template(on: date) -> dict[str, list[list[Value]]]:
    book = python_calamine.load_workbook(BytesIO(template(on)))
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return {sheet.name: sheet.to_python(skip_empty_area=False) for sheet in sheets}


def example(on: date = ON) -> Book:
    return Book({name: [list(row) for row in rows] for name, rows in _template(on).items()})


def filled(book: Book, on: date = ON) -> Filled:
    return read_dossiers(book.to_bytes(), on)


def results(book: Book, on: date = ON) -> dict[str, Result]:
    """Return the results of the first award asked for by the code of the dossier."""
    return {result.filed.code: result for result in judged(filled(book, on).subjects, on)}


def answer(book: Book, on: date = ON) -> Answer:
    read = filled(book, on)
    found = judged(read.subjects, on)
    return Answer(read, found, shares(found, read.bases, on), on)
