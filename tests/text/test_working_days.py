"""Working days know the holidays, the days in lieu and the swaps, day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from thidua.text import Swap, after_working_days, day_swaps, is_working_day, swaps_between

SATURDAY = 5
OFF = {
    2021: {
        "Tết": (date(2021, 2, 10), date(2021, 2, 16)),
        "Giỗ Tổ": (date(2021, 4, 21), date(2021, 4, 21)),
        "30/4 và 1/5": (date(2021, 4, 30), date(2021, 5, 3)),
        "Quốc khánh": (date(2021, 9, 2), date(2021, 9, 5)),
    },
    2022: {
        "Tết Dương lịch": (date(2022, 1, 1), date(2022, 1, 3)),
        "Tết": (date(2022, 1, 29), date(2022, 2, 6)),
        "Giỗ Tổ": (date(2022, 4, 9), date(2022, 4, 11)),
        "30/4 và 1/5": (date(2022, 4, 30), date(2022, 5, 3)),
        "Quốc khánh": (date(2022, 9, 1), date(2022, 9, 4)),
    },
    2023: {
        "Tết": (date(2023, 1, 20), date(2023, 1, 26)),
        "Giỗ Tổ, 30/4 và 1/5": (date(2023, 4, 29), date(2023, 5, 3)),
        "Quốc khánh": (date(2023, 9, 1), date(2023, 9, 4)),
    },
    2024: {
        "Tết": (date(2024, 2, 8), date(2024, 2, 14)),
        "Giỗ Tổ": (date(2024, 4, 18), date(2024, 4, 18)),
        "30/4 và 1/5": (date(2024, 4, 27), date(2024, 5, 1)),
        "Quốc khánh": (date(2024, 8, 31), date(2024, 9, 3)),
    },
    2025: {
        "Tết": (date(2025, 1, 25), date(2025, 2, 2)),
        "Giỗ Tổ": (date(2025, 4, 5), date(2025, 4, 7)),
        "30/4 và 1/5": (date(2025, 4, 30), date(2025, 5, 4)),
        "Quốc khánh": (date(2025, 8, 30), date(2025, 9, 2)),
    },
    2026: {
        "Tết Dương lịch": (date(2026, 1, 1), date(2026, 1, 4)),
        "Tết": (date(2026, 2, 14), date(2026, 2, 22)),
        "Giỗ Tổ": (date(2026, 4, 25), date(2026, 4, 27)),
        "30/4 và 1/5": (date(2026, 4, 30), date(2026, 5, 3)),
        "Quốc khánh": (date(2026, 8, 29), date(2026, 9, 2)),
    },
}


def weekday(day: date, step: int) -> date:
    """Return the nearest day before or after that is not on a weekend."""
    day += timedelta(days=step)
    return weekday(day, step) if day.weekday() >= SATURDAY else day


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(*days, id=f"{name} {year}")
        for year, named in OFF.items()
        for name, days in named.items()
    ],
)
def test_offices_are_closed_from_the_first_day_to_the_last_and_open_on_both_sides(
    first: date, last: date
) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert [day for day in days if is_working_day(day)] == []
    assert is_working_day(weekday(first, -1))
    assert is_working_day(weekday(last, 1))


@pytest.mark.parametrize("swap", day_swaps(), ids=lambda swap: swap.off.isoformat())
def test_a_swapped_day_is_off_its_saturday_is_worked_and_nobody_claims_to_have_read_it(
    swap: Swap,
) -> None:
    assert (is_working_day(swap.off), is_working_day(swap.worked)) == (False, True)
    assert (swap.off.weekday() < SATURDAY, swap.worked.weekday()) == (True, SATURDAY)
    assert (bool(swap.source), swap.status) == (True, "unverified")


@pytest.mark.parametrize(
    ("day", "days", "last"),
    [
        (date(2021, 12, 17), 5, date(2021, 12, 24)),
        (date(2022, 1, 27), 5, date(2022, 2, 10)),  # over Tết
        (date(2023, 4, 28), 1, date(2023, 5, 4)),
        (date(2024, 5, 3), 1, date(2024, 5, 4)),  # a Saturday worked
        (date(2024, 4, 26), 1, date(2024, 5, 2)),
    ],
)
def test_a_period_counts_only_days_that_are_worked(day: date, days: int, last: date) -> None:
    assert after_working_days(day, days) == last


def test_a_period_names_the_swaps_in_it() -> None:
    (one,) = swaps_between(date(2024, 4, 26), date(2024, 5, 3))
    assert one.off == date(2024, 4, 29)


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.integers(1, 30))
def test_a_period_ends_on_a_working_day_and_a_longer_one_ends_later(day: date, days: int) -> None:
    last = after_working_days(day, days)
    assert is_working_day(last)
    assert after_working_days(day, days + 1) > last
