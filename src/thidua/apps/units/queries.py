"""Reading authorities, units, blocs and roles."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase, Position, RoleKind
from thidua.apps.units.models import Authority, BlocYear, Membership, Role, Succession, Unit


def roles_of(person: Person, on: date) -> QuerySet[Role]:
    return (
        Role.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on)
        .select_related("authority", "unit")
        .order_by("kind", "since", "id")
    )


def bloc_years_for(person: Person, on: date) -> QuerySet[BlocYear]:
    """Return the years a person may open: of the person's own units, or all of an authority served."""
    roles = list(roles_of(person, on))
    served = [role.authority_id for role in roles if role.unit_id is None]
    own = [role.unit_id for role in roles if role.unit_id]
    mine = Q(authority__in=served) | Q(memberships__unit__in=own)
    return BlocYear.objects.filter(mine).select_related("bloc", "authority").distinct()


def public_bloc_years() -> QuerySet[BlocYear]:
    """Return the years the public is told of: real ones whose conference has been held."""
    held = [phase for phase in Phase if phase.place > Phase.CONFERENCE.place]
    return BlocYear.objects.filter(phase__in=held, bloc__practice="").select_related(
        "bloc", "authority"
    )


def bloc_year_for(person: Person, key: UUID, on: date) -> BlocYear | None:
    return bloc_years_for(person, on).filter(pk=key).first()


def layer_of(bloc_year: BlocYear) -> str:
    """Return the local rules a bloc's year is judged by, for `thidua.law`; empty for the law alone."""
    return bloc_year.bloc.local_rules or bloc_year.authority.local_rules


def members_of(bloc_year: BlocYear) -> QuerySet[Membership]:
    return bloc_year.memberships.select_related("unit").order_by("place")


def lead_of(bloc_year: BlocYear) -> Membership | None:
    return members_of(bloc_year).filter(position=Position.LEAD).first()


def own_membership(person: Person, bloc_year: BlocYear, on: date) -> Membership | None:
    """Return the member of the bloc that the person works for, as head before officer."""
    kinds = [RoleKind.UNIT_HEAD, RoleKind.UNIT_OFFICER, RoleKind.BLOC_SECRETARY]
    units = [role.unit_id for role in roles_of(person, on) if role.kind in kinds and role.unit_id]
    return members_of(bloc_year).filter(unit__in=units).first()


def units_of(authority: Authority) -> QuerySet[Unit]:
    return authority.units.order_by("name", "valid_from")


def successions_of(authority: Authority) -> QuerySet[Succession]:
    """Return which units were merged or split, the latest first."""
    return authority.successions.select_related("predecessor", "successor", "authority")


def came_of(member: Membership) -> list[Succession]:
    """Return what went up into a member's unit, at any remove, by the end of its year."""
    year, reached, found = member.bloc_year.year, {member.unit_id}, []
    for row in successions_of(member.unit.authority):
        if row.successor_id in reached and row.effective_on.year <= year:
            reached.add(row.predecessor_id)
            found.append(row)
    return found


def bloc_names_of(authority: Authority) -> dict[str, str]:
    """Return the names of an authority's blocs by their codes, which also name their number books."""
    return {bloc.code: str(bloc) for bloc in authority.blocs.all()}
