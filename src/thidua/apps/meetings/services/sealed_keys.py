"""The two keys of a sealed vote that the database never holds: files, destroyed at closing.

All server processes read the same folder (`THIDUA_BALLOT_KEYS`). It is never backed up: with the
box key, a copy of the database made during the vote shows the order in which ballots came.
"""

import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from django.conf import settings

from thidua.apps.journal.base import Refused

TOKEN_BITS = 3072
NONCE = 12


@dataclass(frozen=True, slots=True)
class BoxKey:
    """Hides ballots while the box is open: what is cast, and under which token."""

    secret: bytes

    def mark(self, token: bytes) -> str:
        """Return what stands for a token: the same each time, and without the key no token's."""
        return hmac.new(self.secret, b"thidua mark 1\n" + token, sha256).hexdigest()

    def wrap(self, mark: str, ballot: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, ballot, mark.encode())

    def unwrap(self, mark: str, wrapped: bytes) -> bytes:
        """Return the ballot.

        Raises:
            InvalidTag: not wrapped with this key, or changed.
        """
        return self._cipher.decrypt(wrapped[:NONCE], wrapped[NONCE:], mark.encode())

    @property
    def _cipher(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(hmac.digest(self.secret, b"thidua wrap 1\n", sha256))


def make_keys(vote: UUID) -> RSAPublicKey:
    """Make both keys of a vote, in place of any left by a deed that was undone."""
    key = generate_private_key(65537, TOKEN_BITS)
    told = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    _keep(_token_file(vote), told)
    _keep(_box_file(vote), secrets.token_bytes(32))
    return key.public_key()


def token_key(vote: UUID) -> RSAPrivateKey:
    told = _kept(_token_file(vote))
    key = load_der_private_key(told, None, unsafe_skip_rsa_key_validation=True)
    return cast("RSAPrivateKey", key)


def box_key(vote: UUID) -> BoxKey:
    return BoxKey(_kept(_box_file(vote)))


def destroy_keys(vote: UUID) -> None:
    """Overwrite and remove the keys; how much that is worth depends on the disk."""
    for path in (_token_file(vote), _box_file(vote)):
        with suppress(FileNotFoundError):
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()


def _token_file(vote: UUID) -> Path:
    return Path(settings.BALLOT_KEYS) / f"{vote}.token"


def _box_file(vote: UUID) -> Path:
    return Path(settings.BALLOT_KEYS) / f"{vote}.box"


def _keep(path: Path, content: bytes) -> None:
    """Write a file that only the server's user reads, whole or not at all, and durably."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    making = path.with_suffix(f"{path.suffix}.new")
    making.unlink(missing_ok=True)
    with open(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 -- a path can't be opened with a mode of its own
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    making.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _kept(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(
            "Máy chủ không còn khóa của nội dung bỏ phiếu này.",
            "Khóa nằm ngoài cơ sở dữ liệu, không sao lưu; mất khóa thì phiếu chưa đóng hòm không đọc được.",
            "Hãy báo thư ký: bỏ phiếu lại, hoặc bỏ phiếu giấy.",
        ) from None
