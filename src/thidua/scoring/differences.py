"""What changed from one version of a table to another, line by line."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from thidua.scoring.drafts import FIELDS, DraftLine, parents_of

Lines = Sequence[DraftLine]
# Words beside a line that earn or cost no points.
_REMARKS = frozenset({"code", "article", "note", "evidence"})
_ALIKE = 0.5
_OWN = ("code", "text", "kind", "maximum", "target")


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A cell that reads differently; `name` as in `LABELS`."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """A line of either version, or of both.

    Attributes:
        moved: it stands under another section, or in another order.
        fields: the cells that changed.
    """

    before: DraftLine | None
    after: DraftLine | None
    moved: bool = False
    fields: tuple[FieldChange, ...] = ()

    @property
    def change(self) -> Change:
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        if self.fields:
            return Change.CHANGED
        return Change.MOVED if self.moved else Change.SAME

    @property
    def keeps_marks(self) -> bool:
        """Whether points given before still say the same: only remarks, code or place changed."""
        both = self.before is not None and self.after is not None
        return both and all(one.name in _REMARKS for one in self.fields)


def differences(before: Lines, after: Lines) -> tuple[LineChange, ...]:
    """Compare two versions; lines of the later one in its order, then those taken out.

    Lines are the same by code and text, else by their text alone (renumbered), else by their code
    where the texts are alike (reworded); a code given to something else is another line.
    """
    pairs = _pairs(before, after)
    moved = _moved(before, after, pairs)
    kept = [
        LineChange(
            before=before[pairs[place]] if place in pairs else None,
            after=line,
            moved=place in moved,
            fields=_fields(before[pairs[place]], line) if place in pairs else (),
        )
        for place, line in enumerate(after)
    ]
    gone = sorted(set(range(len(before))) - set(pairs.values()))
    return (*kept, *(LineChange(before=before[place], after=None) for place in gone))


def _pairs(before: Lines, after: Lines) -> dict[int, int]:
    """Return places before by places after."""
    found: dict[int, int] = {}
    ways: tuple[Callable[[DraftLine], Hashable], ...] = (
        lambda line: (line.code, line.text),
        lambda line: line.text,
        lambda line: line.code,
    )
    for way in ways:
        free = [place for place in range(len(before)) if place not in set(found.values())]
        times = Counter(way(before[place]) for place in free)
        by_key = {way(before[place]): place for place in free if times[way(before[place])] == 1}
        for place, line in enumerate(after):
            was = None if place in found else by_key.get(way(line))
            if was is not None and _alike(before[was].text, line.text):
                found[place] = by_key.pop(way(line))
    return found


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _moved(before: Lines, after: Lines, pairs: dict[int, int]) -> set[int]:
    old, new = parents_of(before), parents_of(after)
    elsewhere = {place for place, was in pairs.items() if _pair_of(new[place], pairs) != old[was]}
    stayed = [place for place in sorted(pairs) if place not in elsewhere]
    in_order = _longest_rising([pairs[place] for place in stayed])
    return elsewhere | {place for place in stayed if pairs[place] not in in_order}


def _pair_of(parent: int | None, pairs: dict[int, int]) -> int | None:
    # -1 is no place: a new section above is another section.
    return None if parent is None else pairs.get(parent, -1)


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Return the most values that stand in rising order: the lines nobody had to touch."""
    tails: list[int] = []
    behind: dict[int, int | None] = {}
    for value in values:
        place = bisect_left(tails, value)
        behind[value] = tails[place - 1] if place else None
        tails[place : place + 1] = [value]
    chosen: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        chosen.add(last)
        last = behind[last]
    return chosen


def _fields(before: DraftLine, after: DraftLine) -> tuple[FieldChange, ...]:
    cells = [(name, getattr(before, name), getattr(after, name)) for name in _OWN]
    cells += [(name, _option(before, name), _option(after, name)) for name in FIELDS]
    return tuple(FieldChange(*cell) for cell in cells if cell[1] != cell[2])


def _option(line: DraftLine, name: str) -> str:
    """Return an option as it counts: of a kind that doesn't use it, it says nothing."""
    return line.options.get(name, "") if line.kind in FIELDS[name] else ""
