"""Vote rules as data: how many votes are needed, whether a count can be, and what it decides.

Shares are compared on integers only; percentages appear in sentences, never in a decision.
"""

from thidua.voting.ballots import (
    BallotPaper,
    Chosen,
    Counting,
    Judged,
    Kind,
    Line,
    Marks,
    Shape,
    Tally,
    choose,
    count_from,
    judge,
    tally,
    told,
    unreadable,
)
from thidua.voting.counts import Count, Fault, faults
from thidua.voting.decisions import Election, Result, decide, elect
from thidua.voting.rounds import GoesOn, NextRound, RevoteRule, TieWay, When, next_round
from thidua.voting.rules import BASE_WORDS, AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule

__all__ = [
    "BASE_WORDS",
    "AbsentRule",
    "Ballot",
    "BallotPaper",
    "Base",
    "Chosen",
    "Count",
    "Counting",
    "Election",
    "Fault",
    "GoesOn",
    "Judged",
    "Kind",
    "Line",
    "Marks",
    "NextRound",
    "Op",
    "Result",
    "RevoteRule",
    "RuleStatus",
    "Shape",
    "Tally",
    "TieWay",
    "VoteRule",
    "When",
    "choose",
    "count_from",
    "decide",
    "elect",
    "faults",
    "judge",
    "next_round",
    "tally",
    "told",
    "unreadable",
]
