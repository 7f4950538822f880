"""A conference evening for tests: its meeting, attendance, motions, ballots."""

from collections.abc import Mapping
from uuid import UUID

from django.test import Client
from django.urls import reverse

import cast
from thidua.apps.meetings.enums import MeetingKind, Mode, Presence
from thidua.apps.meetings.models import Meeting, Motion, Seat
from thidua.apps.meetings.services import (
    attendance_record,
    meeting_open,
    motion_open,
    vote_cast,
)
from thidua.year.conference import next_nominee, table_nominee, table_report

CONFERENCE = "hoi-nghi"


def conference() -> Meeting:
    return Meeting.objects.select_related("bloc_year__bloc", "authority").get(
        bloc_year=cast.before_conference(), kind=MeetingKind.CONFERENCE
    )


def seats(meeting: Meeting) -> list[Seat]:
    return list(
        meeting.seats.select_related(
            "membership__unit", "person__account", "meeting__bloc_year"
        ).order_by("place")
    )


def begin(meeting: Meeting, absent: int = 0) -> list[Seat]:
    """Record everyone as present but the last `absent`, and open the meeting."""
    all_seats = seats(meeting)
    for seat in all_seats[: len(all_seats) - absent]:
        attendance_record(seat=seat, presence=Presence.PRESENT, actor=cast.secretary(), at=cast.AT)
    meeting_open(meeting=meeting, actor=cast.secretary(), at=cast.AT)
    return seats(meeting)


def nomination_on_the_table(meeting: Meeting, mode: Mode = Mode.ELECTRONIC) -> Motion:
    nominee = next_nominee(meeting)
    assert nominee is not None
    return table_nominee(
        meeting=meeting, nominee=nominee, mode=mode, actor=cast.secretary(), at=cast.AT
    )


def report_on_the_table(meeting: Meeting, mode: Mode) -> Motion:
    return table_report(meeting=meeting, mode=mode, actor=cast.secretary(), at=cast.AT)


def opened(motion: Motion) -> Motion:
    return motion_open(motion=motion, actor=cast.secretary(), at=cast.AT)


def vote(motion: Motion, choices: Mapping[UUID, str]) -> None:
    """Cast ballots by the seat's key."""
    for seat in seats(motion.meeting):
        if seat.pk in choices:
            vote_cast(
                motion=motion, seat=seat, choice=choices[seat.pk], actor=seat.person, at=cast.AT
            )


def room(meeting: Meeting) -> str:
    return reverse("conference", args=[meeting.bloc_year_id])


def deed(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(name, args=[meeting.bloc_year_id, CONFERENCE, *more])


def sign_in_of(seat: Seat) -> str:
    return seat.person.account.sign_in


def choose(client: Client, motion: Motion, choice: str) -> int:
    """Tap a choice and confirm it, as the voter's page asks; returns the last status."""
    address = reverse("vote", args=[motion.pk])
    client.post(address, {"choice": choice})
    return client.post(address, {"choice": choice, "step": "cast"}).status_code
