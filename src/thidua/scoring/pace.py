"""How a target stands against the time of the year that has gone by, and where it is heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

FEWEST = 3  # figures without which nothing is foretold
EARLIEST = Decimal("0.25")  # share of the year before which a pace says little


class Rhythm(StrEnum):
    """How a target's figure grows: added up over the year, a level held, or known once at its end."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    ONCE = "once"


class Pace(StrEnum):
    """Where a target stands on a day; without a figure it is neither on time nor late."""

    ON_TIME = "dung-tien-do"
    SLIPPING = "cham-it"
    LATE = "cham"
    NOT_DUE = "chua-den-ky"
    UNKNOWN = "chua-co"


@dataclass(frozen=True, slots=True)
class PaceRule:
    """From which share of what is due (per cent) a figure is late, not only slipping."""

    near: Decimal = Decimal(90)


@dataclass(frozen=True, slots=True)
class Measured:
    """What had been reached by the end of a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is planned for a year, and how its figures are to be read."""

    planned: Decimal
    year: int
    rhythm: Rhythm = Rhythm.LEVEL
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Paced:
    """Where a target stands: by which figure, and what was due when that figure was taken."""

    pace: Pace
    figure: Measured | None = None
    due: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the year's end would bring at the pace so far, between the least and the most."""

    value: Decimal
    least: Decimal
    most: Decimal


def elapsed(year: int, on: date) -> Decimal:
    """Return the share of a year gone by at the end of a day, from 0 to 1."""
    days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    gone = (on - date(year, 1, 1)).days + 1
    return Decimal(min(max(gone, 0), days)) / days


def paced(aim: Aim, figures: Sequence[Measured], on: date, rule: PaceRule) -> Paced:
    """Judge the last figure known on a day against what was due when it was taken."""
    known = [one for one in figures if one.on <= on]
    if not known:
        waits = aim.rhythm is Rhythm.ONCE and on <= date(aim.year, 12, 31)
        return Paced(Pace.NOT_DUE if waits else Pace.UNKNOWN)
    last = max(known, key=lambda one: one.on)
    due = due_on(aim, last.on)
    return Paced(_judged(aim, last.value, due, rule), last, due)


def due_on(aim: Aim, on: date) -> Decimal:
    """Return what is due by a day: a part of what adds up, the whole of anything else."""
    share = elapsed(aim.year, on) if aim.rhythm is Rhythm.CUMULATIVE else Decimal(1)
    return aim.planned * share


def _judged(aim: Aim, value: Decimal, due: Decimal, rule: PaceRule) -> Pace:
    """A limit that is used up faster than time is slipping, and late once it is passed."""
    if value <= due if aim.lower else value >= due:
        return Pace.ON_TIME
    if aim.lower and aim.rhythm is Rhythm.CUMULATIVE:
        return Pace.SLIPPING if value <= aim.planned else Pace.LATE
    least, most = (due, value) if aim.lower else (value, due)
    return Pace.SLIPPING if least * 100 >= most * rule.near else Pace.LATE


def foretold(aim: Aim, figures: Sequence[Measured]) -> Forecast | None:
    """Project the year's end by each of the last three figures; the last one's counts.

    What adds up is divided by the share of the year gone by, a level is taken as it is. None where
    there are too few figures, it is too early, or the figure is known once only.
    """
    last = sorted(figures, key=lambda one: one.on)[-FEWEST:]
    if len(last) < FEWEST or aim.rhythm is Rhythm.ONCE or elapsed(aim.year, last[0].on) == 0:
        return None
    if elapsed(aim.year, last[-1].on) < EARLIEST:
        return None
    ends = [_end(aim, one) for one in last]
    return Forecast(ends[-1], min(ends), max(ends))


def _end(aim: Aim, one: Measured) -> Decimal:
    if aim.rhythm is Rhythm.CUMULATIVE:
        return one.value / elapsed(aim.year, one.on)
    return one.value
