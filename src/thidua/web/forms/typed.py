"""Reading what a person typed into a card's open column; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.queries import points_alone, takes_marks
from thidua.text import decimal_text, parse_decimal

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Mark, ScoringTable
    from thidua.apps.assessments.queries import SheetRow

REASONED = frozenset({Stage.CROSS, Stage.APPRAISED, Stage.SECOND, Stage.OFFICE})
"""Stages in which every line has a place for a reason."""


THEIRS = "theirs"
"""Chosen in place of a version, where what somebody else put there shall stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed into a card's open column, with what is wrong cell by cell.

    Attributes:
        points: the text of each cell, be it points, a figure or a choice.
        estimated: lines whose figure is said to be an estimate.
        read: points that changed.
        figures: figures that changed.
        seen: the version of each cell when the page was loaded.
        clashes: what somebody else put into a cell meanwhile; what was typed there isn't saved yet.
    """

    points: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    estimated: frozenset[str] = frozenset()
    read: Mapping[str, Decimal] = field(default_factory=dict)
    figures: Mapping[str, scoring.Reading] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)
    clashes: Mapping[str, Mark] = field(default_factory=dict)

    def left_over(self, marks: Iterable[Mark]) -> Self:
        """Keep only what somebody else was quicker with."""
        clashes = {mark.criterion.code: mark for mark in marks}
        return replace(
            self,
            points={code: text for code, text in self.points.items() if code in clashes},
            reasons={code: text for code, text in self.reasons.items() if code in clashes},
            clashes=clashes,
        )

    @property
    def changed(self) -> int:
        return len(self.read) + len(self.figures)


NOTHING_TYPED = Typed()


def can_type(row: SheetRow) -> bool:
    return row.is_scored and not row.computed


def read_typed(
    posted: Mapping[str, str], rows: Iterable[SheetRow], opened: Stage, table: ScoringTable
) -> Typed:
    """Read the open column; each wrong cell says what is wrong."""
    lines = {
        row.criterion.code: row for row in rows if can_type(row) and takes_marks(row.engine, opened)
    }
    lines = {code: row for code, row in lines.items() if posted.get(f"v-{code}") != THEIRS}
    points = {c: posted[f"p-{c}"].strip() for c in lines if f"p-{c}" in posted}
    reasons = {c: posted[f"r-{c}"].strip() for c in lines if f"r-{c}" in posted}
    estimated = frozenset(c for c in lines if f"e-{c}" in posted)
    given: dict[str, scoring.Reading] = {}
    faults: dict[str, str] = {}
    for code, text in points.items():
        cell = _Cell(lines[code], text, reasons.get(code, ""), code in estimated, opened, table)
        try:
            read = cell.read()
        except ValueError as wrong:
            faults[code] = str(wrong)
        else:
            given |= {} if read is None else {code: read}
    changed = {c: g for c, g in given.items() if differs(lines[c], opened, g, reasons.get(c))}
    return Typed(
        points=points,
        reasons=reasons,
        estimated=estimated,
        read={c: g.reached for c, g in changed.items() if not lines[c].asks_figure},
        figures={c: g for c, g in changed.items() if lines[c].asks_figure},
        faults=faults,
        seen={c: int(v) for c in lines if (v := posted.get(f"v-{c}", "")).isdecimal()},
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    row: SheetRow
    text: str
    reason: str
    estimated: bool
    opened: Stage
    table: ScoringTable

    def read(self) -> scoring.Reading | None:
        """Read the cell; blank stays blank.

        Raises:
            ValueError: what is wrong with it, for the place beside the cell.
        """
        if not self.text:
            if self.opened in self.row.marks:
                raise ValueError(
                    "Ô này đã có điểm, không để trống lại được; không có điểm thì ghi 0."
                )
            return None
        given = scoring.Reading(reached=number_in(self.row, self.text), estimated=self.estimated)
        points = self._points(given)
        if self.opened is Stage.APPRAISED and not self.reason:
            refuse_unreasoned(self.row, given, points, self.table.margin)
        if self.row.criterion.kind == scoring.Kind.DISQUALIFIER and points and not self.reason:
            raise ValueError("Có vi phạm thì phải ghi số, ngày văn bản kết luận vào ô lý do.")
        return given

    def _points(self, given: scoring.Reading) -> Decimal:
        if self.row.asks_figure:
            return points_alone(self.row.engine, given, self.table.places).points
        if given.reached != round(given.reached, self.table.places):
            raise ValueError(f"Chỉ ghi đến {self.table.places} chữ số sau dấu phẩy.")
        if wrong := scoring.check_points(self.row.engine, given.reached):
            raise ValueError(wrong)
        return given.reached


def number_in(row: SheetRow, text: str) -> Decimal:
    """Read a figure; where only some will do, what can't be read is told with those."""
    try:
        return parse_decimal(text)
    except ValueError:
        if row.criterion.kind != scoring.Kind.STEPS:
            raise
        steps = listed(row.engine.options.steps)
        raise ValueError(f"“{text}” không phải là một trong các mức {steps}.") from None


def listed(steps: Iterable[Decimal]) -> str:
    return "; ".join(decimal_text(step) for step in steps)


def refuse_unreasoned(
    row: SheetRow, given: scoring.Reading, points: Decimal, margin: Decimal
) -> None:
    own = row.marks.get(Stage.SELF)
    if row.criterion.kind == scoring.Kind.RELATIVE:
        if own is not None and own.figure not in {None, given.reached}:
            raise ValueError("Số liệu khác số đơn vị ghi: phải ghi lý do.")
        return
    gap = abs(points - row.self_) if row.self_ is not None else Decimal(0)
    if gap > margin:
        raise ValueError(
            f"Lệch điểm tự chấm {decimal_text(gap)} điểm, quá {decimal_text(margin)} điểm:"
            " phải ghi lý do."
        )


def differs(row: SheetRow, opened: Stage, given: scoring.Reading, reason: str | None) -> bool:
    mark = row.marks.get(opened)
    if mark is None or (reason is not None and mark.reason != reason):
        return True
    if row.asks_figure:
        return (mark.figure, mark.estimated) != (given.reached, given.estimated)
    return mark.points != given.reached
