"""Blind RSA signatures by RFC 9474, variant RSABSSA-SHA384-PSS-Randomized.

Padding, verification and key generation are the library's. It has no blind signing, so the RFC's
own steps in between (§4.2 to §4.4: multiply, raise to a power, invert, all modulo n) are done on
Python's integers, step by step as the RFC writes them, and are held to its test vectors.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import gcd

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPrivateNumbers,
    RSAPublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA384

PREFIX = 32
_PSS = PSS(mgf=MGF1(SHA384()), salt_length=48)

# `Random` gives that many unpredictable bytes. `RawRsa` is the bare private operation, from the
# size of the modulus to the same size: a token's CKM_RSA_X_509, or `software_rsa`.
Random = Callable[[int], bytes]
RawRsa = Callable[[bytes], bytes]


class BlindingError(ValueError):
    """A step of the RFC that must not go on; the message is for the log, in the RFC's words."""


@dataclass(frozen=True, slots=True)
class Blinded:
    """What goes to the signer, and what takes the blinding off again; the latter stays at home."""

    message: bytes
    inverse: int


def prepare(message: bytes, random: Random) -> bytes:
    """PrepareRandomize, §4.1: nobody but the holder knows what will be signed."""
    return random(PREFIX) + message


def blind(key: RSAPublicKey, prepared: bytes, scratch: RSAPrivateKey, random: Random) -> Blinded:
    """Blind, §4.2. `scratch` is any key of the same size that is used for nothing else."""
    if scratch.key_size != key.key_size:
        raise BlindingError("scratch key of another size")
    factor = _uniform(key.public_numbers().n, random)
    return blind_encoded(key, pss_encoded(prepared, scratch), factor)


def pss_encoded(prepared: bytes, scratch: RSAPrivateKey) -> int:
    """EMSA-PSS-ENCODE as the library does it.

    It has no call for the padding alone: the scratch key signs, and its public exponent brings
    the padded message back. The scratch key protects nothing.
    """
    public = scratch.public_key().public_numbers()
    return pow(_int(scratch.sign(prepared, _PSS, SHA384())), public.e, public.n)


def blind_encoded(key: RSAPublicKey, encoded: int, factor: int) -> Blinded:
    """Blind from step 3 on, with a given random factor."""
    numbers = key.public_numbers()
    if gcd(encoded, numbers.n) != 1:
        raise BlindingError("invalid input")
    if gcd(factor, numbers.n) != 1:
        raise BlindingError("blinding error")
    hidden = encoded * pow(factor, numbers.e, numbers.n) % numbers.n
    return Blinded(_bytes(hidden, key), pow(factor, -1, numbers.n))


def blind_sign(key: RSAPublicKey, raw: RawRsa, blinded: bytes) -> bytes:
    """BlindSign, §4.3: nothing leaves that the public key doesn't turn back into what came.

    A fault in the private operation would otherwise hand out the factors of the key.
    """
    numbers = key.public_numbers()
    if len(blinded) != _size(key):
        raise BlindingError("unexpected input size")
    if not 0 < _int(blinded) < numbers.n:
        raise BlindingError("message representative out of range")
    signed = raw(blinded)
    if len(signed) != _size(key) or pow(_int(signed), numbers.e, numbers.n) != _int(blinded):
        raise BlindingError("signing failure")
    return signed


def software_rsa(key: RSAPrivateKey, random: Random) -> RawRsa:
    """Return the private operation on integers, for tests and small offices.

    Python's powers take a time that depends on the exponent, so what is raised is first multiplied
    by a random factor that nobody outside can choose. Where a hardware token is at hand, it does
    this operation, and this function isn't used.
    """
    numbers, public = key.private_numbers(), key.public_key()
    n, e = numbers.public_numbers.n, numbers.public_numbers.e

    def raw(blinded: bytes) -> bytes:
        factor = _uniform(n, random)
        powered = _powered(_int(blinded) * pow(factor, e, n) % n, numbers)
        return _bytes(powered * pow(factor, -1, n) % n, public)

    return raw


def _powered(number: int, key: RSAPrivateNumbers) -> int:
    """RSASP1 of RFC 8017 (§5.2.1) in its quicker form, by the two prime factors."""
    by_p, by_q = pow(number, key.dmp1, key.p), pow(number, key.dmq1, key.q)
    return by_q + key.q * ((by_p - by_q) * key.iqmp % key.p)


def finalize(key: RSAPublicKey, prepared: bytes, blind_signature: bytes, inverse: int) -> bytes:
    """Finalize, §4.4: the signature itself, or an error when the signer cheated or erred."""
    if len(blind_signature) != _size(key):
        raise BlindingError("unexpected input size")
    signature = _bytes(_int(blind_signature) * inverse % key.public_numbers().n, key)
    if not verified(key, prepared, signature):
        raise BlindingError("invalid signature")
    return signature


def verified(key: RSAPublicKey, prepared: bytes, signature: bytes) -> bool:
    """Say whether the signature is the key's: ordinary RSA-PSS, §4.5."""
    try:
        key.verify(signature, prepared, _PSS, SHA384())
    except InvalidSignature:
        return False
    return True


def _uniform(limit: int, random: Random) -> int:
    """Return a number from 1 to limit - 1, each as likely as any other."""
    size = (limit.bit_length() + 7) // 8
    while True:
        drawn = _int(random(size))
        if 0 < drawn < limit:
            return drawn


def _size(key: RSAPublicKey) -> int:
    return (key.key_size + 7) // 8


def _int(octets: bytes) -> int:
    return int.from_bytes(octets, "big")


def _bytes(number: int, key: RSAPublicKey) -> bytes:
    return number.to_bytes(_size(key), "big")
