"""PDF/A-2b as far as it can be read off the objects of a file, by another reader than wrote it.

No validator of the whole standard is to be had from the package registries; these are its rules by
clause of ISO 19005-2, as they bear on files like ours. Each is tried with a file that breaks it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

Objects = list[DictionaryObject]
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
    "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue",
    "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
HARMLESS_ACTIONS = {"/GoTo"}
ANNOTATIONS = {"/Link", "/Widget"}
PRINTED = 4
CMYK_OPERATORS = {b"k", b"K"}


def faults(pdf: bytes) -> list[str]:
    """Return what keeps a file from being PDF/A-2b, tagged, Vietnamese, with text in NFC."""
    reader = PdfReader(BytesIO(pdf))
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        return ["6.1.3 encrypted"]
    objects = list(every_object(reader))
    checks: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: structure(pdf, reader), lambda: metadata(reader), lambda: colours(reader, objects),
        lambda: fonts(objects), lambda: active(objects), lambda: drawing(objects),
        lambda: tags(reader), lambda: text(reader),
    )  # fmt: skip
    return [fault for check in checks for fault in check()]


def every_object(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary of the file, those inside others too, each once."""
    waiting: list[Any] = [reader.trailer]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if hasattr(found, "idnum"):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, ArrayObject):
            waiting += list(found)


def structure(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    head = pdf[:32].split(b"\n")
    if not re.fullmatch(rb"%PDF-1\.[0-7]\r?", head[0]) or min(head[1][1:5]) < 128:
        yield "6.1.2 header"
    if len(reader.trailer.get("/ID", [])) != 2:
        yield "6.1.3 no file identifier"
    if not pdf.rstrip().endswith(b"%%EOF"):
        yield "6.1.3 bytes after the end"


def metadata(reader: PdfReader) -> Iterator[str]:
    stream = reader.trailer["/Root"].get("/Metadata")
    if stream is None:
        yield "6.6.2 no XMP"
        return
    if "/Filter" in stream.get_object():
        yield "6.6.2 XMP is packed"
    root = ET.fromstring(stream.get_object().get_data())  # noqa: S314 -- our own
    told = (root.findtext(f".//{PDFAID}part"), root.findtext(f".//{PDFAID}conformance"))
    if told != ("2", "B"):
        yield f"6.6.4 says {told}"
    title = root.findtext(f".//{DC}title/{RDF}Alt/{RDF}li")
    if reader.metadata is None or not title or title != reader.metadata.title:
        yield "6.6.3 title in XMP and Info differ"


def colours(reader: PdfReader, objects: Objects) -> Iterator[str]:
    intents = reader.trailer["/Root"].get("/OutputIntents")
    found = [one.get_object() for one in intents] if intents else []
    pdfa = [one for one in found if one["/S"] == "/GTS_PDFA1"]
    if not pdfa or "/DestOutputProfile" not in pdfa[0]:
        yield "6.2.3 no output intent with a profile"
        return
    stream = pdfa[0]["/DestOutputProfile"].get_object()
    profile = stream.get_data()
    if (
        profile[36:40] != b"acsp"
        or profile[8] > 4
        or (profile[16:20], stream["/N"]) != (b"RGB ", 3)
    ):
        yield "6.2.3 the profile is no RGB profile of ICC version 4 or earlier"
    if any(one.get("/ColorSpace") == "/DeviceCMYK" for one in objects):
        yield "6.2.4.3 an image in CMYK under an RGB intent"
    forms = [one for one in objects if one.get("/Subtype") == "/Form"]
    for drawn in [*(page.get_contents() for page in reader.pages), *forms]:
        told = ContentStream(drawn, reader).operations if drawn is not None else []
        if any(name in CMYK_OPERATORS for _, name in told):
            yield "6.2.4.3 CMYK under an RGB intent"


def fonts(objects: Objects) -> Iterator[str]:
    for font in (one for one in objects if one.get("/Type") == "/Font"):
        name = font.get("/BaseFont", "?")
        if font["/Subtype"] in {"/CIDFontType0", "/CIDFontType2"}:
            described = font.get("/FontDescriptor", {})
            if not any(f"/FontFile{n}" in described for n in ("", "2", "3")):
                yield f"6.2.11.4 {name} not embedded"
            if "/W" not in font and "/DW" not in font:
                yield f"6.2.11.5 {name} without widths"
            continue
        if font["/Subtype"] != "/Type0" or font["/Encoding"] != "/Identity-H":
            yield f"6.2.11.3 {name} of an unknown encoding"
        if "/ToUnicode" not in font:
            yield f"6.2.11.7 {name} without ToUnicode"


def active(objects: Objects) -> Iterator[str]:
    for one in objects:
        # In the tree of tags "/A" holds attributes, and those have no "/S".
        action = one["/A"] if "/A" in one else None  # noqa: SIM401 -- `get` follows no reference
        kind = action.get("/S") if isinstance(action, DictionaryObject) else None
        if "/JS" in one or "/AA" in one or kind not in {None, *HARMLESS_ACTIONS}:
            yield f"6.5 an action or a script: {kind}"
        if "/OpenAction" in one or "/JavaScript" in one:
            yield "6.5.1 something done on opening"
        if "/XFA" in one or one.get("/NeedAppearances"):
            yield "6.4 a dynamic form"
        if "/EmbeddedFiles" in one or "/EF" in one:
            yield "6.8 a file inside"
        if one.get("/Type") == "/Annot":
            yield from annotation(one)


def annotation(one: DictionaryObject) -> Iterator[str]:
    if one["/Subtype"] not in ANNOTATIONS:
        yield f"6.3.1 an annotation {one['/Subtype']}"
    if not int(one.get("/F", 0)) & PRINTED:
        yield "6.3.2 an annotation that is not printed"
    if (
        one["/Subtype"] != "/Link"
        and "/AP" not in one
        and any(one["/Rect"][n] != one["/Rect"][n + 2] for n in (0, 1))
    ):
        yield "6.3.3 an annotation without a look"


def drawing(objects: Objects) -> Iterator[str]:
    for one in objects:
        if isinstance(one, StreamObject):
            if (
                "/F" in one
                or "LZW" in str(one.get("/Filter"))
                or "Crypt" in str(one.get("/Filter"))
            ):
                yield "6.1.7 a stream from outside, or packed by LZW"
            if {"/OPI", "/PS", "/Ref", "/Alternates"} & set(one) or one.get("/Interpolate"):
                yield "6.2.8 an image or a form that is not allowed"
        if "/BM" in one and one["/BM"] not in BLENDS:
            yield f"6.2.10 blends by {one['/BM']}"
        if "/TR" in one or "/HTP" in one:
            yield "6.2.5 a transfer function"


def tags(reader: PdfReader) -> Iterator[str]:
    root = reader.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if "/K" not in root.get("/StructTreeRoot", {}) or "/ParentTree" not in root["/StructTreeRoot"]:
        yield "no tree of tags"
    if not str(root.get("/Lang", "")).startswith("vi"):
        yield "not said to be Vietnamese"
    if any("/StructParents" not in page for page in reader.pages):
        yield "a page outside the tree of tags"


def text(reader: PdfReader) -> Iterator[str]:
    told = "".join(page.extract_text() for page in reader.pages)
    if told != unicodedata.normalize("NFC", told):
        yield "text is not NFC"
    if any(
        unicodedata.category(letter) in {"Co", "Cn", "Cs"} or letter == "\ufffd" for letter in told
    ):
        yield "letters without a meaning"
    if not told.strip():
        yield "no text"
