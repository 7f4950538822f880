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
    parts: dict[str, _Parts] = {}
    for line in table.upward():
        parts[line.criterion.code] = _parts(line, points, parts)
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
) -> dict[str, Totals]:
    """Return what the table would come to without the points of one line, for each that has any.

    What is missing and what disqualifies is told as of the whole. Only the lines above the one left
    out are added up again.
    """
    whole = total(table, points, not_assigned)
    lines = {line.criterion.code: line for line in table.upward()}
    parts: dict[str, _Parts] = {}
    for code, line in lines.items():
        parts[code] = _parts(line, points, parts)
    less = _Less(table, whole, parts, _top(table, parts), not_assigned)
    return {code: less.without(_upwards(lines, code)) for code in points}


def _upwards(lines: Mapping[str, Line], code: str) -> list[Line]:
    """Return a line and those it stands under, the nearest first."""
    found = [lines[code]]
    while line := lines.get(lines[code].criterion.parent):
        found.append(line)
        code = line.criterion.code
    return found


@dataclass(frozen=True, slots=True)
class _Less:
    """A card to be added up without one line or another."""

    table: Table
    whole: Totals
    parts: dict[str, _Parts]
    top: _Parts
    not_assigned: Collection[str]

    def without(self, upwards: Sequence[Line]) -> Totals:
        """Take a line out of the parts, add up what stands above it, and put everything back."""
        left_out, *above = upwards
        codes = [line.criterion.code for line in upwards]
        kept = {code: self.parts[code] for code in codes}
        self.parts[left_out.criterion.code] = ZERO, ZERO, ZERO
        for line in above:
            self.parts[line.criterion.code] = _parts(line, {}, self.parts)
        top = self._top(kept[codes[-1]], self.parts[codes[-1]])
        changed = _sections(self.table, self.parts, [line.criterion for line in above])
        self.parts.update(kept)
        return self._totals(top, changed)

    def _top(self, before: _Parts, after: _Parts) -> _Parts:
        """Return the sum of the sections, of which one is another now."""
        base, bonus, deduction = self.top
        return (
            base - before[0] + after[0],
            bonus - before[1] + after[1],
            deduction - before[2] + after[2],
        )

    def _totals(self, top: _Parts, changed: Mapping[str, Decimal]) -> Totals:
        base, bonus, deduction, summed = _summed(self.table, top, self.not_assigned)
        return Totals(
            base=base,
            bonus=bonus,
            deduction=deduction,
            total=summed,
            missing=self.whole.missing,
            sections={**self.whole.sections, **changed},
            capped=_capped(self.table, summed),
            disqualified=self.whole.disqualified,
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


def _parts(line: Line, points: Mapping[str, Decimal], known: Mapping[str, _Parts]) -> _Parts:
    if line.limits is Kind.DISQUALIFIER:
        return ZERO, ZERO, ZERO
    if line.limits is Kind.BONUS:
        return ZERO, min(_whole(line, points, known, 1), line.criterion.maximum), ZERO
    if line.limits is Kind.DEDUCTION:
        whole, limit = _whole(line, points, known, 2), line.criterion.maximum
        return ZERO, ZERO, min(whole, limit) if limit > 0 else whole
    if line.below:
        return _weighted(line, _sum([known[code] for code in line.below]))
    return _weighted(line, (points.get(line.criterion.code, ZERO), ZERO, ZERO))


def _weighted(line: Line, parts: _Parts) -> _Parts:
    """Weigh what is scored; what is added and taken off counts as it stands."""
    weight = line.criterion.options.weight
    return parts if weight is None else (parts[0] * weight, parts[1], parts[2])


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
