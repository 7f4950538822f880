"""Reading what cards wait for, and until when."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Mark, Scorecard, ScoringTable
from thidua.apps.assessments.queries.cards import crossing_of
from thidua.apps.assessments.queries.lines import (
    OPTIONAL,
    criteria_at_once,
    engine_criterion,
    is_computed,
    wants,
)
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear, Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What a card waits for: a stage, by whom, how many lines are still blank, until when."""

    card: Scorecard
    stage: Stage
    by: Membership | None
    missing: int
    due_on: date | None

    def days_left(self, day: date) -> int | None:
        """Return how many days are left; below 0 it is late by so many."""
        return None if self.due_on is None else (self.due_on - day).days


def deadlines_of(bloc_year: BlocYear) -> dict[Stage, date]:
    return {Stage(d.stage): d.due_on for d in bloc_year.scoring_deadlines.all()}


def waits_of(
    bloc_year: BlocYear, table: ScoringTable, cards: Iterable[Scorecard]
) -> tuple[Wait, ...]:
    """Return what each open card waits for, in the order of the cards."""
    cards = list(cards)
    criteria = criteria_at_once(table)
    parents = {c.parent_id for c in criteria}
    asked = [
        c for c in criteria if c.pk not in parents and c.kind not in OPTIONAL and not is_computed(c)
    ]
    wanted = {stage: {c.pk for c in asked if wants(engine_criterion(c), stage)} for stage in Stage}
    due, doers = deadlines_of(bloc_year), _doers(bloc_year, cards)
    marked = _marked([card for card in cards if card.stage], wanted)
    return tuple(
        Wait(
            card=card,
            stage=stage,
            by=doers(card, stage),
            missing=len(wanted[stage]) - marked.get((card.pk, stage), 0),
            due_on=due.get(stage),
        )
        for card in cards
        if (stage := card.stage)
    )


def _marked(
    cards: Iterable[Scorecard], wanted: Mapping[Stage, set[UUID]]
) -> dict[tuple[UUID, str], int]:
    """Return how many of the lines that a stage wants have points, by card and stage."""
    cards = list(cards)
    asked = Q(pk__in=[])
    for stage in {card.stage for card in cards if card.stage}:
        asked |= Q(stage=stage, criterion__in=wanted[stage])
    counted = (
        Mark.objects.filter(asked, scorecard__in=cards)
        .order_by()
        .values_list("scorecard", "stage")
        .annotate(lines=Count("pk"))
    )
    return {(card, stage): lines for card, stage, lines in counted}


def _doers(
    bloc_year: BlocYear, cards: Iterable[Scorecard]
) -> Callable[[Scorecard, Stage], Membership | None]:
    """Return who is to fill a stage of a card in; the lead's own card is the deputy's to appraise."""
    crossing = {c.scored_id: c.scorer for c in crossing_of(bloc_year)}
    by_position = {card.membership.position: card.membership for card in cards}

    def doer(card: Scorecard, stage: Stage) -> Membership | None:
        if stage in {Stage.SELF, Stage.EXPLANATION}:
            return card.membership
        if stage is Stage.OFFICE:
            return None
        if stage is Stage.CROSS:
            return crossing.get(card.membership_id)
        judge = Position.DEPUTY if card.membership.position == Position.LEAD else Position.LEAD
        return by_position.get(judge)

    return doer


def reminded_on(bloc_year: BlocYear, day: date) -> set[UUID]:
    """Return the members reminded on a day."""
    return set(bloc_year.reminders.filter(sent_on=day).values_list("membership", flat=True))
