"""A bloc's year as values, as read from a workbook and before any of it is stored.

Everything here names units by their code. Nothing here is a result: places, nominations, verdicts
and elected leads come out of the deeds that `thidua.year.play` performs with these facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thidua.apps.assessments.enums import UnassignedRule
from thidua.apps.campaigns.enums import Direction, MovementForm
from thidua.apps.journal.base import Provenance
from thidua.apps.meetings.enums import MotionKind, Presence
from thidua.apps.units.enums import BlocKind, Position, RoleKind
from thidua.scoring import Grade
from thidua.voting import VoteRule


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityPlan:
    code: str
    name: str
    place: str
    standing_office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocPlan:
    code: str
    name: str
    kind: BlocKind
    year: int
    provenance: Provenance
    practice: str = ""  # what is practised on a copy of the bloc; empty for the bloc itself


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPlan:
    """A member unit; the first to be listed comes first in every list."""

    code: str
    name: str
    short_name: str
    head_post: str
    position: Position
    valid_from: date
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """A person with one role; `sign_in` is empty for who never signs in."""

    full_name: str
    sign_in: str
    role: RoleKind
    unit: str  # code, empty where the role is the authority's
    post: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectivePlan:
    number: str
    issued_on: date
    issuer: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementPlan:
    code: str
    title: str
    period: str
    directive: str  # number of a DirectivePlan, or empty
    form: MovementForm | str = ""
    target: str = ""  # code of a TargetPlan that rests on it, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePlan:
    number: int
    title: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPlan:
    year: int
    provenance: Provenance
    articles: tuple[ArticlePlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPlan:
    code: str
    article: int
    text: str
    unit_of_measure: str
    direction: Direction
    planned: Mapping[str, Decimal]  # unit code → plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPlan:
    """A figure reached: the estimate the conference works with, and the paper that proves it."""

    target: str
    unit: str
    value: Decimal
    paper_number: str
    paper_date: date | None
    paper_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationPlan:
    unit: str
    award: str
    registered_on: date
    paper_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPlan:
    """A line of the scoring table; `kind` and `options` are those of `thidua.scoring`."""

    code: str
    parent: str
    text: str
    kind: str
    maximum: Decimal
    target: str
    options: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlan:
    title: str
    places: int
    margin: Decimal  # appraised may differ from self by this much without a reason
    adopted_on: date
    provenance: Provenance
    criteria: tuple[CriterionPlan, ...]
    adopted_by: str = ""
    unassigned: UnassignedRule = UnassignedRule.SHARE
    cap: Decimal | None = None
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPlan:
    """Points typed for a leaf that is not computed, at one stage, with the reason if given."""

    unit: str
    criterion: str
    points: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePlan:
    unit: str
    criterion: str
    number: str
    dated: date | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossPlan:
    scorer: str
    scored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlan:
    """How a unit's year was rated, with the figures about its people."""

    unit: str
    year: int
    rating: str  # a rating slug of `thidua.law`
    decision_number: str
    decision_on: date | None
    headcount: int | None
    completed: int | None
    advanced_workers: int | None
    grassroots_fighters: int | None
    worst_discipline: str  # a discipline slug of `thidua.law`, empty when not stated
    new_models: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativePlan:
    unit: str
    year: int
    title: str
    author: str
    scope: str
    decision_number: str
    decision_on: date
    kind: str = "sang-kien"  # a kind of work of `thidua.law`
    used_for: str = ""  # the award it has carried already, in words
    replicable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorAwardPlan:
    unit: str
    award: str
    year: int
    decision_number: str
    decided_on: date
    basis: str = "cong-trang"  # a basis of `thidua.law`
    period_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPlan:
    """A judgement that only people can make, by the body that made it."""

    unit: str
    kind: str  # a finding kind of `thidua.law`
    holds: bool
    found_by: str
    found_on: date
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPlan:
    award: str
    maximum: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    title: str
    place: str
    held_at: datetime
    closed_at: datetime
    chair: str
    chair_post: str
    secretary: str
    tellers: tuple[str, ...]
    agenda: tuple[str, ...]
    discussion: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPlan:
    """Attendance: a member unit at the conference, or a named person in the council."""

    unit: str
    person: str
    post: str
    presence: Presence
    mandate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotPlan:
    """What the tellers counted about one question; `where` is the row, for messages.

    `award` and `unit` are set for nominations; `votes` for an election, by the candidate's code.
    """

    kind: MotionKind
    award: str
    unit: str
    issued: int
    returned: int
    invalid: int
    yes: int
    no: int
    abstain: int
    where: str
    votes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPlan:
    award: str
    number: str
    signed_on: date
    issuer: str
    signer_post: str
    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """Free paragraphs of the summary report; figures are added from the data."""

    situation: tuple[str, ...]
    shortcomings: tuple[str, ...]
    directions: tuple[str, ...]
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """When the steps of the year were taken."""

    opened: datetime
    agreement_signed: datetime
    registered: datetime
    progress: datetime
    self_scored: datetime
    cross_scored: datetime
    appraised: datetime
    ranked: datetime
    submitted: datetime
    decided: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    authority: AuthorityPlan
    bloc: BlocPlan
    members: tuple[MemberPlan, ...]
    people: tuple[PersonPlan, ...]
    directives: tuple[DirectivePlan, ...]
    movements: tuple[MovementPlan, ...]
    agreement: AgreementPlan
    next_agreement: AgreementPlan
    targets: tuple[TargetPlan, ...]
    progress: tuple[ProgressPlan, ...]
    registrations: tuple[RegistrationPlan, ...]
    table: TablePlan
    self_marks: tuple[MarkPlan, ...]
    cross_marks: tuple[MarkPlan, ...]
    appraised_marks: tuple[MarkPlan, ...]
    evidence: tuple[EvidencePlan, ...]
    cross: tuple[CrossPlan, ...]
    records: tuple[RecordPlan, ...]
    initiatives: tuple[InitiativePlan, ...]
    prior_awards: tuple[PriorAwardPlan, ...]
    findings: tuple[FindingPlan, ...]
    slots: tuple[SlotPlan, ...]
    rules: Mapping[MotionKind, VoteRule]
    conference: MeetingPlan
    conference_seats: tuple[SeatPlan, ...]
    council: MeetingPlan
    council_seats: tuple[SeatPlan, ...]
    ballots: tuple[BallotPlan, ...]
    decisions: tuple[DecisionPlan, ...]
    report: ReportPlan
    dates: Dates
