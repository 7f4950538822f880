"""The network side of signing: timestamps, revocation lists, answers about a certificate."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from asn1crypto import ocsp, x509

from thidua.papers.signing.certificates import Evidence

SECONDS, LARGEST = 10, 20 * 1024 * 1024


def ask_server(address: str, request: bytes) -> bytes:
    """Post a timestamp request.

    Raises:
        OSError: the server can't be reached, or answers with an error.
    """
    return fetched(address, request, "application/timestamp-query")


def fetched(address: str, body: bytes | None = None, media_type: str = "") -> bytes:
    if urlsplit(address).scheme not in {"http", "https"}:
        raise URLError(f"no web address: {address}")
    headers = {"Content-Type": media_type} if media_type else {}
    request = Request(address, body, headers)  # noqa: S310 -- a false alarm: the scheme is checked above
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 -- as above, a false alarm
        content: bytes = answer.read(LARGEST)
    return content


def fetch_evidence(certificate: bytes, chain: Sequence[bytes]) -> Evidence:
    """Ask the issuers of a trusted chain about revocation; who doesn't answer leaves no evidence."""
    certificates = [x509.Certificate.load(one) for one in (certificate, *chain)]
    crls = [found for one in certificates for found in lists_for(one)]
    return Evidence(tuple(crls), tuple(answers_for(certificates)))


def lists_for(certificate: x509.Certificate) -> Iterator[bytes]:
    for point in certificate.crl_distribution_points:
        if point.url:
            yield from asked(point.url)


def answers_for(certificates: Sequence[x509.Certificate]) -> Iterator[bytes]:
    by_subject = {one.subject.dump(): one for one in certificates}
    for one in certificates:
        issuer = by_subject.get(one.issuer.dump())
        if issuer is not None and issuer is not one:
            body = question_about(one, issuer)
            for address in one.ocsp_urls:
                yield from asked(address, body, "application/ocsp-request")


def asked(address: str, body: bytes | None = None, media_type: str = "") -> list[bytes]:
    try:
        return [fetched(address, body, media_type)]
    except OSError:
        return []


def question_about(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    about: dict[str, Any] = {
        "hash_algorithm": {"algorithm": "sha1"},
        "issuer_name_hash": issuer.subject.sha1,
        "issuer_key_hash": issuer.public_key.sha1,
        "serial_number": certificate.serial_number,
    }
    listed = {"tbs_request": {"request_list": [{"req_cert": about}]}}
    question: bytes = ocsp.OCSPRequest(listed).dump()
    return question
