"""What a secret vote leaves behind is the same whatever was chosen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from thidua.apps.meetings.models import BallotMark, Motion, Seat
from thidua.apps.meetings.services import vote_cast
from web.evening import begin, conference, nomination_on_the_table, opened

pytestmark = pytest.mark.django_db
CHOICES = ("yes", "no", "abstain", "yes")


@pytest.fixture
def seats() -> list[Seat]:
    return begin(conference())


@pytest.fixture
def motion(seats: list[Seat]) -> Motion:
    return opened(nomination_on_the_table(conference()))


def statements(motion: Motion, seat: Seat, choice: str) -> list[str]:
    with CaptureQueriesContext(connection) as told:
        vote_cast(motion=motion, seat=seat, choice=choice, actor=seat.person, at=cast.AT)
    return [re.sub(r"'[^']*'|\b\d+\b|s\d+_x\d+", "?", query["sql"]) for query in told]


def test_every_choice_writes_the_same_rows_in_the_same_order(
    seats: list[Seat], motion: Motion
) -> None:
    by_choice = {
        choice: statements(motion, seat, choice)
        for seat, choice in zip(seats, CHOICES, strict=False)
    }
    counters = [s for s in by_choice["yes"] if s.startswith('UPDATE "meetings_option"')]
    assert len(counters) == motion.options.count()
    assert by_choice["no"] == by_choice["abstain"] == by_choice["yes"]


def writers(motion: Motion) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin FROM meetings_option WHERE motion_id = %s", [motion.pk])
        return {row[0] for row in cursor.fetchall()}


def test_on_postgresql_all_counters_bear_the_stamp_of_the_last_vote(
    seats: list[Seat], motion: Motion
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL stamps its rows")
    stamps = []
    for seat, choice in zip(seats, CHOICES, strict=False):
        vote_cast(motion=motion, seat=seat, choice=choice, actor=seat.person, at=cast.AT)
        stamps.append(writers(motion))
    assert [len(found) for found in stamps] == [1] * len(CHOICES)
    assert len(set.union(*stamps)) == len(CHOICES)


def test_a_mark_holds_motion_and_seat_under_a_random_key_and_nothing_else(
    seats: list[Seat], motion: Motion
) -> None:
    vote_cast(motion=motion, seat=seats[0], choice="no", actor=seats[0].person, at=cast.AT)
    mark = BallotMark.objects.get(motion=motion)
    assert {field.name for field in BallotMark._meta.get_fields()} == {"id", "motion", "seat"}
    assert (mark.pk.version, BallotMark._meta.ordering) == (4, [])
