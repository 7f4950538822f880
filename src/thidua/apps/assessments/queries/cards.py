"""Reading scoring tables, scorecards and rankings, for those who may."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import (
    CrossAssignment,
    Report,
    Scorecard,
    Standing,
)
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.queries import bloc_years_for, own_membership


def scorecards_of(bloc_year: BlocYear) -> QuerySet[Scorecard]:
    """Return a bloc's cards without their marks: those are thousands, and `bloc_scores` has them."""
    return (
        Scorecard.objects.filter(bloc_year=bloc_year)
        .select_related("membership__unit", "bloc_year__authority", "table")
        .order_by("membership__place")
    )


def scorecard_for(person: Person, key: UUID, on: date) -> Scorecard | None:
    """Return a card the person may read.

    A unit reads its own card and the one it cross-scores; who serves the authority or the lead
    reads all; once the ranking is closed, so does every member of the bloc.
    """
    years = bloc_years_for(person, on).values("pk")
    card = (
        Scorecard.objects.filter(pk=key, bloc_year__in=years)
        .select_related("membership__unit", "bloc_year__authority", "bloc_year__bloc", "table")
        .first()
    )
    return card if card and may_read(person, card, on) else None


def may_read(person: Person, card: Scorecard, on: date) -> bool:
    own = own_membership(person, card.bloc_year, on)
    if own is None or own.position in {"lead", "deputy"}:
        return True
    if own.pk == card.membership_id or Standing.objects.filter(bloc_year=card.bloc_year).exists():
        return True
    return CrossAssignment.objects.filter(scorer=own, scored=card.membership_id).exists()


def cards_to_cross_score(member: Membership) -> QuerySet[Scorecard]:
    return scorecards_of(member.bloc_year).filter(
        membership__cross_scored_by__scorer=member, state=CardState.CROSS_SCORING
    )


def crossing_of(bloc_year: BlocYear) -> QuerySet[CrossAssignment]:
    return CrossAssignment.objects.filter(bloc_year=bloc_year).select_related(
        "scorer__unit", "scored__unit"
    )


def points_at(card: Scorecard, stage: Stage) -> dict[str, Decimal]:
    """Return the points as they stand in the marks; `bloc_scores` adds what follows from the bloc."""
    return dict(card.marks.filter(stage=stage).values_list("criterion__code", "points"))


def standings_of(bloc_year: BlocYear) -> QuerySet[Standing]:
    return (
        Standing.objects.filter(bloc_year=bloc_year)
        .select_related("membership__unit", "scorecard")
        .order_by("place", "membership__place")
    )


def report_of(bloc_year: BlocYear) -> Report | None:
    return Report.objects.filter(bloc_year=bloc_year).first()
