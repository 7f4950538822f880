"""Deeds about movements and the directives they answer to."""

from datetime import date, datetime

from django.db import transaction

from thidua.apps.campaigns.models import (
    Directive,
    Movement,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear
from thidua.apps.units.policy import Ask, about_year, require


@transaction.atomic
def directive_record(
    *,
    authority: Authority,
    number: str,
    issued_on: date,
    issuer: str,
    title: str,
    actor: Person,
    at: datetime,
) -> Directive:
    deed = "campaigns.directive.record"
    require(deed, MAY[deed], Ask(actor, at, authority))
    directive, created = Directive.objects.get_or_create(
        authority=authority,
        number=number,
        issued_on=issued_on,
        defaults={"issuer": issuer, "title": title},
    )
    if created:
        record(
            deed, on=directive, authority_id=authority.pk, actor_id=actor.pk, at=at, number=number
        )
    return directive


@transaction.atomic
def movement_launch(
    *,
    bloc_year: BlocYear,
    code: str,
    title: str,
    period: str,
    directive: Directive | None,
    actor: Person,
    at: datetime,
) -> Movement:
    deed = "campaigns.movement.launch"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    if directive is not None and directive.authority_id != bloc_year.authority_id:
        raise Refused(f"Văn bản {directive.number} không thuộc {bloc_year.authority.name}.")
    movement = Movement.objects.create(
        bloc_year=bloc_year, code=code, title=title, period=period, directive=directive
    )
    record(
        deed,
        on=movement,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        title=title,
    )
    return movement
