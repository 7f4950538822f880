"""Scorecards: the bloc's list by state, and one card as a grid with its three columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.policy import MAY, stage_open_to
from thidua.apps.assessments.queries import (
    Sheet,
    adoption_note,
    deadlines_of,
    engine_table,
    scorecard_for,
    scored_table,
    sheet_of,
)
from thidua.apps.assessments.services import evidence_attach, marks_save, stage_submit
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.journal.base import Refused
from thidua.text import parse_date
from thidua.web.fairness import may_see
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.forms.grid import NOTHING_TYPED, Typed, grid_of, list_rows, read_typed, viewer_of
from thidua.web.shell import YearPage, now, person_of, render_year, signed_in, year_page
from thidua.year.scoring_overview import overview_of
from thidua.year.steps import together

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Scorecard


@signed_in
def scorecards(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the bloc's cards with counts by state, and what each waits for from the reader."""
    page = year_page(request, key)
    table = scored_table(page.bloc_year)
    viewer = viewer_of(page)
    rows = list_rows(page, viewer, engine_table(table)) if table else []
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
        counts=[(s.value, s.label, counts[s.value]) for s in CardState],
        state=state,
        stages=tuple(Stage),
        tasks=sum(bool(row.task) for row in rows),
        sees_all=viewer.sees_all,
        may_adopt=page.may(MAY["assessments.table.adopt"]),
        overview=overview_of(page.bloc_year, table, page.day) if table and may_see(page) else None,
        may_remind=bool(rows) and page.may(MAY["assessments.reminder.send"]),
        deadlines=deadlines_of(page.bloc_year),
    )


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
    grid = grid_of(card, sheet or sheet_of(card), viewer.stages(card, opened), opened, typed)
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
        typed_proof=request.POST if refused or grid.faults else {},
    )
    response.status_code = FAULTY if grid.faults else REFUSED if refused else 200
    return response


def save(request: HttpRequest, page: YearPage, card: Scorecard) -> HttpResponse:
    """Save the open column, and hand it in if asked; a wrong cell keeps everything as typed."""
    opened = stage_open_to(card, page.person, page.at)
    if opened is None:
        raise Refused(
            f"Phiếu của {card.membership.unit.name}: {card.get_state_display().lower()}.",
            "Ông/Bà không chấm được ở bước này.",
            "Hãy tải lại trang để xem tình trạng mới.",
        )
    sheet = sheet_of(card)
    typed = read_typed(request.POST.dict(), sheet.rows, opened, card.table)
    if typed.faults:
        return show(request, page, card, typed=typed, sheet=sheet)
    if refused := refusal_of(lambda: put(request, page, card, opened, typed)):
        return show(request, page, card, typed=typed, refused=refused)
    return redirect("scorecard", key=card.pk)


def put(request: HttpRequest, page: YearPage, card: Scorecard, opened: Stage, typed: Typed) -> None:
    """Save what changed and, if asked, hand the column in."""
    save_marks(page, card, opened, typed)
    if request.POST.get("action") == "submit":
        stage_submit(scorecard=card, stage=opened, actor=page.person, at=page.at)
        messages.success(request, f"Đã nộp phần “{opened.label}” của {card.membership.unit.name}.")
    elif typed.read:
        messages.success(request, f"Đã lưu {len(typed.read):02d} dòng điểm.")
    else:
        messages.info(request, "Không có ô nào thay đổi.")


def save_marks(page: YearPage, card: Scorecard, opened: Stage, typed: Typed) -> None:
    if typed.read:
        marks_save(
            scorecard=card,
            stage=opened,
            points=typed.read,
            reasons=typed.reasons,
            actor=page.person,
            at=page.at,
        )


@signed_in
@require_POST
def attach(request: HttpRequest, key: UUID) -> HttpResponse:
    """Name a paper, by number and date, as evidence for a line; marks typed meanwhile are saved too."""
    page, card = card_or_404(request, key)
    code, sheet = request.POST.get("criterion", ""), sheet_of(card)
    opened = stage_open_to(card, page.person, page.at)
    typed = NOTHING_TYPED
    if opened is not None:
        typed = read_typed(request.POST.dict(), sheet.rows, opened, card.table)
    if typed.faults:
        return show(request, page, card, typed=typed, sheet=sheet)
    if refused := refusal_of(lambda: save_and_attach(request, page, card, code, typed)):
        return show(request, page, card, typed=typed, refused=refused)
    messages.success(request, f"Đã gắn minh chứng cho tiêu chí {code}.")
    return redirect("scorecard", key=card.pk)


@together
def save_and_attach(
    request: HttpRequest, page: YearPage, card: Scorecard, code: str, typed: Typed
) -> None:
    opened = stage_open_to(card, page.person, page.at)
    if opened is not None:
        save_marks(page, card, opened, typed)
    attach_proof(request, page, card, code)


def attach_proof(request: HttpRequest, page: YearPage, card: Scorecard, code: str) -> None:
    rows = sheet_of(card).rows
    line = next((r.criterion for r in rows if r.is_leaf and r.criterion.code == code), None)
    if line is None:
        raise Refused("Chưa chọn tiêu chí cho minh chứng.", remedy="Hãy chọn một tiêu chí.")
    evidence_attach(
        scorecard=card,
        criterion=line,
        proof=read_proof(request),
        actor=page.person,
        at=page.at,
    )


def read_proof(request: HttpRequest) -> PaperRef:
    """Read number, date and title of a paper.

    Raises:
        Refused: no number, or a date that isn't one.
    """
    number, dated, title = (
        request.POST.get(name, "").strip() for name in ("number", "dated", "title")
    )
    if not number:
        raise Refused("Chưa ghi số văn bản.", remedy="Ghi số, ký hiệu, ví dụ 125/BC-SNV.")
    try:
        day = parse_date(dated) if dated else None
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    return PaperRef(number=number, dated=day, title=title)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/cham-diem/", scorecards, name="scorecards"),
    path("phieu/<uuid:key>/", scorecard, name="scorecard"),
    path("phieu/<uuid:key>/minh-chung/", attach, name="scorecard-evidence"),
]
