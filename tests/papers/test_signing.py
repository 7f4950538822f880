"""Signing: fields first, then each signature by its own key, at hand or far away."""

import os
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from struct import pack

import pytest
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pypdf import PdfReader

from papers.signing_samples import (
    AT,
    NAMES,
    PIN,
    anchors,
    authority,
    clock,
    field_of,
    key_file,
    key_of,
    nothing_revoked,
    prepared,
    unsigned,
)
from thidua.papers import Heading, Kind, Paper, Paragraph, SignatureBlock, to_pdf
from thidua.papers.signing.anchors import filled, known_sets
from thidua.papers.signing.appearance import (
    Appearance,
    attachment_text,
    image_of,
    office_text,
    person_text,
)
from thidua.papers.signing.certificates import (
    NONE,
    Evidence,
    read_certificates,
    require_fit,
)
from thidua.papers.signing.demo import (
    WARNING,
    make_authority,
    name_of,
    read_authority,
    revocation_list,
)
from thidua.papers.signing.errors import (
    CertificateError,
    KeyFileError,
    PdfError,
    PinError,
    SigningError,
    TimestampError,
    ValueMismatchError,
)
from thidua.papers.signing.fields import field_names, prepare
from thidua.papers.signing.keys import FileKey, open_pkcs12, open_token
from thidua.papers.signing.places import Signer, places, stamp_place
from thidua.papers.signing.sign import begin, finish, sign
from thidua.papers.signing.validate import Clock, Revocation, validate

TOKEN_LIBRARY = os.environ.get("THIDUA_TEST_PKCS11", "")
MM = 72 / 25.4


def png(width: int = 4, height: int = 2) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x10\x20\xc0\x80" * width for _ in range(height))
    head = pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_twelve_members_sign_one_agreement_with_twelve_keys_and_all_signatures_hold() -> None:
    pdf = prepared(12)
    for number, name in enumerate(NAMES, start=1):
        at = AT + timedelta(minutes=number)
        pdf = sign(pdf, field_of(number), key_of(name), at=at, timestamp=clock(at)).pdf
    report = validate(pdf, anchors())
    assert report.good
    assert report.blank == ()
    assert [one.certificate.name for one in report.signatures] == list(NAMES)
    assert [one.whole for one in report.signatures] == [False] * 11 + [True]
    assert len({one.certificate.serial for one in report.signatures}) == 12


@pytest.mark.parametrize(
    ("timestamp", "evidence", "level", "time", "revocation"),
    [
        (None, Evidence(), "B-B", Clock.SIGNER, Revocation.UNKNOWN),
        (clock(), Evidence(), "B-T", Clock.SERVER, Revocation.UNKNOWN),
        (clock(), nothing_revoked(), "B-LT", Clock.SERVER, Revocation.GOOD),
    ],
)
def test_the_level_follows_from_what_is_to_be_had(
    timestamp: object, evidence: Evidence, level: str, time: Clock, revocation: Revocation
) -> None:
    signed = sign(
        prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, timestamp=timestamp, evidence=evidence
    )
    [one] = validate(signed.pdf, anchors()).signatures
    assert (signed.level, one.clock, one.revocation) == (level, time, revocation)
    assert (one.at, one.standing, one.weak) == (AT, "good", ())


def test_the_hash_goes_out_and_the_signature_comes_back_to_the_document_kept_meanwhile() -> None:
    key = key_of(NAMES[0])
    kept = begin(prepared(), "don-vi-01", key.certificate, key.chain, at=AT)
    assert kept.digest == hashes_of(kept.attributes)
    value = key.sign(kept.attributes)
    signed = finish(replace(kept), value, timestamp=clock())
    assert validate(signed.pdf, anchors()).good


def hashes_of(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def test_a_signature_over_something_else_or_by_another_key_is_refused() -> None:
    key, other = key_of(NAMES[0]), key_of(NAMES[1])
    kept = begin(prepared(), "don-vi-01", key.certificate, key.chain, at=AT)
    for value in (key.sign(b"something else"), other.sign(kept.attributes), b"", b"\0" * 64):
        with pytest.raises(ValueMismatchError, match="không khớp với giá trị băm"):
            finish(kept, value)


def test_rsa_keys_sign_too() -> None:
    assert (
        validate(sign(prepared(), "don-vi-01", rsa_key(2048), at=AT).pdf, anchors())
        .signatures[0]
        .good
    )


def rsa_key(bits: int) -> FileKey:
    private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    certificate = certificate_for(private.public_key(), NAMES[0])
    return FileKey(certificate, (authority().certificate,), private)


def certificate_for(public: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, name: str) -> bytes:
    built = (
        x509.CertificateBuilder()
        .subject_name(name_of(name))
        .issuer_name(authority().root.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=1))
        .sign(authority().private, hashes.SHA256())
    )
    return built.public_bytes(serialization.Encoding.DER)


def test_a_wrong_pin_opens_nothing() -> None:
    with pytest.raises(PinError, match="Mã PIN không đúng"):
        open_pkcs12(key_file(NAMES[0]), "sai")


def test_a_file_that_is_no_key_opens_nothing() -> None:
    with pytest.raises(PinError, match="không phải là tệp khóa"):
        open_pkcs12(b"%PDF-1.7", PIN)


def test_a_key_file_encrypted_in_a_way_no_longer_known_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*_: object) -> None:
        raise UnsupportedAlgorithm("RC2")

    monkeypatch.setattr("thidua.papers.signing.keys.pkcs12.load_key_and_certificates", unknown)
    with pytest.raises(KeyFileError, match="cách mã hóa đã cũ"):
        open_pkcs12(b"", PIN)


def test_a_key_tells_nothing_of_itself_when_printed() -> None:
    assert "private" not in repr(key_of(NAMES[0]))


def fit(key: FileKey, at: datetime = AT, evidence: Evidence = NONE) -> None:
    require_fit(key.certificate, key.chain, anchors(), at, evidence)


def test_a_good_certificate_is_fit_to_sign() -> None:
    fit(key_of(NAMES[0]), evidence=nothing_revoked())


def test_an_expired_certificate_is_refused_with_its_dates() -> None:
    with pytest.raises(CertificateError, match=r"đã hết hạn.* 01/03/2026 – 01/03/2027"):
        fit(key_of(NAMES[0]), AT + timedelta(days=400))


def test_a_certificate_of_tomorrow_is_refused() -> None:
    with pytest.raises(CertificateError, match="chưa đến ngày"):
        fit(key_of(NAMES[0]), AT - timedelta(days=2))


def test_a_revoked_certificate_is_refused() -> None:
    key = key_of(NAMES[0])
    serial = x509.load_der_x509_certificate(key.certificate).serial_number
    told = revocation_list(authority(), AT, [(serial, AT - timedelta(hours=1))])
    with pytest.raises(CertificateError, match="đã bị thu hồi"):
        fit(key, evidence=Evidence(crls=(told,)))


def test_a_certificate_of_an_unknown_issuer_is_refused() -> None:
    key = key_of(NAMES[0])
    strange = filled({"cong-vu": [make_authority(AT - timedelta(days=2)).certificate]})
    for known in (strange, ()):
        with pytest.raises(CertificateError, match="danh sách tin cậy"):
            require_fit(key.certificate, key.chain, known, AT, Evidence())


def test_a_short_rsa_key_is_refused() -> None:
    with pytest.raises(CertificateError, match="RSA 1024 bit"):
        fit(rsa_key(1024))


def test_a_short_curve_is_refused() -> None:
    private = ec.generate_private_key(ec.SECP192R1())
    with pytest.raises(CertificateError, match="EC 192 bit"):
        fit(FileKey(certificate_for(private.public_key(), NAMES[0]), (), private))


def test_what_is_no_certificate_is_refused() -> None:
    with pytest.raises(CertificateError, match="không phải là chứng thư số"):
        read_certificates(b"no certificate")


def test_a_certificate_is_read_from_pem_too() -> None:
    pem = authority().root.public_bytes(serialization.Encoding.PEM)
    assert read_certificates(pem * 2) == (authority().certificate,) * 2


def test_without_its_timestamp_server_nothing_is_signed() -> None:
    def down(_request: bytes) -> bytes:
        raise ConnectionRefusedError

    with pytest.raises(TimestampError, match="chưa ký"):
        sign(prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, timestamp=down)


def test_a_timestamp_server_that_talks_nonsense_is_refused() -> None:
    with pytest.raises(TimestampError):
        sign(prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, timestamp=lambda _: b"<html>")


def test_a_field_is_signed_once() -> None:
    signed = sign(prepared(), "don-vi-01", key_of(NAMES[0]), at=AT).pdf
    with pytest.raises(PdfError, match="đã có chữ ký"):
        sign(signed, "don-vi-01", key_of(NAMES[0]), at=AT)


def test_a_field_that_was_not_prepared_is_refused() -> None:
    with pytest.raises(PdfError, match="không có ô ký"):
        sign(prepared(), "co-quan", key_of(NAMES[0]), at=AT)


def test_fields_stand_between_the_posts_and_the_names_in_reading_order() -> None:
    signers = [Signer(field_of(n), name, "GIÁM ĐỐC") for n, name in enumerate(NAMES[:4], start=1)]
    found = places(unsigned(4), signers)
    assert [place.field for place in found] == [field_of(n) for n in range(1, 5)]
    first, second, third, _ = (place.box for place in found)
    assert first[0] < second[0]
    assert first[1] == second[1]
    assert first[1] > third[1]
    heights = {round((box[3] - box[1]) / MM) for box in (first, second, third)}
    assert heights <= set(range(15, 26))


def test_two_signers_of_one_name_get_a_field_each() -> None:
    block = SignatureBlock(capacity=("SỞ", "GIÁM ĐỐC"), name=NAMES[0])
    paper = Paper(
        kind=Kind.AGREEMENT, heading=Heading("UBND TỈNH", "KHỐI"), dated=date(2022, 1, 5),
        title="GIAO ƯỚC", body=(Paragraph("Ký kết."),), signatures=(block, block),
    )  # fmt: skip
    found = places(to_pdf(paper), [Signer("a", NAMES[0], ""), Signer("b", NAMES[0], "")])
    assert found[0].box[0] < found[1].box[0]


def test_a_name_that_is_not_printed_has_no_place() -> None:
    with pytest.raises(PdfError, match="Không thấy chỗ ký"):
        places(unsigned(), [Signer("a", "Người Khác (minh họa)", "")])


def test_the_seal_covers_the_left_third_of_the_signature() -> None:
    person, seal = places(unsigned(), [Signer("nguoi-ky-1", NAMES[0], "", office="co-quan")])
    left, _, right, _ = person.box
    assert seal.box[2] == pytest.approx(left + (right - left) / 3)
    assert seal.box[2] - seal.box[0] == pytest.approx(40 * MM)


@pytest.mark.parametrize(
    "appearance",
    [
        person_text(NAMES[0], AT),
        office_text("Ủy ban nhân dân tỉnh Nam Định", AT),
        image_of(png()),
        image_of(png(), width_mm=36),
        Appearance(),
    ],
)
def test_a_signed_paper_keeps_what_pdf_a_asks_for(appearance: Appearance) -> None:
    signed = sign(prepared(), "don-vi-01", key_of(NAMES[0]), at=AT, appearance=appearance).pdf
    reader, before = PdfReader(BytesIO(signed)), PdfReader(BytesIO(unsigned()))
    root = reader.trailer["/Root"]
    assert root["/Metadata"].get_data() == before.trailer["/Root"]["/Metadata"].get_data()
    assert b"pdfaid" in root["/Metadata"].get_data()
    assert intent(reader) == intent(before)
    assert "/NeedAppearances" not in root["/AcroForm"]
    assert forbidden(signed) == []
    for widget in widgets(reader):
        assert int(widget["/F"]) & 0b100111 == 0b100  # printed, not hidden
        assert "/N" in widget["/AP"]
        assert {"/A", "/AA"} & set(widget) == set()
        assert fonts_without_file(widget["/AP"]["/N"]) == []


def intent(reader: PdfReader) -> bytes:
    [one] = reader.trailer["/Root"]["/OutputIntents"]
    return one.get_object()["/DestOutputProfile"].get_data()


def widgets(reader: PdfReader) -> list[dict[str, object]]:
    notes = (note.get_object() for page in reader.pages for note in page.get("/Annots") or ())
    return [note for note in notes if note["/Subtype"] == "/Widget"]


def forbidden(pdf: bytes) -> list[str]:
    words = (b"/JavaScript", b"/Launch", b"/SubmitForm", b"/ImportData", b"/XFA", b"/Encrypt")
    return [word.decode() for word in words if word in pdf]


def fonts_without_file(form: dict[str, object]) -> list[str]:
    resources = form.get("/Resources", {})
    missing = []
    for font in resources.get("/Font", {}).values():
        one = font.get_object()
        for inner in one.get("/DescendantFonts", [one]):
            descriptor = inner.get_object()["/FontDescriptor"]
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                missing.append(one["/BaseFont"])
    for inner in resources.get("/XObject", {}).values():
        missing += fonts_without_file(inner.get_object())
    return missing


def test_the_text_of_an_office_on_an_attachment_is_number_date_and_time_with_the_zone() -> None:
    told = attachment_text("15/QĐ-UBND", datetime(2022, 1, 5, 7, 30, 25, tzinfo=UTC))
    assert told.lines == ("15/QĐ-UBND; 05/01/2022; 14:30:25 +07:00",)
    assert told.size == 10


def test_an_attachment_is_signed_in_the_top_right_corner_of_its_first_page() -> None:
    place = stamp_place(unsigned(), "co-quan")
    assert place.page == 0
    assert place.box[2] > 500
    assert place.box[3] > 800
    signed = sign(
        prepare(unsigned(), [place]), "co-quan", key_of(NAMES[0]), at=AT,
        appearance=attachment_text("15/QĐ-UBND", AT),
    )  # fmt: skip
    assert validate(signed.pdf, anchors()).good


@pytest.mark.parametrize("image", [b"GIF89a", b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 1024 * 1024])
def test_an_image_that_is_no_png_or_too_large_is_refused(image: bytes) -> None:
    with pytest.raises(SigningError, match="PNG"):
        image_of(image)


def test_preparing_makes_every_field_before_the_first_signature() -> None:
    assert field_names(prepared(3)) == ("don-vi-01", "don-vi-02", "don-vi-03")


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_not_prepared(content: bytes) -> None:
    with pytest.raises(PdfError, match="hỏng hoặc bị cắt"):
        prepare(content, [])


def test_the_demo_authority_says_in_every_subject_that_it_is_worth_nothing() -> None:
    made = make_authority(AT)
    subjects = [made.root.subject, made.clock.subject, name_of("Ai đó", "Sở nào đó")]
    assert all(WARNING in subject.rfc4514_string() for subject in subjects)


def test_the_demo_authority_is_read_back_from_its_file() -> None:
    made = make_authority(AT)
    assert read_authority(made.pem()).certificate == made.certificate


def test_no_real_root_is_shipped_and_each_set_names_its_instrument() -> None:
    assert {one.certificates for one in known_sets()} == {()}
    assert [one.key for one in known_sets() if not one.instrument] == ["demo"]
    assert [one.legal for one in known_sets() if one.key == "demo"] == [False]


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A token in software with one RSA key and its certificate; skipped where there is no SoftHSM."""
    if not TOKEN_LIBRARY:
        pytest.skip("THIDUA_TEST_PKCS11 names no PKCS#11 library (tools/softhsm prints it)")
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    key = rsa_key(2048)
    pem = key.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(pem)
    util = shutil.which("softhsm2-util") or "softhsm2-util"
    made = ["--init-token", "--free", "--label", "vgca", "--so-pin", "87654321", "--pin", "123456"]
    kept = ["--import", str(folder / "key.pem"), "--token", "vgca", "--label", "ky", "--id", "01"]
    for words in (made, [*kept, "--pin", "123456"]):
        subprocess.run([util, "--module", TOKEN_LIBRARY, *words], check=True, capture_output=True)
    put_certificate(key.certificate)
    yield "vgca"
    del os.environ["SOFTHSM2_CONF"]


def put_certificate(der: bytes) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    opened = pkcs11.lib(TOKEN_LIBRARY).get_token(token_label="vgca")
    with opened.open(user_pin="123456", rw=True) as session:
        attributes = decode_x509_certificate(der)
        attributes |= {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: b"\x01"}
        session.create_object(attributes)


def test_a_token_signs_without_giving_its_key_away(token: str) -> None:
    with open_token(TOKEN_LIBRARY, token, "123456") as key:
        signed = sign(prepared(), "don-vi-01", key, at=AT, timestamp=clock())
    report = validate(signed.pdf, anchors())
    assert report.good
    assert [one.certificate.name for one in report.signatures] == [NAMES[0]]


def test_a_token_with_a_wrong_pin_stays_shut(token: str) -> None:
    with pytest.raises(PinError, match="Mã PIN"), open_token(TOKEN_LIBRARY, token, "654321"):
        pass


def test_a_token_that_is_not_there_is_named(token: str) -> None:
    with pytest.raises(KeyFileError, match="khác"), open_token(TOKEN_LIBRARY, "khác", "123456"):
        pass


def test_a_key_that_the_token_does_not_hold_is_named(token: str) -> None:
    with (
        pytest.raises(KeyFileError, match="nhãn “khác”"),
        open_token(TOKEN_LIBRARY, token, "123456", "khác"),
    ):
        pass


def test_a_library_that_is_no_library_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyFileError, match="Không mở được thiết bị"),
        open_token(str(tmp_path / "none.so"), "vgca", "123456"),
    ):
        pass
