"""Rules of the order of a text: parts, chapters, articles, clauses, points."""

import re
from collections.abc import Iterator

from thidua.papers.blocks import POINT_LETTERS, roman
from thidua.papers.conformance.catalogue import RULES
from thidua.papers.conformance.findings import Finding
from thidua.papers.conformance.parts import Parts
from thidua.papers.conformance.reading import Paragraph

CHAPTER = re.compile(r"(Phần|Chương)\s+(?:thứ\s+)?(\w+)\b(.*)", re.IGNORECASE)
SECTION = re.compile(r"(Mục|Tiểu mục)\s+(\w+)\b(.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"điều\s+(\d+)\s*([.:]?)", re.IGNORECASE)
_HEADING = re.compile(r"([IVXL]+)\.\s+(\S.*)")
_CLAUSE = re.compile(r"(\d{1,2})\.\s+\S")
_POINT = re.compile(r"([a-zđ])\)\s*\S")
_INDENTS = (10.0, 12.7)


def order_rules(parts: Parts) -> Iterator[Finding]:
    """Check the forms of heads and that nothing is left out or comes twice."""
    counts = _Counts()
    body = [p for p in parts.body if not p.text.startswith(("“", '"'))]
    for n, paragraph in enumerate(body):
        below = body[n + 1] if n + 1 < len(body) else None
        yield from _read(counts, paragraph, below)


class _Counts:
    """The last number of each level; a new head starts those below it afresh."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.in_article = False

    def forget(self, *levels: str) -> None:
        for level in levels:
            self.last.pop(level, None)

    def follows(self, level: str, number: int, *, may_restart: bool = False) -> bool:
        """Count a number; tell whether it follows the one before."""
        before = self.last.get(level, 0)
        self.last[level] = number
        return number == before + 1 or (may_restart and number == 1)


def _read(counts: _Counts, paragraph: Paragraph, below: Paragraph | None) -> Iterator[Finding]:
    text = paragraph.text
    if found := CHAPTER.match(text):
        if paragraph.first.bold or not found[3]:
            yield from _chapter(counts, paragraph, below, found)
    elif found := SECTION.match(text):
        if paragraph.first.bold or not found[3]:
            yield from _muc(counts, paragraph, below, found)
    elif (found := _ARTICLE.match(text)) and (found[2] or paragraph.first.spans[0].bold):
        # Under Roman heads an article is one of another paper that is told about.
        if "la mã" not in counts.last:
            yield from _article(counts, paragraph, found)
    elif found := _HEADING.match(text):
        yield from _heading(counts, paragraph, found)
    elif found := _CLAUSE.match(text):
        yield from _clause(counts, paragraph, int(found[1]))
    elif found := _POINT.match(text):
        yield from _point(counts, paragraph, found[1])


def _chapter(
    counts: _Counts, paragraph: Paragraph, below: Paragraph | None, found: re.Match[str]
) -> Iterator[Finding]:
    level, figure = found[1].lower(), found[2]
    counts.forget("mục", *(("chương",) if level == "phần" else ()))
    number = _roman(figure)
    follows = counts.follows(level, number or counts.last.get(level, 0) + 1)
    if not number or not _two_lines(paragraph, below, found[3]):
        yield RULES["chapter-form"].found(f"Đang viết “{paragraph.text[:60]}”.", paragraph.first)
    elif not follows:
        yield RULES["chapter-order"].found(
            f"“{found[1]} {figure}” không nối tiếp.", paragraph.first
        )


def _muc(
    counts: _Counts, paragraph: Paragraph, below: Paragraph | None, found: re.Match[str]
) -> Iterator[Finding]:
    level, figure = found[1].lower(), found[2]
    if level == "mục":
        counts.forget("tiểu mục")
    number = int(figure) if figure.isdecimal() else counts.last.get(level, 0) + 1
    follows = counts.follows(level, number)
    if not figure.isdecimal() or not _two_lines(paragraph, below, found[3]):
        yield RULES["section-form"].found(f"Đang viết “{paragraph.text[:60]}”.", paragraph.first)
    elif not follows:
        yield RULES["section-order"].found(
            f"“{found[1]} {figure}” không nối tiếp.", paragraph.first
        )


def _two_lines(paragraph: Paragraph, below: Paragraph | None, rest: str) -> bool:
    """Tell whether a head stands alone, centred and bold, over a title of bold capitals."""
    titled = below is not None and below.first.centred and below.first.bold
    upper = below is not None and below.text == below.text.upper()
    first = paragraph.first
    return not rest.strip(" .") and first.centred and first.bold and titled and upper


def _article(counts: _Counts, paragraph: Paragraph, found: re.Match[str]) -> Iterator[Finding]:
    first = paragraph.first
    label = first.spans[0]
    counts.in_article = True
    counts.forget("khoản", "điểm")
    indented = min(abs(paragraph.indent - indent) for indent in _INDENTS) < 1
    right = paragraph.text.startswith("Điều ") and found[2] == "." and label.bold
    if not right or label.italic or not indented:
        yield RULES["article-form"].found(f"Đang viết “{paragraph.text[:60]}”.", first)
    if not counts.follows("điều", int(found[1])):
        yield RULES["article-order"].found(f"Điều {found[1]} không nối tiếp.", first)


def _heading(counts: _Counts, paragraph: Paragraph, found: re.Match[str]) -> Iterator[Finding]:
    number = _roman(found[1])
    if not number:
        return
    counts.in_article = False
    counts.forget("khoản", "điểm")
    if not paragraph.first.bold or found[2] != found[2].upper():
        yield RULES["heading-form"].found(f"Đang viết “{paragraph.text[:60]}”.", paragraph.first)
    if not counts.follows("la mã", number, may_restart=True):
        yield RULES["heading-order"].found(f"Mục {found[1]} không nối tiếp.", paragraph.first)


def _clause(counts: _Counts, paragraph: Paragraph, number: int) -> Iterator[Finding]:
    counts.forget("điểm")
    if not counts.follows("khoản", number, may_restart=not counts.in_article):
        yield RULES["clause-order"].found(f"Khoản {number} không nối tiếp.", paragraph.first)


def _point(counts: _Counts, paragraph: Paragraph, letter: str) -> Iterator[Finding]:
    place = POINT_LETTERS.find(letter) + 1
    due = POINT_LETTERS[min(counts.last.get("điểm", 0), len(POINT_LETTERS) - 1)]
    if not place or not counts.follows("điểm", place, may_restart=not counts.in_article):
        yield RULES["point-order"].found(f"Điểm {letter}), đúng ra là {due}).", paragraph.first)


def _roman(figure: str) -> int:
    return next((n for n in range(1, 40) if roman(n) == figure), 0)
