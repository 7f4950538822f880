"""The workbook of all marks: the ranking first, then a sheet a unit, ready to print on A4.

Subtotals and totals are formulas that carry their values: a reader that computes nothing sees
the figures of the closed ranking, and an office that changes a mark sees what follows from it.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard, Standing
from thidua.apps.assessments.queries import (
    Sheet,
    SheetRow,
    bloc_scores,
    engine_table,
    scorecards_of,
    sheet_of,
    standings_of,
)
from thidua.apps.units.models import BlocYear
from thidua.scoring.excel import (
    Columns,
    Layout,
    LineFormulas,
    Shared,
    line_formulas,
    total_at_once,
)
from thidua.year.dossiers.books import left_to_compute
from thidua.year.papers.common import marked, notice
from thidua.year.papers.stage_columns import Shown, columns_of, label_of

A4 = 9
HEAD_ROW = 3
FIRST_ROW = HEAD_ROW + 1
LETTER, LINE = 1.1, 16.5  # width of a letter in digits of the column, height of a line
FACE = {"font_name": "Times New Roman", "font_size": 11}
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of a workbook's cells."""

    title: Format
    note: Format
    head: Format
    text: Format
    centre: Format
    points: Format
    bold: Format
    bold_points: Format
    part: Format


@dataclass(frozen=True, slots=True)
class Totals:
    """The row of totals on a unit's sheet, with what each column comes to."""

    sheet: str
    row: int
    sums: Mapping[Shown, scoring.Totals]

    def value(self, shown: Shown) -> float | str:
        """Return the total of a column, blank where nothing was marked."""
        return float(self.sums[shown].total) if shown in self.sums else ""


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Which columns a unit's sheet has.

    Hidden beside them: one that keeps figures from being printed over blanks, one that stays blank,
    and for each column of points what a line brings to base, bonus and deduction.
    """

    shown: tuple[Shown, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        points = (label_of(one) for one in self.shown)
        return ("Mã", "Tiêu chí", "Tối đa", *points, "Căn cứ tính, lý do", "Minh chứng")

    def column(self, shown: Shown) -> int:
        return 3 + self.shown.index(shown)

    @property
    def reasons(self) -> int:
        return 3 + len(self.shown)

    @property
    def guard(self) -> int:
        return self.reasons + 2

    @property
    def blank(self) -> int:
        return self.guard + 1

    def parts(self, shown: Shown) -> int:
        """Return the first of the three columns of what lines bring."""
        return self.blank + 1 + 3 * self.shown.index(shown)

    @property
    def last(self) -> int:
        return self.blank + 3 * len(self.shown)


def styles_of(book: Workbook) -> Styles:
    def made(**more: object) -> Format:
        return book.add_format({**FACE, **more})

    cell = {"border": 1, "valign": "vcenter", "text_wrap": True}
    return Styles(
        title=made(bold=True, font_size=14),
        note=made(italic=True, font_color="#5A5A5A"),
        head=made(**cell, bold=True, align="center", bg_color="#F2E6D0"),
        text=made(**cell),
        centre=made(**cell, align="center"),
        points=made(**cell, num_format="#,##0.00"),
        bold=made(**cell, bold=True),
        bold_points=made(**cell, bold=True, num_format="#,##0.00"),
        part=made(num_format=";;;"),
    )


def scores_workbook(bloc_year: BlocYear, on: date) -> bytes:
    """Return the workbook; the same marks and day give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": title_of(bloc_year),
            "author": bloc_year.bloc.name,
            "created": datetime(on.year, on.month, on.day),  # noqa: DTZ001 -- a day
        }
    )
    styles = styles_of(book)
    names = sheet_names(bloc_year)
    ranking = book.add_worksheet("Xếp hạng")
    scores, cards = bloc_scores(bloc_year), list(scorecards_of(bloc_year))
    place = CardSheet(columns_of(cards, scores) if scores else ())
    totals = {
        card.membership_id: write_card(
            book.add_worksheet(names[card.membership_id]), styles, card, place
        )
        for card in cards
    }
    write_ranking(ranking, styles, bloc_year, totals, place)
    book.close()
    return left_to_compute(out.getvalue())


def title_of(bloc_year: BlocYear) -> str:
    return f"Bảng tổng hợp điểm thi đua năm {bloc_year.year}"


def sheet_names(bloc_year: BlocYear) -> dict[UUID, str]:
    """Name a sheet after each unit, within what Excel allows."""
    members = bloc_year.memberships.select_related("unit").order_by("place")
    return {
        m.pk: f"{m.place:02d} {m.unit.short_name.translate(_FORBIDDEN)}"[:31].strip()
        for m in members
    }


def set_up(
    sheet: Worksheet, styles: Styles, bloc_year: BlocYear, title: str, heads: Sequence[str]
) -> None:
    """Write the head of a sheet and set it up for print: A4 landscape, one page wide."""
    sheet.write_string(0, 0, title, styles.title)
    sheet.write_string(1, 0, bloc_year.bloc.name, styles.note)
    sheet.write_string(2, 0, marked(notice(bloc_year.provenance), bloc_year), styles.note)
    sheet.write_row(HEAD_ROW, 0, heads, styles.head)
    sheet.set_row(HEAD_ROW, 32)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P/&N")


def write_ranking(
    sheet: Worksheet,
    styles: Styles,
    bloc_year: BlocYear,
    cards: dict[UUID, Totals],
    place: CardSheet,
) -> None:
    stages = [shown for shown in place.shown if shown is not None]
    heads = ("Hạng", "Đơn vị", *map(label_of, stages), "Tiêu chí", "Thưởng", "Trừ", "Tổng")
    set_up(sheet, styles, bloc_year, title_of(bloc_year), heads)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 48)
    sheet.set_column(2, len(heads) - 1, 12)
    sheet.freeze_panes(FIRST_ROW, 2)
    for row, standing in enumerate(standings_of(bloc_year), FIRST_ROW):
        write_standing(sheet, styles, row, standing, 2 + len(stages))
        write_stage_totals(sheet, styles, row, cards[standing.membership_id], place)


def write_standing(
    sheet: Worksheet, styles: Styles, row: int, standing: Standing, first: int
) -> None:
    sheet.write_number(row, 0, standing.place, styles.centre)
    sheet.write_string(row, 1, standing.membership.unit.name, styles.text)
    parts = (standing.base, standing.bonus, standing.deduction)
    for column, points in enumerate(parts, first):
        sheet.write_number(row, column, float(points), styles.points)
    sheet.write_number(row, first + len(parts), float(standing.total), styles.bold_points)


def write_stage_totals(
    sheet: Worksheet, styles: Styles, row: int, card: Totals, place: CardSheet
) -> None:
    """Refer to the totals on the unit's own sheet."""
    for column, stage in enumerate((one for one in place.shown if one is not None), 2):
        cell = xl_rowcol_to_cell(card.row, place.column(stage))
        formula = f"='{card.sheet}'!{cell}"
        sheet.write_formula(row, column, formula, styles.points, card.value(stage))


def column_layout(table: scoring.Table, place: CardSheet, shown: Shown) -> Layout:
    """Lay out a column of a card: its marks are typed, so that only its sums are formulas."""
    first, blank = place.parts(shown), xl_col_to_name(place.blank)
    unused = ("plan", "figure", "typed", "left_out", "excess", "result", "computed", "own", "full")
    columns = Columns(
        maximum="C",
        points=xl_col_to_name(place.column(shown)),
        base=xl_col_to_name(first),
        bonus=xl_col_to_name(first + 1),
        deduction=xl_col_to_name(first + 2),
        **dict.fromkeys(unused, blank),
    )
    shared = Shared(sheet="", excess=blank, result=blank, mean=blank)
    return Layout(table=table, columns=columns, shared=shared, first_row=FIRST_ROW + 1, sheets=())


def write_card(sheet: Worksheet, styles: Styles, card: Scorecard, place: CardSheet) -> Totals:
    """Write a unit's card; returns where its totals stand."""
    laid_out = sheet_of(card)
    bloc_year, unit = card.bloc_year, card.membership.unit
    set_up(sheet, styles, bloc_year, f"{unit.name} – {card.table.title}", place.heads)
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, 1, 52)
    sheet.set_column(2, place.reasons - 1, 10)
    sheet.set_column(place.reasons, place.reasons + 1, 34)
    sheet.set_column(place.guard, place.last, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST_ROW, 2)
    table = engine_table(card.table)
    layouts = {shown: column_layout(table, place, shown) for shown in place.shown}
    formulas = {shown: line_formulas(layout) for shown, layout in layouts.items()}
    for number, row in enumerate(laid_out.rows, FIRST_ROW):
        write_line(sheet, styles, number, row, place)
        for shown, found in formulas.items():
            points = points_in(laid_out, row, shown)
            write_points(sheet, styles, number, Cell(row, points, found[row.criterion.code]),
                         (place.column(shown), place.parts(shown)))  # fmt: skip
    sums: dict[Shown, scoring.Totals] = dict(laid_out.totals.items())
    if laid_out.standing is not None:
        sums[None] = laid_out.standing
    totals = Totals(sheet.get_name(), FIRST_ROW + len(laid_out.rows), sums)
    write_totals(sheet, styles, totals, layouts, place)
    sheet.print_area(0, 0, totals.row, place.guard - 1)
    return totals


def points_in(laid_out: Sheet, row: SheetRow, shown: Shown) -> Decimal | None:
    """Return what stands in a column on a line, or what the lines below it add up to."""
    if shown is not None:
        return row.points(shown)
    if row.is_leaf:
        one = laid_out.settled.get(row.criterion.code)
        return one.points if one else None
    return laid_out.standing.sections.get(row.criterion.code) if laid_out.standing else None


def write_line(
    sheet: Worksheet, styles: Styles, number: int, row: SheetRow, place: CardSheet
) -> None:
    text = styles.text if row.is_leaf else styles.bold
    points = styles.points if row.is_leaf else styles.bold_points
    sheet.write_string(number, 0, row.criterion.code, styles.centre)
    sheet.write_string(number, 1, f"{'   ' * row.depth}{row.criterion.text}", text)
    sheet.write_number(number, 2, float(row.criterion.maximum), points)
    sheet.write_string(number, place.reasons, told_reasons(row), styles.text)
    proofs = "; ".join(" ".join(filter(None, (e.number, e.title))) for e in row.evidence)
    sheet.write_string(number, place.reasons + 1, proofs, styles.text)
    sheet.write_string(number, place.guard, ".", styles.part)
    sheet.set_row(
        number, row_height((row.criterion.text, 48), (told_reasons(row), 34), (proofs, 34))
    )


def row_height(*cells: tuple[str, int]) -> float:
    """Return the height in points that texts need in columns of so many letters.

    Excel fits rows to wrapped text by itself; LibreOffice keeps what the file says.
    """
    lines = (-(-round(len(text) * LETTER) // width) for text, width in cells)
    return LINE * max(1, *lines)


def told_reasons(row: SheetRow) -> str:
    """Tell how points were computed and why a stage differs, the stage named."""
    reasons = [
        f"{Stage(stage).label}: {mark.reason}" for stage, mark in row.marks.items() if mark.reason
    ]
    told = (text.rstrip(".") for text in (row.explanation, *reasons))
    return "; ".join(filter(None, told))


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of points on a line."""

    row: SheetRow
    points: Decimal | None
    formulas: LineFormulas


def write_points(
    sheet: Worksheet, styles: Styles, number: int, cell: Cell, columns: tuple[int, int]
) -> None:
    """Write the points, and in the hidden columns what they bring; `columns` are the first of each."""
    column, first = columns
    found = cell.formulas
    if cell.row.is_leaf:
        write_mark(sheet, styles, number, column, cell.points)
    else:
        value = "" if cell.points is None else float(cell.points)
        sheet.write_formula(number, column, f"={found.points}", styles.bold_points, value)
    for part, formula in enumerate((found.base, found.bonus, found.deduction), first):
        if formula:
            sheet.write_formula(number, part, f"={formula}", styles.part, "")


def write_mark(
    sheet: Worksheet, styles: Styles, number: int, column: int, points: Decimal | None
) -> None:
    """Write points; what was not marked stays blank, for it is not zero."""
    if points is None:
        sheet.write_blank(number, column, None, styles.points)
    else:
        sheet.write_number(number, column, float(points), styles.points)


def write_totals(
    sheet: Worksheet,
    styles: Styles,
    totals: Totals,
    layouts: Mapping[Shown, Layout],
    place: CardSheet,
) -> None:
    sheet.write_blank(totals.row, 0, None, styles.bold)
    sheet.write_string(totals.row, 1, "Tổng điểm", styles.bold)
    sheet.write_blank(totals.row, 2, None, styles.bold)
    for shown, layout in layouts.items():
        column, formula = place.column(shown), f"={total_at_once(layout)}"
        sheet.write_formula(totals.row, column, formula, styles.bold_points, totals.value(shown))
