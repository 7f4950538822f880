"""Attendance by a code on the room's screen: scanned, signed in, and one's own seat is present.

The code is for one meeting and a few minutes, so that a photograph sent home is soon worth nothing;
it does not prove that whoever holds it stands in the room.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from hmac import compare_digest
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache

from thidua.apps.journal.base import Refused
from thidua.apps.meetings.policy import who_may
from thidua.apps.meetings.queries.arrivals import own_seat
from thidua.apps.meetings.services import attendance_take
from thidua.papers.qr import qr_png
from thidua.web.conference import meeting_or_404, room_address
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import now, person_of, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.meetings.models import Seat

MINUTES = 2  # how long a code is shown; it is taken for as long again
LETTERS = 20
STALE = Refused(
    "Mã điểm danh đã hết hạn.",
    "Mỗi mã chỉ dùng trong vài phút, của một cuộc họp.",
    "Hãy quét lại mã đang hiện trên màn hình của phòng họp, hoặc báo thư ký điểm danh.",
)


def code_of(meeting: UUID, at: datetime, *, back: int = 0) -> str:
    """Return the code shown at a moment, or the one so many before it."""
    turn = int(at.timestamp()) // (60 * MINUTES) - back
    return salted_hmac("thidua.web.arrivals", f"{meeting} {turn}").hexdigest()[:LETTERS]


def is_fresh(meeting: UUID, code: str, at: datetime) -> bool:
    return any(compare_digest(code, code_of(meeting, at, back=back)) for back in (0, 1))


@signed_in
@never_cache
def code_page(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """The code for the room's screen, made anew every few minutes."""
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    runs = page.may(who_may("meetings.attendance.record", meeting.kind))
    if not runs or meeting.state == "closed":
        raise Http404
    to = reverse("arrival", args=[meeting.pk, code_of(meeting.pk, page.at)])
    address = request.build_absolute_uri(to)
    return render_year(
        request,
        "conference/arrival_code.html",
        page,
        "conference",
        meeting=meeting,
        picture=f"data:image/png;base64,{b64encode(qr_png(address).getvalue()).decode()}",
        address=address,
        minutes=MINUTES,
        every=30 * MINUTES,
        back=room_address(page, slug),
    )


@signed_in
@never_cache
def arrival(request: HttpRequest, meeting: UUID, code: str) -> HttpResponse:
    """Ask whoever scanned the code to confirm, then mark their own seat present."""
    person, at = person_of(request), now()
    seat = own_seat(person, meeting)
    if seat is None:
        raise Http404
    if not is_fresh(meeting, code, at):
        return show(request, seat, STALE)
    if request.method != "POST":
        return show(request, seat)
    if refused := refusal_of(lambda: attendance_take(seat=seat, actor=person, at=at)):
        return show(request, seat, refused)
    return redirect(request.path)


def show(request: HttpRequest, seat: Seat, refused: Refused | None = None) -> HttpResponse:
    context = {"seat": seat, "meeting": seat.meeting, "refused": refused}
    status = REFUSED if refused else 200
    return render(request, "conference/arrival.html", context, status=status)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/hop/<str:slug>/ma-diem-danh/", code_page, name="arrival-code"),
    path("diem-danh/<uuid:meeting>/<str:code>/", arrival, name="arrival"),
]
