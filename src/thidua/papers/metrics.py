"""Widths of text in Times New Roman, by the metrics every twin of the face keeps."""

import unicodedata
from functools import cache, lru_cache

from pdfminer.fontmetrics import FONT_METRICS

MM_PER_POINT = 25.4 / 72
_UNKNOWN = 500.0
_STEP = 0.1
_BASE = {"đ": "d", "Đ": "D"}


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width of a text in millimetres; `size` is in points."""
    widths = _widths(bold, italic)
    units = sum(widths.get(letter, _UNKNOWN) for letter in _base_letters(text))
    return units / 1000 * size * MM_PER_POINT


def even_lines(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Break a text at its words into no more lines than `room` (mm) asks for, as even as they go.

    A text that sets its own lines keeps them.
    """
    if "\n" in text:
        return text
    lines = _filled(text, size, room, bold=bold)
    fewest = len(lines)
    while len(lines) == fewest > 1:
        even, room = lines, max(text_width(line, size, bold=bold) for line in lines) - _STEP
        lines = _filled(text, size, room, bold=bold)
    return "\n".join(lines if fewest == 1 else even)


def _filled(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _base_letters(text: str) -> str:
    """Drop marks, which take no room: Vietnamese letters are as wide as their bases."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(
        _BASE.get(letter, letter) for letter in plain if not unicodedata.combining(letter)
    )


@cache
def _widths(bold: bool, italic: bool) -> dict[str, float]:  # noqa: FBT001 -- a cache wants places
    style = {(True, True): "BoldItalic", (True, False): "Bold", (False, True): "Italic"}
    metrics = FONT_METRICS[f"Times-{style.get((bold, italic), 'Roman')}"][1]
    return {str(letter): float(width) for letter, width in metrics.items()}
