"""From the nominations to the register: council, decisions, certificates."""

from thidua.apps.awards.queries import nominations_of
from thidua.apps.awards.services import DecisionText
from thidua.apps.filing.enums import PaperKind
from thidua.apps.meetings.enums import MeetingKind, Mode, MotionKind
from thidua.apps.meetings.services import SeatPlan, attendance_record, meeting_open, motion_table
from thidua.apps.units.enums import RoleKind
from thidua.year.play.cast import Cast
from thidua.year.play.evening import call, issue_paper, vote
from thidua.year.steps import close_meeting, decide, submit_nominations


def submit(cast: Cast) -> None:
    submit_nominations(bloc_year=cast.bloc_year, actor=cast.secretary, at=cast.plan.dates.submitted)


def hold_council(cast: Cast) -> None:
    plan = cast.plan.council
    named = {person.full_name: person for person in cast.people.values()}
    seats = [SeatPlan(None, named[s.person], s.post) for s in cast.plan.council_seats]
    meeting = call(cast, MeetingKind.COUNCIL, plan, seats, cast.board)
    for seat, attended in zip(
        meeting.seats.order_by("place"), cast.plan.council_seats, strict=True
    ):
        attendance_record(
            seat=seat,
            presence=attended.presence,
            mandate=attended.mandate,
            actor=cast.board,
            at=plan.held_at,
        )
    meeting_open(meeting=meeting, actor=cast.board, at=plan.held_at)
    for nomination in nominations_of(cast.bloc_year):
        motion = motion_table(
            meeting=meeting,
            kind=MotionKind.COUNCIL_REVIEW,
            question=nomination.motion.question,
            mode=Mode.COUNTED,
            award=nomination.award,
            subject=nomination.membership,
            actor=cast.board,
            at=plan.held_at,
        )
        vote(cast, motion, actor=cast.board)
    close_meeting(meeting=meeting, discussion=plan.discussion, actor=cast.board, at=plan.closed_at)


def issue_decisions(cast: Cast) -> None:
    signer = cast.who(RoleKind.SIGNING_AUTHORITY)
    approved = set(
        nominations_of(cast.bloc_year).filter(state="approved").values_list("award", flat=True)
    )
    for plan in cast.plan.decisions:
        if plan.award in approved:
            decide(
                bloc_year=cast.bloc_year,
                award=plan.award,
                text=DecisionText(
                    plan.number, plan.signed_on, plan.issuer, plan.signer_post, plan.signer
                ),
                provenance=cast.plan.conference.provenance,
                actor=signer,
                at=cast.plan.dates.decided,
            )


def finish(cast: Cast) -> None:
    """Tell the members how the year ended, and hand the files over to the next lead."""
    for kind in (PaperKind.RESULTS_NOTICE, PaperKind.HANDOVER_MINUTES):
        issue_paper(cast, kind, cast.plan.dates.decided)
