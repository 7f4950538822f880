"""Awards and rulebooks as the data describe them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thidua.law.facts import SubjectKind
from thidua.law.provisions import Citation, Parameter, Provision, Span
from thidua.law.standards import Standard


class AwardKind(StrEnum):
    """An emulation title needs a registration, a commendation does not."""

    EMULATION_TITLE = "emulation_title"
    COMMENDATION = "commendation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A share that awards may not exceed; shown for comparison, never an automatic cut.

    Args:
        percent: the share on the day asked about.
        of: what it is a share of, in Vietnamese.
    """

    percent: int
    of: str
    citation: Citation
    note: str

    def allowed(self, count: int) -> int:
        """Return how many of `count` the share allows, rounded down."""
        return self.percent * count // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTerm:
    """What the law says about the vote; `percent` is None where it leaves that to the province."""

    ballot: str
    percent: int | None
    base: str
    citation: Citation
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award under the rulebook of a day.

    Args:
        decided_by: who decides, in Vietnamese.
        legal_basis: the articles it is founded on.
    """

    slug: str
    name_vi: str
    name_en: str
    aliases: tuple[str, ...]
    kind: AwardKind
    subject_kinds: tuple[SubjectKind, ...]
    decided_by: str
    note: str
    legal_basis: tuple[Citation, ...]
    quota: Quota | None
    vote: VoteTerm
    rulebook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """The money that goes with an award.

    Args:
        multiple: of the base salary.
        base: base salary on the day of the decision, đồng.
        amount: multiple x base, đồng.
        citation: what sets the multiple.
        base_citation: what sets the base salary.
    """

    multiple: Decimal
    base: int
    amount: int
    citation: Citation
    base_citation: Citation

    @property
    def verified(self) -> bool:
        return self.citation.verified and self.base_citation.verified


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRule:
    """A quota before a day is named."""

    percent: Parameter
    of: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AwardRule:
    """All that a rulebook says about an award.

    Args:
        bases: legal bases besides the standards, such as the registration.
    """

    slug: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    kind: AwardKind
    subjects: tuple[SubjectKind, ...]
    decided_by: str
    note: str
    legal_basis: tuple[Provision, ...]
    bases: tuple[Standard, ...]
    standards: tuple[Standard, ...]
    quota: QuotaRule | None
    vote: VoteTerm
    bonus: Mapping[SubjectKind, tuple[Decimal, Provision]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """The rules of one regime; `id` is such as "vn-2003"."""

    id: str
    title: str
    span: Span
    awards: Mapping[str, AwardRule]

    def __contains__(self, day: date) -> bool:
        return day in self.span
