"""Laying sheets out as an office would: title, headings, widths, frozen rows, lists to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from thidua.year.workbook.parsers import OneOf, Ref
from thidua.year.workbook.schema import FORM_CONTENT, FORM_ITEM, Column, Form, Listing

FACE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
BORDER = {"border": 1, "text_wrap": True}
HEAD_ROW, SPARE_ROWS = 2, 50
CHOICES_SHEET = "Danh mục"
WIDE = {"Nội dung khoản", "Nội dung tiêu chí", "Nội dung chỉ tiêu", "Tên đơn vị", "Trích yếu", "Lý do",
        "Tên điều", "Tên phong trào", "Tên văn bản", "Tên sáng kiến", "Nội dung nhận xét", "Mô hình mới",
        "Hướng dẫn chấm", "Căn cứ", "Nguồn"}  # fmt: skip
NARROW = {"Mã", "Điều", "Năm", "Thuộc mục", "Chỉ tiêu", "Tiêu chí", "Điểm tối đa"}
UNIT_WIDTH, WIDE_WIDTH, NARROW_WIDTH, WIDTH = 12, 48, 9, 22


def height(*cells: tuple[object, int]) -> float:
    """Return the height in points that texts need in columns of so many letters."""
    texts = [(value, width) for value, width in cells if isinstance(value, str)]
    lines = [-(-round(len(text) * 1.15) // width) for text, width in texts]
    return 16.5 * max(1, *lines, 1)


@dataclass(frozen=True)
class Sheet:
    """A sheet to write: its schema, its rows, a note above them, the codes of rows to shade."""

    schema: Listing | Form
    rows: list
    note: str
    shaded: frozenset[str] = frozenset()


class BookWriter:
    def __init__(
        self, book: Workbook, units: Sequence[str], choices: dict[str, Sequence[str]]
    ) -> None:
        self.book, self.units, self.choices = book, units, dict(choices)
        self.formats: dict[tuple, Format] = {}

    def format(self, **more: object) -> Format:
        key = tuple(sorted(more.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FACE, **more})
        return self.formats[key]

    def note_sheet(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 110)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for row, (kind, text) in enumerate(lines):
            bold = {"bold": True, "font_color": "#1F3864"} if kind == "h" else {}
            sheet.write_string(row, 0, text, self.format(text_wrap=True, **bold))
            sheet.set_row(row, height((text, 110)))

    def sheet(self, plan: Sheet) -> None:
        sheet = self.book.add_worksheet(plan.schema.sheet)
        sheet.write_string(
            0, 0, plan.schema.sheet.upper(), self.format(bold=True, font_color="#1F3864")
        )
        sheet.write_string(1, 0, plan.note, self.format(italic=True, font_color="#7F7F7F"))
        if isinstance(plan.schema, Form):
            self.form(sheet, plan)
        else:
            self.listing(sheet, plan)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)

    def headings(self, sheet: Worksheet, headings: Sequence[str], frozen: int) -> None:
        style = self.format(bold=True, bg_color="#D9E2F3", align="center", **BORDER)
        for place, heading in enumerate(headings):
            sheet.write_string(HEAD_ROW, place, heading, style)
        sheet.freeze_panes(HEAD_ROW + 1, frozen)

    def form(self, sheet: Worksheet, plan: Sheet) -> None:
        self.headings(sheet, (FORM_ITEM, FORM_CONTENT), 1)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 1, 90)
        columns = {column.heading: column for column in plan.schema.columns}
        for row, (label, value) in enumerate(plan.rows, start=HEAD_ROW + 1):
            self.cell(sheet, row, 0, label, bold=True)
            self.cell(sheet, row, 1, value, align="left")
            sheet.set_row(row, height((value, 90)))
            if label in columns:
                self.validation(sheet, columns[label], row, row, 1)

    def listing(self, sheet: Worksheet, plan: Sheet) -> None:
        per_unit = plan.schema.per_unit
        beside = [h for h in (per_unit.beside if per_unit else ()) if h != "Ghi chú"]
        headings = [*(c.heading for c in plan.schema.columns), *beside]
        all_headings = [*headings, *(self.units if per_unit else ())]
        self.headings(sheet, all_headings, 1 if per_unit is None else min(3, len(headings)))
        for place, heading in enumerate(all_headings):
            sheet.set_column(place, place, self.width(heading, place, len(headings)))
        widths = [self.width(h, place, len(headings)) for place, h in enumerate(all_headings)]
        sheet.set_row(HEAD_ROW, height(*zip(all_headings, widths, strict=True)))
        for row, values in enumerate(plan.rows, start=HEAD_ROW + 1):
            told = self.row(sheet, row, values, shaded=values[0] in plan.shaded)
            sheet.set_row(row, height(*zip(told, widths, strict=False)))
        last = HEAD_ROW + len(plan.rows) + SPARE_ROWS
        for place, column in enumerate(plan.schema.columns):
            self.validation(sheet, column, HEAD_ROW + 1, last, place)

    def width(self, heading: str, place: int, fixed: int) -> int:
        if place >= fixed:
            return UNIT_WIDTH
        return WIDE_WIDTH if heading in WIDE else NARROW_WIDTH if heading in NARROW else WIDTH

    def row(self, sheet: Worksheet, row: int, values: Sequence, *, shaded: bool) -> list[object]:
        flat = [v for value in values for v in (value if isinstance(value, tuple) else (value,))]
        style = {"bg_color": "#E7E6E6"} if shaded else {}
        for place, value in enumerate(flat):
            self.cell(sheet, row, place, value, **style)
        return flat

    def cell(self, sheet: Worksheet, row: int, column: int, value: object, **style: object) -> None:
        if value is None:
            sheet.write_blank(row, column, None, self.format(**BORDER, **style))
        elif isinstance(value, datetime):
            sheet.write_datetime(
                row, column, value, self.format(num_format="dd/mm/yyyy hh:mm", **BORDER, **style)
            )
        elif isinstance(value, date):
            sheet.write_datetime(
                row, column, value, self.format(num_format="dd/mm/yyyy", **BORDER, **style)
            )
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self.format(**BORDER, **style))
        else:
            sheet.write_number(row, column, value, self.format(**BORDER, **style))

    def validation(
        self, sheet: Worksheet, column: Column, first: int, last: int, place: int
    ) -> None:
        words = self.words_of(column)
        if words is None:
            return
        listed = list(self.choices)
        letter = listed.index(words)
        end = len(self.choices[words]) + 1
        source = f"='{CHOICES_SHEET}'!${xl_col_to_name(letter)}$2:${xl_col_to_name(letter)}${end}"
        sheet.data_validation(
            first, place, last, place,
            {"validate": "list", "source": source, "error_title": "Chưa đúng danh mục",
             "error_message": "Hãy chọn một giá trị trong danh sách.", "error_type": "warning"},
        )  # fmt: skip

    def words_of(self, column: Column) -> str | None:
        """Name the list of the choices sheet that a column chooses from, adding it if it is new."""
        if isinstance(column.parse, Ref):
            return {"unit": "Đơn vị", "award": "Danh hiệu, hình thức"}.get(column.parse.kind)
        if not isinstance(column.parse, OneOf):
            return None
        words = list(column.parse.words)
        same = (name for name, listed in self.choices.items() if list(listed) == words)
        name = next(
            same, column.heading if column.heading not in self.choices else f"{column.heading} (2)"
        )
        self.choices.setdefault(name, words)
        return name

    def choices_sheet(self) -> None:
        """Write the lists that the other sheets' cells choose from."""
        sheet = self.book.add_worksheet(CHOICES_SHEET)
        for place, (name, words) in enumerate(self.choices.items()):
            sheet.set_column(place, place, WIDTH)
            sheet.write_string(0, place, name, self.format(bold=True, bg_color="#D9E2F3", **BORDER))
            for row, word in enumerate(words, start=1):
                sheet.write_string(row, place, word, self.format(**BORDER))
