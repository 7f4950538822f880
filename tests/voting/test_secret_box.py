"""Tokens once each to those on the roll; into the box only what belongs there, once."""

import secrets
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, strategies as st
from sample_votes import rule
from secret_votes import (
    CANDIDATES,
    choices,
    election,
    keys_of,
    opening_key,
    question,
    rsa_key,
    signed_token,
    voted,
    voter,
)

from thidua.voting.secret import (
    BallotError,
    Box,
    Cast,
    Entitlements,
    Question,
    blind,
    blind_sign,
    cast,
    check_separate,
    finalize,
    freeze,
    marked,
    open_layer,
    software_rsa,
    token_for,
)
from thidua.voting.secret.faults import MESSAGES
from thidua.voting.secret.tallies import read
from tried import tried


def refusal(box: Box, ballot: Cast) -> str:
    with pytest.raises(BallotError) as refused:
        box.put(ballot)
    assert refused.value.fault.message == MESSAGES[refused.value.fault.code]
    return refused.value.fault.code


def test_a_voter_is_given_a_token_that_nobody_saw_and_votes_with_it() -> None:
    asked, key = question(), rsa_key(0)
    own = Ed25519PrivateKey.generate()
    token = token_for(asked, own, secrets.token_bytes)
    hidden = blind(asked.token_key, token, rsa_key(1), secrets.token_bytes)

    entitled = Entitlements(roll=frozenset({"an", "ba"})).give("ba", hidden.message)
    raw = software_rsa(key, secrets.token_bytes)
    answer = blind_sign(asked.token_key, raw, hidden.message)

    signature = finalize(asked.token_key, token, answer, hidden.inverse)
    ballot = cast(asked, token, signature, marked(asked, ["Đồng ý"]), own)
    box = Box(asked).put(ballot).close()
    done = freeze(box, keys_of(asked), entitled=2, present=2, issued=entitled.issued)
    assert (done.tally.votes, entitled.issued) == ((1, 0, 0), 1)


def test_a_token_is_given_once_to_whoever_is_on_the_roll() -> None:
    roll = Entitlements(roll=frozenset({"an", "ba"})).give("ba", b"x")
    assert roll.give("ba", b"x") == roll  # the answer was lost on the way
    for who, request, code in (("ba", b"y", "already-given"), ("chi", b"x", "not-on-roll")):
        with pytest.raises(BallotError) as refused:
            roll.give(who, request)
        assert refused.value.fault.code == code


@given(st.permutations(["an", "ba", "chi", "dung"]))
def test_who_came_first_is_nowhere_in_the_entitlements(order: list[str]) -> None:
    roll = Entitlements(roll=frozenset(order))
    for who in order:
        roll = roll.give(who, who.encode())
    assert list(roll.given) == sorted(order)


@tried(10)
@given(st.permutations(range(4)))
def test_which_ballot_came_first_is_nowhere_in_the_box(order: list[int]) -> None:
    ballots = [voter(question()).votes(place % 3) for place in range(4)]
    box = Box(question()).put(*ballots[:1])
    box = Box(question())
    for place in order:
        box = box.put(ballots[place])
    assert box.ballots == tuple(sorted(ballots, key=lambda ballot: ballot.token))


def test_a_token_votes_never_twice() -> None:
    one = voter(question())
    box = Box(question()).put(one.votes(0))
    assert refusal(box, one.votes(0)) == "used-token"
    assert refusal(box, one.votes(1)) == "used-token"


def test_a_ballot_put_in_with_one_that_is_refused_is_not_in_either() -> None:
    one, box = voter(question()), Box(question())
    with pytest.raises(BallotError):
        box.put(one.votes(0), one.votes(1))
    assert box.ballots == ()


def test_a_token_that_was_not_issued_is_refused() -> None:
    asked = question()
    own = Ed25519PrivateKey.generate()
    token = token_for(asked, own, secrets.token_bytes)
    foreign = cast(asked, token, bytes(256), marked(asked, []), own)
    assert refusal(Box(asked), foreign) == "foreign-token"
    assert refusal(Box(asked), voter(asked, number=1).votes(0)) == "foreign-token"


def test_a_token_of_another_question_is_refused_even_when_renamed() -> None:
    other = voter(question(1), number=1).votes(0)
    assert refusal(Box(question()), other) == "other-question"
    assert refusal(Box(question()), replace(other, question="1")) == "changed-question"


@pytest.mark.parametrize(
    "changed",
    [
        election(options=(*CANDIDATES[:2], "Người khác (minh họa)")),
        election(options=CANDIDATES[::-1]),
        election(text="Bầu Khối phó"),
        election(rule=rule(percent=50)),
        election(blank_is_valid=True),
        election(token_key=rsa_key(1).public_key()),
    ],
)
def test_whatever_changes_on_the_sealed_paper_voids_its_tokens(changed: Question) -> None:
    assert refusal(Box(changed), voter(election()).votes(0)) == "changed-question"


def test_a_sealed_choice_copied_or_replaced_under_a_token_is_refused() -> None:
    mine, yours = voter(question()).votes(0), voter(question()).votes(1)
    stolen = replace(mine, sealed=yours.sealed)
    assert refusal(Box(question()), stolen) == "not-holder"
    assert refusal(Box(question()), replace(stolen, proof=yours.proof)) == "not-holder"


def test_a_copied_choice_signed_anew_goes_in_and_does_not_open() -> None:
    """The copier holds a token of his own: nobody learns or repeats another's choice by it."""
    asked, copier = question(), voter(question())
    original = voter(asked).votes(0)
    proof = copier.own_key.sign(b"thidua proof 1\n" + copier.token + original.sealed)
    copy = Cast(asked.id, copier.token, copier.signature, original.sealed, proof)
    box = Box(asked).put(original, copy).close()
    done = freeze(box, keys_of(asked), entitled=2, present=2, issued=2)
    assert (done.tally.votes, dict(done.tally.invalid)) == ((1, 0, 0), {"unopened": 1})


def test_every_ballot_of_a_question_has_the_same_length() -> None:
    asked = election()
    every = [voter(asked).votes(*options) for options in [(), (0,), (1,), (0, 1, 2)]]
    assert len({(len(b.token), len(b.signature), len(b.sealed), len(b.proof)) for b in every}) == 1
    assert refusal(Box(asked), voter(asked).casts(bytes(2))) == "wrong-length"


def test_a_closed_box_takes_nothing_and_an_open_one_is_not_counted() -> None:
    asked = question()
    assert refusal(Box(asked).close(), voter(asked).votes(0)) == "closed"
    with pytest.raises(BallotError) as refused:
        freeze(Box(asked), keys_of(asked), entitled=1, present=1, issued=1)
    assert refused.value.fault.code == "still-open"


def test_the_keys_of_all_tellers_in_order_open_a_box_and_no_others() -> None:
    asked = question()
    box = voted(asked, choices(asked, [1, 0, 0]))
    good = keys_of(asked)
    for keys in ([], good[:1], good[::-1], [good[0], X25519PrivateKey.generate()]):
        with pytest.raises(BallotError) as refused:
            freeze(box, keys, entitled=1, present=1, issued=1)
        assert refused.value.fault.code == "keys-of-others"


def test_one_teller_alone_reads_nothing() -> None:
    asked, ballot = question(), voter(question()).votes(0)
    once = open_layer(ballot.token, 0, opening_key(0, 0), ballot.sealed)
    assert open_layer(ballot.token, 1, opening_key(1, 0), once) == bytes([1, 0, 0])
    assert bytes([1, 0, 0]) not in once
    for place in (0, 1):
        with pytest.raises(BallotError):
            open_layer(ballot.token, place, opening_key(1, 0), ballot.sealed)
    assert read(asked, keys_of(asked)[::-1], ballot) == "unopened"


@pytest.mark.parametrize("spoilt", [bytes(3 + 96), b"\xff" * (3 + 96)])
def test_a_sealed_choice_of_rubbish_is_invalid_and_stops_nothing(spoilt: bytes) -> None:
    asked, one = question(), voter(question())
    proof = one.own_key.sign(b"thidua proof 1\n" + one.token + spoilt)
    rubbish = Cast(asked.id, one.token, one.signature, spoilt, proof)
    assert read(asked, keys_of(asked), rubbish) == "unopened"


def test_a_token_naming_a_key_that_is_none_is_refused() -> None:
    token = b"\xff" * 64 + question().digest
    keyless = replace(voter(question()).votes(0), token=token, signature=signed_token(token, 0))
    assert refusal(Box(question()), keyless) == "not-holder"


def test_questions_may_not_share_a_key() -> None:
    check_separate([question(0), question(1)])
    shared = [
        question(1, token_key=rsa_key(0).public_key()),
        question(1, tellers=1, token_key=rsa_key(1).public_key()),
    ]
    shared[1] = replace(shared[1], tellers=question(0).tellers[:1])
    for other in shared:
        with pytest.raises(BallotError) as refused:
            check_separate([question(0), other])
        assert refused.value.fault.code == "shared-keys"


@pytest.mark.parametrize("wrong", [{"options": ()}, {"options": ("A", "A")}])
def test_a_paper_without_options_or_with_one_twice_is_refused(
    wrong: dict[str, tuple[str, ...]],
) -> None:
    with pytest.raises(ValueError, match="Danh sách trên phiếu"):
        election(**wrong)


def test_a_motion_has_its_three_options_and_somebody_counts() -> None:
    with pytest.raises(ValueError, match="đúng các mục"):
        question(options=CANDIDATES)
    with pytest.raises(ValueError, match="kiểm phiếu"):
        question(tellers=0)
