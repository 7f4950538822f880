"""What units registered for, beside what they were nominated for and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua import law
from thidua.apps.awards.queries import award_name, nominations_of, register_of
from thidua.apps.campaigns.enums import Registrant
from thidua.apps.campaigns.models import Registration
from thidua.apps.campaigns.queries import registrations_of
from thidua.apps.units.models import BlocYear, Membership
from thidua.text import fold

COMPULSORY = {"vn-2003": "vn:law:15-2003-qh11:can-cu-danh-hieu"}
"""Rulebooks under which an unregistered unit can't be considered, and the provision that says so."""


@dataclass(frozen=True, slots=True)
class Regime:
    """Whether the law of a day asks for registration, in words, with the key of the provision."""

    compulsory: bool
    told: str
    provision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One title sought or got: by whom, whether registered, nominated, decided."""

    member: Membership
    subject: str
    kind: str
    award: str
    registration: Registration | None
    nominated: str
    decided: str

    @property
    def registered(self) -> str:
        return "đã đăng ký" if self.registration else "không đăng ký"


def regime_of(day: date) -> Regime:
    """Tell what the law of a day says of registering."""
    book = law.rulebook_on(day).id
    if provision := COMPULSORY.get(book):
        return Regime(
            compulsory=True,
            told="Đăng ký thi đua là căn cứ để xét danh hiệu: đơn vị không đăng ký thì không được xét.",
            provision=provision,
        )
    return Regime(
        compulsory=False,
        told="Luật không còn quy định đăng ký là căn cứ xét danh hiệu; khối đăng ký theo quy chế của mình.",
    )


def compared(bloc_year: BlocYear, day: date) -> list[Compared]:
    """Set registrations beside nominations and the register, in a constant number of queries."""
    nominated = {(n.membership_id, n.award): n for n in nominations_of(bloc_year)}
    entries = {(fold(entry.subject), entry.award): entry for entry in register_of(bloc_year)}
    rows, seen = [], set()
    for one in registrations_of(bloc_year):
        key = (one.membership_id, one.award)
        own = nominated.get(key) if not one.subject else None
        named = one.subject or one.membership.unit.name
        entry = entries.get((fold(named), one.award))
        seen.add(key)
        rows.append(
            Compared(
                member=one.membership,
                subject=named,
                kind=Registrant(one.kind).label,
                award=award_name(one.award, day, bloc_year.authority),
                registration=one,
                nominated=own.get_state_display() if own else "",
                decided=f"Sổ số {entry.number}/{entry.year}" if entry else "",
            )
        )
    return [*rows, *unregistered(bloc_year, day, seen)]


def unregistered(bloc_year: BlocYear, day: date, seen: set[tuple[UUID, str]]) -> Iterator[Compared]:
    """Return what units were nominated for without having registered."""
    for one in nominations_of(bloc_year):
        if (one.membership_id, one.award) not in seen:
            entry = getattr(one, "entry", None)
            yield Compared(
                member=one.membership,
                subject=one.membership.unit.name,
                kind=Registrant.UNIT.label,
                award=award_name(one.award, day, bloc_year.authority),
                registration=None,
                nominated=one.get_state_display(),
                decided=f"Sổ số {entry.number}/{entry.year}" if entry else "",
            )
