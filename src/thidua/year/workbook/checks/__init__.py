"""What must hold between the rows of a sheet and between sheets; each check returns findings."""

from collections.abc import Iterator, Mapping, Sequence

from thidua.apps.meetings.enums import RULED, MotionKind
from thidua.year.plan import SeatPlan
from thidua.year.workbook.checks import bloc, review, scores
from thidua.year.workbook.content import Honours, Work
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.reader import Reader
from thidua.year.workbook.sheets import honours, work


def check_work(reader: Reader, w: Work) -> Iterator[Finding]:
    """Hold the sheets of the bloc's work against each other."""
    yield from check_bloc(reader, w)
    yield from check_agreement(reader, w)
    yield from check_table(reader, w)
    yield from check_marks(reader, w)


def check_bloc(reader: Reader, w: Work) -> Iterator[Finding]:
    yield from bloc.roles_have_their_unit(w.people)
    yield from bloc.sign_ins_apart(w.people)
    yield from bloc.secretary_of_the_lead(w.people, w.members)
    yield from bloc.cross_scorers(w.cross, w.members if reader.faultless(work.CROSS) else [])
    yield from bloc.no_second_lead(w.members)
    if reader.faultless(work.MEMBERS):
        yield from bloc.members_named_apart(w.members)
        yield from bloc.a_lead(w.members)
        yield from bloc.a_deputy(w.members)
    if reader.faultless(work.PEOPLE, work.MEMBERS):
        yield from bloc.roles_filled(w.people, w.members)


def check_agreement(reader: Reader, w: Work) -> Iterator[Finding]:
    if w.bloc:
        yield from bloc.year_has_law(w.bloc)
    if w.bloc and reader.faultless(work.CLAUSES):
        year = w.bloc.value.bloc.year
        yield from bloc.agreements_whole(w.clauses, year)
        yield from bloc.targets_stand_in_articles(w.targets, w.clauses, year)
    if reader.faultless(work.TARGETS):
        yield from bloc.progress_is_assigned(w.progress, w.targets)


def check_table(reader: Reader, w: Work) -> Iterator[Finding]:
    if reader.faultless(work.CRITERIA):
        yield from scores.table_adds_up(w.criteria, w.table)
    if reader.faultless(work.TARGETS, work.PROGRESS):
        columns = list(scores.columns_for_all(w.targets, w.members))
        ratios = scores.ratios_computable(w.criteria, w.targets, w.progress, w.members)
        yield from columns or ratios


def check_marks(reader: Reader, w: Work) -> Iterator[Finding]:
    """Hold the marks of the three stages against the table, then against each other."""
    told: list[Finding] = []
    criteria = {criterion.code: criterion for criterion, _ in scores.criteria_of(w.criteria)}
    for stage, sheet in work.MARKS.items():
        told += scores.marks_allowed(w.marks[stage], criteria)
        if reader.faultless(sheet):
            columns = list(scores.columns_for_all(w.marks[stage], w.members))
            told += columns or scores.marks_complete(w.marks[stage], criteria, w.members)
    yield from told
    if not told and reader.faultless(work.REASONS, *work.MARKS.values()):
        yield from scores.reasons_for_marks(w.reasons, w.marks)
        if w.table:
            yield from scores.reasons_where_due(w.marks, w.reasons, w.table.value.margin)


def check_honours(reader: Reader, w: Work, h: Honours) -> Iterator[Finding]:
    """Hold the sheets of the review against each other and against the bloc."""
    yield from review.records_hold(h.records)
    yield from review.prior_awards_of_units(h.prior_awards)
    yield from review.proxies_have_mandates([*h.conference_seats, *h.council_seats])
    yield from review.ballots_name_their_subject(h.counts)
    yield from review.election_votes_fit(h.candidates, h.counts)
    yield from review.lead_passes_on(h.candidates, w.members)
    if reader.faultless(honours.RULES):
        yield from review.rules_for_all(h.rules)
    if reader.faultless(honours.CONFERENCE_SEATS, work.MEMBERS):
        yield from review.all_have_seats(h.conference_seats, w.members)
    if reader.faultless(honours.COUNTS):
        yield from review.questions_asked(h.counts)
    seats_known = reader.faultless(honours.CONFERENCE_SEATS, honours.COUNCIL_SEATS)
    if reader.faultless(honours.CANDIDATES):
        votes = {entry.value.unit: entry.value.votes for entry in h.candidates}
        seats = seats_by_kind(h) if seats_known else {}
        yield from review.ballots_count_up(h.counts, votes, seats)
    if reader.faultless(honours.DECISIONS):
        yield from review.decisions_for_slots(h.slots, h.decisions)
    for meeting in (h.conference, h.council):
        if meeting:
            yield from review.meeting_ends_after_it_begins(meeting)
    if h.dates:
        yield from review.steps_in_order(h.dates, h.conference, h.council)


def seats_by_kind(h: Honours) -> Mapping[MotionKind, Sequence[SeatPlan]]:
    """Return who may vote on each kind of question: the council on its own, the bloc on the rest."""
    conference = [entry.value for entry in h.conference_seats]
    council = [entry.value for entry in h.council_seats]
    return {kind: council if kind == MotionKind.COUNCIL_REVIEW else conference for kind in RULED}
