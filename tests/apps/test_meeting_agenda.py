"""Going through a meeting's agenda: forward, back, always on record."""

import pytest
from django.db import DatabaseError, transaction

import cast
from thidua.apps.journal.base import Refused
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.models import AgendaItem, AgendaTurn, Meeting
from thidua.apps.meetings.queries.agenda import item_at_hand
from thidua.apps.meetings.services import agenda_turn
from thidua.apps.people.models import Person
from web.evening import begin, conference

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return conference()


def item(meeting: Meeting, number: int) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, number=number)


def turn(meeting: Meeting, number: int, actor: Person | None = None) -> AgendaTurn:
    actor = actor or cast.secretary()
    return agenda_turn(meeting=meeting, item=item(meeting, number), actor=actor, at=cast.AT)


def test_a_meeting_begins_at_its_first_item(meeting: Meeting) -> None:
    assert item_at_hand(meeting) == item(meeting, 1)


def test_going_back_is_a_turn_of_its_own_and_both_stay_on_record(meeting: Meeting) -> None:
    begin(meeting)
    for number in (2, 3, 2):
        turn(meeting, number)
    assert item_at_hand(meeting) == item(meeting, 2)
    told = Entry.objects.filter(deed="meetings.agenda.turn").order_by("number")
    assert [entry.facts["number"] for entry in told] == [2, 3, 2]


def test_a_turn_is_never_taken_out(meeting: Meeting) -> None:
    begin(meeting)
    made = turn(meeting, 2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        made.delete()


def test_before_the_opening_no_item_is_gone_to(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="chưa khai mạc"):
        turn(meeting, 2)


def test_an_item_of_another_meeting_is_refused(meeting: Meeting) -> None:
    begin(meeting)
    other = AgendaItem.objects.exclude(meeting=meeting).first()
    assert other is not None
    with pytest.raises(Refused, match="không có trong chương trình"):
        agenda_turn(meeting=meeting, item=other, actor=cast.secretary(), at=cast.AT)


def test_who_does_not_run_the_meeting_turns_nothing(meeting: Meeting) -> None:
    begin(meeting)
    with pytest.raises(Refused):
        turn(meeting, 2, cast.head("stc"))
