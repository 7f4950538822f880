"""Lists as Excel workbooks, for offices that go on working in Excel."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua.apps.filing.enums import XLSX

Value = str | int | Decimal | date | datetime | None
WIDEST = 60


def workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """Return a list as a workbook to save: frozen head, filter, figures as figures."""
    response = HttpResponse(sheet_of(head, list(rows)), content_type=XLSX)
    header = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    response["Content-Disposition"] = header or "attachment"
    return response


def sheet_of(head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head, book.add_format({"bold": True, "text_wrap": True, "bottom": 1}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(head) - 1)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                put(sheet, number, column, value)
        sheet.autofit(WIDEST * 7)
    return buffer.getvalue()


def put(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    """Write a cell; text is always text, so that "=…" typed by somebody never becomes a formula."""
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, localtime(value).replace(tzinfo=None))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, Decimal | int):
        sheet.write_number(row, column, float(value))
    elif value:
        sheet.write_string(row, column, value)
