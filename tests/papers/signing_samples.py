"""A paper to sign, a demo authority, keys in the names of the signers."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from thidua.papers import Heading, Kind, Paper, Paragraph, SignatureBlock, to_pdf
from thidua.papers.signing.anchors import AnchorSet, filled
from thidua.papers.signing.certificates import Evidence
from thidua.papers.signing.demo import (
    DemoAuthority,
    DemoTimestampServer,
    issue,
    make_authority,
    revocation_list,
)
from thidua.papers.signing.fields import prepare
from thidua.papers.signing.keys import FileKey, open_pkcs12
from thidua.papers.signing.places import Signer, places

AT = datetime(2026, 3, 2, 3, 4, 5, tzinfo=UTC)
PIN = "mã-123456"
NAMES = tuple(f"Người Ký {letter} (minh họa)" for letter in "ABCDEFGHIJKL")


@cache
def authority() -> DemoAuthority:
    return make_authority(AT - timedelta(days=30))


def anchors() -> tuple[AnchorSet, ...]:
    return filled({"demo": [authority().certificate]})


def key_file(name: str, *, days: int = 365, since: datetime = AT - timedelta(days=1)) -> bytes:
    life = timedelta(days=days)
    return issue(authority(), name, "Sở Minh họa", since=since, life=life, pin=PIN)


@cache
def key_of(name: str) -> FileKey:
    return open_pkcs12(key_file(name), PIN)


def clock(at: datetime = AT) -> DemoTimestampServer:
    return DemoTimestampServer(authority(), at)


def nothing_revoked(at: datetime = AT) -> Evidence:
    return Evidence(crls=(revocation_list(authority(), at),))


@cache
def unsigned(count: int = 2) -> bytes:
    blocks = (
        SignatureBlock(capacity=(f"SỞ SỐ {n:02d}", "GIÁM ĐỐC"), name=name)
        for n, name in enumerate(NAMES[:count], start=1)
    )
    return to_pdf(
        Paper(
            kind=Kind.AGREEMENT,
            heading=Heading("UBND TỈNH NAM ĐỊNH", "KHỐI THI ĐUA CÁC SỞ"),
            dated=date(2022, 1, 5),
            title="GIAO ƯỚC THI ĐUA NĂM 2022",
            summary="của Khối thi đua các sở",
            body=(Paragraph("Các đơn vị cùng ký kết."),) * 8,
            signatures=tuple(blocks),
        )
    )


def field_of(number: int) -> str:
    return f"don-vi-{number:02d}"


@cache
def prepared(count: int = 2) -> bytes:
    signers = [
        Signer(field_of(n), name, "GIÁM ĐỐC") for n, name in enumerate(NAMES[:count], start=1)
    ]
    return prepare(unsigned(count), places(unsigned(count), signers))
