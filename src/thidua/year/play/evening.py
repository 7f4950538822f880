"""The conference: rules, slots, roll, report, nominations, election, next agreement."""

from datetime import datetime, timedelta

from thidua.apps.assessments.services import report_draft
from thidua.apps.awards.services import SlotPlan, slots_set
from thidua.apps.filing.enums import PaperKind
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MeetingKind, Mode, MotionKind
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.meetings.queries import present_count
from thidua.apps.meetings.services import (
    SeatPlan,
    attendance_record,
    meeting_call,
    meeting_open,
    motion_open,
    rule_set,
)
from thidua.apps.people.models import Person
from thidua.voting import Count
from thidua.year.conference import (
    next_nominee,
    open_next_year,
    table_agreement,
    table_election,
    table_nominee,
    table_report,
)
from thidua.year.drafts import issue, opened
from thidua.year.phases import advance
from thidua.year.plan import BallotPlan, MeetingPlan
from thidua.year.play.campaign import sign_by_all, texts
from thidua.year.play.cast import Cast
from thidua.year.play.opening import next_secretary
from thidua.year.steps import close_meeting, close_motion

NOTICE_DAYS = 7


def set_rules(cast: Cast) -> None:
    """Set how each kind of motion is voted and how many members may be put forward."""
    at = cast.plan.dates.registered
    for kind, rule in cast.plan.rules.items():
        actor = cast.board if kind is MotionKind.COUNCIL_REVIEW else cast.secretary
        rule_set(bloc_year=cast.bloc_year, kind=kind, rule=rule, actor=actor, at=at)
    slots_set(
        bloc_year=cast.bloc_year,
        slots=[SlotPlan(s.award, s.maximum, s.source) for s in cast.plan.slots],
        actor=cast.board,
        at=at,
    )


def draft_report(cast: Cast) -> None:
    plan = cast.plan.report
    report_draft(
        bloc_year=cast.bloc_year,
        sections={
            "situation": plan.situation,
            "shortcomings": plan.shortcomings,
            "directions": plan.directions,
            "proposals": plan.proposals,
        },
        actor=cast.secretary,
        at=cast.plan.dates.ranked,
    )


def call_conference(cast: Cast) -> Meeting:
    plan, members = cast.plan.conference, cast.members
    return call(
        cast,
        MeetingKind.CONFERENCE,
        plan,
        [
            SeatPlan(members[s.unit], cast.head(s.unit), cast.post_of(s.unit))
            for s in cast.plan.conference_seats
        ],
        cast.secretary,
    )


def call(
    cast: Cast, kind: MeetingKind, plan: MeetingPlan, seats: list[SeatPlan], actor: Person
) -> Meeting:
    return meeting_call(
        bloc_year=cast.bloc_year,
        kind=kind,
        title=plan.title,
        place=plan.place,
        held_at=plan.held_at,
        chair=plan.chair,
        chair_post=plan.chair_post,
        secretary=plan.secretary,
        tellers=plan.tellers,
        agenda=plan.agenda,
        seats=seats,
        provenance=plan.provenance,
        actor=actor,
        at=plan.held_at - timedelta(days=NOTICE_DAYS),
    )


def invite(cast: Cast) -> None:
    """Send the invitation on the day the conference was called."""
    at = cast.plan.conference.held_at - timedelta(days=NOTICE_DAYS)
    issue_paper(cast, PaperKind.INVITATION, at)


def issue_paper(cast: Cast, kind: PaperKind, at: datetime) -> None:
    """Issue a paper as it is composed, without words of anybody's own."""
    issue(draft=opened(cast.bloc_year, kind, at), actor=cast.secretary, at=at)


def hold_conference(cast: Cast) -> None:
    meeting = Meeting.objects.select_related("bloc_year__authority", "bloc_year__bloc").get(
        bloc_year=cast.bloc_year, kind=MeetingKind.CONFERENCE
    )
    at, actor = cast.plan.conference.held_at, cast.secretary
    take_roll(cast, meeting)
    meeting_open(meeting=meeting, actor=actor, at=at)
    vote(cast, table_report(meeting=meeting, mode=Mode.COUNTED, actor=actor, at=at))
    while (nominee := next_nominee(meeting)) is not None:
        vote(
            cast,
            table_nominee(meeting=meeting, nominee=nominee, mode=Mode.COUNTED, actor=actor, at=at),
        )
    vote(cast, table_election(meeting=meeting, mode=Mode.COUNTED, actor=actor, at=at))
    sign_next(cast, meeting)
    close_meeting(
        meeting=meeting,
        discussion=cast.plan.conference.discussion,
        actor=actor,
        at=cast.plan.conference.closed_at,
    )


def take_roll(cast: Cast, meeting: Meeting) -> None:
    presence = {cast.units[seat.unit].pk: seat for seat in cast.plan.conference_seats}
    for seat in meeting.seats.filter(membership__isnull=False).select_related(
        "membership__unit", "meeting__bloc_year__authority"
    ):
        plan = presence[seat.membership.unit_id]  # type: ignore[union-attr]  # filtered above
        attendance_record(
            seat=seat,
            presence=plan.presence,
            mandate=plan.mandate,
            actor=cast.secretary,
            at=cast.plan.conference.held_at,
        )


def sign_next(cast: Cast, meeting: Meeting) -> None:
    """Open the next year under the elected lead; its agreement is adopted, then signed by all."""
    at = cast.plan.conference.closed_at
    plan = cast.plan.next_agreement
    agreement = open_next_year(
        meeting=meeting,
        articles=texts(plan),
        provenance=plan.provenance,
        actor=cast.secretary,
        at=at,
    )
    vote(
        cast,
        table_agreement(
            meeting=meeting, agreement=agreement, mode=Mode.COUNTED, actor=cast.secretary, at=at
        ),
    )
    lead = agreement.bloc_year.memberships.select_related("unit").get(position="lead")
    secretary = next_secretary(cast, lead.unit.code)
    sign_by_all(cast, agreement)
    advance(bloc_year=agreement.bloc_year, actor=secretary, at=at)


def vote(cast: Cast, motion: Motion, actor: Person | None = None) -> Motion:
    """Open a motion, enter what the tellers counted, close it."""
    at, who = motion.meeting.held_at, actor or cast.secretary
    ballot = ballot_of(cast, motion)
    motion_open(motion=motion, actor=who, at=at)
    return close_motion(
        motion=motion,
        count=count_of(ballot, motion.meeting),
        votes=dict(ballot.votes) or None,
        actor=who,
        at=at,
    )


def ballot_of(cast: Cast, motion: Motion) -> BallotPlan:
    unit = motion.subject.unit.code if motion.subject else ""
    asked = (motion.kind, motion.award, unit)
    for ballot in cast.plan.ballots:
        if (ballot.kind, ballot.award, ballot.unit) == asked:
            return ballot
    raise Refused(
        f"Chưa có kết quả kiểm phiếu cho: {motion.question}.",
        "Danh sách đưa ra biểu quyết lấy theo bảng xếp hạng và điều kiện pháp luật.",
        "Hãy nhập kết quả này vào trang “Kiểm phiếu” của bảng tính.",
    )


def count_of(ballot: BallotPlan, meeting: Meeting) -> Count:
    """Make the count of a question; in an election the votes against are those for others."""
    valid = ballot.returned - ballot.invalid
    yes = max(ballot.votes.values(), default=0) if ballot.votes else ballot.yes
    no = valid - yes if ballot.kind is MotionKind.ELECT_LEAD else ballot.no
    return Count(
        members=meeting.seats.count(),
        present=present_count(meeting),
        issued=ballot.issued,
        returned=ballot.returned,
        valid=valid,
        invalid=ballot.invalid,
        yes=yes,
        no=no,
        abstain=ballot.abstain,
    )
