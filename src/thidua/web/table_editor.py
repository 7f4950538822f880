"""The editor of the scoring table: a draft kept as typed, line by line, until the bloc adopts it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from thidua import scoring
from thidua.apps.assessments.enums import UnassignedRule
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import draft_of, head_of, lines_of, scoring_table
from thidua.apps.assessments.services import (
    draft_adopt,
    draft_discard,
    draft_save,
    draft_start,
)
from thidua.apps.campaigns.queries import indices_of, targets_of
from thidua.apps.journal.base import Refused
from thidua.text import parse_date, short_date
from thidua.web.forms.calling import provenance_of
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.forms.table_draft import (
    Draft,
    draft_from,
    option_fields,
    stepped,
    typed_head,
    typed_line,
    typed_lines,
)
from thidua.web.forms.table_trial import Trial, trial_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import year_before

if TYPE_CHECKING:
    from thidua.apps.assessments.models import ScoringTable

BLANK = (
    scoring.DraftLine(code="I", kind=scoring.Kind.SUM.value),
    scoring.DraftLine(depth=1, code="1"),
)


def editing_page(request: HttpRequest, key: UUID) -> YearPage:
    """Open the year to who may draft its table; for anyone else there is no such page."""
    page = year_page(request, key)
    if not page.may(MAY["assessments.table.draft"]):
        raise Http404
    return page


def draft_page(request: HttpRequest, key: UUID) -> tuple[YearPage, ScoringTable, Draft]:
    page = editing_page(request, key)
    table = draft_of(page.bloc_year)
    if table is None:
        raise Http404
    return page, table, draft_from(head_of(table), lines_of(table), *bindings(page))


def bindings(page: YearPage) -> tuple[list[str], list[str]]:
    """Return the codes of the targets and of the indices that lines may be bound to."""
    targets = [found.code for found in targets_of(page.bloc_year)]
    return targets, [found.code for found in indices_of(page.bloc_year)]


@signed_in
def start(request: HttpRequest, key: UUID) -> HttpResponse:
    """Offer what a draft may begin with: the year's table, last year's, a published one, nothing."""
    page = editing_page(request, key)
    refused = None
    if request.method == "POST":
        refused = refusal_of(lambda: begin(page, request.POST.get("from", "")))
        if refused is None:
            return redirect("table-edit", key=key)
    response = render_year(
        request, "scores/table_start.html", page, "scorecards",
        current=scoring_table(page.bloc_year), before=table_before(page),
        drafted=draft_of(page.bloc_year), published=scoring.published_tables().values(),
        refused=refused,
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


def table_before(page: YearPage) -> ScoringTable | None:
    before = year_before(page.bloc_year)
    return scoring_table(before) if before else None


def begin(page: YearPage, source: str) -> ScoringTable:
    year, bloc = page.bloc_year.year, page.bloc_year.bloc.name
    head = scoring.DraftHead(title=f"Bảng chấm điểm thi đua năm {year} của {bloc}")
    lines: Sequence[scoring.DraftLine] = BLANK
    told = ""
    stored = {"current": scoring_table(page.bloc_year), "before": table_before(page)}.get(source)
    if stored is not None:
        kept = head_of(stored)
        title = kept.title if source == "current" else head.title
        head = scoring.DraftHead(**{**kept.to_json(), "title": title})
        lines = lines_of(stored)
    elif (sample := scoring.published_tables().get(source)) is not None:
        grades = scoring.written_grades(sample.table.ratings)
        head = scoring.DraftHead(**{**head.to_json(), "grades": grades})
        lines = scoring.written(sample.table.criteria)
        told = f"Theo mẫu “{sample.title}”. Nguồn: {sample.source}. Đã xem: {sample.seen}."
    return draft_start(
        bloc_year=page.bloc_year,
        head=head,
        lines=lines,
        source=told,
        provenance=provenance_of(page),
        actor=page.person,
        at=page.at,
    )


@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the draft as a grid; every button of it keeps what was typed first."""
    page, table, draft = draft_page(request, key)
    if request.method != "POST":
        return show(request, page, table, draft)
    asked = request.POST.get("do", "save")
    head = typed_head(request.POST.dict())
    typed = typed_lines(request.POST.dict(), draft.lines)
    if refused := save(request, page, table, head, stepped(typed, asked)):
        kept = draft_from(head, typed, *bindings(page))
        return show(request, page, table, kept, refused)
    return gone_on(key, asked)


def gone_on(key: UUID, asked: str) -> HttpResponse:
    """Go where the button leads, or back to the line it stood beside."""
    name, _, place = asked.partition("-")
    if name in {"table-try", "table-adopt"} or asked in {"table-try", "table-adopt"}:
        return redirect(asked, key=key)
    if name == "line" and place.isdecimal():
        return redirect("table-line", key=key, place=int(place))
    anchor = f"#dong-{place}" if place.isdecimal() else "#cuoi" if name == "end" else ""
    return redirect(f"{reverse('table-edit', args=[key])}{anchor}")


def save(
    request: HttpRequest,
    page: YearPage,
    table: ScoringTable,
    head: scoring.DraftHead,
    lines: Sequence[scoring.DraftLine],
) -> Refused | None:
    seen = request.POST.get("revision", "")
    return refusal_of(
        lambda: draft_save(
            table=table,
            head=head,
            lines=lines,
            revision=int(seen) if seen.isdecimal() else 0,
            actor=page.person,
            at=page.at,
        )
    )


def show(
    request: HttpRequest,
    page: YearPage,
    table: ScoringTable,
    draft: Draft,
    refused: Refused | None = None,
) -> HttpResponse:
    response = render_year(
        request, "scores/table_edit.html", page, "scorecards",
        table=table, draft=draft, rows=draft.rows, refused=refused,
        revision=request.POST.get("revision", "") if refused else table.revision,
        kinds=[(kind.value, name) for kind, name in scoring.KIND_LABELS.items()],
        rules=UnassignedRule.choices,
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


@signed_in
def line(request: HttpRequest, key: UUID, place: int) -> HttpResponse:
    """Show all cells of one line; the ones its kind doesn't use are hidden and left unread."""
    page, table, draft = draft_page(request, key)
    if place >= len(draft.lines):
        raise Http404
    refused = None
    if request.method == "POST":
        typed = typed_line(request.POST.dict(), draft.lines[place])
        lines = [*draft.lines[:place], typed, *draft.lines[place + 1 :]]
        refused = save(request, page, table, draft.head, lines)
        draft = draft_from(draft.head, lines, *bindings(page))
        if refused is None and request.POST.get("do") != "stay":
            return redirect(f"{reverse('table-edit', args=[key])}#dong-{place}")
    row, (targets, indices) = draft.rows[place], bindings(page)
    response = render_year(
        request, "scores/table_line.html", page, "scorecards",
        table=table, row=row, refused=refused, fields=option_fields(row.line, row.faults),
        cell_faults={fault.field: fault.message for fault in row.faults},
        kinds=[(kind.value, name) for kind, name in scoring.KIND_LABELS.items()],
        targets=targets, indices=indices, last=len(draft.lines) - 1,
        revision=request.POST.get("revision", "") if refused else table.revision,
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


@signed_in
def trial(request: HttpRequest, key: UUID) -> HttpResponse:
    """Compute the draft with sample values for imaginary units; nothing is kept."""
    page, table, draft = draft_page(request, key)
    tried: Trial | None = None
    if not draft.faults:
        tried = trial_of(draft.table, request.POST.dict())
    return render_year(
        request, "scores/table_try.html", page, "scorecards",
        table=table, draft=draft, trial=tried, asked=request.method == "POST",
    )  # fmt: skip


@signed_in
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask who agreed, when, and from which day the table applies."""
    page, table, draft = draft_page(request, key)
    typed = {
        "adopted_on": short_date(page.day),
        "adopted_by": "",
        "applies_from": f"01/01/{page.bloc_year.year}",
    }
    refused = None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        refused = refusal_of(lambda: put_in_force(request, page, table, typed))
        if refused is None:
            messages.success(request, "Đã ghi bảng chấm điểm được thông qua.")
            return redirect("scoring-table", key=key)
    response = render_year(
        request, "scores/table_adopt.html", page, "scorecards",
        table=table, draft=draft, typed=typed, refused=refused,
        revision=request.POST.get("revision", table.revision),
        current=scoring_table(page.bloc_year),
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


def put_in_force(
    request: HttpRequest, page: YearPage, table: ScoringTable, typed: dict[str, str]
) -> None:
    seen = request.POST.get("revision", "")
    draft_adopt(
        table=table,
        adopted_on=day_in("Ngày thông qua", typed["adopted_on"]),
        adopted_by=typed["adopted_by"],
        applies_from=day_in("Ngày áp dụng", typed["applies_from"]),
        revision=int(seen) if seen.isdecimal() else 0,
        actor=page.person,
        at=page.at,
    )


def day_in(what: str, text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as wrong:
        raise Refused(f"{what}: {wrong}") from wrong


@signed_in
@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    page, table, _ = draft_page(request, key)
    draft_discard(table=table, actor=page.person, at=page.at)
    messages.success(request, "Đã bỏ bản soạn.")
    return redirect("scoring-table", key=key)


_AT = "nam/<uuid:key>/bang-cham-diem"
urls: list[URLPattern] = [
    path(f"{_AT}/moi/", start, name="table-start"),
    path(f"{_AT}/soan/", edit, name="table-edit"),
    path(f"{_AT}/soan/<int:place>/", line, name="table-line"),
    path(f"{_AT}/soan/thu-tinh/", trial, name="table-try"),
    path(f"{_AT}/soan/thong-qua/", adopt, name="table-adopt"),
    path(f"{_AT}/soan/bo/", discard, name="table-discard"),
]
