"""A card laid out line by line, as the screen and the workbook show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Evidence, NotAssigned, Scorecard
from thidua.apps.assessments.queries.lines import (
    OPTIONAL,
    is_computed,
    wants,
)
from thidua.apps.assessments.queries.marks import Given
from thidua.apps.assessments.queries.scores import Recorded, Scores, card_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A line of a card with its marks side by side.

    Attributes:
        given: its points by stage, each with how it came about.
        provisional: why the points of a stage may still change, where they may.
        recorded: the figure of its target, for a line that fills itself.
        fault: why no points follow from the figure.
        not_assigned: the decision that the line doesn't apply to the unit.
        written: what the unit explained after the appraisal.
    """

    criterion: Criterion
    engine: scoring.Criterion
    depth: int
    is_leaf: bool
    computed: bool
    marks: Mapping[str, Given]
    sums: Mapping[str, Decimal]
    beyond_margin: bool
    evidence: tuple[Evidence, ...]
    given: Mapping[Stage, scoring.Points] = field(default_factory=dict)
    provisional: Mapping[Stage, str] = field(default_factory=dict)
    recorded: Recorded | None = None
    fault: str = ""
    not_assigned: NotAssigned | None = None
    written: str = ""

    def points(self, stage: Stage) -> Decimal | None:
        """Return the points at a stage: of the line itself, or the sum of the lines below it."""
        one = self.given.get(stage)
        return one.points if one else self.sums.get(stage)

    @property
    def asks_figure(self) -> bool:
        """Whether the scorer enters a figure, from which the points follow."""
        return self.is_leaf and not self.computed and self.engine.asks_figure

    @property
    def is_scored(self) -> bool:
        """Whether the unit is scored on the line at all."""
        return self.is_leaf and self.not_assigned is None

    def is_wanted(self, stage: Stage) -> bool:
        """Whether the line may not be left blank at a stage."""
        return self.is_scored and self.criterion.kind not in OPTIONAL and wants(self.engine, stage)

    @property
    def self_(self) -> Decimal | None:
        return self.points(Stage.SELF)

    @property
    def cross(self) -> Decimal | None:
        return self.points(Stage.CROSS)

    @property
    def appraised(self) -> Decimal | None:
        return self.points(Stage.APPRAISED)

    @property
    def explanation(self) -> str:
        told = [mark.explanation for mark in self.marks.values()]
        told += [one.explanation for one in self.given.values()]
        return next(filter(None, told), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A card as the screen shows it; `settled` are the points that stand, by code."""

    rows: tuple[SheetRow, ...]
    totals: Mapping[Stage, scoring.Totals]
    missing: tuple[Criterion, ...]
    standing: scoring.Totals | None = None
    settled: Mapping[str, scoring.Points] = field(default_factory=dict)

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """The evidence of the card, each item once."""
        return tuple({e.pk: e for row in self.rows for e in row.evidence}.values())


def sheet_of(card: Scorecard, *, live: Stage | None = None) -> Sheet:
    """Lay out a card: every line of the table with its marks, subtotals, and what is missing.

    Args:
        card: the card.
        live: the stage being filled in, where lines bound to targets show what they will be.
    """
    scores = card_scores(card, live=live)
    totals = {stage: t for stage in Stage if (t := scores.total(card.pk, stage)) is not None}
    rows = tuple(_Rows(card, scores, totals).all())
    stage = card.stage or Stage.APPRAISED
    filled = scores.settled.get(card.pk)
    return Sheet(
        rows=rows,
        totals=totals,
        missing=missing_lines(rows, stage),
        standing=scores.standing_total(card),
        settled=filled.points if filled else {},
    )


class _Rows:
    def __init__(
        self, card: Scorecard, scores: Scores, totals: Mapping[Stage, scoring.Totals]
    ) -> None:
        self.card, self.scores, self.totals = card, scores, totals
        self.filled = {s: f for s in Stage if (f := scores.of(card.pk, s)) is not None}
        self.criteria = scores.lines
        self.engines = {c.code: c for c in scores.table.criteria}
        self.by_id = {c.pk: c for c in self.criteria}
        self.parents = {c.parent_id for c in self.criteria}
        self.marks: dict[str, dict[str, Given]] = {}
        for stage in sorted(scores.given):
            for code, mark in scores.given[stage].get(card.pk, {}).items():
                self.marks.setdefault(code, {})[stage] = mark
        self.evidence: dict[UUID, list[Evidence]] = {}
        for proof in card.evidence.prefetch_related("links"):
            for link in proof.links.all():
                self.evidence.setdefault(link.criterion_id, []).append(proof)
        self.explanations = {e.criterion_id: e.text for e in card.explanations.all()}
        self.left_out = {n.criterion_id: n for n in card.not_assigned.all()}

    def all(self) -> Iterable[SheetRow]:
        return (self.row(criterion) for criterion in self.criteria)

    def row(self, line: Criterion) -> SheetRow:
        given = {s: f.points[line.code] for s, f in self.filled.items() if line.code in f.points}
        code = line.code
        return SheetRow(
            criterion=line,
            engine=self.engines[line.code],
            depth=depth_of(line, self.by_id),
            is_leaf=line.pk not in self.parents,
            computed=is_computed(line),
            marks=self.marks.get(code, {}),
            given=given,
            provisional={
                stage: self.scores.why_provisional(line, stage)
                for stage, one in given.items()
                if one.provisional
            },
            sums={s: t.sections[code] for s, t in self.totals.items() if code in t.sections},
            beyond_margin=beyond_margin(given, self.card.table.margin),
            evidence=tuple(self.evidence.get(line.pk, ())),
            recorded=self.scores.recorded.get((self.card.membership_id, code)),
            fault=next((f.faults[code] for f in self.filled.values() if code in f.faults), ""),
            not_assigned=self.left_out.get(line.pk),
            written=self.explanations.get(line.pk, ""),
        )


def depth_of(criterion: Criterion, by_id: Mapping[UUID, Criterion]) -> int:
    parent = by_id.get(criterion.parent_id) if criterion.parent_id else None
    return 0 if parent is None else 1 + depth_of(parent, by_id)


def beyond_margin(given: Mapping[Stage, scoring.Points], margin: Decimal) -> bool:
    """Tell whether the appraised points differ from the unit's own by more than the margin."""
    own, appraised = given.get(Stage.SELF), given.get(Stage.APPRAISED)
    return own is not None and appraised is not None and abs(appraised.points - own.points) > margin


def missing_lines(rows: Iterable[SheetRow], stage: Stage) -> tuple[Criterion, ...]:
    """Return the lines without points at a stage; a bonus or deduction may be left blank."""
    return tuple(row.criterion for row in rows if row.is_wanted(stage) and stage not in row.marks)
