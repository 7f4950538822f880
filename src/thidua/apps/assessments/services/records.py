"""Deeds about the facts that awards ask for: ratings, findings."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.apps.assessments.models import (
    Finding,
    YearRecord,
)
from thidua.apps.assessments.policy import MAY, OF_THE_LEAD
from thidua.apps.assessments.services.base import tell
from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.models import Membership, Unit
from thidua.apps.units.policy import Ask, about, require


@transaction.atomic
def record_enter(
    *,
    unit: Unit,
    year: int,
    rating: str,
    decision_number: str,
    decision_on: date | None,
    headcount: int | None,
    completed: int | None,
    advanced_workers: int | None,
    grassroots_fighters: int | None,
    worst_discipline: str,
    new_models: Sequence[str],
    actor: Person,
    at: datetime,
) -> YearRecord:
    """Enter how a unit's year was rated, with the figures about its people."""
    deed = "assessments.record.enter"
    require(deed, MAY[deed], Ask(actor, at, unit.authority, unit=unit))
    entered = YearRecord.objects.create(
        unit=unit,
        year=year,
        rating=rating,
        decision_number=decision_number,
        decision_on=decision_on,
        headcount=headcount,
        completed=completed,
        advanced_workers=advanced_workers,
        grassroots_fighters=grassroots_fighters,
        worst_discipline=worst_discipline,
        new_models=list(new_models),
    )
    record(
        deed, on=entered, authority_id=unit.authority_id, actor_id=actor.pk, at=at,
        unit=unit.code, year=year, rating=rating,
    )  # fmt: skip
    return entered


@transaction.atomic
def finding_enter(
    *,
    membership: Membership,
    kind: str,
    holds: bool,
    found_by: str,
    found_on: date,
    paper: str,
    actor: Person,
    at: datetime,
) -> Finding:
    """Enter a judgement only people can make, by the body that made it."""
    deed = "assessments.finding.enter"
    who = OF_THE_LEAD[deed] if membership.position == Position.LEAD else MAY[deed]
    require(deed, who, about(membership, actor, at))
    finding = Finding.objects.create(
        membership=membership,
        kind=kind,
        holds=holds,
        found_by=found_by,
        found_on=found_on,
        paper=paper,
    )
    tell(
        deed, finding, membership.bloc_year, actor, at,
        unit=membership.unit.code, kind=kind, holds=holds,
    )  # fmt: skip
    return finding
