"""The sheets as read: every row that stands on its own, before rows are held against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.apps.assessments.enums import Stage
from thidua.year.plan import (
    CriterionPlan,
    CrossPlan,
    Dates,
    DecisionPlan,
    DirectivePlan,
    EvidencePlan,
    FindingPlan,
    InitiativePlan,
    MeetingPlan,
    MemberPlan,
    MovementPlan,
    PersonPlan,
    PriorAwardPlan,
    ProgressPlan,
    RecordPlan,
    RegistrationPlan,
    ReportPlan,
    SeatPlan,
    SlotPlan,
    TargetPlan,
)
from thidua.year.workbook.reader import Reader
from thidua.year.workbook.rows import (
    BallotRow,
    BlocForm,
    CandidateRow,
    ClauseRow,
    MarksRow,
    ReasonRow,
    RuleRow,
    TableForm,
)
from thidua.year.workbook.schema import Entry, Told
from thidua.year.workbook.sheets import honours, work


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Who belongs to the bloc, what was agreed, reached and scored; a form at fault is None."""

    bloc: Told[BlocForm] | None
    members: Sequence[Entry[MemberPlan]]
    people: Sequence[Entry[PersonPlan]]
    directives: Sequence[Entry[DirectivePlan]]
    movements: Sequence[Entry[MovementPlan]]
    clauses: Sequence[Entry[ClauseRow]]
    targets: Sequence[Entry[TargetPlan]]
    progress: Sequence[Entry[ProgressPlan]]
    registrations: Sequence[Entry[RegistrationPlan]]
    table: Told[TableForm] | None
    criteria: Sequence[Entry[CriterionPlan]]
    marks: Mapping[Stage, Sequence[Entry[MarksRow]]]
    reasons: Sequence[Entry[ReasonRow]]
    evidence: Sequence[Entry[EvidencePlan]]
    cross: Sequence[Entry[CrossPlan]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Honours:
    """Records, meetings, ballots, decisions, report and dates; a form at fault is None."""

    records: Sequence[Entry[RecordPlan]]
    initiatives: Sequence[Entry[InitiativePlan]]
    prior_awards: Sequence[Entry[PriorAwardPlan]]
    findings: Sequence[Entry[FindingPlan]]
    slots: Sequence[Entry[SlotPlan]]
    rules: Sequence[Entry[RuleRow]]
    conference: Told[MeetingPlan] | None
    conference_seats: Sequence[Entry[SeatPlan]]
    counts: Sequence[Entry[BallotRow]]
    candidates: Sequence[Entry[CandidateRow]]
    council: Told[MeetingPlan] | None
    council_seats: Sequence[Entry[SeatPlan]]
    decisions: Sequence[Entry[DecisionPlan]]
    report: Told[ReportPlan] | None
    dates: Told[Dates] | None


def read_work(reader: Reader, bloc: Told[BlocForm] | None) -> Work:
    return Work(
        bloc=bloc,
        members=reader.listing(work.MEMBERS),
        people=reader.listing(work.PEOPLE),
        directives=reader.listing(work.DIRECTIVES),
        movements=reader.listing(work.MOVEMENTS),
        clauses=reader.listing(work.CLAUSES),
        targets=reader.listing(work.TARGETS),
        progress=reader.listing(work.PROGRESS),
        registrations=reader.listing(work.REGISTRATIONS),
        table=reader.form(work.TABLE),
        criteria=reader.listing(work.CRITERIA),
        marks={stage: reader.listing(sheet) for stage, sheet in work.MARKS.items()},
        reasons=reader.listing(work.REASONS),
        evidence=reader.listing(work.EVIDENCE),
        cross=reader.listing(work.CROSS),
    )


def read_honours(reader: Reader) -> Honours:
    return Honours(
        records=reader.listing(honours.RECORDS),
        initiatives=reader.listing(honours.INITIATIVES),
        prior_awards=reader.listing(honours.PRIOR_AWARDS),
        findings=reader.listing(honours.FINDINGS_SHEET),
        slots=reader.listing(honours.SLOTS),
        rules=reader.listing(honours.RULES),
        conference=reader.form(honours.CONFERENCE),
        conference_seats=reader.listing(honours.CONFERENCE_SEATS),
        counts=reader.listing(honours.COUNTS),
        candidates=reader.listing(honours.CANDIDATES),
        council=reader.form(honours.COUNCIL),
        council_seats=reader.listing(honours.COUNCIL_SEATS),
        decisions=reader.listing(honours.DECISIONS),
        report=reader.form(honours.REPORT),
        dates=reader.form(honours.DATES),
    )
