"""Vote rules as data: how many votes are needed, whether a count can be, and what it decides.

Shares are compared on integers only; percentages appear in sentences, never in a decision.
"""

from thidua.voting.counts import Count, Fault, faults
from thidua.voting.decisions import Election, Result, decide, elect
from thidua.voting.rules import BASE_WORDS, AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule

__all__ = [
    "BASE_WORDS",
    "AbsentRule",
    "Ballot",
    "Base",
    "Count",
    "Election",
    "Fault",
    "Op",
    "Result",
    "RuleStatus",
    "VoteRule",
    "decide",
    "elect",
    "faults",
]
