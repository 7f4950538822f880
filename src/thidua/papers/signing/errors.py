"""Why something could not be signed or read: what, on which ground, what to do (Vietnamese)."""


class SigningError(Exception):
    """Nothing was signed; the paper is as it was."""

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(" ".join(part for part in (what, why, remedy) if part))
        self.what, self.why, self.remedy = what, why, remedy


class PinError(SigningError):
    """The PIN or password doesn't open the key."""


class KeyFileError(SigningError):
    """The key file or token can't be read, or holds no key to sign with."""


class CertificateError(SigningError):
    """The certificate may not be used: expired, revoked, of an unknown issuer, too weak."""


class TimestampError(SigningError):
    """The timestamp server gave no timestamp."""


class ValueMismatchError(SigningError):
    """A signature value made elsewhere does not belong to what was handed out."""


class PdfError(SigningError):
    """The file is no PDF that can be read to its end."""
