"""Deeds of a meeting: call, attendance, open, table a motion, vote, count, close."""

from thidua.apps.meetings.services.agenda import agenda_turn
from thidua.apps.meetings.services.arrivals import attendance_take
from thidua.apps.meetings.services.kinds import (
    motion_acclaim,
    motion_again,
    reservation_record,
    revote_set,
    tie_break,
)
from thidua.apps.meetings.services.motions import motion_open, motion_table, rule_set
from thidua.apps.meetings.services.paper_ballots import (
    paper_close,
    paper_enter,
    paper_finish,
    paper_prepare,
)
from thidua.apps.meetings.services.polls import RollLine, poll_call
from thidua.apps.meetings.services.sealed import (
    box_open,
    sealed_count,
    sealed_open,
    sealed_prepare,
    teller_offer,
    teller_sign,
    teller_unlock,
)
from thidua.apps.meetings.services.sealed_box import ballot_give, ballot_put, box_close, sealed_void
from thidua.apps.meetings.services.sealed_slips import slips_make
from thidua.apps.meetings.services.sittings import (
    SeatPlan,
    attendance_record,
    meeting_call,
    meeting_close,
    meeting_open,
)
from thidua.apps.meetings.services.votes import (
    check_can_vote,
    motion_close,
    motion_close_counted,
    vote_cast,
)

__all__ = [
    "RollLine",
    "SeatPlan",
    "agenda_turn",
    "attendance_record",
    "attendance_take",
    "ballot_give",
    "ballot_put",
    "box_close",
    "box_open",
    "check_can_vote",
    "meeting_call",
    "meeting_close",
    "meeting_open",
    "motion_acclaim",
    "motion_again",
    "motion_close",
    "motion_close_counted",
    "motion_open",
    "motion_table",
    "paper_close",
    "paper_enter",
    "paper_finish",
    "paper_prepare",
    "poll_call",
    "reservation_record",
    "revote_set",
    "rule_set",
    "sealed_count",
    "sealed_open",
    "sealed_prepare",
    "sealed_void",
    "slips_make",
    "teller_offer",
    "teller_sign",
    "teller_unlock",
    "tie_break",
    "vote_cast",
]
