"""Lines of a card that don't apply to its unit."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from thidua.apps.assessments.queries import criteria_of
from thidua.apps.assessments.services import line_leave_out, line_take_back
from thidua.apps.journal.base import Refused
from thidua.web.forms.deeds import refusal_of
from thidua.web.scorecards import card_or_404, show
from thidua.web.shell import signed_in


@signed_in
@require_POST
def leave_out(request: HttpRequest, key: UUID) -> HttpResponse:
    page, card = card_or_404(request, key)
    code, reason = request.POST.get("criterion", ""), request.POST.get("reason", "").strip()

    def deed() -> None:
        line = criteria_of(card.table).filter(code=code).first()
        if line is None:
            raise Refused("Chưa chọn tiêu chí.", remedy="Hãy chọn một tiêu chí của bảng.")
        line_leave_out(scorecard=card, criterion=line, reason=reason, actor=page.person, at=page.at)

    if refused := refusal_of(deed):
        return show(request, page, card, refused=refused)
    messages.success(request, f"Đã ghi tiêu chí {code} không giao cho {card.membership.unit.name}.")
    return redirect("scorecard", key=card.pk)


@signed_in
@require_POST
def take_back(request: HttpRequest, key: UUID, line: UUID) -> HttpResponse:
    page, card = card_or_404(request, key)
    left_out = card.not_assigned.select_related("criterion").filter(pk=line).first()
    if left_out is None:
        raise Http404
    left_out.scorecard = card
    if refused := refusal_of(
        lambda: line_take_back(left_out=left_out, actor=page.person, at=page.at)
    ):
        return show(request, page, card, refused=refused)
    messages.success(request, f"Đã giao lại tiêu chí {left_out.criterion.code}.")
    return redirect("scorecard", key=card.pk)


urls: list[URLPattern] = [
    path("phieu/<uuid:key>/khong-giao/", leave_out, name="line-leave-out"),
    path("phieu/<uuid:key>/giao-lai/<uuid:line>/", take_back, name="line-take-back"),
]
