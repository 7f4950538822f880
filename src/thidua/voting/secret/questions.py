"""What is voted on, sealed before the first ballot is given out: one key per question."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from thidua.voting.rules import AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule
from thidua.voting.secret.faults import BallotError

MOTION_OPTIONS = ("Đồng ý", "Không đồng ý", "Không có ý kiến")


class QuestionKind(StrEnum):
    MOTION = "motion"
    ELECTION = "election"


@dataclass(frozen=True, slots=True)
class Teller:
    """One who counts: signs the tally with one key, opens ballots with another."""

    name: str
    signing_key: Ed25519PublicKey
    opening_key: X25519PublicKey


@dataclass(frozen=True, kw_only=True)
class Question:
    """A ballot paper; whoever votes marks one option or none.

    Attributes:
        id: names the question within its meeting.
        text: as printed on the ballot.
        kind: a motion has the three `MOTION_OPTIONS`, an election its candidates.
        options: as printed, in order.
        blank_is_valid: whether a ballot without a mark counts as valid (as the meeting's
            regulation says; bodies differ).
        rule: what must be reached.
        token_key: signs the tokens of this question and nothing else.
        tellers: all of them are needed to open the ballots.

    Raises:
        ValueError: options that can't be, or nobody to count (message in Vietnamese).
    """

    id: str
    text: str
    kind: QuestionKind
    options: tuple[str, ...]
    blank_is_valid: bool
    rule: VoteRule
    token_key: RSAPublicKey
    tellers: tuple[Teller, ...]

    def __post_init__(self) -> None:
        if len(set(self.options)) < max(len(self.options), 1):
            raise ValueError("Danh sách trên phiếu trống hoặc có tên trùng nhau.")
        if self.kind is QuestionKind.MOTION and self.options != MOTION_OPTIONS:
            raise ValueError(f"Phiếu biểu quyết phải có đúng các mục: {', '.join(MOTION_OPTIONS)}.")
        if not self.tellers:
            raise ValueError("Phải có ít nhất một người kiểm phiếu giữ khóa.")

    @cached_property
    def as_json(self) -> dict[str, Any]:
        numbers = self.token_key.public_numbers()
        return {
            "id": self.id,
            "text": self.text,
            "kind": self.kind.value,
            "options": list(self.options),
            "blank_is_valid": self.blank_is_valid,
            "rule": asdict(self.rule),
            "token_key": {"n": f"{numbers.n:x}", "e": numbers.e},
            "tellers": [_teller_as_json(teller) for teller in self.tellers],
        }

    @cached_property
    def digest(self) -> bytes:
        """Return the seal: no word, option, rule or key can change without changing it."""
        return sha256(b"thidua question 1\n" + canonical(self.as_json)).digest()


def question_from(told: Mapping[str, Any]) -> Question:
    """Read a question back from its JSON; reading what was written changes no seal."""
    numbers = RSAPublicNumbers(told["token_key"]["e"], int(told["token_key"]["n"], 16))
    return Question(
        id=told["id"],
        text=told["text"],
        kind=QuestionKind(told["kind"]),
        options=tuple(told["options"]),
        blank_is_valid=told["blank_is_valid"],
        rule=_rule_from(told["rule"]),
        token_key=numbers.public_key(),
        tellers=tuple(_teller_from(teller) for teller in told["tellers"]),
    )


def _rule_from(told: Mapping[str, Any]) -> VoteRule:
    words = {
        "ballot": Ballot(told["ballot"]),
        "op": Op(told["op"]),
        "base": Base(told["base"]),
        "absent": AbsentRule(told["absent"]),
        "status": RuleStatus(told["status"]),
    }
    return VoteRule(**{**told, **words})


def _teller_from(told: Mapping[str, str]) -> Teller:
    return Teller(
        told["name"],
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["signing_key"])),
        X25519PublicKey.from_public_bytes(bytes.fromhex(told["opening_key"])),
    )


def canonical(value: Any) -> bytes:
    """Write JSON in the one way that hashes and files use; two values, two writings."""
    written = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return written.encode() + b"\n"


def check_separate(questions: Iterable[Question]) -> None:
    """Refuse keys used for two questions.

    The signer can't see what it signs: with one token key for all, a voter could spend every token
    on one nominee. With one opening key, opening one box opens the others.
    """
    keys = [key for question in questions for key in _own_keys(question)]
    if len(set(keys)) < len(keys):
        raise BallotError("shared-keys")


def _own_keys(question: Question) -> set[bytes | int]:
    opening = {raw_of(teller.opening_key) for teller in question.tellers}
    return {question.token_key.public_numbers().n, *opening}


def raw_of(key: Ed25519PublicKey | X25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _teller_as_json(teller: Teller) -> dict[str, str]:
    return {
        "name": teller.name,
        "signing_key": raw_of(teller.signing_key).hex(),
        "opening_key": raw_of(teller.opening_key).hex(),
    }
