"""Placing units by their totals; equal totals share a place unless a tie-break decides."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from thidua.scoring.totals import Totals

K = TypeVar("K")

# What decides between equal totals: the greater value is placed first. Where it is unknown of one
# unit (None), it decides nothing between those it was asked about.
TieBreak = Callable[[K, Totals], Decimal | None]
_Entry = tuple[K, Totals]


@dataclass(frozen=True, slots=True)
class Placed(Generic[K]):
    """A unit's place.

    Attributes:
        key: the unit.
        place: 1 is the best.
        shared: another unit has the same place.
        totals: what the place rests on.
        decided_by: number of the tie-break, from 0, that parted the unit from others of the same
            total last; None where the total alone placed it.
    """

    key: K
    place: int
    shared: bool
    totals: Totals
    decided_by: int | None = None


def by_section(code: str) -> TieBreak[object]:
    """Place first who has more points in a section; a section that isn't there counts 0."""
    return lambda _, totals: totals.sections.get(code, Decimal(0))


def by_base(_: object, totals: Totals) -> Decimal:
    """Place first who has more points without bonuses and deductions."""
    return totals.base


def by_fewer_deductions(_: object, totals: Totals) -> Decimal:
    """Place first who lost fewer points."""
    return -totals.deduction


def by_lower_place_before(places: Mapping[K, int]) -> TieBreak[K]:
    """Place first who stood lower the year before; who did not stand there leaves it undecided."""
    return lambda key, _: Decimal(places[key]) if key in places else None


def rank(
    totals: Sequence[tuple[K, Totals]], tie_breaks: Sequence[TieBreak[K]] = ()
) -> tuple[Placed[K], ...]:
    """Place everyone, best first (1, 2, 2, 4); those who share a place keep the order given."""
    placed: list[Placed[K]] = []
    for group, decided_by in _parted(totals, (_by_total, *tie_breaks)):
        place, shared = len(placed) + 1, len(group) > 1
        placed += [Placed(key, place, shared, sums, decided_by) for key, sums in group]
    return tuple(placed)


def _by_total(_: object, totals: Totals) -> Decimal:
    return totals.total


def _parted(
    group: Sequence[_Entry[K]],
    rules: Sequence[TieBreak[K]],
    asked: int = 0,
    decided_by: int | None = None,
) -> Iterator[tuple[Sequence[_Entry[K]], int | None]]:
    """Part a group by the rules not asked yet, best first; the rule asked first is the total."""
    if len(group) <= 1 or asked == len(rules):
        if group:
            yield group, decided_by
        return
    values = [rules[asked](key, sums) for key, sums in group]
    known = [value for value in values if value is not None]
    if len(known) < len(group) or len(set(known)) == 1:
        yield from _parted(group, rules, asked + 1, decided_by)
        return
    for value in sorted(set(known), reverse=True):
        part = [entry for entry, own in zip(group, values, strict=True) if own == value]
        yield from _parted(part, rules, asked + 1, asked - 1 if asked else None)
