"""A paper's metadata by Annex VI, Part II of Decree 30/2020/NĐ-CP; the names are the annex's.

The annex gives names and lengths, no file format: the root element and the order are ours. What
nobody has recorded is an empty element, never a guess.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.etree import ElementTree as ET

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

_CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What is known of an outgoing paper; `signers` are posts and names, `copies` those passed on."""

    year: int
    ordinal: int
    kind: str
    number: str
    symbol: str
    dated: date
    issuer: str
    summary: str
    pages: int | None = None
    remark: str = ""
    signers: tuple[tuple[str, str], ...] = ()
    recipients: tuple[str, ...] = field(default=())
    copies: int | None = None


def pages_of(pdf: bytes) -> int | None:
    """Return how many pages a PDF has; None if it can't be read, which is no reason not to keep it."""
    try:
        return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])
    except (PdfError, ValueError, KeyError, TypeError):
        return None


def metadata_xml(facts: PaperFacts) -> bytes:
    """Return the metadata as XML; what is longer than the annex allows is cut, and shows it."""
    root = ET.Element("Document")
    code = ET.SubElement(root, "FileCode")
    for name, text, room in (("OrganId", "", 35), ("FileCatalog", str(facts.year), 4), ("FileNotation", "", 20)):  # fmt: skip
        _put(code, name, text, room)
    for name, text, room in _plain(facts):
        _put(root, name, text, room)
    for post, person in facts.signers:
        signer = ET.SubElement(root, "SignerInfo")
        _put(signer, "Position", post, 100)
        _put(signer, "FullName", person, 50)
    for recipient in facts.recipients:
        to = ET.SubElement(root, "To")
        _put(to, "OrganId", "", 35)
        _put(to, "OrganName", recipient, 200)
    for name, text, room in (("Priority", "", 1), ("IssuedAmount", _count(facts.copies), 3), ("DueDate", "", 10)):  # fmt: skip
        _put(root, name, text, room)
    ET.indent(root)
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told + b"\n"


def _plain(facts: PaperFacts) -> Iterator[tuple[str, str, int]]:
    yield "DocOrdinal", str(facts.ordinal), 3
    yield "TypeName", facts.kind, 100
    yield "CodeNumber", facts.number, 11
    yield "CodeNotation", facts.symbol, 30
    yield "IssuedDate", f"{facts.dated:%d/%m/%Y}", 10
    yield "OrganName", facts.issuer, 200
    yield "Subject", facts.summary, 500
    yield "Language", "Tiếng Việt", 30
    yield "PageAmount", _count(facts.pages), 3
    yield "Description", facts.remark, 500


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _put(parent: ET.Element, name: str, text: str, room: int) -> None:
    told = text if len(text) <= room else text[: room - len(_CUT)] + _CUT
    ET.SubElement(parent, name).text = told
