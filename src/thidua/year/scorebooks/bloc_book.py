"""The workbook of a bloc: a summary, every line beside every unit, then a sheet a unit.

Points, sections, totals and places are formulas over what was entered, so that an office that
changes a figure sees what follows, as the program would compute it. They carry their values for
readers that compute nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua import scoring
from thidua.scoring.excel import (
    Columns,
    Layout,
    LineFormulas,
    Shared,
    SharedFormulas,
    line_formulas,
    shared_formulas,
    total_formulas,
)
from thidua.year.dossiers.books import FIRST_ROW, Styles, left_to_compute, written
from thidua.year.scorebooks.sheets import (
    Head,
    Value,
    begin,
    depths,
    print_only,
    put,
    row_height,
    shades,
    sheet_names,
    told,
)
from thidua.year.scorebooks.ways import way_of

COLUMNS = Columns(
    maximum="C", plan="E", figure="F", typed="G", left_out="H", points="I", excess="J",
    result="K", computed="L", own="M", base="N", bonus="O", deduction="P", full="Q",
)  # fmt: skip
SUMMARY, LINES, IN_COMMON = "Tổng hợp", "Theo tiêu chí", "So sánh trong khối"
SHARED = Shared(sheet=IN_COMMON, excess="C", result="D", mean="E")
TOTALS = ("Điểm chuẩn", "Điểm cộng", "Điểm trừ", "Tổng điểm", "Tổng điểm để xếp loại",
          "Số tiêu chí chưa có điểm", "Số tiêu chí loại đã vi phạm")  # fmt: skip
RANK = "Xếp hạng"
NOT_ASSIGNED = "x"
_TEXT, _WAY, _UNIT = 46, 30, 9
_COUNTS = 2  # the last rows of the totals count lines
_HELPERS = ("excess", "result", "computed", "own", "base", "bonus", "deduction")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCard:
    """A unit's card: how its sheet is called, its whole name, and what was entered."""

    short: str
    name: str
    card: scoring.Card


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocCards:
    """What the workbook of a bloc is made of.

    Attributes:
        title: stands at the head of the summary.
        note: stands under every title.
        closed: every unit's figures are in and final.
        on: the day the workbook is made.
    """

    title: str
    note: str
    table: scoring.Table
    units: Sequence[UnitCard]
    closed: bool
    on: date


def bloc_book(cards: BlocCards) -> bytes:
    """Return the workbook of a bloc; the same cards and day give the same bytes.

    Raises:
        ValueError: no cards, or the lines of the table make no tree (message in Vietnamese).
    """
    if not cards.units:
        raise ValueError("Chưa có phiếu nào để đưa vào sổ điểm.")
    book = written(cards.title, cards.on, _Book(cards).fill, shades(cards.table.places))
    return left_to_compute(book)


class _Book:
    def __init__(self, cards: BlocCards) -> None:
        self.cards, self.table = cards, cards.table
        self.names = sheet_names([unit.short for unit in cards.units])
        self.layout = _layout(self.table, self.names)
        self.formulas = line_formulas(self.layout)
        self.filled = scoring.fill(
            self.table, {n: u.card for n, u in zip(self.names, cards.units, strict=True)},
            closed=cards.closed,
        )  # fmt: skip

        self.totals = {name: one.total(self.table) for name, one in self.filled.items()}
        self.unassigned = {
            name: unit.card.not_assigned for name, unit in zip(self.names, cards.units, strict=True)
        }
        self.depths = depths(self.table)
        self.places = {p.key: p.place for p in scoring.rank(list(self.totals.items()))}

    def fill(self, book: Workbook, styles: Styles) -> None:
        summary, lines = book.add_worksheet(SUMMARY), book.add_worksheet(LINES)
        for name, unit in zip(self.names, self.cards.units, strict=True):
            _UnitSheet(self, book.add_worksheet(name), styles, name, unit).write()
        sections = [c for c in self.table.criteria if c.kind is scoring.Kind.SUM]
        self._across(summary, styles, self.cards.title, sections)
        self._foot(summary, styles, FIRST_ROW + len(sections))
        self._across(lines, styles, self.table.title, self.table.criteria)
        if shared := shared_formulas(self.layout):
            self._in_common(book.add_worksheet(IN_COMMON), styles, shared)

    def _in_common(
        self, sheet: Worksheet, styles: Styles, shared: Mapping[str, SharedFormulas]
    ) -> None:
        """Write what points that depend on other units are taken from."""
        heads = (
            Head("Mã", 8), Head("Nội dung", _TEXT), Head("Mức vượt cao nhất", 14),
            Head("Kết quả tốt nhất, không giao chỉ tiêu", 18), Head("Điểm bình quân", 14),
        )  # fmt: skip
        begin(sheet, styles, IN_COMMON, self.cards.note, heads, frozen=2)
        sheet.protect()
        for row, criterion in enumerate(self.table.criteria, FIRST_ROW):
            if criterion.code not in shared:
                sheet.set_row(row, None, None, {"hidden": True})
                continue
            self.named(sheet, styles, row, criterion)
            found = shared[criterion.code]
            for column, formula in enumerate((found.excess, found.result, found.mean), 2):
                write_formula(sheet, row, column, formula, styles["text"])

    def _across(
        self,
        sheet: Worksheet,
        styles: Styles,
        title: str,
        criteria: Sequence[scoring.Criterion],
    ) -> None:
        """Write lines as rows and units as columns, each cell taken from the unit's sheet."""
        units = [Head(unit.short, _UNIT) for unit in self.cards.units]
        heads = (Head("Mã", 8), Head("Nội dung", _TEXT), Head("Tối đa", 8), *units)
        begin(sheet, styles, title, self.cards.note, heads, frozen=3)
        sheet.protect()
        rows = self.layout.rows()
        for row, criterion in enumerate(criteria, FIRST_ROW):
            self.named(sheet, styles, row, criterion)
            points = styles["bold points" if self._is_section(criterion) else "points"]
            for column, name in enumerate(self.names, 3):
                formula = f"='{name}'!{COLUMNS.points}{rows[criterion.code]}"
                value = self.points(name, criterion.code)
                sheet.write_formula(row, column, formula, points, value)

    def named(
        self, sheet: Worksheet, styles: Styles, row: int, criterion: scoring.Criterion
    ) -> None:
        section = self._is_section(criterion)
        text = told(criterion, self.depths[criterion.code])
        put(sheet, row, 0, criterion.code, styles["centre"])
        put(sheet, row, 1, text, styles["bold" if section else "text"])
        put(sheet, row, 2, criterion.maximum, styles["bold points" if section else "points"])
        sheet.set_row(row, row_height((text, _TEXT)))

    def _foot(self, sheet: Worksheet, styles: Styles, first: int) -> None:
        """Write the totals and the places under the sections."""
        foot = self.foot_row()
        for down, label in enumerate((*TOTALS, RANK)):
            for column, text in enumerate(("", label, "")):
                put(sheet, first + down, column, text, styles["bold"])
        for column, name in enumerate(self.names, 3):
            for down, value in enumerate(foot_values(self.totals[name])):
                formula = f"='{name}'!{COLUMNS.points}{foot + down + 1}"
                sheet.write_formula(first + down, column, formula, _foot_style(styles, down), value)
        self._ranks(sheet, styles, first)

    def _ranks(self, sheet: Worksheet, styles: Styles, first: int) -> None:
        total, row = first + TOTALS.index("Tổng điểm"), first + len(TOTALS)
        every = xl_range(total, 3, total, 2 + len(self.names))
        for column, name in enumerate(self.names, 3):
            place = f"RANK({xl_rowcol_to_cell(total, column)},{every},0)"
            formula = f'=IF(COUNT({self._own_points(name)})=0,"",{place})'
            sheet.write_formula(row, column, formula, styles["bold"], self._place(name))

    def _own_points(self, name: str) -> str:
        return f"'{name}'!{COLUMNS.own}{FIRST_ROW + 1}:{COLUMNS.own}{self.foot_row()}"

    def _place(self, name: str) -> int | str:
        """Return a unit's place; a card that nothing was entered in has none, rather than the last."""
        entered = self.filled[name].points.keys() - self.unassigned[name]
        return self.places[name] if entered else ""

    def foot_row(self) -> int:
        """Return the first row of the totals on a unit's sheet, counted from 0."""
        return FIRST_ROW + len(self.table.criteria)

    def points(self, name: str, code: str) -> float | str:
        """Return what a line or a section comes to; blank where it has no points."""
        if code in self.totals[name].sections:
            return float(self.totals[name].sections[code])
        found = self.filled[name].points.get(code)
        return "" if found is None else float(found.points)

    def _is_section(self, criterion: scoring.Criterion) -> bool:
        return criterion.kind is scoring.Kind.SUM


class _UnitSheet:
    def __init__(
        self, book: _Book, sheet: Worksheet, styles: Styles, name: str, unit: UnitCard
    ) -> None:
        self.book, self.sheet, self.styles = book, sheet, styles
        self.name, self.unit = name, unit
        self.leaves = {leaf.code for leaf in book.table.leaves()}

    def write(self) -> None:
        title = f"{self.unit.name} – {self.book.table.title}"
        begin(self.sheet, self.styles, title, self.book.cards.note, self._heads(), frozen=2)
        self.sheet.protect("", {"format_columns": True, "format_rows": True})
        for row, criterion in enumerate(self.book.table.criteria, FIRST_ROW):
            self._line(row, criterion)
        self._foot()
        print_only(self.sheet, self.book.foot_row() + len(TOTALS), 9)

    def _heads(self) -> tuple[Head, ...]:
        """Return the columns; those that nothing stands in for any unit are hidden."""
        cards = [unit.card for unit in self.book.cards.units]
        figures = any(leaf.asks_figure for leaf in self.book.table.leaves()) or any(
            card.readings for card in cards
        )
        figure = 10 if figures else 0
        left_out = any(card.not_assigned for card in cards)
        return (
            Head("Mã", 8), Head("Nội dung", _TEXT), Head("Tối đa", 8), Head("Cách chấm", _WAY),
            Head("Chỉ tiêu", figure), Head("Kết quả", figure),
            Head("Điểm chấm", 9), Head("Không giao (x)", 8 if left_out else 0), Head("Điểm", 9),
            *(Head(part, 0) for part in (*_HELPERS, "full")),
        )  # fmt: skip

    def _line(self, row: int, criterion: scoring.Criterion) -> None:
        self.book.named(self.sheet, self.styles, row, criterion)
        way = way_of(criterion)
        put(self.sheet, row, 3, way, self.styles["text"])
        self.sheet.set_row(row, row_height((criterion.text, _TEXT - 6), (way, _WAY)))
        if criterion.code in self.leaves:
            self._entries(row, criterion)
        else:
            for column in range(4, 8):
                put(self.sheet, row, column, None, self.styles["text"])
        self._computed(row, criterion)

    def _entries(self, row: int, criterion: scoring.Criterion) -> None:
        """Write what was entered into the cells that stay open."""
        card, code = self.unit.card, criterion.code
        reading = card.readings.get(code)
        plan = criterion.options.plan if reading is None else planned(criterion, reading)
        values: tuple[Value, ...] = (
            plan,
            None if reading is None else reading.reached,
            card.points.get(code),
            NOT_ASSIGNED if code in card.not_assigned else None,
        )
        for column, value in enumerate(values, 4):
            style = "entry centre" if column == 7 else "entry"
            put(self.sheet, row, column, value, self.styles[style])

    def _computed(self, row: int, criterion: scoring.Criterion) -> None:
        formulas = self.book.formulas[criterion.code]
        style = self.styles["bold points" if criterion.code not in self.leaves else "points"]
        value = self.book.points(self.name, criterion.code)
        self.sheet.write_formula(row, 8, f"={formulas.points}", style, value)
        for column, formula in enumerate(helpers(formulas), 9):
            if formula:
                self.sheet.write_formula(row, column, f"={formula}", self.styles["helper"], "")
        if criterion.code in self.leaves:
            full = self.book.table.full_marks(only=[criterion.code])
            self.sheet.write_number(row, 16, float(full), self.styles["helper"])

    def _foot(self) -> None:
        row = self.book.foot_row()
        totals = total_formulas(self.book.layout, (COLUMNS.points, row + 1))
        formulas = (
            totals.base, totals.bonus, totals.deduction, totals.total, totals.capped,
            totals.missing, totals.disqualified,
        )  # fmt: skip
        values = foot_values(self.book.totals[self.name])
        for down, label in enumerate(TOTALS):
            for column in range(8):
                put(
                    self.sheet,
                    row + down,
                    column,
                    label if column == 1 else None,
                    self.styles["bold"],
                )
            style = _foot_style(self.styles, down)
            self.sheet.write_formula(row + down, 8, f"={formulas[down]}", style, values[down])


def write_formula(sheet: Worksheet, row: int, column: int, formula: str, style: Format) -> None:
    if formula:
        sheet.write_formula(row, column, f"={formula}", style, "")
    else:
        sheet.write_blank(row, column, None, style)


def planned(criterion: scoring.Criterion, reading: scoring.Reading) -> Decimal | None:
    """Return what a reading is held against: its own target, else the plan of the line."""
    return criterion.options.plan if reading.planned is None else reading.planned


def helpers(formulas: LineFormulas) -> Iterable[str]:
    return (getattr(formulas, name) for name in _HELPERS)


def foot_values(totals: scoring.Totals) -> tuple[float, ...]:
    """Return what stands at the foot of a unit's sheet, in order."""
    return (
        *map(float, (totals.base, totals.bonus, totals.deduction, totals.total, totals.capped)),
        len(totals.missing),
        len(totals.disqualified),
    )


def _layout(table: scoring.Table, names: Sequence[str]) -> Layout:
    return Layout(
        table=table, columns=COLUMNS, shared=SHARED, first_row=FIRST_ROW + 1, sheets=names
    )


def _foot_style(styles: Styles, down: int) -> Format:
    return styles["bold points" if down < len(TOTALS) - _COUNTS else "bold"]
