"""What the law says of a member today: the verdict, what would make it, and the awards further up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from thidua import law
from thidua.apps.awards.queries import (
    award_name,
    bars_on,
    confirmed_by,
    dossier_from,
    dossier_of,
    members_with_facts,
    slots_of,
    verdict_to_keep,
)
from thidua.apps.units.queries import came_of, layer_of
from thidua.law.advice import HORIZON
from thidua.text import parse_date
from thidua.web.law_words import LEVELS
from thidua.web.lawbook import award_address
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.verdicts import reading
from thidua.web.years import law_day

if TYPE_CHECKING:
    from thidua.apps.units.models import Membership

WAYS_SHOWN = 3
STEPS_UP = 3


@signed_in
def check(request: HttpRequest, key: UUID, award: str, member: UUID) -> HttpResponse:
    """What the law says of a member and an award on a day: to the unit itself and who judges it."""
    page, unit = member_or_404(request, key, member)
    asked, fault, found = request.GET.get("ngay", "").strip(), "", {}
    on = law_day(page.bloc_year, page.day)
    try:
        on = parse_date(asked) if asked else on
        found = answer(page, unit, award, on)
    except (ValueError, law.LawError) as wrong:
        fault = str(wrong)
    return render_year(
        request, "nominations/check.html", page, "ranking",
        member=unit, fault=fault, on=on, asked=asked, awards=choices(page, award, on), award=award,
        **found,
    )  # fmt: skip


def member_or_404(request: HttpRequest, key: UUID, member: UUID) -> tuple[YearPage, Membership]:
    page = year_page(request, key)
    unit = next((m for m in page.members if m.pk == member), None)
    if unit is None or not may_check(page, unit):
        raise Http404
    return page, unit


def may_check(page: YearPage, member: Membership) -> bool:
    """A dossier is open to its own unit, to the bloc's secretary and to the authority."""
    return page.own is None or page.is_secretary or page.own.pk == member.pk


def answer(page: YearPage, unit: Membership, award: str, on: date) -> dict[str, object]:
    authority = page.bloc_year.authority
    confirmed = confirmed_by(authority.pk)
    member = members_with_facts(page.bloc_year).get(pk=unit.pk)
    advice = law.advise(
        dossier_from(member), award, on=on, layer=layer_of(page.bloc_year), confirmed=confirmed
    )
    name = award_name(award, on, authority)
    kept = verdict_to_keep(advice.verdict, confirmed, name)
    return {
        "reading": reading(kept),
        "plan": plan_of(advice),
        "origins": came_of(unit),
        "bars": bars_on(member, award, on),
    }


def choices(page: YearPage, award: str, on: date) -> list[tuple[str, str]]:
    """Return the awards the bloc puts forward by the law of a day, and the one asked about."""
    slugs = dict.fromkeys([*(slot.award for slot in slots_of(page.bloc_year)), award])
    return [(slug, name) for slug in slugs if (name := name_on(page, slug, on))]


def name_on(page: YearPage, award: str, on: date) -> str:
    try:
        return award_name(award, on, page.bloc_year.authority)
    except law.LawError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is still needed: in every way, and the ways beside that.

    Args:
        earliest: the first year the award could be met; None if in none of the years looked at.
        horizon: how many years were looked at.
    """

    met: bool
    horizon: int
    year: int
    earliest: int | None
    always: tuple[law.Need, ...]
    ways: tuple[law.Way, ...]
    further: tuple[law.Way, ...]


def plan_of(advice: law.Advice) -> Plan:
    """Take what all ways ask for before the ways, so that nothing is read twice."""
    first = advice.ways[0].needs if advice.ways else ()
    always = tuple(need for need in first if all(need in way.needs for way in advice.ways))
    rest = [beside(always, way) for way in advice.ways]
    ways = tuple(way for way in rest if way.needs)
    return Plan(
        met=not advice.ways and advice.verdict.outcome is law.Outcome.MET,
        horizon=HORIZON,
        year=advice.verdict.year,
        earliest=advice.earliest,
        always=always,
        ways=ways[:WAYS_SHOWN],
        further=ways[WAYS_SHOWN:],
    )


def beside(always: tuple[law.Need, ...], way: law.Way) -> law.Way:
    """Return what a way asks for besides the rest, with the first year in which that could hold."""
    needs = tuple(need for need in way.needs if need not in always)
    years = [need.year for need in needs if need.year is not None]
    return law.Way(needs, max(years, default=None) if len(years) == len(needs) else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An award on the ladder of a unit."""

    rung: law.Rung
    name: str
    level: str
    href: str
    stands_here: bool
    ahead: bool


@signed_in
def ladder(request: HttpRequest, key: UUID, member: UUID) -> HttpResponse:
    """Show the awards a member may strive for, from where it stands to the next higher ones."""
    page, unit = member_or_404(request, key, member)
    on, fault, steps = law_day(page.bloc_year, page.day), "", []
    try:
        steps = steps_of(page, unit, on)
    except law.LawError as wrong:
        fault = str(wrong)
    here = next((place for place, step in enumerate(steps) if step.stands_here), 0)
    return render_year(
        request, "nominations/ladder.html", page, "nominations",
        member=unit, on=on, fault=fault, steps=steps[here:], below=steps[:here],
        horizon=HORIZON,
        book=law.rulebook_on(on, layer_of(page.bloc_year)) if steps else None,
    )  # fmt: skip


def steps_of(page: YearPage, unit: Membership, on: date) -> list[Step]:
    authority = page.bloc_year.authority
    layer, confirmed = layer_of(page.bloc_year), confirmed_by(authority.pk)
    rungs = law.ladder(dossier_of(unit), on=on, layer=layer, confirmed=confirmed)
    here = max((place for place, rung in enumerate(rungs) if rung.held), default=-1)
    possible = [p for p, r in enumerate(rungs) if p > here and r.earliest is not None]
    return [
        Step(
            rung=rung,
            name=award_name(rung.award, on, authority),
            level=LEVELS[rung.level],
            href=award_address(rung.award, on, layer),
            stands_here=place == here,
            ahead=place in possible[:STEPS_UP],
        )
        for place, rung in enumerate(rungs)
    ]


urls: list[URLPattern] = [
    path("nam/<uuid:key>/doi-chieu/<slug:award>/<uuid:member>/", check, name="check"),
    path("nam/<uuid:key>/lo-trinh/<uuid:member>/", ladder, name="ladder"),
]
