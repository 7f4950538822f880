"""Deeds about a meeting itself: call it, open it, take the roll, close it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from thidua.apps.journal.base import Provenance
from thidua.apps.journal.services import hold, take_up
from thidua.apps.meetings.enums import MeetingKind, MeetingState, MotionState, Presence
from thidua.apps.meetings.models import AgendaItem, Meeting, Seat
from thidua.apps.meetings.policy import who_may
from thidua.apps.meetings.queries import voting_now
from thidua.apps.meetings.queries.sealed import box_awaits_count, was_given_a_ballot
from thidua.apps.meetings.services.base import expect, may, tell
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase, RoleKind
from thidua.apps.units.models import BlocYear, Membership, Role
from thidua.apps.units.policy import about_year, require
from thidua.text import padded, short_date


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """A seat before the meeting is called."""

    membership: Membership | None
    person: Person | None
    post: str = ""


@transaction.atomic
def meeting_call(
    *,
    bloc_year: BlocYear,
    kind: MeetingKind,
    title: str,
    place: str,
    held_at: datetime,
    chair: str,
    chair_post: str,
    secretary: str,
    tellers: Sequence[str],
    agenda: Sequence[str],
    seats: Sequence[SeatPlan],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Meeting:
    """Call a meeting: its agenda and the roll of seats that may vote."""
    deed = "meetings.meeting.call"
    require(deed, who_may(deed, kind), about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    expect(
        not Meeting.objects.filter(bloc_year=bloc_year, kind=kind).exists(),
        f"{kind.label} của năm {bloc_year.year} đã được triệu tập.",
    )
    check_day(bloc_year, kind, localdate(held_at))
    check_seats(bloc_year, kind, seats, localdate(held_at))
    meeting = Meeting.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        kind=kind,
        title=title,
        place=place,
        held_at=held_at,
        chair=chair,
        chair_post=chair_post,
        secretary=secretary,
        tellers=list(tellers),
        provenance=provenance,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, title=item)
        for number, item in enumerate(agenda, start=1)
    )
    Seat.objects.bulk_create(
        Seat(
            meeting=meeting,
            place=place_,
            membership=seat.membership,
            person=seat.person,
            post=seat.post,
        )
        for place_, seat in enumerate(seats, start=1)
    )
    tell(deed, meeting, meeting, actor, at, seats=len(seats))
    return meeting


def check_day(bloc_year: BlocYear, kind: MeetingKind, day: date) -> None:
    """Refuse a day before there could be anything to decide on."""
    year = bloc_year.year
    expect(
        day.year >= year,
        f"Ngày họp {short_date(day)} trước năm thi đua {year}.",
        "Hãy xem lại năm của ngày họp.",
    )
    conference = Meeting.objects.filter(bloc_year=bloc_year, kind=MeetingKind.CONFERENCE).first()
    if kind is MeetingKind.COUNCIL and conference is not None:
        held = localdate(conference.held_at)
        expect(
            day >= held,
            f"Hội đồng không họp ngày {short_date(day)} được: hội nghị của khối họp ngày {short_date(held)}.",
            f"Hãy chọn ngày họp từ {short_date(held)} trở đi.",
            "Hội đồng xét các đề nghị mà hội nghị của khối đã thông qua.",
        )


def check_seats(
    bloc_year: BlocYear, kind: MeetingKind, seats: Sequence[SeatPlan], on: date
) -> None:
    """Refuse a roll that leaves out whom the vote belongs to, or lets in whom it doesn't."""
    expect(len(seats) > 0, "Chưa có ai có quyền biểu quyết.", "Hãy lập danh sách trước.")
    if kind is MeetingKind.COUNCIL:
        check_council(bloc_year, seats, on)
    else:
        check_conference(bloc_year, seats, on)


def check_council(bloc_year: BlocYear, seats: Sequence[SeatPlan], on: date) -> None:
    held = roles_held(bloc_year, [RoleKind.COUNCIL_MEMBER], on)
    appointed = {role.person_id for role in held}
    strangers = [
        str(seat.membership or seat.person)
        for seat in seats
        if seat.membership or seat.person is None or seat.person.pk not in appointed
    ]
    expect(
        not strangers,
        f"Không phải là thành viên Hội đồng trong ngày họp: {', '.join(strangers)}.",
        "Cơ quan thường trực cấp vai trò thành viên Hội đồng trước khi triệu tập.",
    )


def check_conference(bloc_year: BlocYear, seats: Sequence[SeatPlan], on: date) -> None:
    members = set(bloc_year.memberships.values_list("pk", flat=True))
    seated = [seat.membership.pk for seat in seats if seat.membership]
    expect(
        set(seated) == members and len(seated) == len(seats) == len(members),
        f"Mỗi đơn vị trong {padded(len(members))} đơn vị thành viên có đúng một ghế ở hội nghị của khối.",
        "Hãy lập lại danh sách theo thành viên của năm.",
    )
    held = roles_held(bloc_year, [RoleKind.UNIT_HEAD, RoleKind.UNIT_OFFICER], on)
    speaking = {(role.person_id, role.unit_id) for role in held}
    strangers = [
        f"{seat.person} ({seat.membership})"
        for seat in seats
        if seat.person
        and seat.membership
        and (seat.person.pk, seat.membership.unit_id) not in speaking
    ]
    expect(
        not strangers,
        f"Không đại diện cho đơn vị trong ngày họp: {', '.join(strangers)}.",
        "Người bỏ phiếu là thủ trưởng hoặc cán bộ thi đua của đơn vị.",
    )


def roles_held(bloc_year: BlocYear, kinds: Sequence[RoleKind], on: date) -> QuerySet[Role]:
    return Role.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on),
        authority=bloc_year.authority_id,
        kind__in=kinds,
        since__lte=on,
    )


@transaction.atomic
def meeting_open(*, meeting: Meeting, actor: Person, at: datetime) -> Meeting:
    may("meetings.meeting.open", meeting, actor, at)
    take_up(meeting, "state", authority_id=meeting.authority_id)
    expect(meeting.state == MeetingState.CALLED, "Cuộc họp đã khai mạc hoặc đã bế mạc.")
    reached = Phase(meeting.bloc_year.phase)
    expect(
        meeting.kind == MeetingKind.COUNCIL or reached is Phase.CONFERENCE,
        f"Năm thi đua đang ở bước “{reached.label}”, chưa họp hội nghị tổng kết.",
        "Hãy chốt bảng xếp hạng và chuyển bước trước khi khai mạc.",
    )
    meeting.state = MeetingState.OPEN
    meeting.save(update_fields=["state"])
    tell("meetings.meeting.open", meeting, meeting, actor, at)
    return meeting


@transaction.atomic
def attendance_record(
    *, seat: Seat, presence: Presence, actor: Person, at: datetime, mandate: str = ""
) -> Seat:
    """Record who is there; a proxy is taken only with a mandate on paper."""
    may("meetings.attendance.record", seat.meeting, actor, at)
    take_up(seat.meeting, "state", authority_id=seat.meeting.authority_id)
    expect(
        seat.meeting.state != MeetingState.CLOSED, "Cuộc họp đã bế mạc, không điểm danh được nữa."
    )
    expect(
        presence != Presence.PROXY or bool(mandate),
        f"{seat}: người được ủy quyền dự họp phải có giấy ủy quyền.",
        "Hãy ghi số và ngày của giấy ủy quyền.",
    )
    expect(
        presence != Presence.ABSENT
        or seat.presence == Presence.ABSENT
        or not (seat.ballot_marks.exists() or was_given_a_ballot(seat)),
        f"{seat} đã bỏ phiếu, không thể ghi là vắng.",
    )
    expect(
        not box_awaits_count(seat.meeting),
        "Hòm phiếu niêm phong đã đóng, đang chờ kiểm: số có mặt đã chốt.",
        "Hãy kiểm phiếu xong rồi điểm danh tiếp.",
    )
    expect(
        presence != Presence.ABSENT or not voting_now(seat.meeting),
        f"Đang biểu quyết, không ghi {seat} là vắng được.",
        "Hãy kết thúc nội dung đang biểu quyết rồi điểm danh lại.",
    )
    seat.presence, seat.mandate = presence, mandate
    seat.save(update_fields=["presence", "mandate"])
    tell("meetings.attendance.record", seat, seat.meeting, actor, at, presence=presence.value)
    return seat


@transaction.atomic
def meeting_close(
    *, meeting: Meeting, discussion: Sequence[str], actor: Person, at: datetime
) -> Meeting:
    """Close the meeting; every motion on the table must have its result."""
    may("meetings.meeting.close", meeting, actor, at)
    take_up(meeting, "state", authority_id=meeting.authority_id)
    expect(meeting.state == MeetingState.OPEN, "Cuộc họp chưa khai mạc hoặc đã bế mạc.")
    waiting = meeting.motions.exclude(state=MotionState.CLOSED).count()
    expect(
        waiting == 0,
        f"Còn {padded(waiting)} nội dung chưa có kết quả biểu quyết.",
        "Hãy biểu quyết xong trước khi bế mạc.",
    )
    meeting.state, meeting.closed_at = MeetingState.CLOSED, at
    meeting.discussion = [*meeting.discussion, *discussion]
    meeting.save(update_fields=["state", "closed_at", "discussion"])
    tell("meetings.meeting.close", meeting, meeting, actor, at)
    return meeting
