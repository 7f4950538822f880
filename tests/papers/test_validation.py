"""Telling good signatures from bad ones: forged, cut off, signed again, changed, revoked, weak."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import ocsp
from certomancer.registry import CertLabel, CertomancerConfig, ServiceLabel
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given, strategies as st
from pyhanko.pdf_utils.generic import ArrayObject, TextStringObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from papers.signing_samples import (
    AT,
    NAMES,
    PIN,
    anchors,
    authority,
    clock,
    key_file,
    key_of,
    nothing_revoked,
    prepared,
    unsigned,
)
from thidua.papers.signing.anchors import filled, known_sets
from thidua.papers.signing.certificates import Evidence
from thidua.papers.signing.demo import issue, make_authority, revocation_list
from thidua.papers.signing.errors import PdfError
from thidua.papers.signing.fields import Place, prepare
from thidua.papers.signing.keys import open_pkcs12
from thidua.papers.signing.sign import begin, finish, sign
from thidua.papers.signing.validate import (
    Clock,
    Later,
    Report,
    Revocation,
    SignatureReport,
    validate,
)
from tried import tried

YEAR = timedelta(days=365)


@cache
def signed_once() -> bytes:
    return sign(prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, timestamp=clock()).pdf


@cache
def signed_twice() -> bytes:
    at = AT + timedelta(minutes=1)
    return sign(signed_once(), "don-vi-02", key_of(NAMES[1]), at=at, timestamp=clock(at)).pdf


def report_of(pdf: bytes, evidence: Evidence = Evidence()) -> Report:  # noqa: B008 -- frozen
    return validate(pdf, anchors(), evidence)


def only(report: Report) -> SignatureReport:
    [one] = report.signatures
    return one


def test_a_signed_paper_tells_who_when_by_whose_clock_and_up_to_which_root() -> None:
    one = only(report_of(signed_once()))
    assert (one.certificate.name, one.certificate.organisation) == (NAMES[0], "Sở Minh họa")
    assert (one.at, one.clock) == (AT, Clock.SERVER)
    assert one.anchor is not None
    assert (one.anchor.key, one.anchor.legal) == ("demo", False)
    assert (one.intact, one.whole, one.later, one.good) == (True, True, Later.NOTHING, True)


def test_a_later_signature_is_no_change_and_covers_the_whole_file() -> None:
    first, second = report_of(signed_twice()).signatures
    assert (first.later, first.whole, first.good) == (Later.SIGNATURES, False, True)
    assert (second.later, second.whole, second.good) == (Later.NOTHING, True, True)
    assert first.revision < second.revision


def test_a_paper_without_signatures_is_not_good() -> None:
    report = report_of(prepared())
    assert not report.good
    assert (report.signatures, report.blank) == ((), ("don-vi-01", "don-vi-02"))


@tried(12)
@given(st.data())
def test_a_byte_changed_anywhere_in_what_was_signed_is_noticed(data: st.DataObject) -> None:
    pdf = bytearray(signed_once())
    place = data.draw(st.integers(0, len(unsigned()) - 1))
    pdf[place] ^= data.draw(st.integers(1, 255))
    try:
        report = report_of(bytes(pdf))
    except PdfError:
        return
    assert not report.good


@tried(12)
@given(st.data())
def test_whatever_is_damaged_is_told_and_never_breaks_off(data: st.DataObject) -> None:
    pdf = bytearray(signed_once())
    start = data.draw(st.integers(0, len(pdf) - 1))
    pdf[start : start + data.draw(st.integers(1, 300))] = data.draw(st.binary(max_size=40))
    try:
        report = report_of(bytes(pdf))
    except PdfError:
        return
    assert len(report.signatures) + len(report.unreadable) <= 1


def test_a_signature_that_cannot_be_taken_apart_is_named() -> None:
    pdf = signed_once()
    start = pdf.index(b"/Contents <", len(prepared())) + len(b"/Contents <")
    report = report_of(pdf[:start] + b"00" * 200 + pdf[start + 400 :])
    assert (report.signatures, report.unreadable, report.good) == ((), ("don-vi-01",), False)


def test_a_text_changed_where_it_stands_breaks_the_signature() -> None:
    forged = signed_once().replace(b"/Title", b"/Titel", 1)
    one = only(report_of(forged))
    assert (one.intact, one.good) == (False, False)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_is_never_good(share: float) -> None:
    cut = signed_twice()[: int(len(signed_twice()) * share)]
    try:
        report = report_of(cut)
    except PdfError:
        return
    assert not report.good or report.blank


def test_a_file_cut_back_to_an_earlier_signature_shows_the_fields_it_lost() -> None:
    cut = signed_twice()[: len(signed_once())]
    assert report_of(cut).blank == ("don-vi-02",)


def incremental(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    update, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    change(update)
    update.write(out)
    return out.getvalue()


def draw_on_the_page(update: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject

    text = update.add_object(StreamObject(stream_data=b"0 0 100 100 re f"))
    update.add_stream_to_page(0, text, DictionaryObject())


def note_on_the_page(update: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils.generic import DictionaryObject, NumberObject

    page = update.find_page_for_modification(0)[0].get_object()
    note = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Text"),
            pdf_name("/Rect"): ArrayObject(map(NumberObject, (0, 0, 20, 20))),
            pdf_name("/Contents"): TextStringObject("x"),
        }
    )
    page[pdf_name("/Annots")] = ArrayObject([update.add_object(note)])
    update.update_container(page)


@pytest.mark.parametrize("change", [draw_on_the_page, note_on_the_page])
def test_what_is_added_to_a_page_after_signing_is_told_as_such(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    one = only(report_of(incremental(signed_once(), change)))
    assert (one.intact, one.later, one.good) == (True, Later.PAGES, False)


def test_a_number_drawn_after_the_first_signature_breaks_the_first_and_not_the_second() -> None:
    """Signed, then numbered, then sealed: a common order, told as "changed afterwards"."""
    numbered = incremental(signed_once(), draw_on_the_page)
    second = sign(numbered, "don-vi-02", key_of(NAMES[1]), at=AT).pdf
    first, later = report_of(second).signatures
    assert (first.later, first.good, later.good) == (Later.PAGES, False, True)


def test_a_field_made_after_the_first_signature_is_told_and_shows_as_blank() -> None:
    report = report_of(prepare(signed_once(), [Place("them", "thêm", 0, (10, 10, 60, 60))]))
    assert only(report).later == Later.SIGNATURES
    assert report.blank == ("don-vi-02", "them")


def test_a_paper_signed_again_by_a_stranger_of_the_same_name_is_told_apart() -> None:
    stranger = make_authority(AT - timedelta(days=2))
    key = open_pkcs12(issue(stranger, NAMES[0], "Sở Minh họa", since=AT, pin=PIN), PIN)
    one = only(report_of(sign(prepared(), "don-vi-01", key, at=AT).pdf))
    assert one.certificate.name == NAMES[0]
    assert (one.intact, one.standing, one.anchor, one.good) == (True, "untrusted", None, False)


def test_signatures_taken_into_a_file_written_anew_do_not_hold() -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    out = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(signed_once()))).write(out)
    assert not report_of(out.getvalue()).good


def revoked_at(since: timedelta) -> Evidence:
    serial = x509.load_der_x509_certificate(key_of(NAMES[0]).certificate).serial_number
    told = revocation_list(authority(), AT + timedelta(days=1), [(serial, AT + since)])
    return Evidence(crls=(told,))


def test_a_certificate_revoked_before_signing_makes_no_good_signature() -> None:
    one = only(report_of(signed_once(), revoked_at(-timedelta(hours=1))))
    assert (one.standing, one.revocation, one.good) == ("revoked", Revocation.REVOKED, False)


def test_a_certificate_revoked_after_signing_leaves_the_signature_good() -> None:
    one = only(report_of(signed_once(), revoked_at(timedelta(hours=1))))
    assert (one.standing, one.revocation, one.good) == ("good", Revocation.GOOD, True)


def test_evidence_kept_in_the_file_proves_that_nothing_was_revoked() -> None:
    signed = sign(
        prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, timestamp=clock(),
        evidence=nothing_revoked(),
    )  # fmt: skip
    one = only(report_of(signed.pdf))
    assert (one.revocation, one.later) == (Revocation.GOOD, Later.EVIDENCE)


def test_a_signature_with_an_expired_certificate_is_not_good() -> None:
    key = open_pkcs12(key_file(NAMES[0], days=1, since=AT - timedelta(days=9)), PIN)
    one = only(report_of(sign(prepared(), "don-vi-01", key, at=AT).pdf))
    assert (one.standing, one.good) == ("expired", False)


def test_a_signature_outlives_its_certificate() -> None:
    key = open_pkcs12(key_file(NAMES[0], days=3), PIN)
    assert report_of(sign(prepared(), "don-vi-01", key, at=AT, timestamp=clock()).pdf).good


def test_the_anchors_of_the_day_of_signing_count() -> None:
    root = authority().certificate
    of_2025 = filled({"quoc-gia": [root]})
    signed = sign(prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, timestamp=clock()).pdf
    found = only(validate(signed, of_2025)).anchor
    assert found is not None
    assert found.instrument == "Nghị định số 23/2025/NĐ-CP"
    earlier = [one for one in of_2025 if one.until is not None]
    assert only(validate(signed, earlier)).standing == "untrusted"


def test_each_set_hands_over_to_the_next_without_a_gap() -> None:
    for key in ("cong-vu", "quoc-gia"):
        first, second = (one for one in known_sets() if one.key == key)
        assert first.until is not None
        assert first.until + timedelta(days=1) == second.since
        assert [one.holds_on(date(2020, 1, 1)) for one in (first, second)] == [True, False]


def test_a_timestamp_of_a_server_nobody_trusts_is_told() -> None:
    stranger = make_authority(AT - timedelta(days=2))
    server = replace(clock(), authority=stranger)
    one = only(
        report_of(sign(prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, timestamp=server).pdf)
    )
    assert one.clock == Clock.STRANGE_SERVER


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@pytest.mark.parametrize(
    ("digest", "subfilter", "weak"),
    [
        ("sha256", SigSeedSubFilter.ADOBE_PKCS7_DETACHED, ("dạng chữ ký cũ (không phải PAdES)",)),
        ("sha1", SigSeedSubFilter.PADES, ("thuật toán băm SHA1",)),
    ],
)
def test_old_ways_of_signing_are_marked_weak_and_not_refused(
    digest: str, subfilter: SigSeedSubFilter, weak: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "key.p12").write_bytes(key_file(NAMES[0]))
    signer = SimpleSigner.load_pkcs12(str(tmp_path / "key.p12"), passphrase=PIN.encode())
    meta = PdfSignatureMetadata("don-vi-01", md_algorithm=digest, subfilter=subfilter)
    out = sign_pdf(IncrementalPdfFileWriter(BytesIO(prepared())), meta, signer)
    one = only(report_of(out.getvalue()))
    assert one.weak == weak
    assert one.intact


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4 nothing", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_told_to_be_unreadable(content: bytes) -> None:
    with pytest.raises(PdfError, match="hỏng hoặc bị cắt"):
        report_of(content)


def test_a_file_stuffed_with_signatures_is_not_worked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("thidua.papers.signing.validate.MOST_SIGNATURES", 1)
    assert report_of(signed_once()).good
    with pytest.raises(PdfError, match="hơn 1 chữ ký số"):
        report_of(signed_twice())


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A root, an issuing authority, a person whose certificate was revoked, their CRL and OCSP."""
    folder = tmp_path_factory.mktemp("pki")
    names = ("root", "issuer", "ocsp", "person")
    for name in names:
        private = ec.generate_private_key(ec.SECP256R1())
        pem = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        (folder / f"{name}.pem").write_bytes(pem)
    return CertomancerConfig(architecture(names), str(folder)).get_pki_arch("trial")


def architecture(names: tuple[str, ...]) -> dict[str, Any]:
    valid = {"valid-from": "2026-01-01T00:00:00+0000", "valid-to": "2027-01-01T00:00:00+0000"}
    authority_ = [
        {"id": "basic_constraints", "critical": True, "value": {"ca": True}},
        {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": ["key_cert_sign", "crl_sign"]}},
    ]  # fmt: skip
    signing = [{"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": ["digital_signature", "non_repudiation"]}}]  # fmt: skip
    asked_at = [
        {"id": "crl_distribution_points", "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["issuer"]}}},
        {"id": "authority_information_access", "smart-value": {"schema": "aia-urls", "params": {"ocsp-responder-names": ["answers"]}}},
    ]  # fmt: skip
    answering = [{"id": "extended_key_usage", "critical": True, "value": ["ocsp_signing"]}, {"id": "ocsp_no_check"}]  # fmt: skip
    return {
        "external-url-prefix": "http://pki.invalid",
        "keysets": {"keys": {"keys": {name: {"path": f"{name}.pem"} for name in names}}},
        "pki-architectures": {
            "trial": {
                "keyset": "keys",
                "entity-defaults": {"country-name": "VN", "organization-name": "Minh họa"},
                "entities": {name: {"common-name": f"{name} (minh họa)"} for name in names},
                "certs": {
                    "root": {"subject": "root", "issuer": "root", "validity": valid, "extensions": authority_},
                    "issuer": {"subject": "issuer", "issuer": "root", "validity": valid, "extensions": authority_},
                    "ocsp": {"subject": "ocsp", "issuer": "issuer", "validity": valid, "extensions": answering},
                    "person": {
                        "subject": "person", "issuer": "issuer", "validity": valid, "extensions": signing + asked_at,
                        "revocation": {"revoked-since": "2026-03-02T00:00:00+0000", "reason": "key_compromise"},
                    },
                },
                "services": {
                    "crl-repo": {"issuer": {"for-issuer": "issuer", "signing-key": "issuer", "simulated-update-schedule": "P7D"}},
                    "ocsp": {"answers": {"for-issuer": "issuer", "responder-cert": "ocsp", "signing-key": "ocsp"}},
                },
            }
        },
    }  # fmt: skip


@pytest.mark.parametrize("way", ["crl", "ocsp"])
def test_revocation_told_by_an_issuing_authority_is_heeded_by_the_time_of_signing(
    pki: Any, way: str
) -> None:
    der = {name: pki.get_cert(CertLabel(name)).dump() for name in ("root", "issuer", "person")}
    key = serialization.load_der_private_key(pki.key_set.get_private_key("person").dump(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    trust, found = filled({"quoc-gia": [der["root"]]}), {}
    for when in (AT - timedelta(days=1), AT + timedelta(days=1)):
        kept = begin(prepared(), "don-vi-01", der["person"], [der["issuer"]], at=when)
        value = key.sign(kept.attributes, ec.ECDSA(SHA256()))
        signed = finish(kept, value).pdf
        found[when < AT] = only(validate(signed, trust, told_by(pki, way))).standing
    assert found == {True: "good", False: "revoked"}


def told_by(pki: Any, way: str) -> Evidence:
    at = AT + timedelta(days=10)
    services = pki.service_registry
    if way == "crl":
        return Evidence(crls=(services.get_crl(ServiceLabel("issuer"), at).dump(),))
    issuer = pki.get_cert(CertLabel("issuer"))
    asked = {
        "hash_algorithm": {"algorithm": "sha1"},
        "issuer_name_hash": issuer.subject.sha1,
        "issuer_key_hash": issuer.public_key.sha1,
        "serial_number": pki.get_cert(CertLabel("person")).serial_number,
    }
    request = ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": asked}]}})
    responder = services.summon_responder(ServiceLabel("answers"), at)
    return Evidence(ocsps=(responder.build_ocsp_response(request).dump(),))
