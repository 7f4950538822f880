"""The paragraphs of a Word document, and the rows of its tables, as they read once edited.

Tracked changes are read as accepted: what was deleted is gone, what was inserted is there. Each
paragraph of a draft carries a bookmark that no reader sees, with its key and a digest of its text.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.papers.drafts.archive import COMMENTS, DOCUMENT, STYLES, opened
from thidua.papers.drafts.fonts import Fonts
from thidua.papers.marks import Stretch, marked
from thidua.text import clean
from thidua.text.legacy import Encoding, convert, encoding_of, repaired

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEY = re.compile(r"td_(?P<key>[a-z0-9_]+)_(?P<digest>[0-9a-f]{6})")
IDENTITY = re.compile(r"tdban_(?P<identity>[0-9a-f]{12})_(?P<version>\d+)")
_ROW = re.compile(r"_r\d+$")
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_GONE = {f"{W}del", f"{W}moveFrom"}
_SPACES = {f"{W}tab", f"{W}br", f"{W}cr"}
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment set beside a paragraph in Word."""

    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph, or a row of a table with its cells run together.

    Args:
        element: the paragraph's element, the first one of a row.
        keys: the keys its bookmarks carry, each with the digest of the text that was sent out.
        stretches: its text in styles.
        authors: who tracked changes in it.
        converted: how it was spelt before it was read as Unicode, if it had to be.
    """

    element: Any
    keys: tuple[tuple[str, str], ...]
    stretches: tuple[Stretch, ...]
    is_row: bool = False
    authors: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    converted: str = ""

    @property
    def plain(self) -> str:
        return " ".join("".join(part.text for part in self.stretches).split())

    @property
    def marked(self) -> str:
        return marked(self.stretches)


@dataclass(frozen=True, slots=True)
class Document:
    """A Word document as it reads: whose draft it says it is, of which version, its units."""

    units: tuple[Unit, ...]
    identity: str = ""
    version: int = 0


def read(content: bytes) -> Document:
    """Read a .docx.

    Raises:
        Unreadable: see `opened`.
    """
    parts = opened(content)
    root = parts[DOCUMENT]
    reading = _Reading(_remarks(parts.get(COMMENTS)), Fonts(parts.get(STYLES)))
    units = _as_unicode([unit for unit in reading.units(root) if unit.plain])
    named = (IDENTITY.fullmatch(name) for name in _bookmarks(root))
    found = next((match for match in named if match), None)
    return Document(units, found["identity"], int(found["version"])) if found else Document(units)


def _as_unicode(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Convert what was typed in an old encoding though its face doesn't say so."""
    encoding = encoding_of(unit.plain for unit in units)
    return tuple(_repaired(unit, encoding) for unit in units) if encoding else tuple(units)


def _repaired(unit: Unit, encoding: Encoding) -> Unit:
    text = "".join(part.text for part in unit.stretches)
    if unit.converted or repaired(text, encoding) is None:
        return unit
    told = (replace(part, text=convert(part.text, encoding)) for part in unit.stretches)
    return replace(unit, stretches=tuple(told), converted=text)


def canonical(text: str) -> str:
    """Return what texts are compared by: clean, one line, without end mark (the paper sets it)."""
    return " ".join(clean(text).split()).rstrip(" .;,/")


def digest_of(text: str) -> str:
    return hashlib.sha256(canonical(text).encode()).hexdigest()[:6]


@dataclass(slots=True)
class _Reading:
    remarks: Mapping[str, Remark]
    fonts: Fonts

    def units(self, root: Any) -> Iterator[Unit]:
        body = root.find(f"{W}body")
        yield from self._blocks(root if body is None else body)

    def _blocks(self, parent: Any) -> Iterator[Unit]:
        carried: list[Any] = []
        for child in parent:
            if child.tag == f"{W}p":
                carried.append(child)
                if not _joined_with_next(child):
                    yield self._unit(tuple(carried))
                    carried = []
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo"}:
                yield from self._blocks(child)
        if carried:
            yield self._unit(tuple(carried))

    def _table(self, table: Any) -> Iterator[Unit]:
        rows = [row for row in table.iter(f"{W}tr") if not _is_deleted_row(row)]
        if not _is_grid(table):
            for cell in (cell for row in rows for cell in row.iter(f"{W}tc")):
                yield from self._blocks(cell)
            return
        for row in rows:
            cells = [tuple(cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
            yield self._unit(
                tuple(p for cell in cells for p in cell), is_row=True, cells=list(map(len, cells))
            )

    def _unit(
        self, elements: tuple[Any, ...], *, is_row: bool = False, cells: list[int] | None = None
    ) -> Unit:
        starts = _starts(cells or [len(elements)])
        parts: list[Stretch] = []
        for place, element in enumerate(elements):
            if place:
                parts.append(Stretch(" | " if place in starts else " "))
            parts += _runs(element, self.fonts.text_of)
        before = _text_of(elements, _as_it_is)
        return Unit(
            element=elements[0],
            keys=tuple(_keys(elements)),
            stretches=tuple(parts),
            is_row=is_row,
            authors=tuple(dict.fromkeys(_authors(elements))),
            remarks=tuple(self.remarks[n] for n in _remark_numbers(elements) if n in self.remarks),
            converted=before if before != _text_of(elements, self.fonts.text_of) else "",
        )


def _as_it_is(_run: Any, text: str) -> str:
    return text


def _text_of(elements: tuple[Any, ...], text_of: Callable[[Any, str], str]) -> str:
    return "".join(part.text for element in elements for part in _runs(element, text_of))


def _starts(lengths: list[int]) -> set[int]:
    """Return the places of the paragraphs with which a cell begins."""
    starts, at = set(), 0
    for length in lengths:
        starts.add(at)
        at += length
    return starts


def _runs(paragraph: Any, text_of: Callable[[Any, str], str]) -> Iterator[Stretch]:
    for run in paragraph.iter(f"{W}r"):
        if any(
            above.tag in _GONE or above.tag.endswith("}Fallback") for above in run.iterancestors()
        ):
            continue
        text = "".join(_signs(run))
        if text:
            yield Stretch(text_of(run, text), _is_set(run, "b"), _is_set(run, "i"))


def _signs(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}softHyphen":
            yield "\u00ad"


def _is_set(run: Any, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in _OFF


def _joined_with_next(paragraph: Any) -> bool:
    """Tell whether the end of a paragraph was deleted under tracking, so the next one follows on."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _is_deleted_row(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _is_grid(table: Any) -> bool:
    """Tell a table of data from one that only sets things side by side: ruled, or keyed by rows."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if style is not None and style.get(f"{W}val") == "TableGrid":
        return True
    return any(_ROW.search(key) for key, _ in _keys((table,)))


def _bookmarks(element: Any) -> Iterator[str]:
    return (mark.get(f"{W}name", "") for mark in element.iter(f"{W}bookmarkStart"))


def _keys(elements: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    for name in (name for element in elements for name in _bookmarks(element)):
        if found := KEY.fullmatch(name):
            yield found["key"], found["digest"]


def _authors(elements: tuple[Any, ...]) -> Iterator[str]:
    for element in elements:
        for name in _TRACKED:
            for change in element.iter(f"{W}{name}"):
                yield change.get(f"{W}author", "")


def _remark_numbers(elements: tuple[Any, ...]) -> list[str]:
    found = (
        mark.get(f"{W}id", "")
        for element in elements
        for name in ("commentRangeStart", "commentReference")
        for mark in element.iter(f"{W}{name}")
    )
    return list(dict.fromkeys(found))


def _remarks(root: Any) -> dict[str, Remark]:
    if root is None:
        return {}
    return {
        one.get(f"{W}id", ""): Remark(
            one.get(f"{W}author", ""), clean("".join(t.text or "" for t in one.iter(f"{W}t")))
        )
        for one in root.iter(f"{W}comment")
    }
