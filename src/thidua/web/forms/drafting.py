"""A draft as its page shows it, and what was typed on that page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from thidua.papers import Block
from thidua.papers.drafts import (
    Clash,
    Data,
    Outline,
    Room,
    Words,
    Written,
    lined,
    passages,
    words_in,
)
from thidua.papers.flow import Grid, Line, flow
from thidua.text import clean

if TYPE_CHECKING:
    from thidua.apps.filing.models import DraftRemark

# Pages of the whole country, not of one bloc's year.
EVERYWHERE = {"law"}
LINES_OF_A_BOX = 90


@dataclass(frozen=True, slots=True)
class Box:
    """A free paragraph in its text box; with what somebody else made of it meanwhile, if so."""

    key: str
    text: str
    clash: Clash | None = None

    @property
    def rows(self) -> int:
        return max(2, len(self.text) // LINES_OF_A_BOX + 1)


@dataclass(frozen=True, slots=True)
class Told:
    """A line, or a table, of a passage composed from records."""

    text: str = ""
    grid: Grid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of the draft as a reader meets it: a head, data with its source, or a room."""

    key: str = ""
    head: str = ""
    told: tuple[Told, ...] = ()
    source: str = ""
    address: str = ""
    remarks: tuple[DraftRemark, ...] = ()
    room: Room | None = None
    boxes: tuple[Box, ...] = ()
    last: tuple[str, ...] = ()


def parts_of(
    outline: Outline,
    written: Written,
    year: UUID,
    *,
    clashes: Sequence[Clash] = (),
    last: Written,
    remarks: Sequence[DraftRemark] = (),
) -> Iterator[Part]:
    """Lay a draft out; a room nobody has filled stays, so that it can be written in."""
    clashing = {one.key: one for one in clashes}
    heads = {one.key: one for one in passages(outline.body, written)}
    for piece in outline.pieces:
        match piece:
            case Room():
                words = words_in(piece, written)
                yield Part(
                    room=piece,
                    boxes=tuple(Box(w.key, w.text, clashing.get(w.key)) for w in words),
                    last=tuple(w.text for w in last.get(piece.key, ())) if piece.remembered else (),
                )
            case Data(key=key, blocks=blocks, source=source, page=page):
                if blocks:
                    yield Part(
                        key=key, told=tuple(_told(blocks)), source=source, address=address_of(page, year),
                        remarks=tuple(r for r in remarks if r.passage.startswith(f"{key}_")),
                    )  # fmt: skip
            case _:
                shown = heads.get(piece.key)
                title = "".join(t.text for t in _told(shown.blocks)) if shown else piece.title
                yield Part(head=title)


def address_of(page: str, year: UUID) -> str:
    """Return the page where a datum lives."""
    if not page:
        return ""
    return reverse(page) if page in EVERYWHERE else reverse(page, args=[year])


def typed(outline: Outline, begun: Written, posted: Mapping[str, str]) -> Written:
    """Read a draft's boxes: an empty one is gone, a line break makes two paragraphs of one."""
    return {room.key: tuple(_typed(room, words_in(room, begun), posted)) for room in outline.rooms}


def _typed(room: Room, begun: Sequence[Words], posted: Mapping[str, str]) -> Iterator[Words]:
    for one in begun:
        lines = _lines(posted.get(f"w-{one.key}", one.text), room)
        yield from (Words("" if place else one.key, text) for place, text in enumerate(lines))
    yield from (Words("", text) for text in _lines(posted.get(f"n-{room.key}", ""), room))


def _lines(text: str, room: Room) -> Iterator[str]:
    return (told for line in clean(text).splitlines() if (told := lined(line, room.form)))


def _told(blocks: Sequence[Block]) -> Iterator[Told]:
    return (
        Told(text=part.text) if isinstance(part, Line) else Told(grid=part) for part in flow(blocks)
    )
