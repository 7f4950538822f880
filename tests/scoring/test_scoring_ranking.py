from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, strategies as st
from sample_tables import FULL, MARKS, YEAR, D

from thidua.scoring import (
    TieBreak,
    Totals,
    by_base,
    by_fewer_deductions,
    by_lower_place_before,
    by_section,
    rank,
    total,
)

NOTHING = total(YEAR, {})


def sums(points: int) -> Totals:
    return replace(NOTHING, total=D(points))


def places(*given_: tuple[str, Totals], tie_breaks: tuple[TieBreak[str], ...] = ()) -> list[object]:
    return [(p.key, p.place, p.shared) for p in rank(given_, tie_breaks)]


def test_equal_totals_share_a_place_and_the_next_place_is_left_out() -> None:
    assert places(("A", sums(90)), ("B", sums(95)), ("C", sums(95)), ("D", sums(99))) == [
        ("D", 1, False),
        ("B", 2, True),
        ("C", 2, True),
        ("A", 4, False),
    ]


def test_who_shares_a_place_keeps_the_order_given() -> None:
    assert places(("B", sums(1)), ("A", sums(1))) == [("B", 1, True), ("A", 1, True)]


def test_totals_that_differ_only_in_written_zeros_are_equal() -> None:
    assert places(("A", replace(NOTHING, total=D("95.0"))), ("B", sums(95))) == [
        ("A", 1, True),
        ("B", 1, True),
    ]


# Both come to 100: one by marks alone, the other by a bonus that outweighs a deduction.
PLAIN = total(YEAR, FULL)
MIXED = total(YEAR, FULL | {"I.1.a": D(28), "III.1": D(6), "IV.1": D(4)})


def test_a_tie_break_decides_between_equal_totals() -> None:
    tied = (("mixed", MIXED), ("plain", PLAIN))
    assert places(*tied) == [("mixed", 1, True), ("plain", 1, True)]
    decided = [("plain", 1, False), ("mixed", 2, False)]
    assert places(*tied, tie_breaks=(by_section("I"),)) == decided
    assert places(*tied, tie_breaks=(by_base,)) == decided
    assert places(*tied, tie_breaks=(by_fewer_deductions,)) == decided


def test_the_next_tie_break_is_asked_only_when_the_first_is_undecided() -> None:
    tied = (("mixed", MIXED), ("plain", PLAIN))
    assert places(*tied, tie_breaks=(by_section("II"),)) == [("mixed", 1, True), ("plain", 1, True)]
    assert places(*tied, tie_breaks=(by_section("III"), by_base)) == [
        ("mixed", 1, False),
        ("plain", 2, False),
    ]


def test_a_section_that_is_not_in_the_table_decides_nothing() -> None:
    assert places(("mixed", MIXED), ("plain", PLAIN), tie_breaks=(by_section("X"),)) == [
        ("mixed", 1, True),
        ("plain", 1, True),
    ]


def test_nobody_is_ranked_where_there_is_nobody() -> None:
    assert rank([]) == ()


@given(st.lists(MARKS, max_size=13))
def test_a_place_is_one_more_than_the_number_of_better_totals(
    cards: list[dict[str, Decimal]],
) -> None:
    totals = [(number, total(YEAR, marks)) for number, marks in enumerate(cards)]
    placed = rank(totals)
    assert sorted(p.key for p in placed) == list(range(len(cards)))
    for one in placed:
        others = [p.totals.total for p in placed if p.key != one.key]
        assert one.place == 1 + sum(points > one.totals.total for points in others)
        assert one.shared == (one.totals.total in others)


@given(st.lists(MARKS, max_size=8))
def test_a_tie_break_never_places_a_lower_total_first(cards: list[dict[str, Decimal]]) -> None:
    totals = [(number, total(YEAR, marks)) for number, marks in enumerate(cards)]
    points = [p.totals.total for p in rank(totals, (by_fewer_deductions, by_base))]
    assert points == sorted(points, reverse=True)


def test_who_stood_lower_the_year_before_is_placed_first() -> None:
    lower_first = by_lower_place_before({"A": 2, "B": 7})
    assert places(("A", sums(9)), ("B", sums(9)), tie_breaks=(lower_first,)) == [
        ("B", 1, False),
        ("A", 2, False),
    ]


def test_a_tie_break_that_knows_nothing_of_one_unit_decides_nothing_between_the_tied() -> None:
    known_of_two = by_lower_place_before({"A": 2, "B": 7})
    tied = [(key, sums(9)) for key in "ABC"]
    assert places(*tied, tie_breaks=(known_of_two,)) == [(key, 1, True) for key in "ABC"]
    apart = [("A", sums(9)), ("B", sums(9)), ("C", sums(5))]
    assert [p.decided_by for p in rank(apart, (known_of_two,))] == [0, 0, None]


RULES: tuple[TieBreak[int], ...] = (
    by_section("I"),
    by_base,
    by_fewer_deductions,
    by_lower_place_before({0: 3, 1: 1, 2: 3, 3: 2}),
)


@given(
    st.lists(MARKS, max_size=7),
    st.lists(st.sampled_from(RULES), unique=True),
    st.randoms(use_true_random=False),
)
def test_places_are_a_total_preorder_whatever_the_order_of_entry(
    cards: list[dict[str, Decimal]], rules: list[TieBreak[int]], random: Random
) -> None:
    totals = [
        (number, replace(total(YEAR, m), total=D(len(m) // 4))) for number, m in enumerate(cards)
    ]
    placed = rank(totals, rules)
    for one in placed:
        assert one.place == 1 + sum(other.place < one.place for other in placed)
        assert one.shared == (sum(other.place == one.place for other in placed) > 1)
    random.shuffle(totals)
    assert {p.key: p for p in rank(totals, rules)} == {p.key: p for p in placed}
