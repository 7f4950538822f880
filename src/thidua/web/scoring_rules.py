"""How a bloc scores: its stages in their order, blind or not, and the time to object."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import rules_of, stages_of
from thidua.apps.assessments.services import rules_set
from thidua.apps.assessments.stages import READY_MADE, fault_of, told
from thidua.apps.journal.base import Refused
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page

PREVIEW = "preview"


class Chosen(NamedTuple):
    """What stands in the form: the stages with their numbers as typed, and the rest."""

    numbers: dict[Stage, str]
    ready: str
    blind: bool
    days: str


@signed_in
def scoring_rules(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if request.method != "POST":
        return show(request, page, stored(page))
    chosen = typed(request.POST)
    if request.POST.get("action") == PREVIEW:
        refused = refusal_of(lambda: refuse_impossible(order_of(chosen)))
        return show(request, page, chosen, refused, preview=not refused)
    if refused := refusal_of(lambda: keep(page, chosen)):
        return show(request, page, chosen, refused)
    messages.success(request, "Đã đặt các bước chấm điểm của năm.")
    return redirect("scoring-rules", key=key)


def stored(page: YearPage) -> Chosen:
    numbers = {stage: str(n) for n, stage in enumerate(stages_of(page.bloc_year), 1)}
    rules = rules_of(page.bloc_year)
    return Chosen(numbers, "", rules.blind, str(rules.objection_days))


def typed(posted: QueryDict) -> Chosen:
    return Chosen(
        numbers={stage: posted.get(f"n-{stage.value}", "").strip() for stage in Stage},
        ready=posted.get("ready", ""),
        blind="blind" in posted,
        days=posted.get("days", "").strip(),
    )


def order_of(chosen: Chosen) -> tuple[Stage, ...]:
    """Return the stages in the order picked, or else numbered; without a number a stage is left out.

    Raises:
        Refused: a number can't be read, or two stages have the same.
    """
    if ready := {one.key: one.stages for one in READY_MADE}.get(chosen.ready):
        return ready
    given = {stage: number for stage, number in chosen.numbers.items() if number}
    wrong = [stage.label for stage, number in given.items() if not number.isdecimal()]
    if wrong:
        raise Refused(
            f"Số thứ tự của bước “{'”, “'.join(wrong)}” không phải là số.",
            remedy="Hãy ghi 1, 2, 3…; bước không dùng thì để trống.",
        )
    numbers = {stage: int(number) for stage, number in given.items()}
    twice = [number for number, count in Counter(numbers.values()).items() if count > 1]
    if twice:
        same = [f"“{stage.label}”" for stage, number in numbers.items() if number == twice[0]]
        raise Refused(
            f"{' và '.join(same)} cùng mang số {twice[0]}.",
            "Các bước làm lần lượt, mỗi bước một số.",
            "Hãy đánh lại số thứ tự.",
        )
    return tuple(sorted(numbers, key=numbers.__getitem__))


def refuse_impossible(stages: tuple[Stage, ...]) -> None:
    if fault := fault_of(stages):
        raise Refused(*fault)


def keep(page: YearPage, chosen: Chosen) -> None:
    if not chosen.days.isdecimal():
        raise Refused("Thời hạn kiến nghị phải là số ngày làm việc.")
    rules_set(
        bloc_year=page.bloc_year,
        stages=order_of(chosen),
        blind=chosen.blind,
        objection_days=int(chosen.days),
        actor=page.person,
        at=page.at,
    )


def show(
    request: HttpRequest,
    page: YearPage,
    chosen: Chosen,
    refused: Refused | None = None,
    *,
    preview: bool = False,
) -> HttpResponse:
    opened = page.bloc_year.scorecards.exists()
    response = render_year(
        request,
        "scores/rules.html",
        page,
        "scorecards",
        chosen=chosen,
        rows=[(stage, chosen.numbers.get(stage, "")) for stage in Stage],
        ready_made=READY_MADE,
        now=told(stages_of(page.bloc_year)),
        preview=told(order_of(chosen)) if preview else "",
        opened=opened,
        may_set=not opened and page.may(MAY["assessments.rules.set"]),
        refused=refused,
    )
    response.status_code = REFUSED if refused else 200
    return response


urls: list[URLPattern] = [
    path("nam/<uuid:key>/buoc-cham/", scoring_rules, name="scoring-rules"),
]
