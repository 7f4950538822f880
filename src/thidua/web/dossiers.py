"""What is on record about each member for the law to judge: read by the unit and who judges it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua import law
from thidua.apps.assessments.policy import MAY as MAY_ASSESS, OF_THE_LEAD
from thidua.apps.awards.policy import MAY as MAY_AWARD
from thidua.apps.awards.queries import dossier_from, members_with_facts, slots_of
from thidua.apps.campaigns.policy import MAY as MAY_CAMPAIGN
from thidua.apps.units.enums import Position
from thidua.apps.units.queries import came_of, layer_of
from thidua.web.checking import may_check
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.facts import FORMS, FactForm
from thidua.web.rules import awards_for_units, name_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import law_day

if TYPE_CHECKING:
    from rules.predicates import Predicate

    from thidua.apps.assessments.models import YearRecord
    from thidua.apps.units.models import Membership

WHO = {
    "dang-ky": MAY_CAMPAIGN["campaigns.registration.record"],
    "xep-loai": MAY_ASSESS["assessments.record.enter"],
    "sang-kien": MAY_ASSESS["assessments.initiative.enter"],
    "nhan-xet": MAY_ASSESS["assessments.finding.enter"],
    "khen-thuong": MAY_AWARD["awards.prior.enter"],
}


@signed_in
def dossiers(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the members with how much is on record; each opens only to whom it concerns."""
    page = year_page(request, key)
    members = list(members_with_facts(page.bloc_year))
    return render_year(
        request,
        "year/dossiers.html",
        page,
        "nominations",
        rows=[(m, may_check(page, m), rating_of(m), len(dossier_from(m).awards)) for m in members],
    )


def rating_of(member: Membership) -> str:
    year = member.bloc_year.year
    record = next((r for r in member.unit.year_records.all() if r.year == year), None)
    return law.RATINGS.get(record.rating, "") if record else ""


@signed_in
def dossier(request: HttpRequest, key: UUID, member: UUID) -> HttpResponse:
    page, found = member_or_404(request, key, member)
    return render_year(
        request,
        "year/dossier.html",
        page,
        "nominations",
        member=found,
        records=[
            (r, law.RATINGS.get(r.rating, ""), shares_of(page, r))
            for r in found.unit.year_records.all()
        ],
        initiatives=[
            (i, law.WORKS[i.kind], law.SCOPES[i.scope]) for i in found.unit.initiatives.all()
        ],
        registrations=[
            (r, name_of(page, r.award)) for r in found.registrations.all() if not r.withdrawn_at
        ],
        findings=[(f, law.FINDINGS.get(f.kind, f.kind)) for f in found.findings.all()],
        honours=[
            (past, name_of(page, past.award), law.BASES[past.basis])
            for past in dossier_from(found).awards
        ],
        origins=came_of(found),
        may={what.replace("-", "_"): allowed(page, found, what) for what in FORMS},
        slots=[(slot.award, name_of(page, slot.award)) for slot in slots_of(page.bloc_year)],
    )


def shares_of(page: YearPage, record: YearRecord) -> tuple[law.UnitShare, ...]:
    """Return the shares among the unit's people, by the law its year is judged by."""
    year = page.bloc_year
    on = law_day(year, page.day) if record.year == year.year else date(record.year, 12, 31)
    figures = {name: getattr(record, name) for name in law.PEOPLE_FIGURES}
    try:
        return law.unit_shares(figures, on, layer_of(year))
    except law.NoRulebook:
        return ()


def member_or_404(request: HttpRequest, key: UUID, member: UUID) -> tuple[YearPage, Membership]:
    page = year_page(request, key)
    found = members_with_facts(page.bloc_year).filter(pk=member).first()
    if found is None or not may_check(page, found):
        raise Http404
    return page, found


def allowed(page: YearPage, member: Membership, what: str) -> bool:
    who: Predicate = WHO[what]
    if what == "nhan-xet" and member.position == Position.LEAD:
        who = OF_THE_LEAD["assessments.finding.enter"]
    return page.may(who, member.unit)


@signed_in
def fact(request: HttpRequest, key: UUID, member: UUID, what: str) -> HttpResponse:
    """Enter one fact about a member."""
    page, found = member_or_404(request, key, member)
    if what not in FORMS or not allowed(page, found, what):
        raise Http404
    form: FactForm = FORMS[what](
        request.POST or None,
        member=found,
        awards=awards_for_units(page),
        initial={"year": page.bloc_year.year},
    )
    asked = Asked(
        tab="nominations",
        heading=f"{form.title}: {found.unit.name}",
        lead=form.lead,
        button="Ghi",
        back=reverse("dossier", args=[key, member]),
        done=f"Đã ghi: {form.title.lower()}.",
    )
    return answer(request, page, form, lambda: form.enter(page.person, page.at), asked)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/ho-so/", dossiers, name="dossiers"),
    path("nam/<uuid:key>/ho-so/<uuid:member>/", dossier, name="dossier"),
    path("nam/<uuid:key>/ho-so/<uuid:member>/<slug:what>/", fact, name="fact"),
]
