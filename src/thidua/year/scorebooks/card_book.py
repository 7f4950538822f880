"""The workbook of one card to fill in offline: only the open cells can be typed into."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua import scoring
from thidua.scoring import Criterion, Kind, Unassigned
from thidua.scoring.excel import (
    Columns,
    Layout,
    Shared,
    TotalFormulas,
    line_formulas,
    number as number_text,
    total_formulas,
)
from thidua.year.dossiers.books import FIRST_ROW, Styles, kept_in_shape, left_to_compute, written
from thidua.year.scorebooks.card_sheet import (
    CARD,
    CHOICES,
    CODE,
    DATED,
    ENTRY,
    IDENTITY,
    IDENTITY_LINES,
    NUMBER,
    TITLE,
    CardInHand,
    by_bloc,
    by_figure,
    fingerprint,
    words_of,
)
from thidua.year.scorebooks.sheets import (
    Head,
    Value,
    begin,
    depths,
    print_only,
    put,
    row_height,
    shades,
    told,
)
from thidua.year.scorebooks.ways import way_of

_COLUMNS = Columns(
    maximum="C", plan="E", figure="M", typed="L", left_out="N", points="G", excess="O",
    result="P", computed="Q", own="R", base="S", bonus="T", deduction="U", full="V",
)  # fmt: skip
_ENTRY, _POINTS, _GUARD, _TYPED, _FIGURE, _LEFT_OUT = 5, 6, 10, 11, 12, 13
_EXCESS, _RESULT, _COMPUTED, _OWN, _FULL = 14, 15, 16, 17, 21
_TEXT, _WAY, _PAPER = 46, 30, 32
_TOTALS = ("Điểm chuẩn", "Điểm cộng", "Điểm trừ", "Tổng điểm", "Số tiêu chí chưa chấm")
_GUIDE = "Chỉ nhập vào các ô màu vàng. Để trống là chưa chấm, không phải 0."
_ASKED = "Chọn Có nếu đã xảy ra; có thì không xét"
_MOST = 1_000_000_000
_UNLOCKED = {"format_columns": True, "format_rows": True}


def card_book(card: CardInHand) -> bytes:
    """Return the workbook of a card; the same card at the same time gives the same bytes."""
    title = f"{CARD}: {card.unit}"
    book = written(title, card.made_at.date(), _Book(card).fill, shades(card.table.places))
    return kept_in_shape(left_to_compute(book))


class _Book:
    def __init__(self, card: CardInHand) -> None:
        self.card = card
        # A mean of the bloc isn't known offline; what isn't assigned stays out of the subtotals.
        self.table = replace(card.table, unassigned=Unassigned.SHARE)
        self.layout = Layout(
            table=self.table, columns=_COLUMNS, first_row=FIRST_ROW + 1, sheets=(CARD,),
            shared=Shared(sheet=CARD, excess="O", result="P", mean="R"),
        )  # fmt: skip
        self.formulas = line_formulas(self.layout)
        self.totals = scoring.total(self.table, self._points(), card.not_assigned)
        self.stepped = [leaf for leaf in self.table.leaves() if leaf.kind is Kind.STEPS]

    def _points(self) -> dict[str, Decimal]:
        filled = {code: points for code, points in self.card.filled.items() if points is not None}
        known = {**self.card.points, **filled}
        return {code: p for code, p in known.items() if code not in self.card.not_assigned}

    def fill(self, book: Workbook, styles: Styles) -> None:
        sheet = book.add_worksheet(CARD)
        note = f"{_GUIDE} {self.card.note}".strip()
        begin(sheet, styles, f"{CARD}: {self.card.unit}", note, self._heads(), frozen=2)
        levels = depths(self.table)
        for row, criterion in enumerate(self.table.criteria, FIRST_ROW):
            self._told(sheet, styles, row, criterion, levels[criterion.code])
            self._line(sheet, styles, row, criterion)
        self._foot(sheet, styles, FIRST_ROW + len(self.table.criteria))
        print_only(sheet, FIRST_ROW + len(self.table.criteria) + len(_TOTALS), _GUARD)
        sheet.protect("", _UNLOCKED)
        self._choices(book.add_worksheet(CHOICES))
        self._identity(book.add_worksheet(IDENTITY))

    def _heads(self) -> tuple[Head, ...]:
        planned = any(leaf.options.plan is not None for leaf in self.table.leaves())
        return (
            Head(CODE, 8), Head("Nội dung", _TEXT), Head("Tối đa", 8), Head("Cách chấm", _WAY),
            Head("Mức phải đạt", 10 if planned else 0), Head(ENTRY, 11), Head("Điểm", 9),
            Head(NUMBER, 18), Head(DATED, 12), Head(TITLE, _PAPER),
            *(Head(f"{ENTRY}: phụ {n}", 0) for n in range(_GUARD, _FULL + 1)),
        )  # fmt: skip

    def _told(
        self, sheet: Worksheet, styles: Styles, row: int, criterion: Criterion, depth: int
    ) -> None:
        leaf = criterion.kind is not Kind.SUM
        text, way = told(criterion, depth), self._way(criterion)
        put(sheet, row, 0, criterion.code, styles["centre"])
        put(sheet, row, 1, text, styles["text" if leaf else "bold"])
        put(sheet, row, 2, criterion.maximum, styles["points" if leaf else "bold points"])
        put(sheet, row, 3, way, styles["text"])
        put(sheet, row, 4, criterion.options.plan, styles["figure"])
        sheet.set_row(row, row_height((text, _TEXT), (way, _WAY)))
        # LibreOffice prints a number of a hidden column over the blank cell before it.
        sheet.write_string(row, _GUARD, ".", styles["helper"])

    def _way(self, criterion: Criterion) -> str:
        if criterion.code in self.card.not_assigned:
            return "Không giao cho đơn vị"
        if criterion.code in self.card.filled:
            return "Tính từ kết quả chỉ tiêu, không nhập"
        told_ = _ASKED if criterion.kind is Kind.DISQUALIFIER else way_of(criterion)
        if criterion.options.evidence:
            told_ += f"\nMinh chứng: {criterion.options.evidence}"
        if by_bloc(criterion):
            return f"{told_}\nGhi số liệu; điểm ở đây là tạm tính, chưa so với đơn vị khác"
        return f"{told_}\nGhi số liệu, điểm tự tính" if by_figure(criterion) else told_

    def _line(self, sheet: Worksheet, styles: Styles, row: int, criterion: Criterion) -> None:
        formulas, code = self.formulas[criterion.code], criterion.code
        value = self.totals.sections.get(code, self._points().get(code))
        sheet.write_formula(
            row, _POINTS, f"={formulas.points}",
            styles["bold points" if criterion.kind is Kind.SUM else "points"], _number(value),
        )  # fmt: skip
        parts = (formulas.base, formulas.bonus, formulas.deduction)
        for column, formula in enumerate(parts, _OWN + 1):
            if formula:
                sheet.write_formula(row, column, f"={formula}", styles["helper"], "")
        if formulas.own:
            sheet.write_formula(row, _OWN, f"={formulas.own}", styles["helper"], _number(value))
            full = float(self.table.full_marks(only=[code]))
            sheet.write_number(row, _FULL, full, styles["helper"])
        self._entry(sheet, styles, row, criterion)

    def _entry(self, sheet: Worksheet, styles: Styles, row: int, criterion: Criterion) -> None:
        """Write the cells to type into, or what stands in their place."""
        code = criterion.code
        if not self.card.is_open(code):
            for column in (_ENTRY, 7, 8, 9):
                put(sheet, row, column, None, styles["text"])
            self._closed(sheet, styles, row, code)
            return
        put(sheet, row, _ENTRY, self._typed(criterion), styles["entry"])
        for column, style in ((7, "entry text"), (8, "entry day"), (9, "entry text")):
            put(sheet, row, column, None, styles[style])
        self._taken_up(sheet, styles, row, criterion)
        sheet.data_validation(row, _ENTRY, row, _ENTRY, self._rule(criterion))

    def _closed(self, sheet: Worksheet, styles: Styles, row: int, code: str) -> None:
        if code in self.card.not_assigned:
            sheet.write_string(row, _LEFT_OUT, "x")
        elif (points := self.card.filled.get(code)) is not None:
            sheet.write_number(row, _TYPED, float(points), styles["helper"])

    def _typed(self, criterion: Criterion) -> Value:
        """Return what a unit has entered so far, as it would type it."""
        if by_figure(criterion):
            return self.card.figures.get(criterion.code)
        points = self.card.points.get(criterion.code)
        words = {given: word for word, given in words_of(criterion).items()}
        return points if points is None else words.get(points, points)

    def _taken_up(self, sheet: Worksheet, styles: Styles, row: int, criterion: Criterion) -> None:
        """Make points, or a figure, of what is typed."""
        cell = f"{xl_col_to_name(_ENTRY)}{row + 1}"
        number = f'IF(ISNUMBER({cell}),{cell},"")'
        if by_figure(criterion):
            sheet.write_formula(row, _FIGURE, f"={number}", styles["helper"], "")
            line = self.formulas[criterion.code]
            followed = ((_EXCESS, line.excess), (_RESULT, line.result), (_COMPUTED, line.computed))
            for column, formula in followed:
                if formula:
                    sheet.write_formula(row, column, f"={formula}", styles["helper"], "")
            return
        for word, points in words_of(criterion).items():
            number = f'IF({cell}="{word}",{number_text(points)},{number})'
        sheet.write_formula(row, _TYPED, f"={number}", styles["helper"], "")

    def _rule(self, criterion: Criterion) -> dict[str, object]:
        """Return what Excel checks while a cell is typed."""
        told_ = {"error_title": f"Tiêu chí {criterion.code}"[:32],
                 "error_message": self._way(criterion)[:250]}  # fmt: skip
        if words := words_of(criterion):
            return {"validate": "list", "source": list(words), **told_}
        if criterion.kind is Kind.STEPS:
            return {"validate": "list", "source": self._steps(criterion), **told_}
        least, most = _bounds(criterion)
        span = {"criteria": "between", "minimum": float(least), "maximum": float(most)}
        return {"validate": "decimal", **span, **told_}

    def _steps(self, criterion: Criterion) -> str:
        """Refer to steps as numbers: a list of texts would be read by the comma of the machine."""
        letters = xl_col_to_name(self.stepped.index(criterion))
        return f"='{CHOICES}'!${letters}$1:${letters}${len(criterion.options.steps)}"

    def _choices(self, sheet: Worksheet) -> None:
        for column, criterion in enumerate(self.stepped):
            for row, step in enumerate(criterion.options.steps):
                sheet.write_number(row, column, float(step))
        sheet.protect()
        sheet.hide()

    def _identity(self, sheet: Worksheet) -> None:
        card = self.card
        values = (card.id, card.unit, fingerprint(card.table), card.made_at.isoformat())
        for row, pair in enumerate(zip(IDENTITY_LINES, values, strict=True)):
            sheet.write_row(row, 0, pair)
        sheet.protect()
        sheet.very_hidden()

    def _foot(self, sheet: Worksheet, styles: Styles, row: int) -> None:
        formulas = _foot_formulas(total_formulas(self.layout, (_COLUMNS.points, row + 1)))
        totals = self.totals
        values = (totals.base, totals.bonus, totals.deduction, totals.total, len(totals.missing))
        for down, label in enumerate(_TOTALS):
            for column in range(10):
                put(sheet, row + down, column, label if column == 1 else None, styles["bold"])
            style = styles["bold points" if down < 4 else "bold"]
            value = float(values[down])
            sheet.write_formula(row + down, _POINTS, f"={formulas[down]}", style, value)


def _foot_formulas(totals: TotalFormulas) -> Sequence[str]:
    return totals.base, totals.bonus, totals.deduction, totals.total, totals.missing


def _number(value: Decimal | None) -> float | str:
    return "" if value is None else float(value)


def _bounds(criterion: Criterion) -> tuple[Decimal, Decimal]:
    if by_figure(criterion) or (criterion.kind is Kind.DEDUCTION and criterion.maximum == 0):
        return Decimal(0), Decimal(_MOST)
    return criterion.options.minimum or Decimal(0), criterion.most
