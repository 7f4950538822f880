"""The three values of a verdict and how they combine (Kleene's strong logic)."""

from collections.abc import Collection
from enum import StrEnum


class Outcome(StrEnum):
    """How a standard or a verdict stands: not_met < unknown < met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


OUTCOMES = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET)
"""The outcomes in their order: the place of each is its value in a formula."""


def all_of(outcomes: Collection[Outcome]) -> Outcome:
    """Return the lowest of the outcomes; nothing to meet is met."""
    if Outcome.NOT_MET in outcomes:
        return Outcome.NOT_MET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else Outcome.MET


def any_of(outcomes: Collection[Outcome]) -> Outcome:
    """Return the highest of the outcomes; no way to meet is not met."""
    if Outcome.MET in outcomes:
        return Outcome.MET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else Outcome.NOT_MET


def denied(outcome: Outcome) -> Outcome:
    """Turn met and not met round; unknown stays unknown."""
    return OUTCOMES[2 - OUTCOMES.index(outcome)]
