"""Placing units by their totals; equal totals share a place unless a tie-break decides."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from thidua.scoring.totals import Totals

K = TypeVar("K")

# What decides between equal totals: the greater value is placed first.
TieBreak = Callable[[Totals], Decimal]


@dataclass(frozen=True, slots=True)
class Placed(Generic[K]):
    """A unit's place; `shared` when another unit has the same place."""

    key: K
    place: int
    shared: bool
    totals: Totals


def by_section(code: str) -> TieBreak:
    """Place first who has more points in a section; a section that isn't there counts 0."""
    return lambda totals: totals.sections.get(code, Decimal(0))


def by_base(totals: Totals) -> Decimal:
    """Place first who has more points without bonuses and deductions."""
    return totals.base


def by_fewer_deductions(totals: Totals) -> Decimal:
    """Place first who lost fewer points."""
    return -totals.deduction


def rank(
    totals: Sequence[tuple[K, Totals]], tie_breaks: Sequence[TieBreak] = ()
) -> tuple[Placed[K], ...]:
    """Place everyone, best first (1, 2, 2, 4); those who share a place keep the order given."""
    keyed = [(key, sums, _merit(sums, tie_breaks)) for key, sums in totals]
    keyed.sort(key=lambda entry: entry[2], reverse=True)
    sharing = Counter(merit for _, _, merit in keyed)
    first: dict[tuple[Decimal, ...], int] = {}
    for place, (_, _, merit) in enumerate(keyed, start=1):
        first.setdefault(merit, place)
    return tuple(
        Placed(key=key, place=first[merit], shared=sharing[merit] > 1, totals=sums)
        for key, sums, merit in keyed
    )


def _merit(totals: Totals, tie_breaks: Sequence[TieBreak]) -> tuple[Decimal, ...]:
    return (totals.total, *(tie_break(totals) for tie_break in tie_breaks))
