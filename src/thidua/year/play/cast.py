"""Who acts in a year that is played, and on what."""

from dataclasses import dataclass, field

from thidua.apps.people.models import Account, Person
from thidua.apps.units.enums import Position, RoleKind
from thidua.apps.units.models import Authority, Bloc, BlocYear, Membership, Unit
from thidua.year.plan import PersonPlan, YearPlan


@dataclass(slots=True, kw_only=True)
class Cast:
    """The plan, and what has been stored of it so far."""

    plan: YearPlan
    password: str = ""
    sample: Account | None = None
    authority: Authority = field(init=False)
    bloc: Bloc = field(init=False)
    bloc_year: BlocYear = field(init=False)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def members(self) -> dict[str, Membership]:
        seats = self.bloc_year.memberships.select_related("unit", "bloc_year__authority")
        return {seat.unit.code: seat for seat in seats}

    @property
    def lead(self) -> str:
        return self._at(Position.LEAD)

    @property
    def deputy(self) -> str:
        return self._at(Position.DEPUTY)

    @property
    def secretary(self) -> Person:
        return self.who(RoleKind.BLOC_SECRETARY, self.lead)

    @property
    def board(self) -> Person:
        return self.who(RoleKind.EMULATION_BOARD)

    def head(self, unit: str) -> Person:
        return self.who(RoleKind.UNIT_HEAD, unit)

    def officer(self, unit: str) -> Person:
        return self.who(RoleKind.UNIT_OFFICER, unit)

    def who(self, role: RoleKind, unit: str = "") -> Person:
        """Return the first person of the plan in a role.

        Raises:
            LookupError: the plan names nobody.
        """
        for person in self.plan.people:
            if person.role is role and person.unit == unit:
                return self.people[key_of(person)]
        raise LookupError(f"Chưa có người giữ vai trò “{role.label}” {unit}".strip())

    def post_of(self, unit: str) -> str:
        return next(member.head_post for member in self.plan.members if member.code == unit)

    def _at(self, position: Position) -> str:
        return next(m.code for m in self.plan.members if m.position is position)


def key_of(person: PersonPlan) -> str:
    return person.sign_in or person.full_name
