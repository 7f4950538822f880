"""Rules drawn in a Word file: borders of paragraphs, drawn lines, rows of underscores."""

import re
from collections.abc import Iterator
from typing import Any

from thidua.papers.conformance.docx_styles import ParagraphStyle, child, value
from thidua.papers.conformance.reading import Stroke

SHORTEST = 6.0
_MM_PER_EMU = 1 / 36_000
_FLAT = 1.0
_RULE = re.compile(r"[_\-–—]{4,}")
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML_LINE = "{urn:schemas-microsoft-com:vml}line"
_POINT = re.compile(r"(-?[\d.]+)(pt|mm|cm|in|px)?")
_UNITS = {"pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96, "": 25.4 / 96}


def is_rule(text: str) -> bool:
    """Tell whether a text is a row of underscores or dashes drawn as a rule."""
    return _RULE.fullmatch(text.replace(" ", "")) is not None


def drawn_strokes(
    paragraph: Any,
    style: ParagraphStyle,
    room: tuple[float, float],
    *,
    page: int,
    top: float,
    bottom: float,
) -> Iterator[Stroke]:
    """Yield the rules a paragraph carries, where they lie."""
    border = child(child(child(paragraph, "pPr"), "pBdr"), "bottom")
    if border is not None and value(border, "val") not in {"nil", "none"}:
        yield Stroke(page, room[0] + style.left, room[1] - style.right, bottom)
    for drawing in (*paragraph.iter(f"{_WP}anchor"), *paragraph.iter(f"{_WP}inline")):
        width, height = _extent(drawing)
        if width >= SHORTEST and height < _FLAT:
            x = _left(drawing, room, width)
            yield Stroke(page, x, x + width, top + _offset(drawing, "positionV"))
    if paragraph.find(f".//{_WP}anchor") is None:
        yield from _vml_lines(paragraph, page, room, top)


def _extent(drawing: Any) -> tuple[float, float]:
    extent = drawing.find(f"{_WP}extent")
    if extent is None:
        return 0.0, 0.0
    return int(extent.get("cx", 0)) * _MM_PER_EMU, int(extent.get("cy", 0)) * _MM_PER_EMU


def _left(drawing: Any, room: tuple[float, float], width: float) -> float:
    """Return where a drawing begins: by its offset in the column, else in the middle."""
    place = drawing.find(f"{_WP}positionH")
    from_page = place is not None and place.get("relativeFrom") == "page"
    if place is None or place.find(f"{_WP}posOffset") is None:
        return (room[0] + room[1] - width) / 2
    return (0 if from_page else room[0]) + _offset(drawing, "positionH")


def _offset(drawing: Any, kind: str) -> float:
    offset = drawing.find(f"{_WP}{kind}/{_WP}posOffset")
    text = "" if offset is None else (offset.text or "")
    return int(text) * _MM_PER_EMU if text.lstrip("-").isdecimal() else 0.0


def _vml_lines(
    paragraph: Any, page: int, room: tuple[float, float], top: float
) -> Iterator[Stroke]:
    for line in paragraph.iter(_VML_LINE):
        (x0, y0), (x1, _) = _point(line.get("from", "")), _point(line.get("to", ""))
        if abs(x1 - x0) >= SHORTEST:
            yield Stroke(page, room[0] + min(x0, x1), room[0] + max(x0, x1), top + y0)


def _point(text: str) -> tuple[float, float]:
    found = [float(n) * _UNITS[unit or ""] for n, unit in _POINT.findall(text)]
    return (found[0], found[1]) if len(found) == 2 else (0.0, 0.0)
