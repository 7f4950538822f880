"""An exported workbook computes, by its own formulas, what the engine computes, to the last digit."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, product

import pytest
from xlsxwriter.utility import xl_col_to_name

from scoring.sample_tables import line
from thidua.scoring import (
    Band,
    Card,
    Criterion,
    Direction,
    Kind,
    Options,
    Reading,
    Table,
    Unassigned,
    fill,
    published_tables,
    rank,
)
from thidua.year.dossiers.books import FIRST_ROW
from thidua.year.scorebooks.bloc_book import (
    LINES,
    RANK,
    SUMMARY,
    TOTALS,
    BlocCards,
    UnitCard,
    bloc_book,
)
from thidua.year.scorebooks.sheets import sheet_names
from year.recalculation import (
    Sheets,
    needs_calc,
    parts_of,
    recalculated,
    sheets_of,
    without_values,
)

D = Decimal
UNITS = 3  # of a shipped table; one of every kind has more, for more of what may happen
POINTS_COLUMN = 8


LOWER = Direction.LOWER
EVENTS = {Kind.BONUS, Kind.DEDUCTION}
BANDS = tuple(
    Band.parse(text, D(points))
    for text, points in (
        ("0", "10"),
        ("1-2", "7.5"),
        (">2-<5", "5"),
        ("5-10", "2.25"),
        (">20", "0"),
    )
)
EVERY_KIND = (
    line("I", Kind.SUM, "100"),
    line("I.1", Kind.SUM, "50", "I", Options(weight=D("1.5"))),
    line("I.1.a", Kind.RATIO, "12.5", "I.1"),
    line("I.1.b", Kind.RATIO, "20", "I.1", Options(floor_percent=50, cap_percent=120)),
    line("I.1.c", Kind.RATIO, "7", "I.1", Options(most_percent=110, plan=D(3))),
    line("I.1.d", Kind.RATIO, "10", "I.1", Options(direction=LOWER, floor_percent=70, plan=D(6))),
    line("I.2", Kind.RELATIVE, "25", "I", Options(weight=D("0.7"))),
    line("I.3", Kind.RELATIVE, "15", "I", Options(direction=LOWER)),
    line("I.4", Kind.BANDED, "10", "I", Options(bands=BANDS)),
    line("I.5", Kind.COUNT, "8", "I", Options(per_occurrence=D("1.25"))),
    line("I.6", Kind.EXTERNAL, "50", "I", Options(scale=D(60))),
    line("II", Kind.SUM, "40"),
    line("II.1", Kind.STEPS, "20", "II", Options(steps=(D(0), D(10), D(20)), weight=D(2))),
    line("II.2", Kind.CHECKLIST, "10", "II"),
    line("II.3", Kind.JUDGEMENT, "10", "II"),
    line("II.4", Kind.BONUS, "3", "II"),
    line("II.5", Kind.DEDUCTION, "0", "II"),
    line("III", Kind.SUM, "10"),
    line("III.1", Kind.BONUS, "8", "III"),
    line("III.2", Kind.BONUS, "5", "III"),
    line("IV", Kind.SUM, "15"),
    line("IV.1", Kind.DEDUCTION, "10", "IV"),
    line("IV.2", Kind.DEDUCTION, "0", "IV"),
    line("V", Kind.SUM, "0"),
    line("V.1", Kind.DISQUALIFIER, "0", "V"),
)


def tables() -> dict[str, Table]:
    """Return every shipped table, and one of every kind under every rule."""
    found = {key: published.table for key, published in published_tables().items()}
    for rule, places in (*product(Unassigned, (2,)), (Unassigned.MEAN, 0)):
        found[f"every-kind-{rule}-{places}"] = Table(
            title="Bảng chấm điểm (minh họa)",
            criteria=EVERY_KIND,
            places=places,
            unassigned=rule,
            cap=D(120),
        )
    return found


def table_of(*lines: Criterion) -> Table:
    return Table(title="Bảng chấm điểm (minh họa)", criteria=lines, places=2)


def hidden_columns(xml: str) -> set[str]:
    found = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*hidden="1"', xml)
    return {xl_col_to_name(n - 1) for a, b in found for n in range(int(a), int(b) + 1)}


class Chance:
    """What officers may enter, likely and unlikely; halves and equal shares come often."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)

    def card(self, table: Table) -> Card:
        leaves = table.leaves()
        readings = {c.code: self.reading(c) for c in leaves if c.asks_figure and self.often()}
        planned = {c.code: self.reading(c) for c in leaves if c.kind is Kind.RATIO and self.often()}
        typed = {c.code: self.points(c) for c in leaves if not c.asks_figure and self.often()}
        left_out = {c.code for c in leaves if self.dice.random() < 0.12}
        return Card(points=typed, readings=readings | planned, not_assigned=frozenset(left_out))

    def often(self) -> bool:
        return self.dice.random() < 0.9

    def points(self, criterion: Criterion) -> Decimal:
        if criterion.kind is Kind.DISQUALIFIER:
            return D(self.dice.randrange(2))
        # Bonuses and deductions above their limits, too: totals cut them.
        most = (criterion.maximum or D(6)) + (3 if criterion.kind in EVENTS else 0)
        return self.dice.choice((D(0), most, self.between(most), self.between(most)))

    def between(self, most: Decimal) -> Decimal:
        return D(self.dice.randrange(int(most * 100) + 1)) / 100

    def reading(self, criterion: Criterion) -> Reading:
        if criterion.kind in {Kind.COUNT, Kind.BANDED}:
            figures: tuple[Decimal, ...] = (*map(D, range(12)), D("2.5"), D(-1), D("15"), D("30"))
            return Reading(reached=self.dice.choice(figures))
        if criterion.kind is Kind.EXTERNAL:
            return Reading(reached=self.between((criterion.options.scale or D(0)) + 1))
        plans = (None, D(0), D(8), D(16), D(40), D("0.7"), D("1.1"), D("33.33"), D(1700000), D(-3))
        plan = self.dice.choice(plans)
        near = plan or D(20)
        shares = (D(0), D("0.5"), D("0.7"), D(1), D("1.1"), D("1.125"), D("1.2"), D("0.3125"))
        floor = D(criterion.options.floor_percent or 50) / 100
        exact = self.dice.choice((*shares, floor, floor)) * near
        return Reading(
            reached=self.dice.choice((exact, exact, self.between(abs(near) * 2), D(-1))),
            planned=plan,
        )


@dataclass(frozen=True)
class Case:
    table: Table
    cards: Mapping[str, Card]

    def book(self) -> bytes:
        units = [UnitCard(short=key, name=key, card=card) for key, card in self.cards.items()]
        return bloc_book(
            BlocCards(
                title="Bảng tổng hợp (minh họa)", note="", table=self.table, units=units,
                closed=True, on=date(2026, 1, 2),
            )
        )  # fmt: skip


def case_of(key: str, table: Table) -> Case:
    chance = Chance(key)
    count = 9 if table.criteria is EVERY_KIND else UNITS
    units = [f"Đơn vị [{n}]'s" for n in range(1, count + 1)]
    return Case(table, {unit: chance.card(table) for unit in units})


def expected(case: Case) -> tuple[dict[str, list[object]], ...]:
    """Return the points, the sections and the totals of every unit by the engine."""
    filled = fill(case.table, case.cards, closed=True)
    lines, feet = {}, {}
    for unit, one in filled.items():
        totals = one.total(case.table)
        points = {code: p.points for code, p in one.points.items()} | dict(totals.sections)
        lines[unit] = [exact(points.get(c.code)) for c in case.table.criteria]
        feet[unit] = [
            *map(exact, (totals.base, totals.bonus, totals.deduction, totals.total, totals.capped)),
            exact(D(len(totals.missing))), exact(D(len(totals.disqualified))),
        ]  # fmt: skip
    return lines, feet


def exact(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize() + 0, "f")


def shown(value: object) -> str:
    """Return a computed number as decimals say it: 15 digits are what a workbook keeps."""
    return exact(D(f"{value:.15g}")) if isinstance(value, float) else str(value)


def found(case: Case, sheets: Sheets) -> tuple[dict[str, list[object]], ...]:
    count, lines, feet = len(case.table.criteria), {}, {}
    for unit, name in zip(case.cards, sheet_names(list(case.cards)), strict=True):
        column = [shown(row[POINTS_COLUMN]) for row in sheets[name][FIRST_ROW:]]
        lines[unit] = column[:count]
        feet[unit] = column[count : count + len(TOTALS)]
    return lines, feet


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Case, Sheets]]:
    cases = {key: case_of(key, table) for key, table in tables().items()}
    books = {key: case.book() for key, case in cases.items()}
    sheets = recalculated(books, tmp_path_factory.mktemp("books"))
    return {key: (cases[key], sheets[key]) for key in cases}


@needs_calc
@pytest.mark.parametrize("key", tables())
def test_the_formulas_give_the_points_of_the_engine(
    key: str, computed: dict[str, tuple[Case, Sheets]]
) -> None:
    case, sheets = computed[key]
    assert found(case, sheets) == expected(case)


@needs_calc
@pytest.mark.parametrize("key", tables())
def test_the_summary_shows_sections_totals_and_places_of_the_engine(
    key: str, computed: dict[str, tuple[Case, Sheets]]
) -> None:
    case, sheets = computed[key]
    lines, feet = expected(case)
    sections = [n for n, c in enumerate(case.table.criteria) if c.kind is Kind.SUM]
    filled = fill(case.table, case.cards, closed=True)
    placed = rank([(unit, one.total(case.table)) for unit, one in filled.items()])
    places = {one.key: exact(D(one.place)) for one in placed}
    for column, unit in enumerate(case.cards, 3):
        column_shown = [shown(row[column]) for row in sheets[SUMMARY][FIRST_ROW:]]
        assert column_shown == [*(lines[unit][n] for n in sections), *feet[unit], places[unit]]
        assert [shown(row[column]) for row in sheets[LINES][FIRST_ROW:]] == lines[unit]


def test_the_same_cards_give_the_same_bytes() -> None:
    case = case_of("twice", tables()["every-kind-mean-2"])
    assert case.book() == case.book()


def test_a_card_that_nothing_was_entered_in_has_no_place() -> None:
    plain = table_of(line("1", Kind.JUDGEMENT, "10"))
    book = Case(plain, {"A": Card(points={"1": D(0)}), "B": Card()}).book()
    places = sheets_of(book)[SUMMARY][-1]
    assert places[1:5] == [RANK, "", 1.0, ""]


def test_a_book_of_no_units_is_refused_rather_than_written_empty() -> None:
    with pytest.raises(ValueError, match="Chưa có phiếu nào"):
        Case(tables()["university-unit-annex-1b"], {}).book()


def test_the_formulas_carry_the_figures_for_readers_that_compute_nothing() -> None:
    case = case_of("carried", tables()["every-kind-share-2"])
    assert found(case, sheets_of(case.book())) == expected(case)


def test_a_formula_without_a_value_is_left_to_who_opens_the_book() -> None:
    """LibreOffice would take an empty value for 0, and not compute it anew."""
    parts = parts_of(case_of("carried", tables()["every-kind-share-2"]).book())
    assert ["<v></v>" in xml for xml in parts] == [False] * len(parts)
    assert "</f></c>" in parts[2]


def test_a_book_without_its_carried_values_has_nothing_to_read_back() -> None:
    case = case_of("carried", tables()["every-kind-share-2"])
    bare = sheets_of(without_values(case.book()))
    lines, feet = found(case, bare)
    assert {*chain(*lines.values()), *chain(*feet.values())} == {""}


def test_columns_that_no_unit_uses_are_left_out_of_sight_and_print() -> None:
    plain = table_of(line("1", Kind.JUDGEMENT, "10"))
    typed = Case(plain, {"A": Card(points={"1": D(5)})}).book()
    assert hidden_columns(parts_of(typed)[2]) >= {"E", "F", "H"}
    without = Case(plain, {"A": Card(not_assigned=frozenset({"1"}))}).book()
    assert hidden_columns(parts_of(without)[2]) >= {"E", "F"}
    assert "H" not in hidden_columns(parts_of(without)[2])


def test_a_large_bloc_is_written_ready_to_print_on_a4() -> None:
    many = table_of(*(line(str(n), Kind.JUDGEMENT, "10") for n in range(180)))
    cards = {f"Sở {n}": Card(points={str(k): D(k % 11) for k in range(180)}) for n in range(15)}
    sheets = parts_of(Case(many, cards).book())
    assert len(sheets) == 17
    for xml in sheets:
        assert 'paperSize="9"' in xml
        assert 'orientation="landscape"' in xml
        assert 'fitToHeight="0"' in xml
        assert "<sheetProtection" in xml
        assert 'state="frozen"' in xml
