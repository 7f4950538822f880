"""The scorecard as a grid: who sees which column, what stands in each cell, what is wrong beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.queries import (
    Scores,
    Sheet,
    SheetRow,
    crossing_of,
    rules_of,
    standings_of,
    takes_marks,
    unanswered,
)
from thidua.apps.assessments.stages import judging_stage
from thidua.apps.units.enums import Position
from thidua.text import decimal_text
from thidua.web.forms.typed import NOTHING_TYPED, REASONED, Typed, can_type, listed
from thidua.web.shell import YearPage

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Mark, Scorecard


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
    blind: bool

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

    def answers(self, card: Scorecard) -> bool:
        """Whether the person answers objections: who gives the last appraisal does."""
        if judging_stage(card.stages) is Stage.OFFICE:
            return self.page.is_board
        return self.appraises(card)

    def decides_lines(self, card: Scorecard) -> bool:
        """Whether the person says which lines don't apply to the unit."""
        return self.page.is_board or (
            self.page.is_secretary and card.membership.position != Position.LEAD
        )

    def stages(self, card: Scorecard, opened: Stage | None = None) -> tuple[Stage, ...]:
        """Return the columns the person may see: those handed in, less what is still blind."""
        shown = {s for s in card.handed_in if self.sees_all or self.sees(card, s)}
        pointed = (s for s in card.stages if s is not Stage.EXPLANATION)
        return tuple(s for s in pointed if s in shown or s is opened)

    def sees(self, card: Scorecard, stage: Stage) -> bool:
        if self.owns(card):
            return stage is not Stage.CROSS or self.own_cross_done or not self.blind
        if self.appraises(card):
            return True
        until = card.stages.index(Stage.CROSS) + 1 if Stage.CROSS in card.stages else 1
        return self.scores(card) and stage in card.stages[:until]

    def task(self, card: Scorecard) -> str:
        """Say what the card waits for from this person, if anything."""
        stage = card.stage
        mine = {
            Stage.SELF: self.owns(card),
            Stage.CROSS: self.scores(card),
            Stage.APPRAISED: self.appraises(card),
            Stage.EXPLANATION: self.owns(card),
            Stage.SECOND: self.appraises(card),
            Stage.OFFICE: self.page.is_board,
        }
        return stage.label if stage and mine[stage] else ""


def viewer_of(page: YearPage) -> Viewer:
    scorers = {c.scored_id: c.scorer_id for c in crossing_of(page.bloc_year)}
    own = page.own.pk if page.own else None
    checked = [scored for scored, scorer in scorers.items() if scorer == own]
    ahead = {c.membership_id: c.ahead for c in page.bloc_year.scorecards.all()}
    return Viewer(
        page=page,
        ranked=standings_of(page.bloc_year).exists(),
        scorers=scorers,
        blind=rules_of(page.bloc_year).blind,
        own_cross_done=all(Stage.CROSS not in ahead.get(m, {Stage.CROSS}) for m in checked),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One stage of one line.

    Attributes:
        takes: what is typed there: points, a figure, yes or no; empty where nothing is.
        is_plain: nothing but points stands there.
    """

    stage: Stage
    points: Decimal | None
    takes: str
    typed: str
    estimated: bool
    figure: Decimal | None
    reason: str
    fault: str
    provisional: str
    version: int
    clash: Mark | None
    is_open: bool
    is_plain: bool

    @property
    def is_input(self) -> bool:
        return bool(self.takes)

    @property
    def label(self) -> str:
        return self.stage.label


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A line as the grid shows it."""

    row: SheetRow
    cells: tuple[Cell, ...]
    explanation: str
    hint: str
    outlier: bool
    missing: bool
    asks_reasons: bool
    opened: Stage | None

    @property
    def is_noted(self) -> bool:
        """Whether more than reasons stands beside the points; most lines have nothing."""
        row = self.row
        return bool(
            self.explanation
            or self.hint
            or self.missing
            or self.outlier
            or row.not_assigned
            or row.computed
            or row.written
            or row.evidence
            or row.engine.options.evidence
            or row.engine.options.evidence_required
            or self.provisional
            or self.faults
            or self.clashes
            or self.opened is Stage.EXPLANATION
        )

    @property
    def faults(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.fault)

    @property
    def clashes(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.clash)

    @property
    def reasoned(self) -> tuple[Cell, ...]:
        """The cells that have a reason or take one; a disqualifier always names its paper."""
        return tuple(cell for cell in self.cells if cell.reason or self.takes_reason(cell))

    @property
    def provisional(self) -> str:
        return self.cells[-1].provisional if self.cells else ""

    def takes_reason(self, cell: Cell) -> bool:
        return bool(cell.takes) and (self.asks_reasons or cell.takes == "choice")


@dataclass(frozen=True, slots=True)
class StageTotals:
    """The foot of a column; no totals before the stage has any points."""

    stage: Stage
    totals: scoring.Totals | None

    @property
    def label(self) -> str:
        return self.stage.label


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
    def clashes(self) -> int:
        return sum(cell.clash is not None for row in self.rows for cell in row.cells)

    @property
    def faults(self) -> int:
        return sum(bool(cell.fault) for row in self.rows for cell in row.cells)


def grid_of(
    sheet: Sheet,
    stages: tuple[Stage, ...],
    opened: Stage | None,
    typed: Typed = NOTHING_TYPED,
) -> Grid:
    """Lay out a card with the stages a person may see and the one they may fill in."""
    rows = tuple(grid_row(row, stages, opened, typed) for row in sheet.rows)
    totals = tuple(StageTotals(stage, sheet.totals.get(stage)) for stage in stages)
    return Grid(rows=rows, stages=stages, opened=opened, totals=totals)


def grid_row(
    row: SheetRow, stages: tuple[Stage, ...], opened: Stage | None, typed: Typed
) -> GridRow:
    return GridRow(
        row=row,
        cells=tuple(cell_of(row, stage, opened, typed) for stage in stages),
        explanation=explanation_of(row, stages),
        hint=hint_of(row) if opened and can_type(row) else "",
        outlier=row.beyond_margin and {Stage.SELF, Stage.APPRAISED} <= set(stages),
        missing=opened is not None and row.is_wanted(opened) and opened not in row.given,
        asks_reasons=opened in REASONED,
        opened=opened,
    )


def explanation_of(row: SheetRow, stages: tuple[Stage, ...]) -> str:
    """Say how the points came about at a stage the person sees; what a target says, everybody sees."""
    shown = (one for stage, one in row.given.items() if row.computed or stage in stages)
    return next((one.explanation for one in shown if one.explanation), "")


def hint_of(row: SheetRow) -> str:
    """Say which points a line takes, where not every figure up to its maximum will do."""
    criterion = row.engine
    if row.asks_figure:
        return figure_hint(criterion)
    if criterion.kind is scoring.Kind.STEPS:
        return f"Các mức: {listed(criterion.options.steps)}"
    if criterion.kind is scoring.Kind.CHECKLIST:
        return f"Chấm 0 hoặc {decimal_text(criterion.maximum)}"
    if each := criterion.options.per_occurrence:
        return f"Mỗi lần {decimal_text(each)} điểm"
    return ""


def figure_hint(criterion: scoring.Criterion) -> str:
    """Say what figure a line asks for, and what it is measured against."""
    options = criterion.options
    told = f"Ghi số liệu ({options.unit})" if options.unit else "Ghi số liệu"
    if options.bands:
        bands = "; ".join(f"{b.text}: {decimal_text(b.points)} điểm" for b in options.bands)
        return f"{told}. {bands}"
    if options.plan is not None:
        return f"{told}; mức phải đạt {decimal_text(options.plan)}"
    return f"{told}, thang {decimal_text(options.scale)}" if options.scale else told


def cell_of(row: SheetRow, stage: Stage, opened: Stage | None, typed: Typed) -> Cell:
    code, is_open = row.criterion.code, stage is opened
    mark = row.marks.get(stage)
    kept = typed if is_open else NOTHING_TYPED
    figure = mark.figure if mark and row.asks_figure else None
    points = None if row.not_assigned else row.points(stage)
    shown = figure if row.asks_figure else points
    return Cell(
        stage=stage,
        points=points,
        takes=takes(row, stage) if is_open else "",
        typed=kept.points.get(code, decimal_text(shown) if is_open and shown is not None else ""),
        estimated=code in kept.estimated if code in kept.points else bool(mark and mark.estimated),
        figure=figure,
        reason=kept.reasons.get(code, mark.reason if mark else ""),
        fault=kept.faults.get(code, ""),
        provisional=row.provisional.get(stage, ""),
        version=kept.seen.get(code, 0) if code in kept.points else int(mark.version if mark else 0),
        clash=kept.clashes.get(code),
        is_open=is_open,
        is_plain=not is_open
        and figure is None
        and stage not in row.provisional
        and row.criterion.kind != scoring.Kind.DISQUALIFIER,
    )


def takes(row: SheetRow, stage: Stage) -> str:
    """Return what is typed into a line: a figure, points, whether it happened, or nothing."""
    if not can_type(row) or not takes_marks(row.engine, stage):
        return ""
    if row.criterion.kind == scoring.Kind.DISQUALIFIER:
        return "choice"
    return "figure" if row.asks_figure else "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A card in the bloc's list."""

    card: Scorecard
    totals: tuple[StageTotals, ...]
    readable: bool
    task: str
    scorer: str
    objections: int


def list_rows(
    page: YearPage, viewer: Viewer, cards: Iterable[Scorecard], scores: Scores | None
) -> list[ListRow]:
    waiting = Counter(unanswered(page.bloc_year).values_list("scorecard", flat=True))
    return [list_row(card, viewer, scores, waiting[card.pk]) for card in cards]


def list_row(card: Scorecard, viewer: Viewer, scores: Scores | None, objections: int) -> ListRow:
    shown = viewer.stages(card)
    totals = {s: scores.total(card.pk, s) for s in shown} if scores else {}
    return ListRow(
        card=card,
        totals=tuple(
            StageTotals(s, totals.get(s)) for s in card.stages if s is not Stage.EXPLANATION
        ),
        readable=bool(shown) or viewer.owns(card) or viewer.sees_all or bool(viewer.task(card)),
        task=viewer.task(card),
        scorer=viewer.scorer_of(card) if viewer.sees_all else "",
        objections=objections if viewer.sees_all or viewer.owns(card) else 0,
    )
