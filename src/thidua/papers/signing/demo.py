"""A certification authority and a timestamp server to try signing with; without any legal weight."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from asn1crypto import keys as asn1_keys, tsp, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

WARNING = "DEMO – không có giá trị pháp lý"
YEARS = timedelta(days=3650)
CRL_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DemoAuthority:
    """A root with its key, and a timestamp server's, for the folder of one demo."""

    root: x509.Certificate
    private: ec.EllipticCurvePrivateKey = field(repr=False)
    clock: x509.Certificate
    clock_private: rsa.RSAPrivateKey = field(repr=False)

    @property
    def certificate(self) -> bytes:
        return self.root.public_bytes(Encoding.DER)

    def pem(self) -> bytes:
        """Return keys and certificates to be kept in that folder."""
        held = (self.private, self.clock_private)
        keys = (k.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) for k in held)
        return b"".join((*keys, *(c.public_bytes(Encoding.PEM) for c in (self.root, self.clock))))


def read_authority(pem: bytes) -> DemoAuthority:
    end = b"-----END PRIVATE KEY-----\n"
    first, second, _ = (part + end for part in pem.split(end))
    private = serialization.load_pem_private_key(first, None)
    clock_private = serialization.load_pem_private_key(second, None)
    root, clock = x509.load_pem_x509_certificates(pem)
    if not (
        isinstance(private, ec.EllipticCurvePrivateKey)
        and isinstance(clock_private, rsa.RSAPrivateKey)
    ):
        raise TypeError("not the keys of a demo authority")
    return DemoAuthority(root, private, clock, clock_private)


def name_of(common_name: str, organisation: str = "") -> x509.Name:
    """Make a subject that says first of all that it is worth nothing."""
    parts = [x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, WARNING)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])])


def make_authority(since: datetime) -> DemoAuthority:
    private = ec.generate_private_key(ec.SECP256R1())
    clock_private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = name_of(WARNING)
    root = (
        _built(name, name, private.public_key(), since, YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .sign(private, hashes.SHA256())
    )
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    clock = (
        _built(name_of("Dấu thời gian"), name, clock_private.public_key(), since, YEARS)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(stamping, critical=True)
        .sign(private, hashes.SHA256())
    )
    return DemoAuthority(root, private, clock, clock_private)


def issue(  # noqa: D417 -- the rest says itself
    authority: DemoAuthority,
    common_name: str,
    organisation: str,
    *,
    since: datetime,
    life: timedelta = YEARS,
    pin: str,
) -> bytes:
    """Issue a certificate with its key as a PKCS#12 file.

    Args:
        pin: the file's password.
    """
    private = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _built(
            name_of(common_name, organisation),
            authority.root.subject,
            private.public_key(),
            since,
            life,
        )
        .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
        .sign(authority.private, hashes.SHA256())
    )
    return serialize_key_and_certificates(
        common_name.encode(),
        private,
        certificate,
        [authority.root],
        serialization.BestAvailableEncryption(pin.encode()),
    )


def revocation_list(
    authority: DemoAuthority, at: datetime, revoked: Sequence[tuple[int, datetime]] = ()
) -> bytes:
    """Return the list of serial numbers revoked, each since when, DER."""
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.root.subject)
        .last_update(at - timedelta(minutes=1))
        .next_update(at + CRL_LIFE)
    )
    for serial, since in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
        made = made.add_revoked_certificate(entry.build())
    return made.sign(authority.private, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True, slots=True)
class DemoTimestampServer:
    """Answers a timestamp request (DER) in process; `at` is the time it tells."""

    authority: DemoAuthority
    at: datetime

    def __call__(self, request: bytes) -> bytes:
        key = self.authority.clock_private.private_bytes(
            Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
        )
        server = DummyTimeStamper(
            asn1_x509.Certificate.load(self.authority.clock.public_bytes(Encoding.DER)),
            asn1_keys.PrivateKeyInfo.load(key),
            certs_to_embed=SimpleCertificateStore(),
            fixed_dt=self.at,
        )
        answer: bytes = server.request_tsa_response(tsp.TimeStampReq.load(request)).dump()
        return answer


def _built(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    since: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + life)
    )


def _usage(*granted: str) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: name in granted for name in names})
