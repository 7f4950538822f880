"""A scoring table: a flat list of criteria whose parent codes make a tree."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thidua.scoring.checks import Fault, line_faults, sole_kind, structure_faults
from thidua.scoring.criteria import OPTIONAL, Criterion, Kind
from thidua.scoring.grades import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as totals read it: the codes under it, and the kind its maximum limits."""

    criterion: Criterion
    below: tuple[str, ...]
    limits: Kind


class Unassigned(StrEnum):
    """What a line brings to a unit it was not assigned to."""

    SHARE = "share"
    FULL = "full"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Table:
    """A scoring table in the order it is printed.

    Attributes:
        title: how the table is called on paper.
        criteria: every line, sections included.
        places: figures after the comma that points are rounded to, half up.
        unassigned: how a line counts that was not assigned to a unit: left out, the rest standing
            for the whole; with full marks; or with the mean of the units that have it.
        cap: the most that a total counts for a rating; ranking goes by the total itself.
        ratings: grades by the total, best first; empty where the table gives none.
    """

    title: str
    criteria: tuple[Criterion, ...]
    places: int
    unassigned: Unassigned = Unassigned.SHARE
    cap: Decimal | None = None
    ratings: tuple[Grade, ...] = ()
    _children: Mapping[str, tuple[Criterion, ...]] = field(init=False, repr=False, compare=False)
    _by_code: Mapping[str, Criterion] = field(init=False, repr=False, compare=False)
    _broken: tuple[Fault, ...] = field(init=False, repr=False, compare=False)
    _leaves: tuple[Criterion, ...] = field(init=False, repr=False, compare=False)
    _upward: tuple[Line, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_children", _children(self.criteria))
        object.__setattr__(self, "_by_code", {c.code: c for c in self.criteria})
        object.__setattr__(self, "_broken", structure_faults(self.criteria, self._children))
        object.__setattr__(self, "_leaves", self._scored())
        object.__setattr__(self, "_upward", () if self._broken else self._children_first())

    def leaves(self) -> tuple[Criterion, ...]:
        """Return the lines that are scored, in order."""
        return self._leaves

    def children_of(self, code: str) -> tuple[Criterion, ...]:
        """Return the lines directly under a section; under "" the sections of the table."""
        return self._children.get(code, ())

    def full_marks(self, only: Collection[str] | None = None) -> Decimal:
        """Return the full marks of the scored lines, or of some, as they count in the total."""
        return sum(
            (
                leaf.maximum * self._weight(leaf)
                for leaf in self._leaves
                if leaf.kind not in OPTIONAL and (only is None or leaf.code in only)
            ),
            Decimal(0),
        )

    def _weight(self, line: Criterion) -> Decimal:
        """Return what a line is multiplied by on its way into the total."""
        above = self._by_code.get(line.parent)
        own = Decimal(1) if line.options.weight is None else line.options.weight
        return own if above is None else own * self._weight(above)

    def check(self) -> tuple[Fault, ...]:
        """Return every fault of the table; empty when it can be adopted.

        The lines must make a tree; a section must equal the sum of its lines (without deductions,
        with or without bonuses); a section of bonuses or of deductions alone is a limit on them.
        """
        return self._broken or line_faults(self.criteria, self._children, self.places)

    def upward(self) -> tuple[Line, ...]:
        """Return every line after the lines below it.

        Raises:
            ValueError: the lines make no tree (message in Vietnamese).
        """
        if self._broken:
            listed = " ".join(fault.message for fault in self._broken)
            raise ValueError(f"Bảng “{self.title}” chưa dùng để chấm được: {listed}")
        return self._upward

    def _scored(self) -> tuple[Criterion, ...]:
        return tuple(
            c for c in self.criteria if c.kind is not Kind.SUM and c.code not in self._children
        )

    def _children_first(self) -> tuple[Line, ...]:
        downward: list[Criterion] = []
        waiting = list(self.children_of(""))
        while waiting:
            line = waiting.pop()
            downward.append(line)
            waiting.extend(self.children_of(line.code))
        return tuple(self._line(criterion) for criterion in reversed(downward))

    def _line(self, criterion: Criterion) -> Line:
        below = tuple(child.code for child in self.children_of(criterion.code))
        limits = sole_kind(criterion, self._children)
        return Line(criterion=criterion, below=below, limits=limits)


def _children(criteria: tuple[Criterion, ...]) -> dict[str, tuple[Criterion, ...]]:
    children: dict[str, list[Criterion]] = {}
    for criterion in criteria:
        children.setdefault(criterion.parent, []).append(criterion)
    return {parent: tuple(lines) for parent, lines in children.items()}
