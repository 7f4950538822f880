"""What the ranking would be if a line were marked otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from thidua.scoring.ranking import Placed, TieBreak, rank
from thidua.scoring.tables import Table
from thidua.scoring.totals import Totals, total, totals_without

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A unit's points by code, and the lines that were not assigned to it."""

    points: Mapping[str, Decimal]
    not_assigned: frozenset[str] = frozenset()

    def total(self, table: Table) -> Totals:
        return total(table, self.points, self.not_assigned)

    def without(self, code: str) -> "Sheet":
        """Return the sheet as if a line had been given nothing."""
        points = {line: given for line, given in self.points.items() if line != code}
        return Sheet(points=points, not_assigned=self.not_assigned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Generic[K]):
    """The places before and after a change, and who moved."""

    before: tuple[Placed[K], ...]
    after: tuple[Placed[K], ...]

    @property
    def moved(self) -> tuple[K, ...]:
        """The units whose place changes, in the order of the new places."""
        was = {placed.key: placed.place for placed in self.before}
        return tuple(placed.key for placed in self.after if was[placed.key] != placed.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """A line that decides places: left out, so many units stand elsewhere."""

    criterion: str
    moved: int


def if_marked(
    table: Table,
    sheets: Mapping[K, Sheet],
    unit: K,
    changes: Mapping[str, Decimal],
    tie_breaks: Sequence[TieBreak[K]] = (),
) -> Shift[K]:
    """Return the ranking with some lines of one unit marked otherwise.

    Raises:
        ValueError: points for a line that isn't scored (message in Vietnamese).
    """
    own = sheets[unit]
    changed = Sheet(points={**own.points, **changes}, not_assigned=own.not_assigned)
    return Shift(
        before=_placed(table, sheets, tie_breaks),
        after=_placed(table, {**sheets, unit: changed}, tie_breaks),
    )


def turning_lines(
    table: Table, sheets: Mapping[K, Sheet], tie_breaks: Sequence[TieBreak[K]] = ()
) -> tuple[Turning, ...]:
    """Return the lines without which some places would be others, the most decisive first."""
    whole = [(key, sheet.total(table)) for key, sheet in sheets.items()]
    without = [totals_without(table, s.points, s.not_assigned) for s in sheets.values()]
    before = _places(rank(whole, tie_breaks))
    found = []
    for leaf in table.leaves():
        lacking = _Lacking(table, sheets, tie_breaks, leaf.code)
        totals = [
            less.get(leaf.code, sums.total) for (_, sums), less in zip(whole, without, strict=True)
        ]
        after = lacking.places(totals)
        moved = sum(before[key] != place for key, place in after.items())
        if moved:
            found.append(Turning(criterion=leaf.code, moved=moved))
    return tuple(sorted(found, key=lambda one: -one.moved))


@dataclass(frozen=True, slots=True)
class _Lacking(Generic[K]):
    """The ranking without a line: only where totals are equal are whole cards added up."""

    table: Table
    sheets: Mapping[K, Sheet]
    tie_breaks: Sequence[TieBreak[K]]
    code: str

    def places(self, totals: Sequence[Decimal]) -> dict[int, int]:
        """Return the places by who has them, from the totals in the order of the sheets."""
        alike: dict[Decimal, list[K]] = {}
        for key, total_ in zip(self.sheets, totals, strict=True):
            alike.setdefault(total_, []).append(key)
        found: dict[int, int] = {}
        for total_ in sorted(alike, reverse=True):
            found |= self._parted(alike[total_], len(found))
        return found

    def _parted(self, keys: Sequence[K], ahead: int) -> dict[int, int]:
        if len(keys) == 1:
            return {id(keys[0]): ahead + 1}
        left = [(key, self.sheets[key].without(self.code).total(self.table)) for key in keys]
        return {key: ahead + place for key, place in _places(rank(left, self.tie_breaks)).items()}


def _places(placed: Iterable[Placed[K]]) -> dict[int, int]:
    """Return places by who has them, told apart as objects: hashing keys would take the time."""
    return {id(one.key): one.place for one in placed}


def _placed(
    table: Table, sheets: Mapping[K, Sheet], tie_breaks: Sequence[TieBreak[K]]
) -> tuple[Placed[K], ...]:
    return rank([(key, sheet.total(table)) for key, sheet in sheets.items()], tie_breaks)
