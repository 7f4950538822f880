"""Targets: what each member planned and has reached, and the form for the own unit's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.forms import ChoiceField, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse

from thidua import scoring
from thidua.apps.campaigns.enums import Direction, Figure
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import agreement_of, assignments_of, latest_figure, targets_of
from thidua.apps.campaigns.services import PaperRef, progress_record
from thidua.apps.units.enums import Phase
from thidua.web.export import Value, workbook
from thidua.web.fields import DateText, DecimalText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Assignment, Progress, Target

NEARLY = Decimal(90)


class Light(StrEnum):
    """How a figure stands against its plan, in words; the colour only repeats them."""

    MET = "dat"
    NEAR = "gan-dat"
    MISSED = "chua-dat"
    BLANK = "chua-co"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def tone(self) -> str:
        return TONES[self]


LABELS = {
    Light.MET: "Đạt",
    Light.NEAR: "Gần đạt",
    Light.MISSED: "Chưa đạt",
    Light.BLANK: "Chưa có số liệu",
}
TONES = {Light.MET: "good", Light.NEAR: "warn", Light.MISSED: "bad", Light.BLANK: "quiet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One member's plan for one target and what was reached."""

    assignment: Assignment
    latest: Progress | None
    against: str
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A target with the members' cells in the order of the bloc; None where it isn't assigned."""

    target: Target
    cells: tuple[Cell | None, ...]


def cell_of(assignment: Assignment, direction: str) -> Cell:
    latest = latest_figure(assignment)
    against = scoring.against_plan(direction, assignment.planned, latest.value) if latest else ""
    return Cell(
        assignment=assignment,
        latest=latest,
        against=against,
        light=light_of(latest.value if latest else None, assignment.planned, direction),
    )


def light_of(value: Decimal | None, planned: Decimal, direction: str) -> Light:
    """Judge a figure; one that isn't known yet is neither met nor missed."""
    if value is None:
        return Light.BLANK
    lower = direction == Direction.LOWER
    best, bound = (planned, value) if lower else (value, planned)
    if best >= bound:
        return Light.MET
    return Light.NEAR if bound and best * 100 / bound >= NEARLY else Light.MISSED


def rows_of(page: YearPage) -> list[Row]:
    """Lay out every target by member, in three queries."""
    order = [member.pk for member in page.members]
    rows = []
    for target in targets_of(page.bloc_year):
        cells = {a.membership_id: cell_of(a, target.direction) for a in target.assignments.all()}
        rows.append(Row(target=target, cells=tuple(cells.get(pk) for pk in order)))
    return sorted(rows, key=lambda row: (row.target.article.number, row.target.code))


def counts_of(cells: Iterable[Cell | None]) -> list[tuple[Light, int]]:
    tally = Counter(cell.light for cell in cells if cell)
    return [(light, tally[light]) for light in Light]


@signed_in
def targets(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    rows = rows_of(page)
    if request.GET.get("tai") == "xlsx":
        return exported(page, rows)
    wanted = request.GET.get("loc", "")
    own = own_cells(page, rows)
    return render_year(
        request,
        "year/targets.html",
        page,
        "targets",
        rows=[row for row in rows if not wanted or has(row, wanted)],
        counts=counts_of(cell for row in rows for cell in row.cells),
        wanted=wanted,
        own=own,
        own_counts=counts_of(own),
        may_record=may_record(page),
        may_set=may_set(page),
    )


def exported(page: YearPage, rows: list[Row]) -> HttpResponse:
    """Return every plan and figure as a workbook, one line for each target of each member."""
    head = (
        "Điều", "Mã", "Chỉ tiêu", "Đơn vị tính", "Chiều", "Đơn vị", "Kế hoạch", "Đạt được", "So với kế hoạch",
        "Kết quả", "Loại số liệu", "Văn bản", "Ngày văn bản",
    )  # fmt: skip
    lines = [line(row, cell) for row in rows for cell in row.cells if cell]
    return workbook(f"chi-tieu-{page.bloc_year.year}", head, lines)


def line(row: Row, cell: Cell) -> tuple[Value, ...]:
    target, latest = row.target, cell.latest
    reached: tuple[Value, ...] = ("", "", None)
    if latest:
        reached = (latest.get_figure_display(), latest.paper_number, latest.paper_date)
    return (
        target.article.number, target.code, target.text, target.unit_of_measure, target.get_direction_display(),
        cell.assignment.membership.unit.name, cell.assignment.planned,
        latest.value if latest else None, cell.against, cell.light.label, *reached,
    )  # fmt: skip


def has(row: Row, light: str) -> bool:
    return any(cell is not None and cell.light == light for cell in row.cells)


def own_cells(page: YearPage, rows: list[Row]) -> list[Cell]:
    own = page.own
    if own is None:
        return []
    place = [member.pk for member in page.members].index(own.pk)
    return [cell for row in rows if (cell := row.cells[place])]


def may_record(page: YearPage) -> bool:
    return page.own is not None and page.may(MAY["campaigns.progress.record"], page.own.unit)


def may_set(page: YearPage) -> bool:
    """Targets are set under an agreement, up to the end of self-scoring."""
    early = page.phase.place <= Phase.SELF_SCORING.place
    return (
        early and page.may(MAY["campaigns.target.set"]) and agreement_of(page.bloc_year) is not None
    )


class ProgressForm(Form):
    """A figure reached, with the paper that proves it."""

    figure = ChoiceField(label="Loại số liệu", choices=Figure.choices, initial=Figure.ESTIMATE)
    as_of = DateText(
        label="Tính đến ngày",
        required=False,
        help_text="Chỉ ghi với số liệu theo kỳ; kết quả cộng dồn từ đầu năm.",
    )
    value = DecimalText(
        label="Kết quả đạt được", help_text="Phần thập phân ghi sau dấu phẩy, ví dụ 95,25."
    )
    paper_number = TextField(
        label="Số, ký hiệu văn bản chứng minh", max_length=60, help_text="Ví dụ: 215/BC-SNV."
    )
    paper_date = DateText(label="Ngày văn bản", help_text="Ngày/tháng/năm, ví dụ 05/12/2021.")
    paper_title = TextField(label="Trích yếu văn bản", max_length=300, required=False)


@signed_in
def record(request: HttpRequest, key: UUID, assignment: UUID) -> HttpResponse:
    page = year_page(request, key)
    plan = own_assignment(page, assignment)
    form = ProgressForm(request.POST or None, initial=known(plan))
    asked = Asked(
        tab="targets",
        heading=f"Ghi kết quả chỉ tiêu {plan.target.code}",
        lead=plan.target.text,
        button="Ghi kết quả",
        back=reverse("targets", args=[key]),
        done=f"Đã ghi kết quả chỉ tiêu {plan.target.code}.",
    )
    return answer(
        request, page, form, lambda: save(page, plan, form), asked,
        template="year/progress.html", plan=plan, cell=cell_of(plan, plan.target.direction),
    )  # fmt: skip


def own_assignment(page: YearPage, key: UUID) -> Assignment:
    found = assignments_of(page.own).filter(pk=key).first() if page.own else None
    if found is None:
        raise Http404
    return found


def known(plan: Assignment) -> dict[str, object]:
    """Fill the form with the figure on record, so that a correction starts from it."""
    latest = latest_figure(plan)
    names = ("figure", "value", "paper_number", "paper_date", "paper_title")
    return {name: getattr(latest, name) for name in names} if latest else {}


def save(page: YearPage, plan: Assignment, form: ProgressForm) -> None:
    given = form.cleaned_data
    progress_record(
        assignment=plan,
        figure=Figure(given["figure"]),
        value=given["value"],
        proof=PaperRef(given["paper_number"], given["paper_date"], given["paper_title"]),
        actor=page.person,
        at=page.at,
        as_of=given["as_of"] or None,
    )


urls = [
    path("nam/<uuid:key>/chi-tieu/", targets, name="targets"),
    path("nam/<uuid:key>/chi-tieu/<uuid:assignment>/", record, name="progress"),
]
