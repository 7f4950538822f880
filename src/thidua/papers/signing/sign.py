"""Signing in two steps: a document made ready, whose hash goes out; the signature, which comes back.

A key at hand takes both steps at once. Written is PAdES: B-B, with a timestamp B-T, with evidence on
revocation B-LT.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Literal

from asn1crypto import cms, crl, ocsp, tsp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError as CmsError
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thidua.papers.signing.appearance import Appearance, style_of
from thidua.papers.signing.certificates import NONE, Evidence, loaded
from thidua.papers.signing.errors import PdfError, TimestampError, ValueMismatchError
from thidua.papers.signing.fields import Box, Update, update_of, written
from thidua.papers.signing.keys import Key
from thidua.papers.signing.loop import run

DIGEST = "sha256"
ROOM, ROOM_FOR_TIMESTAMP = 3072, 9216
Ask = Callable[[bytes], bytes]
"""A timestamp server (RFC 3161): a request, DER, to a response, DER; raises `OSError` if it fails."""
Level = Literal["B-B", "B-T", "B-LT"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document whose signature is still to come, from whatever device, at whatever time.

    Args:
        document: with the signature's room left blank.
        start: of that room in the document; `end` is where it ends.
        attributes: what is to be signed, DER: with SHA-256, by RSA PKCS#1 v1.5 or ECDSA.
        certificate: the signer's, DER; `chain` those above it.
    """

    document: bytes
    start: int
    end: int
    attributes: bytes
    certificate: bytes
    chain: tuple[bytes, ...]

    @property
    def digest(self) -> bytes:
        """SHA-256 of what is to be signed."""
        return sha256(self.attributes).digest()


@dataclass(frozen=True, slots=True)
class Signed:
    pdf: bytes
    level: Level


def begin(
    pdf: bytes,
    field: str,
    certificate: bytes,
    chain: Sequence[bytes],
    *,
    at: datetime,
    appearance: Appearance | None = None,
    reason: str = "",
) -> Prepared:
    """Make a document ready to be signed in a field; `at` is what the signature says of its time.

    Raises:
        PdfError: it can't be read, or has no such blank field.
    """
    update = update_of(pdf)
    box = _blank_box(update, field)
    signer = _signer(certificate, chain)
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
    )
    style = style_of(appearance, box, at) if appearance else NoOpStampStyle()
    session = PdfSigner(meta, signer, stamp_style=style).init_signing_session(
        update, existing_fields_only=True
    )
    session.system_time = at
    reserved = 2 * (ROOM + ROOM_FOR_TIMESTAMP + len(certificate) + sum(map(len, chain)))
    digest, out = session.prepare_tbs_document(None, reserved).digest_tbs_document()
    out.seek(0)
    attributes = run(
        signer.signed_attrs(
            digest.document_digest, DIGEST, PdfCMSSignedAttributes(signing_time=at), use_pades=True
        )
    )
    return Prepared(
        document=bytes(out.read()),
        start=digest.reserved_region_start,
        end=digest.reserved_region_end,
        attributes=attributes.dump(),
        certificate=certificate,
        chain=tuple(chain),
    )


def _blank_box(update: Update, field: str) -> Box:
    fields = {name: (value, ref) for name, value, ref in enumerate_sig_fields(update.prev)}
    if field not in fields:
        raise PdfError(f"Văn bản không có ô ký “{field}”.")
    value, ref = fields[field]
    if value is not None:
        raise PdfError(f"Ô ký “{field}” đã có chữ ký.")
    left, bottom, right, top = (float(edge) for edge in ref.get_object()["/Rect"])
    return (left, bottom, right, top)


def _signer(
    certificate: bytes, chain: Sequence[bytes], value: bytes | None = None
) -> ExternalSigner:
    store = SimpleCertificateStore()
    store.register_multiple([loaded(one) for one in chain])
    return ExternalSigner(loaded(certificate), store, signature_value=value)


def finish(
    prepared: Prepared,
    value: bytes,
    *,
    timestamp: Ask | None = None,
    evidence: Evidence = NONE,
) -> Signed:
    """Put the signature into the document that was made ready for it.

    Raises:
        ValueMismatchError: the value is no signature over the attributes by the certificate's key.
        TimestampError: the server gave no timestamp; nothing is signed.
    """
    _require_own(prepared, value)
    signature = _cms(prepared, value, timestamp)
    region = PreparedByteRangeDigest(b"", prepared.start, prepared.end)
    out = BytesIO(prepared.document)
    contents = region.fill_with_cms(out, signature)
    signed = out.getvalue()
    if not (timestamp and evidence):
        return Signed(signed, "B-T" if timestamp else "B-B")
    return Signed(_with_evidence(signed, contents, prepared, evidence), "B-LT")


def _require_own(prepared: Prepared, value: bytes) -> None:
    public = load_der_x509_certificate(prepared.certificate).public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(value, prepared.attributes, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(value, prepared.attributes, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise ValueMismatchError(
            "Chữ ký nộp lên không khớp với giá trị băm đã giao hoặc không phải do khóa của chứng thư số này tạo ra.",
            remedy="Hãy ký lại đúng tệp đã tải về, bằng thuật toán SHA-256 (RSA PKCS#1 v1.5 hoặc ECDSA).",
        ) from error


class _Server(TimeStamper):
    def __init__(self, ask: Ask) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library has no types here
        self.ask = ask

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self.ask(req.dump()))


def _cms(prepared: Prepared, value: bytes, timestamp: Ask | None) -> cms.ContentInfo:
    signer = _signer(prepared.certificate, prepared.chain, value)
    try:
        return run(
            signer.async_sign_prescribed_attributes(
                DIGEST,
                cms.CMSAttributes.load(prepared.attributes),
                timestamper=_Server(timestamp) if timestamp else None,
            )
        )
    except (OSError, TimestampRequestError, ValueError, CmsError) as error:
        raise TimestampError(
            "Không lấy được dấu thời gian nên chưa ký.",
            "Máy chủ dấu thời gian không trả lời hoặc từ chối.",
            "Văn bản vẫn nguyên như trước. Hãy thử lại sau ít phút.",
        ) from error


def _with_evidence(signed: bytes, contents: bytes, prepared: Prepared, evidence: Evidence) -> bytes:
    update = update_of(signed)
    DocumentSecurityStore.supply_dss_in_writer(
        update,
        contents,
        certs=[loaded(one) for one in (prepared.certificate, *prepared.chain)],
        crls=[crl.CertificateList.load(one) for one in evidence.crls],
        ocsps=[ocsp.OCSPResponse.load(one) for one in evidence.ocsps],
    )
    return written(update)


def sign(
    pdf: bytes,
    field: str,
    key: Key,
    *,
    at: datetime,
    appearance: Appearance | None = None,
    reason: str = "",
    timestamp: Ask | None = None,
    evidence: Evidence = NONE,
) -> Signed:
    """Sign with a key at hand; errors as `begin` and `finish`."""
    prepared = begin(
        pdf, field, key.certificate, key.chain, at=at, appearance=appearance, reason=reason
    )
    return finish(prepared, key.sign(prepared.attributes), timestamp=timestamp, evidence=evidence)
