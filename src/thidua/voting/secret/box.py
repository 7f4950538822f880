"""The anonymous box: ballots by their tokens, without a voter, an order or a time."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from thidua.voting.secret import blindrsa
from thidua.voting.secret.faults import BallotError
from thidua.voting.secret.questions import Question, raw_of
from thidua.voting.secret.sealing import seal, sealed_length

TOKEN = 96  # 32 random bytes, the public key made for this one ballot, the question's seal


@dataclass(frozen=True, slots=True)
class Cast:
    """What goes into the box.

    The token is signed by the question's key without having been seen. It names a key made for
    this ballot alone, which signs the sealed choice: nobody on the way can put another choice
    under the same token.
    """

    question: str
    token: bytes
    signature: bytes
    sealed: bytes
    proof: bytes

    @property
    def tracker(self) -> str:
        """Return what the voter keeps, and finds again in the public list of commitments."""
        parts = self.token + self.signature + self.sealed + self.proof
        return sha256(b"thidua ballot 1\n" + parts).hexdigest()


def token_for(question: Question, own_key: Ed25519PrivateKey, random: blindrsa.Random) -> bytes:
    """Make a token, on the voter's side; it is worth something once it is signed."""
    return blindrsa.prepare(raw_of(own_key.public_key()) + question.digest, random)


def cast(
    question: Question,
    token: bytes,
    signature: bytes,
    choice: bytes,
    own_key: Ed25519PrivateKey,
) -> Cast:
    """Seal a choice, on the voter's side."""
    sealed = seal(question, token, choice)
    return Cast(question.id, token, signature, sealed, own_key.sign(proven(token, sealed)))


def proven(token: bytes, sealed: bytes) -> bytes:
    return b"thidua proof 1\n" + token + sealed


def check_cast(question: Question, ballot: Cast, used: Container[bytes]) -> None:
    """Refuse what doesn't belong into the box of this question.

    Raises:
        BallotError: with the first reason found.
    """
    if ballot.question != question.id:
        raise BallotError("other-question")
    if len(ballot.token) != TOKEN or len(ballot.sealed) != sealed_length(question):
        raise BallotError("wrong-length")
    if ballot.token[64:] != question.digest:
        raise BallotError("changed-question")
    if not blindrsa.verified(question.token_key, ballot.token, ballot.signature):
        raise BallotError("foreign-token")
    if not _by_holder(ballot):
        raise BallotError("not-holder")
    if ballot.token in used:
        raise BallotError("used-token")


def _by_holder(ballot: Cast) -> bool:
    holder = Ed25519PublicKey.from_public_bytes(ballot.token[32:64])
    try:
        holder.verify(ballot.proof, proven(ballot.token, ballot.sealed))
    except InvalidSignature:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Box:
    """The ballots of one question, always sorted by token."""

    question: Question
    by_token: Mapping[bytes, Cast] = field(default_factory=dict)
    closed: bool = False

    def put(self, *ballots: Cast) -> "Box":
        """Put ballots in, each checked.

        Raises:
            BallotError: with the first reason found; then none of them is in.
        """
        if self.closed:
            raise BallotError("closed")
        return replace(self, by_token=_sorted(self._checked(ballots)))

    def close(self) -> "Box":
        return replace(self, closed=True)

    @property
    def ballots(self) -> tuple[Cast, ...]:
        return tuple(self.by_token.values())

    def _checked(self, ballots: Iterable[Cast]) -> dict[bytes, Cast]:
        inside = dict(self.by_token)
        for ballot in ballots:
            check_cast(self.question, ballot, inside)
            inside[ballot.token] = ballot
        return inside


def _sorted(ballots: Mapping[bytes, Cast]) -> Mapping[bytes, Cast]:
    return MappingProxyType(dict(sorted(ballots.items())))
