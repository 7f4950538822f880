"""What several awards, nominations or members ask of the database is asked once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from thidua.apps.awards.queries import candidates_for, slots_of
from thidua.apps.campaigns.queries import agreement_of, articles_of
from thidua.year.conference import next_nominee
from thidua.year.thread import forth
from web.evening import conference

pytestmark = pytest.mark.django_db


def test_a_further_award_asks_only_who_is_nominated_already() -> None:
    year = cast.before_conference()
    awards = list(slots_of(year).values_list("award", flat=True))
    candidates_for(year, awards[0], cast.DAY)
    with CaptureQueriesContext(connection) as told:
        for award in awards:
            candidates_for(year, award, cast.DAY)
    assert len(told) == len(awards)


def test_the_next_nominee_of_a_meeting_at_hand_is_found_in_four_queries() -> None:
    meeting = conference()
    next_nominee(meeting)
    with CaptureQueriesContext(connection) as told:
        next_nominee(meeting)
    assert len(told) == 4


def test_what_has_come_of_an_article_costs_the_same_with_seven_nominations_as_with_one() -> None:
    agreement = agreement_of(cast.played())
    assert agreement is not None
    article = next(a for a in articles_of(agreement) if a.target_count)
    with CaptureQueriesContext(connection) as told:
        knots = forth(article)
    assert len([knot for knot in knots if knot.kind == "nomination"]) == 7
    assert len(told) <= 12
