from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from sample_tables import FULL, LEAVES, MARKS, POINTS, YEAR, D, line, table

from thidua.scoring import Kind, Totals, total
from thidua.scoring.totals import totals_without


def test_a_card_adds_up_by_section() -> None:
    marks = FULL | {"I.1.b": D(10), "III.1": D(5), "IV.1": D(4)}
    assert total(YEAR, marks) == Totals(
        base=D(90),
        bonus=D(5),
        deduction=D(4),
        total=D(91),
        missing=(),
        sections={
            "I": D(60), "I.1": D(40), "II": D(30), "III": D(5), "IV": D(-4),
        },
        capped=D(91),
    )  # fmt: skip


def test_bonuses_stop_at_the_cap_of_their_section() -> None:
    sums = total(YEAR, FULL | {"III.1": D(8), "III.2": D(5)})
    assert (sums.bonus, sums.total, sums.sections["III"]) == (D(10), D(110), D(10))


def test_a_bonus_alone_stops_at_its_own_maximum() -> None:
    sums = total(
        table(line("A", Kind.JUDGEMENT, 10), line("B", Kind.BONUS, 2)), {"A": D(9), "B": D(5)}
    )
    assert (sums.bonus, sums.total) == (D(2), D(11))


def test_deductions_stop_at_the_limit_of_their_section() -> None:
    sums = total(YEAR, FULL | {"IV.1": D(10), "IV.2": D(30)})
    assert (sums.deduction, sums.total) == (D(15), D(85))


def test_a_total_never_falls_below_zero() -> None:
    sums = total(YEAR, {"II.1": D(3), "IV.1": D(10)})
    assert (sums.base, sums.deduction, sums.total) == (D(3), D(10), D(0))


def test_a_line_without_points_is_missing_and_a_zero_is_not() -> None:
    sums = total(YEAR, {"I.1.a": D(0), "II.1": D(3)})
    assert sums.missing == ("I.1.b", "I.2")
    assert sums.base == D(3)


def test_a_bonus_or_deduction_left_blank_did_not_happen() -> None:
    assert total(YEAR, FULL).missing == ()


@pytest.mark.parametrize("code", ["I", "V.1"])
def test_points_for_a_section_or_an_unknown_line_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match=f"không có tiêu chí chấm điểm mang mã {code}"):
        total(YEAR, {code: D(1)})


def test_parts_round_half_up_before_they_are_added() -> None:
    halves = table(line("A", Kind.JUDGEMENT, 10), line("B", Kind.DEDUCTION, 10), places=1)
    sums = total(halves, {"A": D("2.25"), "B": D("0.25")})
    assert (sums.base, sums.deduction, sums.total) == (D("2.3"), D("0.3"), D("2.0"))


@given(MARKS, st.randoms())
def test_the_order_of_the_marks_changes_nothing(marks: dict[str, Decimal], shuffle: object) -> None:
    items = list(marks.items())
    shuffle.shuffle(items)  # type: ignore[attr-defined]
    assert total(YEAR, dict(items)) == total(YEAR, marks)


@given(MARKS)
def test_the_total_is_base_plus_bonus_less_deduction(marks: Mapping[str, Decimal]) -> None:
    sums = total(YEAR, marks)
    assert sums.total == max(sums.base + sums.bonus - sums.deduction, 0)
    assert 0 <= sums.bonus <= 10
    assert 0 <= sums.deduction <= 15


@given(MARKS)
def test_the_sections_bring_what_the_total_holds(marks: Mapping[str, Decimal]) -> None:
    sums = total(YEAR, marks)
    whole = sum(sums.sections[c.code] for c in YEAR.children_of(""))
    assert sums.total == max(whole, 0)


@given(MARKS)
def test_no_scored_line_counts_as_zero_without_being_missing(marks: Mapping[str, Decimal]) -> None:
    sums = total(YEAR, marks)
    assert set(sums.missing) == set(FULL) - set(marks)
    assert sums.base == sum((marks[code] for code in FULL if code in marks), D(0))


@given(MARKS, st.sampled_from(sorted(FULL)), POINTS)
def test_more_points_never_lower_a_total(
    marks: dict[str, Decimal], code: str, more: Decimal
) -> None:
    before = total(YEAR, marks).total
    assert total(YEAR, marks | {code: marks.get(code, D(0)) + more}).total >= before


@given(MARKS, st.lists(st.sampled_from(LEAVES), unique=True, max_size=3))
def test_leaving_a_line_out_comes_to_what_the_table_comes_to_without_its_points(
    marks: dict[str, Decimal], not_assigned: list[str]
) -> None:
    for code, found in totals_without(YEAR, marks, not_assigned).items():
        left = {line: points for line, points in marks.items() if line != code}
        assert found == total(YEAR, left, not_assigned).total
