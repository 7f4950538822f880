"""Deeds about registered awards."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.models import (
    Registration,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.base import refuse_after
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import Membership
from thidua.apps.units.policy import about, require


@transaction.atomic
def registration_record(
    *,
    membership: Membership,
    award: str,
    registered_on: date,
    paper_number: str,
    actor: Person,
    at: datetime,
) -> Registration:
    deed = "campaigns.registration.record"
    require(deed, MAY[deed], about(membership, actor, at))
    refuse_after(Phase.TARGETS, membership.bloc_year, "Đã hết thời gian đăng ký danh hiệu thi đua")
    if registered_on > localdate(at):
        raise Refused("Ngày đăng ký không thể sau ngày ghi nhận.")
    registration = Registration.objects.create(
        bloc_year=membership.bloc_year,
        membership=membership,
        award=award,
        registered_on=registered_on,
        paper_number=paper_number,
    )
    record(
        deed,
        on=registration,
        authority_id=membership.bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        award=award,
    )
    return registration
