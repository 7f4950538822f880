from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from thidua.apps.people.models import Person
from thidua.apps.planning.models import HandOver, LeadNaming, SetupDraft
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import roles_of

PREPARE = (RoleKind.BLOC_SECRETARY, RoleKind.EMULATION_BOARD)


def drafts_for(person: Person, on: date) -> QuerySet[SetupDraft]:
    """Return the years a person may go on preparing: one's own, all of an authority one serves."""
    roles = roles_of(person, on)
    whole = [role.authority_id for role in roles if role.kind == RoleKind.EMULATION_BOARD]
    some = [role.authority_id for role in roles if role.kind in PREPARE]
    pending = SetupDraft.objects.filter(opened__isnull=True, discarded_at__isnull=True)
    mine = pending.filter(authority__in=some, started_by=person)
    return (
        (mine | pending.filter(authority__in=whole))
        .select_related("authority", "started_by")
        .order_by("-started_at", "id")
    )


def draft_for(person: Person, key: UUID, on: date) -> SetupDraft | None:
    return drafts_for(person, on).filter(pk=key).first()


def naming_of(bloc_year: BlocYear) -> LeadNaming | None:
    return LeadNaming.objects.filter(bloc_year=bloc_year).first()


def hand_over_of(bloc_year: BlocYear) -> HandOver | None:
    """Return the hand-over at the end of a year."""
    rows = HandOver.objects.select_related("to_year__bloc", "given_by", "received_by")
    return rows.filter(bloc_year=bloc_year).first()


def taken_over_by(bloc_year: BlocYear) -> HandOver | None:
    """Return the hand-over that a year began with."""
    rows = HandOver.objects.select_related("bloc_year__bloc", "given_by", "received_by")
    return rows.filter(to_year=bloc_year).first()
