"""Write year.xlsx beside this file: `python examples/nam-dinh-2021/make_workbook.py`.

The same data give the same bytes, so that a change of the workbook shows as a change of the data.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

CREATED = datetime(2022, 1, 1, tzinfo=UTC)
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
django.setup()

import xlsxwriter  # noqa: E402
from data import contents  # noqa: E402
from sheet_writer import BookWriter  # noqa: E402


def write(path: Path) -> None:
    """Write the example's workbook to a path."""
    book = xlsxwriter.Workbook(path)
    book.set_properties(
        {
            "title": "Năm thi đua 2021 - Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định",
            "comments": "Số liệu minh họa; xem trang “Đọc trước”.",
            "created": CREATED,
        }
    )
    writer = BookWriter(book, contents.UNIT_HEADINGS, contents.CHOICES)
    writer.note_sheet("Đọc trước", contents.READ_FIRST)
    for sheet in contents.SHEETS:
        writer.sheet(sheet)
    writer.choices_sheet()
    book.close()


if __name__ == "__main__":
    write(HERE / "year.xlsx")
    print(f"{HERE / 'year.xlsx'}")
