"""Keys that sign: a PKCS#12 file held in memory, or a PKCS#11 token. Nothing of them is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

import pkcs11
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.exceptions import (
    NoSuchKey,
    NoSuchToken,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
)
from pkcs11.util.ec import encode_ecdsa_signature

from thidua.papers.signing.errors import KeyFileError, PinError


class Key(Protocol):
    """A key with its certificate (DER) and those above it."""

    @property
    def certificate(self) -> bytes: ...
    @property
    def chain(self) -> tuple[bytes, ...]: ...

    def sign(self, data: bytes) -> bytes:
        """Return the signature over SHA-256 of the data: RSA PKCS#1 v1.5 or ECDSA (DER)."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key of a PKCS#12 file, for as long as this object lives."""

    certificate: bytes
    chain: tuple[bytes, ...]
    private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.private.sign(data, ec.ECDSA(hashes.SHA256()))


def open_pkcs12(content: bytes, pin: str) -> FileKey:
    """Open a PKCS#12 file.

    Raises:
        PinError: the PIN is wrong, or the file is no PKCS#12 file, which looks the same.
        KeyFileError: it holds no key for RSA or ECDSA with a certificate.
    """
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(content, pin.encode())
    except ValueError as error:
        raise PinError(
            "Mã PIN không đúng, hoặc tệp không phải là tệp khóa PKCS#12.",
            remedy="Hãy nhập lại mã PIN và chọn tệp .p12 hoặc .pfx.",
        ) from error
    except UnsupportedAlgorithm as error:
        raise KeyFileError(
            "Tệp khóa dùng cách mã hóa đã cũ, không mở được.",
            remedy="Hãy xuất lại tệp khóa bằng AES, hoặc ký bằng thiết bị.",
        ) from error
    if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or not certificate:
        raise KeyFileError(
            "Tệp không có khóa ký RSA hoặc ECDSA kèm chứng thư số.", remedy="Hãy chọn tệp khác."
        )
    chain = tuple(one.public_bytes(Encoding.DER) for one in others)
    return FileKey(certificate.public_bytes(Encoding.DER), chain, private)


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key that never leaves its token; usable while the token's session is open."""

    certificate: bytes
    chain: tuple[bytes, ...]
    private: Any = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        if self.private.key_type == KeyType.RSA:
            return bytes(self.private.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
        raw = self.private.sign(sha256(data).digest(), mechanism=Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))


@contextmanager
def open_token(library: str, token: str, pin: str, label: str = "") -> Iterator[TokenKey]:
    """Open a token by its PKCS#11 library and name; the session ends with the block.

    `label` is that of the key; it may be empty if the token has one key.

    Raises:
        PinError: the PIN is wrong or the token is locked.
        KeyFileError: there is no such token or key.
    """
    try:
        session = pkcs11.lib(library).get_token(token_label=token).open(user_pin=pin)
    except (PinIncorrect, PinInvalid, PinLenRange) as error:
        raise PinError(
            "Mã PIN của thiết bị ký không đúng.",
            "Nhập sai nhiều lần thiết bị sẽ tự khóa.",
            "Hãy kiểm tra và nhập lại mã PIN.",
        ) from error
    except PinLocked as error:
        raise PinError(
            "Thiết bị ký đã khóa vì nhập sai mã PIN nhiều lần.",
            remedy="Hãy nhờ nơi cấp chứng thư số mở khóa thiết bị.",
        ) from error
    except NoSuchToken as error:
        raise KeyFileError(
            f"Không thấy thiết bị ký “{token}”.", remedy="Hãy cắm thiết bị và thử lại."
        ) from error
    except (PKCS11Error, RuntimeError) as error:
        raise KeyFileError("Không mở được thiết bị ký.", remedy="Hãy cắm lại thiết bị.") from error
    with session:
        yield _key_on(session, token, label)


def _key_on(session: Any, token: str, label: str) -> TokenKey:
    wanted = {Attribute.LABEL: label} if label else {}
    try:
        private = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=label or None)
    except (NoSuchKey, pkcs11.exceptions.MultipleObjectsReturned) as error:
        raise KeyFileError(
            f"Thiết bị “{token}” không có đúng một khóa ký mang nhãn “{label}”.",
            remedy="Hãy ghi nhãn của khóa ký.",
        ) from error
    held = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    certificates = {bytes(one[Attribute.ID]): bytes(one[Attribute.VALUE]) for one in held}
    own = certificates.pop(bytes(private[Attribute.ID]), b"")
    if not own:
        raise KeyFileError(f"Thiết bị “{token}” không có chứng thư số của khóa ký {wanted or ''}.")
    return TokenKey(own, tuple(certificates.values()), private)
