"""The scorecard as a grid: who sees which column, what was typed, what is wrong beside each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.policy import STAGE_OF
from thidua.apps.assessments.queries import (
    HANDED_IN,
    OPTIONAL,
    Sheet,
    SheetRow,
    computed_points,
    crossing_of,
    engine_criterion,
    engine_table,
    scorecards_of,
    standings_of,
)
from thidua.apps.units.enums import Position
from thidua.text import decimal_text, parse_decimal
from thidua.web.shell import YearPage

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Mark, Scorecard, ScoringTable

PAST_CROSS = {CardState.APPRAISAL, CardState.APPRAISED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """What decides which scores a person sees in a bloc's year.

    A member doesn't see how it was cross-scored before it has handed in the card it cross-scores
    itself, so that neither of two members can answer the other's marks.
    """

    page: YearPage
    ranked: bool
    scorers: Mapping[UUID, UUID]  # scored member → scorer
    own_cross_done: bool

    @property
    def sees_all(self) -> bool:
        return self.ranked or self.page.is_secretary or self.page.own is None

    def scores(self, card: Scorecard) -> bool:
        """Whether the person's unit was named to cross-score the card."""
        own = self.page.own
        return own is not None and self.scorers.get(card.membership_id) == own.pk

    def scorer_of(self, card: Scorecard) -> str:
        """Name the member that cross-scores the card."""
        scorer = self.scorers.get(card.membership_id)
        return next((m.unit.short_name for m in self.page.members if m.pk == scorer), "")

    def owns(self, card: Scorecard) -> bool:
        return self.page.own is not None and self.page.own.pk == card.membership_id

    def appraises(self, card: Scorecard) -> bool:
        own = self.page.own
        if card.membership.position == Position.LEAD:
            return self.page.is_board or (own is not None and own.position == Position.DEPUTY)
        return self.page.is_board or self.page.is_secretary

    def stages(self, card: Scorecard, opened: Stage | None = None) -> tuple[Stage, ...]:
        """Return the columns the person may see: those handed in, less what is still blind."""
        handed_in = HANDED_IN[CardState(card.state)]
        shown = {s for s in handed_in if self.sees_all or self.sees(card, s)}
        return tuple(s for s in Stage if s in shown or s is opened)

    def sees(self, card: Scorecard, stage: Stage) -> bool:
        if self.owns(card):
            return stage is not Stage.CROSS or self.own_cross_done
        if self.appraises(card):
            return True
        return self.scores(card) and stage is not Stage.APPRAISED

    def task(self, card: Scorecard) -> str:
        """Say what the card waits for from this person, if anything."""
        stage = STAGE_OF.get(CardState(card.state))
        mine = {
            Stage.SELF: self.owns(card),
            Stage.CROSS: self.scores(card),
            Stage.APPRAISED: self.appraises(card),
        }
        return stage.label if stage and mine[stage] else ""


def viewer_of(page: YearPage) -> Viewer:
    scorers = {c.scored_id: c.scorer_id for c in crossing_of(page.bloc_year)}
    own = page.own.pk if page.own else None
    checked = [scored for scored, scorer in scorers.items() if scorer == own]
    states = {c.membership_id: CardState(c.state) for c in page.bloc_year.scorecards.all()}
    return Viewer(
        page=page,
        ranked=standings_of(page.bloc_year).exists(),
        scorers=scorers,
        own_cross_done=all(states.get(scored) in PAST_CROSS for scored in checked),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed into a card's open column, with what is wrong cell by cell."""

    points: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, Decimal] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One stage of one line."""

    stage: Stage
    points: Decimal | None
    is_input: bool
    typed: str
    reason: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A line as the grid shows it."""

    row: SheetRow
    cells: tuple[Cell, ...]
    explanation: str
    hint: str
    outlier: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class StageTotals:
    """The foot of a column; no totals before the stage has any points."""

    label: str
    totals: scoring.Totals | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    rows: tuple[GridRow, ...]
    stages: tuple[Stage, ...]
    opened: Stage | None
    totals: tuple[StageTotals, ...]

    @property
    def missing(self) -> list[str]:
        return [row.row.criterion.code for row in self.rows if row.missing]

    @property
    def wants_reasons(self) -> bool:
        return self.opened in {Stage.CROSS, Stage.APPRAISED}

    @property
    def faults(self) -> int:
        return sum(bool(cell.fault) for row in self.rows for cell in row.cells)


def grid_of(
    card: Scorecard,
    sheet: Sheet,
    stages: tuple[Stage, ...],
    opened: Stage | None,
    typed: Typed = NOTHING_TYPED,
) -> Grid:
    """Lay out a card with the stages a person may see and the one they may fill in."""
    desk = desk_of(card, sheet, opened)
    rows = tuple(grid_row(row, stages, desk, typed) for row in sheet.rows)
    known = {**sheet.totals, **({desk.opened: desk.sums} if desk.opened and desk.sums else {})}
    totals = tuple(StageTotals(stage.label, known.get(stage)) for stage in stages)
    return Grid(rows=rows, stages=stages, opened=opened, totals=totals)


@dataclass(frozen=True, slots=True)
class Desk:
    """The open column, if any, and the lines that fill themselves already filled in."""

    opened: Stage | None
    filled: Mapping[str, scoring.Points]
    sums: scoring.Totals | None


def desk_of(card: Scorecard, sheet: Sheet, opened: Stage | None) -> Desk:
    filled = computed_points(card, [row.criterion for row in sheet.rows])
    if opened is None:
        return Desk(None, filled, None)
    marked = {r.criterion.code: r.marks[opened].points for r in sheet.rows if opened in r.marks}
    points = {code: known.points for code, known in filled.items()} | marked
    return Desk(opened, filled, scoring.total(engine_table(card.table), points) if points else None)


def grid_row(row: SheetRow, stages: tuple[Stage, ...], desk: Desk, typed: Typed) -> GridRow:
    known = desk.filled.get(row.criterion.code)
    told = next((row.marks[s].explanation for s in stages if s in row.marks), "")
    unmarked = desk.opened is not None and desk.opened not in row.marks and known is None
    return GridRow(
        row=row,
        cells=tuple(cell_of(row, stage, desk, typed) for stage in stages),
        explanation=told or (known.explanation if known else ""),
        hint=hint_of(row) if desk.opened and can_type(row) else "",
        outlier=row.beyond_margin and {Stage.SELF, Stage.APPRAISED} <= set(stages),
        missing=unmarked and row.is_leaf and row.criterion.kind not in OPTIONAL,
    )


def hint_of(row: SheetRow) -> str:
    """Say which points a line takes, where not every figure up to its maximum will do."""
    criterion = engine_criterion(row.criterion)
    if criterion.kind is scoring.Kind.STEPS:
        return f"Các mức: {listed(criterion.options.steps)}"
    if criterion.kind is scoring.Kind.CHECKLIST:
        return f"Chấm 0 hoặc {decimal_text(criterion.maximum)}"
    if each := criterion.options.per_occurrence:
        return f"Mỗi lần {decimal_text(each)} điểm"
    return ""


def listed(steps: Iterable[Decimal]) -> str:
    return "; ".join(decimal_text(step) for step in steps)


def cell_of(row: SheetRow, stage: Stage, desk: Desk, typed: Typed) -> Cell:
    code, is_open = row.criterion.code, stage is desk.opened
    mark = row.marks.get(stage)
    points = points_in(row, desk) if is_open else row.points(stage)
    return Cell(
        stage=stage,
        points=points,
        is_input=is_open and can_type(row),
        typed=typed.points.get(code, "" if points is None else decimal_text(points)),
        reason=typed.reasons.get(code, told(mark)) if is_open else told(mark),
        fault=typed.faults.get(code, "") if is_open else "",
    )


def points_in(row: SheetRow, desk: Desk) -> Decimal | None:
    """Return the points of a line in the open column: marked, filled in by itself, or summed up."""
    code = row.criterion.code
    if mark := row.marks.get(desk.opened or ""):
        return mark.points
    if code in desk.filled:
        return desk.filled[code].points
    return desk.sums.sections.get(code) if desk.sums else None


def told(mark: Mark | None) -> str:
    return mark.reason if mark else ""


def can_type(row: SheetRow) -> bool:
    return row.is_leaf and not row.computed


def read_typed(
    posted: Mapping[str, str], rows: Iterable[SheetRow], opened: Stage, table: ScoringTable
) -> Typed:
    """Read the open column; nothing typed is lost, and each wrong cell says what is wrong."""
    lines = {row.criterion.code: row for row in rows if can_type(row)}
    points = {c: posted[f"p-{c}"].strip() for c in lines if f"p-{c}" in posted}
    reasons = {c: posted[f"r-{c}"].strip() for c in lines if f"r-{c}" in posted}
    read: dict[str, Decimal] = {}
    faults: dict[str, str] = {}
    for code, text in points.items():
        try:
            given = read_cell(lines[code], text, reasons.get(code, ""), opened, table)
        except ValueError as wrong:
            faults[code] = str(wrong)
        else:
            read |= {} if given is None else {code: given}
    changed = {c: p for c, p in read.items() if differs(lines[c], opened, p, reasons.get(c))}
    return Typed(points=points, reasons=reasons, read=changed, faults=faults)


def read_cell(
    row: SheetRow, text: str, reason: str, opened: Stage, table: ScoringTable
) -> Decimal | None:
    """Read one cell; blank stays blank.

    Raises:
        ValueError: what is wrong with it, for the place beside the cell.
    """
    if not text:
        if opened in row.marks:
            raise ValueError("Ô này đã có điểm, không để trống lại được; không có điểm thì ghi 0.")
        return None
    given = number_in(row, text)
    if given != round(given, table.places):
        raise ValueError(f"Chỉ ghi đến {table.places} chữ số sau dấu phẩy.")
    if wrong := scoring.check_points(engine_criterion(row.criterion), given):
        raise ValueError(wrong)
    if opened is Stage.APPRAISED and not reason:
        refuse_unreasoned(row, given, table.margin)
    return given


def number_in(row: SheetRow, text: str) -> Decimal:
    """Read a figure; where only some will do, what can't be read is told with those."""
    try:
        return parse_decimal(text)
    except ValueError:
        if row.criterion.kind != scoring.Kind.STEPS:
            raise
        steps = listed(engine_criterion(row.criterion).options.steps)
        raise ValueError(f"“{text}” không phải là một trong các mức {steps}.") from None


def refuse_unreasoned(row: SheetRow, given: Decimal, margin: Decimal) -> None:
    gap = abs(given - row.self_) if row.self_ is not None else Decimal(0)
    if gap > margin:
        raise ValueError(
            f"Lệch điểm tự chấm {decimal_text(gap)} điểm, quá {decimal_text(margin)} điểm:"
            " phải ghi lý do."
        )


def differs(row: SheetRow, opened: Stage, given: Decimal, reason: str | None) -> bool:
    mark = row.marks.get(opened)
    return mark is None or mark.points != given or (reason is not None and mark.reason != reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A card in the bloc's list."""

    card: Scorecard
    totals: tuple[StageTotals, ...]
    readable: bool
    task: str
    scorer: str


def list_rows(page: YearPage, viewer: Viewer, table: scoring.Table) -> list[ListRow]:
    return [list_row(card, viewer, table) for card in scorecards_of(page.bloc_year)]


def list_row(card: Scorecard, viewer: Viewer, table: scoring.Table) -> ListRow:
    shown = viewer.stages(card)
    points = {
        s: {m.criterion.code: m.points for m in card.marks.all() if m.stage == s} for s in shown
    }
    return ListRow(
        card=card,
        totals=tuple(
            StageTotals(s.label, scoring.total(table, points[s]) if s in points else None)
            for s in Stage
        ),
        readable=bool(shown) or viewer.owns(card) or viewer.sees_all or bool(viewer.task(card)),
        task=viewer.task(card),
        scorer=viewer.scorer_of(card) if viewer.sees_all else "",
    )
