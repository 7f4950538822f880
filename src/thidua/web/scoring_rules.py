"""How a bloc scores: its stages, blind or not, and the time to object."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import rules_of, stages_of
from thidua.apps.assessments.services import rules_set
from thidua.apps.journal.base import Refused
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page

ALWAYS = (Stage.SELF, Stage.APPRAISED)


@signed_in
def scoring_rules(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if request.method != "POST":
        return show(request, page)
    if refused := refusal_of(lambda: keep(request, page)):
        return show(request, page, refused)
    messages.success(request, "Đã đặt các bước chấm điểm của năm.")
    return redirect("scoring-rules", key=key)


def keep(request: HttpRequest, page: YearPage) -> None:
    days = request.POST.get("days", "").strip()
    if not days.isdecimal():
        raise Refused("Thời hạn kiến nghị phải là số ngày làm việc.")
    chosen = {*request.POST.getlist("stage"), *ALWAYS}
    rules_set(
        bloc_year=page.bloc_year,
        stages=[stage for stage in Stage if stage in chosen],
        blind="blind" in request.POST,
        objection_days=int(days),
        actor=page.person,
        at=page.at,
    )


def show(request: HttpRequest, page: YearPage, refused: Refused | None = None) -> HttpResponse:
    opened = page.bloc_year.scorecards.exists()
    current = stages_of(page.bloc_year)
    response = render_year(
        request,
        "scores/rules.html",
        page,
        "scorecards",
        rules=rules_of(page.bloc_year),
        stages=[(stage, stage in current, stage in ALWAYS) for stage in Stage],
        opened=opened,
        may_set=not opened and page.may(MAY["assessments.rules.set"]),
        refused=refused,
    )
    response.status_code = REFUSED if refused else 200
    return response


urls: list[URLPattern] = [
    path("nam/<uuid:key>/buoc-cham/", scoring_rules, name="scoring-rules"),
]
