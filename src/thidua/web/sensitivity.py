"""What the ranking would be if a line were marked otherwise; nothing is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from thidua import scoring
from thidua.apps.assessments.queries import bloc_scores, tie_breaks_of
from thidua.text import decimal_text, parse_decimal
from thidua.web.forms.deeds import FAULTY
from thidua.web.forms.grid import viewer_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.fairness import latest_sheets

if TYPE_CHECKING:
    from thidua.apps.units.models import Membership

TURNING_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person asks: a unit, a line, points; `fault` where that can't be asked."""

    unit: str = ""
    line: str = ""
    points: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A unit's place and total with the line as it is and as asked."""

    member: Membership
    before: scoring.Placed[Membership]
    after: scoring.Placed[Membership]

    @property
    def risen(self) -> int:
        return max(0, self.before.place - self.after.place)

    @property
    def fallen(self) -> int:
        return max(0, self.after.place - self.before.place)


@dataclass(frozen=True, slots=True)
class Ground:
    """The bloc's table and the points the ranking goes by."""

    table: scoring.Table
    sheets: dict[Membership, scoring.Sheet]
    rules: tuple[scoring.TieBreak[Membership], ...]

    def leaf(self, code: str) -> scoring.Criterion | None:
        return next((leaf for leaf in self.table.leaves() if leaf.code == code), None)

    def member(self, key: str) -> Membership | None:
        return next((member for member in self.sheets if str(member.pk) == key), None)


@signed_in
def sensitivity(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    ground = ground_of(page)
    question = asked(request, ground)
    rows = rows_of(ground, question) if question.points and not question.fault else []
    response = render_year(
        request,
        "scores/sensitivity.html",
        page,
        "ranking",
        ground=ground,
        question=question,
        rows=rows,
        answer=answer(ground, question, rows) if rows else "",
        places=ground.table.places,
        turning=turning(ground),
    )
    response.status_code = FAULTY if question.fault else 200
    return response


def ground_of(page: YearPage) -> Ground:
    """Return what is asked about, for those alone who may see every card."""
    scores = bloc_scores(page.bloc_year) if viewer_of(page).sees_all else None
    if scores is None:
        raise Http404
    rules: tuple[scoring.TieBreak[Membership], ...] = tie_breaks_of(
        page.bloc_year, lambda member: member.unit_id
    )
    return Ground(scores.table, latest_sheets(page.bloc_year, scores), rules)


def asked(request: HttpRequest, ground: Ground) -> Question:
    """Read the question; a wrong one keeps what was typed."""
    unit, line, points = (request.GET.get(name, "").strip() for name in ("don-vi", "dong", "diem"))
    fault = fault_of(ground, unit, line, points) if points else ""
    return Question(unit=unit, line=line, points=points, fault=fault)


def fault_of(ground: Ground, unit: str, line: str, points: str) -> str:
    """Say why the ranking can't be worked out for these; empty when it can."""
    leaf = ground.leaf(line)
    if leaf is None or ground.member(unit) is None:
        return "Hãy chọn một đơn vị đã nộp phiếu và một tiêu chí của bảng chấm điểm."
    try:
        given = parse_decimal(points)
    except ValueError as wrong:
        return str(wrong)
    if given != round(given, ground.table.places):
        return f"Chỉ ghi đến {ground.table.places} chữ số sau dấu phẩy."
    return scoring.check_points(leaf, given) or ""


def rows_of(ground: Ground, question: Question) -> list[Row]:
    member = ground.member(question.unit)
    if member is None:
        return []
    changes = {question.line: parse_decimal(question.points)}
    shift = scoring.if_marked(ground.table, ground.sheets, member, changes, ground.rules)
    before = {placed.key: placed for placed in shift.before}
    return [Row(member=one.key, before=before[one.key], after=one) for one in shift.after]


def answer(ground: Ground, question: Question, rows: list[Row]) -> str:
    """Say the place the unit would have."""
    row = next(row for row in rows if str(row.member.pk) == question.unit)
    leaf = ground.leaf(question.line)
    named = f"{leaf.code} “{leaf.text}”" if leaf else ""
    now = ground.sheets[row.member].points.get(question.line)
    was = "chưa có điểm" if now is None else f"nay {decimal_text(now)} điểm"
    return (
        f"Nếu {row.member.unit.name} được {decimal_text(parse_decimal(question.points))} điểm ở "
        f"{named} ({was}) thì hạng là {row.after.place}, tổng điểm "
        f"{decimal_text(row.after.totals.total, ground.table.places)}; nay là hạng "
        f"{row.before.place}, tổng điểm {decimal_text(row.before.totals.total, ground.table.places)}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A line that decides places."""

    criterion: scoring.Criterion
    moved: int


def turning(ground: Ground) -> list[Turned]:
    """Return the lines without which most places would be others."""
    lines = {leaf.code: leaf for leaf in ground.table.leaves()}
    found = scoring.turning_lines(ground.table, ground.sheets, ground.rules)
    return [Turned(criterion=lines[o.criterion], moved=o.moved) for o in found[:TURNING_SHOWN]]


urls: list[URLPattern] = [path("nam/<uuid:key>/xep-hang/neu/", sensitivity, name="sensitivity")]
