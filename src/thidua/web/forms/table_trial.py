"""Trying a table: sample values of imaginary units, computed by the engine, kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua import scoring
from thidua.scoring import Criterion, Kind
from thidua.text import clean, parse_decimal

UNITS = ("Đơn vị A", "Đơn vị B", "Đơn vị C")
NOT_ASSIGNED = "kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialCell:
    """What was typed for a unit at a line, and what came of it."""

    name: str
    unit: str
    typed: str
    points: Decimal | None
    told: str
    fault: str
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow:
    criterion: Criterion
    depth: int
    is_leaf: bool
    hint: str
    cells: tuple[TrialCell, ...]
    sums: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    rows: tuple[TrialRow, ...]
    totals: tuple[scoring.Totals, ...]
    grades: tuple[scoring.Graded, ...]
    units: tuple[str, ...]
    closed: bool


def trial_of(table: scoring.Table, posted: Mapping[str, str]) -> Trial:
    """Fill in a card for each unit; a cell that can't be read is told and counts as blank."""
    typed = {
        (line.code, unit): clean(posted.get(f"v-{place}-{number}", ""))
        for place, line in enumerate(table.criteria)
        for number, unit in enumerate(UNITS)
    }
    faults: dict[tuple[str, str], str] = {}
    cards = {unit: _card(table, unit, typed, faults) for unit in UNITS}
    closed = bool(posted.get("closed"))
    filled = scoring.fill(table, cards, closed=closed)
    totals = tuple(filled[unit].total(table) for unit in UNITS)
    graded = scoring.grade(
        table.ratings, {unit: one.capped for unit, one in zip(UNITS, totals, strict=True)}
    )
    return Trial(
        rows=_rows(table, typed, faults, filled, totals),
        totals=totals,
        grades=tuple(graded[unit] for unit in UNITS) if table.ratings else (),
        units=UNITS,
        closed=closed,
    )


def by_figure(line: Criterion) -> bool:
    """Tell whether a line takes a figure: a ratio may have its plan beside it."""
    return line.asks_figure or line.kind is Kind.RATIO


def _card(
    table: scoring.Table,
    unit: str,
    typed: Mapping[tuple[str, str], str],
    faults: dict[tuple[str, str], str],
) -> scoring.Card:
    points, readings, without = {}, {}, set()
    for line in table.leaves():
        text = typed[line.code, unit]
        try:
            if text.casefold() == NOT_ASSIGNED:
                without.add(line.code)
            elif text and by_figure(line):
                readings[line.code] = _reading(text)
            elif text:
                points[line.code] = _points(line, text)
        except ValueError as wrong:
            faults[line.code, unit] = str(wrong)
    return scoring.Card(points=points, readings=readings, not_assigned=frozenset(without))


def _reading(text: str) -> scoring.Reading:
    reached, _, planned = text.partition("/")
    return scoring.Reading(
        reached=parse_decimal(clean(reached)),
        planned=parse_decimal(clean(planned)) if clean(planned) else None,
    )


def _points(line: Criterion, text: str) -> Decimal:
    given = parse_decimal(text)
    if fault := scoring.check_points(line, given):
        raise ValueError(fault)
    return given


def _rows(
    table: scoring.Table,
    typed: Mapping[tuple[str, str], str],
    faults: Mapping[tuple[str, str], str],
    filled: Mapping[str, scoring.Filled[str]],
    totals: tuple[scoring.Totals, ...],
) -> tuple[TrialRow, ...]:
    leaves = {leaf.code for leaf in table.leaves()}
    depths: dict[str, int] = {"": -1}
    rows = []
    for place, line in enumerate(table.criteria):
        depths[line.code] = depths[line.parent] + 1
        cells = [
            _cell((line.code, unit), f"v-{place}-{number}", typed, faults, filled[unit])
            for number, unit in enumerate(UNITS)
        ]
        rows.append(
            TrialRow(
                criterion=line,
                depth=depths[line.code],
                is_leaf=line.code in leaves,
                hint=_hint(line),
                cells=tuple(cells),
                sums=tuple(one.sections.get(line.code) for one in totals),
            )
        )
    return tuple(rows)


def _cell(
    where: tuple[str, str],
    name: str,
    typed: Mapping[tuple[str, str], str],
    faults: Mapping[tuple[str, str], str],
    filled: scoring.Filled[str],
) -> TrialCell:
    code, unit = where
    found = filled.points.get(code)
    return TrialCell(
        name=name,
        unit=unit,
        typed=typed[where],
        points=found.points if found else None,
        told=found.explanation if found else "",
        fault=faults.get(where) or filled.faults.get(code, ""),
        provisional=bool(found and found.provisional),
    )


def _hint(line: Criterion) -> str:
    if line.kind is Kind.DISQUALIFIER:
        return "1 nếu có vi phạm"
    if not by_figure(line):
        return "số điểm"
    planned = line.kind is Kind.RELATIVE or (line.kind is Kind.RATIO and line.options.plan is None)
    return "kết quả/chỉ tiêu" if planned else "số liệu"
