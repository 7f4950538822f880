"""The room of a conference or a council: attendance, motions, results, minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.apps.assessments.queries import report_of
from thidua.apps.awards.queries import nominations_of, slots_of
from thidua.apps.meetings.enums import RULED, MeetingKind, Mode, MotionKind, Presence
from thidua.apps.meetings.policy import who_may
from thidua.apps.meetings.queries import (
    all_can_sign_in,
    meeting_of,
    motions_of,
    rule_of,
    rules_of,
    seat_of,
    seats_of,
)
from thidua.apps.meetings.queries.agenda import item_at_hand
from thidua.apps.meetings.queries.paper_ballots import counted_by
from thidua.apps.meetings.services import (
    attendance_record,
    meeting_call,
    meeting_open,
    motion_open,
)
from thidua.web.forms.calling import CallForm, provenance_of, seats_for, start_values
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.forms.meeting import card_of, read_count
from thidua.web.forms.room import NO_FAULT, Fault, Room, roll_row
from thidua.web.forms.topics import boards_of, put, topics_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year import steps
from thidua.year.conference import awaits_next, left_open

if TYPE_CHECKING:
    from thidua.apps.meetings.models import Meeting, Motion, Seat

ROOMS = {"hoi-nghi": MeetingKind.CONFERENCE, "hoi-dong": MeetingKind.COUNCIL}
RUNNING = "meetings.motion.open"
CALLING = "meetings.meeting.call"


def meeting_or_404(page: YearPage, slug: str) -> Meeting:
    """Return the meeting; a council's session is open to its members and to the authority."""
    meeting = meeting_of(page.bloc_year, ROOMS[slug]) if slug in ROOMS else None
    if meeting is None or not may_enter(page, meeting):
        raise Http404
    return meeting


def may_enter(page: YearPage, meeting: Meeting) -> bool:
    serves = any(role.unit_id is None for role in page.roles)
    return (
        meeting.kind == MeetingKind.CONFERENCE
        or serves
        or seat_of(page.person, meeting) is not None
    )


def room_of(page: YearPage, slug: str, typed: Fault = NO_FAULT) -> Room:
    meeting = meeting_or_404(page, slug)
    seats = tuple(seats_of(meeting))
    cards = tuple(card_of(m, seats, kept_for(m, typed)) for m in motions_of(meeting))
    rules = tuple(
        rule_of(rule)
        for rule in rules_of(page.bloc_year)
        if (rule.kind == MotionKind.COUNCIL_REVIEW) == (meeting.kind == MeetingKind.COUNCIL)
    )
    return Room(
        page=page,
        meeting=meeting,
        slug=slug,
        seats=seats,
        cards=cards,
        rules=rules,
        runs=page.may(who_may(RUNNING, meeting.kind)),
    )


def kept_for(motion: Motion, fault: Fault) -> Mapping[str, str]:
    return fault.typed if fault.spot == f"noi-dung-{motion.number}" else {}


@signed_in
def conference(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lead to the bloc's conference, or say that none was called."""
    page = year_page(request, key)
    if meeting_of(page.bloc_year, MeetingKind.CONFERENCE) is None:
        may_call = page.may(who_may(CALLING, MeetingKind.CONFERENCE))
        return render_year(request, "conference/none.html", page, "conference", may_call=may_call)
    return show(request, page, "hoi-nghi")


@signed_in
def council(request: HttpRequest, key: UUID) -> HttpResponse:
    return show(request, year_page(request, key), "hoi-dong")


def show(
    request: HttpRequest, page: YearPage, slug: str, fault: Fault = NO_FAULT, status: int = 200
) -> HttpResponse:
    """Show the room: the cockpit to who runs it, the same without buttons to the others."""
    room = room_of(page, slug, fault)
    response = render_year(
        request,
        "conference/room.html",
        page,
        "conference",
        room=room,
        fault=fault,
        seat=seat_of(page.person, room.meeting),
        roll=[roll_row(seat, fault) for seat in room.seats],
        at_hand=item_at_hand(room.meeting),
        made=dict(nominations_of(page.bloc_year).values_list("motion_id", "pk")),
        counts=counted_by(page.person, room.meeting),
        awaits=awaits_of(room) if room.steers else (),
        **cockpit(room),
    )
    response.status_code = status
    return response


def cockpit(room: Room) -> dict[str, object]:
    """Return what who runs the meeting may do next: put questions, close it, open the next year."""
    meeting = room.meeting
    if not room.runs or room.is_called:
        return {}
    if room.is_closed:
        return {"next_due": awaits_next(meeting)}
    return {
        "topics": topics_of(meeting),
        "boards": boards_of(meeting),
        "modes": Mode.choices,
        "mode": usual_mode(meeting),
        "left_open": list(left_open(meeting)),
    }


def usual_mode(meeting: Meeting) -> Mode:
    """Propose paper, unless everybody with a vote in a conference could vote on a phone."""
    by_phone = meeting.kind == MeetingKind.CONFERENCE and all_can_sign_in(meeting)
    return Mode.ELECTRONIC if by_phone else Mode.COUNTED


def awaits_of(room: Room) -> list[tuple[str, str]]:
    """Say what must be made on another page before its question can be put: words and address."""
    year = room.page.bloc_year
    key, council = [year.pk], room.meeting.kind == MeetingKind.COUNCIL
    unset = not room.rules or (not council and len(room.rules) < len(RULED) - 1)
    needs = (
        (unset, "Chưa đặt đủ quy tắc biểu quyết", "rules"),
        (not council and not slots_of(year), "Chưa có số lượng được đề nghị", "rules"),
        (not council and report_of(year) is None, "Chưa có dự thảo báo cáo tổng kết", "report"),
    )
    return [(words, reverse(name, args=key)) for missing, words, name in needs if missing]


@signed_in
@never_cache
def pulse(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """The parts of the room that change by themselves: how many have voted, never what or who."""
    room = room_of(year_page(request, key), slug)
    part = "_turnout" if "phieu" in request.GET else "_pulse"
    return render(request, f"conference/{part}.html", {"room": room, "card": room.current})


@signed_in
@never_cache
def minutes(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """The minutes as they write themselves from the deeds of the meeting."""
    page = year_page(request, key)
    room = room_of(page, slug)
    back = room_address(page, slug)
    return render_year(request, "conference/minutes.html", page, "conference", room=room, back=back)


def attempt(
    request: HttpRequest, page: YearPage, slug: str, spot: str, deed: Callable[[], object]
) -> HttpResponse:
    """Do a deed and return to its spot in the room; a refusal is shown there, input kept."""
    if refused := refusal_of(deed):
        fault = Fault(spot=spot, refused=refused, typed=request.POST.dict())
        return show(request, page, slug, fault, REFUSED)
    return redirect(f"{room_address(page, slug)}#{spot}")


def room_address(page: YearPage, slug: str) -> str:
    name = "conference" if ROOMS[slug] is MeetingKind.CONFERENCE else "council"
    return reverse(name, args=[page.bloc_year.pk])


@signed_in
@require_POST
def attendance(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Record the whole roll at once; seats that can't be recorded say why beside their name."""
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    refused = {}
    for seat in seats_of(meeting):
        if refusal := refusal_of(partial(record_seat, page, seat, request.POST)):
            refused[seat.pk] = refusal
    if refused:
        fault = Fault(spot="diem-danh", seats=refused, typed=request.POST.dict())
        return show(request, page, slug, fault, REFUSED)
    return redirect(f"{room_address(page, slug)}#diem-danh")


def record_seat(page: YearPage, seat: Seat, posted: Mapping[str, str]) -> None:
    """Record a seat if the form changes it."""
    presence = posted.get(f"presence-{seat.pk}", seat.presence)
    mandate = posted.get(f"mandate-{seat.pk}", "").strip() if presence == Presence.PROXY else ""
    if "all" in posted and seat.presence == Presence.ABSENT and presence == Presence.ABSENT:
        presence = Presence.PRESENT
    if presence in Presence.values and (presence, mandate) != (seat.presence, seat.mandate):
        attendance_record(
            seat=seat,
            presence=Presence(presence),
            mandate=mandate,
            actor=page.person,
            at=page.at,
        )


@signed_in
@require_POST
def open_meeting(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    return attempt(
        request, page, slug, "dau",
        lambda: meeting_open(meeting=meeting, actor=page.person, at=page.at),
    )  # fmt: skip


@signed_in
@require_POST
def close_meeting(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    lines = [line.strip() for line in request.POST.get("discussion", "").splitlines()]
    return attempt(
        request, page, slug, "be-mac",
        lambda: steps.close_meeting(
            meeting=meeting, discussion=[x for x in lines if x], actor=page.person, at=page.at
        ),
    )  # fmt: skip


@signed_in
@require_POST
def table(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Put one of the proposed questions on the table."""
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    topic = request.POST.get("topic", "")
    mode = request.POST.get("mode", "")
    if mode not in Mode.values:
        raise Http404
    return attempt(
        request, page, slug, "dua-ra",
        lambda: put(
            meeting=meeting, code=topic, mode=Mode(mode), actor=page.person, at=page.at
        ),
    )  # fmt: skip


@signed_in
def call(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Call the conference, or the council's session about the bloc."""
    page = year_page(request, key)
    kind = ROOMS.get(slug)
    if kind is None or not page.may(who_may(CALLING, kind)):
        raise Http404
    form = CallForm(request.POST or None, initial=start_values(page, kind))
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(partial(call_with, page, kind, form))
        if refused is None:
            return redirect(room_address(page, slug))
    response = render_year(
        request, "conference/call.html", page, "conference", form=form, kind=kind, refused=refused
    )
    response.status_code = REFUSED if refused else FAULTY if form.errors else 200
    return response


def call_with(page: YearPage, kind: MeetingKind, form: CallForm) -> None:
    meeting_call(
        bloc_year=page.bloc_year,
        kind=kind,
        held_at=form.held_at,
        tellers=form.lines("tellers"),
        agenda=form.lines("agenda"),
        seats=seats_for(page, kind),
        provenance=provenance_of(page),
        actor=page.person,
        at=page.at,
        **{name: form.cleaned_data[name] for name in CALLED_WITH},
    )


def motion_or_404(meeting: Meeting, number: int) -> Motion:
    motion = motions_of(meeting).filter(number=number).first()
    if motion is None:
        raise Http404
    return motion


@signed_in
@require_POST
def open_motion(request: HttpRequest, key: UUID, slug: str, number: int) -> HttpResponse:
    page = year_page(request, key)
    motion = motion_or_404(meeting_or_404(page, slug), number)
    return attempt(
        request, page, slug, f"noi-dung-{number}",
        lambda: motion_open(motion=motion, actor=page.person, at=page.at),
    )  # fmt: skip


@signed_in
@require_POST
def close_motion(request: HttpRequest, key: UUID, slug: str, number: int) -> HttpResponse:
    """Close an electronic vote and count it."""
    page = year_page(request, key)
    motion = motion_or_404(meeting_or_404(page, slug), number)
    return attempt(
        request, page, slug, f"noi-dung-{number}",
        lambda: steps.close_motion(motion=motion, actor=page.person, at=page.at),
    )  # fmt: skip


@signed_in
@require_POST
def count_motion(request: HttpRequest, key: UUID, slug: str, number: int) -> HttpResponse:
    """Take the tellers' figures of a paper ballot or raised hands."""
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    motion = motion_or_404(meeting, number)

    def deed() -> None:
        count, votes = read_count(motion, tuple(seats_of(meeting)), request.POST)
        steps.close_motion(motion=motion, count=count, votes=votes, actor=page.person, at=page.at)

    return attempt(request, page, slug, f"noi-dung-{number}", deed)


CALLED_WITH = ("title", "place", "chair", "chair_post", "secretary")
YEAR = "nam/<uuid:key>"
HALL = f"{YEAR}/hop/<str:slug>"

urls: list[URLPattern] = [
    path(f"{YEAR}/hoi-nghi/", conference, name="conference"),
    path(f"{YEAR}/hoi-dong/", council, name="council"),
    path(f"{HALL}/trieu-tap/", call, name="meeting-call"),
    path(f"{HALL}/nhip/", pulse, name="meeting-pulse"),
    path(f"{HALL}/bien-ban/", minutes, name="meeting-minutes"),
    path(f"{HALL}/diem-danh/", attendance, name="meeting-attendance"),
    path(f"{HALL}/khai-mac/", open_meeting, name="meeting-open"),
    path(f"{HALL}/be-mac/", close_meeting, name="meeting-close"),
    path(f"{HALL}/dua-ra/", table, name="meeting-table"),
    path(f"{HALL}/noi-dung/<int:number>/mo/", open_motion, name="motion-open"),
    path(f"{HALL}/noi-dung/<int:number>/dong/", close_motion, name="motion-close"),
    path(f"{HALL}/noi-dung/<int:number>/kiem-phieu/", count_motion, name="motion-count"),
]
