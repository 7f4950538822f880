"""Rules of the text, box 6: how paragraphs are set."""

import re
from collections.abc import Iterator

from thidua.papers.blocks import Align
from thidua.papers.conformance.catalogue import RULES
from thidua.papers.conformance.figures import figure
from thidua.papers.conformance.findings import Finding
from thidua.papers.conformance.order_rules import CHAPTER, SECTION
from thidua.papers.conformance.parts import Parts
from thidua.papers.conformance.reading import Line, Paragraph
from thidua.papers.conformance.signing import END

_INDENTS = (10.0, 12.7)
_LAW = re.compile(r"căn cứ (bộ luật|luật|pháp lệnh)\b.*?\bsố\s*:?\s*\d", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:căn cứ|xét) (?:nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"số\s*\d+\S*/\S+.*ngày .* tháng .* năm", re.IGNORECASE)
_LONG, _HEAD = 120, 30


def body_rules(parts: Parts) -> Iterator[Finding]:
    """Check bases and body."""
    yield from _bases(parts)
    if not parts.body:
        if not parts.ends_in_table and not any(line.framed for line in parts.reading.lines):
            yield RULES["body-missing"].found("Không thấy nội dung.")
        return
    for paragraph in parts.body:
        yield from _size(paragraph)
        yield from _capitals(paragraph)
        yield from _spacing(paragraph)
        if not paragraph.first.centred and not _is_head(paragraph):
            yield from _set(paragraph)
    yield from _gaps(parts)
    last = parts.body[-1]
    if not parts.ends_in_table and not last.text.endswith(END):
        yield RULES["body-end"].found(f"Kết thúc bằng “…{last.text[-30:]}”.", last.lines[-1])


def _is_head(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return len(text) < _HEAD and bool(CHAPTER.match(text) or SECTION.match(text))


def _bases(parts: Parts) -> Iterator[Finding]:
    for n, base in enumerate(parts.bases, 1):
        mark = "." if n == len(parts.bases) else ";"
        # The sentence may go on into the opening word, as in "… ban hành Quyết định:".
        if not base.text.endswith(mark):
            yield RULES["bases-end"].found(f"Cuối căn cứ là “{base.text[-1:]}”.", base.lines[-1])
        if _LAW.match(base.text.split(" về ")[0][:_LONG]):
            yield RULES["bases-law"].found("Luật, Pháp lệnh có số, ký hiệu.", base.first)
        elif _NUMBERED.match(base.text) and not _NUMBER.search(base.text):
            yield RULES["bases-full"].found("Thiếu số, ký hiệu hoặc ngày ban hành.", base.first)


def _size(paragraph: Paragraph) -> Iterator[Finding]:
    for line in paragraph.lines:
        told = {span.size for span in line.spans if len(span.text.strip()) > 3}
        if odd := sorted(size for size in told if not 12.7 <= size <= 14.3):
            yield RULES["body-size"].found(f"Cỡ chữ {figure(odd[0])}.", line)
            return


def _capitals(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    if len(text) > _LONG and text == text.upper() and any(map(str.isalpha, text)):
        yield RULES["body-capitals"].found("Cả đoạn viết bằng chữ in hoa.", paragraph.first)


def _spacing(paragraph: Paragraph) -> Iterator[Finding]:
    spacing = paragraph.first.spacing
    if spacing is not None and not 0.97 <= spacing <= 1.53:
        told = figure(spacing)
        yield RULES["body-spacing"].found(f"Giãn dòng {told}.", paragraph.first)


def _set(paragraph: Paragraph) -> Iterator[Finding]:
    first = paragraph.first
    if first.align not in {Align.JUSTIFY, None} and len(paragraph.lines) > 1:
        yield RULES["body-justified"].found("Đoạn không canh đều hai lề.", first)
    off = min(abs(paragraph.indent - indent) for indent in _INDENTS)
    if off > 1 and first.align is not Align.RIGHT and not _goes_on(first):
        told = figure(paragraph.indent)
        yield RULES["body-indent"].found(f"Đầu dòng lùi {told} mm.", first)


def _goes_on(first: Line) -> bool:
    """Tell whether a "paragraph" is the rest of one parted by a table or a new page."""
    return first.text[:1].islower()


def _gaps(parts: Parts) -> Iterator[Finding]:
    for before, paragraph in zip(parts.body, parts.body[1:], strict=False):
        last, first = before.lines[-1], paragraph.first
        headed = before.first.centred and first.centred
        tight = first.gap is not None and first.gap < 5.4
        if tight and not headed and last.page == first.page and not _tabled(parts, last, first):
            told = figure(max(first.gap or 0, 0))
            yield RULES["body-gap"].found(f"Khoảng cách đoạn {told}pt.", first)


def _tabled(parts: Parts, above: Line, below: Line) -> bool:
    """Tell whether a table stands between two lines."""
    return any(
        line.framed and line.page == above.page and above.base < line.base < below.base
        for line in parts.reading.lines
    )
