"""Ratio of twelve signatures on one agreement to bare pyHanko signing the same paper.

Both sign with the same keys, with a timestamp in process, into the same prepared fields, each with
a face of text. Run with `python benchmarks/signing.py`; trust the ratios, not the times of one
machine.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from time import perf_counter

from asn1crypto import keys as asn1_keys, x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thidua.papers import Heading, Kind, Paper, Paragraph, SignatureBlock, to_pdf
from thidua.papers.signing.anchors import filled
from thidua.papers.signing.appearance import person_text
from thidua.papers.signing.demo import DemoTimestampServer, issue, make_authority
from thidua.papers.signing.fields import prepare
from thidua.papers.signing.keys import FileKey, open_pkcs12
from thidua.papers.signing.places import Signer, places
from thidua.papers.signing.sign import sign
from thidua.papers.signing.validate import validate

ROUNDS, MEMBERS, BUDGET = 5, 12, 1.3
AT = datetime(2026, 3, 2, 3, 4, 5, tzinfo=UTC)
NAMES = [f"Người Ký {n:02d} (minh họa)" for n in range(1, MEMBERS + 1)]
AUTHORITY = make_authority(AT - timedelta(days=30))


def agreement() -> bytes:
    blocks = tuple(SignatureBlock(capacity=("SỞ MINH HỌA", "GIÁM ĐỐC"), name=n) for n in NAMES)
    return to_pdf(
        Paper(
            kind=Kind.AGREEMENT,
            heading=Heading("UBND TỈNH NAM ĐỊNH", "KHỐI THI ĐUA CÁC SỞ"),
            dated=date(2022, 1, 5),
            title="GIAO ƯỚC THI ĐUA NĂM 2022",
            summary="của Khối thi đua các sở",
            body=(Paragraph("Các đơn vị cùng ký kết giao ước thi đua. " * 12),) * 40,
            signatures=blocks,
        )
    )


def ours(pdf: bytes, signers: list[FileKey]) -> bytes:
    for number, key in enumerate(signers):
        pdf = sign(
            pdf, f"don-vi-{number}", key, at=AT, appearance=person_text(NAMES[number], AT),
            timestamp=DemoTimestampServer(AUTHORITY, AT),
        ).pdf  # fmt: skip
    return pdf


def clock() -> DummyTimeStamper:
    private = AUTHORITY.clock_private.private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    return DummyTimeStamper(
        asn1_x509.Certificate.load(AUTHORITY.clock.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(private),
        certs_to_embed=SimpleCertificateStore(),
        fixed_dt=AT,
    )


def simple_signer(key: FileKey) -> SimpleSigner:
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple([asn1_x509.Certificate.load(one) for one in key.chain])
    return SimpleSigner(
        asn1_x509.Certificate.load(key.certificate),
        asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=store,
    )


def bare(pdf: bytes, signers: list[FileKey]) -> bytes:
    for number, key in enumerate(signers):
        meta = PdfSignatureMetadata(
            field_name=f"don-vi-{number}", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        style = TextStampStyle(stamp_text="Signed %(ts)s", border_width=0)
        signer = PdfSigner(meta, simple_signer(key), timestamper=clock(), stamp_style=style)
        out = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), existing_fields_only=True)
        pdf = out.getvalue()
    return pdf


def bare_in_one_loop(pdf: bytes, signers: list[FileKey]) -> bytes:
    """The same without a new event loop, and its handlers of signals, for each signature."""

    async def all_of_them() -> bytes:
        signed = pdf
        for number, key in enumerate(signers):
            meta = PdfSignatureMetadata(
                field_name=f"don-vi-{number}",
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
            )
            style = TextStampStyle(stamp_text="Signed %(ts)s", border_width=0)
            signer = PdfSigner(meta, simple_signer(key), timestamper=clock(), stamp_style=style)
            writer = IncrementalPdfFileWriter(BytesIO(signed))
            out = await signer.async_sign_pdf(writer, existing_fields_only=True)
            signed = out.getvalue()
        return signed

    return asyncio.run(all_of_them())


def best(
    work: Callable[[bytes, list[FileKey]], bytes], pdf: bytes, signers: list[FileKey]
) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        signed = work(pdf, signers)
        times.append(perf_counter() - start)
    report = validate(signed, filled({"demo": [AUTHORITY.certificate]}))
    assert len(report.signatures) == MEMBERS
    assert report.good
    return min(times)


def main() -> None:
    since = AT - timedelta(days=1)
    signers = [
        open_pkcs12(issue(AUTHORITY, name, "Sở Minh họa", since=since, pin="123456"), "123456")
        for name in NAMES
    ]
    paper = agreement()
    fields = [Signer(f"don-vi-{n}", name, "GIÁM ĐỐC") for n, name in enumerate(NAMES)]
    prepared = prepare(paper, places(paper, fields))
    rows = (
        ("bare pyHanko, one loop", bare_in_one_loop),
        ("bare pyHanko", bare),
        ("thidua", ours),
    )
    measured = [(name, best(work, prepared, signers)) for name, work in rows]
    first = measured[0][1]
    print(f"{MEMBERS} signatures with timestamps on one agreement, best of {ROUNDS}")
    for name, seconds in measured:
        print(f"{name:<24} {seconds:>8.2f} s {seconds / first:>8.2f} ×")
    assert measured[-1][1] <= BUDGET * first, f"over {BUDGET} × bare pyHanko"


if __name__ == "__main__":
    main()
