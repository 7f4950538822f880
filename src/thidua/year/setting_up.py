"""Preparing a bloc's year step by step, and opening it with everything in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Doer, NamingWay
from thidua.apps.planning.models import SetupDraft
from thidua.apps.planning.queries import plan_of
from thidua.apps.planning.services import ItemText, items_add, lead_name, setup_open
from thidua.apps.units.enums import BlocKind, Position
from thidua.apps.units.models import Bloc, BlocYear, Unit
from thidua.apps.units.services import bloc_open, bloc_year_open, unit_open
from thidua.text import fold, moved_by_years, next_working_day, short_date
from thidua.year.copying import Copying, take_rules
from thidua.year.pasting import MemberRow, WorkRow, code_from, read_members, read_work

STEPS = {
    "bloc": "Khối và năm",
    "members": "Đơn vị thành viên",
    "lead": "Khối trưởng, Khối phó",
    "calendar": "Lịch của năm",
    "rules": "Tham số của khối",
}
LAST = "review"
# Days that several blocs kept (news of 2011-2026); nobody is bound by them.
OFTEN_SEEN = (
    (3, 15, "Họp khối đầu năm, ký giao ước thi đua", "Khối trưởng"),
    (7, 8, "Sơ kết 6 tháng đầu năm", "Khối trưởng"),
    (11, 6, "Kiểm tra chéo", "Các đơn vị"),
    (11, 30, "Tự chấm điểm", "Các đơn vị"),
    (12, 13, "Hội nghị tổng kết khối", "Khối trưởng"),
    (12, 20, "Trình hồ sơ đề nghị khen thưởng", "Khối trưởng"),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a preparation holds so far, read anew from what was typed at each step."""

    draft: SetupDraft

    def typed(self, step: str) -> dict[str, Any]:
        return dict(self.draft.data.get(step, {}))

    @property
    def bloc(self) -> Bloc | None:
        """The standing bloc whose year it is; None where the bloc is opened with it."""
        key = self.typed("bloc").get("bloc")
        return self.draft.authority.blocs.filter(pk=UUID(key)).first() if key else None

    @property
    def bloc_name(self) -> str:
        bloc = self.bloc
        return bloc.name if bloc else str(self.typed("bloc").get("name", ""))

    @property
    def year(self) -> int:
        return int(self.typed("bloc").get("year", 0))

    @property
    def before(self) -> BlocYear | None:
        bloc = self.bloc
        return bloc.years.filter(year=self.year - 1).first() if bloc else None

    @property
    def members(self) -> list[MemberRow]:
        return read_members(self.typed("members").get("text", ""))[0]

    @property
    def work(self) -> list[WorkRow]:
        return read_work(self.typed("calendar").get("text", ""), self.year)[0]

    def position(self, place: int) -> Position:
        """Return a member's position, by its place in the list pasted."""
        given = self.typed("lead")
        if place == given.get("lead"):
            return Position.LEAD
        return Position.DEPUTY if place in given.get("deputies", ()) else Position.MEMBER

    def missing(self) -> list[str]:
        """Return the steps that must still be filled in; a calendar and rules may come later."""
        return [name for step, name in STEPS.items() if step in NEEDED and not self.stands(step)]

    def stands(self, step: str) -> bool:
        """Tell whether a step was filled in and still fits what the steps before it say."""
        if step not in self.draft.data:
            return False
        return step != "lead" or self.typed("lead").get("of") == [m.name for m in self.members]


NEEDED = ("bloc", "members", "lead")


def suggested_members(prepared: Prepared) -> str:
    """Write last year's members as a table to correct; nothing where the bloc is new."""
    before = prepared.before
    if before is None:
        return ""
    rows = before.memberships.select_related("unit").order_by("place")
    told = [f"{m.unit.name}\t{m.unit.short_name}\t{m.unit.head_post}" for m in rows]
    return "\n".join(["Tên đơn vị\tTên viết tắt\tChức danh thủ trưởng", *told])


def suggested_work(prepared: Prepared) -> str:
    """Write last year's plan a year later, or days often seen, to correct."""
    before = prepared.before
    items = list(plan_of(before)) if before else []
    told = [(moved_by_years(i.ends_on, 1), i.title, words_for(Doer(i.doer))) for i in items]
    often = [
        (next_working_day(date(prepared.year, month, day)), title, who)
        for month, day, title, who in OFTEN_SEEN
    ]
    return "\n".join(f"{short_date(day)}; {title}; {who}" for day, title, who in told or often)


def words_for(doer: Doer) -> str:
    words = {Doer.LEAD: "Khối trưởng", Doer.DEPUTY: "Khối phó", Doer.BOARD: "Cơ quan thường trực"}
    return words.get(doer, "Các đơn vị")


def open_prepared(draft: SetupDraft, actor: Person, at: datetime) -> BlocYear:
    """Open the year that was prepared.

    Raises:
        Refused: a step is missing; nothing is kept of the attempt.
    """
    prepared = Prepared(draft)
    if missing := prepared.missing():
        raise Refused(
            f"Còn bước chưa điền: {', '.join(missing)}.", remedy="Hãy điền các bước này rồi mở."
        )
    return _open(prepared, actor, at)


@transaction.atomic
def _open(prepared: Prepared, actor: Person, at: datetime) -> BlocYear:
    bloc = prepared.bloc or new_bloc(prepared, actor, at)
    units = [unit_of(prepared, row, actor, at) for row in prepared.members]
    members = [(unit, prepared.position(place)) for place, unit in enumerate(units)]
    opened = bloc_year_open(
        bloc=bloc, year=prepared.year, members=members, provenance=Provenance.RECORDED,
        actor=actor, at=at,
    )  # fmt: skip
    name_lead(prepared, opened, actor, at)
    add_work(prepared, opened, actor, at)
    take_over_rules(prepared, opened, actor, at)
    setup_open(draft=prepared.draft, opened=opened, actor=actor, at=at)
    return opened


def new_bloc(prepared: Prepared, actor: Person, at: datetime) -> Bloc:
    authority = prepared.draft.authority
    taken = set(authority.blocs.values_list("code", flat=True))
    return bloc_open(
        authority=authority, code=code_from(prepared.bloc_name, taken), name=prepared.bloc_name,
        kind=BlocKind(prepared.typed("bloc")["kind"]), actor=actor, at=at,
    )  # fmt: skip


def unit_of(prepared: Prepared, row: MemberRow, actor: Person, at: datetime) -> Unit:
    """Return the unit of that name that stands in the year; a name not known is a new unit."""
    authority, first_day = prepared.draft.authority, date(prepared.year, 1, 1)
    known = list(authority.units.all())
    standing = [u for u in known if u.valid_to is None or u.valid_to >= first_day]
    found = next((u for u in standing if fold(u.name) == fold(row.name)), None)
    return found or unit_open(
        authority=authority, code=code_from(row.name, {u.code for u in known}), name=row.name,
        short_name=row.short_name, head_post=row.head_post, valid_from=first_day,
        provenance=Provenance.RECORDED, actor=actor, at=at,
    )  # fmt: skip


def name_lead(prepared: Prepared, opened: BlocYear, actor: Person, at: datetime) -> None:
    given = prepared.typed("lead")
    lead_name(
        bloc_year=opened, way=NamingWay(given["way"]), paper_number=given["paper_number"],
        paper_date=date.fromisoformat(given["paper_date"]) if given["paper_date"] else None,
        issuer=given["issuer"], actor=actor, at=at,
    )  # fmt: skip


def add_work(prepared: Prepared, opened: BlocYear, actor: Person, at: datetime) -> None:
    days = [(row, next_working_day(row.day)) for row in prepared.work]
    items = [
        ItemText(title=row.title, starts_on=day, ends_on=day, doer=row.doer) for row, day in days
    ]
    if items:
        items_add(bloc_year=opened, items=items, actor=actor, at=at)


def take_over_rules(prepared: Prepared, opened: BlocYear, actor: Person, at: datetime) -> None:
    before = prepared.before
    lead = before.memberships.filter(position=Position.LEAD).first() if before else None
    if before and lead and prepared.typed("rules").get("take") == "before":
        take_rules(Copying(before, lead, actor, at), opened)
