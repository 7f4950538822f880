"""What every deed of a meeting begins and ends with: the right to do it, the line in the journal."""

from datetime import datetime

from django.db import models

from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record
from thidua.apps.meetings.models import Meeting
from thidua.apps.meetings.policy import who_may
from thidua.apps.people.models import Person
from thidua.apps.units.policy import about_year, require


def may(deed: str, meeting: Meeting, actor: Person, at: datetime) -> None:
    require(deed, who_may(deed, meeting.kind), about_year(meeting.bloc_year, actor, at))


def tell(
    deed: str, thing: models.Model, meeting: Meeting, actor: Person, at: datetime, **facts: object
) -> None:
    record(deed, on=thing, authority_id=meeting.authority_id, actor_id=actor.pk, at=at, **facts)


def expect(holds: bool, what: str, remedy: str = "", why: str = "") -> None:  # noqa: FBT001 -- reads as the sentence it is
    if not holds:
        raise Refused(what, why, remedy)
