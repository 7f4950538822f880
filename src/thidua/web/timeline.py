"""Everything that happened to one line of a card, in order."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from thidua.apps.assessments.policy import stage_open_to
from thidua.apps.assessments.queries import criteria_of, timeline_of
from thidua.web.forms.grid import viewer_of
from thidua.web.scorecards import card_or_404
from thidua.web.shell import render_year, signed_in


@signed_in
def timeline(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """Show it to who may read the card; what is blind on the card is blind here."""
    page, card = card_or_404(request, key)
    line = criteria_of(card.table).filter(code=code).first()
    if line is None:
        raise Http404
    seen = viewer_of(page).stages(card, stage_open_to(card, page.person, page.at))
    return render_year(
        request,
        "scores/timeline.html",
        page,
        "scorecards",
        card=card,
        line=line,
        events=timeline_of(card, line, seen),
    )


urls: list[URLPattern] = [
    path("phieu/<uuid:key>/dien-bien/<str:code>/", timeline, name="line-timeline"),
]
