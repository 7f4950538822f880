from thidua.apps.meetings.models.agenda import AgendaTurn
from thidua.apps.meetings.models.kinds import (
    Acclamation,
    BallotForm,
    Reservation,
    Revote,
    TieBreak,
)
from thidua.apps.meetings.models.meetings import AgendaItem, Meeting, Seat
from thidua.apps.meetings.models.motions import BallotMark, Motion, OpenVote, Option
from thidua.apps.meetings.models.paper_ballots import (
    PaperBallot,
    PaperCorrection,
    PaperCount,
    PaperEntry,
    PaperSeat,
    PaperTeller,
)
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
    "Acclamation",
    "AgendaItem",
    "AgendaTurn",
    "BallotForm",
    "BallotMark",
    "Meeting",
    "Motion",
    "MotionRule",
    "OpenVote",
    "Option",
    "PaperBallot",
    "PaperCorrection",
    "PaperCount",
    "PaperEntry",
    "PaperSeat",
    "PaperTeller",
    "Poll",
    "Reservation",
    "Revote",
    "RuleFields",
    "SealedBallot",
    "SealedCast",
    "SealedIssue",
    "SealedRefusal",
    "SealedTeller",
    "SealedVote",
    "SealedVoter",
    "Seat",
    "TieBreak",
]
