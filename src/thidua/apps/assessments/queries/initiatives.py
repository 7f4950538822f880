"""Reading initiatives: which are whose to see, lists, search, spread."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.apps.assessments.enums import InitiativeState
from thidua.apps.assessments.models import Initiative, InitiativeAdoption
from thidua.apps.people.models import Person
from thidua.apps.units.models import Unit
from thidua.apps.units.queries import roles_of
from thidua.text import fold


def recognised() -> QuerySet[Initiative]:
    """Return what counts as initiatives for the law and the reports."""
    return Initiative.objects.filter(state=InitiativeState.RECOGNISED)


def initiatives_for(person: Person, on: date) -> QuerySet[Initiative]:
    """Return the initiatives a person may see.

    The recognised ones of the authorities they work under, all of their own units, and all of an
    authority they serve as a whole.
    """
    roles = list(roles_of(person, on))
    served = [role.authority_id for role in roles if role.unit_id is None]
    own = [role.unit_id for role in roles if role.unit_id]
    near = {role.authority_id for role in roles}
    seen = (
        Q(unit__authority__in=served)
        | Q(unit__in=own)
        | Q(unit__authority__in=near, state=InitiativeState.RECOGNISED)
    )
    return Initiative.objects.filter(seen).select_related("unit__authority")


def initiative_for(person: Person, key: UUID, on: date) -> Initiative | None:
    return initiatives_for(person, on).filter(pk=key).first()


def sought(
    rows: QuerySet[Initiative], *, words: str = "", unit: str = "", year: str = "", scope: str = ""
) -> QuerySet[Initiative]:
    """Narrow a list: every word must be in the title or an author's name, accents or not."""
    for word in fold(words).split():
        rows = rows.filter(search_key__contains=word)
    if unit:
        rows = rows.filter(unit__code=unit)
    if year.isascii() and year.isdigit():
        rows = rows.filter(year=min(int(year), 9999))
    if scope:
        rows = rows.filter(scope=scope)
    return rows.order_by("-year", "title", "pk")


def counted_by_state(rows: QuerySet[Initiative]) -> dict[str, int]:
    told = rows.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(told)


def worth_spreading(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Return the recognised ones that others can follow, those most taken up first."""
    kept = rows.filter(state=InitiativeState.RECOGNISED, replicable=True)
    return kept.annotate(taken_up=Count("adoptions")).order_by("-taken_up", "-year", "title", "pk")


def adoptions_of(units: Iterable[Unit]) -> QuerySet[InitiativeAdoption]:
    """Return what units took up from others."""
    return (
        InitiativeAdoption.objects.filter(unit__in=units)
        .select_related("initiative__unit", "unit")
        .order_by("-adopted_on", "pk")
    )
