"""Objections to appraised lines: a unit raises them, the appraiser answers each."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from thidua.apps.assessments.services import objection_answer, objection_raise, objection_waive
from thidua.apps.journal.base import Refused
from thidua.text import parse_decimal
from thidua.web.evidence import line_of
from thidua.web.forms.deeds import refusal_of
from thidua.web.scorecards import card_or_404, show
from thidua.web.shell import signed_in


def points_in(text: str) -> Decimal:
    try:
        return parse_decimal(text)
    except ValueError as wrong:
        raise Refused(f"Điểm: {wrong}") from wrong


@signed_in
@require_POST
def object_to(request: HttpRequest, key: UUID) -> HttpResponse:
    page, card = card_or_404(request, key)
    code = request.POST.get("criterion", "")
    if refused := refusal_of(
        lambda: objection_raise(
            scorecard=card,
            criterion=line_of(card, code),
            wanted=points_in(request.POST.get("wanted", "").strip()),
            ground=request.POST.get("ground", "").strip(),
            actor=page.person,
            at=page.at,
        )
    ):
        return show(request, page, card, refused=refused)
    messages.success(request, f"Đã gửi kiến nghị về tiêu chí {code}.")
    return redirect("scorecard", key=card.pk)


@signed_in
@require_POST
def answer(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    page, card = card_or_404(request, key)
    objection = card.objections.select_related("criterion").filter(pk=item).first()
    if objection is None:
        raise Http404
    objection.scorecard = card
    accepts = request.POST.get("accepts", "")

    def deed() -> None:
        if accepts not in {"yes", "no"}:
            raise Refused("Chưa chọn chấp nhận hay không chấp nhận kiến nghị.")
        objection_answer(
            objection=objection,
            points=points_in(request.POST.get("points", "").strip()) if accepts == "yes" else None,
            answer=request.POST.get("answer", "").strip(),
            actor=page.person,
            at=page.at,
        )

    if refused := refusal_of(deed):
        return show(request, page, card, refused=refused)
    messages.success(request, f"Đã trả lời kiến nghị về tiêu chí {objection.criterion.code}.")
    return redirect("scorecard", key=card.pk)


@signed_in
@require_POST
def waive(request: HttpRequest, key: UUID) -> HttpResponse:
    page, card = card_or_404(request, key)
    if refused := refusal_of(
        lambda: objection_waive(scorecard=card, actor=page.person, at=page.at)
    ):
        return show(request, page, card, refused=refused)
    messages.success(request, f"Đã ghi {card.membership.unit.name} không kiến nghị.")
    return redirect("scorecard", key=card.pk)


urls: list[URLPattern] = [
    path("phieu/<uuid:key>/khong-kien-nghi/", waive, name="objection-waive"),
    path("phieu/<uuid:key>/kien-nghi/", object_to, name="objection-raise"),
    path("phieu/<uuid:key>/kien-nghi/<uuid:item>/", answer, name="objection-answer"),
]
