"""What the signatures in a PDF are worth, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import (
    MultivaluedAttributeError,
    NonexistentAttributeError,
    find_unique_cms_attribute,
)
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from thidua.papers.signing.anchors import AnchorSet
from thidua.papers.signing.certificates import (
    NONE,
    CertificateFacts,
    Evidence,
    Standing,
    Trust,
    context,
    facts_of,
    standing,
    weak_key,
)
from thidua.papers.signing.errors import PdfError
from thidua.papers.signing.fields import blank_fields, read_pdf, reading
from thidua.papers.signing.loop import run

STRONG = {"sha256", "sha384", "sha512"}
MOST_SIGNATURES = 100
SIGNATURE = "/Sig"  # and no timestamp over the whole file
PADES = "/ETSI.CAdES.detached"


class Later(Enum):
    """What happened to the file after a signature, by class."""

    NOTHING = "Không có thay đổi nào sau chữ ký này."
    EVIDENCE = "Sau chữ ký này chỉ thêm bằng chứng để kiểm tra lâu dài."
    SIGNATURES = "Sau chữ ký này chỉ có thêm ô ký và chữ ký của người khác."
    NOTES = "Sau chữ ký này có thêm ghi chú trên trang."
    PAGES = "Sau chữ ký này nội dung trang hoặc cấu trúc tệp đã bị thay đổi."
    UNKNOWN = "Không xác định được thay đổi sau chữ ký này."


LATER = {
    ModificationLevel.NONE: Later.NOTHING,
    ModificationLevel.LTA_UPDATES: Later.EVIDENCE,
    ModificationLevel.FORM_FILLING: Later.SIGNATURES,
    ModificationLevel.ANNOTATIONS: Later.NOTES,
    ModificationLevel.OTHER: Later.PAGES,
}
HARMLESS = {Later.NOTHING, Later.EVIDENCE, Later.SIGNATURES}


class Clock(Enum):
    """Whose word the time of a signature is."""

    SERVER = "máy chủ dấu thời gian"
    STRANGE_SERVER = "máy chủ dấu thời gian chưa được tin cậy"
    SIGNER = "đồng hồ của người ký"


class Revocation(Enum):
    GOOD = "chưa bị thu hồi khi ký"
    REVOKED = "đã bị thu hồi khi ký"
    UNKNOWN = "không có bằng chứng về việc thu hồi"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureReport:
    """One signature.

    Args:
        intact: the bytes it covers are those that were signed, by the certificate's own key.
        whole: it covers the whole file as it is; else the file as it was at `revision`.
        weak: what of it would not be accepted for a new signature.
        anchor: the set of roots its certificate leads up to, if any.
    """

    field: str
    certificate: CertificateFacts
    der: bytes
    at: datetime | None
    clock: Clock
    intact: bool
    whole: bool
    revision: int
    later: Later
    standing: Standing
    anchor: AnchorSet | None
    revocation: Revocation
    weak: tuple[str, ...]

    @property
    def unchanged(self) -> bool:
        return self.intact and self.later in HARMLESS

    @property
    def good(self) -> bool:
        """Whether it holds: unchanged, by a certificate that was in order when it was used."""
        return self.unchanged and self.standing == "good"


@dataclass(frozen=True, slots=True)
class Report:
    """All signatures of a file in their order, and the fields still blank.

    Args:
        unreadable: fields whose signature can't even be taken apart.
    """

    signatures: tuple[SignatureReport, ...]
    blank: tuple[str, ...]
    unreadable: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        signed = bool(self.signatures) and not self.unreadable
        return signed and all(one.good for one in self.signatures)


def validate(
    pdf: bytes,
    anchors: Sequence[AnchorSet],
    evidence: Evidence = NONE,
) -> Report:
    """Judge every signature at the time it was made; nothing is fetched.

    `evidence` on revocation comes besides what the file itself carries.

    Raises:
        PdfError: the file can't be read to its end, or has more signatures than a paper ever would.
    """
    reader = read_pdf(pdf)
    with reading():
        signed = list(enumerate_sig_fields(reader, filled_status=True))
        blank = tuple(blank_fields(reader))
    if len(signed) > MOST_SIGNATURES:
        raise PdfError(f"Tệp có hơn {MOST_SIGNATURES} chữ ký số nên không kiểm tra được ở đây.")
    known = _all_evidence(reader, evidence)
    reports, unreadable = [], []
    for name, _, field in signed:
        try:
            with reading():
                embedded = EmbeddedPdfSignature(reader, field.get_object(), name)
                if embedded.sig_object_type == SIGNATURE:
                    reports.append(_report(embedded, anchors, known))
        except PdfError:
            unreadable.append(name)
    in_order = sorted(reports, key=lambda one: one.revision)
    return Report(tuple(in_order), blank, tuple(unreadable))


def _all_evidence(reader: PdfFileReader, evidence: Evidence) -> Evidence:
    try:
        with reading():
            store = DocumentSecurityStore.read_dss(reader)
            crls = [ref.get_object().data for ref in store.crls]
            ocsps = [ref.get_object().data for ref in store.ocsps]
    except PdfError:
        return evidence
    return Evidence((*evidence.crls, *crls), (*evidence.ocsps, *ocsps))


def _report(
    embedded: EmbeddedPdfSignature, anchors: Sequence[AnchorSet], evidence: Evidence
) -> SignatureReport:
    moment = _told_time(embedded)
    others = embedded.other_embedded_certs
    if moment is None:
        raise ValueError("a signature without any time")
    lenient = context(anchors, moment, others=others, evidence=evidence)
    status = run(async_validate_pdf_signature(embedded, lenient))
    trust = standing(embedded.signer_cert, others, anchors, moment, evidence)
    return SignatureReport(
        field=embedded.field_name,
        certificate=facts_of(embedded.signer_cert),
        der=embedded.signer_cert.dump(),
        at=moment,
        clock=_clock(status),
        intact=status.intact and status.valid,
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        revision=embedded.signed_revision + 1,
        later=_later(status),
        standing=trust.standing,
        anchor=trust.anchor,
        revocation=_revocation(trust),
        weak=tuple(_weak(embedded, status)),
    )


def _told_time(embedded: EmbeddedPdfSignature) -> datetime | None:
    attributes = embedded.signer_info["unsigned_attrs"]
    try:
        stamp = find_unique_cms_attribute(attributes, "signature_time_stamp_token")
    except (NonexistentAttributeError, MultivaluedAttributeError):
        return embedded.self_reported_timestamp
    told: datetime = stamp["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    return told


def _clock(status: PdfSignatureStatus) -> Clock:
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.intact):
        return Clock.SIGNER
    return Clock.SERVER if stamp.trusted else Clock.STRANGE_SERVER


def _later(status: PdfSignatureStatus) -> Later:
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Later.PAGES
    level = status.modification_level
    return LATER[level] if level is not None else Later.UNKNOWN


def _revocation(trust: Trust) -> Revocation:
    if trust.standing == "revoked":
        return Revocation.REVOKED
    return Revocation.GOOD if trust.proven else Revocation.UNKNOWN


def _weak(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> list[str]:
    found = []
    if status.md_algorithm not in STRONG:
        found.append(f"thuật toán băm {status.md_algorithm.upper()}")
    if embedded.sig_object.get("/SubFilter") != PADES:
        found.append("dạng chữ ký cũ (không phải PAdES)")
    if key := weak_key(embedded.signer_cert):
        found.append(key)
    return found
