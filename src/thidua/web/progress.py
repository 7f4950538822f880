"""The pace of targets: a board of the bloc, the list of a unit, one target with its chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import plans_of
from thidua.apps.campaigns.services import explanation_write, pace_set
from thidua.scoring import Pace, due_on
from thidua.web.charts import lines
from thidua.web.fields import DecimalText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page
from thidua.year.pacing import (
    Line,
    aim_of,
    day_of,
    line_of,
    lines_of,
    measured,
    rule_of,
    shown,
    told_rule,
)

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from thidua.apps.campaigns.models import Assignment, Progress, Target
    from thidua.apps.units.models import Membership

LABELS = {
    Pace.ON_TIME: ("Đúng tiến độ", "good"),
    Pace.SLIPPING: ("Chậm ít", "warn"),
    Pace.LATE: ("Chậm", "bad"),
    Pace.NOT_DUE: ("Chưa đến kỳ", "quiet"),
    Pace.UNKNOWN: ("Chưa có số liệu", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its light in words."""

    line: Line

    @property
    def label(self) -> str:
        return LABELS[self.line.paced.pace][0]

    @property
    def tone(self) -> str:
        return LABELS[self.line.paced.pace][1]

    @property
    def due(self) -> str:
        return shown(self.line.paced.due) if self.line.paced.due is not None else ""

    @property
    def forecast(self) -> str:
        found = self.line.forecast
        if found is None:
            return ""
        return f"{shown(found.value)} (từ {shown(found.least)} đến {shown(found.most)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    cells: tuple[Shown | None, ...]


@signed_in
def board(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show every target of every unit on the day, or one unit's with what is foretold."""
    page = year_page(request, key)
    rule = rule_of(page.bloc_year)
    unit = chosen(page, request.GET.get("don-vi", ""))
    member = unit.pk if unit else None
    found = [Shown(line) for line in lines_of(page.bloc_year, page.day, rule, member)]
    wanted = request.GET.get("loc", "")
    kept = [one for one in found if not wanted or one.line.paced.pace == wanted]
    listed = paged(request, kept if unit else rows_of(page, kept))
    return render_year(
        request, "year/progress_board.html", page, "targets",
        rows=listed, unit=unit, wanted=wanted, counts=counts_of(found), rule=told_rule(rule),
        may_set=page.may(MAY["campaigns.pace.set"]), one=bool(unit),
        day=min(page.day, date(page.bloc_year.year, 12, 31)),
    )  # fmt: skip


def chosen(page: YearPage, code: str) -> Membership | None:
    return next((m for m in page.members if m.unit.code == code), None)


def rows_of(page: YearPage, found: Iterable[Shown]) -> list[Row]:
    cells: dict[Target, dict[UUID, Shown]] = {}
    for one in found:
        cells.setdefault(one.line.plan.target, {})[one.line.plan.membership_id] = one
    order = [member.pk for member in page.members]
    return [
        Row(target=target, cells=tuple(by_member.get(pk) for pk in order))
        for target, by_member in cells.items()
    ]


def counts_of(found: Iterable[Shown]) -> list[tuple[Pace, str, str, int]]:
    tally = Counter(one.line.paced.pace for one in found)
    return [(pace, *LABELS[pace], tally[pace]) for pace in Pace]


class ExplanationForm(forms.Form):
    text = TextField(
        label="Giải trình",
        max_length=2_000,
        help_text="Chưa đạt: nguyên nhân, cách khắc phục. Vượt: cách làm. Lời đã ghi được giữ, ghi thêm thì lời sau đứng cạnh lời trước.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@signed_in
def one(request: HttpRequest, key: UUID, assignment: UUID) -> HttpResponse:
    """Show one target of one unit over the year; its own unit explains it here."""
    page = year_page(request, key)
    plan = plans_of(page.bloc_year).filter(pk=assignment).first()
    if plan is None:
        raise Http404
    rule = rule_of(page.bloc_year)
    line = line_of(plan, page.bloc_year.year, page.day, rule)
    form = ExplanationForm(request.POST or None)
    mine = page.own is not None and page.own.pk == plan.membership_id
    if request.method == "POST" and not mine:
        raise Http404
    asked = Asked(
        tab="targets",
        heading=f"Chỉ tiêu {plan.target.code} của {plan.membership.unit.name}",
        lead=plan.target.text,
        button="Ghi giải trình",
        back=reverse("target-pace", args=[key, assignment]),
        done="Đã ghi giải trình.",
    )
    return answer(
        request, page, form,
        lambda: explanation_write(
            assignment=plan, text=form.cleaned_data["text"], actor=page.person, at=page.at
        ),
        asked, template="year/progress_one.html", plan=plan, shown=Shown(line), mine=mine,
        chart=chart_of(plan, page), rule=told_rule(rule), figures=figures_of(plan, page),
        explanations=list(plan.explanations.all()),
    )  # fmt: skip


def figures_of(plan: Assignment, page: YearPage) -> list[tuple[date, Progress]]:
    dated = [(day_of(figure, page.bloc_year.year), figure) for figure in plan.progress.all()]
    return sorted(dated, key=lambda found: (found[0], found[1].recorded_at))


def chart_of(plan: Assignment, page: YearPage) -> SafeString | None:
    """Draw what was reached beside what was due; nothing where there is no figure."""
    year = page.bloc_year.year
    made = measured(plan, year)
    if not made:
        return None
    aim = aim_of(plan, year)
    ends = [date(year, 1, 1), *(figure.on for figure in made), date(year, 12, 31)]
    return lines(
        {
            "Đạt được": {figure.on: float(figure.value) for figure in made},
            "Phải đạt": {on: float(due_on(aim, on)) for on in ends},
        },
        plan.target.unit_of_measure,
        (ends[0], ends[-1]),
    )


class PaceForm(forms.Form):
    near = DecimalText(label="Dưới bao nhiêu phần trăm mức phải đạt thì gọi là chậm")
    source = TextField(
        label="Căn cứ", max_length=300, help_text="Văn bản hoặc cuộc họp đã thống nhất mức này."
    )


@signed_in
def rule(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.may(MAY["campaigns.pace.set"]):
        raise Http404
    known = rule_of(page.bloc_year)
    initial: dict[str, Decimal | str] = {"near": known.pace.near}
    form = PaceForm(
        request.POST or None, initial={**initial, "source": known.source if known.own else ""}
    )
    asked = Asked(
        tab="targets",
        heading="Mức cảnh báo tiến độ",
        lead="Áp dụng cho mọi chỉ tiêu của khối trong năm; trang tiến độ ghi rõ mức và căn cứ.",
        button="Đặt mức cảnh báo",
        back=reverse("target-board", args=[key]),
        done="Đã đặt mức cảnh báo tiến độ.",
    )
    return answer(
        request, page, form,
        lambda: pace_set(
            bloc_year=page.bloc_year, actor=page.person, at=page.at, **form.cleaned_data
        ),
        asked,
    )  # fmt: skip


urls: list[URLPattern] = [
    path("nam/<uuid:key>/tien-do/", board, name="target-board"),
    path("nam/<uuid:key>/tien-do/muc-canh-bao/", rule, name="pace-set"),
    path("nam/<uuid:key>/tien-do/<uuid:assignment>/", one, name="target-pace"),
]
