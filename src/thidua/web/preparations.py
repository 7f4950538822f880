"""What a year needs beside its steps: each thing with its state and the page where it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from thidua.apps.assessments.queries import report_of, scoring_table
from thidua.apps.awards.queries import slots_of
from thidua.apps.campaigns.queries import agreement_of, targets_of
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.queries import rules_of
from thidua.apps.planning.policy import MAY as MAY_PLAN
from thidua.apps.planning.queries import plan_of
from thidua.apps.units.policy import MAY
from thidua.text import padded
from thidua.web.shell import YearPage


@dataclass(frozen=True, slots=True)
class Preparation:
    """A thing to have ready; `ready` says whether it is, `state` how far it has come."""

    label: str
    state: str
    ready: bool
    href: str


def preparations_of(page: YearPage) -> Iterator[Preparation]:
    """Lay out, in the order of the year, what must stand before its steps can be taken."""
    year, key = page.bloc_year, [page.bloc_year.pk]
    agreement, planned = agreement_of(year), plan_of(year).count()
    targets, rules, slots = targets_of(year).count(), rules_of(year).count(), slots_of(year).count()
    table, report = scoring_table(year), report_of(year)
    yield Preparation("Văn bản đầu năm", "năm loại", True, reverse("opening", args=key))
    yield Preparation(
        "Lịch của khối", f"{padded(planned)} việc trong kế hoạch", bool(planned),
        reverse("year-calendar", args=key),
    )  # fmt: skip
    yield Preparation(
        "Giao ước thi đua", agreement.get_state_display().lower() if agreement else "chưa soạn",
        agreement is not None, reverse("agreement", args=key),
    )  # fmt: skip
    yield Preparation(
        "Chỉ tiêu", f"{padded(targets)} chỉ tiêu", bool(targets), reverse("targets", args=key)
    )
    yield Preparation(
        "Bảng chấm điểm", "đã thông qua" if table else "chưa lập",
        table is not None, reverse("scoring-table", args=key),
    )  # fmt: skip
    all_rules = len(MotionKind)
    yield Preparation(
        "Quy tắc biểu quyết và số lượng đề nghị",
        f"{padded(rules)}/{padded(all_rules)} quy tắc, {padded(slots)} hình thức",
        rules == all_rules and bool(slots), reverse("rules", args=key),
    )  # fmt: skip
    yield Preparation("Hồ sơ thành tích", "theo đơn vị", True, reverse("dossiers", args=key))
    yield Preparation(
        "Báo cáo tổng kết", report.get_state_display().lower() if report else "chưa soạn",
        report is not None, reverse("report", args=key),
    )  # fmt: skip
    yield Preparation("Ai làm việc gì", "vai trò", True, reverse("roles", args=key))
    if page.may(MAY_PLAN["planning.handover.give"]):
        yield Preparation("Bàn giao Khối trưởng", "danh mục", True, reverse("handover", args=key))
    if page.may(MAY["units.bloc_year.open"]):
        yield Preparation(
            f"Mở năm {year.year + 1} theo năm nay", "xem trước rồi mở", True,
            reverse("year-copy", args=key),
        )  # fmt: skip
