"""What anybody may read: blocs' years, their results, agreements and public papers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.apps.assessments.queries import scoring_table, standings_of
from thidua.apps.awards.queries import register_of
from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.queries import agreement_of, articles_of
from thidua.apps.filing.queries import papers_of
from thidua.apps.meetings.enums import MeetingState
from thidua.apps.units.enums import Phase, Position
from thidua.apps.units.queries import members_of, public_bloc_years
from thidua.web.shell import paged
from thidua.year.conference import conference_of, elected_lead

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear, Membership


def public(request: HttpRequest) -> HttpResponse:
    years = public_bloc_years().order_by("-year", "bloc__name", "pk")
    return render(request, "public/years.html", {"years": paged(request, years)})


def public_year(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a bloc's year to the public: nothing of it before it has been settled by those concerned."""
    bloc_year = public_bloc_years().filter(pk=key).first()
    if bloc_year is None:
        raise Http404
    agreement = agreement_of(bloc_year)
    in_force = agreement is not None and agreement.state == AgreementState.IN_FORCE
    context = {
        "bloc_year": bloc_year,
        "members": members_of(bloc_year),
        "lead_position": Position.LEAD,
        "entries": paged(request, register_of(bloc_year)),
        "standings": standings_of(bloc_year) if after_conference(bloc_year) else [],
        "scores": scoring_table(bloc_year),
        "next_lead": next_lead(bloc_year),
        "agreement": agreement if in_force else None,
        "articles": articles_of(agreement) if agreement and in_force else [],
        "papers": papers_of(bloc_year).filter(is_public=True),
    }
    return render(request, "public/year.html", context)


def after_conference(bloc_year: BlocYear) -> bool:
    return Phase(bloc_year.phase).place > Phase.CONFERENCE.place


def next_lead(bloc_year: BlocYear) -> Membership | None:
    """Return the lead elected for next year, once the conference is over."""
    meeting = conference_of(bloc_year)
    closed = meeting is not None and meeting.state == MeetingState.CLOSED
    return elected_lead(meeting) if meeting and closed else None


urls = [
    path("cong-khai/", public, name="public"),
    path("cong-khai/<uuid:key>/", public_year, name="public-year"),
]
