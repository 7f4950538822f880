"""A bloc's year at a glance: the steps, the figures, the members, the movements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from thidua.apps.assessments.queries import scoring_table, standings_of
from thidua.apps.awards.queries import nominations_of, register_of
from thidua.apps.campaigns.policy import MAY as MAY_CAMPAIGN
from thidua.apps.campaigns.queries import agreement_of, movements_of, targets_of
from thidua.apps.filing.queries import papers_for
from thidua.apps.journal.queries import entries_about
from thidua.apps.units.enums import Phase, Position
from thidua.apps.units.policy import MAY, emulation_board
from thidua.web.preparations import preparations_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.phases import advance, next_phase, what_is_missing

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Standing
    from thidua.apps.units.models import BlocYear, Membership

WHO_DOES = {
    Phase.AGREEMENT: "Thủ trưởng các đơn vị ký; thư ký khối theo dõi",
    Phase.TARGETS: "Cán bộ thi đua các đơn vị ghi kết quả; thư ký khối trình bảng chấm điểm",
    Phase.SELF_SCORING: "Từng đơn vị tự chấm và gắn minh chứng",
    Phase.CROSS_SCORING: "Các đơn vị chấm chéo theo phân công",
    Phase.APPRAISAL: "Thư ký khối thẩm định, chốt xếp hạng; Khối phó thẩm định phiếu của Khối trưởng",
    Phase.CONFERENCE: "Khối trưởng chủ trì; mỗi đơn vị một phiếu",
    Phase.NOMINATION: "Thư ký khối trình hồ sơ",
    Phase.COUNCIL: "Hội đồng biểu quyết; người có thẩm quyền ban hành quyết định",
    Phase.CLOSED: "Cơ quan thường trực lưu sổ",
}
LEADS_TO = {
    Phase.AGREEMENT: "agreement",
    Phase.TARGETS: "targets",
    Phase.SELF_SCORING: "scorecards",
    Phase.CROSS_SCORING: "scorecards",
    Phase.APPRAISAL: "scorecards",
    Phase.CONFERENCE: "conference",
    Phase.NOMINATION: "nominations",
    Phase.COUNCIL: "nominations",
    Phase.CLOSED: "register",
}


class When(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the year on the timeline."""

    phase: Phase
    when: When
    since: datetime | None
    who: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: so many of so many, and where they are listed."""

    label: str
    value: int
    of: int | None
    leads_to: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    member: Membership
    standing: Standing | None


def steps_of(bloc_year: BlocYear) -> list[Step]:
    """Lay out the steps with the day each was entered, as the journal has it."""
    reached, entered = Phase(bloc_year.phase), entered_at(bloc_year)
    return [
        Step(
            phase=phase,
            when=when_of(phase, reached),
            since=entered.get(phase) if phase.place <= reached.place else None,
            who=WHO_DOES[phase],
            leads_to=LEADS_TO[phase],
        )
        for phase in Phase
    ]


def when_of(phase: Phase, reached: Phase) -> When:
    if phase.place < reached.place or reached is Phase.CLOSED:
        return When.DONE
    return When.NOW if phase is reached else When.NEXT


def entered_at(bloc_year: BlocYear) -> dict[Phase, datetime]:
    told = entries_about(bloc_year.authority_id, bloc_year).order_by("number")
    entered = {}
    for entry in told:
        if entry.deed == "units.bloc_year.open":
            entered[Phase.AGREEMENT] = entry.at
        elif entry.deed == "units.bloc_year.advance":
            entered[Phase(entry.facts["to"])] = entry.at
    return entered


def figures_of(page: YearPage) -> list[Figure]:
    year, count = page.bloc_year, len(page.members)
    agreement = agreement_of(year)
    signed = agreement.signatures.count() if agreement else 0
    cards = year.scorecards.exclude(state="self_scoring").count()
    return [
        Figure("Đơn vị đã ký giao ước", signed, count, "agreement"),
        Figure("Chỉ tiêu", targets_of(year).count(), None, "targets"),
        Figure("Phiếu đã tự chấm", cards, count, "scorecards"),
        Figure("Đề nghị khen thưởng", nominations_of(year).count(), None, "nominations"),
        Figure("Đã ghi sổ khen thưởng", register_of(year).count(), None, "register"),
        Figure("Văn bản", papers_for(page.person, year, page.day).count(), None, "papers"),
    ]


def member_lines(page: YearPage) -> list[MemberLine]:
    standings = {s.membership_id: s for s in standings_of(page.bloc_year)}
    return [MemberLine(member, standings.get(member.pk)) for member in page.members]


@signed_in
def year(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    return render_year(
        request,
        "year/overview.html",
        page,
        "year",
        steps=steps_of(page.bloc_year),
        figures=figures_of(page),
        members=member_lines(page),
        scores=scoring_table(page.bloc_year),
        movements=movements_of(page.bloc_year),
        may_launch=page.phase is not Phase.CLOSED
        and page.may(MAY_CAMPAIGN["campaigns.movement.launch"]),
        preparations=list(preparations_of(page)),
        lead_position=Position.LEAD,
        deputy_position=Position.DEPUTY,
        **advance_state(page),
    )


def advance_state(page: YearPage) -> dict[str, object]:
    """Say what the next step is, and, to who may take it, what still stands before it."""
    to = next_phase(page.bloc_year)
    who = emulation_board if to is Phase.CLOSED else MAY["units.bloc_year.advance"]
    may = to is not None and page.may(who)
    return {
        "next_phase": to,
        "may_advance": may,
        "missing": what_is_missing(page.bloc_year) if may else "",
    }


@require_POST
@signed_in
def year_advance(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    reached = advance(bloc_year=page.bloc_year, actor=page.person, at=page.at)
    messages.success(request, f"Đã chuyển sang bước “{Phase(reached.phase).label}”.")
    return redirect("year", key=key)


urls = [
    path("nam/<uuid:key>/", year, name="year"),
    path("nam/<uuid:key>/chuyen-buoc/", year_advance, name="year-advance"),
]
