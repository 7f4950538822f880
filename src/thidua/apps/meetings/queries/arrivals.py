"""Whose seat somebody may mark present."""

from uuid import UUID

from thidua.apps.meetings.models import Seat
from thidua.apps.people.models import Person


def own_seat(person: Person, meeting: UUID) -> Seat | None:
    rows = Seat.objects.filter(meeting=meeting, person=person)
    return rows.select_related("meeting__bloc_year", "membership__unit", "person").first()
