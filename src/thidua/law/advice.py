"""What would make it: the shortest sets of standards still open, and the earliest year they could hold.

The forecast looks at the law of the day asked about. It supposes the best for the years to come: every
title won, every year rated excellent, an initiative of the widest scope each year; what is not
possible even so is not possible.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import product

from thidua.law.case import Case
from thidua.law.facts import RATINGS, SCOPES, WORKS, Dossier, Initiative, PastAward, YearRating
from thidua.law.formula import judge_of
from thidua.law.judge import NOTHING_CONFIRMED, Confirmed, Program
from thidua.law.library import explain, rulebook_on
from thidua.law.outcome import Outcome
from thidua.law.provisions import Citation
from thidua.law.rules import AwardKind, AwardRule, Level
from thidua.law.verdict import Standing, Verdict

HORIZON = 15
"""How many years ahead the forecast looks."""

WAYS_AT_MOST = 20
_LEVELS = tuple(Level)
_LADDER = (AwardKind.EMULATION_TITLE, AwardKind.COMMENDATION, AwardKind.ORDER)


@dataclass(frozen=True, slots=True)
class Need:
    """A standard that is not met yet.

    Args:
        year: the first year it could hold; None if in none of the years looked at.
        missing: what is not known yet and the papers that would settle it.
    """

    id: str
    text: str
    citation: Citation
    outcome: Outcome
    year: int | None
    missing: tuple[str, ...]
    settled_by: str


@dataclass(frozen=True, slots=True)
class Way:
    """Standards which, once all of them hold, make the award; no part of them is enough.

    `year` is the first year in which all could hold.
    """

    needs: tuple[Need, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Advice:
    """How far a subject is from an award.

    Args:
        ways: the ways to it, soonest and shortest first; empty where the award is met.
        earliest: the first year the award could be met; None if in none of the years looked at.
    """

    verdict: Verdict
    ways: tuple[Way, ...]
    earliest: int | None


@dataclass(frozen=True, slots=True)
class Rung:
    """An award on the way up.

    Args:
        held: the last year it was held for; None if never.
        needs: how many standards the shortest way still asks for.
    """

    award: str
    name: str
    level: Level
    held: int | None
    outcome: Outcome
    earliest: int | None
    needs: int


def advise(
    dossier: Dossier,
    award: str,
    *,
    on: date,
    layer: str = "",
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> Advice:
    """Tell what is still open of an award, and when it could be met at the earliest.

    Raises:
        NoRulebook, UnknownAward, WrongSubject, ValueError: see `thidua.law.explain`.
    """
    verdict = explain(dossier, award, on=on, layer=layer, confirmed=confirmed)
    if verdict.outcome is Outcome.MET:
        return Advice(verdict, (), dossier.year)
    futures = tuple(_futures(dossier, verdict.program))
    named: dict[int, Need] = {}
    ways = [
        _way([_need(standing, futures, named) for standing in open_])
        for open_ in open_sets(verdict.standards)
    ]
    return Advice(verdict, tuple(sorted(ways, key=_order)), _earliest(verdict.program, futures))


def ladder(
    dossier: Dossier,
    *,
    on: date,
    layer: str = "",
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> tuple[Rung, ...]:
    """Return the titles, certificates and orders a subject may strive for, from the lowest up.

    What is kept for special deeds, such as bravery, or for foreigners is no next step from merit.
    They stand in the order of who decides and of the bonus that goes with them.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
    """
    rules = [
        rule
        for rule in rulebook_on(on, layer).awards.values()
        if dossier.kind in rule.subjects and rule.kind in _LADDER and not rule.special
    ]
    ordered = sorted(rules, key=lambda rule: _height(rule, dossier))
    return tuple(_rung(rule, dossier, on, layer, confirmed) for rule in ordered)


def _height(rule: AwardRule, dossier: Dossier) -> tuple[int, float, str]:
    bonus = rule.bonus.get(dossier.kind)
    return _LEVELS.index(rule.level), float(bonus.multiple) if bonus else 0.0, rule.slug


def _rung(rule: AwardRule, dossier: Dossier, on: date, layer: str, confirmed: Confirmed) -> Rung:
    advice = advise(dossier, rule.slug, on=on, layer=layer, confirmed=confirmed)
    years = [held.year for held in dossier.awards if held.award == rule.slug]
    shortest = min((len(way.needs) for way in advice.ways), default=0)
    outcome = advice.verdict.outcome
    held = max(years, default=None)
    return Rung(rule.slug, rule.name, rule.level, held, outcome, advice.earliest, shortest)


def open_sets(standings: Iterable[Standing]) -> list[tuple[Standing, ...]]:
    """Return the smallest sets of single standards that would have to hold, shortest first.

    Of many sets only the shortest are kept.
    """
    found = _all_of(_sets(standing) for standing in standings)
    return [tuple(open_.values()) for open_ in found]


_Open = dict[int, Standing]


def _sets(standing: Standing) -> list[_Open]:
    if standing.outcome is Outcome.MET:
        return [{}]
    if not standing.routes:
        return [{standing.step.place: standing}]
    parts = [_sets(route) for route in standing.routes]
    if standing.step.any_one:
        return _smallest(open_ for part in parts for open_ in part)
    return _all_of(parts)


def _all_of(parts: Iterable[list[_Open]]) -> list[_Open]:
    """Join one set of each part in every way."""
    joined: list[_Open] = [{}]
    for part in parts:
        joined = _smallest({**one, **other} for one, other in product(joined, part))
    return joined


def _smallest(sets: Iterable[_Open]) -> list[_Open]:
    """Drop repeated sets and those that hold another; keep the shortest."""
    kept: list[_Open] = []
    for open_ in sorted(sets, key=len):
        if not any(smaller.keys() <= open_.keys() for smaller in kept):
            kept.append(open_)
    return kept[:WAYS_AT_MOST]


_Future = tuple[int, tuple[Case, ...]]


def _need(standing: Standing, futures: tuple[_Future, ...], named: dict[int, Need]) -> Need:
    place = standing.step.place
    if place not in named:
        named[place] = Need(
            id=standing.id,
            text=standing.text,
            citation=standing.citation,
            outcome=standing.outcome,
            year=_first_year(standing, futures),
            missing=standing.missing,
            settled_by=standing.settled_by,
        )
    return named[place]


def _first_year(standing: Standing, futures: tuple[_Future, ...]) -> int | None:
    if standing.outcome is Outcome.UNKNOWN:
        return standing.case.year
    judge = judge_of(standing.step.formula)
    return next((year for year, cases in futures if any(judge(case) for case in cases)), None)


def _earliest(program: Program, futures: tuple[_Future, ...]) -> int | None:
    return next(
        (year for year, cases in futures if any(program.judge(case)[0] for case in cases)), None
    )


def _way(needs: list[Need]) -> Way:
    years = [need.year for need in needs]
    known = [year for year in years if year is not None]
    return Way(tuple(needs), max(known) if known and None not in years else None)


def _order(way: Way) -> tuple[bool, int, int]:
    return way.year is None, way.year or 0, len(way.needs)


def _futures(dossier: Dossier, program: Program) -> Iterator[_Future]:
    """Yield the year judged and those after it, each as the cases that could have come by then.

    There are two: new commendations help where they are counted, but each moves the window that
    opens after the latest one.
    """
    rules = program.book.awards.values()
    titles = tuple(r.slug for r in rules if r.kind is AwardKind.EMULATION_TITLE)
    others = tuple(r.slug for r in rules if r.kind is not AwardKind.EMULATION_TITLE)
    yield dossier.year, (Case(dossier, program.on),)
    for ahead in range(1, HORIZON + 1):
        best = _best(dossier, ahead, titles)
        more = replace(best, awards=(*best.awards, *_awarded(dossier.year, ahead, others)))
        on = date(program.on.year + ahead, program.on.month, min(program.on.day, 28))
        yield dossier.year + ahead, (Case(best, on), Case(more, on))


def _best(dossier: Dossier, ahead: int, titles: tuple[str, ...]) -> Dossier:
    """Return the dossier after some years in which all went well; the year's own facts are open."""
    years = range(dossier.year + 1, dossier.year + ahead + 1)
    widest, excellent = tuple(SCOPES)[-1], next(iter(RATINGS))
    made = [Initiative("", year, widest, kind=kind) for year in years for kind in WORKS]
    return replace(
        dossier,
        year=dossier.year + ahead,
        figures={},
        findings=(),
        registrations=(),
        complete_from={s: y for s, y in dossier.complete_from.items() if s != "registrations"},
        awards=(*dossier.awards, *_awarded(dossier.year, ahead, titles)),
        ratings=(*dossier.ratings, *(YearRating(year, excellent) for year in years)),
        initiatives=(*dossier.initiatives, *made),
    )


@lru_cache(maxsize=4096)
def _awarded(year: int, ahead: int, slugs: tuple[str, ...]) -> tuple[PastAward, ...]:
    years = range(year + 1, year + ahead + 1)
    return tuple(PastAward(slug, y, period_to=y) for slug in slugs for y in years)
