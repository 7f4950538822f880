"""Who may do what in a meeting: a conference is run by the bloc, a council's session never is."""

from rules.predicates import Predicate

from thidua.apps.meetings.enums import MeetingKind, MotionKind
from thidua.apps.units.policy import (
    bloc_secretary,
    emulation_board,
    head_of_unit,
    officer_of_unit,
)

MAY = {
    "meetings.rule.set": bloc_secretary | emulation_board,
    "meetings.meeting.call": bloc_secretary | emulation_board,
    "meetings.meeting.open": bloc_secretary | emulation_board,
    "meetings.meeting.close": bloc_secretary | emulation_board,
    "meetings.attendance.record": bloc_secretary | emulation_board,
    "meetings.agenda.turn": bloc_secretary | emulation_board,
    "meetings.motion.table": bloc_secretary | emulation_board,
    "meetings.motion.open": bloc_secretary | emulation_board,
    "meetings.motion.close": bloc_secretary | emulation_board,
    "meetings.paper.prepare": bloc_secretary | emulation_board,
    "meetings.motion.acclaim": bloc_secretary | emulation_board,
    "meetings.motion.again": bloc_secretary | emulation_board,
    "meetings.reservation.record": bloc_secretary | emulation_board,
    "meetings.tie.break": bloc_secretary | emulation_board,
    "meetings.revote.set": bloc_secretary | emulation_board,
    "meetings.sealed.prepare": bloc_secretary | emulation_board,
    "meetings.sealed.open": bloc_secretary | emulation_board,
    "meetings.sealed.slip": bloc_secretary | emulation_board,
    "meetings.sealed.box": bloc_secretary | emulation_board,
    "meetings.sealed.close": bloc_secretary | emulation_board,
    "meetings.sealed.count": bloc_secretary | emulation_board,
    "meetings.sealed.void": bloc_secretary | emulation_board,
    "meetings.poll.call": officer_of_unit | head_of_unit,
}
POLL = MAY["meetings.poll.call"]  # runs a vote of a unit's staff to its end
OF_THE_COUNCIL = {MotionKind.COUNCIL_REVIEW}


def who_may(deed: str, kind: str) -> Predicate:
    """Return who may do a deed in a meeting of a kind: the council judges what a bloc proposes."""
    return emulation_board if kind == MeetingKind.COUNCIL else MAY[deed]
