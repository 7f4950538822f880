"""What holds for every award of every regime."""

import json
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from case_book import full
from hypothesis import given, strategies as st
from random_dossiers import one_more, random_dossier

from thidua import law
from thidua.law.formula import judge_of
from thidua.law.library import program, shipped
from thidua.law.verdict import every
from tried import tried

MET, NOT_MET, UNKNOWN = law.Outcome.MET, law.Outcome.NOT_MET, law.Outcome.UNKNOWN
Choice = tuple[law.Rulebook, law.SubjectKind, str]
CHOICES: list[Choice] = [
    (book, kind, slug)
    for book in law.rulebooks()
    for slug, rule in book.awards.items()
    for kind in rule.subjects
]
IN_EACH_REGIME = pytest.mark.parametrize("book", law.rulebooks(), ids=lambda book: book.id)


def awards_of(book: law.Rulebook) -> list[tuple[str, law.SubjectKind]]:
    return [(slug, kind) for of, kind, slug in CHOICES if of is book]


def outcomes(verdict: law.Verdict) -> dict[int, law.Outcome]:
    return {s.step.place: s.outcome for s in every(verdict.standards)} | {-1: verdict.outcome}


@tried(100)
@given(seed=st.integers(0, 2**40), choice=st.sampled_from(CHOICES))
def test_a_fact_that_becomes_known_never_turns_met_into_not_met_or_back(
    seed: int, choice: Choice
) -> None:
    book, kind, slug = choice
    random = Random(seed)
    before = random_dossier(random, kind, book.span.first.year)
    after = one_more(random, before)
    was, is_ = (outcomes(law.explain(d, slug, on=book.span.first)) for d in (before, after))
    turned = {place: (was[place], is_[place]) for place in was if was[place] is not is_[place]}
    assert {place: pair for place, pair in turned.items() if pair[0] is not UNKNOWN} == {}


@tried(60)
@given(seed=st.integers(0, 2**40), choice=st.sampled_from(CHOICES))
def test_every_verdict_keeps_its_promises(seed: int, choice: Choice) -> None:
    book, kind, slug = choice
    dossier = random_dossier(Random(seed), kind, book.span.first.year)
    verdict = law.explain(dossier, slug, on=book.span.first)
    assert json.loads(json.dumps(verdict.to_json())) == verdict.to_json()
    for standing in every(verdict.standards):
        assert bool(standing.missing) == (standing.outcome is UNKNOWN), standing.id
        assert bool(standing.settled_by) == (standing.outcome is UNKNOWN), standing.id
        assert standing.citation.verified or standing.outcome is not NOT_MET
        assert standing.citation.verified or standing.unverified
        if standing.outcome is not UNKNOWN:
            assert bool(standing.facts) != bool(standing.routes), standing.id


@tried(50)
@given(seed=st.integers(0, 2**40), choice=st.sampled_from(CHOICES))
def test_the_formula_of_an_award_answers_as_its_standards_do(seed: int, choice: Choice) -> None:
    """The one formula that columns are read by is the verdict's."""
    book, kind, slug = choice
    verdict = law.explain(
        random_dossier(Random(seed), kind, book.span.first.year), slug, on=book.span.first
    )
    value = judge_of(verdict.program.formula)(verdict.case)
    assert (NOT_MET, UNKNOWN, MET)[value] is verdict.outcome


@tried(30)
@given(seed=st.integers(0, 2**40), choice=st.sampled_from(CHOICES))
def test_the_order_of_the_facts_never_matters(seed: int, choice: Choice) -> None:
    book, kind, slug = choice
    random = Random(seed)
    one = random_dossier(random, kind, book.span.first.year)
    other = replace(
        one,
        awards=tuple(random.sample(one.awards, len(one.awards))),
        ratings=one.ratings[::-1],
        initiatives=one.initiatives[::-1],
        findings=one.findings[::-1],
    )
    was, is_ = (outcomes(law.explain(d, slug, on=book.span.first)) for d in (one, other))
    assert was == is_


@IN_EACH_REGIME
def test_nothing_known_is_unknown_and_asks(book: law.Rulebook) -> None:
    year = book.span.first.year
    for slug, kind in awards_of(book):
        nothing = law.Dossier(kind=kind, subject="Mẫu", year=year)
        verdict = law.explain(nothing, slug, on=book.span.first)
        assert set(outcomes(verdict).values()) == {UNKNOWN}, (slug, kind)


@IN_EACH_REGIME
def test_a_dossier_that_has_everything_meets_the_award(book: law.Rulebook) -> None:
    for slug, kind in awards_of(book):
        verdict = law.explain(full(kind, book.span.first.year), slug, on=book.span.first)
        unmet = [s.id for s in verdict.standards if s.outcome is not MET]
        assert (slug, kind, unmet) == (slug, kind, [])


@IN_EACH_REGIME
def test_every_provision_cited_is_in_force_throughout_the_standard(book: law.Rulebook) -> None:
    for slug, kind in awards_of(book):
        for step in program(slug, kind, book.span.first, book=book).walk():
            assert step.standard.provision.span.covers(step.standard.span), (slug, step.standard.id)


def test_every_finding_and_figure_is_asked_for_by_some_award() -> None:
    measures = {
        name
        for book, kind, slug in CHOICES
        for step in program(slug, kind, book.span.first, book=book).walk()
        for name in named(repr(step.formula))
    }
    catalogue = shipped().catalogue
    words = {"bloc_name"}  # told with the rank, never compared
    asked = {*catalogue.findings, *catalogue.figures} - words
    assert sorted(asked - measures) == []


def named(told: str) -> list[str]:
    """Return what stands in quotes in a formula's own words."""
    return told.split("'")[1::2]


def test_regimes_follow_one_another_without_a_gap() -> None:
    books = law.rulebooks()
    assert [b.id for b in books] == ["vn-2003", "vn-2022-d98", "vn-2022-d152", "vn-2022-a2026"]
    for earlier, later in pairwise(books):
        assert earlier.span.last is not None
        assert (later.span.first - earlier.span.last).days == 1


def test_under_the_slot_of_2026_every_verdict_warns_and_none_refuses() -> None:
    book = law.rulebook_named("vn-2022-a2026")
    random = Random(2026)
    for slug, rule in book.awards.items():
        dossier = random_dossier(random, rule.subjects[0], 2026)
        verdict = law.explain(dossier, slug, on=book.span.first)
        assert "06/2026/QH16" in verdict.warning
        assert verdict.outcome is not NOT_MET
        assert verdict.unverified
