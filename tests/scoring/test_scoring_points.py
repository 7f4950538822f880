from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from sample_tables import YEAR, D, line

from thidua.scoring import (
    Criterion,
    Direction,
    Kind,
    Options,
    Points,
    against_plan,
    check_points,
    points_for_occurrences,
    points_for_ratio,
)

TEN = line("I.1", Kind.RATIO, 10)
LOWER = line("I.2", Kind.RATIO, 10, options=Options(direction=Direction.LOWER))
FIGURES = st.decimals(min_value=0, max_value=10_000, places=2)
PLANS = st.decimals(min_value="0.01", max_value=10_000, places=2)
RATIOS = st.builds(
    lambda maximum, options: line("I.1", Kind.RATIO, maximum, options=options),
    st.decimals(min_value="0.01", max_value=1000, places=2).map(str),
    st.builds(
        Options,
        cap_percent=st.none() | st.integers(100, 150),
        floor_percent=st.none() | st.integers(0, 100),
        direction=st.sampled_from(Direction),
    ),
)


@pytest.mark.parametrize(
    ("planned", "reached", "points", "explanation"),
    [
        ("30", "34.5", "10", "34,5/30 = 115% kế hoạch → 10 điểm"),
        ("30", "30", "10", "30/30 = 100% kế hoạch → 10 điểm"),
        ("30", "20", "6.67", "20/30 = 66,67% kế hoạch → 6,67 điểm"),
        ("30", "0", "0", "0/30 = 0% kế hoạch → 0 điểm"),
        ("1000", "1234.5", "10", "1.234,5/1.000 = 123,45% kế hoạch → 10 điểm"),
    ],
)
def test_points_are_in_proportion_to_the_plan_up_to_full_marks(
    planned: str, reached: str, points: str, explanation: str
) -> None:
    assert points_for_ratio(TEN, D(planned), D(reached), 2) == Points(D(points), explanation)


@pytest.mark.parametrize(
    ("planned", "reached", "points", "explanation"),
    [
        (
            "5",
            "8",
            "6.25",
            "thực hiện 8, mức tối đa 5; kế hoạch/thực hiện = 5/8 = 62,5% → 6,25 điểm",
        ),
        ("5", "4", "10", "thực hiện 4, mức tối đa 5; kế hoạch/thực hiện = 5/4 = 125% → 10 điểm"),
        ("5", "0", "10", "thực hiện 0, mức tối đa 5 → 10 điểm"),
    ],
)
def test_a_lower_figure_is_better_where_the_target_says_so(
    planned: str, reached: str, points: str, explanation: str
) -> None:
    assert points_for_ratio(LOWER, D(planned), D(reached), 2) == Points(D(points), explanation)


@pytest.mark.parametrize(
    ("direction", "planned", "reached", "told"),
    [
        (Direction.HIGHER, "95", "99", "104,21%"),
        (Direction.HIGHER, "8", "1", "12,5%"),
        (Direction.HIGHER, "0", "3", ""),
        (Direction.LOWER, "3", "1", "trong mức"),
        (Direction.LOWER, "3", "3", "trong mức"),
        (Direction.LOWER, "3", "3.5", "quá mức 0,5"),
        (Direction.LOWER, "0", "1", "quá mức 1"),
    ],
)
def test_a_limit_was_kept_or_passed_and_has_no_percentage(
    direction: Direction, planned: str, reached: str, told: str
) -> None:
    assert against_plan(direction, D(planned), D(reached)) == told


def test_full_marks_may_ask_for_more_than_the_plan() -> None:
    above = line("I.1", Kind.RATIO, 12, options=Options(cap_percent=120))
    assert points_for_ratio(above, D(30), D(30), 2) == Points(
        D(10), "30/30 = 100% kế hoạch, đủ điểm từ 120% → 10 điểm"
    )
    assert points_for_ratio(above, D(30), D(36), 2).points == D(12)


def test_nothing_is_given_below_the_floor_and_the_ratio_from_it() -> None:
    floored = line("I.1", Kind.RATIO, 10, options=Options(floor_percent=50))
    assert points_for_ratio(floored, D(30), D("14.9"), 2) == Points(
        D(0), "14,9/30 = 49,67% kế hoạch, dưới mức tối thiểu 50% → 0 điểm"
    )
    assert points_for_ratio(floored, D(30), D(15), 2).points == D(5)


def test_points_round_half_up_and_not_to_the_even_figure() -> None:
    assert points_for_ratio(TEN, D(8), D(1), 1).points == D("1.3")
    assert points_for_ratio(TEN, D(80), D(1), 2).points == D("0.13")
    assert points_for_ratio(TEN, D(3), D(1), 0).points == D(3)


@pytest.mark.parametrize("criterion", [TEN, LOWER])
def test_a_plan_of_zero_has_no_ratio_and_asks_for_another_target(criterion: Criterion) -> None:
    with pytest.raises(
        ValueError, match=r"kế hoạch bằng 0 .* hãy gắn tiêu chí với một chỉ tiêu khác"
    ):
        points_for_ratio(criterion, D(0), D(3), 2)


@pytest.mark.parametrize(("planned", "reached"), [(-1, 3), (3, -1)])
def test_negative_figures_are_refused(planned: int, reached: int) -> None:
    with pytest.raises(ValueError, match=r"Tiêu chí I\.1: kế hoạch .* không được âm"):
        points_for_ratio(TEN, D(planned), D(reached), 2)


@given(RATIOS, PLANS, FIGURES, FIGURES, st.integers(2, 4))
def test_more_of_what_is_wanted_never_gives_fewer_points(
    criterion: Criterion, planned: Decimal, one: Decimal, other: Decimal, places: int
) -> None:
    worse, better = sorted((one, other), reverse=criterion.options.direction is Direction.LOWER)
    given_worse = points_for_ratio(criterion, planned, worse, places).points
    given_better = points_for_ratio(criterion, planned, better, places).points
    assert 0 <= given_worse <= given_better <= criterion.maximum


@given(RATIOS, PLANS, FIGURES)
def test_points_for_a_ratio_may_always_be_given(
    criterion: Criterion, planned: Decimal, reached: Decimal
) -> None:
    assert check_points(criterion, points_for_ratio(criterion, planned, reached, 2).points) is None


LATE = line("IV.1", Kind.DEDUCTION, 5, options=Options(per_occurrence=D(2)))
ENDLESS = line("IV.2", Kind.DEDUCTION, 0, options=Options(per_occurrence=D(2)))
FLAG = line("III.1", Kind.BONUS, 8, options=Options(per_occurrence=D("1.5")))


@pytest.mark.parametrize(
    ("criterion", "times", "points", "explanation"),
    [
        (LATE, 0, "0", "0 lần × 2 điểm → trừ 0 điểm"),
        (LATE, 2, "4", "2 lần × 2 điểm → trừ 4 điểm"),
        (LATE, 3, "5", "3 lần × 2 điểm, tối đa 5 → trừ 5 điểm"),
        (ENDLESS, 50, "100", "50 lần × 2 điểm → trừ 100 điểm"),
        (FLAG, 6, "8", "6 lần × 1,5 điểm, tối đa 8 → cộng 8 điểm"),
    ],
)
def test_events_add_up_to_the_limit_of_their_line(
    criterion: Criterion, times: int, points: str, explanation: str
) -> None:
    given_ = points_for_occurrences(criterion, times, 2)
    assert given_ == Points(D(points), explanation)
    assert check_points(criterion, given_.points) is None


def test_events_need_points_for_each_and_a_count() -> None:
    with pytest.raises(ValueError, match=r"Tiêu chí I\.1: chưa ghi điểm cho mỗi lần"):
        points_for_occurrences(TEN, 1, 2)
    with pytest.raises(ValueError, match=r"số lần \(-1\) không được âm"):
        points_for_occurrences(LATE, -1, 2)


@pytest.mark.parametrize(
    ("code", "points", "message"),
    [
        ("I.1.a", "30", None),
        ("I.1.a", "30.01", "Tiêu chí I.1.a: điểm 30,01 vượt mức tối đa 30."),
        ("I.1.a", "-1", "Tiêu chí I.1.a: điểm -1 không được âm."),
        ("I.1.a", "NaN", "Tiêu chí I.1.a: điểm phải là một số."),
        ("I.1.b", "10.00", None),
        ("I.1.b", "15", "Tiêu chí I.1.b: điểm 15 không phải là một trong các mức 0; 10; 20."),
        ("I.2", "20.00", None),
        ("I.2", "0", None),
        ("I.2", "10", "Tiêu chí I.2: chỉ chấm 0 hoặc 20 điểm, không chấm 10."),
        ("II.1", "17.25", None),
        ("III.1", "8", None),
        ("III.1", "9", "Tiêu chí III.1: điểm 9 vượt mức tối đa 8."),
        ("IV.1", "4", None),
        ("IV.1", "10", None),
        ("IV.1", "-2", "Tiêu chí IV.1: điểm trừ ghi bằng số dương, không ghi -2."),
        (
            "IV.1",
            "3",
            "Tiêu chí IV.1: mỗi lần 2 điểm, điểm 3 không phải là bội số của mức đó.",
        ),
        ("IV.2", "40", None),
        ("I.1", "40", "Tiêu chí I.1: là mục cộng điểm, hãy chấm các tiêu chí con."),
    ],
)
def test_typed_points_are_checked_by_the_kind_of_their_line(
    code: str, points: str, message: str | None
) -> None:
    criterion = next(c for c in YEAR.criteria if c.code == code)
    assert check_points(criterion, D(points)) == message
