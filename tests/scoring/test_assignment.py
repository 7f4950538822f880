"""Who checks whom: each once, no conflicts, no mutual pairs, another one each year."""

import pytest
from hypothesis import given, strategies as st

from thidua.scoring.assignment import mutual, propose

sizes, years = st.integers(3, 30), st.integers(2017, 2040)


@st.composite
def conflicts(draw: st.DrawFn) -> tuple[int, set[tuple[int, int]]]:
    size = draw(st.integers(3, 12))
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    return size, draw(st.sets(pair.filter(lambda p: p[0] != p[1]), max_size=size))


@given(size=st.integers(2, 30), year=years)
def test_everybody_checks_one_other_and_is_checked_by_one_other(size: int, year: int) -> None:
    pairs = propose(range(size), year=year)
    assert [scorer for scorer, _ in pairs] == list(range(size))
    assert sorted(scored for _, scored in pairs) == list(range(size))
    assert all(scorer != scored for scorer, scored in pairs)


@given(size=sizes, year=years)
def test_of_three_or_more_no_two_check_each_other(size: int, year: int) -> None:
    assert mutual(propose(range(size), year=year)) == ()


@given(size=st.integers(5, 30), year=years)
def test_nobody_checks_whom_they_checked_the_year_before(size: int, year: int) -> None:
    before = propose(range(size), year=year)
    after = propose(range(size), year=year + 1, before=before)
    assert set(after) & set(before) == set()
    assert mutual(after) == ()


@given(told=conflicts(), year=years)
def test_those_with_a_conflict_never_check_each_other(
    told: tuple[int, set[tuple[int, int]]], year: int
) -> None:
    size, declared = told
    try:
        pairs = propose(range(size), year=year, conflicts=declared)
    except ValueError:
        return
    assert not {pair for pair in pairs if pair in declared or pair[::-1] in declared}


@given(told=conflicts(), year=years)
def test_the_same_input_gives_the_same_pairs(
    told: tuple[int, set[tuple[int, int]]], year: int
) -> None:
    size, declared = told
    first, second = (
        outcome(size, year, sorted(declared, reverse=turned)) for turned in (False, True)
    )
    assert first == second


def outcome(size: int, year: int, declared: list[tuple[int, int]]) -> object:
    try:
        return propose(range(size), year=year, conflicts=declared)
    except ValueError as impossible:
        return str(impossible)


def test_two_can_only_check_each_other() -> None:
    assert propose("ab", year=2021) == (("a", "b"), ("b", "a"))
    assert mutual(propose("ab", year=2021)) == (("a", "b"),)


def test_what_conflicts_leave_no_way_for_is_said() -> None:
    with pytest.raises(ValueError, match="không để lại cách phân công nào"):
        propose("abc", year=2021, conflicts=[("a", "b"), ("a", "c")])
    with pytest.raises(ValueError, match="ít nhất hai đơn vị"):
        propose("a", year=2021)
