"""Where on a finished paper the signatures stand: read back from its text (Decree 30/2020, boxes 7, 8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTPage, LTTextContainer, LTTextLine

from thidua.papers.signing.errors import PdfError
from thidua.papers.signing.fields import Box, Place

MM = 72 / 25.4
PERSON_WIDTH, SEAL = 50 * MM, 40 * MM
GAP = 2.0
ROOM = 17 * MM, 30 * MM
STAMP_WIDTH, STAMP_HEIGHT, MARGIN = 75 * MM, 10 * MM, 15 * MM


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs under which printed name; `office` if a seal goes with it."""

    field: str
    name: str
    post: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    text: str
    box: Box


def places(pdf: bytes, signers: Sequence[Signer]) -> list[Place]:
    """Find the room above each signer's printed name; seals cover its left third.

    Raises:
        PdfError: a name is not printed where a signature could stand above it.
    """
    lines = list(_lines(pdf))
    found: list[Place] = []
    taken: set[_Line] = set()
    for signer in signers:
        name = _name_line(lines, signer, taken)
        taken.add(name)
        room = _room(lines, name)
        found.append(Place(signer.field, f"Chữ ký: {signer.name}", name.page, room))
        if signer.office:
            found.append(Place(signer.office, "Chữ ký của cơ quan", name.page, _seal_over(room)))
    return found


def stamp_place(pdf: bytes, field: str) -> Place:
    """Return the place of an office's signature on an attachment: top right of its first page."""
    page = next(iter(extract_pages(BytesIO(pdf), page_numbers=[0])))
    right, top = page.width - MARGIN, page.height - 5 * MM
    box = (right - STAMP_WIDTH, top - STAMP_HEIGHT, right, top)
    return Place(field, "Chữ ký của cơ quan", 0, box)


def _lines(pdf: bytes) -> Iterator[_Line]:
    for number, page in enumerate(extract_pages(BytesIO(pdf), laparams=LAParams(boxes_flow=None))):
        yield from _lines_on(number, page)


def _lines_on(number: int, page: LTPage) -> Iterator[_Line]:
    for block in page:
        if isinstance(block, LTTextContainer):
            for line in block:
                if isinstance(line, LTTextLine):
                    yield _Line(number, " ".join(line.get_text().split()), line.bbox)


def _name_line(lines: Sequence[_Line], signer: Signer, taken: set[_Line]) -> _Line:
    """Return where the name is printed last with room above it; that of two the first not taken."""
    named = [line for line in lines if line.text == signer.name and line not in taken]
    roomy = [line for line in named if _room_height(lines, line) >= ROOM[0]]
    if not roomy:
        raise PdfError(
            f"Không thấy chỗ ký của {signer.name} trên văn bản.",
            "Tên người ký phải in dưới chỗ trống để ký (Nghị định số 30/2020/NĐ-CP, Phụ lục I).",
        )
    last = max(line.page for line in roomy)
    return next(line for line in roomy if line.page == last)


def _room(lines: Sequence[_Line], name: _Line) -> Box:
    left, _, right, top = name.box
    middle, half = (left + right) / 2, PERSON_WIDTH / 2
    bottom = _top_of_posts(lines, name) + GAP
    height = min(_room_height(lines, name), ROOM[1]) - 2 * GAP
    return (middle - half, max(bottom, top), middle + half, max(bottom, top) + height)


def _top_of_posts(lines: Sequence[_Line], name: _Line) -> float:
    """Return the upper edge of the name with a second post that stands close above it."""
    top = name.box[3]
    while close := [a for a in _above(lines, name, top) if a.box[1] - top < ROOM[0] / 2]:
        top = max(line.box[3] for line in close)
    return top


def _room_height(lines: Sequence[_Line], name: _Line) -> float:
    top = _top_of_posts(lines, name)
    above = _above(lines, name, top)
    return min((line.box[1] for line in above), default=top) - top


def _above(lines: Sequence[_Line], name: _Line, top: float) -> list[_Line]:
    """Return the lines of the page that stand above a height in the name's own column."""
    left, _, right, _ = name.box
    middle = (left + right) / 2
    return [
        line
        for line in lines
        if line.page == name.page
        and line.box[1] >= top - GAP
        and line is not name
        and line.box[0] <= middle <= line.box[2]
    ]


def _seal_over(room: Box) -> Box:
    """A seal of real size whose right edge covers the left third of the signature."""
    left, bottom, right, top = room
    edge, middle = left + (right - left) / 3, (bottom + top) / 2
    return (edge - SEAL, middle - SEAL / 2, edge, middle + SEAL / 2)
