from collections.abc import Mapping
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, strategies as st
from sample_tables import D, line

from thidua.scoring import Criterion, Direction, Kind, Options, Reading, relative_points

K = TypeVar("K")
TEN = line("A", Kind.RELATIVE, 10)
FEWER = line("A", Kind.RELATIVE, 10, options=Options(direction=Direction.LOWER))


def read(reached: float | str, planned: float | str | None = None) -> Reading:
    return Reading(reached=D(reached), planned=None if planned is None else D(planned))


def points(readings: Mapping[K, Reading], criterion: Criterion = TEN) -> dict[K, D]:
    return {key: one.points for key, one in relative_points(criterion, readings, 2).items()}


def test_meeting_the_target_earns_half_and_the_greatest_excess_the_whole() -> None:
    given_ = {"kém": read(40, 50), "đạt": read(50, 50), "hơn": read(55, 50), "nhất": read(24, 20)}
    assert points(given_) == {"kém": D(4), "đạt": D(5), "hơn": D("7.5"), "nhất": D(10)}


def test_two_units_with_the_same_excess_are_both_the_best() -> None:
    assert points({"a": read(22, 20), "b": read(11, 10)}) == {"a": D(10), "b": D(10)}


def test_units_without_a_target_are_compared_only_with_one_another() -> None:
    given_ = {"a": read(30, 10), "b": read(8), "c": read(4, 0), "d": read(0)}
    assert points(given_) == {"a": D(10), "b": D(10), "c": D(5), "d": D(0)}


def test_where_fewer_is_better_staying_below_the_limit_is_the_excess() -> None:
    given_ = {"over": read(10, 5), "at": read(5, 5), "half": read("2.5", 5), "none": read(0, 5)}
    assert points(given_, FEWER) == {"over": D("2.5"), "at": D(5), "half": D("7.5"), "none": D(10)}


def test_where_fewer_is_better_and_no_limit_is_set_the_fewest_earn_the_whole() -> None:
    assert points({"a": read(2), "b": read(4)}, FEWER) == {"a": D(10), "b": D(5)}
    assert points({"a": read(0, 0), "b": read(3, 0)}, FEWER) == {"a": D(10), "b": D(0)}


def test_a_unit_without_a_result_has_no_points() -> None:
    assert points({}) == {}


def test_a_negative_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="không được âm"):
        points({"a": read(-1, 5)})


def test_the_explanation_names_the_best_excess() -> None:
    found = relative_points(TEN, {"a": read(55, 50), "b": read(24, 20)}, 2)
    assert found["a"].explanation == (
        "đạt 55, chỉ tiêu 50: vượt 10%, đơn vị cao nhất vượt 20% → 7,5 điểm"
    )


FIGURES = st.decimals(min_value=0, max_value=500, places=1)
READINGS = st.dictionaries(
    st.integers(0, 9),
    st.builds(Reading, reached=FIGURES, planned=st.none() | FIGURES),
    min_size=1,
)


@given(READINGS, st.sampled_from([TEN, FEWER]))
def test_no_unit_earns_more_than_the_full_marks_and_some_unit_leads_each_group(
    readings: dict[int, Reading], criterion: Criterion
) -> None:
    found = points(readings, criterion)
    assert all(0 <= one <= 10 for one in found.values())
    assert set(found) == set(readings)


@given(READINGS, st.sampled_from([TEN, FEWER]), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(
    readings: dict[int, Reading], criterion: Criterion, random: Random
) -> None:
    shuffled = list(readings.items())
    random.shuffle(shuffled)
    assert points(dict(shuffled), criterion) == points(readings, criterion)


@given(READINGS, st.integers(0, 9), FIGURES)
def test_doing_better_never_earns_less(readings: dict[int, Reading], key: int, more: D) -> None:
    if key in readings:
        was = readings[key]
        better = Reading(reached=was.reached + more, planned=was.planned)
        assert points(readings | {key: better})[key] >= points(readings)[key]
