"""What rows become where the year's plan tells several rows, or parts of one, as one thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.apps.assessments.enums import Stage, UnassignedRule
from thidua.apps.journal.base import Provenance
from thidua.apps.meetings.enums import MotionKind, Presence
from thidua.scoring import Grade, Kind
from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule
from thidua.year.plan import AuthorityPlan, BlocPlan, CriterionPlan, SeatPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocForm:
    authority: AuthorityPlan
    bloc: BlocPlan


def bloc_form(
    *,
    authority_code: str,
    authority_name: str,
    place: str,
    standing_office: str,
    **bloc: object,
) -> BlocForm:
    authority = AuthorityPlan(
        code=authority_code, name=authority_name, place=place, standing_office=standing_office
    )
    return BlocForm(authority=authority, bloc=BlocPlan(**bloc))  # type: ignore[arg-type]  # fields of the schema


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """One clause of an agreement, with the article it stands in."""

    year: int
    number: int
    title: str
    clause: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    title: str
    places: int
    margin: Decimal
    adopted_on: date
    provenance: Provenance
    adopted_by: str
    unassigned: UnassignedRule
    cap: Decimal | None
    grades: tuple[Grade, ...]


def criterion_row(
    *,
    code: str,
    parent: str,
    text: str,
    kind: Kind,
    maximum: Decimal,
    target: str,
    **options: object,
) -> CriterionPlan:
    """Make a criterion; options left blank are left out, decimals are kept as text for JSON."""
    given = {name: _plain(value) for name, value in options.items() if value not in ("", ())}
    return CriterionPlan(
        code=code,
        parent=parent,
        text=text,
        kind=kind.value,
        maximum=maximum,
        target=target,
        options=given,
    )


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksRow:
    """The points of one criterion for every unit, at the stage of its sheet."""

    criterion: str
    points: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    unit: str
    criterion: str
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    kind: MotionKind
    rule: VoteRule


def rule_row(
    *,
    kind: MotionKind,
    ballot: Ballot,
    op: Op,
    percent: int,
    base: Base,
    absent: AbsentRule,
    quorum_percent: int | None,
    provision: str,
    status: RuleStatus,
) -> RuleRow:
    rule = VoteRule(
        ballot=ballot,
        op=op,
        percent=percent,
        base=base,
        absent=absent,
        quorum_percent=quorum_percent,
        provision=provision,
        status=status,
    )
    return RuleRow(kind=kind, rule=rule)


def unit_seat(*, unit: str, person: str, post: str, presence: Presence, mandate: str) -> SeatPlan:
    return SeatPlan(unit=unit, person=person, post=post, presence=presence, mandate=mandate)


def council_seat(*, person: str, post: str, presence: Presence, mandate: str) -> SeatPlan:
    return SeatPlan(unit="", person=person, post=post, presence=presence, mandate=mandate)


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRow:
    """What the tellers counted; the answers are left blank for an election."""

    kind: MotionKind
    award: str
    unit: str
    issued: int
    returned: int
    invalid: int
    yes: int | None
    no: int | None
    abstain: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    unit: str
    votes: int
