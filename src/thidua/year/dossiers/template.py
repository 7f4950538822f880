"""The workbook to fill in: every sheet with its heads, lists to choose from, and made-up examples."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua.law import FINDINGS, Award, awards, rulebook_on, rulebooks
from thidua.law.library import days_of, shipped
from thidua.text import short_date, text_key
from thidua.year.dossiers import sheets
from thidua.year.dossiers.asked import asked_by
from thidua.year.dossiers.books import (
    FIRST_ROW,
    HEAD_ROW,
    NOTE_ROW,
    TITLE_ROW,
    Cell,
    Head,
    Page,
    Styles,
    for_print,
    height,
    written,
)
from thidua.year.dossiers.examples import MARK, OFFICE, Examples
from thidua.year.dossiers.guide import GUIDE
from thidua.year.dossiers.names import every_award
from thidua.year.dossiers.reading import MAX_ROWS
from thidua.year.dossiers.sheets import Refs
from thidua.year.workbook.parsers import Day, OneOf, Ref, Whole
from thidua.year.workbook.schema import FORM_CONTENT, FORM_ITEM, Column, Form, Listing

TITLE = "Hồ sơ đề nghị xét danh hiệu thi đua, hình thức khen thưởng"
LISTS = "Danh sách chọn"
_GUIDE = 110
_WIDTHS = {
    "title": 42, "name": 34, "unit": 28, "awards": 36, "award": 36, "kind": 16, "source": 40,
    "found_by": 30, "paper": 30, "decision": 22, "used_for": 24, "rating": 30, "basis": 20,
}  # fmt: skip
_FINDING = 64
_SOURCES = {
    "awards": "Danh hiệu đã có",
    "ratings": "Xếp loại",
    "initiatives": "Sáng kiến",
    "registrations": "Đăng ký",
}


def template(on: date, layer: str = "") -> bytes:
    """Return the workbook for dossiers that are judged by the law of a day.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
    """
    return written(TITLE, on, _Template(on, layer).fill)


def latest_day() -> date:
    """Return the first day of the latest regime whose wording was read."""
    return [book for book in rulebooks() if book.unread is None][-1].span.first


class _Template:
    def __init__(self, on: date, layer: str) -> None:
        self.on, self.layer = on, layer
        self.awards = sorted(awards(on, layer), key=lambda award: text_key(award.name_vi))
        catalogue = shipped().catalogue
        self.asked = asked_by(self.awards, on, layer)
        self.kinds = [catalogue.figures[name] for name in self.asked.figures]
        self.lists = _lists(self.awards)

    def fill(self, book: Workbook, styles: Styles) -> None:
        self._guide(book.add_worksheet("Hướng dẫn"), styles)
        _form(book.add_worksheet(sheets.OFFICE.sheet), styles, sheets.OFFICE)
        by_slug = {award.slug: award for award in self.awards}
        figures = sheets.figures_listing(self.kinds)
        examples = Examples(by_slug, self.on, self.layer).by_sheet(
            tuple(kind.name for kind in self.kinds)
        )
        listings: tuple[Listing[Any], ...] = (
            sheets.SUBJECTS,
            figures,
            *sheets.ABOUT,
            sheets.BASES_SHEET,
        )
        for listing in listings:
            rows = examples.get(listing.sheet, [])
            self._listing(book.add_worksheet(listing.sheet), styles, listing, rows)
        self._needed(book.add_worksheet("Danh mục"), styles)
        self._lists(book.add_worksheet(LISTS), styles)

    def _guide(self, sheet: Worksheet, styles: Styles) -> None:
        book = rulebook_on(self.on, self.layer)
        sheet.set_column(0, 0, _GUIDE)
        sheet.hide_gridlines(2)
        sheet.write_string(TITLE_ROW, 0, TITLE, styles["title"])
        law = f"Soạn theo pháp luật ngày {short_date(self.on)}: {book.title} ({days_of(book)})."
        for_print(sheet, [_GUIDE])
        for row, line in enumerate((law, "", *GUIDE), NOTE_ROW):
            sheet.write_string(row, 0, line, styles["plain"])
            sheet.set_row(row, height([line], [_GUIDE]) + 3)

    def _listing(
        self,
        sheet: Worksheet,
        styles: Styles,
        listing: Listing[Any],
        rows: Sequence[Sequence[Cell]],
    ) -> None:
        sheet.write_string(TITLE_ROW, 0, listing.sheet, styles["title"])
        widths = [_width(column) for column in listing.columns]
        for place, column in enumerate(listing.columns):
            shade = styles["needed" if column.required else "head"]
            sheet.set_column(place, place, widths[place])
            sheet.write_string(NOTE_ROW, place, _hint(column), styles["hint"])
            sheet.write_string(HEAD_ROW, place, column.heading, shade)
            self._choices(sheet, place, column)
        page = Page(sheet, styles)
        for number, row in enumerate(rows, FIRST_ROW):
            for place, cell in enumerate(row):
                page.put(number, place, cell, "centre" if isinstance(cell, int) else "text")
            sheet.set_row(number, height(row, widths))
        sheet.freeze_panes(FIRST_ROW, 1)
        for_print(sheet, widths, 1)
        sheet.set_row(NOTE_ROW, 40)
        sheet.set_row(HEAD_ROW, 112 if listing.sheet == sheets.FIGURES_NAME else 34)

    def _choices(self, sheet: Worksheet, place: int, column: Column) -> None:
        """Offer the words of a column; a code or several awards may be typed as well."""
        rule = _bounds(column) or self._words(column)
        if rule:
            sheet.data_validation(FIRST_ROW, place, MAX_ROWS - 1, place, rule)

    def _words(self, column: Column) -> dict[str, Any] | None:
        parse = column.parse
        if isinstance(parse, OneOf):
            return {"validate": "list", "source": list(parse.words), **_refusal(column)}
        if not isinstance(parse, Ref | Refs):
            return None
        source = _CODES_RANGE if "subject" in parse.kind else self._range(parse.kind)
        soft = {"error_type": "information"} if parse.kind in _FREE else {}
        return {"validate": "list", "source": source, **_refusal(column), **soft}

    def _range(self, name: str) -> str:
        place = list(self.lists).index(name)
        letters = xl_col_to_name(place)
        return (
            f"='{LISTS}'!${letters}${FIRST_ROW + 1}:${letters}${FIRST_ROW + len(self.lists[name])}"
        )

    def _needed(self, sheet: Worksheet, styles: Styles) -> None:
        """Write what each award asks for."""
        heads = (
            Head("Danh hiệu xét được", 32, "bold"), Head("Xét cho", 12), Head("Số liệu cần có", 44),
            Head("Nhận định cần có", 56), Head("Trang dữ kiện cần điền", 22),
        )  # fmt: skip
        note = "Mỗi danh hiệu cần dữ kiện nào: chỉ để tra cứu, không phải điền."
        rows = map(self._needs, self.awards)
        Page(sheet, styles).table("Danh mục", note, heads, rows, frozen=1)

    def _lists(self, sheet: Worksheet, styles: Styles) -> None:
        """Write the lists that cells choose from."""
        heads = [Head(_LIST_HEADS[name], 60) for name in self.lists]
        rows = zip_longest(*self.lists.values(), fillvalue="")
        note = "Không sửa trang này: các ô chọn lấy từ đây."
        Page(sheet, styles).table(LISTS, note, heads, rows)

    def _needs(self, award: Award) -> list[Cell]:
        asked = asked_by([award], self.on, self.layer)
        figures = shipped().catalogue.figures
        kinds = {kind: word for word, kind in sheets.KINDS.items()}
        return [
            award.name_vi,
            ", ".join(kinds[kind] for kind in award.subject_kinds),
            "\n".join(f"- {figures[name].title}" for name in asked.figures),
            "\n".join(f"- {FINDINGS[slug]}" for slug in asked.findings),
            "\n".join(f"- {_SOURCES[source]}" for source in asked.sources),
        ]


_LIST_HEADS = {
    "asked": "Chọn: danh hiệu đề nghị",
    "held": "Chọn: danh hiệu, hình thức đã có",
    "finding": "Chọn: nội dung nhận định",
}
_FREE = ("asked", "subject", "subject or all")
_CODES_RANGE = f"='{sheets.SUBJECTS.sheet}'!$A${FIRST_ROW + 1}:$A${MAX_ROWS}"


def _lists(known: Iterable[Award]) -> dict[str, list[str]]:
    own = {slug: award.name_vi for slug, award in every_award().items()}
    names = {**shipped().catalogue.award_names, **own}
    return {
        "asked": [award.name_vi for award in known],
        "held": sorted(dict.fromkeys(names.values()), key=text_key),
        "finding": sorted(FINDINGS.values(), key=text_key),
    }


def _width(column: Column) -> float:
    return _FINDING if column.parse == Ref("finding") else _WIDTHS.get(column.name, 14)


def _bounds(column: Column) -> dict[str, Any] | None:
    """Return what Excel checks of a number or a day while it is typed."""
    parse = column.parse
    if isinstance(parse, Day):
        first = {"criteria": ">=", "value": date(1945, 9, 2)}
        return {"validate": "date", **first, **_refusal(column)}
    if isinstance(parse, Whole):
        span = {"criteria": "between", "minimum": parse.minimum, "maximum": parse.maximum}
        return {"validate": "integer", **span, **_refusal(column)}
    return None


def _refusal(column: Column) -> dict[str, str]:
    return {"error_title": column.heading[:32], "error_message": f"{_hint(column)}."[:255]}


def _hint(column: Column) -> str:
    need = "Bắt buộc" if column.required else "Nếu có"
    return f"{need}: {_takes(column)}" if _takes(column) else need


def _takes(column: Column) -> str:
    parse = column.parse
    if isinstance(parse, Ref) and "subject" in parse.kind:
        return "mã ở trang “Hồ sơ”" + ("" if parse.kind == "subject" else " hoặc Tất cả")
    if isinstance(parse, Whole):
        return "năm, ví dụ 2021" if parse.what == "năm" else "số nguyên"
    return _TAKES.get(type(parse), "")


_TAKES: dict[type, str] = {
    Day: "ngày/tháng/năm",
    Refs: "chọn trong danh sách; nhiều danh hiệu cách nhau bằng dấu chấm phẩy",
    Ref: "chọn trong danh sách",
    OneOf: "chọn trong danh sách",
}


def _form(sheet: Worksheet, styles: Styles, form: Form[Any]) -> None:
    given = {
        "superior": f"Ủy ban nhân dân tỉnh Ví dụ {MARK}", "issuer": OFFICE, "place": "Ví dụ",
    }  # fmt: skip
    rows = [[column.heading, given[column.name]] for column in form.columns]
    heads = (Head(FORM_ITEM, 32, "bold"), Head(FORM_CONTENT, 70))
    Page(sheet, styles).table(form.sheet, "Dùng cho phần đầu của báo cáo.", heads, rows)
