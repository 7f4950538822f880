"""Awards and rulebooks as the data describe them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from thidua.law.facts import SubjectKind
from thidua.law.provisions import Awaited, Citation, Parameter, Provision, Replaced, Span
from thidua.law.standards import Standard


class AwardKind(StrEnum):
    """What an award is; all but an emulation title are forms of commendation."""

    EMULATION_TITLE = "emulation_title"
    COMMENDATION = "commendation"
    ORDER = "order"
    MEDAL = "medal"
    STATE_HONORARY_TITLE = "state_honorary_title"
    PRIZE = "prize"


class Level(StrEnum):
    """Who decides, from the bottom up."""

    BASE = "base"
    PROVINCE = "province"
    STATE = "state"


KINDS: Mapping[str, AwardKind] = {kind.value: kind for kind in AwardKind}
SPECIAL = ("bravery", "combat", "foreigners", "unity")
"""What awards are kept for that are not given for ordinary merit."""

LEVELS: Mapping[str, Level] = {level.value: level for level in Level}
SUBJECTS: Mapping[str, SubjectKind] = {kind.value: kind for kind in SubjectKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A share that awards may not exceed; shown for comparison, never an automatic cut.

    Args:
        percent: the share on the day asked about; None where nobody has set it.
        of: what it is a share of, in Vietnamese.
        scope: within what it is counted, "unit" or "province"; empty if not said.
        counted: slug of the award that is counted; `denominator` that of what it is a share of.
        up: whether a part of one counts as one; otherwise it is left out.
        replaces: the shares a stricter local one stands in for; `awaits` the body whose own share is
            not known.
    """

    percent: int | None
    of: str
    citation: Citation
    note: str
    scope: str = ""
    counted: str = ""
    denominator: str = ""
    up: bool = False
    replaces: tuple[Replaced, ...] = ()
    awaits: Awaited | None = None

    def allowed(self, count: int) -> int:
        """Return how many of `count` the share allows."""
        hundredths = (100 if self.percent is None else self.percent) * count
        return -(-hundredths // 100) if self.up else hundredths // 100

    def excess(self, counted: int, count: int) -> int:
        """Return by how many `counted` exceeds the share of `count`; 0 if it doesn't."""
        return max(0, counted - self.allowed(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTerm:
    """What the law says about the vote; `percent` is None where it leaves that to the province.

    Args:
        op: "ge" for no less than the share, "gt" for more.
        replaces: the shares a stricter local one stands in for; `awaits` the body whose own share is
            not known.
        absent: how members who are absent take part: "written", "ballot" or "none"; empty if not
            said.
    """

    ballot: str
    percent: int | None
    base: str
    citation: Citation
    note: str
    op: str = "ge"
    absent: str = ""
    replaces: tuple[Replaced, ...] = ()
    awaits: Awaited | None = None


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text that holds during a span, with the provision it rests on if it has one of its own."""

    text: str
    span: Span
    provision: Provision | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A paper, a step or a deadline of the procedure, with its provision.

    Args:
        item: slug of the paper, or the day as "31-10"; empty without one.
        days: working days; 0 where none are named.
        when: the condition in words; empty where it is always asked for.
    """

    text: str
    citation: Citation
    item: str = ""
    days: int = 0
    when: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What must be done and handed in besides meeting the standards."""

    dossier: tuple[Requirement, ...] = ()
    sets: int = 0
    consultation: Requirement | None = None
    public_notice: Requirement | None = None
    receipt: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award under the rulebook of a day.

    Args:
        decided_by: who decides, in Vietnamese.
        legal_basis: the articles it is founded on.
        special: what it is kept for besides ordinary merit, of `SPECIAL`; empty for merit.
        no_bonus: the kinds of subject that a rule names no money for.
        bonus_unknown: those whose money nobody has read of.
    """

    slug: str
    name_vi: str
    name_en: str
    aliases: tuple[str, ...]
    kind: AwardKind
    level: Level
    subject_kinds: tuple[SubjectKind, ...]
    decided_by: str
    note: str
    legal_basis: tuple[Citation, ...]
    quota: Quota | None
    vote: VoteTerm
    procedure: Procedure
    rulebook: str
    special: str = ""
    no_bonus: tuple[SubjectKind, ...] = ()
    bonus_unknown: tuple[SubjectKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """The money that goes with an award.

    Args:
        multiple: of the base salary.
        base: base salary on the day of the decision, đồng.
        amount: multiple x base, rounded as the regime says, đồng.
        citation: what sets the multiple.
        base_citation: what sets the base salary.
        cap: the multiple is the most that may be given.
        rounding: what sets the rounding; None where the product is paid as it is.
    """

    multiple: Decimal
    base: int
    amount: int
    citation: Citation
    base_citation: Citation
    cap: bool = False
    rounding: Citation | None = None

    @property
    def verified(self) -> bool:
        return self.citation.verified and self.base_citation.verified


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a bonus is rounded: to so many đồng, up or down."""

    to: int
    up: bool
    provision: Provision

    def apply(self, amount: Decimal) -> int:
        steps = (amount / self.to).to_integral_value(ROUND_CEILING if self.up else ROUND_FLOOR)
        return int(steps) * self.to


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRule:
    """A quota before a day is named."""

    percent: Parameter
    of: str
    note: str
    scope: str = ""
    counted: str = ""
    denominator: str = ""
    up: bool = False


@dataclass(frozen=True, slots=True)
class BonusRule:
    """A multiple of the base salary for a kind of subject."""

    multiple: Decimal
    provision: Provision
    cap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AwardRule:
    """All that a rulebook says about an award.

    Args:
        bases: legal bases besides the standards, such as the registration.
        no_bonus: what says that there is no bonus, by kind of subject.
        special: see `Award`.
    """

    slug: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    kind: AwardKind
    level: Level
    subjects: tuple[SubjectKind, ...]
    decided_by: tuple[DatedText, ...]
    note: str
    legal_basis: tuple[Provision, ...]
    bases: tuple[Standard, ...]
    standards: tuple[Standard, ...]
    quota: QuotaRule | None
    vote: VoteTerm
    procedure: Procedure
    bonus: Mapping[SubjectKind, BonusRule]
    no_bonus: Mapping[SubjectKind, Provision] = field(default_factory=dict)
    special: str = ""

    @property
    def bonus_unknown(self) -> tuple[SubjectKind, ...]:
        """The kinds of subject whose bonus nobody has read of."""
        known = {*self.bonus, *self.no_bonus}
        return tuple(kind for kind in self.subjects if kind not in known)

    def decider(self, on: date) -> str:
        """Return who decides on a day, in Vietnamese."""
        return "; ".join(dated.text for dated in self.decided_by if on in dated.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAYear:
    """Awards of which one subject should hold only one for a year.

    Args:
        bases: what they were given for, of `BASES`, where the rule holds.
    """

    id: str
    text: str
    citation: Citation
    note: str
    subjects: frozenset[SubjectKind]
    bases: frozenset[str]
    awards: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which a decision is revoked."""

    id: str
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """The rules of one regime; `id` is such as "vn-2003".

    Args:
        unread: an instrument that changes these rules and whose wording was not read: every
            verdict warns, none refuses.
        pending_favourable: what lets a dossier filed before the first day be judged by these rules
            where they favour the subject.
        layer: id of the local rules laid over it; empty for the law alone.
        local: titles of all of them, the authority's before the bloc's.
    """

    id: str
    title: str
    span: Span
    awards: Mapping[str, AwardRule]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    unread: Provision | None = None
    pending_favourable: Provision | None = None
    rounding: Rounding | None = None
    revocation: tuple[Ground, ...] = ()
    layer: str = ""
    local: tuple[str, ...] = ()
    one_a_year: tuple[OneAYear, ...] = ()

    def __contains__(self, day: date) -> bool:
        return day in self.span

    @property
    def warning(self) -> str:
        """A law that changed these rules and was not read; empty without one."""
        if self.unread is None:
            return ""
        return (
            f"{self.unread.citation.text} chưa được đối chiếu: các tiêu chuẩn dưới đây theo quy định "
            f"trước đó, có thể đã thay đổi. {self.unread.note}".strip()
        )
