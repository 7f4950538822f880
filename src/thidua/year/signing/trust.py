"""Whom an installation trusts, and where it gets timestamps and word of revocation."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from thidua.papers.signing.anchors import AnchorSet, filled, known_sets
from thidua.papers.signing.certificates import NONE, Evidence, read_certificates, require_fit
from thidua.papers.signing.demo import DemoTimestampServer, revocation_list
from thidua.papers.signing.errors import CertificateError
from thidua.papers.signing.sign import Ask
from thidua.year.signing.demo import demo_authority
from thidua.year.signing.fetching import ask_server, fetch_evidence

ENDINGS = {".pem", ".cer", ".crt", ".der"}
DEMO = "demo"


def anchors(at: datetime) -> tuple[AnchorSet, ...]:
    """Return the anchors put into the installation's folder, and in a demo the demo's."""
    found = {one.key: list(certificates_in(one.key)) for one in known_sets() if one.key != DEMO}
    if settings.DEMO:
        found[DEMO] = [demo_authority(at).certificate]
    return filled(found)


def certificates_in(key: str) -> Iterator[bytes]:
    """Read the root certificates of a set; a file that is none is left out."""
    for path in sorted((Path(settings.TRUST_FOLDER) / key).glob("*")):
        if path.suffix.lower() in ENDINGS:
            try:
                yield from read_certificates(path.read_bytes())
            except CertificateError:
                continue


def timestamps(at: datetime) -> Ask | None:
    """Return the timestamp server: the one set, in a demo one in process, else none."""
    if settings.TIMESTAMP_SERVER:
        return partial(ask_server, settings.TIMESTAMP_SERVER)
    return DemoTimestampServer(demo_authority(at), at) if settings.DEMO else None


def fit_to_sign(certificate: bytes, chain: Sequence[bytes], at: datetime) -> Evidence:
    """Refuse a certificate that would make no good signature; return what is known of revocation.

    Addresses are taken from a certificate only after its chain is found to be trusted.

    Raises:
        CertificateError: it is expired, revoked, of an unknown issuer, or too weak.
    """
    trusted = anchors(at)
    require_fit(certificate, chain, trusted, at, NONE)
    evidence = fetch_evidence(certificate, chain)
    if settings.DEMO:
        told = revocation_list(demo_authority(at), at)
        evidence = Evidence((*evidence.crls, told), evidence.ocsps)
    require_fit(certificate, chain, trusted, at, evidence)
    return evidence
