"""The labels that Word numbers paragraphs with by itself: "1.", "a)", "-"."""

from collections.abc import Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from thidua.papers.blocks import roman
from thidua.papers.conformance.docx_styles import child, number, value

_PLACE = "%{}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Numbering:
    """Counts the numbered paragraphs of a file in their order."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, list[int]] = {}
        if "word/numbering.xml" in parts:
            self._read(parse_xml(parts["word/numbering.xml"]))

    def label(self, numbering: Any) -> str:
        """Return the label of the next paragraph of a list, and count it."""
        levels = self._levels.get(self._told(numbering, "numId"))
        depth = int(number(self._told(numbering, "ilvl")))
        if not levels or depth not in levels:
            return ""
        counts = self._counts.setdefault(self._told(numbering, "numId"), [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            counts.append(_start(levels.get(len(counts))) - 1)
        counts[depth] += 1
        return _label(levels, depth, counts)

    def _read(self, root: Any) -> None:
        abstract = {value(one, "abstractNumId"): one for one in root.findall(qn("w:abstractNum"))}
        for one in root.findall(qn("w:num")):
            named = child(one, "abstractNumId")
            base = abstract.get(value(named, "val")) if named is not None else None
            if base is not None:
                levels = base.findall(qn("w:lvl"))
                self._levels[value(one, "numId")] = {
                    int(number(value(x, "ilvl"))): x for x in levels
                }

    def _told(self, numbering: Any, name: str) -> str:
        found = child(numbering, name)
        return "0" if found is None else value(found, "val")


def _start(level: Any) -> int:
    start = child(level, "start")
    return 1 if start is None else int(number(value(start, "val"), 1))


def _label(levels: Mapping[int, Any], depth: int, counts: list[int]) -> str:
    text = child(levels[depth], "lvlText")
    label = "" if text is None else value(text, "val")
    if _format(levels[depth]) == "bullet":
        return "-" if label in {"-", "–", "\uf02d"} else "•"
    for place in range(depth + 1):
        label = label.replace(_PLACE.format(place + 1), _figure(levels.get(place), counts[place]))
    return label


def _format(level: Any) -> str:
    kind = child(level, "numFmt")
    return "decimal" if kind is None else value(kind, "val")


def _figure(level: Any, count: int) -> str:
    kind = _format(level)
    if kind.endswith("Letter"):
        letter = _LETTERS[(count - 1) % len(_LETTERS)]
        return letter.upper() if kind.startswith("upper") else letter
    if kind.endswith("Roman") and 0 < count < 40:
        return roman(count) if kind.startswith("upper") else roman(count).lower()
    return str(count)
