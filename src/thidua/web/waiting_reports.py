"""What waits for units while a bloc's report is put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from thidua.apps.filing.enums import PaperKind, RoundPurpose
from thidua.apps.units.enums import RoleKind
from thidua.text import short_date
from thidua.year.report_progress import HALVES

if TYPE_CHECKING:
    from thidua.apps.filing.models import Draft, DraftRound
    from thidua.apps.units.models import Membership
    from thidua.web.waiting import Desk, Task

FOR_UNIT = (RoleKind.UNIT_OFFICER, RoleKind.UNIT_HEAD)


def report_tasks(desk: Desk) -> Iterator[Task]:
    """Remind a unit of the report it owes and of the draft it is asked about."""
    member = desk.member(*FOR_UNIT)
    drafts = list(desk.year.drafts.all())
    for draft in drafts:
        if member is None or draft.kind not in HALVES or draft.issued_id:
            continue
        rounds = {one.purpose: one for one in draft.rounds.all()}
        yield from reports(desk, draft, rounds.get(RoundPurpose.REPORTS), drafts, member)
        yield from comments(desk, draft, rounds.get(RoundPurpose.COMMENTS), member)


def reports(
    desk: Desk, draft: Draft, asked: DraftRound | None, drafts: list[Draft], member: Membership
) -> Iterator[Task]:
    half = HALVES[PaperKind(draft.kind)]
    about = f"{member.unit.code}_{half}"
    sent = {d.about for d in drafts if d.kind == PaperKind.UNIT_REPORT and d.issued_id}
    if asked and about not in sent:
        yield desk.task(
            "Gửi báo cáo của đơn vị",
            f"Hạn {short_date(asked.due_on)}. {asked.note}".strip(),
            "Soạn báo cáo", "draft", desk.year.pk, f"{PaperKind.UNIT_REPORT}_{about}",
        )  # fmt: skip


def comments(
    desk: Desk, draft: Draft, asked: DraftRound | None, member: Membership
) -> Iterator[Task]:
    said = {one.unit_id for one in asked.comments.all()} if asked else set()
    if asked and member.unit_id not in said:
        label = PaperKind(draft.kind).label.lower()
        yield desk.task(
            f"Góp ý dự thảo {label}",
            f"Hạn {short_date(asked.due_on)}. {asked.note}".strip(),
            "Đọc và góp ý", "report-progress", desk.year.pk, draft.kind,
        )  # fmt: skip
