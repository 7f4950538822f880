"""A draft of the scoring table as a form: cells as typed, faults beside them, lines moved about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from thidua import scoring
from thidua.scoring import DraftFault, DraftHead, DraftLine, Kind
from thidua.scoring.outline import added, indented, moved_down, moved_up, outdented, removed
from thidua.text import clean

HEAD_CELLS = ("title", "places", "margin", "unassigned", "cap", "grades")
CELLS = ("code", "text", "kind", "maximum")
BANDS_ROWS = 5

Step = Callable[[Sequence[DraftLine], int], list[DraftLine]]
STEPS: Mapping[str, Step] = {
    "up": moved_up,
    "down": moved_down,
    "in": indented,
    "out": outdented,
    "remove": removed,
    "after": lambda lines, place: added(lines, place, below=False),
    "below": lambda lines, place: added(lines, place, below=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the editor with what is wrong in it."""

    place: int
    line: DraftLine
    faults: tuple[DraftFault, ...]
    told: str

    @property
    def is_section(self) -> bool:
        return self.line.kind == Kind.SUM

    @property
    def wrong(self) -> frozenset[str]:
        return frozenset(fault.field for fault in self.faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft read as far as it can be."""

    head: DraftHead
    lines: Sequence[DraftLine]
    head_read: scoring.HeadRead
    read: scoring.DraftRead

    @property
    def rows(self) -> list[Row]:
        by_place: dict[int, list[DraftFault]] = {}
        for fault in self.read.faults:
            by_place.setdefault(fault.place, []).append(fault)
        return [
            Row(
                place=place,
                line=line,
                faults=tuple(by_place.get(place, ())),
                told=scoring.told_options(line),
            )
            for place, line in enumerate(self.lines)
        ]

    @property
    def head_faults(self) -> dict[str, str]:
        return {fault.field: fault.message for fault in self.head_read.faults}

    @property
    def faults(self) -> int:
        return len(self.head_read.faults) + len(self.read.faults)

    @property
    def table(self) -> scoring.Table:
        head = self.head_read
        return scoring.Table(
            title=head.title,
            criteria=self.read.criteria,
            places=head.places,
            unassigned=head.unassigned,
            cap=head.cap,
            ratings=head.grades,
        )


def draft_from(
    head: DraftHead,
    lines: Sequence[DraftLine],
    targets: Sequence[str],
    indices: Sequence[str] = (),
) -> Draft:
    head_read = scoring.read_head(head)
    read = scoring.read_draft(lines, head_read.places, targets, indices)
    return Draft(head=head, lines=lines, head_read=head_read, read=read)


def typed_head(posted: Mapping[str, str]) -> DraftHead:
    return DraftHead(**{name: clean(posted.get(name, "")) for name in HEAD_CELLS})


def typed_lines(posted: Mapping[str, str], before: Sequence[DraftLine]) -> list[DraftLine]:
    """Read the grid back over the lines it was made from; what it doesn't show stays."""

    def cell(name: str, place: int, kept: str) -> str:
        return clean(posted.get(f"{name}-{place}", kept))

    return [
        replace(
            line,
            code=cell("code", place, line.code),
            text=cell("text", place, line.text),
            kind=cell("kind", place, line.kind),
            maximum=cell("maximum", place, line.maximum),
        )
        for place, line in enumerate(before)
    ]


def stepped(lines: Sequence[DraftLine], asked: str) -> list[DraftLine]:
    """Do what a line's button asks ("up-3"); at the end of the table is "end"."""
    name, _, place = asked.partition("-")
    if name == "end":
        last = DraftLine(code=next_section(lines), kind=Kind.SUM.value)
        return [*lines, last]
    if name in STEPS and place.isdecimal() and int(place) < len(lines):
        return STEPS[name](lines, int(place))
    return list(lines)


ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def next_section(lines: Sequence[DraftLine]) -> str:
    count = sum(line.depth == 0 for line in lines)
    romans = all(line.code in ROMANS for line in lines if line.depth == 0)
    return ROMANS[count] if romans and count < len(ROMANS) else ""


def typed_line(posted: Mapping[str, str], before: DraftLine) -> DraftLine:
    """Read the page of one line back: all of its cells and options."""
    options = {name: clean(posted.get(f"option-{name}", "")) for name in scoring.FIELDS}
    return DraftLine(
        depth=before.depth,
        target=clean(posted.get("target", "")),
        **{cell: clean(posted.get(cell, "")) for cell in CELLS},
        options={name: text for name, text in options.items() if text},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionField:
    """A cell of a line's page; `kinds` are the classes by which it is shown."""

    name: str
    label: str
    value: str
    shape: str
    kinds: str
    hint: str
    fault: str


SHAPES = {
    "bands": "area",
    "note": "area",
    "direction": "direction",
    "office": "tick",
    "evidence_required": "tick",
    "warns": "tick",
}
HINTS = {
    "plan": "Khi không gắn với chỉ tiêu của năm.",
    "cap_percent": "Để trống là 100.",
    "floor_percent": "Để trống là không có mức tối thiểu.",
    "most_percent": "Để trống là không vượt điểm tối đa.",
    "bands": "Mỗi dòng một khoảng và số điểm, ví dụ 50-<75: 3 hoặc >=95: 5.",
    "steps": "Cách nhau bằng dấu chấm phẩy, ví dụ 4; 3; 1,5; 0.",
    "scale": "Ví dụ 100 nếu cơ quan đó chấm theo thang 100.",
    "blocks": "Cách nhau bằng dấu chấm phẩy; để trống là mọi danh hiệu. “Cờ thi đua” là mọi loại cờ.",
    "weight": "Điểm được nhân với hệ số này trong mục; để trống là 1.",
    "evidence": "Ví dụ báo cáo, quyết định, biên bản.",
}


def option_fields(line: DraftLine, faults: Sequence[DraftFault]) -> list[OptionField]:
    told = {fault.field: fault.message for fault in faults}
    return [
        OptionField(
            name=name,
            label=scoring.LABELS[name],
            value=line.options.get(name, ""),
            shape=SHAPES.get(name, "line"),
            kinds=" ".join(f"for-{kind.value}" for kind in sorted(kinds)),
            hint=HINTS.get(name, ""),
            fault=told.get(name, ""),
        )
        for name, kinds in scoring.FIELDS.items()
    ]
