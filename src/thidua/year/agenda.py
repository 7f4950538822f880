"""What is due in blocs' years: the plan's own items, and the days that come out of other work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from thidua.apps.assessments.enums import Stage
from thidua.apps.meetings.enums import MeetingKind, MeetingState
from thidua.apps.planning.enums import Doer, DueKind
from thidua.apps.units.enums import Phase, Position, RoleKind
from thidua.apps.units.queries import bloc_years_for
from thidua.text import padded, working_days_left
from thidua.year.calendar import Day

if TYPE_CHECKING:
    from thidua.apps.people.models import Person
    from thidua.apps.planning.models import PlanItem
    from thidua.apps.units.models import Bloc, BlocYear, Membership, Role

GATHERED = (
    "memberships__unit",
    "plan_items__membership__unit",
    "plan_items__paper",
    "scoring_deadlines",
    "scorecards",
    "meetings",
)
OWN_CARD = (Stage.SELF, Stage.EXPLANATION)
DOERS = {
    Stage.SELF: Doer.MEMBERS,
    Stage.CROSS: Doer.MEMBERS,
    Stage.EXPLANATION: Doer.MEMBERS,
    Stage.APPRAISED: Doer.LEAD,
    Stage.SECOND: Doer.LEAD,
    Stage.OFFICE: Doer.BOARD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something due in a bloc's year; `key` names it in calendars whatever its day becomes.

    Attributes:
        page: the name of the page's address, which takes the year; empty where there is none.
        done_by: members that have done their part already.
        item: the item of the plan it is, if it is one.
    """

    key: str
    bloc_year: BlocYear
    kind: DueKind
    title: str
    starts_on: date
    ends_on: date
    doer: Doer
    page: str
    done: bool
    membership: Membership | None = None
    done_by: frozenset[object] = frozenset()
    item: PlanItem | None = None

    @property
    def who(self) -> str:
        return self.membership.unit.name if self.membership else str(self.doer.label)

    def left(self, day: date) -> str:
        """Say how long there is still, in working days."""
        if self.done:
            return "đã xong"
        if self.ends_on == day:
            return "hạn hôm nay"
        days = working_days_left(day, self.ends_on)
        if self.ends_on > day:
            return f"còn {padded(days)} ngày làm việc"
        return f"quá {padded(-days)} ngày làm việc"

    def late(self, day: date) -> bool:
        return not self.done and self.ends_on < day


def gathered(years: QuerySet[BlocYear]) -> QuerySet[BlocYear]:
    """Fetch with the years all that their days come from, in a constant number of queries."""
    return years.select_related("bloc", "authority").prefetch_related(*GATHERED)


def dues_of(years: Iterable[BlocYear]) -> list[Due]:
    """Return what is due in some years (gathered by `gathered`), by day."""
    found = [due for year in years for source in SOURCES for due in source(year)]
    return sorted(found, key=lambda due: (due.ends_on, due.starts_on, due.title, due.key))


def planned(year: BlocYear) -> Iterator[Due]:
    for item in year.plan_items.all():
        yield Due(
            key=f"{item.pk}", bloc_year=year, kind=DueKind.PLAN, title=item.title,
            starts_on=item.starts_on, ends_on=item.ends_on, doer=Doer(item.doer), page=item.page,
            done=item.done_on is not None, membership=item.membership, item=item,
        )  # fmt: skip


def scored(year: BlocYear) -> Iterator[Due]:
    """The days by which each stage of the cards is to be handed in."""
    cards = list(year.scorecards.all())
    for deadline in year.scoring_deadlines.all():
        stage = Stage(deadline.stage)
        past = {card.membership_id for card in cards if stage in card.handed_in}
        yield Due(
            key=f"{year.pk}-{stage.value}", bloc_year=year, kind=DueKind.SCORING,
            title=f"Hạn {stage.label.lower()} thi đua năm {year.year}",
            starts_on=deadline.due_on, ends_on=deadline.due_on, doer=DOERS[stage],
            page="scorecards", done=bool(cards) and len(past) == len(cards),
            done_by=frozenset(past) if stage in OWN_CARD else frozenset(),
        )  # fmt: skip


def met(year: BlocYear) -> Iterator[Due]:
    for meeting in year.meetings.all():
        day = localdate(meeting.held_at)
        council = meeting.kind == MeetingKind.COUNCIL
        yield Due(
            key=f"{meeting.pk}", bloc_year=year, kind=DueKind.MEETING, title=meeting.title,
            starts_on=day, ends_on=day, doer=Doer.BOARD if council else Doer.MEMBERS,
            page="conference", done=meeting.state == MeetingState.CLOSED,
        )  # fmt: skip


SOURCES = (planned, scored, met)


def concerns(due: Due, roles: Iterable[Role]) -> bool:
    """Tell whether something is for the holder of some roles to do."""
    roles = list(roles)
    if due.doer == Doer.BOARD:
        return any(
            role.kind == RoleKind.EMULATION_BOARD
            and role.authority_id == due.bloc_year.authority_id
            for role in roles
        )
    units = {role.unit_id for role in roles if role.unit_id}
    mine = [m for m in due.bloc_year.memberships.all() if m.unit_id in units]
    return any(falls_to(due, member) for member in mine)


def falls_to(due: Due, member: Membership) -> bool:
    if member.pk in due.done_by:
        return False
    if due.doer == Doer.UNIT:
        return due.membership is not None and due.membership.pk == member.pk
    positions = {Doer.LEAD: Position.LEAD, Doer.DEPUTY: Position.DEPUTY}
    return due.doer == Doer.MEMBERS or member.position == positions.get(due.doer)


def due_for(person: Person, roles: Iterable[Role], day: date) -> list[Due]:
    """Return what is still for a person to do in all open years of theirs, by day."""
    years = bloc_years_for(person, day).exclude(phase=Phase.CLOSED)
    roles = list(roles)
    return [d for d in dues_of(gathered(years)) if not d.done and concerns(d, roles)]


def still_shown(day: date) -> Q:
    """Pick the years that calendars show: those not closed, and the recent ones."""
    return ~Q(phase=Phase.CLOSED) | Q(year__gte=day.year - 1)


def calendar_of_person(person: Person, roles: Iterable[Role], day: date) -> list[Due]:
    """Return what a person's own calendar shows: what is theirs, done or not."""
    roles = list(roles)
    dues = dues_of(gathered(bloc_years_for(person, day).filter(still_shown(day))))
    return [due for due in dues if concerns(due, roles)]


def calendar_of_bloc(bloc: Bloc, day: date) -> list[Due]:
    return dues_of(gathered(bloc.years.filter(still_shown(day))))


def as_days(dues: Iterable[Due]) -> list[Day]:
    """Write what is due for a calendar file."""
    return [
        Day(
            key=due.key, on=due.starts_on, until=due.ends_on, title=due.title,
            about=f"{due.bloc_year.bloc}, năm {due.bloc_year.year}. {due.who}.",
        )
        for due in dues
    ]  # fmt: skip
