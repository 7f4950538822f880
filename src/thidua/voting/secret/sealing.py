"""Choices sealed to the tellers: one HPKE envelope (RFC 9180) inside the other, one for each.

Every envelope is bound to the token and so to the question: copied under another token it doesn't
open. All tellers are needed; there is no library kept well enough for "k of n", so a missing
teller's key comes out of a sealed paper envelope by written procedure, or the vote can't be opened.
"""

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from thidua.voting.secret.faults import BallotError
from thidua.voting.secret.questions import Question, raw_of

OVERHEAD = 32 + 16  # the ephemeral key and the tag of one envelope
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def sealed_length(question: Question) -> int:
    """Return the length of every sealed choice of the question, whatever it says."""
    return len(question.options) + OVERHEAD * len(question.tellers)


def marked(question: Question, options: Sequence[str]) -> bytes:
    """Write a choice: a byte per option of the list, 1 where it is marked."""
    return bytes(option in options for option in question.options)


def seal(question: Question, token: bytes, choice: bytes) -> bytes:
    """Seal for the last teller first, so that the first teller's envelope is the outermost."""
    for place, teller in reversed(list(enumerate(question.tellers))):
        choice = _SUITE.encrypt(choice, teller.opening_key, info=_bound_to(token, place))
    return choice


def open_layer(token: bytes, place: int, key: X25519PrivateKey, sealed: bytes) -> bytes:
    """Open one teller's envelope, so that he need not lend his key.

    Raises:
        BallotError: it doesn't open: another key or token, or damaged.
    """
    try:
        return _SUITE.decrypt(sealed, key, info=_bound_to(token, place))
    except InvalidTag:
        raise BallotError("unopened") from None


def unseal(token: bytes, keys: Sequence[X25519PrivateKey], sealed: bytes) -> bytes:
    """Open all envelopes; the keys stand in the order of the tellers."""
    for place, key in enumerate(keys):
        sealed = open_layer(token, place, key, sealed)
    return sealed


def check_keys(question: Question, keys: Sequence[X25519PrivateKey]) -> None:
    """Refuse keys that are not those published before the vote, all of them and in order."""
    published = [raw_of(teller.opening_key) for teller in question.tellers]
    if [raw_of(key.public_key()) for key in keys] != published:
        raise BallotError("keys-of-others")


def _bound_to(token: bytes, place: int) -> bytes:
    return b"thidua choice 1\n" + token + bytes([place])
