"""A paper read back from a file: lines of text where they lie, drawn rules, page numbers.

Lengths are millimetres from the left and top edges of the page, sizes are points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from thidua.papers.blocks import Align

BLACK = "000000"


class UnreadableFile(Exception):  # noqa: N818 -- an answer to whoever brings the file
    """The file cannot be read as a paper: what is wrong and what to do, in Vietnamese."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style; `face` is the name in the file, `color` six hex digits."""

    text: str
    face: str
    size: float
    bold: bool = False
    italic: bool = False
    color: str = BLACK


@dataclass(frozen=True)
class Line:
    """One line of text.

    Args:
        page: number of the page, from 1; in a Word file of the section.
        x0: where its text begins.
        x1: where its text ends.
        base: its base line.
        room: left and right edge of the column it is set in.
        opens: whether it begins a paragraph.
        align: how its paragraph stands; None where a single line doesn't tell.
        gap: room before its paragraph in points; None where it can't be told.
        spacing: line spacing as a multiple of single; None where it can't be told.
        framed: whether it stands in a ruled table or a frame.
    """

    spans: tuple[Span, ...]
    page: int
    x0: float
    x1: float
    base: float
    room: tuple[float, float]
    opens: bool = True
    align: Align | None = None
    gap: float | None = None
    spacing: float | None = None
    framed: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join("".join(span.text for span in self.spans).split())

    @cached_property
    def size(self) -> float:
        """The size most of the text has."""
        return max(self._inked, key=lambda span: len(span.text)).size

    @property
    def bold(self) -> bool:
        return all(span.bold for span in self._inked)

    @property
    def italic(self) -> bool:
        return all(span.italic for span in self._inked)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its room, clear of both edges or declared so."""
        if self.align is Align.CENTER:
            return True
        left, right = self.room
        off = abs(self.middle - (left + right) / 2)
        return self.align is None and off < 1.5 and self.x0 > left + 1.5

    @property
    def _inked(self) -> tuple[Span, ...]:
        return tuple(span for span in self.spans if span.text.strip()) or self.spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, the first one indented or not."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def indent(self) -> float:
        """How far its first line begins from the edge of the column."""
        return self.first.x0 - self.first.room[0]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal rule."""

    page: int
    x0: float
    x1: float
    y: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A printed page number; `value` is None where the program fills it in (a Word field)."""

    line: Line
    value: int | None
    at_top: bool
    centred: bool
    on_first: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or, in a Word file, a section.

    Args:
        margins: left, right, top, bottom; in a PDF as far as text shows them.
        part: the number of the part of the paper it belongs to: 0 the paper itself, then annexes.
        tall: in a Word file, whether the section surely runs over several pages.
        restarts: whether its pages are numbered from 1, where an annex begins.
    """

    number: int
    width: float
    height: float
    margins: tuple[float, float, float, float]
    part: int = 0
    tall: bool = False
    restarts: bool = True

    @property
    def landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True)
class Reading:
    """All that was read of one file; `exact` where margins are declared, not seen."""

    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...]
    strokes: tuple[Stroke, ...]
    numbers: tuple[PageNumber, ...]
    exact: bool
    feet: tuple[Line, ...] = ()

    def sheet(self, number: int) -> Sheet:
        return self.sheets[number - 1]

    def part_of(self, line: Line) -> int:
        return self.sheet(line.page).part


def paragraphs(lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """Join lines to paragraphs; cells of tables are left out."""
    return tuple(Paragraph(tuple(group)) for group in _groups(lines))


def _groups(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if line.framed:
            continue
        if group and line.opens:
            yield group
            group = []
        group.append(line)
    if group:
        yield group
