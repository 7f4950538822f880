"""Rules of the head: boxes 1 to 5 and 9a."""

import re
from collections.abc import Iterator, Sequence

from thidua.papers.conformance.catalogue import RULES
from thidua.papers.conformance.findings import Finding
from thidua.papers.conformance.kinds import ABBREVIATIONS, ATTACHED
from thidua.papers.conformance.parts import Parts, text_of
from thidua.papers.conformance.reading import Line
from thidua.text import clean

_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_OFF = 4.0
_NUMBER = re.compile(r"Số: (\d+)?\s*/([A-ZĐa-zđy0-9][^\s]*)")
_GROUP = r"[A-ZĐĂÂÊÔƠƯ0-9]{1,12}"
_SYMBOL = re.compile(rf"(QyĐ|CTr|TTr|TrS|{_GROUP})(-(?:TTg|{_GROUP})(?:[-&.]{_GROUP})*)?")
_DATE = re.compile(r"([^,]+),? ngày\s*(\d*|[…._]*)\s*tháng\s*(\d*|[…._]*)\s*năm\s*(\d*|[…._]*)")
_ABBREVIATED = set(ABBREVIATIONS.values())
_UNNUMBERED = {"", "BIÊN BẢN", *ATTACHED}


def head_rules(parts: Parts) -> Iterator[Finding]:
    """Check boxes 1 to 5 and 9a."""
    yield from _nation(parts)
    yield from _issuer(parts)
    yield from _number(parts)
    yield from _date(parts)
    yield from _title(parts)
    yield from _subject(parts)
    yield from _addressed(parts)


def _nation(parts: Parts) -> Iterator[Finding]:
    if not parts.country:
        yield RULES["country-missing"].found("Không thấy Quốc hiệu.")
    elif parts.country[0].middle < parts.reading.sheet(1).width / 2:
        yield RULES["country-place"].found("Quốc hiệu không ở bên phải.", parts.country[0])
    if not parts.motto:
        yield RULES["motto-missing"].found("Không thấy Tiêu ngữ.")
        return
    motto = parts.motto[0]
    if clean(motto.text) != _MOTTO and motto.text != _MOTTO.upper():
        yield RULES["motto-text"].found(f"Đang viết “{motto.text}”.", motto)
    if parts.country and abs(motto.middle - parts.country[0].middle) > _OFF:
        yield RULES["motto-centred"].found(_aside(motto, parts.country[0]), motto)
    yield from _rule_of(parts, "motto-rule", parts.motto, (0.9, 1.12))


def _issuer(parts: Parts) -> Iterator[Finding]:
    if not parts.issuer:
        yield RULES["issuer-missing"].found("Không thấy tên cơ quan ban hành.")
        return
    if parts.superior and abs(parts.superior[0].middle - parts.issuer[0].middle) > _OFF:
        told = _aside(parts.issuer[0], parts.superior[0])
        yield RULES["issuer-centred"].found(told, parts.issuer[0])
    yield from _rule_of(parts, "issuer-rule", parts.issuer, (1 / 3, 1 / 2))


def _rule_of(
    parts: Parts, code: str, lines: Sequence[Line], share: tuple[float, float]
) -> Iterator[Finding]:
    """Check that a rule lies under some lines, as long as a share of a line of theirs."""
    drawn = parts.strokes_below(lines)
    if not drawn:
        yield RULES[code].found("Không thấy đường kẻ.", lines[-1])
        return
    low, high = share
    spare = 0.04
    fits = [
        stroke
        for stroke in drawn
        for line in lines
        if low - spare <= stroke.length / line.width <= high + spare
    ]
    stroke = drawn[0]
    if not fits:
        told = round(100 * stroke.length / max(line.width for line in lines))
        yield RULES[code].found(f"Đường kẻ dài {told}% dòng chữ.", lines[-1])
    elif abs(fits[0].middle - lines[-1].middle) > _OFF:
        yield RULES[code].found("Đường kẻ không cân đối so với dòng chữ.", lines[-1])


def _aside(line: Line, other: Line) -> str:
    return f"Lệch {abs(line.middle - other.middle):.0f} mm so với giữa."


def _number(parts: Parts) -> Iterator[Finding]:
    if not parts.number:
        if parts.kind not in _UNNUMBERED or parts.letter:
            yield RULES["number-missing"].found("Không thấy dòng “Số: …”.")
        return
    line = parts.number[0]
    found = _NUMBER.fullmatch(line.text)
    if found is None or not _SYMBOL.fullmatch(found[2]):
        yield RULES["number-form"].found(f"Đang viết “{line.text}”.", line)
    if (
        found
        and found[1]
        and (len(found[1]) == 1 or (found[1].startswith("0") and len(found[1]) > 2))
    ):
        yield RULES["number-zero"].found(f"Đang ghi số {found[1]}.", line)
    if found:
        yield from _symbol(parts, found[2], line)
    if parts.issuer and abs(line.middle - parts.issuer[-1].middle) > _OFF:
        yield RULES["number-centred"].found(_aside(line, parts.issuer[-1]), line)


def _symbol(parts: Parts, symbol: str, line: Line) -> Iterator[Finding]:
    first = symbol.split("-", 1)[0]
    due = ABBREVIATIONS.get(parts.kind, "")
    if due and first != due:
        yield RULES["number-kind"].found(f"Ký hiệu “{symbol}”, tên loại cần “{due}”.", line)
    if parts.letter and first in _ABBREVIATED:
        yield RULES["number-kind"].found(f"Công văn có ký hiệu “{symbol}”.", line)


def _date(parts: Parts) -> Iterator[Finding]:
    if not parts.date:
        if parts.kind not in _UNNUMBERED or parts.letter:
            yield RULES["date-missing"].found("Không thấy dòng địa danh, ngày tháng.")
        return
    line = parts.date[0]
    found = _DATE.fullmatch(line.text)
    if found is None or f"{found[1]}, ngày" not in line.text or not found[1][:1].isupper():
        yield RULES["date-form"].found(f"Đang viết “{line.text}”.", line)
    if found and _wrong_zeros(found[2], found[3]):
        yield RULES["date-zero"].found(f"Đang ghi ngày {found[2]} tháng {found[3]}.", line)
    if parts.number and abs(line.base - parts.number[0].base) > 2.5:
        yield RULES["date-row"].found("Không cùng dòng với số, ký hiệu.", line)
    above = parts.country or parts.motto
    if above and abs(line.middle - above[0].middle) > _OFF:
        yield RULES["date-centred"].found(_aside(line, above[0]), line)


def _wrong_zeros(day: str, month: str) -> bool:
    if not (day.isdecimal() and month.isdecimal()):
        return False
    due_month = f"{int(month):02}" if int(month) < 3 else str(int(month))
    return day != f"{int(day):02}" or month != due_month


def _title(parts: Parts) -> Iterator[Finding]:
    if parts.letter:
        return
    if not parts.title:
        yield RULES["title-missing"].found("Không thấy tên loại văn bản.")
        return
    if not parts.kind:
        yield RULES["title-kind"].found(f"Tên loại “{text_of(parts.title)}”.", parts.title[0])
    for line in (*parts.title, *parts.summary):
        if not line.centred:
            yield RULES["title-centred"].found("Dòng không canh giữa.", line)
    if parts.summary:
        yield from _rule_of(parts, "summary-rule", parts.summary, (1 / 3, 1 / 2))
    elif parts.kind and text_of(parts.title) == parts.kind:
        yield RULES["summary-missing"].found("Không thấy trích yếu.", parts.title[0])


def _subject(parts: Parts) -> Iterator[Finding]:
    if parts.subject and not re.match(r"V/v\s", parts.subject[0].text):
        yield RULES["subject-form"].found(f"Đang viết “{parts.subject[0].text}”.", parts.subject[0])


def _addressed(parts: Parts) -> Iterator[Finding]:
    lines = parts.addressed
    if not lines:
        if parts.letter or parts.kind == "TỜ TRÌNH":
            yield RULES["addressed-missing"].found("Không thấy “Kính gửi:”.")
        return
    text = text_of(lines)
    dashed = [line for line in lines if line.text.startswith(("-", "–"))]
    if not text.startswith("Kính gửi:") or _badly_ended(lines):
        yield RULES["addressed-form"].found(f"Đang viết “{text}”."[:160], lines[0])
    if dashed and _out_of_line(lines, dashed):
        yield RULES["addressed-dashes"].found("Các gạch đầu dòng lệch nhau.", dashed[0])


def _badly_ended(lines: Sequence[Line]) -> bool:
    """Tell whether one addressee lacks its name, or several their marks."""
    starts = [n for n, line in enumerate(lines) if line.text.startswith(("-", "–"))]
    if not starts:
        body = text_of(lines).removeprefix("Kính gửi:").strip()
        return not body or ";" in body
    ends = [lines[n - 1].text for n in starts[1:]]
    return any(not end.endswith(";") for end in ends) or not lines[-1].text.endswith(".")


def _out_of_line(lines: Sequence[Line], dashed: Sequence[Line]) -> bool:
    spread = max(line.x0 for line in dashed) - min(line.x0 for line in dashed)
    label = lines[0]
    under = label.text == "Kính gửi:" and abs(dashed[0].x0 - label.x1) > 6
    return spread > 1.5 or under
