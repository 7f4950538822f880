"""The three values of a verdict and how they combine (Kleene's strong logic)."""

from collections.abc import Collection
from enum import StrEnum


class Outcome(StrEnum):
    """How a standard or a verdict stands: not_met < unknown < met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


_DENIED = {
    Outcome.MET: Outcome.NOT_MET,
    Outcome.NOT_MET: Outcome.MET,
    Outcome.UNKNOWN: Outcome.UNKNOWN,
}


def of(truth: bool | None) -> Outcome:  # noqa: FBT001 -- the one argument is the truth itself
    """Turn a truth that may be missing into an outcome."""
    if truth is None:
        return Outcome.UNKNOWN
    return Outcome.MET if truth else Outcome.NOT_MET


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
    return _DENIED[outcome]
