"""Deeds of a meeting: call, attendance, open, table a motion, vote, count, close."""

from thidua.apps.meetings.services.motions import motion_open, motion_table, rule_set
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
    "SeatPlan",
    "attendance_record",
    "check_can_vote",
    "meeting_call",
    "meeting_close",
    "meeting_open",
    "motion_close",
    "motion_close_counted",
    "motion_open",
    "motion_table",
    "rule_set",
    "vote_cast",
]
