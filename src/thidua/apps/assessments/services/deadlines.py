"""Deeds about the days by which scores are due, and reminding those who are late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Reminder, ScoringDeadline
from thidua.apps.assessments.queries import (
    Wait,
    reminded_on,
    scorecards_of,
    scoring_table,
    stages_of,
    waits_of,
)
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold
from thidua.apps.people.models import Person
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import BlocYear, Membership, Role
from thidua.text import short_date


@transaction.atomic
def deadlines_set(
    *, bloc_year: BlocYear, due: Mapping[Stage, date], source: str, actor: Person, at: datetime
) -> list[ScoringDeadline]:
    """Set the last day of each stage; a stage that is left out has none."""
    may("assessments.deadlines.set", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    stages = stages_of(bloc_year)
    refuse_other_stages(stages, due)
    days = [(stage, due[stage]) for stage in stages if stage in due]
    for (before, first), (after, then) in pairwise(days):
        if then < first:
            raise Refused(
                f"Hạn {after.label.lower()} ({short_date(then)}) trước hạn"
                f" {before.label.lower()} ({short_date(first)}).",
                "Các bước làm lần lượt.",
                "Hãy sửa lại một trong hai ngày.",
            )
    bloc_year.scoring_deadlines.all().delete()
    stored = ScoringDeadline.objects.bulk_create(
        ScoringDeadline(bloc_year=bloc_year, stage=stage, due_on=day, source=source)
        for stage, day in days
    )
    tell(
        "assessments.deadlines.set", bloc_year, bloc_year, actor, at,
        due={stage.value: day.isoformat() for stage, day in days}, source=source,
    )  # fmt: skip
    return stored


def refuse_other_stages(stages: Sequence[Stage], due: Mapping[Stage, date]) -> None:
    if other := [stage.label.lower() for stage in due if stage not in stages]:
        raise Refused(
            f"Khối không có bước {', '.join(other)} nên không định hạn.",
            remedy="Hãy bỏ trống hạn này, hoặc thêm bước ở trang “Các bước chấm điểm”.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A member that is reminded of what waits for it; no people where none has an address."""

    member: Membership
    waits: tuple[Wait, ...]
    people: tuple[Person, ...]
    without_address: tuple[Person, ...]


@transaction.atomic
def reminder_send(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Reminded]:
    """Remind every member that a card waits for, once a day; who sends the letters is told whom to.

    Nobody is reminded by themselves. A member none of whose people has an address is returned, and
    may be reminded again the same day.
    """
    may("assessments.reminder.send", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    day = localdate(at)
    late = late_members(bloc_year)
    done = reminded_on(bloc_year, day)
    if not late or set(late) <= done:
        raise Refused(
            "Hôm nay đã nhắc các đơn vị chưa nộp." if late else "Không còn phiếu nào chờ đơn vị.",
            "Mỗi đơn vị được nhắc nhiều nhất một lần trong ngày." if late else "",
        )
    found = reminded(bloc_year, {k: v for k, v in late.items() if k not in done}, actor, day)
    Reminder.objects.bulk_create(
        Reminder(bloc_year=bloc_year, membership=one.member, sent_on=day)
        for one in found
        if one.people
    )
    tell(
        "assessments.reminder.send", bloc_year, bloc_year, actor, at,
        reminded={one.member.unit.code: facts_of(one) for one in found if one.people},
        without_address=[one.member.unit.code for one in found if not one.people],
    )  # fmt: skip
    return found


def late_members(bloc_year: BlocYear) -> dict[UUID, list[Wait]]:
    table = scoring_table(bloc_year)
    found: dict[UUID, list[Wait]] = {}
    for wait in waits_of(bloc_year, table, scorecards_of(bloc_year)) if table else ():
        if wait.by is not None:
            found.setdefault(wait.by.pk, []).append(wait)
    return found


def facts_of(one: Reminded) -> dict[str, object]:
    """Return what the journal keeps: who was reminded of which stage of whose card; no figure."""
    return {
        "people": [str(person.pk) for person in one.people],
        "of": [[wait.stage.value, wait.card.membership.unit.code] for wait in one.waits],
    }


def reminded(
    bloc_year: BlocYear, late: Mapping[UUID, Sequence[Wait]], actor: Person, day: date
) -> list[Reminded]:
    members = {m.pk: m for m in bloc_year.memberships.select_related("unit") if m.pk in late}
    people = people_of([member.unit_id for member in members.values()], day)
    return [
        Reminded(
            member=member,
            waits=tuple(late[key]),
            people=tuple(p for p in people.get(member.unit_id, ()) if p.email and p != actor),
            without_address=tuple(p for p in people.get(member.unit_id, ()) if not p.email),
        )
        for key, member in members.items()
    ]


def people_of(units: Sequence[UUID], day: date) -> dict[UUID, list[Person]]:
    """Return the officers and heads of units on a day, each once."""
    roles = Role.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day),
        unit__in=units,
        since__lte=day,
        kind__in=[RoleKind.UNIT_OFFICER, RoleKind.UNIT_HEAD],
    ).select_related("person")
    found: dict[UUID, list[Person]] = {}
    for role in roles.order_by("unit", "kind", "since", "id"):
        known = found.setdefault(role.unit_id, []) if role.unit_id else []
        if role.person not in known:
            known.append(role.person)
    return found
