"""Points of a bloc's cards at each stage: some follow from a figure, some from the other units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db.models import Q

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Mark, NotAssigned, Scorecard, Standing
from thidua.apps.assessments.queries.cards import scorecards_of
from thidua.apps.assessments.queries.lines import (
    criteria_of,
    engine_criterion,
    engine_table,
    is_computed,
    office_lines,
)
from thidua.apps.assessments.queries.tables import scored_table
from thidua.apps.assessments.queries.ties import tie_breaks_of
from thidua.apps.assessments.stages import standing_stage
from thidua.apps.campaigns.models import Assignment, IndexValue, Progress
from thidua.apps.campaigns.queries import index_values, latest_figure

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear, Membership

Filled = scoring.Filled[UUID]


class Given(NamedTuple):
    """A mark as it counts here."""

    card: UUID
    code: str
    stage: str
    points: Decimal
    figure: Decimal | None
    estimated: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A figure recorded for the target or index of a line, with the plan it stands against."""

    planned: Decimal | None
    progress: Progress | IndexValue

    @property
    def reading(self) -> scoring.Reading:
        return scoring.Reading(
            reached=self.progress.value,
            planned=self.planned,
            estimated=not self.progress.is_final,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Cards filled in, by stage and card.

    Attributes:
        settled: cards by the stages handed in, the later one's word standing on each line.
        recorded: figures of targets, by member and code of the line.
        waiting: how many cards have not handed a stage in.
        closed: the ranking is closed; nothing changes any more.
    """

    table: scoring.Table
    filled: Mapping[Stage, Mapping[UUID, Filled]]
    recorded: Mapping[tuple[UUID, str], Recorded]
    waiting: Mapping[Stage, int]
    closed: bool
    settled: Mapping[UUID, Filled]

    def of(self, card: UUID, stage: Stage) -> Filled | None:
        """Return a card at a stage; None where nothing was given yet."""
        return self.filled.get(stage, {}).get(card)

    def total(self, card: UUID, stage: Stage) -> scoring.Totals | None:
        filled = self.of(card, stage)
        return filled.total(self.table) if filled else None

    def standing_total(self, card: Scorecard) -> scoring.Totals | None:
        """Return what a card comes to by what was handed in: the last stage's word on each line."""
        filled = self.settled.get(card.pk)
        return filled.total(self.table) if filled else None

    def why_provisional(self, line: Criterion, stage: Stage) -> str:
        """Say what points that may still change wait for."""
        if line.kind != scoring.Kind.RELATIVE:
            return "theo số ước thực hiện"
        waiting = self.waiting.get(stage, 0)
        return f"còn {waiting:02d} phiếu chưa nộp phần này" if waiting else "chờ chốt xếp hạng"


def bloc_scores(bloc_year: BlocYear, *, settled: bool = False) -> Scores | None:
    """Fill in all cards of a bloc; None where it has no table.

    Args:
        bloc_year: the bloc's year.
        settled: every figure is in, as when the ranking closes.
    """
    table = scored_table(bloc_year)
    if table is None:
        return None
    book = _Book(bloc_year, list(criteria_of(table)), engine_table(table))
    return book.scores(settled=settled)


def card_scores(card: Scorecard, *, live: Stage | None = None) -> Scores:
    """Fill in one card; of the others only what its points depend on is read.

    Args:
        card: the card.
        live: the stage being filled in, where lines bound to targets show what they will be.
    """
    book = _Book(card.bloc_year, list(criteria_of(card.table)), engine_table(card.table))
    return book.scores(only=card, live=live)


@dataclass(frozen=True, slots=True)
class _Book:
    bloc_year: BlocYear
    lines: list[Criterion]
    table: scoring.Table

    def scores(
        self, *, only: Scorecard | None = None, live: Stage | None = None, settled: bool = False
    ) -> Scores:
        closed = Standing.objects.filter(bloc_year=self.bloc_year).exists()
        cards = list(
            self.bloc_year.scorecards.only("membership_id", "state", "path", "bloc_year_id")
        )
        recorded = recorded_figures(self.bloc_year, self.lines)
        without = not_assigned_in(self.bloc_year)
        marks = _marks(self.bloc_year, only, self._shared(without, only))
        sheet = _Sheet(self, closed, {c.pk: c.membership_id for c in cards}, recorded, without)
        stages = {Stage(m.stage) for m in marks} | ({live} if live else set())
        filled = {
            stage: sheet.filled(
                [m for m in marks if m.stage == stage], live=live is stage, settled=settled
            )
            for stage in stages
        }
        return Scores(
            table=self.table,
            filled=filled,
            recorded=recorded,
            waiting=_waiting(cards),
            closed=closed,
            settled=sheet.filled(
                _standing(cards, marks, office_lines(self.lines)), live=False, settled=settled
            ),
        )

    def _shared(
        self, without: Mapping[UUID, frozenset[str]], only: Scorecard | None
    ) -> frozenset[str]:
        """Return the lines on which a card's points depend on other cards."""
        relative = {line.code for line in self.lines if line.kind == scoring.Kind.RELATIVE}
        mean = self.table.unassigned is scoring.Unassigned.MEAN and only is not None
        return frozenset(relative | (without.get(only.pk, frozenset()) if mean and only else set()))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What filling a stage in needs beside its marks."""

    book: _Book
    closed: bool
    members: Mapping[UUID, UUID]
    recorded: Mapping[tuple[UUID, str], Recorded]
    without: Mapping[UUID, frozenset[str]]

    def filled(self, marks: Iterable[Given], *, live: bool, settled: bool) -> dict[UUID, Filled]:
        by_card: dict[UUID, dict[str, Given]] = {card: {} for card in self.members}
        for mark in marks:
            by_card[mark.card][mark.code] = mark
        cards = {card: self._card(card, given, live=live) for card, given in by_card.items()}
        filled = scoring.fill(self.book.table, cards, closed=settled or self.closed)
        return {
            card: _explained(one, by_card[card], closed=self.closed)
            for card, one in filled.items()
            if by_card[card] or live
        }

    def _card(self, card: UUID, given: Mapping[str, Given], *, live: bool) -> scoring.Card:
        readings = {} if self.closed else self._readings(card, given, live=live)
        return scoring.Card(
            points={code: m.points for code, m in given.items() if code not in readings},
            readings=readings,
            not_assigned=self.without.get(card, frozenset()),
        )

    def _readings(
        self, card: UUID, given: Mapping[str, Given], *, live: bool
    ) -> dict[str, scoring.Reading]:
        """Return the figures that points still follow from; a given mark keeps the points it has."""
        found = {}
        for line in self.book.lines:
            relative, mark = line.kind == scoring.Kind.RELATIVE, given.get(line.code)
            known = self.recorded.get((self.members[card], line.code))
            if relative and mark is not None and mark.figure is not None:
                planned = known.planned if known else engine_criterion(line).options.plan
                found[line.code] = scoring.Reading(
                    reached=mark.figure, planned=planned, estimated=mark.estimated
                )
            elif mark is None and known is not None and (relative or live):
                found[line.code] = known.reading
        return found


def _explained(filled: Filled, given: Mapping[str, Given], *, closed: bool) -> Filled:
    """Give points that stand in a mark the sentence that stands there with them."""
    told = {
        code: scoring.Points(
            one.points, given[code].explanation, provisional=given[code].estimated and not closed
        )
        for code, one in filled.points.items()
        if code in given and not one.explanation
    }
    return replace(filled, points={**filled.points, **told})


def recorded_figures(
    bloc_year: BlocYear, lines: Iterable[Criterion]
) -> dict[tuple[UUID, str], Recorded]:
    """Return what targets' progress and indices say for the lines bound to them."""
    lines = list(lines)
    bound: dict[UUID, list[str]] = {}
    for line in lines:
        if is_computed(line) and line.target_id:
            bound.setdefault(line.target_id, []).append(line.code)
    plans = Assignment.objects.filter(
        membership__bloc_year=bloc_year, target__in=list(bound)
    ).prefetch_related("progress")
    of_targets = {
        (plan.membership_id, code): Recorded(plan.planned, reached)
        for plan in (plans if bound else ())
        if (reached := latest_figure(plan)) is not None
        for code in bound[plan.target_id]
    }
    return of_targets | _of_indices(bloc_year, [line for line in lines if line.index_id])


def _of_indices(bloc_year: BlocYear, lines: list[Criterion]) -> dict[tuple[UUID, str], Recorded]:
    """Return what indices say; a line may name what is to be reached."""
    if not lines:
        return {}
    values = index_values({line.index_id for line in lines if line.index_id}, bloc_year)
    members = bloc_year.memberships.values_list("pk", "unit_id")
    return {
        (member, line.code): Recorded(engine_criterion(line).options.plan, known[-1])
        for member, unit in members
        for line in lines
        if line.index_id and (known := values.get((line.index_id, unit)))
    }


def _marks(bloc_year: BlocYear, only: Scorecard | None, shared: frozenset[str]) -> list[Given]:
    marks = Mark.objects.filter(scorecard__bloc_year=bloc_year)
    if only is not None:
        marks = marks.filter(Q(scorecard=only) | Q(criterion__code__in=shared))
    rows = marks.order_by().values_list(
        "scorecard", "criterion__code", "stage", "points", "figure", "estimated", "explanation"
    )
    return [Given(*row) for row in rows]


def not_assigned_in(bloc_year: BlocYear) -> dict[UUID, frozenset[str]]:
    """Return the codes of the lines not assigned to a unit, by card."""
    rows = NotAssigned.objects.filter(scorecard__bloc_year=bloc_year).values_list(
        "scorecard", "criterion__code"
    )
    found: dict[UUID, set[str]] = {}
    for card, code in rows:
        found.setdefault(card, set()).add(code)
    return {card: frozenset(codes) for card, codes in found.items()}


def _standing(
    cards: Iterable[Scorecard], marks: Iterable[Given], office: frozenset[str]
) -> list[Given]:
    """Return the marks that stand: on each line the word of the last stage that speaks for it."""
    behind = {card.pk: card.handed_in for card in cards}
    by_line: dict[tuple[UUID, str], dict[str, Given]] = {}
    for mark in marks:
        by_line.setdefault((mark.card, mark.code), {})[mark.stage] = mark
    return [
        given[stage]
        for (card, code), given in by_line.items()
        if (stage := standing_stage(behind[card], given, office=code in office))
    ]


def _waiting(cards: Iterable[Scorecard]) -> dict[Stage, int]:
    handed_in = [card.handed_in for card in cards]
    return {stage: sum(stage not in done for done in handed_in) for stage in Stage}


def provisional_ranking(
    bloc_year: BlocYear, scores: Scores | None = None
) -> tuple[scoring.Placed[Membership], ...]:
    """Rank by the last stage handed in; a card of which none is has no place, rather than 0."""
    scores = scores or bloc_scores(bloc_year)
    if scores is None:
        return ()
    totals = [(card.membership, scores.standing_total(card)) for card in scorecards_of(bloc_year)]
    return scoring.rank(
        [(member, total) for member, total in totals if total is not None],
        tie_breaks_of(bloc_year, lambda member: member.unit_id),
    )
