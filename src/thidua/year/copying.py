"""Opening a bloc's next year as a copy of this one: what is taken over, what is not, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import Stage, TieKind
from thidua.apps.assessments.models import ScoringRules
from thidua.apps.assessments.queries import (
    deadlines_of,
    head_of,
    lines_of,
    scoring_table,
    tie_rules_of,
)
from thidua.apps.assessments.services import (
    TiePlan,
    deadlines_set,
    draft_start,
    rules_set,
    ties_set,
)
from thidua.apps.awards.queries import slots_of
from thidua.apps.campaigns.queries import agreement_of, targets_of
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.policy import OF_THE_COUNCIL
from thidua.apps.meetings.queries import rule_of, rules_of
from thidua.apps.meetings.services import rule_set
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Doer, ItemPage
from thidua.apps.planning.queries import plan_of
from thidua.apps.planning.services import ItemText, items_add
from thidua.apps.units.enums import Position, RoleKind
from thidua.apps.units.models import BlocYear, Membership, Unit
from thidua.apps.units.policy import Ask, holds
from thidua.apps.units.services import bloc_year_open
from thidua.text import moved_by_years, padded
from thidua.year.conference import next_year_of


@dataclass(frozen=True, slots=True)
class Copying:
    """Who copies what under which new lead; `runs` is whether they will run the new year too."""

    bloc_year: BlocYear
    lead: Membership
    actor: Person
    at: datetime

    @property
    def ask(self) -> Ask:
        return Ask(self.actor, self.at, self.bloc_year.authority)

    @property
    def board(self) -> bool:
        return holds(self.ask, RoleKind.EMULATION_BOARD)

    @property
    def secretary(self) -> bool:
        return holds(self.ask, RoleKind.BLOC_SECRETARY, self.lead.unit)

    @property
    def runs(self) -> bool:
        return self.board or self.secretary


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something of a year: how much of it there is, and whether it is taken over or why not."""

    name: str
    state: str
    copied: bool
    note: str = ""


NEW_LEAD = "Khối trưởng năm sau đặt ở năm mới."


def parts_of(copying: Copying) -> list[Part]:
    """Say, before it is done, what of a year is taken over and what is not."""
    return [
        part
        for told in (members_part, plan_part, rule_parts, table_part, never)
        for part in told(copying)
    ]


def members_part(copying: Copying) -> Iterator[Part]:
    going, ended = members_of_next(copying)
    gone = ", ".join(unit.name for unit in ended)
    yield Part(
        name="Đơn vị thành viên", state=f"{padded(len(going))} đơn vị", copied=True,
        note=f"Không còn hoạt động đầu năm sau: {gone}." if ended else "",
    )  # fmt: skip


def members_of_next(
    copying: Copying,
) -> tuple[list[tuple[Unit, Position]], list[Unit]]:
    """Return the members of the next year with their positions, and the units that ended before it."""
    first_day = date(copying.bloc_year.year + 1, 1, 1)
    rows = list(copying.bloc_year.memberships.select_related("unit").order_by("place"))
    ended = [m.unit for m in rows if m.unit.valid_to and m.unit.valid_to < first_day]
    going = [(m.unit, position_of(m, copying.lead)) for m in rows if m.unit not in ended]
    return going, ended


def position_of(member: Membership, lead: Membership) -> Position:
    """Give the new lead the lead; a deputy stays one, and who led becomes a member."""
    if member.pk == lead.pk:
        return Position.LEAD
    stays = member.position == Position.DEPUTY
    return Position.DEPUTY if stays else Position.MEMBER


def plan_part(copying: Copying) -> Iterator[Part]:
    items = moved_items(copying)
    yield Part(
        name="Lịch của khối", state=f"{padded(len(items))} việc", copied=bool(items),
        note="Ngày dời sang năm sau, trùng ngày nghỉ thì lùi đến ngày làm việc kế tiếp.",
    )  # fmt: skip
    due = deadlines_of(copying.bloc_year)
    yield Part(
        name="Hạn nộp phiếu chấm điểm", state=f"{padded(len(due))} hạn",
        copied=bool(due) and copying.runs, note="" if copying.runs else NEW_LEAD,
    )  # fmt: skip


def moved_items(copying: Copying) -> list[ItemText]:
    """Return the year's own items a year later; a unit's own only while the unit goes on."""
    going = {unit.pk for unit, _ in members_of_next(copying)[0]}
    return [
        ItemText(
            title=item.title, starts_on=moved_by_years(item.starts_on, 1),
            ends_on=moved_by_years(item.ends_on, 1), doer=Doer(item.doer),
            membership=item.membership, page=ItemPage(item.page),
        )
        for item in plan_of(copying.bloc_year)
        if item.membership is None or item.membership.unit_id in going
    ]  # fmt: skip


def rule_parts(copying: Copying) -> Iterator[Part]:
    year = copying.bloc_year
    stages = ScoringRules.objects.filter(bloc_year=year).exists()
    ties, votes = list(tie_rules_of(year)), votes_to_copy(copying)
    by_section = any(rule.kind == TieKind.SECTION for rule in ties)
    note = "" if copying.runs else NEW_LEAD
    yield Part(
        name="Các bước chấm điểm", state="đã đặt riêng" if stages else "theo thông lệ",
        copied=stages and copying.runs, note=note,
    )  # fmt: skip
    yield Part(
        name="Quy tắc biểu quyết", state=f"{padded(len(votes))} quy tắc",
        copied=bool(votes) and copying.runs, note=note,
    )  # fmt: skip
    yield Part(
        name="Quy tắc khi bằng điểm", state=f"{padded(len(ties))} quy tắc",
        copied=bool(ties) and copying.runs and not by_section,
        note="Có quy tắc so điểm của mục: đặt lại sau khi thông qua bảng chấm điểm."
        if by_section
        else note,
    )  # fmt: skip


def votes_to_copy(copying: Copying) -> list[MotionKind]:
    """Return the kinds of question whose rules the person may set in the new year."""
    kinds = [MotionKind(row.kind) for row in rules_of(copying.bloc_year)]
    return [kind for kind in kinds if copying.board or kind not in OF_THE_COUNCIL]


def table_part(copying: Copying) -> Iterator[Part]:
    table = scoring_table(copying.bloc_year)
    yield Part(
        name="Bảng chấm điểm", state="bảng đang áp dụng" if table else "chưa có",
        copied=table is not None and copying.secretary,
        note="Thành bản đang soạn của năm mới, khối thông qua lại."
        if copying.secretary
        else "Thư ký khối của năm mới bắt đầu từ bảng này ở trang Bảng chấm điểm.",
    )  # fmt: skip


def never(copying: Copying) -> Iterator[Part]:
    """What each year makes anew, however much of it there was."""
    year = copying.bloc_year
    yield Part(
        name="Giao ước thi đua", state="có" if agreement_of(year) else "chưa có", copied=False,
        note="Trang soạn giao ước của năm mới bắt đầu từ lời năm nay; các đơn vị ký lại.",
    )  # fmt: skip
    yield Part(
        name="Chỉ tiêu", state=f"{padded(targets_of(year).count())} chỉ tiêu", copied=False,
        note="Trang đặt chỉ tiêu của năm mới bắt đầu từ từng chỉ tiêu năm nay.",
    )  # fmt: skip
    yield Part(
        name="Số lượng được đề nghị", state=f"{padded(slots_of(year).count())} hình thức",
        copied=False, note="Cơ quan thường trực ấn định từng năm theo văn bản.",
    )  # fmt: skip
    yield Part(
        name="Điểm, biểu quyết, đề nghị, văn bản", state="của năm nay", copied=False,
        note="Ở lại năm này.",
    )  # fmt: skip


@transaction.atomic
def copy_year(*, bloc_year: BlocYear, lead: Membership, actor: Person, at: datetime) -> BlocYear:
    """Open the next year with everything that `parts_of` says is taken over, or nothing at all."""
    if next_year_of(bloc_year):
        raise Refused(
            f"Năm thi đua {bloc_year.year + 1} của {bloc_year.bloc} đã được mở.",
            remedy="Hãy mở năm đó và bổ sung ở từng trang.",
        )
    if lead.bloc_year_id != bloc_year.pk:
        raise Refused(f"{lead.unit.name} không phải thành viên của khối.")
    copying = Copying(bloc_year, lead, actor, at)
    members, ended = members_of_next(copying)
    if lead.unit in ended:
        raise Refused(
            f"{lead.unit.name} không còn hoạt động đầu năm {bloc_year.year + 1}.",
            remedy="Hãy chọn đơn vị khác làm Khối trưởng.",
        )
    opened = bloc_year_open(
        bloc=bloc_year.bloc, year=bloc_year.year + 1, members=members,
        provenance=Provenance(bloc_year.provenance), actor=actor, at=at,
    )  # fmt: skip
    for take in (take_plan, take_rules, take_table):
        take(copying, opened)
    return opened


def take_plan(copying: Copying, opened: BlocYear) -> None:
    seats = {m.unit_id: m for m in opened.memberships.select_related("unit")}
    items = [in_year(item, seats.__getitem__) for item in moved_items(copying)]
    if items:
        items_add(bloc_year=opened, items=items, actor=copying.actor, at=copying.at)


def in_year(item: ItemText, seat: Callable[[UUID], Membership]) -> ItemText:
    given = {name: getattr(item, name) for name in ItemText.__slots__}
    own = item.membership
    return ItemText(**{**given, "membership": seat(own.unit_id) if own else None})


def take_rules(copying: Copying, opened: BlocYear) -> None:
    """Set the new year's parameters as they are this year, with their sources."""
    if not copying.runs:
        return
    take_stages(copying, opened)
    take_votes(copying, opened)
    take_ties(copying, opened)


def take_stages(copying: Copying, opened: BlocYear) -> None:
    before = copying.bloc_year
    rules = ScoringRules.objects.filter(bloc_year=before).first()
    if rules and rules.stages:
        rules_set(
            bloc_year=opened, stages=[Stage(stage) for stage in rules.stages.split(",")],
            blind=rules.blind, objection_days=rules.objection_days,
            actor=copying.actor, at=copying.at,
        )  # fmt: skip
    due = {stage: moved_by_years(day, 1) for stage, day in deadlines_of(before).items()}
    if due:
        source = f"Dời từ lịch năm {before.year}, chờ văn bản định hạn"
        deadlines_set(bloc_year=opened, due=due, source=source, actor=copying.actor, at=copying.at)


def take_votes(copying: Copying, opened: BlocYear) -> None:
    wanted = votes_to_copy(copying)
    for row in rules_of(copying.bloc_year):
        if row.kind in wanted:
            rule_set(
                bloc_year=opened, kind=MotionKind(row.kind), rule=rule_of(row),
                actor=copying.actor, at=copying.at,
            )  # fmt: skip


def take_ties(copying: Copying, opened: BlocYear) -> None:
    rules = list(tie_rules_of(copying.bloc_year))
    if rules and not any(rule.kind == TieKind.SECTION for rule in rules):
        ties_set(
            bloc_year=opened, rules=[TiePlan(kind=TieKind(rule.kind)) for rule in rules],
            source=rules[0].source, actor=copying.actor, at=copying.at,
        )  # fmt: skip


def take_table(copying: Copying, opened: BlocYear) -> None:
    """Begin the new year's table as a draft of this year's; the bloc adopts it anew."""
    table = scoring_table(copying.bloc_year)
    if table is None or not copying.secretary:
        return
    title = f"Bảng chấm điểm thi đua năm {opened.year} của {opened.bloc.name}"
    draft_start(
        bloc_year=opened, head=scoring.DraftHead(**{**head_of(table).to_json(), "title": title}),
        lines=lines_of(table), provenance=Provenance(opened.provenance),
        source=f"Bảng của năm {copying.bloc_year.year}.", actor=copying.actor, at=copying.at,
    )  # fmt: skip
