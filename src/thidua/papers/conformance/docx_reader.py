"""A Word file read back: sections, lines as its settings lay them, rules, page numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from thidua.papers.blocks import Align
from thidua.papers.conformance.docx_lines import Canvas, lay_blocks, runs_of
from thidua.papers.conformance.docx_numbering import Numbering
from thidua.papers.conformance.docx_styles import Styles, child, twips, value
from thidua.papers.conformance.opening import SAVE_AGAIN, word_parts
from thidua.papers.conformance.pdf_reader import ANNEX
from thidua.papers.conformance.reading import (
    Line,
    PageNumber,
    Reading,
    Sheet,
    Span,
    UnreadableFile,
)

MOST_PARAGRAPHS = 20_000
_SEVERAL_PAGES = 1.4
_HEADER_DEPTH = 9.0
_PAGE = re.compile(r"\bPAGE\b")


@dataclass(frozen=True, slots=True)
class _Section:
    """Blocks of a section up to a page break, and the properties of the section."""

    blocks: list[Any]
    properties: Any
    begins: bool


def read_docx(content: bytes) -> Reading:
    """Read a Word file back.

    Raises:
        UnreadableFile: it is broken, protected, too long, or carries no text.
    """
    parts = word_parts(content)
    try:
        reading = _reading(parts)
    except UnreadableFile:
        raise
    except Exception as broken:
        raise UnreadableFile("Tệp Word hỏng, không đọc được.", SAVE_AGAIN) from broken
    if not reading.lines:
        raise UnreadableFile("Tệp Word không có chữ nào.", "Hãy chọn tệp có nội dung văn bản.")
    return reading


def _reading(parts: Mapping[str, bytes]) -> Reading:
    body = child(parse_xml(parts["word/document.xml"]), "body")
    if sum(1 for _ in body.iter(qn("w:p"))) > MOST_PARAGRAPHS:
        raise UnreadableFile(
            f"Tệp Word có hơn {MOST_PARAGRAPHS} đoạn, quá dài để kiểm tra.",
            "Hãy tách phụ lục dài thành tệp riêng rồi kiểm tra từng tệp.",
        )
    canvas = Canvas(Styles(parts), Numbering(parts))
    sheets: list[Sheet] = []
    numbers: list[PageNumber] = []
    heads = _Heads(parts)
    for section in _sections(body):
        _lay_section(canvas, section, sheets)
        numbers += heads.numbers(canvas, section, sheets[-1])
        if len(sheets) == 1:
            heads.lay_notes(canvas, sheets[0])
    return Reading(
        sheets=tuple(sheets),
        lines=tuple(sorted(canvas.lines, key=lambda line: (line.page, round(line.base), line.x0))),
        strokes=tuple(canvas.strokes),
        numbers=tuple(numbers),
        exact=True,
    )


def _sections(body: Any) -> Iterator[_Section]:
    """Yield the pieces of a body between section breaks and page breaks."""
    pieces: list[list[Any]] = [[]]
    for item in _flat(body):
        if item.tag == qn("w:sectPr"):
            yield from _pieces_of(pieces, item)
            return
        if _breaks_before(item) and pieces[-1]:
            pieces.append([])
        pieces[-1].append(item)
        if _breaks_inside(item):
            pieces.append([])
        ends = child(child(item, "pPr"), "sectPr") if item.tag == qn("w:p") else None
        if ends is not None:
            yield from _pieces_of(pieces, ends)
            pieces = [[]]
    yield from _pieces_of(pieces, None)


def _pieces_of(pieces: list[list[Any]], properties: Any) -> Iterator[_Section]:
    for n, blocks in enumerate(pieces):
        if blocks or not n:
            yield _Section(blocks, properties, begins=not n)


def _flat(body: Any) -> Iterator[Any]:
    for item in body:
        content = child(item, "sdtContent") if item.tag == qn("w:sdt") else None
        yield from (item,) if content is None else content


def _breaks_before(item: Any) -> bool:
    return item.tag == qn("w:p") and child(child(item, "pPr"), "pageBreakBefore") is not None


def _breaks_inside(item: Any) -> bool:
    breaks = item.iter(qn("w:br")) if item.tag == qn("w:p") else ()
    return any(value(one, "type") == "page" for one in breaks)


def _lay_section(canvas: Canvas, section: _Section, sheets: list[Sheet]) -> None:
    width, height, margins = _page_of(section.properties)
    canvas.page, canvas.y, canvas.after = len(sheets) + 1, margins[2], 0
    known = len(canvas.lines)
    lay_blocks(canvas, section.blocks, (margins[0], width - margins[1]))
    mine = sorted(canvas.lines[known:], key=lambda line: (line.base, line.x0))
    restarts = section.begins and _restarts(section.properties)
    part = sheets[-1].part if sheets else 0
    part += bool(sheets) and _begins_annex(mine, restarts=restarts)
    fresh = not sheets or part != sheets[-1].part
    sheets.append(
        Sheet(
            canvas.page, width, height, margins, part,
            tall=canvas.y - margins[2] > _SEVERAL_PAGES * (height - margins[2] - margins[3]),
            restarts=restarts or not fresh or not part,
        )
    )  # fmt: skip


def _page_of(properties: Any) -> tuple[float, float, tuple[float, float, float, float]]:
    size, margins = child(properties, "pgSz"), child(properties, "pgMar")
    if size is None or margins is None:
        return 210, 297, (30, 15, 20, 20)
    sides = tuple(twips(value(margins, side, "0")) for side in ("left", "right", "top", "bottom"))
    left, right, top, bottom = (abs(side) for side in sides)
    return twips(value(size, "w")), twips(value(size, "h")), (left, right, top, bottom)


def _restarts(properties: Any) -> bool:
    numbering = child(properties, "pgNumType")
    return numbering is not None and value(numbering, "start") == "1"


def _begins_annex(lines: list[Line], *, restarts: bool) -> bool:
    first = lines[0] if lines else None
    if first is None:
        return False
    return bool(ANNEX.match(first.text)) or (
        restarts and first.bold and first.text == first.text.upper()
    )


class _Heads:
    """The heads and feet of sections; a section without its own has those of the one before."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._names = _relations(parts)
        self._heads: dict[tuple[str, str], Any] = {}

    def numbers(self, canvas: Canvas, section: _Section, sheet: Sheet) -> Iterator[PageNumber]:
        """Yield the page numbers a section prints: on its later pages, and on its first."""
        properties = section.properties
        if properties is None or not section.begins:
            return
        for place in ("header", "footer"):
            for reference in properties.findall(qn(f"w:{place}Reference")):
                self._heads[place, value(reference, "type")] = self._part(reference)
        title = child(properties, "titlePg")
        hides = title is not None and value(title, "val", "1") not in {"0", "false"}
        for place in ("header", "footer"):
            usual = self._number(canvas, place, "default", sheet)
            yield from (usual,) if usual else ()
            shown = self._number(canvas, place, "first", sheet) if hides else usual
            yield from (replace(shown, on_first=True, value=1),) if shown else ()

    def lay_notes(self, canvas: Canvas, sheet: Sheet) -> None:
        """Lay what stands above the text of the first page, such as a note of circulation."""
        root = self._heads.get(("header", "first"))
        if root is None or any(_PAGE.search(_instructions(one)) for one in root.iter(qn("w:p"))):
            return
        canvas.y, canvas.after = _HEADER_DEPTH, 0
        lay_blocks(canvas, root, (sheet.margins[0], sheet.width - sheet.margins[1]))

    def _part(self, reference: Any) -> Any:
        name = self._names.get(reference.get(qn("r:id"), ""), "")
        return parse_xml(self._parts[name]) if name in self._parts else None

    def _number(self, canvas: Canvas, place: str, kind: str, sheet: Sheet) -> PageNumber | None:
        root = self._heads.get((place, kind))
        if root is None:
            return None
        for paragraph in root.iter(qn("w:p")):
            if _PAGE.search(_instructions(paragraph)):
                return _page_number(canvas, paragraph, sheet, at_top=place == "header")
        return None


def _instructions(paragraph: Any) -> str:
    told = [item.text or "" for item in paragraph.iter(qn("w:instrText"))]
    simple = [value(item, "instr") for item in paragraph.iter(qn("w:fldSimple"))]
    return " ".join((*told, *simple))


def _page_number(canvas: Canvas, paragraph: Any, sheet: Sheet, *, at_top: bool) -> PageNumber:
    run = next(runs_of(paragraph), paragraph)
    style = canvas.styles.run(paragraph, run)
    span = Span("2", style.face, style.size, style.bold, style.italic, style.color)
    room = (sheet.margins[0], sheet.width - sheet.margins[1])
    middle = (room[0] + room[1]) / 2
    line = Line(
        (span,), sheet.number, middle, middle + 2, 15 if at_top else sheet.height - 15, room
    )
    return PageNumber(line, None, at_top, _is_centred(canvas, paragraph))


def _is_centred(canvas: Canvas, paragraph: Any) -> bool:
    frame = child(child(paragraph, "pPr"), "framePr")
    if frame is not None and value(frame, "xAlign") == "center":
        return True
    before = [item.tag for item in paragraph.iter(qn("w:tab"), qn("w:fldChar"), qn("w:fldSimple"))]
    tabbed = bool(before) and before[0] == qn("w:tab") and canvas.styles.paragraph(paragraph)
    return bool(tabbed) or canvas.styles.paragraph(paragraph).align is Align.CENTER


def _relations(parts: Mapping[str, bytes]) -> dict[str, str]:
    name = "word/_rels/document.xml.rels"
    if name not in parts:
        return {}
    return {
        one.get("Id", ""): "word/" + one.get("Target", "").removeprefix("/word/")
        for one in parse_xml(parts[name])
    }
