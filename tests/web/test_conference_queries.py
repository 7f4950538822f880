"""A longer evening costs no more queries than a short one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from thidua.apps.meetings.enums import Mode
from web.evening import begin, conference, deed, nomination_on_the_table, room
from web.pages import client_of

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


@pytest.mark.parametrize("name", ["room", "meeting-pulse", "meeting-screen", "meeting-minutes"])
def test_a_meeting_costs_the_same_with_one_question_or_four(name: str) -> None:
    meeting, client = conference(), client_of("canbo-stc")
    begin(meeting)
    address = room(meeting) if name == "room" else deed(name, meeting)
    nomination_on_the_table(meeting, Mode.COUNTED)
    few = queries(client, address)
    for _ in range(3):
        nomination_on_the_table(meeting, Mode.COUNTED)
    assert queries(client, address) == few


def test_the_list_of_nominations_costs_the_same_empty_or_full() -> None:
    client = client_of("canbo-stc")
    costs = [
        queries(client, reverse("nominations", args=[year.pk]))
        for year in (cast.before_conference(), cast.played())
    ]
    assert costs[0] == costs[1]


def test_the_cockpit_with_every_candidate_and_verdict_stays_within_bounds() -> None:
    meeting = conference()
    begin(meeting)
    assert queries(client_of("thuky"), room(meeting)) <= 100
