"""Moving a bloc's days from one year into another, always onto working days."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from thidua.text import is_working_day, moved_by_years, next_working_day, working_days_left

DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
LONGEST_REST = 10  # days: Tết with the weekends around it


@given(DAYS)
def test_a_moved_day_is_a_working_day_of_the_next_year_soon_after_the_same_day(day: date) -> None:
    moved = moved_by_years(day, 1)
    assert is_working_day(moved)
    assert timedelta(365) - timedelta(1) <= moved - day <= timedelta(366 + LONGEST_REST)


@given(DAYS, DAYS)
def test_moving_never_turns_the_order_of_two_days_round(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert moved_by_years(first, 1) <= moved_by_years(second, 1)


@given(DAYS)
def test_a_working_day_stays_where_it_is(day: date) -> None:
    assert next_working_day(next_working_day(day)) == next_working_day(day)


@given(DAYS, st.integers(0, 60))
def test_working_days_left_count_the_working_days_after_today(day: date, ahead: int) -> None:
    last = day + timedelta(ahead)
    counted = [n for n in range(1, ahead + 1) if is_working_day(day + timedelta(n))]
    assert working_days_left(day, last) == len(counted)
    assert working_days_left(last, day) == -len(counted)


def test_the_twenty_ninth_of_february_becomes_the_twenty_eighth_where_there_is_none() -> None:
    assert moved_by_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_a_day_that_falls_on_a_holiday_moves_behind_it() -> None:
    assert moved_by_years(date(2024, 9, 2), 1) == date(2025, 9, 3)
