"""A draft as a Word document that finds its way back: every paragraph carries its key."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from thidua.papers.drafts.archive import DOCUMENT, replaced
from thidua.papers.drafts.outline import (
    Data,
    Form,
    Head,
    Outline,
    Passage,
    Room,
    Written,
    lined,
    passages,
)
from thidua.papers.drafts.units import Unit, canonical, digest_of, read
from thidua.papers.flow import Flow, Line, flow
from thidua.papers.marks import plain


class Origin(StrEnum):
    """Where a printed line comes from: somebody's words, records, the form of the paper."""

    FREE = "free"
    DATA = "data"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line of a draft, or a row of its tables.

    Args:
        text: as it is kept: free words with marks and without number, anything else as printed.
        shown: as it is printed, by which it is found in the Word document.
        place: which piece of the outline it belongs to; None for head, signatures and annexes.
    """

    key: str
    origin: Origin
    text: str
    shown: str
    place: int | None = None
    room: Room | None = None
    source: str = ""
    page: str = ""


def printed(outline: Outline, written: Written) -> tuple[Printed, ...]:
    """Return the lines of a draft in their order on paper."""
    places = {id(piece): place for place, piece in enumerate(outline.pieces)}
    parts = (outline.bases, outline.body, outline.recipients)
    return tuple(
        line
        for part in parts
        for passage in passages(part, written)
        for line in _lines(passage, places[id(passage.piece)])
    )


def keyed(content: bytes, lines: Sequence[Printed], identity: str, version: int) -> bytes:
    """Return a rendered draft with a key at every paragraph, and whose version it is."""
    document = read(content)
    root = document.units[0].element.getroottree().getroot()
    forms = {line.key: form_of(line) for line in lines}
    for number, (unit, key) in enumerate(_given(document.units, lines), 1):
        _mark(unit.element, number, f"td_{key}_{digest_of(text_in(unit, forms.get(key)))}")
    _mark(document.units[0].element, 0, f"tdban_{identity}_{version}")
    return replaced(content, {DOCUMENT: serialize_part_xml(root)})


def form_of(line: Printed) -> Form | None:
    return line.room.form if line.room else None


def text_in(unit: Unit, form: Form | None) -> str:
    """Return the text of a unit as a room of this form keeps it; with marks where they may be."""
    if form is None:
        return unit.plain
    marked = form in {Form.PARAGRAPHS, Form.CLAUSES}
    return lined(unit.marked if marked else unit.plain, form)


def _lines(passage: Passage, place: int) -> Iterator[Printed]:
    piece = passage.piece
    shown = [text for part in flow(passage.blocks) for text in _texts(part)]
    for number, (ending, text) in enumerate(shown, 1):
        match piece:
            case Room():
                yield Printed(
                    key=passage.key, origin=Origin.FREE, text=passage.text, shown=text,
                    place=place, room=piece,
                )  # fmt: skip
            case Head():
                yield Printed(key=piece.key, origin=Origin.FORM, text=text, shown=text, place=place)
            case Data(key=key, source=source, page=page):
                yield Printed(
                    key=f"{key}_{ending}{number}", origin=Origin.DATA, text=text, shown=text,
                    place=place, source=source, page=page,
                )  # fmt: skip


def _texts(part: Flow) -> Iterator[tuple[str, str]]:
    """Yield the text of a line, or of each row of a grid marked "r" in its key."""
    if isinstance(part, Line):
        yield "", " ".join(part.text.split())
        return
    for row in (*part.head, *part.rows):
        yield "r", " ".join(" | ".join(cell.text for cell in row).split())


def _given(units: Sequence[Unit], lines: Sequence[Printed]) -> Iterator[tuple[Unit, str]]:
    """Give each unit the key of the line it prints; the rest of the paper gets keys of its own."""
    keys: dict[int, str] = {}
    at = 0
    for line in lines:
        found = next((n for n in range(at, len(units)) if _prints(units[n], line)), None)
        if found is not None:
            keys[found] = line.key
            at = found + 1
    seen: Counter[str] = Counter()
    for number, unit in enumerate(units):
        yield unit, keys.get(number) or _own_key(unit, seen)


def _own_key(unit: Unit, seen: Counter[str]) -> str:
    """Key what no line prints by its text: it stays the same when a paragraph is added elsewhere."""
    digest = digest_of(unit.plain)
    seen[digest] += 1
    return f"x{digest}_{seen[digest]}{'_r1' if unit.is_row else ''}"


def _prints(unit: Unit, line: Printed) -> bool:
    form = form_of(line)
    if form is None:
        return canonical(unit.plain) == canonical(line.shown)
    return canonical(lined(unit.plain, form)) == canonical(lined(plain(line.shown), form))


def _mark(paragraph: Any, number: int, name: str) -> None:
    """Set a bookmark around all of a paragraph, where Word and LibreOffice keep it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)
