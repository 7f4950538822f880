"""A motion voted by sealed ballots: tellers with their keys, voters with the engine as their device."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import cast
from thidua.apps.meetings.enums import Mode
from thidua.apps.meetings.models import Meeting, Motion, SealedVote, SealedVoter
from thidua.apps.meetings.queries.sealed import question_of, sealed_vote, to_be_signed
from thidua.apps.meetings.services import (
    ballot_give,
    ballot_put,
    box_close,
    box_open,
    sealed_open,
    sealed_prepare,
    teller_offer,
    teller_sign,
    teller_unlock,
)
from thidua.apps.people.models import Person
from thidua.voting.secret import Cast, Question, blind, cast as seal_up, finalize, marked, token_for
from web.evening import nomination_on_the_table


@dataclass(frozen=True)
class Teller:
    """A teller with both private keys, as they lie on the teller's own machine."""

    person: Person
    signing: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    opening: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)

    def offers(self, vote: SealedVote) -> None:
        teller_offer(
            vote=vote,
            signing_key=self.signing.public_key().public_bytes_raw(),
            opening_key=self.opening.public_key().public_bytes_raw(),
            actor=self.person,
            at=cast.AT,
        )

    def unlocks(self, vote: SealedVote) -> None:
        opening = self.opening.private_bytes_raw()
        teller_unlock(vote=vote, opening_key=opening, actor=self.person, at=cast.AT)

    def signs(self, vote: SealedVote) -> None:
        tally, ballots = to_be_signed(vote)
        teller_sign(
            vote=vote,
            tally_signature=self.signing.sign(tally),
            ballots_signature=self.signing.sign(ballots),
            actor=self.person,
            at=cast.AT,
        )


@cache
def scratch(bits: int) -> RSAPrivateKey:
    return generate_private_key(65537, bits)


@dataclass
class Device:
    """What a voter's device holds between asking and casting."""

    asked: Question
    own: Ed25519PrivateKey
    token: bytes
    blinded: bytes
    inverse: int

    def opens(self, signed: bytes) -> bytes:
        return finalize(self.asked.token_key, self.token, signed, self.inverse)

    def casts(self, signed: bytes, option: str) -> Cast:
        choice = marked(self.asked, [option] if option else [])
        return self.casts_raw(signed, choice)

    def casts_raw(self, signed: bytes, choice: bytes) -> Cast:
        return seal_up(self.asked, self.token, self.opens(signed), choice, self.own)


def device(asked: Question) -> Device:
    own = Ed25519PrivateKey.generate()
    token = token_for(asked, own, secrets.token_bytes)
    key = asked.token_key
    hidden = blind(key, token, scratch(key.key_size), secrets.token_bytes)
    return Device(asked, own, token, hidden.message, hidden.inverse)


def on_the_table(meeting: Meeting) -> Motion:
    return nomination_on_the_table(meeting, Mode.SEALED)


def prepared(motion: Motion, count: int = 2) -> tuple[SealedVote, list[Teller]]:
    """Name the first seats' people as tellers; their keys are offered."""
    seats = motion.meeting.seats.select_related("person").order_by("place")[:count]
    people = [seat.person for seat in seats if seat.person is not None]
    vote = sealed_prepare(motion=motion, tellers=people, actor=cast.secretary(), at=cast.AT)
    tellers = [Teller(person) for person in people]
    for teller in tellers:
        teller.offers(vote)
    return again(vote), tellers


def again(vote: SealedVote) -> SealedVote:
    """Read a vote as the next request would."""
    found = sealed_vote(vote.pk)
    assert found is not None
    return found


def sealed(vote: SealedVote, *, blank_is_valid: bool = False) -> SealedVote:
    sealed_open(vote=vote, blank_is_valid=blank_is_valid, actor=cast.secretary(), at=cast.AT)
    return again(vote)


def box_opened(vote: SealedVote, *, asking_over: bool = False) -> SealedVote:
    box_open(vote=vote, asking_over=asking_over, actor=cast.secretary(), at=cast.AT)
    return again(vote)


def closed(vote: SealedVote) -> SealedVote:
    box_close(vote=vote, actor=cast.secretary(), at=cast.AT)
    return again(vote)


def voters(vote: SealedVote) -> list[SealedVoter]:
    return list(vote.voters.select_related("seat", "vote__motion").order_by("place"))


def given(voter: SealedVoter, asked: Question) -> tuple[Device, bytes]:
    mine = device(asked)
    return mine, ballot_give(voter=voter, blinded=mine.blinded)


def votes(vote: SealedVote, choices: Sequence[str]) -> list[Cast]:
    """Let the first of the roll ask and cast, in the order of the roll."""
    asked, done = question_of(vote), []
    for voter, choice in zip(voters(vote), choices, strict=False):
        mine, signed = given(voter, asked)
        ballot = mine.casts(signed, choice)
        ballot_put(ballot=ballot)
        done.append(ballot)
    return done
