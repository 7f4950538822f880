"""Deeds about authorities, units, blocs, memberships and roles."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.units.enums import BlocKind, Phase, Position, RoleKind
from thidua.apps.units.models import Authority, Bloc, BlocYear, Membership, Role, Unit
from thidua.apps.units.policy import MAY, Ask, about_year, require


@transaction.atomic
def authority_open(
    *,
    code: str,
    name: str,
    place: str,
    standing_office: str,
    since: date,
    actor: Person,
    at: datetime,
) -> Authority:
    """Open an authority; the person who does becomes the first of its emulation board."""
    authority = Authority.objects.create(
        code=code, name=name, place=place, standing_office=standing_office
    )
    Role.objects.create(
        authority=authority, person=actor, kind=RoleKind.EMULATION_BOARD, since=since
    )
    record(
        "units.authority.open", on=authority, authority_id=authority.pk, actor_id=actor.pk, at=at
    )
    return authority


@transaction.atomic
def unit_open(
    *,
    authority: Authority,
    code: str,
    name: str,
    short_name: str,
    head_post: str,
    valid_from: date,
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Unit:
    require("units.unit.open", MAY["units.unit.open"], Ask(actor, at, authority))
    unit = Unit.objects.create(
        authority=authority,
        code=code,
        name=name,
        short_name=short_name,
        head_post=head_post,
        valid_from=valid_from,
        provenance=provenance,
    )
    record(
        "units.unit.open", on=unit, authority_id=authority.pk, actor_id=actor.pk, at=at, name=name
    )
    return unit


@transaction.atomic
def bloc_open(
    *, authority: Authority, code: str, name: str, kind: BlocKind, actor: Person, at: datetime
) -> Bloc:
    require("units.bloc.open", MAY["units.bloc.open"], Ask(actor, at, authority))
    bloc = Bloc.objects.create(authority=authority, code=code, name=name, kind=kind)
    record(
        "units.bloc.open", on=bloc, authority_id=authority.pk, actor_id=actor.pk, at=at, name=name
    )
    return bloc


@transaction.atomic
def bloc_year_open(
    *,
    bloc: Bloc,
    year: int,
    members: Sequence[tuple[Unit, Position]],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> BlocYear:
    """Open a bloc's year with its members in their order and exactly one lead."""
    check_members(members)
    ask = Ask(actor, at, bloc.authority, bloc_year=bloc.years.order_by("-year").first())
    require("units.bloc_year.open", MAY["units.bloc_year.open"], ask)
    opened = BlocYear.objects.create(
        authority=bloc.authority, bloc=bloc, year=year, provenance=provenance
    )
    Membership.objects.bulk_create(
        Membership(bloc_year=opened, unit=unit, position=position, place=place)
        for place, (unit, position) in enumerate(members, start=1)
    )
    record(
        "units.bloc_year.open",
        on=opened,
        authority_id=bloc.authority_id,
        actor_id=actor.pk,
        at=at,
        year=year,
        members=[unit.code for unit, _ in members],
    )
    return opened


def check_members(members: Sequence[tuple[Unit, Position]]) -> None:
    leads = [unit.name for unit, position in members if position == Position.LEAD]
    if len(leads) != 1:
        raise Refused(
            f"Năm thi đua phải có đúng một Khối trưởng, danh sách đang có {len(leads)}.",
            remedy="Hãy chọn lại một đơn vị làm Khối trưởng.",
        )


@transaction.atomic
def bloc_year_advance(*, bloc_year: BlocYear, to: Phase, actor: Person, at: datetime) -> BlocYear:
    """Take the year one step on; what must be ready for the step is checked by the caller above."""
    require(
        "units.bloc_year.advance", MAY["units.bloc_year.advance"], about_year(bloc_year, actor, at)
    )
    reached = Phase(bloc_year.phase)
    if to.place != reached.place + 1:
        raise Refused(
            f"Năm thi đua đang ở bước “{reached.label}”, không chuyển thẳng sang “{to.label}”.",
            remedy="Các bước của năm đi lần lượt.",
        )
    bloc_year.phase = to
    bloc_year.save(update_fields=["phase"])
    record(
        "units.bloc_year.advance",
        on=bloc_year,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        to=to.value,
    )
    return bloc_year


@transaction.atomic
def role_grant(
    *,
    authority: Authority,
    person: Person,
    kind: RoleKind,
    since: date,
    actor: Person,
    at: datetime,
    unit: Unit | None = None,
    post: str = "",
) -> Role:
    require("units.role.grant", MAY["units.role.grant"], Ask(actor, at, authority))
    role = Role.objects.create(
        authority=authority, person=person, kind=kind, unit=unit, post=post, since=since
    )
    record(
        "units.role.grant",
        on=role,
        authority_id=authority.pk,
        actor_id=actor.pk,
        at=at,
        kind=kind.value,
    )
    return role
