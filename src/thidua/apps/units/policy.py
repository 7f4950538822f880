"""Who may do what, on what, when: named predicates over dated roles, laid out as a table."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate
from rules.predicates import Predicate

from thidua.apps.journal.base import NotAllowed
from thidua.apps.journal.enums import DEEDS
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position, RoleKind
from thidua.apps.units.models import Authority, BlocYear, Membership, Role, Unit


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of right: may this person, at this instant, about this unit or bloc's year?"""

    person: Person
    at: datetime
    authority: Authority
    unit: Unit | None = None
    bloc_year: BlocYear | None = None

    @property
    def day(self) -> date:
        return localdate(self.at)


def about(membership: Membership, person: Person, at: datetime) -> Ask:
    """Ask about one member of a bloc's year."""
    year = membership.bloc_year
    return Ask(person, at, year.authority, unit=membership.unit, bloc_year=year)


def about_year(bloc_year: BlocYear, person: Person, at: datetime) -> Ask:
    return Ask(person, at, bloc_year.authority, bloc_year=bloc_year)


def holds(ask: Ask, kind: RoleKind, unit: Unit | None = None) -> bool:
    """Tell whether the person holds a role on the day asked about."""
    roles = Role.objects.filter(
        Q(until__isnull=True) | Q(until__gte=ask.day),
        authority=ask.authority,
        person=ask.person,
        kind=kind,
        since__lte=ask.day,
    )
    return roles.filter(unit=unit).exists() if unit else roles.exists()


def lead_unit(bloc_year: BlocYear) -> Unit | None:
    lead = bloc_year.memberships.filter(position=Position.LEAD).select_related("unit").first()
    return lead.unit if lead else None


def _secretary(ask: Ask) -> bool:
    unit = lead_unit(ask.bloc_year) if ask.bloc_year else None
    return unit is not None and holds(ask, RoleKind.BLOC_SECRETARY, unit)


def _outgoing_secretary(ask: Ask) -> bool:
    """The secretary of the year before: the leaving lead drafts what the next year begins with."""
    year = ask.bloc_year
    before = year.bloc.years.filter(year=year.year - 1).first() if year else None
    unit = lead_unit(before) if before else None
    return unit is not None and holds(ask, RoleKind.BLOC_SECRETARY, unit)


def _member(ask: Ask) -> bool:
    year = ask.bloc_year
    return year is not None and year.memberships.filter(unit=ask.unit).exists()


head_of_unit = Predicate(
    lambda ask: ask.unit is not None and holds(ask, RoleKind.UNIT_HEAD, ask.unit),
    "thủ trưởng đơn vị",
)
officer_of_unit = Predicate(
    lambda ask: ask.unit is not None and holds(ask, RoleKind.UNIT_OFFICER, ask.unit),
    "cán bộ thi đua của đơn vị",
)
unit_in_bloc = Predicate(_member, "đơn vị thuộc khối")
bloc_secretary = Predicate(_secretary, "thư ký khối (thuộc đơn vị Khối trưởng)")
outgoing_secretary = Predicate(_outgoing_secretary, "thư ký khối của năm trước")
emulation_board = Predicate(
    lambda ask: holds(ask, RoleKind.EMULATION_BOARD), "cơ quan thường trực thi đua, khen thưởng"
)
council_member = Predicate(lambda ask: holds(ask, RoleKind.COUNCIL_MEMBER), "thành viên Hội đồng")
signing_authority = Predicate(
    lambda ask: holds(ask, RoleKind.SIGNING_AUTHORITY), "người có thẩm quyền quyết định"
)
inspector = Predicate(lambda ask: holds(ask, RoleKind.INSPECTOR), "thanh tra")

MAY = {
    "units.unit.open": emulation_board,
    "units.succession.record": emulation_board,
    "units.succession.withdraw": emulation_board,
    "units.bloc.open": emulation_board,
    "units.bloc_year.open": emulation_board | bloc_secretary,
    "units.bloc_year.advance": bloc_secretary | emulation_board,
    "units.role.grant": emulation_board,
    "units.local_rules.choose": emulation_board,
}


def require(deed: str, who: Predicate, ask: Ask) -> None:
    """Refuse the deed unless the predicate holds.

    Raises:
        NotAllowed: names the deed, the roles that may do it, and where to turn.
    """
    if not who.test(ask):
        raise NotAllowed(
            f"Chưa thực hiện được: {DEEDS[deed]}.",
            f"Việc này dành cho: {in_words(who)}.",
            "Nếu Ông/Bà được giao việc này, hãy đề nghị cơ quan thường trực cấp vai trò.",
        )


def in_words(who: Predicate) -> str:
    """Write a combined predicate as a reader would say it: `(a | b)` → `a hoặc b`."""
    name = who.name.replace(" | ", " hoặc ").replace(" & ", " và ")
    combined = name != who.name and name.startswith("(") and name.endswith(")")
    return name[1:-1] if combined else name
