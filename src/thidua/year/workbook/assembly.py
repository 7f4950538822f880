"""Sheets without fault to the year's plan."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from thidua.apps.assessments.enums import Stage
from thidua.apps.meetings.enums import MotionKind
from thidua.year.plan import (
    AgreementPlan,
    ArticlePlan,
    BallotPlan,
    MarkPlan,
    TablePlan,
    YearPlan,
)
from thidua.year.workbook.checks import seats_by_kind
from thidua.year.workbook.checks.review import count_of
from thidua.year.workbook.content import Honours, Work
from thidua.year.workbook.rows import ClauseRow
from thidua.year.workbook.schema import Entry, Told

T = TypeVar("T")


def assemble(w: Work, h: Honours) -> YearPlan:
    """Make the plan; the sheets must have been read and checked without findings."""
    bloc = _told(w.bloc)
    return YearPlan(
        authority=bloc.authority,
        bloc=bloc.bloc,
        members=_values(w.members),
        people=_values(w.people),
        directives=_values(w.directives),
        movements=_values(w.movements),
        agreement=_agreement(w.clauses, bloc.bloc.year),
        next_agreement=_agreement(w.clauses, bloc.bloc.year + 1),
        targets=_values(w.targets),
        progress=_values(w.progress),
        registrations=_values(w.registrations),
        table=_table(w),
        self_marks=_marks(w, Stage.SELF),
        cross_marks=_marks(w, Stage.CROSS),
        appraised_marks=_marks(w, Stage.APPRAISED),
        evidence=_values(w.evidence),
        cross=_values(w.cross),
        records=_values(h.records),
        initiatives=_values(h.initiatives),
        prior_awards=_values(h.prior_awards),
        findings=_values(h.findings),
        slots=_values(h.slots),
        rules={entry.value.kind: entry.value.rule for entry in h.rules},
        conference=_told(h.conference),
        conference_seats=_values(h.conference_seats),
        council=_told(h.council),
        council_seats=_values(h.council_seats),
        ballots=_ballots(h),
        decisions=_values(h.decisions),
        report=_told(h.report),
        dates=_told(h.dates),
    )


def _told(told: Told[T] | None) -> T:
    if told is None:
        raise ValueError("a form at fault was told as a finding before")
    return told.value


def _values(entries: Iterable[Entry[T]]) -> tuple[T, ...]:
    return tuple(entry.value for entry in entries)


def _agreement(clauses: Sequence[Entry[ClauseRow]], year: int) -> AgreementPlan:
    rows = [entry.value for entry in clauses if entry.value.year == year]
    titles = {row.number: row.title for row in rows}
    articles = tuple(
        ArticlePlan(
            number=number,
            title=titles[number],
            clauses=tuple(row.clause for row in rows if row.number == number),
        )
        for number in sorted(titles)
    )
    return AgreementPlan(year=year, provenance=rows[0].provenance, articles=articles)


def _table(w: Work) -> TablePlan:
    form = _told(w.table)
    return TablePlan(
        title=form.title,
        places=form.places,
        margin=form.margin,
        adopted_on=form.adopted_on,
        provenance=form.provenance,
        criteria=_values(w.criteria),
        adopted_by=form.adopted_by,
        unassigned=form.unassigned,
        cap=form.cap,
        grades=form.grades,
    )


def _marks(w: Work, stage: Stage) -> tuple[MarkPlan, ...]:
    reasons = {
        (entry.value.unit, entry.value.criterion): entry.value.reason
        for entry in w.reasons
        if entry.value.stage == stage
    }
    rows = _values(w.marks[stage])
    return tuple(
        MarkPlan(
            unit=member.value.code,
            criterion=row.criterion,
            points=row.points[member.value.code],
            reason=reasons.get((member.value.code, row.criterion), ""),
        )
        for member in w.members
        for row in rows
        if member.value.code in row.points
    )


def _ballots(h: Honours) -> tuple[BallotPlan, ...]:
    votes = {entry.value.unit: entry.value.votes for entry in h.candidates}
    seats = seats_by_kind(h)
    plans = []
    for entry in h.counts:
        row = entry.value
        count = count_of(row, votes, seats[row.kind])
        plans.append(
            BallotPlan(
                kind=row.kind,
                award=row.award,
                unit=row.unit,
                issued=count.issued,
                returned=count.returned,
                invalid=count.invalid,
                yes=count.yes,
                no=count.no,
                abstain=count.abstain,
                where=entry.place,
                votes=votes if row.kind == MotionKind.ELECT_LEAD else {},
            )
        )
    return tuple(plans)
