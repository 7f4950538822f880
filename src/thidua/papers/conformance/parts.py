"""The components of a paper, found among its lines by what they say and where they stand."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.papers.conformance.kinds import kind_of
from thidua.papers.conformance.marks import Marks, marks_of
from thidua.papers.conformance.reading import Line, Paragraph, Reading, Stroke, paragraphs
from thidua.papers.conformance.signing import SignedBlock, ending_of
from thidua.text import fold

COUNTRY = "cong hoa xa hoi chu nghia viet nam"
PARTY = "dang cong san viet nam"
_HEAD_DEPTH = 130.0
_NUMBER = re.compile(r"số\b\s*[:.]?.*/|số\s*:", re.IGNORECASE)
_DATE = re.compile(r".{0,60}?\bngày\b.{0,14}\btháng\b.{0,14}\bnăm\b.{0,10}", re.IGNORECASE)
_SUBJECT = re.compile(r"v\s*/\s*v\b|về việc", re.IGNORECASE)
_BASE = re.compile(r"(căn cứ|theo đề nghị|xét |thực hiện |trên cơ sở)", re.IGNORECASE)
_OPENING = re.compile(r"(quyết định|quyết nghị|chỉ thị)\s*:?", re.IGNORECASE)
_ANNEX = re.compile(r"phụ lục\b", re.IGNORECASE)
_UNITS = re.compile(r"(UBND|ỦY BAN NHÂN DÂN|BỘ|TỈNH|HĐND|TỔNG CỤC|CHÍNH PHỦ|SỞ)\b")
_BELOW = re.compile(
    r"(SỞ|BAN|KHỐI|CỤM|PHÒNG|VĂN PHÒNG|CHI CỤC|CỤC|TRUNG TÂM|TRƯỜNG|HỘI ĐỒNG|THANH TRA|TỔ|KHO BẠC)\b"
)
_SMALL = 10.5
_MIDDLE = 105.0
_NO_RULE = 1000.0
_ISSUING = ("QUYẾT ĐỊNH", "NGHỊ QUYẾT", "CHỈ THỊ")


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """The head of an annex: "Phụ lục I", its title, the line that names its paper."""

    label: tuple[Line, ...]
    title: tuple[Line, ...]
    reference: tuple[Line, ...]
    first: Line


@dataclass(frozen=True)
class Parts:
    """A paper taken apart; components that weren't found are empty."""

    reading: Reading
    country: tuple[Line, ...] = ()
    motto: tuple[Line, ...] = ()
    superior: tuple[Line, ...] = ()
    issuer: tuple[Line, ...] = ()
    number: tuple[Line, ...] = ()
    date: tuple[Line, ...] = ()
    subject: tuple[Line, ...] = ()
    title: tuple[Line, ...] = ()
    summary: tuple[Line, ...] = ()
    addressed: tuple[Line, ...] = ()
    authority: tuple[Line, ...] = ()
    bases: tuple[Paragraph, ...] = ()
    opening: tuple[Line, ...] = ()
    body: tuple[Paragraph, ...] = ()
    signed: tuple[SignedBlock, ...] = ()
    label: tuple[Line, ...] = ()
    recipients: tuple[Paragraph, ...] = ()
    annexes: tuple[AnnexPart, ...] = ()
    marks: Marks = field(default_factory=Marks)
    ends_in_table: bool = False

    @property
    def kind(self) -> str:
        """The kind its title names; empty for a letter and for what isn't of the 29 kinds."""
        return kind_of(text_of(self.title))

    @property
    def letter(self) -> bool:
        return not self.title and bool(self.subject)

    @property
    def party(self) -> bool:
        """Whether it has the layout of the Party, which the decree doesn't govern."""
        first = [line for line in self.reading.lines if line.page == 1 and line.base < _HEAD_DEPTH]
        return not self.country and any(fold(line.text) == PARTY for line in first)

    def strokes_below(self, lines: Sequence[Line], depth: float = 9) -> list[Stroke]:
        """Return the rules drawn right below some lines, about their middle."""
        if not lines:
            return []
        low = max(lines, key=lambda line: line.base)
        return [
            stroke
            for stroke in self.reading.strokes
            if stroke.page == low.page
            and low.base - 1.5 < stroke.y < low.base + depth
            and abs(stroke.middle - low.middle) < 20
        ]


def text_of(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def parts_of(reading: Reading) -> Parts:
    """Find the components of a paper."""
    marks = marks_of(reading)
    main = [line for line in reading.lines if not reading.part_of(line) and line not in marks.lines]
    head = _head(main)
    used = {id(line) for lines in head.values() for line in lines}
    low = max((line.base for lines in head.values() for line in lines), default=0.0)
    rest = [line for line in main if id(line) not in used and not _above(line, low)]
    middle, rest = _middle(reading, rest, letter=bool(head["subject"]))
    ending = ending_of(rest)
    taken = {id(line) for line in ending.lines}
    text = _text(tuple(line for line in rest if id(line) not in taken))
    found: Any = {**head, **middle, **text}
    return Parts(
        reading=reading, **found,
        signed=ending.signed, label=ending.label, recipients=ending.recipients,
        annexes=tuple(_annexes(reading)), marks=marks, ends_in_table=ending.after_table,
    )  # fmt: skip


def _above(line: Line, low: float) -> bool:
    """Tell whether a small note stands above the head's end, such as the seal of a copy."""
    return line.page == 1 and line.base < low and line.size <= _SMALL


def _head(main: Sequence[Line]) -> dict[str, tuple[Line, ...]]:
    """Find boxes 1 to 4 and 5b at the head of the first page."""
    top = [
        line for line in main
        if line.page == 1 and line.base < _HEAD_DEPTH and not line.framed and line.size > _SMALL
    ]  # fmt: skip
    country = _first(top, lambda line: fold(line.text) == COUNTRY)
    motto = _first(top, _is_motto)
    right = country or motto
    edge = right[0].x0 + 6 if right else _MIDDLE
    number = _first(top, lambda line: bool(_NUMBER.match(line.text)) and line.middle < edge)
    date = _date(top, number, motto)
    superior, issuer = _bodies(_left_column(top, right, number or date))
    return {
        "country": country, "motto": motto, "number": number, "date": date,
        "superior": superior, "issuer": issuer, "subject": _subject(top, number, right),
    }  # fmt: skip


def _first(lines: Sequence[Line], wanted: Callable[[Line], bool]) -> tuple[Line, ...]:
    return next(((line,) for line in lines if wanted(line)), ())


def _is_motto(line: Line) -> bool:
    told = fold(line.text)
    return told.startswith("doc lap") and "hanh phuc" in told


def _date(
    top: Sequence[Line], number: tuple[Line, ...], motto: tuple[Line, ...]
) -> tuple[Line, ...]:
    found = [line for line in top if _DATE.fullmatch(line.text) and not line.text.startswith("(")]
    beside = [line for line in found if number and abs(line.base - number[0].base) < 3]
    right = [line for line in found if motto and line.x0 > motto[0].x0 - 25]
    return tuple((beside or right)[:1])


def _left_column(
    top: Sequence[Line], right: tuple[Line, ...], below: tuple[Line, ...]
) -> list[Line]:
    """Return the lines left of the country's name, above the number."""
    if not right:
        above = [line for line in top if below and line.base < below[0].base - 2]
        return [line for line in above if line.middle < _MIDDLE]
    edge, depth = right[0].x0 + 4, right[0].base + 45
    low = below[0].base - 2 if below else depth
    column = [line for line in top if line.x1 < edge + 6 and line.middle < edge and line.base < low]
    return column if below else _run_on(column)


def _run_on(column: Sequence[Line]) -> list[Line]:
    """Without a number the column ends where its lines no longer follow each other."""
    kept: list[Line] = []
    for line in column:
        if kept and line.base - kept[-1].base > 9:
            break
        kept.append(line)
    return kept


def _bodies(column: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Part the superior body from the issuing body: by weight, else by what they are called."""
    light = [line for line in column if not line.bold]
    if light and len(light) < len(column):
        last = max(n for n, line in enumerate(column) if not line.bold)
        if last + 1 < len(column):
            return tuple(column[: last + 1]), tuple(column[last + 1 :])
    for n in range(1, len(column)):
        if _UNITS.match(column[0].text.upper()) and _BELOW.match(column[n].text.upper()):
            return tuple(column[:n]), tuple(column[n:])
    return (), tuple(column)


def _subject(
    top: Sequence[Line], number: tuple[Line, ...], right: tuple[Line, ...]
) -> tuple[Line, ...]:
    """Return the summary of a letter: the lines under its number, in the left column."""
    if not number:
        return ()
    edge = right[0].x0 + 10 if right else _MIDDLE
    below = [
        line for line in top
        if number[0].base < line.base < number[0].base + 40 and line.x1 < edge
        and abs(line.middle - number[0].middle) < 12
    ]  # fmt: skip
    return tuple(_run_on(below)) if below and _SUBJECT.match(below[0].text) else ()


def _middle(
    reading: Reading, lines: Sequence[Line], *, letter: bool
) -> tuple[dict[str, tuple[Line, ...]], list[Line]]:
    """Find title, summary, addressees and issuing authority between head and text."""
    title = () if letter else _title(lines)
    rest = [line for line in lines if line not in title]
    summary = _summary(reading, rest, title) if title else ()
    rest = [line for line in rest if line not in summary]
    addressed = _addressed(rest)
    rest = [line for line in rest if line not in addressed]
    authority: tuple[Line, ...] = ()
    if kind_of(text_of(title)) in _ISSUING and rest and rest[0].page == 1:
        authority = tuple(_while(rest, _names_authority))
    found = {"title": title, "summary": summary, "addressed": addressed, "authority": authority}
    return found, [line for line in rest if line not in authority]


def _title(lines: Sequence[Line]) -> tuple[Line, ...]:
    near = [line for line in lines[:6] if line.page == 1 and not line.framed]
    for n, line in enumerate(near):
        exact = kind_of(line.text) and (len(line.text) < 30 or _is_heading(line))
        if exact or _is_heading(line):
            more = tuple(_while(near[n + 1 :], _goes_on))
            return (line, *more)
    return ()


def _names_authority(line: Line) -> bool:
    """Tell a line between title and bases that names who decides."""
    set_apart = line.centred and (line.bold or line.text == line.text.upper())
    return set_apart and not _OPENING.fullmatch(line.text) and not _BASE.match(line.text)


def _goes_on(line: Line) -> bool:
    """Tell whether a title goes on; a summary in capitals is still a summary."""
    return _is_heading(line) and not line.text.startswith("VỀ ")


def _is_heading(line: Line) -> bool:
    """Tell a centred line of capitals, as titles and authorities are written."""
    return line.centred and line.text == line.text.upper() and not _numbered(line)


def _numbered(line: Line) -> bool:
    return re.match(r"[IVX]+\.\s", line.text) is not None


def _while(lines: Sequence[Line], holds: Callable[[Line], bool]) -> Iterator[Line]:
    for line in lines:
        if not holds(line):
            return
        yield line


def _summary(reading: Reading, lines: Sequence[Line], title: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the centred lines under the title, down to its rule or to other text."""
    low = title[-1]
    rules = [s.y for s in reading.strokes if s.page == low.page and low.base < s.y < low.base + 45]
    end = min(rules, default=_NO_RULE)
    below = _while(
        lines,
        lambda line: line.page == low.page and line.base < end + 1
        and (end < _NO_RULE or not _goes_on(line)) and not fold(line.text).startswith("kinh gui")
        and (line.centred or (line.bold and (end < _NO_RULE or not line.opens))) and not _BASE.match(line.text),
    )  # fmt: skip
    return tuple(below)


def _addressed(lines: Sequence[Line]) -> tuple[Line, ...]:
    near = [n for n, line in enumerate(lines[:6]) if fold(line.text).startswith("kinh gui")]
    if not near:
        return ()
    found = [lines[near[0]]]
    for line in lines[near[0] + 1 :]:
        item = line.text.startswith(("-", "–"))
        beside = abs(line.base - found[-1].base) < 2
        hanging = line.x0 > line.room[0] + 25 and not found[-1].text.endswith((".", ";"))
        if line.page != found[0].page or not (item or beside or hanging):
            break
        found.append(line)
    return tuple(found)


def _text(lines: tuple[Line, ...]) -> dict[str, Any]:
    """Part bases and opening word from the body."""
    every = paragraphs(lines)
    bases = tuple(_paragraphs_while(every, _BASE))
    after = every[len(bases) :]
    opens = bool(after) and _OPENING.fullmatch(after[0].text) is not None
    opening = after[0].lines if opens else ()
    # A paper without bases may begin "Thực hiện …" as its text does.
    if not opens and not all(p.first.italic or p.text.endswith(";") for p in bases):
        bases = tuple(p for p in bases if fold(p.text).startswith("can cu"))
        after = every[len(bases) :]
    return {"bases": bases, "opening": opening, "body": after[1:] if opens else after}


def _paragraphs_while(every: Sequence[Paragraph], start: re.Pattern[str]) -> Iterator[Paragraph]:
    for paragraph in every:
        if not start.match(paragraph.text):
            return
        yield paragraph


def _annexes(reading: Reading) -> Iterator[AnnexPart]:
    for part in sorted({sheet.part for sheet in reading.sheets} - {0}):
        lines = [line for line in reading.lines if reading.part_of(line) == part]
        if lines:
            yield _annex(lines)


def _annex(lines: Sequence[Line]) -> AnnexPart:
    label = tuple(lines[:1]) if _ANNEX.match(lines[0].text) else ()
    rest = lines[len(label) :]
    title = tuple(_while(rest, _names_annex))
    rest = rest[len(title) :]
    bracketed = rest and rest[0].text.startswith("(") and not rest[0].framed
    reference = tuple(_bracketed(rest)) if bracketed else ()
    return AnnexPart(label, title, reference, lines[0])


def _names_annex(line: Line) -> bool:
    looks = (line.centred, line.bold, line.text == line.text.upper())
    set_apart = sum(looks) > 1
    return set_apart and not line.framed and not line.text.startswith("(")


def _bracketed(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines[:4]:
        yield line
        if line.text.endswith(")"):
            return
