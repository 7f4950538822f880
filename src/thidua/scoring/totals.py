"""Adding up a filled-in table."""

from collections.abc import Mapping
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
    lines = table.upward()
    _refuse_strangers(lines, points)
    parts: dict[str, _Parts] = {}
    for line in lines:
        parts[line.criterion.code] = _parts(line, points, parts)
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


def _refuse_strangers(lines: tuple[Line, ...], points: Mapping[str, Decimal]) -> None:
    scored = {line.criterion.code for line in lines if not line.below}
    if strangers := [code for code in points if code not in scored]:
        raise ValueError(
            f"Bảng chấm điểm không có tiêu chí chấm điểm mang mã {', '.join(strangers)}."
        )


def _parts(line: Line, points: Mapping[str, Decimal], known: Mapping[str, _Parts]) -> _Parts:
    whole = _sum([known[code] for code in line.below]) if line.below else _own(line, points)
    base, bonus, deduction = whole
    if line.limits is Kind.BONUS:
        bonus = min(bonus, line.criterion.maximum)
    elif line.limits is Kind.DEDUCTION and line.criterion.maximum > 0:
        deduction = min(deduction, line.criterion.maximum)
    return base, bonus, deduction


def _own(line: Line, points: Mapping[str, Decimal]) -> _Parts:
    given = points.get(line.criterion.code, ZERO)
    if line.criterion.kind is Kind.BONUS:
        return ZERO, given, ZERO
    if line.criterion.kind is Kind.DEDUCTION:
        return ZERO, ZERO, given
    return given, ZERO, ZERO


def _sum(parts: list[_Parts]) -> _Parts:
    base, bonus, deduction = ZERO, ZERO, ZERO
    for more_base, more_bonus, more_deduction in parts:
        base, bonus, deduction = base + more_base, bonus + more_bonus, deduction + more_deduction
    return base, bonus, deduction


def _missing(table: Table, points: Mapping[str, Decimal]) -> tuple[str, ...]:
    return tuple(c.code for c in table.leaves() if c.kind not in EVENTS and c.code not in points)


def _sections(table: Table, parts: Mapping[str, _Parts]) -> dict[str, Decimal]:
    sections = {}
    for criterion in table.criteria:
        if criterion.kind is Kind.SUM:
            base, bonus, deduction = parts[criterion.code]
            sections[criterion.code] = rounded(base + bonus - deduction, table.places)
    return sections
