from thidua.apps.meetings.models.meetings import AgendaItem, Meeting, Seat
from thidua.apps.meetings.models.motions import BallotMark, Motion, OpenVote, Option
from thidua.apps.meetings.models.rules import MotionRule, RuleFields

__all__ = [
    "AgendaItem",
    "BallotMark",
    "Meeting",
    "Motion",
    "MotionRule",
    "OpenVote",
    "Option",
    "RuleFields",
    "Seat",
]
