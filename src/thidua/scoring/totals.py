"""Adding up a filled-in table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.scoring.criteria import OPTIONAL, Criterion, Kind
from thidua.scoring.points import nearest, rounded
from thidua.scoring.tables import Line, Table, Unassigned

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a filled-in table comes to.

    Attributes:
        base: points of the scored lines, without bonuses and deductions; where lines were not
            assigned and the table leaves them out, brought up to the whole in proportion.
        bonus: bonus points within their caps.
        deduction: points taken off within their limits, as a positive number.
        total: base + bonus - deduction, never below 0.
        missing: scored lines without points, in order. They are not zero: the other figures
            count only what is there. A bonus or a deduction left blank did not happen.
        sections: what each section brings to the total, by code; below 0 where it takes off.
        capped: the total as a rating counts it.
        disqualified: the disqualifiers that happened, by code.
    """

    base: Decimal
    bonus: Decimal
    deduction: Decimal
    total: Decimal
    missing: tuple[str, ...]
    sections: Mapping[str, Decimal]
    capped: Decimal
    disqualified: tuple[str, ...] = ()


# Base, bonus and deduction of a line.
_Parts = tuple[Decimal, Decimal, Decimal]
_NOTHING: _Parts = ZERO, ZERO, ZERO


def total(
    table: Table, points: Mapping[str, Decimal], not_assigned: Collection[str] = ()
) -> Totals:
    """Add up the points given, by criterion code.

    Args:
        table: the table.
        points: of the lines that have any.
        not_assigned: lines that don't apply to the unit.

    Raises:
        ValueError: points for a line that isn't scored, or a table whose lines make no tree
            (message in Vietnamese).
    """
    _, parts = _added_up(table, points)
    _refuse_strangers(table, points)
    base, bonus, deduction, summed = _summed(table, _top(table, parts), not_assigned)
    return Totals(
        base=base,
        bonus=bonus,
        deduction=deduction,
        total=summed,
        missing=_missing(table, points, not_assigned),
        sections=_sections(table, parts, table.criteria),
        capped=_capped(table, summed),
        disqualified=_disqualified(table, points),
    )


def totals_without(
    table: Table, points: Mapping[str, Decimal], not_assigned: Collection[str] = ()
) -> dict[str, Decimal]:
    """Return what the total would be without the points of one line, for each that has any."""
    sums, parts = _added_up(table, points)
    lines = {line.criterion.code: line for line in table.upward()}
    top = _top(table, parts)
    return {
        code: _summed(table, _lacking(lines, sums, parts, top, code), not_assigned)[3]
        for code in points
    }


def _lacking(
    lines: Mapping[str, Line],
    sums: Mapping[str, _Parts],
    parts: Mapping[str, _Parts],
    top: _Parts,
    code: str,
) -> _Parts:
    """Take a line out of those it stands under, the nearest first, and out of the whole."""
    line, before, after = lines[code], parts[code], _NOTHING
    while above := lines.get(line.criterion.parent):
        line = above
        left = _changed(sums[line.criterion.code], before, after)
        before, after = parts[line.criterion.code], _limited(line, left)
    return _changed(top, before, after)


def _changed(whole: _Parts, before: _Parts, after: _Parts) -> _Parts:
    """Return a sum of which one part is another now."""
    return (
        whole[0] - before[0] + after[0],
        whole[1] - before[1] + after[1],
        whole[2] - before[2] + after[2],
    )


def _top(table: Table, parts: Mapping[str, _Parts]) -> _Parts:
    return _sum([parts[c.code] for c in table.children_of("")])


def _summed(
    table: Table, top: _Parts, not_assigned: Collection[str]
) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return base, bonus, deduction and what they come to."""
    whole, *events = top
    base = _brought_up(table, whole, not_assigned)
    bonus, deduction = (rounded(part, table.places) for part in events)
    return base, bonus, deduction, max(base + bonus - deduction, rounded(ZERO, table.places))


def _capped(table: Table, summed: Decimal) -> Decimal:
    return summed if table.cap is None else min(summed, table.cap)


def _brought_up(table: Table, base: Decimal, not_assigned: Collection[str]) -> Decimal:
    """Return the base in proportion to the lines assigned, where the table says so."""
    if not not_assigned or table.unassigned is not Unassigned.SHARE:
        return rounded(base, table.places)
    full = table.full_marks()
    assigned = full - table.full_marks(only=not_assigned)
    if assigned <= 0:
        return rounded(ZERO, table.places)
    return nearest(Fraction(base) * Fraction(full) / Fraction(assigned), table.places)


def _refuse_strangers(table: Table, points: Mapping[str, Decimal]) -> None:
    if strangers := points.keys() - {leaf.code for leaf in table.leaves()}:
        raise ValueError(
            f"Bảng chấm điểm không có tiêu chí chấm điểm mang mã {', '.join(sorted(strangers))}."
        )


def _added_up(
    table: Table, points: Mapping[str, Decimal]
) -> tuple[dict[str, _Parts], dict[str, _Parts]]:
    """Return what each line holds, and what it brings to the line above within its limit."""
    sums: dict[str, _Parts] = {}
    parts: dict[str, _Parts] = {}
    for line in table.upward():
        code = line.criterion.code
        sums[code] = (
            _sum([parts[under] for under in line.below])
            if line.below
            else _own(line, points.get(code, ZERO))
        )
        parts[code] = _limited(line, sums[code])
    return sums, parts


def _own(line: Line, points: Decimal) -> _Parts:
    """Return the points of a scored line as what they are."""
    if line.limits is Kind.BONUS:
        return ZERO, points, ZERO
    if line.limits is Kind.DEDUCTION:
        return ZERO, ZERO, points
    return points, ZERO, ZERO


def _limited(line: Line, held: _Parts) -> _Parts:
    """Return what a line brings to the one above: within its limit, by its weight."""
    limit = line.criterion.maximum
    if line.limits is Kind.DISQUALIFIER:
        return _NOTHING
    if line.limits is Kind.BONUS:
        return ZERO, min(held[1], limit), ZERO
    if line.limits is Kind.DEDUCTION:
        return ZERO, ZERO, min(held[2], limit) if limit > 0 else held[2]
    return _weighted(line, held)


def _weighted(line: Line, parts: _Parts) -> _Parts:
    """Weigh what is scored; what is added and taken off counts as it stands."""
    weight = line.criterion.options.weight
    return parts if weight is None else (parts[0] * weight, parts[1], parts[2])


def _sum(parts: Sequence[_Parts]) -> _Parts:
    bases, bonuses, deductions = zip(*parts, strict=True) if parts else ((), (), ())
    return sum(bases, ZERO), sum(bonuses, ZERO), sum(deductions, ZERO)


def _missing(
    table: Table, points: Mapping[str, Decimal], not_assigned: Collection[str]
) -> tuple[str, ...]:
    return tuple(
        c.code
        for c in table.leaves()
        if c.code not in points and c.code not in not_assigned and c.kind not in OPTIONAL
    )


def _disqualified(table: Table, points: Mapping[str, Decimal]) -> tuple[str, ...]:
    return tuple(
        c.code for c in table.leaves() if c.kind is Kind.DISQUALIFIER and points.get(c.code)
    )


def _sections(
    table: Table, parts: Mapping[str, _Parts], criteria: Iterable[Criterion]
) -> dict[str, Decimal]:
    sections = {}
    for criterion in criteria:
        if criterion.kind is Kind.SUM:
            base, bonus, deduction = parts[criterion.code]
            sections[criterion.code] = rounded(base + bonus - deduction, table.places)
    return sections
