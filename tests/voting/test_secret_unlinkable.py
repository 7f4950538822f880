"""Whoever sees all that was issued, the signer's key too, can't say whose ballot is whose."""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from secret_votes import question, rsa_key

from thidua.voting.secret import Box, Cast, Question, cast, marked, token_for
from thidua.voting.secret.blindrsa import (
    Random,
    blind,
    blind_encoded,
    blind_sign,
    finalize,
    software_rsa,
)

VOTERS, MEETINGS, SHUFFLES = 10, 25, 300
KEY, SCRATCH = rsa_key(0, 1024), rsa_key(1, 1024)  # small keys hide as well as large ones
RAW = software_rsa(KEY, secrets.token_bytes)


def numbers() -> tuple[int, int]:
    public = KEY.public_key().public_numbers()
    return public.n, public.e


def asked() -> Question:
    return question(token_key=KEY.public_key())


@dataclass(frozen=True)
class Transcript:
    """All that the signer sees of one voter."""

    blinded: bytes
    answer: bytes


@dataclass(frozen=True)
class Meeting:
    """Transcripts in the order of issue, ballots in the order of the box, and whose is whose."""

    transcripts: list[Transcript]
    ballots: list[Cast]
    owner: list[int]


def held(factors: Random = secrets.token_bytes, *, keep_order: bool = False) -> Meeting:
    """Let everyone get a token and vote; the order of casting is that of issuing."""
    pairs = [one_voter(factors) for _ in range(VOTERS)]
    casts = [ballot for _, ballot in pairs]
    box = casts if keep_order else list(Box(asked()).put(*casts).ballots)
    return Meeting([seen for seen, _ in pairs], box, [box.index(ballot) for ballot in casts])


def one_voter(factors: Random) -> tuple[Transcript, Cast]:
    paper, own = asked(), Ed25519PrivateKey.generate()
    token = token_for(paper, own, secrets.token_bytes)
    hidden = blind(paper.token_key, token, SCRATCH, factors)
    answer = blind_sign(paper.token_key, RAW, hidden.message)
    signature = finalize(paper.token_key, token, answer, hidden.inverse)
    choice = marked(paper, [secrets.choice(paper.options)])
    return Transcript(hidden.message, answer), cast(paper, token, signature, choice, own)


def as_int(octets: bytes) -> int:
    return int.from_bytes(octets, "big")


def encoded(ballot: Cast) -> int:
    n, e = numbers()
    return pow(as_int(ballot.signature), e, n)


def factor(seen: Transcript, ballot: Cast) -> int:
    """Return the one blinding factor that would tie the two."""
    n, _ = numbers()
    return as_int(seen.answer) * pow(as_int(ballot.signature), -1, n) % n


def test_every_transcript_fits_every_ballot() -> None:
    """For any pair there is a factor that ties them, and the voter's was drawn uniformly.

    So the transcripts, with the signer's key, say nothing at all of the ballots.
    """
    meeting, (n, _) = held(), numbers()
    for seen in meeting.transcripts:
        for ballot in meeting.ballots:
            tied = blind_encoded(KEY.public_key(), encoded(ballot), factor(seen, ballot))
            assert tied.message == seen.blinded
            undone = as_int(seen.answer) * tied.inverse % n
            assert undone == as_int(ballot.signature)


# Each guesses by how much a transcript and a ballot have in common: more is likelier.
Guess = Callable[[int, Transcript, int, Cast], float]
ADVERSARIES: dict[str, Guess] = {
    "order": lambda i, _t, j, _b: -abs(i - j),
    "size": lambda _i, t, _j, b: -abs(as_int(t.blinded) - encoded(b)),
    "bits": lambda _i, t, _j, b: -(as_int(t.answer) ^ as_int(b.signature)).bit_count(),
    "factor": lambda _i, t, _j, b: -factor(t, b),
    "hashes": lambda _i, t, _j, b: -abs(as_int(sha256(t.blinded).digest()) - int(b.tracker, 16)),
}


def guesses(meeting: Meeting, guess: Guess) -> list[int]:
    ballots = list(enumerate(meeting.ballots))
    return [
        max(ballots, key=lambda at: guess(i, seen, at[0], at[1]))[0]
        for i, seen in enumerate(meeting.transcripts)
    ]


def hits(guessed: list[list[int]], owners: list[list[int]]) -> int:
    pairs = zip(guessed, owners, strict=True)
    return sum(g == o for gs, os in pairs for g, o in zip(gs, os, strict=True))


def shuffled(owners: list[list[int]]) -> list[list[int]]:
    return [random.sample(owner, len(owner)) for owner in owners]


def stands_out(meetings: list[Meeting], guess: Guess) -> bool:
    """Say whether the guesses hit more often than in any shuffle of whose ballot is whose."""
    guessed = [guesses(meeting, guess) for meeting in meetings]
    owners = [meeting.owner for meeting in meetings]
    by_chance = (hits(guessed, shuffled(owners)) for _ in range(SHUFFLES))
    return hits(guessed, owners) > max(by_chance)


def ahead() -> set[str]:
    """Return the adversaries that stand out over a set of new meetings."""
    meetings = [held() for _ in range(MEETINGS)]
    return {name for name, guess in ADVERSARIES.items() if stands_out(meetings, guess)}


def test_no_adversary_links_better_than_chance() -> None:
    """By chance one stands out in one of 300 sets of meetings, hardly ever in two after another."""
    assert {name for name in ahead() if name in ahead()} == set()


def small(size: int) -> bytes:
    return secrets.token_bytes(8).rjust(size, b"\0")


@pytest.mark.parametrize(
    ("name", "meeting"),
    [("order", lambda: held(keep_order=True)), ("factor", lambda: held(small))],
)
def test_the_adversaries_see_a_box_in_order_and_a_factor_that_is_not_random(
    name: str, meeting: Callable[[], Meeting]
) -> None:
    assert stands_out([meeting() for _ in range(3)], ADVERSARIES[name])
