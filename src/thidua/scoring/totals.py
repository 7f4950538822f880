"""Adding up a filled-in table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.scoring.criteria import EVENTS, Kind
from thidua.scoring.points import rounded
from thidua.scoring.tables import Line, Table

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a filled-in table comes to.

    Attributes:
        base: points of the scored lines, without bonuses and deductions.
        bonus: bonus points within their caps.
        deduction: points taken off within their limits, as a positive number.
        total: base + bonus - deduction, never below 0.
        missing: scored lines without points, in order. They are not zero: the other figures
            count only what is there. A bonus or a deduction left blank did not happen.
        sections: what each section brings to the total, by code; below 0 where it takes off.
    """

    base: Decimal
    bonus: Decimal
    deduction: Decimal
    total: Decimal
    missing: tuple[str, ...]
    sections: Mapping[str, Decimal]


# Base, bonus and deduction of a line.
_Parts = tuple[Decimal, Decimal, Decimal]


def total(table: Table, points: Mapping[str, Decimal]) -> Totals:
    """Add up the points given, by criterion code.

    Raises:
        ValueError: points for a line that isn't scored, or a table whose lines make no tree
            (message in Vietnamese).
    """
    parts: dict[str, _Parts] = {}
    for line in table.upward():
        parts[line.criterion.code] = _parts(line, points, parts)
    _refuse_strangers(table, points)
    base, bonus, deduction = (
        rounded(part, table.places) for part in _sum([parts[c.code] for c in table.children_of("")])
    )
    return Totals(
        base=base,
        bonus=bonus,
        deduction=deduction,
        total=max(base + bonus - deduction, rounded(ZERO, table.places)),
        missing=_missing(table, points),
        sections=_sections(table, parts),
    )


def _refuse_strangers(table: Table, points: Mapping[str, Decimal]) -> None:
    if strangers := points.keys() - {leaf.code for leaf in table.leaves()}:
        raise ValueError(
            f"Bảng chấm điểm không có tiêu chí chấm điểm mang mã {', '.join(sorted(strangers))}."
        )


def _parts(line: Line, points: Mapping[str, Decimal], known: Mapping[str, _Parts]) -> _Parts:
    if line.limits is Kind.BONUS:
        return ZERO, min(_whole(line, points, known, 1), line.criterion.maximum), ZERO
    if line.limits is Kind.DEDUCTION:
        whole, limit = _whole(line, points, known, 2), line.criterion.maximum
        return ZERO, ZERO, min(whole, limit) if limit > 0 else whole
    if line.below:
        return _sum([known[code] for code in line.below])
    return points.get(line.criterion.code, ZERO), ZERO, ZERO


def _whole(
    line: Line, points: Mapping[str, Decimal], known: Mapping[str, _Parts], part: int
) -> Decimal:
    """Return what a line of one kind comes to before its limit."""
    if not line.below:
        return points.get(line.criterion.code, ZERO)
    return sum((known[code][part] for code in line.below), ZERO)


def _sum(parts: Sequence[_Parts]) -> _Parts:
    bases, bonuses, deductions = zip(*parts, strict=True) if parts else ((), (), ())
    return sum(bases, ZERO), sum(bonuses, ZERO), sum(deductions, ZERO)


def _missing(table: Table, points: Mapping[str, Decimal]) -> tuple[str, ...]:
    return tuple(c.code for c in table.leaves() if c.code not in points and c.kind not in EVENTS)


def _sections(table: Table, parts: Mapping[str, _Parts]) -> dict[str, Decimal]:
    sections = {}
    for criterion in table.criteria:
        if criterion.kind is Kind.SUM:
            base, bonus, deduction = parts[criterion.code]
            sections[criterion.code] = rounded(base + bonus - deduction, table.places)
    return sections
