"""Points of a bloc's cards at each stage: some follow from a figure, some from the other units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from thidua import scoring
from thidua.apps.assessments.enums import PARTIAL, Stage
from thidua.apps.assessments.models import Criterion, NotAssigned, Scorecard, Standing
from thidua.apps.assessments.queries.lines import (
    criteria_at_once,
    engine_criterion,
    engine_table,
    is_computed,
    office_lines,
)
from thidua.apps.assessments.queries.marks import Given, Givens, marks_of
from thidua.apps.assessments.queries.tables import scored_table
from thidua.apps.assessments.queries.ties import tie_breaks_of
from thidua.apps.campaigns.models import Assignment, IndexValue, Progress
from thidua.apps.campaigns.queries import index_values, latest_figure

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear, Membership

Filled = scoring.Filled[UUID]


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


@dataclass(frozen=True, slots=True)
class FilledCards:
    """Cards filled in; what each comes to is added up once.

    Attributes:
        source: all that they were filled in from.
    """

    source: tuple[object, ...]
    table: scoring.Table
    cards: Mapping[UUID, Filled]
    _totals: dict[UUID, scoring.Totals] = field(default_factory=dict)

    def like(self, earlier: FilledCards | None) -> FilledCards:
        """Take over what cards came to that are filled in as they were before."""
        if earlier is not None and earlier.table == self.table:
            for card, total in list(earlier._totals.items()):
                if self.cards.get(card) == earlier.cards[card]:
                    self._totals[card] = total
        return self

    def total(self, card: UUID) -> scoring.Totals | None:
        """Return what a card comes to; None where it was given nothing."""
        if card not in self._totals and card in self.cards:
            self._totals[card] = self.cards[card].total(self.table)
        return self._totals.get(card)


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Cards filled in, by stage and card; a stage that nobody asks about is not filled in.

    Attributes:
        given: the marks themselves, by stage, card and code.
        handed_in: the stages each card has behind it.
        recorded: figures of targets, by member and code of the line.
        closed: the ranking is closed; nothing changes any more.
        live: the stage whose lines bound to targets show what they will be.
    """

    table: scoring.Table
    lines: Sequence[Criterion]
    given: Mapping[Stage, Givens]
    handed_in: Mapping[UUID, tuple[Stage, ...]]
    recorded: Mapping[tuple[UUID, str], Recorded]
    closed: bool
    live: Stage | None
    _fill: Callable[[Stage | None, Givens], FilledCards]
    _filled: dict[Stage | None, FilledCards] = field(default_factory=dict)

    def at(self, stage: Stage) -> Mapping[UUID, Filled]:
        """Return the cards at a stage, those that were given anything there."""
        return self._at(stage).cards

    def _at(self, stage: Stage | None) -> FilledCards:
        if stage not in self._filled:
            given = self.standing if stage is None else self.given.get(stage, {})
            self._filled[stage] = self._fill(stage, given)
        return self._filled[stage]

    @property
    def settled(self) -> Mapping[UUID, Filled]:
        """The cards by the stages handed in, the later one's word standing on each line."""
        return self._at(self._settling).cards

    @cached_property
    def _settling(self) -> Stage | None:
        """The stage whose marks stand on all cards; None where they are of several."""
        stages = self.given.items()
        return next((s for s, g in stages if s is not self.live and g == self.standing), None)

    @cached_property
    def standing(self) -> Givens:
        """The marks that stand by the stages handed in."""
        return _standing(self.handed_in, self.given, office_lines(self.lines))

    def of(self, card: UUID, stage: Stage) -> Filled | None:
        """Return a card at a stage; None where nothing was given yet."""
        if stage is not self.live and stage not in self.given:
            return None
        return self.at(stage).get(card)

    def total(self, card: UUID, stage: Stage) -> scoring.Totals | None:
        return self._at(stage).total(card) if self.of(card, stage) else None

    def mark(self, card: UUID, stage: Stage | None, code: str) -> Given | None:
        """Return the mark itself that a line of a card was given at a stage, or that stands."""
        given = self.standing if stage is None else self.given.get(stage, {})
        return given.get(card, {}).get(code)

    def standing_total(self, card: Scorecard) -> scoring.Totals | None:
        """Return what a card comes to by what was handed in: the last stage's word on each line."""
        return self._at(self._settling).total(card.pk)

    def why_provisional(self, line: Criterion, stage: Stage) -> str:
        """Say what points that may still change wait for."""
        if line.kind != scoring.Kind.RELATIVE:
            return "theo số ước thực hiện"
        waiting = sum(stage not in done for done in self.handed_in.values())
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
    lines = criteria_at_once(table)
    book = _Book(bloc_year, lines, engine_table(table, lines))
    return book.scores(settled=settled)


def card_scores(card: Scorecard, *, live: Stage | None = None) -> Scores:
    """Fill in one card; of the others only what its points depend on is read.

    Args:
        card: the card.
        live: the stage being filled in, where lines bound to targets show what they will be.
    """
    lines = criteria_at_once(card.table)
    book = _Book(card.bloc_year, lines, engine_table(card.table, lines))
    return book.scores(only=card, live=live)


@dataclass(frozen=True)
class _Book:
    bloc_year: BlocYear
    lines: list[Criterion]
    table: scoring.Table

    @cached_property
    def with_figures(self) -> list[scoring.Criterion]:
        """The lines whose points may follow from a figure that was not given with a mark."""
        bound = {line.code for line in self.lines if is_computed(line)}
        return [
            line
            for line in self.table.leaves()
            if line.kind is scoring.Kind.RELATIVE or line.code in bound
        ]

    def scores(
        self, *, only: Scorecard | None = None, live: Stage | None = None, settled: bool = False
    ) -> Scores:
        closed = Standing.objects.filter(bloc_year=self.bloc_year).exists()
        cards = list(
            self.bloc_year.scorecards.only("membership_id", "state", "path", "bloc_year_id")
        )
        recorded = recorded_figures(self.bloc_year, self.lines)
        without = not_assigned_in(self.bloc_year)
        codes = {line.pk: line.code for line in self.lines}
        given = marks_of(self.bloc_year, codes, only, self._shared(without, only))
        sheet = _Sheet(
            self,
            closed,
            settled,
            live,
            (only.pk,) if only else None,
            {c.pk: c.membership_id for c in cards},
            recorded,
            without,
        )
        return Scores(
            table=self.table,
            lines=self.lines,
            given=given,
            handed_in={card.pk: card.handed_in for card in cards},
            recorded=recorded,
            closed=closed,
            live=live,
            _fill=sheet.filled if only else sheet.kept,
        )

    def _shared(
        self, without: Mapping[UUID, frozenset[str]], only: Scorecard | None
    ) -> frozenset[str]:
        """Return the lines on which a card's points depend on other cards."""
        relative = {line.code for line in self.lines if line.kind == scoring.Kind.RELATIVE}
        mean = self.table.unassigned is scoring.Unassigned.MEAN and only is not None
        return frozenset(relative | (without.get(only.pk, frozenset()) if mean and only else set()))


MOST_KEPT = 16
_KEPT: dict[tuple[UUID, Stage | None], FilledCards] = {}
"""Stages of blocs as filled in last: in a large bloc few of them change between two looks at it."""

_KEEPING = Lock()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What filling a stage in needs beside its marks."""

    book: _Book
    closed: bool
    settled: bool
    live: Stage | None
    only: tuple[UUID, ...] | None
    members: Mapping[UUID, UUID]
    recorded: Mapping[tuple[UUID, str], Recorded]
    without: Mapping[UUID, frozenset[str]]

    def kept(self, stage: Stage | None, given: Givens) -> FilledCards:
        """Return the cards as they were filled in before, if nothing has changed since."""
        place = self.book.bloc_year.pk, stage
        known = _KEPT.get(place)
        if known is None or known.source != self._source(stage, given):
            known = self.filled(stage, given).like(known)
        with _KEEPING:
            _KEPT.pop(place, None)
            _KEPT[place] = known
            while len(_KEPT) > MOST_KEPT:
                del _KEPT[next(iter(_KEPT))]
        return known

    def _source(self, stage: Stage | None, given: Givens) -> tuple[object, ...]:
        """Return all that filling a stage in depends on."""
        readings = {key: one.reading for key, one in self.recorded.items()}
        whole = self.closed, self.settled, self.live is stage is not None
        return self.book.table, *whole, self.members, readings, self.without, given

    def filled(self, stage: Stage | None, given: Givens) -> FilledCards:
        """Fill the cards in; where one alone is asked for, the others only stand beside it."""
        live = self.live is stage is not None
        cards = {card: self._card(card, given.get(card, {}), live=live) for card in self.members}
        filled = scoring.fill(
            self.book.table, cards, closed=self.settled or self.closed, only=self.only
        )
        explained = {
            card: _explained(one, given.get(card, {}), closed=self.closed)
            for card, one in filled.items()
            if live or given.get(card)
        }
        return FilledCards(self._source(stage, given), self.book.table, explained)

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
        for line in self.book.with_figures:
            relative, mark = line.kind is scoring.Kind.RELATIVE, given.get(line.code)
            known = self.recorded.get((self.members[card], line.code))
            if relative and mark is not None and mark.figure is not None:
                planned = known.planned if known else line.options.plan
                found[line.code] = scoring.Reading(
                    reached=mark.figure, planned=planned, estimated=mark.estimated
                )
            elif mark is None and known is not None and (relative or live):
                found[line.code] = known.reading
        return found


def _explained(filled: Filled, given: Mapping[str, Given], *, closed: bool) -> Filled:
    """Give points that stand in a mark the sentence that stands there with them."""
    points = dict(filled.points)
    for code, mark in given.items():
        told = mark.explanation or mark.estimated
        if told and code in points and not points[code].explanation:
            points[code] = scoring.Points(
                points[code].points, mark.explanation, provisional=mark.estimated and not closed
            )
    return replace(filled, points=points)


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
    handed_in: Mapping[UUID, tuple[Stage, ...]],
    given: Mapping[Stage, Givens],
    office: frozenset[str],
) -> Givens:
    """Return the marks that stand: as `standing_stage` says of one line, of all lines at once."""
    standing: dict[UUID, Mapping[str, Given]] = {}
    for card, stages in handed_in.items():
        kept: Mapping[str, Given] = {}
        for stage in stages:
            marks = given.get(stage, {}).get(card, {})
            if stage not in PARTIAL:
                of_office = {code: mark for code, mark in kept.items() if code in office}
                kept = {**of_office, **marks} if of_office else marks
            elif marks:
                kept = {**kept, **marks}
        if kept:
            standing[card] = kept
    return standing


def provisional_ranking(
    bloc_year: BlocYear, scores: Scores | None, cards: Iterable[Scorecard]
) -> tuple[scoring.Placed[Membership], ...]:
    """Rank by the last stage handed in; a card of which none is has no place, rather than 0."""
    if scores is None:
        return ()
    totals = [(card.membership, scores.standing_total(card)) for card in cards]
    return scoring.rank(
        [(member, total) for member, total in totals if total is not None],
        tie_breaks_of(bloc_year, lambda member: member.unit_id),
    )
