"""How far scorers agree, who is generous or strict, and which lines separate nobody.

It shows; people decide. Points are compared as parts of the full marks of their line, so that a line
of 50 points doesn't outweigh one of 2.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import fsum

from thidua.scoring.points import nearest

_FEW = 2
_STEADY, _SOME = Decimal("0.8"), Decimal("0.667")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A mark as a scorer gave it.

    Attributes:
        scorer: who gave it.
        unit: whose card it stands on.
        criterion: its line.
        part: points as a part of the full marks, from 0 to 1; sums of parts are exactly rounded,
            so that their order doesn't matter.
    """

    scorer: str
    unit: str
    criterion: str
    part: float

    @property
    def item(self) -> tuple[str, str]:
        return self.unit, self.criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Krippendorff's alpha of a set of marks (interval scale): 1 is full agreement, 0 is chance.

    `alpha` is None where fewer than two scorers marked the same lines, or all marks are alike.
    """

    alpha: Decimal | None
    scorers: int
    items: int

    @property
    def sentence(self) -> str:
        if self.alpha is None:
            return "Chưa đủ điểm của hai người chấm trên cùng tiêu chí để so sánh."
        word = "cao" if self.alpha >= _STEADY else "vừa" if self.alpha >= _SOME else "thấp"
        shown = f"{self.alpha}".replace(".", ",")
        return (
            f"Mức thống nhất giữa các bên chấm: {word} (alpha Krippendorff = {shown}; "
            f"1 là hoàn toàn thống nhất, 0 là như ngẫu nhiên; {self.items} ô điểm được chấm từ hai lần)."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How much higher or lower than the others a scorer marks the same lines, in per cent points."""

    scorer: str
    percent: Decimal
    items: int

    @property
    def generous(self) -> bool:
        return self.percent > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """A line on which all units have the same marks."""

    criterion: str
    part: Decimal
    units: int


def scorer_agreement(marks: Sequence[Given]) -> Agreement:
    """Return how far the scorers of a bloc agree on what more than one of them marked."""
    shared = [group for group in _by_item(marks).values() if len(group) >= _FEW]
    scorers = {mark.scorer for group in shared for mark in group}
    alpha = _alpha([[mark.part for mark in group] for group in shared])
    return Agreement(alpha=alpha, scorers=len(scorers), items=len(shared))


def _alpha(items: Sequence[Sequence[float]]) -> Decimal | None:
    """Return 1 less the disagreement seen over the one that chance would give (Krippendorff).

    On an interval scale the disagreement of values is the sum of the squares of their differences,
    which needs no pairing of each with each.
    """
    values = [value for item in items for value in item]
    if len(set(values)) < _FEW:
        return None
    seen = fsum(_squares(item) / (len(item) - 1) for item in items)
    return _rounded(1 - seen * (len(values) - 1) / _squares(values), 2)


def _squares(values: Sequence[float]) -> float:
    """Return the sum of the squared differences of each value to each other."""
    middle = fsum(values) / len(values)
    return 2 * len(values) * fsum((value - middle) ** 2 for value in values)


def _rounded(value: float, places: int) -> Decimal:
    """Round half up what is a short decimal but for the last bits of a float."""
    return nearest(Fraction(value).limit_denominator(10**6), places)


def leanings(marks: Sequence[Given]) -> tuple[Leaning, ...]:
    """Return how each scorer stands to the others on the same lines, the most generous first."""
    gaps: dict[str, list[float]] = {}
    for group in _by_item(marks).values():
        if len(group) < _FEW:
            continue
        whole = fsum(mark.part for mark in group)
        for mark in group:
            others = (whole - mark.part) / (len(group) - 1)
            gaps.setdefault(mark.scorer, []).append(mark.part - others)
    found = [
        Leaning(scorer=scorer, percent=_rounded(fsum(own) / len(own) * 100, 1), items=len(own))
        for scorer, own in gaps.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.percent, one.scorer)))


def flat_lines(marks: Sequence[Given]) -> tuple[Flat, ...]:
    """Return the lines on which three units or more all have the same marks."""
    by_line: dict[str, list[Given]] = {}
    for mark in marks:
        by_line.setdefault(mark.criterion, []).append(mark)
    return tuple(
        Flat(criterion=code, part=_rounded(group[0].part * 100, 0), units=len(group))
        for code, group in by_line.items()
        if len(group) > _FEW and len({mark.part for mark in group}) == 1
    )


def _by_item(marks: Iterable[Given]) -> Mapping[tuple[str, str], list[Given]]:
    """Group marks of one line on one card, one of each scorer."""
    ordered = sorted(marks, key=lambda mark: (mark.item, mark.scorer))
    return {item: list(group) for item, group in groupby(ordered, key=lambda mark: mark.item)}
