"""Attendance by the code in the room: one's own seat, while the code is fresh, until the meeting ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

import cast
from thidua.apps.journal.base import NotAllowed
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.models import Meeting
from thidua.apps.meetings.services import attendance_take
from thidua.web.arrivals import MINUTES, code_of, is_fresh
from thidua.web.shell import now
from web.evening import conference, deed, seats, sign_in_of
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return conference()


def address(meeting: Meeting, code: str = "") -> str:
    return reverse("arrival", args=[meeting.pk, code or code_of(meeting.pk, now())])


def test_whoever_scans_the_code_marks_their_own_seat_present(meeting: Meeting) -> None:
    first, second = seats(meeting)[:2]
    member = client_of(sign_in_of(first))
    assert f"Ghi {first} có mặt" in text_of(member.get(address(meeting)))
    first.refresh_from_db()
    assert first.presence == "absent"
    assert member.post(address(meeting)).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.presence, second.presence) == ("present", "absent")
    assert Entry.objects.filter(deed="meetings.attendance.take").count() == 1
    assert "dự họp" in text_of(member.get(address(meeting)))


def test_a_code_is_good_for_a_few_minutes_and_for_one_meeting(meeting: Meeting) -> None:
    code = code_of(meeting.pk, cast.AT)
    later = [cast.AT + timedelta(minutes=n) for n in (MINUTES, 2 * MINUTES)]
    assert [is_fresh(meeting.pk, code, at) for at in (cast.AT, *later)] == [True, True, False]
    assert not is_fresh(cast.played().pk, code, cast.AT)


def test_a_stale_code_marks_nobody_and_says_what_to_do(meeting: Meeting) -> None:
    seat = seats(meeting)[0]
    old = code_of(meeting.pk, now() - timedelta(hours=1))
    reply = client_of(sign_in_of(seat)).post(address(meeting, old))
    assert (reply.status_code, "Mã điểm danh đã hết hạn" in text_of(reply)) == (409, True)
    seat.refresh_from_db()
    assert seat.presence == "absent"


def test_who_has_no_seat_finds_nothing_and_a_stranger_is_asked_to_sign_in(meeting: Meeting) -> None:
    assert client_of("thanhtra").get(address(meeting)).status_code == 404
    assert Client().get(address(meeting)).headers["Location"].startswith(reverse("sign-in"))


def test_a_seat_is_marked_once_and_only_by_its_own_person(meeting: Meeting) -> None:
    first, second = seats(meeting)[:2]
    member = client_of(sign_in_of(first))
    member.post(address(meeting))
    again = member.post(address(meeting))
    assert (again.status_code, "đã được điểm danh" in text_of(again)) == (409, True)
    with pytest.raises(NotAllowed, match="không có ghế này"):
        attendance_take(seat=second, actor=first.person, at=cast.AT)


def test_only_who_runs_the_meeting_shows_the_code(meeting: Meeting) -> None:
    shown = {
        who: client_of(who).get(deed("arrival-code", meeting)).status_code
        for who in ("thuky", "thutruong-stc")
    }
    assert shown == {"thuky": 200, "thutruong-stc": 404}
