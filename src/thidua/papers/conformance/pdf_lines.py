"""From the letters of a PDF page to lines of text and horizontal rules."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTLine, LTPage, LTRect

from thidua.papers.conformance.reading import BLACK, Line, Span, Stroke
from thidua.papers.metrics import MM_PER_POINT

SHORTEST_RULE = 6.0
# A gap wider than this many em parts columns. Justified text has spaces in its gaps, columns none.
_COLUMN_GAP, _BARE_GAP = 1.3, 0.7
_BLACK_CMYK = (0.0, 0.0, 0.0, 1.0)


def chars_of(container: LTContainer[LTComponent]) -> Iterator[LTChar]:
    """Yield upright letters, also those inside forms."""
    for item in container:
        if isinstance(item, LTChar):
            if item.upright:
                yield item
        elif isinstance(item, LTContainer):
            yield from chars_of(item)


def page_lines(page: LTPage, number: int) -> list[Line]:
    """Return the lines of a page from top to bottom, left to right, without their paragraphs."""
    ordered = sorted(chars_of(page), key=lambda char: (-_base(char), char.x0))
    rows: list[list[LTChar]] = []
    for char in ordered:
        if rows and abs(_base(rows[-1][0]) - _base(char)) < 1.5:
            rows[-1].append(char)
        else:
            rows.append([char])
    pieces = (piece for row in rows for piece in _pieces(sorted(row, key=lambda c: c.x0)))
    return [_line(piece, page, number) for piece in pieces if _text(piece).strip()]


def strokes_of(page: LTPage, number: int) -> list[Stroke]:
    """Return the horizontal rules of a page."""
    return [
        Stroke(number, _mm(item.x0), _mm(item.x1), _mm(page.height - (item.y0 + item.y1) / 2))
        for item in _drawn(page)
        if _mm(item.height) < 1 and _mm(item.width) >= SHORTEST_RULE
    ]


def frames_of(page: LTPage) -> list[tuple[float, float, float]]:
    """Return x, top and bottom of the vertical rules of a page."""
    return [
        (_mm(x), _mm(page.height - item.y1), _mm(page.height - item.y0))
        for item in _drawn(page)
        if _mm(item.height) >= 3
        for x in ((item.x0,) if _mm(item.width) < 1 else (item.x0, item.x1))
    ]


def _drawn(container: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTLine | LTRect | LTCurve):
            yield item
        elif isinstance(item, LTContainer):
            yield from _drawn(item)


def _base(char: LTChar) -> float:
    return float(char.matrix[5])


def _pieces(row: Sequence[LTChar]) -> Iterator[list[LTChar]]:
    piece: list[LTChar] = []
    for char in row:
        spaced = bool(piece) and piece[-1].get_text().isspace()
        gap = (_COLUMN_GAP if spaced else _BARE_GAP) * char.size
        if piece and char.x0 - piece[-1].x1 > gap:
            yield piece
            piece = []
        piece.append(char)
    if piece:
        yield piece


def _text(chars: Iterable[LTChar]) -> str:
    return "".join(char.get_text() for char in chars)


def _line(piece: Sequence[LTChar], page: LTPage, number: int) -> Line:
    inked = [char for char in piece if char.get_text().strip()]
    first, last = inked[0], inked[-1]
    return Line(
        spans=tuple(_spans(piece)),
        page=number,
        x0=_mm(first.x0),
        x1=_mm(last.x1),
        base=_mm(page.height - _base(first)),
        room=(0.0, _mm(page.width)),
    )


def _spans(piece: Sequence[LTChar]) -> Iterator[Span]:
    for style, group in groupby(_with_spaces(piece), key=lambda pair: _style(pair[0])):
        face, size, color = style
        low = face.lower()
        yield Span(
            "".join(text for _, text in group), face, size,
            bold="bold" in low, italic="italic" in low or "oblique" in low, color=color,
        )  # fmt: skip


def _with_spaces(piece: Sequence[LTChar]) -> Iterator[tuple[LTChar, str]]:
    """Put a space where a program parts words by moving on only."""
    yield piece[0], piece[0].get_text()
    for before, char in pairwise(piece):
        parted = char.x0 - before.x1 > 0.15 * char.size
        blank = before.get_text().isspace() or char.get_text().isspace()
        yield char, f" {char.get_text()}" if parted and not blank else char.get_text()


def _style(char: LTChar) -> tuple[str, float, str]:
    face = char.fontname.split("+", 1)[-1]
    return face, round(char.size * 2) / 2, _color(char.graphicstate.ncolor)


def _color(value: object) -> str:
    parts = tuple(value) if isinstance(value, tuple | list) else (value,)
    figures = tuple(float(part) for part in parts if isinstance(part, int | float))
    if len(figures) == 4:
        return BLACK if figures == _BLACK_CMYK or min(figures) > 0.6 else "cmyk"
    if len(figures) == 1:
        figures *= 3
    return "".join(f"{round(255 * part):02x}" for part in figures[:3]) or BLACK


def _mm(points: float) -> float:
    return points * MM_PER_POINT
