"""Opening the closed box, and the figures that follow from it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from thidua.voting.counts import Count, faults
from thidua.voting.decisions import Election, Result, decide, elect
from thidua.voting.secret.box import Box, Cast
from thidua.voting.secret.faults import BallotError
from thidua.voting.secret.questions import Question, QuestionKind
from thidua.voting.secret.sealing import check_keys, unseal

BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Votes by option in the list's order; ballots without a mark; invalid ones by reason."""

    votes: tuple[int, ...]
    blank: int
    invalid: Mapping[str, int]

    @property
    def used(self) -> int:
        return sum(self.votes) + self.blank + sum(self.invalid.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A question whose vote is over: the box, the keys that opened it, the figures."""

    box: Box
    keys: tuple[X25519PrivateKey, ...]
    tally: Tally
    count: Count

    @property
    def question(self) -> Question:
        return self.box.question

    @property
    def outcome(self) -> Result | Election:
        rule, options = self.question.rule, self.question.options
        if self.question.kind is QuestionKind.MOTION:
            return decide(rule, self.count)
        return elect(rule, dict(zip(options, self.tally.votes, strict=True)), self.count)


def freeze(
    box: Box, keys: Sequence[X25519PrivateKey], *, entitled: int, present: int, issued: int
) -> Frozen:
    """Open a closed box and count.

    Raises:
        BallotError: the box is open, the keys are not the tellers', or the figures contradict each
            other, as when more ballots were used than issued.
    """
    if not box.closed:
        raise BallotError("still-open")
    check_keys(box.question, keys)
    tally = tallied(box.question, (read(box.question, keys, ballot) for ballot in box.ballots))
    count = counted(box.question, tally, entitled=entitled, present=present, issued=issued)
    if wrong := faults(count):
        raise BallotError("impossible-count", " ".join(fault.message for fault in wrong))
    return Frozen(box=box, keys=tuple(keys), tally=tally, count=count)


def read(question: Question, keys: Sequence[X25519PrivateKey], ballot: Cast) -> str:
    """Return the option marked, "blank", or why the ballot is invalid."""
    try:
        return reading(question, unseal(ballot.token, keys, ballot.sealed))
    except BallotError as error:
        return error.fault.code


def reading(question: Question, choice: bytes) -> str:
    """Return the place of the option marked, "blank", or why the ballot is invalid."""
    if len(choice) != len(question.options) or max(choice) > 1:
        return "unreadable"
    marks = sum(choice)
    if marks > 1:
        return "two-marks"
    return str(choice.index(1)) if marks else BLANK


def tallied(question: Question, readings: Iterable[str]) -> Tally:
    found = Counter(readings)
    votes = tuple(found.pop(str(place), 0) for place in range(len(question.options)))
    return Tally(votes=votes, blank=found.pop(BLANK, 0), invalid=dict(sorted(found.items())))


def counted(question: Question, tally: Tally, *, entitled: int, present: int, issued: int) -> Count:
    """Put a tally into the figures of the minutes; a valid blank has no opinion."""
    blank = tally.blank if question.blank_is_valid else 0
    valid = sum(tally.votes) + blank
    yes, no, abstain = _for_against_neither(question, tally)
    return Count(
        members=entitled,
        present=present,
        issued=issued,
        returned=tally.used,
        valid=valid,
        invalid=tally.used - valid,
        yes=yes,
        no=no,
        abstain=abstain + blank,
    )


def _for_against_neither(question: Question, tally: Tally) -> tuple[int, int, int]:
    """In an election the best of the candidates is "for", all others are "against"."""
    if question.kind is QuestionKind.ELECTION:
        best = max(tally.votes)
        return best, sum(tally.votes) - best, 0
    yes, no, abstain = tally.votes
    return yes, no, abstain
