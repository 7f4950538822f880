"""Who may do what in a meeting: the secretary runs it, the seat's own representative votes."""

from thidua.apps.units.policy import bloc_secretary, emulation_board

MAY = {
    "meetings.rule.set": bloc_secretary | emulation_board,
    "meetings.meeting.call": bloc_secretary | emulation_board,
    "meetings.meeting.open": bloc_secretary | emulation_board,
    "meetings.meeting.close": bloc_secretary | emulation_board,
    "meetings.attendance.record": bloc_secretary | emulation_board,
    "meetings.motion.table": bloc_secretary | emulation_board,
    "meetings.motion.open": bloc_secretary | emulation_board,
    "meetings.motion.close": bloc_secretary | emulation_board,
}
