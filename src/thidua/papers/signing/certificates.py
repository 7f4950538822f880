"""What a certificate says, and whether it may be used at an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from asn1crypto import pem, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    PathValidationError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from thidua.papers.signing.anchors import AnchorSet, day_of, roots, set_of
from thidua.papers.signing.errors import CertificateError
from thidua.papers.signing.loop import run

RSA_BITS, EC_BITS = 2048, 256
USAGES = {"digital_signature", "non_repudiation"}
_PROOF, _ANY = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.NO_CHECK
EVERYBODY = RevocationCheckingPolicy(_PROOF, _PROOF)
THE_SIGNER = RevocationCheckingPolicy(_PROOF, _ANY)
NOBODY = RevocationCheckingPolicy(_ANY, _ANY)
Standing = Literal["good", "expired", "not_yet", "revoked", "untrusted", "unfit"]
SAID: dict[Standing, str] = {
    "expired": "Chứng thư số đã hết hạn",
    "not_yet": "Chứng thư số chưa đến ngày có hiệu lực",
    "revoked": "Chứng thư số đã bị thu hồi",
    "untrusted": "Chứng thư số không do tổ chức chứng thực nào trong danh sách tin cậy cấp",
    "unfit": "Chứng thư số không được cấp để ký",
}


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate in the words of its reader."""

    name: str
    organisation: str
    serial: str
    issuer: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What issuers said about revocation: CRLs and OCSP responses, DER."""

    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.crls or self.ocsps)


NONE = Evidence()


@dataclass(frozen=True, slots=True)
class Trust:
    """What a certificate is worth; `proven` if there is evidence that it was not revoked."""

    standing: Standing
    anchor: AnchorSet | None
    proven: bool


def read_certificates(content: bytes) -> tuple[bytes, ...]:
    """Return certificates as DER: one from DER, or all of a PEM file in their order.

    Raises:
        CertificateError: there is none.
    """
    try:
        armoured = pem.detect(content)
        found = (
            [der for _, _, der in pem.unarmor(content, multiple=True)] if armoured else [content]
        )
        for der in found:
            x509.Certificate.load(der, strict=True).native  # noqa: B018 -- reads it whole
    except (ValueError, TypeError) as error:
        raise CertificateError(
            "Tệp không phải là chứng thư số.", remedy="Hãy chọn tệp .cer, .crt hoặc .pem."
        ) from error
    return tuple(found)


def loaded(der: bytes) -> x509.Certificate:
    return x509.Certificate.load(der)


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return CertificateFacts(
        name=_one(subject.get("common_name")),
        organisation=_one(subject.get("organization_name")),
        serial=f"{certificate.serial_number:X}",
        issuer=_one(issuer.get("common_name")) or _one(issuer.get("organization_name")),
        since=certificate.not_valid_before,
        until=certificate.not_valid_after,
    )


def _one(value: str | list[str] | None) -> str:
    return ", ".join(value) if isinstance(value, list) else value or ""


def weak_key(certificate: x509.Certificate) -> str:
    """Name a key too short to sign with, in words; empty if it is long enough."""
    key = certificate.public_key
    least = {"rsa": RSA_BITS, "ec": EC_BITS}.get(key.algorithm)
    if least is None:
        return f"thuật toán khóa {key.algorithm}"
    try:
        bits = key.bit_size
    except ValueError:
        return "một đường cong không rõ tên"
    return f"khóa {key.algorithm.upper()} {bits} bit" if bits < least else ""


def context(
    anchors: Sequence[AnchorSet],
    moment: datetime,
    *,
    others: Sequence[x509.Certificate] = (),
    evidence: Evidence = NONE,
    check: RevocationCheckingPolicy = NOBODY,
) -> ValidationContext:
    """Make the context of one validation: nothing is fetched, nothing taken from the system.

    `check` says whose not being revoked must be proven.
    """
    return ValidationContext(
        trust_roots=roots(anchors, day_of(moment)),
        other_certs=others,
        moment=moment,
        crls=evidence.crls,
        ocsps=evidence.ocsps,
        revinfo_policy=CertRevTrustPolicy(check, retroactive_revinfo=True),
        weak_hash_algos=(),
    )


def standing(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    anchors: Sequence[AnchorSet],
    moment: datetime,
    evidence: Evidence,
) -> Trust:
    """Tell whether a certificate may be used at a moment, and up to which anchors of that day.

    Evidence on revocation is asked for of all, then of the signer's alone; where there is none, the
    certificate is taken as not revoked, which is told.
    """
    for check in (EVERYBODY, THE_SIGNER, NOBODY):
        trust = context(anchors, moment, evidence=evidence, check=check)
        validator = CertificateValidator(certificate, list(others), validation_context=trust)
        try:
            path = run(validator.async_validate_path())
        except InsufficientRevinfoError:
            continue
        except (ValidationError, PathError) as error:
            return Trust(standing_of(error), None, proven=False)
        usage = certificate.key_usage_value
        if usage is not None and not USAGES & usage.native:
            break
        return Trust("good", set_of(anchors, path.first, day_of(moment)), check is not NOBODY)
    return Trust("unfit", None, proven=False)


def standing_of(error: Exception) -> Standing:
    match error:
        case RevokedError():
            return "revoked"
        case ExpiredError():
            return "expired"
        case NotYetValidError():
            return "not_yet"
        case PathBuildingError():
            return "untrusted"
        case PathValidationError():
            return "untrusted"
        case _:
            return "unfit"


def require_fit(
    certificate: bytes,
    chain: Sequence[bytes],
    anchors: Sequence[AnchorSet],
    moment: datetime,
    evidence: Evidence,
) -> None:
    """Refuse to sign with a certificate that would make no good signature at this moment.

    Raises:
        CertificateError: says why.
    """
    one = loaded(certificate)
    facts = facts_of(one)
    told = f"số {facts.serial} của {facts.name}, do {facts.issuer} cấp"
    if weak := weak_key(one):
        raise CertificateError(
            f"Không ký bằng chứng thư số {told}.",
            f"Chứng thư dùng {weak}; cần RSA từ {RSA_BITS} bit hoặc ECDSA từ {EC_BITS} bit.",
            "Hãy dùng chứng thư số khác.",
        )
    found = standing(one, [loaded(c) for c in chain], anchors, moment, evidence).standing
    if found != "good":
        until = f" Thời hạn: {facts.since:%d/%m/%Y} – {facts.until:%d/%m/%Y}."
        raise CertificateError(
            f"{SAID[found]}: {told}.{until if found in {'expired', 'not_yet'} else ''}",
            "Chữ ký bằng chứng thư này sẽ không được công nhận.",
            "Hãy dùng chứng thư số còn hiệu lực, hoặc hỏi quản trị hệ thống về danh sách tin cậy.",
        )
