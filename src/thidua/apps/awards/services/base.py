"""What every deed about awards begins and ends with: the right to do it, the line in the journal."""

from datetime import datetime

from django.db import models

from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import (
    Nomination,
)
from thidua.apps.awards.policy import MAY
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import about_year, require


def may(deed: str, bloc_year: BlocYear, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about_year(bloc_year, actor, at))


def tell(
    deed: str,
    thing: models.Model,
    bloc_year: BlocYear,
    actor: Person,
    at: datetime,
    **facts: object,
) -> None:
    record(deed, on=thing, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at, **facts)


def expect_state(nomination: Nomination, state: NominationState) -> None:
    take_up(nomination, "state", authority_id=nomination.authority_id)
    if nomination.state != state:
        raise Refused(
            f"Đề nghị đang ở bước “{nomination.get_state_display()}”, việc này cần bước “{state.label}”.",
            remedy="Hãy tải lại trang để xem tình trạng mới.",
        )


def move(
    nomination: Nomination, to: NominationState, deed: str, actor: Person, at: datetime
) -> Nomination:
    nomination.state = to
    nomination.save(update_fields=["state", "council_motion", "decision"])
    tell(deed, nomination, nomination.bloc_year, actor, at, state=to.value)
    return nomination
