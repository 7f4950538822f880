"""A PDF read back: pages, lines, paragraphs, rules and page numbers, as they lie."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from statistics import median

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from thidua.papers.blocks import Align
from thidua.papers.conformance.opening import SAVE_AGAIN, bounded_pdf
from thidua.papers.conformance.pdf_lines import (
    SHORTEST_RULE,
    frames_of,
    page_lines,
    strokes_of,
)
from thidua.papers.conformance.reading import (
    Line,
    PageNumber,
    Paragraph,
    Reading,
    Sheet,
    Stroke,
    UnreadableFile,
)
from thidua.papers.metrics import MM_PER_POINT, text_width

MOST_PAGES = 100
SINGLE = 1.15
"""Line height of the face at single spacing, in em."""
NUMERAL = re.compile(r"(?:trang\s*)?[-–]?\s*(\d{1,4})\s*[-–]?(?:\s*/\s*\d+)?", re.IGNORECASE)
ANNEX = re.compile(r"phụ lục(\s+[IVXLC]+|\s+\d+)?$", re.IGNORECASE)
_UNDERSCORES = re.compile(r"[_\-–—]{4,}")
_MARGIN_ZONE = 19.0
_CAP = 0.66
_ROW = 2.0
_SMALL = 10.5


@dataclass(frozen=True, slots=True)
class _Page:
    width: float
    height: float
    lines: list[Line]
    strokes: list[Stroke]
    number: Line | None
    at_top: bool
    feet: list[Line]


def read_pdf(content: bytes) -> Reading:
    """Read a PDF back.

    Raises:
        UnreadableFile: it is broken, protected, too long, or carries no text.
    """
    bounded_pdf(content)
    try:
        pages = list(_pages(content))
    except UnreadableFile:
        raise
    except PDFPasswordIncorrect as locked:
        raise UnreadableFile("Tệp PDF có mật khẩu, không đọc được.", SAVE_AGAIN) from locked
    except Exception as broken:
        raise UnreadableFile("Tệp PDF hỏng, không đọc được.", SAVE_AGAIN) from broken
    if not any(page.lines for page in pages):
        raise UnreadableFile(
            "Tệp PDF không có chữ, có thể là ảnh chụp hoặc bản quét.",
            "Hãy dùng tệp xuất thẳng từ phần mềm soạn thảo.",
        )
    return _reading(pages)


def _pages(content: bytes) -> Iterator[_Page]:
    document = PDFDocument(PDFParser(BytesIO(content)))
    found = list(PDFPage.create_pages(document))
    if len(found) > MOST_PAGES:
        raise UnreadableFile(
            f"Tệp có {len(found)} trang; chỉ kiểm tra được tệp đến {MOST_PAGES} trang.",
            "Hãy tách phụ lục dài thành tệp riêng rồi kiểm tra từng tệp.",
        )
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(found, 1):
        interpreter.process_page(page)
        layout = device.get_result()
        strokes, frames = strokes_of(layout, number), frames_of(layout)
        lines = [_framed(line, frames) for line in page_lines(layout, number)]
        yield _page(layout.width * MM_PER_POINT, layout.height * MM_PER_POINT, lines, strokes)


def _framed(line: Line, frames: Sequence[tuple[float, float, float]]) -> Line:
    beside = [x for x, top, bottom in frames if top - 0.5 <= line.base <= bottom + 0.5]
    left = any(x <= line.x0 + 0.5 for x in beside)
    right = any(x >= line.x1 - 0.5 for x in beside)
    return replace(line, framed=left and right)


def _page(width: float, height: float, lines: list[Line], strokes: list[Stroke]) -> _Page:
    """Take out of a page's lines what isn't text of the paper: rules, number, foot."""
    drawn = [line for line in lines if _UNDERSCORES.fullmatch(line.text.replace(" ", ""))]
    strokes += [
        Stroke(line.page, line.x0, line.x1, line.base + 0.5)
        for line in drawn
        if line.width >= SHORTEST_RULE
    ]
    kept = [line for line in lines if line not in drawn]
    feet = [line for line in kept if line.base > height - _MARGIN_ZONE]
    head = [line for line in kept if line.base < _MARGIN_ZONE + 1]
    at_top = next((line for line in head if NUMERAL.fullmatch(line.text)), None)
    at_foot = next((line for line in feet if NUMERAL.fullmatch(line.text)), None)
    number = at_top or at_foot
    text = [line for line in kept if line not in feet and line is not number]
    feet = [line for line in feet if line is not number]
    return _Page(width, height, text, strokes, number, at_top is not None, feet)


def _reading(pages: Sequence[_Page]) -> Reading:
    rooms = {shape: _room(pages, shape) for shape in {_shape(page) for page in pages}}
    numbered = any(page.number for page in pages)
    parts, part = [], 0
    for index, page in enumerate(pages):
        part += index > 0 and _begins_annex(page, numbered=numbered)
        parts.append(part)
    lines = _opened(
        [replace(line, room=rooms[_shape(page)]) for page in pages for line in page.lines]
    )
    return Reading(
        sheets=tuple(_sheet(n, page, part) for n, (page, part) in enumerate(zip(pages, parts, strict=True), 1)),
        lines=_shaped(lines),
        strokes=tuple(stroke for page in pages for stroke in page.strokes),
        numbers=tuple(_numbers(pages, parts, rooms)),
        exact=False,
        feet=tuple(line for page in pages for line in page.feet),
    )  # fmt: skip


def _shape(page: _Page) -> bool:
    return page.width > page.height


def _room(pages: Sequence[_Page], shape: bool) -> tuple[float, float]:  # noqa: FBT001 -- a key
    """Return the edges of the text of all portrait or all landscape pages."""
    mine = [page for page in pages if _shape(page) is shape]
    lines = [line for page in mine for line in page.lines if not line.framed]
    width = mine[0].width
    lefts = Counter(round(line.x0 * 2) / 2 for line in lines if line.x0 < 50)
    rights = Counter(round(line.x1 * 2) / 2 for line in lines if width - 40 < line.x1)
    usual = [x for x in lefts if 29 <= x <= 36] or [x for x in lefts if lefts[x] > 1]
    left = min(usual, default=30.0)
    usual = [x for x in rights if 14 <= width - x <= 21] or [x for x in rights if rights[x] > 1]
    return left, max(usual, default=width - 15)


def _begins_annex(page: _Page, *, numbered: bool) -> bool:
    first = page.lines[0] if page.lines else None
    if first is None:
        return False
    if ANNEX.match(first.text) and first.bold:
        return True
    return numbered and page.number is None and first.bold and first.text == first.text.upper()


def _sheet(number: int, page: _Page, part: int) -> Sheet:
    # Notes in the margin are framed or small; the text begins below them.
    lines = [line for line in page.lines if not _beside_text(line)] or page.lines or page.feet
    if not lines:
        return Sheet(number, page.width, page.height, (30, 15, 20, 20), part)
    top = lines[0].base - _CAP * lines[0].size * MM_PER_POINT
    margins = (
        min(line.x0 for line in lines), page.width - max(line.x1 for line in lines),
        top, page.height - max(line.base for line in lines),
    )  # fmt: skip
    return Sheet(number, page.width, page.height, margins, part)


def _beside_text(line: Line) -> bool:
    return line.base < _MARGIN_ZONE + 1 and (line.framed or line.size <= _SMALL)


def _numbers(
    pages: Sequence[_Page], parts: Sequence[int], rooms: dict[bool, tuple[float, float]]
) -> Iterator[PageNumber]:
    for index, page in enumerate(pages):
        if page.number is None:
            continue
        left, right = rooms[_shape(page)]
        found = NUMERAL.fullmatch(page.number.text)
        # The middle of the text or of the sheet: offices take either for the middle.
        off = min(abs(page.number.middle - m) for m in ((left + right) / 2, page.width / 2))
        first = index == 0 or parts[index - 1] != parts[index]
        value = int(found[1]) if found else None
        yield PageNumber(page.number, value, page.at_top, off < 4, on_first=first)


def _opened(lines: Sequence[Line]) -> list[Line]:
    """Mark which lines begin a paragraph."""
    opened: list[Line] = []
    before: Line | None = None
    beside = {id(line) for pair in pairwise(lines) if _beside(*pair) for line in pair}
    for line in lines:
        alone = id(line) not in beside and id(before) not in beside
        joined = alone and before is not None and _joined(before, line)
        opened.append(replace(line, opens=not joined))
        before = line
    return opened


def _beside(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.base - other.base) < _ROW


def _joined(before: Line, line: Line) -> bool:
    """Tell whether a line goes on with the paragraph of the line before."""
    if before.framed or line.framed or abs(before.size - line.size) > 0.6:
        return False
    left, right = line.room
    word = text_width(line.text.split()[0], line.size, bold=line.bold)
    full = before.x1 + word + 1 > right
    flush = abs(line.x0 - left) < 2 and before.x0 < (left + right) / 2
    if before.page != line.page:
        return flush and full
    step = line.base - before.base
    return flush and full and step < 2.1 * line.size * MM_PER_POINT


def _shaped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Tell alignment, gap and spacing of paragraphs from where their lines lie."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.opens or not groups:
            groups.append([])
        groups[-1].append(line)
    steps = [step for group in groups for step in _steps(group)]
    usual = median(steps) if steps else None
    told: list[Line] = []
    for group in groups:
        paragraph = Paragraph(tuple(group))
        align, spacing = _align(paragraph), _spacing(group)
        gap = _gap(told[-1] if told else None, group[0], usual)
        told += (replace(line, align=align, spacing=spacing, gap=gap) for line in group)
    return tuple(told)


def _steps(group: Sequence[Line]) -> Iterable[float]:
    return [b.base - a.base for a, b in pairwise(group) if a.page == b.page]


def _align(paragraph: Paragraph) -> Align | None:
    *full, last = paragraph.lines
    right = last.room[1]
    if full and all(abs(line.x1 - right) < 1.2 for line in full):
        return Align.JUSTIFY
    return Align.LEFT if full else None


def _spacing(group: Sequence[Line]) -> float | None:
    steps = list(_steps(group))
    size = group[0].size * MM_PER_POINT
    return median(steps) / (SINGLE * size) if steps else None


def _gap(before: Line | None, line: Line, usual: float | None) -> float | None:
    """Return the room before a paragraph in points; None across columns and pages."""
    if before is None or usual is None or before.page != line.page or before.framed:
        return None
    return (line.base - before.base - usual) / MM_PER_POINT
