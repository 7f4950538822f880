"""Scorecards: the bloc's list by state, and one card as a grid with its three columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST

from thidua.apps.assessments.enums import USUAL_STAGES, CardState, Stage, path_of
from thidua.apps.assessments.policy import MAY, stage_open_to
from thidua.apps.assessments.queries import (
    Sheet,
    adoption_note,
    bloc_scores,
    deadlines_of,
    last_day_to_object,
    last_year_of,
    may_be_objected_to,
    rules_of,
    scorecard_for,
    scorecards_of,
    scored_table,
    sheet_of,
    stages_of,
    unanswered,
    unread_swaps,
    waiver_of,
)
from thidua.apps.assessments.services import explanation_write, marks_save, stage_submit
from thidua.apps.journal.base import Refused
from thidua.text import decimal_text
from thidua.web.fairness import may_see
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.forms.grid import Viewer, grid_of, list_rows, viewer_of
from thidua.web.forms.typed import NOTHING_TYPED, Typed, read_typed
from thidua.web.shell import YearPage, now, person_of, render_year, signed_in, year_page
from thidua.year.scoring_overview import overview_of

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Mark, Scorecard


@signed_in
def scorecards(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the bloc's cards with counts by state, and what each waits for from the reader."""
    page = year_page(request, key)
    scores, viewer = bloc_scores(page.bloc_year), viewer_of(page)
    cards = list(scorecards_of(page.bloc_year)) if scores else []
    table = cards[0].table if cards else scored_table(page.bloc_year)
    rows = list_rows(page, viewer, cards, scores)
    state = request.GET.get("tinh-trang", "")
    counts = Counter(row.card.state for row in rows)
    return render_year(
        request,
        "scores/cards.html",
        page,
        "scorecards",
        table=table,
        note=adoption_note(table) if table else "",
        rows=[row for row in rows if state in {"", row.card.state}],
        everything=len(rows),
        counts=[(s.value, s.label, counts[s.value]) for s in states_of(page)],
        state=state,
        stages=pointed_stages(page),
        objections=unanswered(page.bloc_year).count() if viewer.sees_all else 0,
        tasks=sum(bool(row.task) for row in rows),
        sees_all=viewer.sees_all,
        may_adopt=page.may(MAY["assessments.table.adopt"]),
        overview=overview_of(page.bloc_year, table, cards, scores, page.day)
        if table and may_see(page)
        else None,
        may_remind=bool(rows) and page.may(MAY["assessments.reminder.send"]),
        deadlines=deadlines_of(page.bloc_year),
    )


def states_of(page: YearPage) -> list[CardState]:
    """Return the states that the bloc's cards go through."""
    return [CardState(state) for state in path_of(stages_of(page.bloc_year)).split(",")]


def pointed_stages(page: YearPage) -> tuple[Stage, ...]:
    """Return the stages of the bloc's cards that give points."""
    return tuple(s for s in stages_of(page.bloc_year) if s is not Stage.EXPLANATION)


def card_or_404(request: HttpRequest, key: UUID) -> tuple[YearPage, Scorecard]:
    """Return a card the person may read; the others don't exist for them."""
    card = scorecard_for(person_of(request), key, localdate(now()))
    if card is None:
        raise Http404
    return year_page(request, card.bloc_year_id), card


@signed_in
def scorecard(request: HttpRequest, key: UUID) -> HttpResponse:
    page, card = card_or_404(request, key)
    if request.method == "POST":
        return save(request, page, card)
    return show(request, page, card)


def stage_now(card: Scorecard) -> Stage | None:
    """Return the stage that the card is at, if its lines bound to targets fill themselves there."""
    return card.stage if card.stage in USUAL_STAGES else None


def show(
    request: HttpRequest,
    page: YearPage,
    card: Scorecard,
    *,
    typed: Typed = NOTHING_TYPED,
    refused: Refused | None = None,
    sheet: Sheet | None = None,
) -> HttpResponse:
    """Show the card with the columns this person may see, and what they typed if it wasn't taken."""
    opened = stage_open_to(card, page.person, page.at)
    viewer = viewer_of(page)
    laid_out = sheet or sheet_of(card, live=stage_now(card))
    grid = grid_of(laid_out, viewer.stages(card, opened), opened, typed)
    response = render_year(
        request,
        "scores/card.html",
        page,
        "scorecards",
        card=card,
        grid=grid,
        refused=refused,
        blind=viewer.owns(card) and not viewer.sees_all and not viewer.own_cross_done,
        may_attach=not viewer.ranked
        and page.may(MAY["assessments.evidence.attach"], card.membership.unit),
        proofs=laid_out.proofs,
        standing=laid_out.standing
        if card.state == CardState.APPRAISED and card.last_scored in viewer.stages(card)
        else None,
        last_year=last_year_of(card),
        may_leave_out=not viewer.ranked and viewer.decides_lines(card),
        typed_line=request.POST if refused else {},
        typed_proof=request.POST if refused or grid.faults else {},
        **objecting(page, card, viewer),
    )
    response.status_code = FAULTY if grid.faults else REFUSED if refused or grid.clashes else 200
    return response


def objecting(page: YearPage, card: Scorecard, viewer: Viewer) -> dict[str, object]:
    """Gather the objections to a card, and what the person may do about them."""
    shown = card.last_scored in viewer.stages(card)
    raised = list(card.objections.select_related("criterion", "raised_by", "answered_by"))
    rules = rules_of(card.bloc_year)
    in_time = shown and not viewer.ranked and may_be_objected_to(card, rules, page.day)
    return {
        "objections": raised if shown else [],
        "objected": {o.criterion_id: o for o in raised} if shown else {},
        "may_object": in_time
        and page.may(MAY["assessments.objection.raise"], card.membership.unit),
        "may_answer": not viewer.ranked and viewer.answers(card),
        "last_day": last_day_to_object(card, rules),
        "swaps": unread_swaps(card, rules),
        "waiver": waiver_of(card) if shown else None,
    }


def save(request: HttpRequest, page: YearPage, card: Scorecard) -> HttpResponse:
    """Save the open column, and hand it in if asked; a wrong cell keeps everything as typed."""
    opened = stage_open_to(card, page.person, page.at)
    if opened is None:
        raise Refused(
            f"Phiếu của {card.membership.unit.name}: {card.get_state_display().lower()}.",
            "Ông/Bà không chấm được ở bước này.",
            "Hãy tải lại trang để xem tình trạng mới.",
        )
    if opened is Stage.EXPLANATION:
        return explain(request, page, card)
    sheet = sheet_of(card, live=stage_now(card))
    typed = read_typed(request.POST.dict(), sheet.rows, opened, card.table)
    if typed.faults:
        return show(request, page, card, typed=typed, sheet=sheet)
    clashing: list[Mark] = []
    if refused := refusal_of(lambda: clashing.extend(put(request, page, card, opened, typed))):
        return show(request, page, card, typed=typed, refused=refused)
    if clashing:
        return show(request, page, card, typed=typed.left_over(clashing))
    return redirect("scorecard", key=card.pk)


def explain(request: HttpRequest, page: YearPage, card: Scorecard) -> HttpResponse:
    """Keep what the unit has to say about its appraisal, and hand it on if asked."""
    texts = {
        name.removeprefix("x-"): text.strip()
        for name, text in request.POST.items()
        if name.startswith("x-") and isinstance(text, str)
    }
    explanation_write(scorecard=card, texts=texts, actor=page.person, at=page.at)
    if request.POST.get("action") == "submit":
        stage_submit(scorecard=card, stage=Stage.EXPLANATION, actor=page.person, at=page.at)
    messages.success(request, "Đã lưu giải trình.")
    return redirect("scorecard", key=card.pk)


def put(
    request: HttpRequest, page: YearPage, card: Scorecard, opened: Stage, typed: Typed
) -> tuple[Mark, ...]:
    """Save what changed and, if asked and nobody was quicker, hand the column in."""
    clashing = save_marks(page, card, opened, typed)
    if clashing:
        return clashing
    if request.POST.get("action") == "submit":
        stage_submit(scorecard=card, stage=opened, actor=page.person, at=page.at)
        messages.success(request, f"Đã nộp phần “{opened.label}” của {card.membership.unit.name}.")
    elif typed.changed:
        messages.success(request, f"Đã lưu {typed.changed:02d} dòng điểm.")
    else:
        messages.info(request, "Không có ô nào thay đổi.")
    return ()


def save_marks(page: YearPage, card: Scorecard, opened: Stage, typed: Typed) -> tuple[Mark, ...]:
    if not typed.changed:
        return ()
    return marks_save(
        scorecard=card,
        stage=opened,
        points=typed.read,
        figures=typed.figures,
        reasons=typed.reasons,
        seen=typed.seen,
        actor=page.person,
        at=page.at,
    )


@signed_in
@require_POST
def save_cell(request: HttpRequest, key: UUID) -> JsonResponse:
    """Save the cells sent, as somebody types; the answer says in a word what became of them."""
    page, card = card_or_404(request, key)
    opened = stage_open_to(card, page.person, page.at)
    if opened is None:
        return JsonResponse(
            {"told": f"Không lưu được: {card.get_state_display()}."}, status=REFUSED
        )
    typed = read_typed(
        request.POST.dict(), sheet_of(card, live=stage_now(card)).rows, opened, card.table
    )
    if typed.faults:
        return JsonResponse({"told": " ".join(typed.faults.values())}, status=FAULTY)
    clashing: list[Mark] = []
    if refused := refusal_of(lambda: clashing.extend(save_marks(page, card, opened, typed))):
        return JsonResponse({"told": str(refused)}, status=REFUSED)
    if clashing:
        return JsonResponse({"told": " ".join(map(quicker, clashing))}, status=REFUSED)
    return JsonResponse(saved(card, opened, typed, page))


def quicker(mark: Mark) -> str:
    """Say what somebody else put into a cell meanwhile."""
    value = decimal_text(mark.points if mark.figure is None else mark.figure)
    return (
        f"{mark.marked_by.full_name} đã ghi {value} lúc {localtime(mark.marked_at):%H:%M};"
        " bấm Lưu để chọn."
    )


def saved(card: Scorecard, opened: Stage, typed: Typed, page: YearPage) -> dict[str, object]:
    sheet = sheet_of(card, live=stage_now(card))
    sums, places = sheet.totals.get(opened), card.table.places
    return {
        "told": f"Đã lưu {localtime(page.at):%H:%M}",
        "totals": {part: decimal_text(getattr(sums, part), places) for part in PARTS if sums},
        "sections": {c: decimal_text(points) for c, points in sums.sections.items()}
        if sums
        else {},
        "missing": list(grid_of(sheet, (opened,), opened).missing),
        "cells": {
            row.criterion.code: {
                "version": int(row.marks[opened].version),
                "explanation": row.marks[opened].explanation,
            }
            for row in sheet.rows
            if row.criterion.code in typed.points and opened in row.marks
        },
    }


PARTS = ("base", "bonus", "deduction", "total")

urls: list[URLPattern] = [
    path("nam/<uuid:key>/cham-diem/", scorecards, name="scorecards"),
    path("phieu/<uuid:key>/", scorecard, name="scorecard"),
    path("phieu/<uuid:key>/o/", save_cell, name="scorecard-cell"),
]
