"""The year's scoring table: read by all, version by version, with what changed between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from thidua import scoring
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import (
    adoption_note,
    criteria_of,
    draft_of,
    lines_of,
    scored_table,
    scoring_table,
    versions_of,
)
from thidua.apps.assessments.services import cards_move
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import year_before

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Criterion, ScoringTable
    from thidua.apps.journal.base import Refused

BEFORE, DRAFT = "nam-truoc", "dang-soan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A line as it is read: how far it is set in, and what is set for it in words."""

    criterion: Criterion
    depth: int
    told: str


def rows_of(table: ScoringTable) -> list[TableRow]:
    stored = list(criteria_of(table))
    lines = lines_of(table)
    return [
        TableRow(criterion=criterion, depth=line.depth, told=scoring.told_options(line))
        for criterion, line in zip(stored, lines, strict=True)
    ]


@signed_in
def table(request: HttpRequest, key: UUID) -> HttpResponse:
    return show(request, year_page(request, key))


def show(request: HttpRequest, page: YearPage, refused: Refused | None = None) -> HttpResponse:
    """Show a version, by default the one in force, and where the draft and the others are."""
    versions = versions_of(page.bloc_year)
    asked = request.GET.get("ban", "")
    in_force = next((found for found in versions if found.state == "in_force"), None)
    found = next((v for v in versions if str(v.version) == asked), in_force)
    may_draft = page.may(MAY["assessments.table.draft"])
    scored = scored_table(page.bloc_year) if len(versions) > 1 else in_force
    response = render_year(
        request, "scores/table.html", page, "scorecards",
        table=found, rows=rows_of(found) if found else (), kinds=scoring.KIND_LABELS,
        versions=versions, may_draft=may_draft, refused=refused,
        draft=draft_of(page.bloc_year) if may_draft else None,
        grades=[scoring.Grade.from_json(grade) for grade in found.grades] if found else (),
        note=adoption_note(found) if found else "",
        behind=scored if scored and in_force and scored.pk != in_force.pk else None,
        has_before=year_before(page.bloc_year) is not None,
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One line of a comparison, in words."""

    change: str
    label: str
    code: str
    text: str
    moved: bool
    rescored: bool
    cells: tuple[tuple[str, str, str], ...]


WORDS = {
    scoring.Change.SAME: "giữ nguyên",
    scoring.Change.CHANGED: "sửa",
    scoring.Change.MOVED: "đổi chỗ",
    scoring.Change.ADDED: "thêm",
    scoring.Change.REMOVED: "bỏ",
}


@signed_in
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what changed from one version to another, from last year's table, or in the draft."""
    page = year_page(request, key)
    choices = compared(page)
    names = list(choices)
    if len(names) < 2:
        raise Http404
    newer = request.GET.get("den", names[-1])
    older = request.GET.get("tu", names[-2])
    if newer not in choices or older not in choices:
        raise Http404
    found = scoring.differences(lines_of(choices[older]), lines_of(choices[newer]))
    counts = Counter(one.change for one in found)
    return render_year(
        request, "scores/table_differences.html", page, "scorecards",
        changes=[in_words(one) for one in found if one.change is not scoring.Change.SAME],
        counts=[(WORDS[change], counts[change]) for change in scoring.Change],
        choices=[(name, title_of(name, made)) for name, made in choices.items()],
        newer=newer, older=older,
    )  # fmt: skip


def compared(page: YearPage) -> dict[str, ScoringTable]:
    """Return the tables that can be compared, oldest first; the draft to who may write it."""
    before = year_before(page.bloc_year)
    last = scoring_table(before) if before else None
    found = {BEFORE: last} if last else {}
    found |= {str(v.version): v for v in reversed(versions_of(page.bloc_year))}
    draft = draft_of(page.bloc_year) if page.may(MAY["assessments.table.draft"]) else None
    return found | ({DRAFT: draft} if draft else {})


def title_of(name: str, made: ScoringTable) -> str:
    if name == BEFORE:
        return f"Bảng năm trước ({made.bloc_year.year})"
    return "Bản đang soạn" if name == DRAFT else f"Phiên bản {made.version}"


def in_words(one: scoring.LineChange) -> Compared:
    shown = one.after or one.before or scoring.DraftLine()
    return Compared(
        change=one.change.value,
        label=WORDS[one.change],
        code=shown.code,
        text=shown.text,
        moved=one.moved,
        rescored=one.change is scoring.Change.CHANGED
        and not one.keeps_marks
        and shown.kind != scoring.Kind.SUM,
        cells=tuple(
            (
                scoring.LABELS[cell.name],
                scoring.cell_text(cell.name, cell.before) or "trống",
                scoring.cell_text(cell.name, cell.after) or "trống",
            )
            for cell in one.fields
        ),
    )


@signed_in
@require_POST
def move(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the open cards over to the version in force, and tell what must be scored anew."""
    page = year_page(request, key)
    done: list[str] = []

    def moving() -> None:
        moved = cards_move(bloc_year=page.bloc_year, actor=page.person, at=page.at)
        lost = "; ".join(f"{unit}: {', '.join(codes)}" for unit, codes in moved.lost.items())
        again = f" Phải chấm lại: {lost}." if lost else " Không có dòng nào phải chấm lại."
        done.append(f"Đã chuyển {moved.cards:02d} phiếu, giữ {moved.kept:02d} điểm.{again}")

    if refused := refusal_of(moving):
        return show(request, page, refused)
    messages.success(request, done[0])
    return redirect("scoring-table", key=key)


_AT = "nam/<uuid:key>/bang-cham-diem"
urls: list[URLPattern] = [
    path(f"{_AT}/", table, name="scoring-table"),
    path(f"{_AT}/khac/", compare, name="table-differences"),
    path(f"{_AT}/chuyen-phieu/", move, name="table-move"),
]
