"""What is published after the vote, and what inspectors get: docs/reference/tally-bundle.md."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any

from thidua.voting.decisions import Result
from thidua.voting.secret.box import Cast
from thidua.voting.secret.questions import canonical, check_separate
from thidua.voting.secret.tallies import Frozen

FORMAT = "thidua-tally/1"


def tally_of(meeting: str, closed_at: datetime, frozen: Sequence[Frozen]) -> dict[str, Any]:
    """Return what everyone may read: figures, and of each ballot only what hides it.

    Raises:
        BallotError: two questions share a key.
    """
    check_separate(one.question for one in frozen)
    return {
        "format": FORMAT,
        "meeting": meeting,
        "closed_at": closed_at.isoformat(),
        "questions": [_published(one) for one in frozen],
    }


def ballots_of(frozen: Iterable[Frozen]) -> list[dict[str, Any]]:
    """Return what inspectors need besides to recount: the boxes and the keys that open them."""
    return [
        opened((key.private_bytes_raw().hex() for key in one.keys), one.box.ballots)
        for one in frozen
    ]


def opened(keys: Iterable[str], ballots: Iterable[Cast]) -> dict[str, Any]:
    """Return one box as inspectors get it: the tellers' private keys in hex, the sorted ballots."""
    return {"opening_keys": list(keys), "box": [_written(ballot) for ballot in ballots]}


def to_be_signed(tally: Mapping[str, Any], ballots: list[dict[str, Any]] | None = None) -> bytes:
    """Return what each teller signs: the public part alone, or with the ballots."""
    return b"thidua tally 1\n" + sha256(canonical(_body(tally, ballots))).digest()


def bundle(
    tally: Mapping[str, Any],
    signatures: Mapping[bytes, bytes],
    ballots: list[dict[str, Any]] | None = None,
) -> bytes:
    """Return the file; `signatures` are by the tellers' public keys."""
    signed = {key.hex(): signature.hex() for key, signature in signatures.items()}
    return canonical(_body(tally, ballots) | {"signatures": signed})


def tally_digest(tally: Mapping[str, Any]) -> str:
    """Return what the minutes print, the same for the public file and the inspectors'."""
    return sha256(canonical(tally)).hexdigest()


def verifier() -> bytes:
    """Return the script to lay beside a bundle."""
    return files("thidua.voting.secret").joinpath("recount.py").read_bytes()


def _body(tally: Mapping[str, Any], ballots: list[dict[str, Any]] | None) -> dict[str, Any]:
    return {"tally": tally} | ({} if ballots is None else {"ballots": ballots})


def _published(one: Frozen) -> dict[str, Any]:
    count = one.count
    return {
        "question": one.question.as_json,
        "seal": one.question.digest.hex(),
        "entitled": count.members,
        "present": count.present,
        "issued": count.issued,
        "used": count.returned,
        "valid": count.valid,
        "votes": list(one.tally.votes),
        "blank": one.tally.blank,
        "invalid": dict(one.tally.invalid),
        "outcome": _outcome(one),
        "commitments": sorted(ballot.tracker for ballot in one.box.ballots),
    }


def _outcome(one: Frozen) -> dict[str, Any]:
    result = one.outcome
    if isinstance(result, Result):
        chosen = one.question.options[0] if result.carried else None
    else:
        chosen = result.elected
    return {"base": result.base_count, "needed": result.needed, "chosen": chosen}


def _written(ballot: Cast) -> dict[str, str]:
    return {
        "token": ballot.token.hex(),
        "signature": ballot.signature.hex(),
        "sealed": ballot.sealed.hex(),
        "proof": ballot.proof.hex(),
    }
