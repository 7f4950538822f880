"""The thread from an agreement's article to an entry of the register is walked both ways."""

import pytest

import cast
from thidua.apps.awards.models import RegisterEntry
from thidua.apps.campaigns.queries import agreement_of, articles_of
from thidua.year.thread import KNOTS, articles_of as articles_on, back, entries_of, forth

pytestmark = pytest.mark.django_db


def test_an_honour_is_walked_back_to_the_articles_it_rests_on() -> None:
    for entry in RegisterEntry.objects.filter(bloc_year=cast.played()):
        knots = back(entry)
        met = [kind for kind in KNOTS if any(k.kind == kind for k in knots)]
        assert met == [kind for kind in KNOTS if kind != "clause"]  # none is measured in that year
        assert [k.key for k in knots if k.kind == "entry"] == [entry.pk]


def test_an_article_is_walked_forth_to_the_honours_that_came_of_it() -> None:
    agreement = agreement_of(cast.played())
    assert agreement is not None
    entries = set(
        RegisterEntry.objects.filter(bloc_year=cast.played()).values_list("pk", flat=True)
    )
    with_targets = [a for a in articles_of(agreement) if a.target_count]
    assert with_targets
    for article in with_targets:
        assert entries_of(forth(article)) == entries


def test_both_ways_meet() -> None:
    agreement = agreement_of(cast.played())
    assert agreement is not None
    entries = {e.pk: e for e in RegisterEntry.objects.filter(bloc_year=cast.played())}
    articles = {a.pk: a for a in articles_of(agreement)}
    there = {(a, e) for a, article in articles.items() for e in entries_of(forth(article))}
    back_again = {(a, e) for e, entry in entries.items() for a in articles_on(back(entry))}
    assert there == back_again


def test_the_thread_goes_through_the_papers_filed_on_the_way() -> None:
    entry = RegisterEntry.objects.filter(bloc_year=cast.played()).order_by("number").first()
    assert entry is not None
    kinds = {paper.kind for knot in back(entry) for paper in knot.papers}
    assert {"giao-uoc", "bao-cao", "quyet-dinh"} <= kinds


def test_an_article_without_targets_ends_with_itself() -> None:
    agreement = agreement_of(cast.played())
    assert agreement is not None
    for article in articles_of(agreement):
        if not article.target_count:
            assert entries_of(forth(article)) == set()
