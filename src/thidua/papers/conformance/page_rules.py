"""Rules of the sheet: paper, margins, face, colour, page numbers."""

from collections.abc import Iterator

from thidua.papers.conformance.catalogue import RULES
from thidua.papers.conformance.figures import figure
from thidua.papers.conformance.findings import Finding
from thidua.papers.conformance.parts import Parts
from thidua.papers.conformance.reading import BLACK, PageNumber, Reading, Sheet, Span
from thidua.text import fold

_A4 = (210, 297)
_SIDES = (("left", 30, 35), ("right", 15, 20), ("top", 20, 25), ("bottom", 20, 25))
# Text read back from a page ends at its letters, not at the edge of its lines.
_SLACK_EXACT, _SLACK_SEEN = 0.6, 1.2
_TWINS = ("timesnewroman", "texgyretermes", "liberationserif", "nimbusroman", "tinos", "timesroman")


def page_rules(parts: Parts) -> Iterator[Finding]:
    """Check every sheet."""
    reading = parts.reading
    for sheet in reading.sheets:
        yield from _paper(sheet, parts)
    yield from _margins(reading)
    yield from _faces(reading)
    yield from _colours(parts)
    yield from _numbers(reading)


def _paper(sheet: Sheet, parts: Parts) -> Iterator[Finding]:
    sides = tuple(sorted((sheet.width, sheet.height)))
    if any(abs(side - due) > 1.5 for side, due in zip(sides, _A4, strict=True)):
        told = f"Trang {sheet.number}: khổ {sheet.width:.0f} mm × {sheet.height:.0f} mm."
        yield RULES["paper-size"].found(told)
    tables = any(line.framed and line.page == sheet.number for line in parts.reading.lines)
    if sheet.landscape and not sheet.part and not tables:
        yield RULES["direction"].found(f"Trang {sheet.number} nằm ngang, không có bảng.")


def _margins(reading: Reading) -> Iterator[Finding]:
    slack = _SLACK_EXACT if reading.exact else _SLACK_SEEN
    for index, (side, low, high) in enumerate(_SIDES):
        for sheet in reading.sheets:
            room = sheet.margins[index]
            wide = room > high + slack and (reading.exact or _fills(reading, sheet, side))
            if room < low - slack or wide:
                told = f"Trang {sheet.number}" if not reading.exact else f"Phần {sheet.number}"
                yield RULES[f"margin-{side}"].found(f"{told}: {figure(room)} mm.")


def _fills(reading: Reading, sheet: Sheet, side: str) -> bool:
    """Tell whether the text of a page surely reaches an edge, so that its margin can be seen."""
    if side == "bottom" or (side == "top" and sheet.number > 1):
        return False
    full = [line for line in reading.lines if line.page == sheet.number and line.align == "justify"]
    return side == "top" or len(full) > 3


def _faces(reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    for line in (*reading.lines, *(number.line for number in reading.numbers)):
        for span in line.spans:
            face = fold(span.face).replace(" ", "").replace("-", "")
            if _lettered(span) and not face.startswith(_TWINS) and face not in seen:
                seen.add(face)
                yield RULES["face"].found(f"Có chữ bằng phông {span.face or 'không rõ'}.", line)


def _lettered(span: Span) -> bool:
    """Tell a text from signs, such as a ballot box, that no text face need have."""
    return any(letter.isalnum() for letter in span.text)


def _colours(parts: Parts) -> Iterator[Finding]:
    stamped = (*parts.marks.urgency, *parts.marks.secrecy, *parts.marks.circulation)
    for line in parts.reading.lines:
        coloured = any(span.color != BLACK for span in line.spans if span.text.strip())
        if coloured and line not in stamped:
            yield RULES["colour"].found("Có chữ không phải màu đen.", line)


def _numbers(reading: Reading) -> Iterator[Finding]:
    for number in reading.numbers:
        if not (number.at_top and number.centred):
            where = "ở lề dưới" if not number.at_top else "không ở giữa"
            yield RULES["page-number-place"].found(f"Số trang {where}.", number.line)
        if number.on_first and not _annex_page(reading, number):
            yield RULES["page-number-first"].found("Trang đầu có số trang.", number.line)
    yield from _missing(reading)
    yield from (_miscounted(reading) if not reading.exact else _not_restarted(reading))


def _annex_page(reading: Reading, number: PageNumber) -> bool:
    return reading.part_of(number.line) > 0


def _missing(reading: Reading) -> Iterator[Finding]:
    if reading.exact:
        if not reading.numbers and any(sheet.tall for sheet in reading.sheets):
            yield RULES["page-number-missing"].found("Tệp không chèn số trang.")
        return
    shown = {number.line.page for number in reading.numbers}
    for before, sheet in zip(reading.sheets, reading.sheets[1:], strict=False):
        if before.part == sheet.part and sheet.number not in shown:
            yield RULES["page-number-missing"].found(f"Trang {sheet.number} không có số trang.")


def _miscounted(reading: Reading) -> Iterator[Finding]:
    """In a PDF each number can be counted after: from 1 in the paper and in each annex."""
    for number in reading.numbers:
        part = reading.part_of(number.line)
        pages = [sheet.number for sheet in reading.sheets if sheet.part == part]
        due = pages.index(number.line.page) + 1
        if number.value != due:
            code = "annex-pages" if part else "page-number-order"
            told = f"Số trang là {number.value}, đúng ra là {due}."
            yield RULES[code].found(told, number.line)


def _not_restarted(reading: Reading) -> Iterator[Finding]:
    if not reading.numbers:
        return
    for sheet in reading.sheets:
        if sheet.part and not sheet.restarts:
            yield RULES["annex-pages"].found(f"Phần {sheet.number} đánh số tiếp theo văn bản.")
