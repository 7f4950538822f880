"""Objections to appraised lines: how long they may be raised, and which wait for an answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.timezone import localdate

from thidua.apps.assessments.enums import USUAL_STAGES, CardState, Stage
from thidua.apps.assessments.models import (
    Criterion,
    Objection,
    ObjectionWaiver,
    Scorecard,
    ScoringRules,
    Standing,
)
from thidua.text import Swap, after_working_days, swaps_between

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear


def rules_of(bloc_year: BlocYear) -> ScoringRules:
    """Return how the bloc scores this year; what is usual where nothing was set."""
    found = ScoringRules.objects.filter(bloc_year=bloc_year).first()
    return found or ScoringRules(bloc_year=bloc_year)


def stages_of(bloc_year: BlocYear) -> tuple[Stage, ...]:
    """Return the stages of the bloc's cards, in order; lines of the office want its stage too."""
    if set_ := rules_of(bloc_year).stages:
        return tuple(Stage(stage) for stage in set_.split(","))
    own = Criterion.objects.filter(table__bloc_year=bloc_year, options__office=True).exists()
    return (*USUAL_STAGES, Stage.OFFICE) if own else USUAL_STAGES


def last_day_to_object(card: Scorecard, rules: ScoringRules) -> date | None:
    """Return until when a unit may object; None while nothing is appraised."""
    if card.state != CardState.APPRAISED or card.appraised_at is None:
        return None
    return after_working_days(localdate(card.appraised_at), rules.objection_days)


def unread_swaps(card: Scorecard, rules: ScoringRules) -> tuple[Swap, ...]:
    """Return the swapped working days in the time to object that nobody has checked."""
    last = last_day_to_object(card, rules)
    if last is None or card.appraised_at is None:
        return ()
    found = swaps_between(localdate(card.appraised_at), last)
    return tuple(swap for swap in found if swap.status == "unverified")


def may_be_objected_to(card: Scorecard, rules: ScoringRules, on: date) -> bool:
    """Tell whether the time for objections runs; a card appraised at an unknown time is open."""
    if card.state != CardState.APPRAISED:
        return False
    if Standing.objects.filter(bloc_year=card.bloc_year_id).exists() or waiver_of(card):
        return False
    last = last_day_to_object(card, rules)
    return last is None or on <= last


def waiver_of(card: Scorecard) -> ObjectionWaiver | None:
    """Return that the unit has nothing more to object to, where it said so."""
    return ObjectionWaiver.objects.filter(scorecard=card).first()


def running_terms(bloc_year: BlocYear, on: date) -> list[tuple[Scorecard, date]]:
    """Return the cards to which a unit may still object on a day, each with its last day.

    Closing the ranking waits for them; a unit that waived its objections is not waited for.
    """
    rules = rules_of(bloc_year)
    cards = Scorecard.objects.filter(bloc_year=bloc_year, waiver__isnull=True)
    found = (
        (card, last_day_to_object(card, rules))
        for card in cards.select_related("membership__unit").order_by("membership__place")
    )
    return [(card, last) for card, last in found if last is not None and on <= last]


def unanswered(bloc_year: BlocYear) -> QuerySet[Objection]:
    return Objection.objects.filter(
        scorecard__bloc_year=bloc_year, accepted__isnull=True
    ).select_related("scorecard__membership__unit", "criterion")
