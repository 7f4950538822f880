from thidua.apps.meetings.models.agenda import AgendaTurn
from thidua.apps.meetings.models.meetings import AgendaItem, Meeting, Seat
from thidua.apps.meetings.models.motions import BallotMark, Motion, OpenVote, Option
from thidua.apps.meetings.models.rules import MotionRule, RuleFields
from thidua.apps.meetings.models.sealed import (
    Poll,
    SealedBallot,
    SealedCast,
    SealedIssue,
    SealedRefusal,
    SealedTeller,
    SealedVote,
    SealedVoter,
)

__all__ = [
    "AgendaItem",
    "AgendaTurn",
    "BallotMark",
    "Meeting",
    "Motion",
    "MotionRule",
    "OpenVote",
    "Option",
    "Poll",
    "RuleFields",
    "SealedBallot",
    "SealedCast",
    "SealedIssue",
    "SealedRefusal",
    "SealedTeller",
    "SealedVote",
    "SealedVoter",
    "Seat",
]
