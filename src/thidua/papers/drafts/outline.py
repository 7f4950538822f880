"""A paper as its draft shows it: passages composed from data, and rooms for words of one's own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from thidua.papers.blocks import Block, Marked, Paragraph, Section, SubSection, points, roman
from thidua.papers.marks import plain
from thidua.papers.model import Paper

# A number or dash that somebody typed although the paper sets it; points keep their letter.
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[-–+•])\s+")
_END = re.compile(r"\.?/\.$")
_POINT = re.compile(r"^[a-zđ]\)\s*")


class Form(StrEnum):
    """What the paragraphs of a room become on paper."""

    BASES = "bases"
    PARAGRAPHS = "paragraphs"
    CLAUSES = "clauses"
    RECIPIENTS = "recipients"


@dataclass(frozen=True, slots=True)
class Words:
    """A free paragraph: the key it keeps while it is edited, its text with marks."""

    key: str
    text: str


Written = Mapping[str, tuple[Words, ...]]
"""What was written in each room, by the room's key; a room nobody has touched is missing."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head the paper numbers: "I. …" at level 1, "1. …" at level 2; left out over nothing."""

    key: str
    title: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Data:
    """Blocks composed from records: `source` says which, `page` is the page where they live."""

    key: str
    blocks: tuple[Block, ...]
    source: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A place for free paragraphs.

    Args:
        offered: what stands there until somebody writes.
        remembered: an opening or recipients, which the next paper of the kind is offered again.
        closing: words that end the paper, no content of the head they happen to follow.
    """

    key: str
    label: str
    form: Form = Form.PARAGRAPHS
    offered: tuple[str, ...] = ()
    remembered: bool = False
    closing: bool = False


Piece = Head | Data | Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The pieces of a paper in their order; what isn't here (head, signatures, annexes) is data.

    `contact` stands at the foot of a page (box 13), so it is written here and never in Word.
    """

    bases: tuple[Piece, ...] = ()
    body: tuple[Piece, ...] = ()
    recipients: tuple[Piece, ...] = ()
    contact: tuple[Piece, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return (*self.bases, *self.body, *self.recipients, *self.contact)

    @property
    def rooms(self) -> tuple[Room, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Room))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a paper as it will stand there: blocks, and where they come from."""

    piece: Piece
    key: str
    blocks: tuple[Block, ...]
    text: str = ""


def words_in(room: Room, written: Written) -> tuple[Words, ...]:
    """Return what stands in a room: what was written there, else what is offered."""
    if room.key in written:
        return written[room.key]
    return tuple(Words(f"{room.key}_{n}", text) for n, text in enumerate(room.offered, 1))


def fill(paper: Paper, outline: Outline, written: Written) -> Paper:
    """Set bases, body, recipients and foot of a paper from its outline and what was written."""
    return replace(
        paper,
        bases=_texts(outline.bases, written),
        body=tuple(block for one in passages(outline.body, written) for block in one.blocks),
        recipients=_texts(outline.recipients, written),
        contact="; ".join(_texts(outline.contact, written)),
    )


def passages(pieces: Iterable[Piece], written: Written) -> tuple[Passage, ...]:
    """Return the passages of pieces in their order; heads numbered, those over nothing left out."""
    return tuple(_numbered(_with_content([p for one in pieces for p in _passages(one, written)])))


def lined(text: str, form: Form) -> str:
    """Return a paragraph as it is kept: without the number, dash or end mark the paper sets."""
    text = _END.sub(".", " ".join(text.split()))
    if form is Form.PARAGRAPHS:
        return text
    bare = _NUMBERED.sub("", text)
    return bare.rstrip(" .;,") if form in {Form.BASES, Form.RECIPIENTS} else bare


def _texts(pieces: Iterable[Piece], written: Written) -> tuple[str, ...]:
    """Return bases or recipients, whose style the decree fixes: marks are dropped."""
    blocks = (block for one in passages(pieces, written) for block in one.blocks)
    return tuple(block.text for block in blocks if isinstance(block, Paragraph))


def _passages(piece: Piece, written: Written) -> Iterator[Passage]:
    match piece:
        case Head():
            yield Passage(piece, piece.key, ())
        case Data(key, blocks):
            if blocks:
                yield Passage(piece, key, blocks)
        case Room():
            words = words_in(piece, written)
            for one, block in zip(words, _blocks(piece.form, words), strict=True):
                yield Passage(piece, one.key, (block,), one.text)


def _blocks(form: Form, words: Sequence[Words]) -> Iterator[Block]:
    texts = [one.text for one in words]
    if form in {Form.BASES, Form.RECIPIENTS}:
        return (Paragraph(plain(text)) for text in texts)
    return (Marked(text) for text in _counted(_lettered(texts), form))


def _lettered(texts: Iterable[str]) -> list[str]:
    """Letter neighbouring points anew, as the decree letters them."""
    told: list[str] = []
    run = 0
    for text in texts:
        found = _POINT.match(text)
        run = run + 1 if found else 0
        told.append(f"{_letter(run)}) {text[found.end() :]}" if found else text)
    return told


def _letter(place: int) -> str:
    """Return the letter of the n-th point; past the last letter of the decree, the last again."""
    letters = points([""] * min(place, 23))
    return letters[-1].letter


def _counted(texts: Sequence[str], form: Form) -> Iterator[str]:
    """Number clauses; a single one stands as it is, points belong to the clause above them."""
    several = sum(not _POINT.match(text) for text in texts) > 1
    number = 0
    for text in texts:
        counts = form is Form.CLAUSES and several and not _POINT.match(text)
        number += counts
        yield f"{number}. {text}" if counts else text


def _with_content(found: Sequence[Passage]) -> list[Passage]:
    return [one for n, one in enumerate(found) if not _is_bare(one, found[n + 1 :])]


def _is_bare(one: Passage, after: Iterable[Passage]) -> bool:
    if not isinstance(one.piece, Head):
        return False
    for later in after:
        if isinstance(later.piece, Room) and later.piece.closing:
            return True
        if not isinstance(later.piece, Head):
            return False
        if later.piece.level <= one.piece.level:
            return True
    return True


def _numbered(found: Iterable[Passage]) -> Iterator[Passage]:
    places = [0, 0]
    for one in found:
        if not isinstance(one.piece, Head):
            yield one
            continue
        level, title = one.piece.level, one.piece.title
        places = [places[0] + 1, 0] if level == 1 else [places[0], places[1] + 1]
        head = Section(roman(places[0]), title) if level == 1 else SubSection(str(places[1]), title)
        yield replace(one, blocks=(head,))
