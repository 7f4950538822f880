"""Deeds about the course of a meeting."""

from datetime import datetime

from django.db import transaction

from thidua.apps.journal.services import take_up
from thidua.apps.meetings.enums import MeetingState
from thidua.apps.meetings.models import AgendaItem, AgendaTurn, Meeting
from thidua.apps.meetings.services.base import expect, may, tell
from thidua.apps.people.models import Person


@transaction.atomic
def agenda_turn(*, meeting: Meeting, item: AgendaItem, actor: Person, at: datetime) -> AgendaTurn:
    """Go to an item of the agenda; going back is a turn of its own, so both stay on record."""
    deed = "meetings.agenda.turn"
    may(deed, meeting, actor, at)
    take_up(meeting, "state", authority_id=meeting.authority_id)
    expect(
        meeting.state == MeetingState.OPEN,
        "Cuộc họp chưa khai mạc hoặc đã bế mạc, không chuyển mục chương trình được.",
    )
    expect(item.meeting_id == meeting.pk, "Mục này không có trong chương trình của cuộc họp.")
    turn = AgendaTurn.objects.create(meeting=meeting, item=item, place=meeting.turns.count() + 1)
    tell(deed, meeting, meeting, actor, at, number=item.number, title=item.title)
    return turn
