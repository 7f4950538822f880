"""Working days of bodies of the State: no Saturdays, no Sundays, no public holidays, but for swaps.

Public holidays (Bộ luật Lao động 2019, Điều 112) come from `holidays`, with the days in lieu of
those on a weekend; the swaps that the Government decides each year from a table of our own.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from holidays import country_holidays

SATURDAY = 5
_SWAPS = Path(__file__).with_name("day_swaps.json")


@dataclass(frozen=True, slots=True)
class Swap:
    """A working day moved to a Saturday.

    Attributes:
        off: nobody works on it.
        worked: one works on it instead.
        source: what decided it.
        status: `unverified` until somebody has read the decision.
    """

    off: date
    worked: date
    source: str
    status: str


@cache
def day_swaps() -> tuple[Swap, ...]:
    return tuple(
        Swap(
            off=date.fromisoformat(row["off"]),
            worked=date.fromisoformat(row["worked"]),
            source=row["source"],
            status=row["status"],
        )
        for row in json.loads(_SWAPS.read_text(encoding="utf-8"))["swaps"]
    )


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether offices work on a day."""
    if any(day == swap.worked for swap in day_swaps()):
        return True
    off = any(day == swap.off for swap in day_swaps())
    return day.weekday() < SATURDAY and day not in _holidays(day.year) and not off


def after_working_days(day: date, days: int) -> date:
    """Return the last day of a period of working days that begins the day after."""
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def swaps_between(first: date, last: date) -> Iterator[Swap]:
    """Yield the swaps that lengthen or shorten a period."""
    return (s for s in day_swaps() if first <= s.off <= last or first <= s.worked <= last)


def next_working_day(day: date) -> date:
    """Return the day itself if offices work on it, else the first after it on which they do."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_left(today: date, last: date) -> int:
    """Return how many working days remain after today up to the last day; below 0 it is past by so many."""
    first, end = sorted((today, last))
    days = range(1, (end - first).days + 1)
    count = sum(is_working_day(first + timedelta(days=n)) for n in days)
    return count if last >= today else -count


def moved_by_years(day: date, years: int) -> date:
    """Return the same day of another year, moved to a working day; 29 February becomes 28 February."""
    try:
        same = day.replace(year=day.year + years)
    except ValueError:
        same = day.replace(year=day.year + years, day=28)
    return next_working_day(same)
