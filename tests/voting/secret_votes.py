"""A meeting that votes in secret: its keys, voters, ballots and files."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA384
from sample_votes import rule

from thidua.voting.secret import (
    MOTION_OPTIONS,
    Box,
    Cast,
    Frozen,
    Question,
    QuestionKind,
    Teller,
    ballots_of,
    bundle,
    cast,
    freeze,
    marked,
    tally_of,
    to_be_signed,
    token_for,
)

CANDIDATES = ("Đỗ Thị Mai (minh họa)", "Phạm Văn An (minh họa)", "Vũ Thị Hòa (minh họa)")
CLOSED_AT = datetime(2021, 12, 20, 9, 30, tzinfo=UTC)


@cache
def rsa_key(number: int, size: int = 2048) -> rsa.RSAPrivateKey:
    """Return the same key for the same number, made once per run."""
    return rsa.generate_private_key(65537, size)


@cache
def opening_key(place: int, question: int) -> X25519PrivateKey:
    return X25519PrivateKey.generate()


@cache
def signing_key(place: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def question(number: int = 0, tellers: int = 2, **facts: Any) -> Question:
    """Ask about one nominee; `number` picks the keys that are this question's own."""
    counting = tuple(
        Teller(
            f"Kiểm phiếu {place} (minh họa)",
            signing_key(place).public_key(),
            opening_key(place, number).public_key(),
        )
        for place in range(tellers)
    )
    plain = {
        "id": str(number + 1),
        "text": "Đề nghị tặng Cờ thi đua cho Sở Nội vụ (minh họa)",
        "kind": QuestionKind.MOTION,
        "options": MOTION_OPTIONS,
        "blank_is_valid": False,
        "rule": rule(),
        "token_key": rsa_key(number).public_key(),
        "tellers": counting,
    }
    return Question(**(plain | facts))


def election(number: int = 0, **facts: Any) -> Question:
    candidates: dict[str, Any] = {"kind": QuestionKind.ELECTION, "options": CANDIDATES}
    return question(number, **(candidates | facts))


def keys_of(asked: Question, number: int = 0) -> list[X25519PrivateKey]:
    return [opening_key(place, number) for place in range(len(asked.tellers))]


def signed_token(token: bytes, number: int) -> bytes:
    """Return what a token's signature is once the blinding is off: a plain one of the key."""
    padding = PSS(mgf=MGF1(SHA384()), salt_length=48)
    return rsa_key(number).sign(token, padding, SHA384())


@dataclass(frozen=True)
class Voter:
    """Someone with a token and its signature."""

    asked: Question
    own_key: Ed25519PrivateKey
    token: bytes
    signature: bytes

    def casts(self, choice: bytes) -> Cast:
        return cast(self.asked, self.token, self.signature, choice, self.own_key)

    def votes(self, *options: int) -> Cast:
        return self.casts(marked(self.asked, [self.asked.options[place] for place in options]))


def voter(asked: Question, number: int = 0) -> Voter:
    own = Ed25519PrivateKey.generate()
    token = token_for(asked, own, secrets.token_bytes)
    return Voter(asked, own, token, signed_token(token, number))


def choices(asked: Question, votes: Sequence[int], blank: int = 0, wrong: int = 0) -> list[bytes]:
    """Return ballots: so many for each option, blank ones, ones with every option marked."""
    one_each = [bytes(i == place for i in range(len(votes))) for place in range(len(votes))]
    given = [choice for choice, times in zip(one_each, votes, strict=True) for _ in range(times)]
    size = len(asked.options)
    return [*given, *[bytes(size)] * blank, *[bytes([1] * size)] * wrong]


def voted(asked: Question, cast_choices: Sequence[bytes], number: int = 0) -> Box:
    ballots = (voter(asked, number).casts(choice) for choice in cast_choices)
    return Box(asked).put(*ballots).close()


def frozen(
    asked: Question,
    votes: Sequence[int],
    *,
    blank: int = 0,
    wrong: int = 0,
    entitled: int | None = None,
    present: int | None = None,
    number: int = 0,
) -> Frozen:
    box = voted(asked, choices(asked, votes, blank, wrong), number)
    issued = len(box.ballots)
    everyone = issued if entitled is None else entitled
    there = everyone if present is None else present
    keys = keys_of(asked, number)
    return freeze(box, keys, entitled=everyone, present=there, issued=issued)


def signatures(message: bytes, tellers: int) -> dict[bytes, bytes]:
    keys = [signing_key(place) for place in range(tellers)]
    return {key.public_key().public_bytes_raw(): key.sign(message) for key in keys}


def file_of(
    tally: dict[str, Any], ballots: list[dict[str, Any]] | None = None, tellers: int = 2
) -> bytes:
    """Write a file and have the tellers sign it, whatever it says."""
    return bundle(tally, signatures(to_be_signed(tally, ballots), tellers), ballots)


def files_of(*over: Frozen, tellers: int = 2) -> tuple[bytes, bytes]:
    """Return the public file and the inspectors'."""
    tally = tally_of("Hội nghị Khối thi đua (minh họa)", CLOSED_AT, over)
    return file_of(tally, None, tellers), file_of(tally, ballots_of(over), tellers)
