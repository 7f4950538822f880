"""The steps of RFC 9474, held to its own vector and to their refusals."""

import secrets
from functools import cache

import pytest
import rfc9474 as vector
from cryptography.hazmat.primitives.asymmetric import rsa
from secret_votes import rsa_key

from thidua.voting.secret import blindrsa
from thidua.voting.secret.blindrsa import BlindingError

PREPARED = bytes.fromhex(vector.MSG_PREFIX + vector.MSG)
SIGNATURE = bytes.fromhex(vector.SIG)


@cache
def key_of_the_rfc() -> rsa.RSAPrivateKey:
    n = vector.P * vector.Q
    d = pow(vector.E, -1, (vector.P - 1) * (vector.Q - 1))
    return rsa.RSAPrivateNumbers(
        p=vector.P,
        q=vector.Q,
        d=d,
        dmp1=rsa.rsa_crt_dmp1(d, vector.P),
        dmq1=rsa.rsa_crt_dmq1(d, vector.Q),
        iqmp=rsa.rsa_crt_iqmp(vector.P, vector.Q),
        public_numbers=rsa.RSAPublicNumbers(vector.E, n),
    ).private_key()


def padded_message_of_the_rfc() -> int:
    """The vector's signature, opened by the public key: its message under its salt."""
    return pow(int(vector.SIG, 16), vector.E, vector.P * vector.Q)


def test_the_rfcs_message_is_prepared_by_its_prefix() -> None:
    prefix = bytes.fromhex(vector.MSG_PREFIX)
    assert blindrsa.prepare(bytes.fromhex(vector.MSG), lambda size: prefix[:size]) == PREPARED


def test_blinding_gives_the_rfcs_blinded_message_and_inverse() -> None:
    public = key_of_the_rfc().public_key()
    factor = pow(vector.INV, -1, public.public_numbers().n)
    blinded = blindrsa.blind_encoded(public, padded_message_of_the_rfc(), factor)
    assert (blinded.message.hex(), blinded.inverse) == (vector.BLINDED_MSG, vector.INV)


def test_signing_gives_the_rfcs_blind_signature() -> None:
    key = key_of_the_rfc()
    raw = blindrsa.software_rsa(key, secrets.token_bytes)
    signed = blindrsa.blind_sign(key.public_key(), raw, bytes.fromhex(vector.BLINDED_MSG))
    assert signed.hex() == vector.BLIND_SIG


def test_finalizing_gives_the_rfcs_signature() -> None:
    public = key_of_the_rfc().public_key()
    blind = bytes.fromhex(vector.BLIND_SIG)
    assert blindrsa.finalize(public, PREPARED, blind, vector.INV) == SIGNATURE
    assert blindrsa.verified(public, PREPARED, SIGNATURE)


def test_a_message_blinded_here_and_signed_verifies_as_plain_rsa_pss() -> None:
    key = rsa_key(0)
    prepared = blindrsa.prepare(b"question", secrets.token_bytes)
    hidden = blindrsa.blind(key.public_key(), prepared, rsa_key(1), secrets.token_bytes)
    raw = blindrsa.software_rsa(key, secrets.token_bytes)
    signed = blindrsa.blind_sign(key.public_key(), raw, hidden.message)
    final = blindrsa.finalize(key.public_key(), prepared, signed, hidden.inverse)
    assert blindrsa.verified(key.public_key(), prepared, final)
    assert not blindrsa.verified(key.public_key(), prepared + b"!", final)
    assert not blindrsa.verified(rsa_key(1).public_key(), prepared, final)


def test_a_faulty_private_operation_never_leaves_the_signer() -> None:
    key = rsa_key(0)
    good = blindrsa.software_rsa(key, secrets.token_bytes)
    message = (7).to_bytes(256, "big")
    for spoil in (lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda s: s[1:], lambda _: bytes(256)):
        with pytest.raises(BlindingError, match="signing failure"):
            blindrsa.blind_sign(key.public_key(), lambda m, spoil=spoil: spoil(good(m)), message)


def test_the_signer_takes_numbers_below_the_modulus_of_the_right_size_only() -> None:
    key = rsa_key(0)
    n = key.public_key().public_numbers().n
    for wrong, why in (
        (bytes(255), "unexpected input size"),
        (bytes(256), "out of range"),
        (n.to_bytes(256, "big"), "out of range"),
    ):
        with pytest.raises(BlindingError, match=why):
            blindrsa.blind_sign(key.public_key(), lambda m: m, wrong)


def test_a_signer_that_cheats_is_noticed_by_the_voter() -> None:
    public = key_of_the_rfc().public_key()
    with pytest.raises(BlindingError, match="invalid signature"):
        blindrsa.finalize(public, PREPARED, bytes.fromhex(vector.BLIND_SIG), vector.INV + 1)
    with pytest.raises(BlindingError, match="unexpected input size"):
        blindrsa.finalize(public, PREPARED, b"", vector.INV)


def test_what_shares_a_factor_with_the_modulus_is_not_blinded() -> None:
    public = key_of_the_rfc().public_key()
    with pytest.raises(BlindingError, match="invalid input"):
        blindrsa.blind_encoded(public, vector.P, 5)
    with pytest.raises(BlindingError, match="blinding error"):
        blindrsa.blind_encoded(public, 5, vector.Q)
    with pytest.raises(BlindingError, match="another size"):
        blindrsa.blind(public, PREPARED, rsa_key(0), secrets.token_bytes)
