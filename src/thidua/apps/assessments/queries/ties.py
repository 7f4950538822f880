"""Reading what decides between members with equal totals."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from thidua import scoring
from thidua.apps.assessments.enums import TieKind
from thidua.apps.assessments.models import Standing, TieRule
from thidua.apps.units.models import BlocYear

K = TypeVar("K")


def tie_rules_of(bloc_year: BlocYear) -> QuerySet[TieRule]:
    return bloc_year.tie_rules.order_by("place")


def tie_breaks_of(
    bloc_year: BlocYear, unit_of: Callable[[K], UUID]
) -> tuple[scoring.TieBreak[K], ...]:
    """Return the bloc's tie rules for the engine, in their order; a vote is not computed.

    Args:
        bloc_year: the bloc's year.
        unit_of: tells the unit of what is ranked.
    """
    rules = [rule for rule in tie_rules_of(bloc_year) if rule.kind != TieKind.VOTE]
    before = (
        places_before(bloc_year) if any(r.kind == TieKind.LOWER_LAST_YEAR for r in rules) else {}
    )
    lower_before = scoring.by_lower_place_before(before)
    known: dict[str, scoring.TieBreak[K]] = {
        TieKind.BASE: scoring.by_base,
        TieKind.FEWER_DEDUCTIONS: scoring.by_fewer_deductions,
        TieKind.LOWER_LAST_YEAR: lambda key, totals: lower_before(unit_of(key), totals),
    }
    return tuple(known.get(rule.kind) or scoring.by_section(rule.section) for rule in rules)


def places_before(bloc_year: BlocYear) -> dict[UUID, int]:
    """Return the places of the bloc's ranking of the year before, by unit."""
    return dict(
        Standing.objects.filter(
            bloc_year__bloc=bloc_year.bloc_id, bloc_year__year=bloc_year.year - 1
        ).values_list("membership__unit", "place")
    )
