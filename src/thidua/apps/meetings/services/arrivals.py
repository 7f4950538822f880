"""A member tells by himself that he is there, from the code shown in the room."""

from datetime import datetime

from django.db import transaction

from thidua.apps.journal.base import NotAllowed
from thidua.apps.journal.services import take_up
from thidua.apps.meetings.enums import MeetingState, Presence
from thidua.apps.meetings.models import Seat
from thidua.apps.meetings.services.base import expect, tell
from thidua.apps.people.models import Person


@transaction.atomic
def attendance_take(*, seat: Seat, actor: Person, at: datetime) -> Seat:
    """Mark one's own seat present; the page has checked the code of the room."""
    if seat.person_id != actor.pk:
        raise NotAllowed(
            "Ông/Bà không có ghế này ở cuộc họp.", "Mỗi người chỉ tự điểm danh cho ghế của mình."
        )
    take_up(seat.meeting, "state", authority_id=seat.meeting.authority_id)
    take_up(seat, "presence", authority_id=seat.meeting.authority_id)
    expect(
        seat.meeting.state != MeetingState.CLOSED, "Cuộc họp đã bế mạc, không điểm danh được nữa."
    )
    expect(
        seat.presence == Presence.ABSENT,
        f"{seat} đã được điểm danh: {seat.get_presence_display().lower()}.",
        "Nếu ghi chưa đúng, hãy báo thư ký.",
    )
    seat.presence = Presence.PRESENT
    seat.save(update_fields=["presence"])
    tell("meetings.attendance.take", seat, seat.meeting, actor, at, seat=seat.place)
    return seat
