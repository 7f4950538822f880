"""What a voter's and a teller's browser make is what the engine takes, and the other way round."""

import secrets
from hashlib import sha384
from typing import Any

import pytest
import rfc9474 as vector
from browser_ballots import answer_of, browser
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, strategies as st
from secret_votes import election, keys_of, question, rsa_key, voter

from thidua.voting.secret import (
    BallotError,
    Box,
    Cast,
    Question,
    blind_sign,
    check_cast,
    freeze,
    marked,
    software_rsa,
)
from thidua.voting.secret.questions import canonical
from tried import tried

RFC_KEY = {"n": f"{vector.P * vector.Q:x}", "e": vector.E}
RFC_TOKEN = vector.MSG_PREFIX + vector.MSG
texts = st.text(st.characters(exclude_categories=["Cs"]))
jsons = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2**53 - 1) | texts,
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), parts)
    ),
    max_leaves=8,
)


def told(asked: Question) -> dict[str, str]:
    return {"question": canonical(asked.as_json).decode(), "seal": asked.digest.hex()}


def signed(blinded: str, number: int = 0) -> str:
    key = rsa_key(number)
    raw = software_rsa(key, secrets.token_bytes)
    return blind_sign(key.public_key(), raw, bytes.fromhex(blinded)).hex()


def cast_in_browser(asked: Question, option: str) -> tuple[Cast, str]:
    mine = browser("ask", **told(asked))
    made = browser("cast", **told(asked), **mine, signed=signed(mine["blinded"]), option=option)
    parts = {
        name: bytes.fromhex(part) for name, part in made["ballot"].items() if name != "question"
    }
    return Cast(made["ballot"]["question"], **parts), made["tracker"]


@tried(4)
@given(st.lists(jsons, min_size=30, max_size=60))
def test_json_is_written_as_the_engine_writes_it(values: list[Any]) -> None:
    assert browser("canonical", values=values) == [canonical(value).decode() for value in values]


@pytest.mark.parametrize("asked", [question(), election(), question(tellers=3)])
def test_the_seal_is_the_hash_of_the_question_shown(asked: Question) -> None:
    assert browser("seal", **told(asked)) == asked.digest.hex()


def test_a_question_changed_after_sealing_is_not_shown() -> None:
    shown = told(question())
    changed = shown | {"question": shown["question"].replace("Sở Nội vụ", "Sở Nội vu")}
    assert answer_of("seal", **changed) == {"failed": "other-seal"}


def test_a_question_written_in_another_way_is_not_shown() -> None:
    shown = told(question())
    twice = shown | {"question": shown["question"].replace("{\n", '{\n "id": "2",\n', 1)}
    assert answer_of("seal", **twice) == {"failed": "unreadable"}


@pytest.mark.parametrize("asked", [question(tellers=1), election(tellers=3)])
def test_a_ballot_made_in_the_browser_is_taken_opened_and_counted(asked: Question) -> None:
    ballot, tracker = cast_in_browser(asked, asked.options[1])
    check_cast(asked, ballot, ())
    assert tracker == ballot.tracker
    counted = freeze(
        Box(asked).put(ballot).close(), keys_of(asked), entitled=1, present=1, issued=1
    )
    assert counted.tally.votes == (0, 1, 0)


def test_all_this_runs_on_a_phone_without_the_newest_algorithms() -> None:
    assert answer_of("newest") == {"failed": "an old phone doesn't know X25519"}


def test_a_ballot_marked_nowhere_in_the_browser_is_blank() -> None:
    asked = election(blank_is_valid=True)
    ballot, _ = cast_in_browser(asked, "")
    counted = freeze(
        Box(asked).put(ballot).close(), keys_of(asked), entitled=1, present=1, issued=1
    )
    assert (counted.tally.votes, counted.tally.blank) == ((0, 0, 0), 1)


def test_a_ballot_of_the_browser_under_another_token_is_refused() -> None:
    asked = question()
    one, _ = cast_in_browser(asked, asked.options[0])
    other = voter(asked).votes(0)
    mixed = Cast(asked.id, other.token, other.signature, one.sealed, one.proof)
    with pytest.raises(BallotError) as refused:
        check_cast(asked, mixed, ())
    assert refused.value.fault.code == "not-holder"


def test_a_signer_that_cheats_is_noticed_in_the_browser() -> None:
    asked = question()
    mine = browser("ask", **told(asked))
    wrong = signed(mine["blinded"], number=1)
    answer = answer_of("cast", **told(asked), **mine, signed=wrong, option=asked.options[0])
    assert answer == {"failed": "invalid signature"}


def test_a_token_of_the_engine_verifies_in_the_browser_and_its_envelopes_open() -> None:
    asked = question(tellers=3)
    own = voter(asked)
    ballot = own.casts(marked(asked, [asked.options[2]]))
    proof = {"token": own.token.hex(), "signature": own.signature.hex()}
    assert browser("verify", **told(asked), **proof) is True
    assert (
        browser("verify", **told(asked), **(proof | {"token": voter(asked).token.hex()})) is False
    )
    keys = [key.private_bytes_raw().hex() for key in keys_of(asked)]
    opened = browser("open", sealed=ballot.sealed.hex(), keys=keys, token=own.token.hex())
    assert opened == bytes([0, 0, 1]).hex()


def test_blinding_in_the_browser_gives_the_rfcs_blinded_message_and_inverse() -> None:
    """The salt is read out of the vector's signature, the factor out of its inverse."""
    n = vector.P * vector.Q
    factor = pow(vector.INV, -1, n)
    random = [salt_of_the_rfc().hex(), factor.to_bytes(512, "big").hex()]
    made = browser("blindAs", key=RFC_KEY, token=RFC_TOKEN, random=random)
    assert made == {"blinded": vector.BLINDED_MSG, "inverse": f"{vector.INV:01024x}"}


def salt_of_the_rfc() -> bytes:
    """Take the padding of the vector's signature apart (RFC 8017, §9.1.2)."""
    encoded = pow(int(vector.SIG, 16), vector.E, vector.P * vector.Q).to_bytes(512, "big")
    masked, digest = encoded[:-49], encoded[-49:-1]
    mask = b"".join(sha384(digest + at.to_bytes(4, "big")).digest() for at in range(10))
    return bytes(a ^ b for a, b in zip(masked, mask, strict=False))[-48:]


def test_finalizing_in_the_browser_gives_the_rfcs_signature() -> None:
    inverse = f"{vector.INV:01024x}"
    done = browser(
        "finalize", key=RFC_KEY, token=RFC_TOKEN, signed=vector.BLIND_SIG, inverse=inverse
    )
    assert done == vector.SIG


def test_a_tellers_keys_belong_to_one_question_and_are_the_engines_kind() -> None:
    secret, content = secrets.token_bytes(32).hex(), b"thidua tally 1\n".hex()
    one, again, other = (
        browser("teller", secret=secret, motion=motion, content=content)
        for motion in ("a", "a", "b")
    )
    assert one == again
    assert not set(one.values()) & set(other.values())
    opening = X25519PrivateKey.from_private_bytes(bytes.fromhex(one["opening"]))
    assert opening.public_key().public_bytes_raw().hex() == one["opening_key"]
    signing = Ed25519PublicKey.from_public_bytes(bytes.fromhex(one["signing_key"]))
    signing.verify(bytes.fromhex(one["signed"]), bytes.fromhex(content))


def test_a_tellers_secret_is_read_from_paper_and_a_slip_of_the_pen_is_found() -> None:
    secret = secrets.token_bytes(32).hex()
    written = browser("written", secret=secret)
    typed = written.lower().replace(" ", "-")
    slipped = written[:-1] + ("Q" if written[-1] != "Q" else "P")
    pasted = f"Mã khóa của tôi:\n{written}\nGiữ kín."
    assert browser("read", texts=[typed, pasted, slipped, ""]) == [secret, secret, None, None]
