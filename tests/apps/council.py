"""A council's session and a second province for tests."""

from dataclasses import dataclass
from datetime import date, datetime

import cast
from thidua.apps.journal.base import Provenance
from thidua.apps.meetings.enums import MeetingKind, Mode, MotionKind, Presence
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.meetings.services import (
    SeatPlan,
    attendance_record,
    meeting_call,
    meeting_open,
    motion_close,
    motion_open,
    motion_table,
    vote_cast,
)
from thidua.apps.people.models import Person
from thidua.apps.people.services import person_enter
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import Authority, BlocYear, Membership, Role, Unit
from thidua.apps.units.services import authority_open, unit_open


def call(
    year: BlocYear,
    kind: MeetingKind,
    seats: list[SeatPlan],
    actor: Person,
    *,
    held_at: datetime = cast.AT,
) -> Meeting:
    return meeting_call(
        bloc_year=year,
        kind=kind,
        title="Họp",
        place="Phòng họp",
        held_at=held_at,
        chair="",
        chair_post="",
        secretary="",
        tellers=(),
        agenda=("Xét khen thưởng",),
        seats=seats,
        provenance=Provenance.ILLUSTRATIVE,
        actor=actor,
        at=cast.AT,
    )


def council_of(year: BlocYear) -> Meeting:
    """Call the council with three of its members."""
    roles = Role.objects.filter(kind=RoleKind.COUNCIL_MEMBER, authority=year.authority)[:3]
    seats = [SeatPlan(None, role.person, role.post) for role in roles.select_related("person")]
    return call(year, MeetingKind.COUNCIL, seats, cast.board())


def in_session(year: BlocYear) -> Meeting:
    meeting = council_of(year)
    for seat in meeting.seats.select_related("meeting__bloc_year__authority"):
        attendance_record(seat=seat, presence=Presence.PRESENT, actor=cast.board(), at=cast.AT)
    return meeting_open(meeting=meeting, actor=cast.board(), at=cast.AT)


def review(meeting: Meeting, subject: Membership, award: str) -> Motion:
    return motion_table(
        meeting=meeting,
        kind=MotionKind.COUNCIL_REVIEW,
        question="Xét khen thưởng",
        mode=Mode.ELECTRONIC,
        award=award,
        subject=subject,
        actor=cast.board(),
        at=cast.AT,
    )


def reviewed(meeting: Meeting, subject: Membership, award: str, choice: str = "yes") -> Motion:
    motion = motion_open(motion=review(meeting, subject, award), actor=cast.board(), at=cast.AT)
    for seat in meeting.seats.select_related("person"):
        vote_cast(motion=motion, seat=seat, choice=choice, actor=seat.person, at=cast.AT)
    return motion_close(motion=motion, actor=cast.board(), at=cast.AT)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another province: its board, and one of its units."""

    authority: Authority
    board: Person
    unit: Unit


def neighbour() -> Neighbour:
    board = person_enter(full_name="Lê Văn Xa (minh họa)", illustrative=True)
    authority = authority_open(
        code="ninh-binh", name="Ủy ban nhân dân tỉnh Ninh Bình", place="Ninh Bình",
        standing_office="Sở Nội vụ", since=date(2020, 1, 1), actor=board, at=cast.AT,
    )  # fmt: skip
    unit = unit_open(
        authority=authority, code="stc", name="Sở Tài chính Ninh Bình", short_name="STC",
        head_post="Giám đốc", valid_from=date(2020, 1, 1), provenance=Provenance.ILLUSTRATIVE,
        actor=board, at=cast.AT,
    )  # fmt: skip
    return Neighbour(authority, board, unit)
