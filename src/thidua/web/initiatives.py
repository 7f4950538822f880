"""Initiatives: the list with its search, one with its way, those worth spreading, like ones."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from thidua import law
from thidua.apps.assessments.enums import InitiativeState
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import (
    adoptions_of,
    counted_by_state,
    initiative_for,
    initiatives_for,
    like_initiatives,
    sought,
    worth_spreading,
)
from thidua.apps.awards.queries import uses_of
from thidua.apps.units.queries import units_of
from thidua.text.likeness import band
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from thidua.apps.assessments.models import Initiative
    from thidua.apps.units.models import Unit

TAB = "initiatives"
BEFORE_DECISION = ("submitted", "returned")


def seen_by(page: YearPage) -> QuerySet[Initiative]:
    """Return the initiatives of the year's authority that the person may see."""
    rows = initiatives_for(page.person, page.day)
    return rows.filter(unit__authority=page.bloc_year.authority)


def initiative_or_404(request: HttpRequest, key: UUID, which: UUID) -> tuple[YearPage, Initiative]:
    page = year_page(request, key)
    found = initiative_for(page.person, which, page.day)
    if found is None or found.unit.authority_id != page.bloc_year.authority_id:
        raise Http404
    return page, found


def own_unit(page: YearPage) -> Unit | None:
    """Return the unit the person may hand in and take up initiatives for, if any."""
    may = MAY["assessments.initiative.submit"]
    own = page.own
    return own.unit if own is not None and page.may(may, own.unit) else None


@signed_in
def initiatives(request: HttpRequest, key: UUID) -> HttpResponse:
    """List what the person may see, with its counts by state; search needs no accents."""
    page = year_page(request, key)
    asked = {
        name: request.GET.get(given, "").strip()[:100]
        for name, given in (("words", "tim"), ("unit", "don-vi"), ("year", "nam"), ("scope", "pham-vi"))
    }  # fmt: skip
    rows, state = sought(seen_by(page), **asked), request.GET.get("tinh-trang", "")
    counts = counted_by_state(rows)
    kept = rows.filter(state=state) if state in InitiativeState.values else rows
    shown = paged(request, kept)
    return render_year(
        request, "initiatives/list.html", page, TAB,
        rows=[(row, law.WORKS[row.kind], law.SCOPES.get(row.scope, "")) for row in shown],
        shown=shown, asked=asked, state=state, everything=sum(counts.values()),
        counts=[(s.value, s.label, counts.get(s.value, 0)) for s in InitiativeState],
        uses=uses_of(row.pk for row in shown), units=units_of(page.bloc_year.authority),
        scopes=law.SCOPES.items(), own=own_unit(page), kept=kept_address(request),
    )  # fmt: skip


def kept_address(request: HttpRequest) -> str:
    """Return the filters of an address without state and page, for the links that count."""
    kept = request.GET.copy()
    for name in ("tinh-trang", "trang"):
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


@signed_in
def initiative(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    """One initiative: what it does, who made it, what was decided, what it carried, who follows it."""
    page, found = initiative_or_404(request, key, which)
    own = own_unit(page)
    return render_year(
        request, "initiatives/one.html", page, TAB,
        initiative=found, kind=law.WORKS[found.kind], scope=law.SCOPES.get(found.scope, ""),
        authors=found.authors.all(), versions=found.versions.select_related("written_by"),
        adoptions=found.adoptions.select_related("unit"), use=uses_of([found.pk]).get(found.pk),
        may_correct=open_to(page, found, "correct", BEFORE_DECISION),
        may_withdraw=open_to(page, found, "withdraw", BEFORE_DECISION),
        may_decide=open_to(page, found, "recognise", ("submitted",)),
        may_adopt=own is not None and own != found.unit and found.state == "recognised",
    )  # fmt: skip


def open_to(page: YearPage, found: Initiative, deed: str, states: tuple[str, ...]) -> bool:
    return found.state in states and page.may(MAY[f"assessments.initiative.{deed}"], found.unit)


@signed_in
def version(request: HttpRequest, key: UUID, which: UUID, number: int) -> HttpResponse:
    """What was handed in at one time, beside nothing: a text to read, not to change."""
    page, found = initiative_or_404(request, key, which)
    kept = found.versions.select_related("written_by").filter(number=number).first()
    if kept is None:
        raise Http404
    parts = (("Giải pháp đã biết", "known"), ("Điểm mới", "novelty"),
             ("Cách áp dụng", "application"), ("Hiệu quả", "effect"))  # fmt: skip
    return render_year(
        request, "initiatives/version.html", page, TAB, initiative=found, version=kept,
        parts=[(head, kept.content[name]) for head, name in parts],
    )  # fmt: skip


@signed_in
def likeness(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    """Lay an initiative beside those like it; what that means is for people to judge."""
    page, found = initiative_or_404(request, key, which)
    answer = like_initiatives(found, seen_by(page))
    return render_year(
        request, "initiatives/likeness.html", page, TAB, initiative=found, among=answer.among,
        likes=[(one, band(one.share), f"{round(one.share * 100)} %") for one in answer.likes],
    )  # fmt: skip


@signed_in
def spread(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is worth spreading, with how many units took it up; and what one's own unit took up."""
    page = year_page(request, key)
    own = page.own.unit if page.own else None
    return render_year(
        request, "initiatives/spread.html", page, TAB,
        shown=paged(request, worth_spreading(seen_by(page))),
        own=own, adopted=adoptions_of([own]) if own else (),
    )  # fmt: skip


urls: list[URLPattern] = [
    path("nam/<uuid:key>/sang-kien/", initiatives, name="initiatives"),
    path("nam/<uuid:key>/sang-kien/nhan-rong/", spread, name="initiatives-spread"),
    path("nam/<uuid:key>/sang-kien/<uuid:which>/", initiative, name="initiative"),
    path(
        "nam/<uuid:key>/sang-kien/<uuid:which>/lan/<int:number>/",
        version,
        name="initiative-version",
    ),
    path("nam/<uuid:key>/sang-kien/<uuid:which>/giong/", likeness, name="initiative-likeness"),
]
