"""Opening the house: the authority, its people, units and the bloc with its year."""

from dataclasses import replace

from django.utils.timezone import localdate

from thidua.apps.people.models import Account, Person
from thidua.apps.people.services import account_open, account_open_like, person_enter
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import Authority, Role
from thidua.apps.units.services import (
    authority_open,
    bloc_open,
    bloc_year_open,
    role_grant,
    unit_open,
)
from thidua.text import clean
from thidua.year.plan import PersonPlan
from thidua.year.play.cast import Cast, key_of


def open_authority(cast: Cast) -> None:
    """Open the authority with its people and units, or join it where it is open already."""
    for person in cast.plan.people:
        if key_of(person) not in cast.people:
            cast.people[key_of(person)] = enter(cast, person)
    standing = Authority.objects.filter(code=cast.plan.authority.code).first()
    cast.authority = standing or new_authority(cast)
    for member in cast.plan.members:
        cast.units[member.code] = cast.authority.units.filter(
            code=member.code
        ).first() or unit_open(
            authority=cast.authority,
            code=member.code,
            name=member.name,
            short_name=member.short_name,
            head_post=member.head_post,
            valid_from=member.valid_from,
            provenance=member.provenance,
            actor=cast.board,
            at=cast.plan.dates.opened,
        )
    for person in cast.plan.people:
        grant(cast, person)


def enter(cast: Cast, plan: PersonPlan) -> Person:
    """Return the person of the plan, the same one whenever a year is played in one database."""
    known = Account.objects.filter(sign_in=plan.sign_in).select_related("person").first()
    if known and plan.sign_in:
        return known.person
    person = known_by_role(cast, plan) or person_enter(
        full_name=plan.full_name, illustrative="minh họa" in plan.full_name
    )
    if plan.sign_in and cast.password:
        open_account(cast, person, plan.sign_in)
    return person


def open_account(cast: Cast, person: Person, sign_in: str) -> None:
    """Open a sign-in with the password that all of the plan's people share."""
    if cast.sample is None:
        cast.sample = account_open(person=person, sign_in=sign_in, password=cast.password)
    else:
        account_open_like(person=person, sign_in=sign_in, other=cast.sample)


def known_by_role(cast: Cast, plan: PersonPlan) -> Person | None:
    """Find who has no sign-in: of one name, in one role and post, in one place, is one person."""
    roles = Role.objects.filter(
        authority__code=cast.plan.authority.code,
        kind=plan.role,
        post=plan.post,
        person__full_name=clean(plan.full_name),
        person__account__isnull=True,
    )
    placed = roles.filter(unit__code=plan.unit) if plan.unit else roles.filter(unit__isnull=True)
    role = placed.select_related("person").first()
    return role.person if role else None


def new_authority(cast: Cast) -> Authority:
    plan = cast.plan.authority
    return authority_open(
        code=plan.code,
        name=plan.name,
        place=plan.place,
        standing_office=plan.standing_office,
        since=min(person.since for person in cast.plan.people),
        actor=cast.board,
        at=cast.plan.dates.opened,
    )


def grant(cast: Cast, plan: PersonPlan) -> None:
    person, unit = cast.people[key_of(plan)], cast.units.get(plan.unit)
    held = Role.objects.filter(
        authority=cast.authority, person=person, kind=plan.role, unit=unit
    ).exists()
    if not held:
        role_grant(
            authority=cast.authority,
            person=person,
            kind=plan.role,
            unit=unit,
            post=plan.post,
            since=plan.since,
            actor=cast.board,
            at=cast.plan.dates.opened,
        )


def open_bloc_year(cast: Cast) -> None:
    bloc, at = cast.plan.bloc, cast.plan.dates.opened
    cast.bloc = bloc_open(
        authority=cast.authority,
        code=bloc.code,
        name=bloc.name,
        kind=bloc.kind,
        practice=bloc.practice,
        actor=cast.board,
        at=at,
    )
    cast.bloc_year = bloc_year_open(
        bloc=cast.bloc,
        year=bloc.year,
        members=[(cast.units[m.code], m.position) for m in cast.plan.members],
        provenance=bloc.provenance,
        actor=cast.board,
        at=at,
    )


def next_secretary(cast: Cast, lead: str) -> Person:
    """Let the officer of the next lead be the bloc's secretary from the conference on."""
    officer = next(
        p for p in cast.plan.people if p.role is RoleKind.UNIT_OFFICER and p.unit == lead
    )
    grant(
        cast,
        replace(
            officer,
            role=RoleKind.BLOC_SECRETARY,
            post="Thư ký khối",
            since=localdate(cast.plan.conference.held_at),
        ),
    )
    return cast.people[key_of(officer)]
