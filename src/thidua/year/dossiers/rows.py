"""What the rows of a workbook of dossiers become; `code` names the subject a row is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thidua.law import (
    Figure,
    Finding,
    Initiative,
    PastAward,
    Registration,
    SubjectKind,
    YearRating,
)

ALL_SUBJECTS = "Tất cả"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """A subject and the awards it is put forward for."""

    code: str
    name: str
    kind: SubjectKind
    unit: str
    awards: tuple[str, ...]
    year: int
    begins: int | None
    counts_from: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRow:
    code: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRow:
    code: str
    award: str
    year: int
    decision: str
    decided_on: date
    basis: str
    period_to: int | None

    def fact(self) -> PastAward:
        return PastAward(
            self.award, self.year, self.decision, self.decided_on, self.basis, self.period_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow:
    code: str
    year: int
    rating: str
    decision: str
    decided_on: date | None

    def fact(self) -> YearRating:
        return YearRating(self.year, self.rating, self.decision, self.decided_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRow:
    code: str
    title: str
    year: int
    kind: str
    scope: str
    decision: str
    decided_on: date
    used_for: str
    replicable: bool

    def fact(self) -> Initiative:
        return Initiative(
            self.title, self.year, self.scope, self.decision, self.decided_on, self.kind,
            self.used_for, self.replicable,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRow:
    code: str
    award: str
    registered_on: date | None
    paper: str

    def fact(self) -> Registration:
        return Registration(self.award, self.registered_on, self.paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    code: str
    kind: str
    holds: bool
    found_by: str
    found_on: date | None
    paper: str

    def fact(self) -> Finding:
        return Finding(self.kind, self.holds, self.found_by, self.found_on, self.paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteRow:
    """From which year the records of each source are all here, for a subject or for all."""

    code: str
    awards: int | None
    ratings: int | None
    initiatives: int | None
    registrations: int | None

    @property
    def sources(self) -> dict[str, int]:
        years = {
            "awards": self.awards,
            "ratings": self.ratings,
            "initiatives": self.initiatives,
            "registrations": self.registrations,
        }
        return {source: year for source, year in years.items() if year is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRow:
    """What an award's share is counted of, in a unit or, with none, in the whole file."""

    unit: str
    award: str
    count: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who makes the report: boxes 2 and 4 of the paper."""

    superior: str
    issuer: str
    place: str


def figures_row(*, code: str, source: str, **values: int | bool | str | None) -> FiguresRow:
    filled = {name: value for name, value in values.items() if value is not None}
    return FiguresRow(
        code=code, figures={name: Figure(value, source) for name, value in filled.items()}
    )
