"""Points that depend on the best result of the bloc.

Meeting the target earns half the marks; the other half is shared out by the excess over it, as a
part of the greatest excess. Units without a target are compared only with one another.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from thidua.scoring.criteria import Criterion
from thidua.scoring.options import Direction
from thidua.scoring.points import Points, nearest
from thidua.text import decimal_text

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A figure of a unit.

    Attributes:
        planned: the target; None or 0 sets none.
        estimated: the period isn't over; the figure is what is expected of it.
    """

    reached: Decimal
    planned: Decimal | None = None
    estimated: bool = False


_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Share:
    """A part of the full marks, and why."""

    part: Fraction
    told: str


def relative_points(
    criterion: Criterion,
    readings: Mapping[K, Reading],
    places: int,
    only: Collection[K] | None = None,
) -> dict[K, Points]:
    """Give the points of a line to every unit of a bloc with a result, or to some of them.

    Below the target the half is reached in proportion; at it the half is earned; the greatest
    excess earns the full marks. Without targets the best result earns the full marks and the others
    in proportion to it.

    Raises:
        ValueError: a negative figure (message in Vietnamese).
    """
    for reading in readings.values():
        refuse_negative(criterion, reading)
    higher = criterion.options.direction is Direction.HIGHER
    # A target of 0 has no ratio: those who have it are compared by their results.
    aimed = {key: one for key, one in readings.items() if one.planned}
    free = {key: one for key, one in readings.items() if key not in aimed}
    wanted = readings.keys() if only is None else readings.keys() & set(only)
    shares = {
        **_towards_target(aimed, wanted & aimed.keys(), higher=higher),
        **_side_by_side(free, wanted & free.keys(), higher=higher),
    }
    full = Fraction(criterion.maximum)
    return {key: _points(full * share.part, share.told, places) for key, share in shares.items()}


def refuse_negative(criterion: Criterion, reading: Reading) -> None:
    """Refuse figures that no points can follow from.

    Raises:
        ValueError: a negative figure (message in Vietnamese).
    """
    if reading.reached < 0 or (reading.planned or 0) < 0:
        raise ValueError(
            f"Tiêu chí {criterion.code}: chỉ tiêu giao và kết quả thực hiện không được âm."
        )


def _towards_target(
    readings: Mapping[K, Reading], wanted: Collection[K], *, higher: bool
) -> dict[K, _Share]:
    excesses = {key: _excess(one, higher=higher) for key, one in readings.items()}
    best = max(excesses.values(), default=Fraction(0))
    told = f"đơn vị cao nhất vượt {_percent(best)}"
    return {
        key: _behind(readings[key], excess, higher=higher)
        if excess <= 0
        else _ahead(readings[key], excess, best, told)
        for key, excess in excesses.items()
        if key in wanted
    }


def _excess(reading: Reading, *, higher: bool) -> Fraction:
    """Return by what part of the target the result is better; below 0 where it is worse."""
    return _beyond(reading.reached, reading.planned or Decimal(0), higher=higher)


@lru_cache(maxsize=10_000)
def _beyond(reached: Decimal, planned: Decimal, *, higher: bool) -> Fraction:
    """Work it out once for equal figures: every look at a card compares it with the whole bloc."""
    done = _ratio(reached, planned)
    return done - 1 if higher else 1 - done


def _behind(reading: Reading, excess: Fraction, *, higher: bool) -> _Share:
    if excess == 0:
        return _Share(_HALF, f"{_against(reading)}: đạt chỉ tiêu được nửa số điểm")
    done = 1 + excess if higher else 1 / (1 - excess)
    return _Share(done / 2, f"{_against(reading)}: chưa đạt, tính theo tỷ lệ của nửa số điểm")


def _ahead(reading: Reading, excess: Fraction, best: Fraction, bests: str) -> _Share:
    above = f"{_against(reading)}: vượt {_percent(excess)}"
    if excess == best:
        return _Share(Fraction(1), f"{above}, cao nhất khối")
    return _Share(_HALF + excess / best / 2, f"{above}, {bests}")


def _against(reading: Reading) -> str:
    planned = decimal_text(reading.planned or Decimal(0))
    return f"đạt {decimal_text(reading.reached)}, chỉ tiêu {planned}"


def _side_by_side(
    readings: Mapping[K, Reading], wanted: Collection[K], *, higher: bool
) -> dict[K, _Share]:
    """Compare the units without a target; where the best is 0, only those who have it get marks."""
    results = [one.reached for one in readings.values()]
    best = (max(results) if higher else min(results)) if results else Decimal(0)
    return {key: _beside(readings[key], best, higher=higher) for key in wanted}


def _beside(reading: Reading, best: Decimal, *, higher: bool) -> _Share:
    reached = reading.reached
    told = f"không giao chỉ tiêu, đạt {decimal_text(reached)}, tốt nhất {decimal_text(best)}"
    whole, part = (best, reached) if higher else (reached, best)
    if whole == 0:
        return _Share(Fraction(0 if higher else 1), told)
    return _Share(_ratio(part, whole), told)


def _percent(part: Fraction) -> str:
    return f"{decimal_text(nearest(part * 100, 2))}%"


def _ratio(part: Decimal, whole: Decimal) -> Fraction:
    """Return part / whole in one step: exact fractions are slow, and there are thousands."""
    (above, below), (above_it, below_it) = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(above * below_it, below * above_it)


def _points(share: Fraction, told: str, places: int) -> Points:
    points = nearest(share, places)
    return Points(points, f"{told} → {decimal_text(points)} điểm")
