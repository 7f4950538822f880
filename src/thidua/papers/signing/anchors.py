"""Trust anchors: dated sets of root certificates, as data; no real root is shipped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import yaml
from asn1crypto import x509

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(moment: datetime) -> date:
    return moment.astimezone(VIET_NAM).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorSet:
    """Root certificates trusted for signatures made within a time, and the instrument it rests on.

    Args:
        key: name of the folder that holds the installation's own copy of the roots.
        status: `seen` if the instrument's text has been seen, else `unverified`.
        legal: whether a signature that leads here has legal weight.
    """

    key: str
    name: str
    instrument: str
    status: str
    since: date
    until: date | None = None
    legal: bool = True
    certificates: tuple[bytes, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def known_sets() -> tuple[AnchorSet, ...]:
    """Return the sets by law, each still without certificates."""
    text = resources.files("thidua.papers.signing").joinpath("anchors.yaml").read_text("utf-8")
    return tuple(AnchorSet(**row) for row in yaml.safe_load(text))


def filled(certificates: Mapping[str, Sequence[bytes]]) -> tuple[AnchorSet, ...]:
    """Return the sets for which an installation has root certificates (DER), by key."""
    return tuple(
        replace(one, certificates=tuple(certificates[one.key]))
        for one in known_sets()
        if certificates.get(one.key)
    )


def roots(anchors: Sequence[AnchorSet], day: date) -> list[x509.Certificate]:
    return [
        x509.Certificate.load(c) for one in anchors if one.holds_on(day) for c in one.certificates
    ]


def set_of(anchors: Sequence[AnchorSet], root: x509.Certificate, day: date) -> AnchorSet | None:
    """Return the set of the day that a root belongs to."""
    der = root.dump()
    return next((one for one in anchors if one.holds_on(day) and der in one.certificates), None)
