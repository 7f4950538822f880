"""A table while it is written: every cell as typed, and what it reads as, with its faults.

A line stands under the nearest line above it that is set in less, so lines can be moved about
before they have codes, or while two have the same.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from thidua.scoring.bands import Band
from thidua.scoring.criteria import EVENTS, OPTIONAL, Criterion, Kind
from thidua.scoring.options import Options
from thidua.scoring.published import MASKED
from thidua.scoring.tables import Table
from thidua.text import clean, decimal_text, parse_decimal

LONGEST_CODE, LONGEST_TEXT = 20, 400
LARGEST = Decimal(9_999_999)

_LEAVES = frozenset(Kind) - {Kind.SUM}
_FIGURES = frozenset({Kind.RATIO, Kind.RELATIVE, Kind.BANDED, Kind.COUNT, Kind.EXTERNAL})
_PLANNED = frozenset({Kind.RATIO, Kind.RELATIVE})

FIELDS: Mapping[str, frozenset[Kind]] = {
    "plan": _PLANNED,
    "direction": _PLANNED,
    "cap_percent": frozenset({Kind.RATIO}),
    "floor_percent": frozenset({Kind.RATIO}),
    "most_percent": frozenset({Kind.RATIO}),
    "bands": frozenset({Kind.BANDED}),
    "steps": frozenset({Kind.STEPS}),
    "minimum": frozenset({Kind.JUDGEMENT}),
    "per_occurrence": EVENTS | {Kind.COUNT},
    "scale": frozenset({Kind.EXTERNAL}),
    "unit": _FIGURES,
    "blocks": frozenset({Kind.DISQUALIFIER}),
    "warns": frozenset({Kind.DISQUALIFIER}),
    "weight": frozenset(Kind) - OPTIONAL,
    "office": _LEAVES,
    "evidence": _LEAVES,
    "evidence_required": _LEAVES,
    "article": frozenset(Kind),
    "note": frozenset(Kind),
}
"""The kinds that use an option; of the others it is left unread."""

LABELS: Mapping[str, str] = {
    "code": "Mã",
    "text": "Nội dung",
    "kind": "Cách chấm",
    "maximum": "Điểm tối đa",
    "target": "Chỉ tiêu",
    "plan": "Mức phải đạt",
    "direction": "Chiều tính",
    "cap_percent": "Đủ điểm khi đạt (%)",
    "floor_percent": "Không điểm khi dưới (%)",
    "most_percent": "Vượt kế hoạch được tới (% điểm tối đa)",
    "bands": "Các khoảng",
    "steps": "Các mức điểm",
    "minimum": "Điểm tối thiểu",
    "per_occurrence": "Điểm mỗi lần",
    "scale": "Thang điểm của cơ quan chấm",
    "unit": "Đơn vị tính",
    "blocks": "Danh hiệu bị loại",
    "warns": "Chỉ nhắc, không loại",
    "weight": "Hệ số",
    "office": "Chỉ cơ quan thường trực chấm",
    "evidence": "Minh chứng cần có",
    "evidence_required": "Không minh chứng thì không có điểm",
    "article": "Căn cứ",
    "note": "Hướng dẫn chấm",
}
KIND_LABELS: Mapping[Kind, str] = {
    Kind.SUM: "Mục (cộng các tiêu chí con)",
    Kind.RATIO: "Theo tỷ lệ hoàn thành chỉ tiêu",
    Kind.RELATIVE: "Theo chỉ tiêu và đơn vị vượt cao nhất khối",
    Kind.BANDED: "Theo khoảng của số liệu",
    Kind.COUNT: "Đếm số lần",
    Kind.EXTERNAL: "Theo điểm của cơ quan khác",
    Kind.STEPS: "Theo mức",
    Kind.CHECKLIST: "Đạt hoặc không đạt",
    Kind.JUDGEMENT: "Chấm trực tiếp",
    Kind.DEDUCTION: "Điểm trừ",
    Kind.BONUS: "Điểm thưởng",
    Kind.DISQUALIFIER: "Điều kiện loại",
}
DIRECTION_LABELS = {"higher": "Càng cao càng tốt", "lower": "Càng thấp càng tốt"}
YES = "1"


def cell_text(name: str, text: str) -> str:
    """Return a cell as people read it: kinds, directions and ticks in words."""
    if name == "kind":
        return KIND_LABELS[Kind(text)] if text in set(Kind) else text
    if name == "direction":
        return DIRECTION_LABELS.get(text, text)
    if name in {"office", "evidence_required", "warns"}:
        return "có" if text == YES else "không"
    return text


def told_options(line: "DraftLine") -> str:
    """Say in one sentence what is set for a line, beside its marks."""
    told = [
        f"{LABELS[name]}: {cell_text(name, text)}"
        for name, text in line.options.items()
        if name in FIELDS and line.kind in FIELDS[name] and text.strip()
    ]
    return " · ".join(told).replace("\n", "; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A line as typed; `depth` is how far it is set in, `target` the code of a bound target."""

    depth: int = 0
    code: str = ""
    text: str = ""
    kind: str = Kind.JUDGEMENT.value
    maximum: str = ""
    target: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**data)

    def to_json(self) -> dict[str, Any]:
        own = {"depth": self.depth, "code": self.code, "text": self.text, "kind": self.kind}
        rest = {"maximum": self.maximum, "target": self.target, "options": dict(self.options)}
        return {**own, **rest}


@dataclass(frozen=True, slots=True)
class DraftFault:
    """What is wrong with a cell: place of the line from 0 on, name of the cell, a sentence."""

    place: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class DraftRead:
    """The criteria a draft comes to; of use only where there are no faults."""

    criteria: tuple[Criterion, ...]
    faults: tuple[DraftFault, ...]


def written(
    criteria: Sequence[Criterion], targets: Mapping[str, str] | None = None
) -> list[DraftLine]:
    """Write criteria as one would type them; `targets` are codes of bound targets by line."""
    depths: dict[str, int] = {"": -1}
    lines = []
    for criterion in criteria:
        depths[criterion.code] = depths.get(criterion.parent, -1) + 1
        bound = (targets or {}).get(criterion.code, "")
        lines.append(_written(criterion, depths[criterion.code], bound))
    return lines


def _written(criterion: Criterion, depth: int, target: str) -> DraftLine:
    given = criterion.options.to_json()
    return DraftLine(
        depth=depth,
        code=criterion.code,
        text=criterion.text,
        kind=criterion.kind.value,
        maximum=decimal_text(criterion.maximum),
        target=target,
        options={
            name: _CELLS[name].write(getattr(criterion.options, name))
            for name in given
            if name in _CELLS
        },
    )


def parents_of(lines: Sequence[DraftLine]) -> list[int | None]:
    """Return the place of the line that each stands under."""
    above: list[int] = []
    found: list[int | None] = []
    for place, line in enumerate(lines):
        while above and lines[above[-1]].depth >= line.depth:
            above.pop()
        found.append(above[-1] if above else None)
        above.append(place)
    return found


def read_draft(
    lines: Sequence[DraftLine],
    places: int,
    targets: Collection[str] | None = None,
    indices: Collection[str] = (),
) -> DraftRead:
    """Read a draft: faults of single cells or, where all can be read, those of the whole table.

    Args:
        lines: as typed.
        places: figures after the comma that points are rounded to.
        targets: codes of the targets that lines may be bound to; None leaves bindings unchecked.
        indices: codes of the indices that they may be bound to in the same way.
    """
    cells = [fault for place, line in enumerate(lines) for fault in _faults_of(place, line)]
    if targets is not None:
        cells += [
            fault
            for place, line in enumerate(lines)
            for fault in _bound(place, line, targets, indices)
        ]
    parents = parents_of(lines)
    criteria = tuple(
        _criterion(line, "" if above is None else clean(lines[above].code))
        for line, above in zip(lines, parents, strict=True)
    )
    faults = cells or _of_table(criteria, places)
    return DraftRead(criteria, tuple(faults))


def _bound(
    place: int, line: DraftLine, targets: Collection[str], indices: Collection[str]
) -> Iterator[DraftFault]:
    target, planned = clean(line.target), clean(line.options.get("plan", ""))
    by_index = target not in targets and target in indices
    if target and target not in targets and not by_index:
        yield DraftFault(place, "target", f"Năm nay chưa đặt chỉ tiêu {target}.")
    if target and line.kind not in _FIGURES:
        yield DraftFault(place, "target", "Chỉ tiêu chí tính từ số liệu mới gắn với chỉ tiêu.")
    if line.kind == Kind.RATIO and by_index and not planned:
        message = "Chấm một chỉ số theo tỷ lệ thì phải ghi mức phải đạt."
        yield DraftFault(place, "plan", message)
    if line.kind == Kind.RATIO and not target and not planned:
        message = "Chấm theo tỷ lệ thì phải ghi chỉ tiêu hoặc mức phải đạt."
        yield DraftFault(place, "target", message)


def _of_table(criteria: tuple[Criterion, ...], places: int) -> list[DraftFault]:
    if not criteria:
        return [DraftFault(0, "", "Bảng chưa có dòng nào.")]
    where = {criterion.code: place for place, criterion in enumerate(criteria)}
    found = Table("", criteria, places).check()
    return [DraftFault(where[fault.criterion], "maximum", fault.message) for fault in found]


def _criterion(line: DraftLine, parent: str) -> Criterion:
    kind = Kind(line.kind) if line.kind in set(Kind) else Kind.JUDGEMENT
    return Criterion(
        code=clean(line.code),
        text=clean(line.text),
        kind=kind,
        maximum=_number_or_zero(line.maximum),
        parent=parent,
        options=_options_or_none(line, kind),
    )


def _number_or_zero(text: str) -> Decimal:
    try:
        return parse_decimal(text)
    except ValueError:
        return Decimal(0)


def _options_or_none(line: DraftLine, kind: Kind) -> Options:
    try:
        return Options.from_json(_given(line, kind))
    except ValueError:
        return Options()


def _given(line: DraftLine, kind: Kind) -> dict[str, object]:
    return {
        name: _CELLS[name].read(text)
        for name, text in line.options.items()
        if name in _CELLS and kind in FIELDS[name] and clean(text)
    }


def _faults_of(place: int, line: DraftLine) -> Iterator[DraftFault]:
    for name, message in _told(line):
        yield DraftFault(place, name, message)


def _told(line: DraftLine) -> Iterator[tuple[str, str]]:
    yield from _of_words(line)
    if line.kind not in set(Kind):
        yield "kind", "Chưa chọn cách chấm."
        return
    kind = Kind(line.kind)
    if fault := _of_maximum(line, kind):
        yield "maximum", fault
    yield from _of_options(line, kind)


def _of_words(line: DraftLine) -> Iterator[tuple[str, str]]:
    code, text = clean(line.code), clean(line.text)
    if not code or len(code) > LONGEST_CODE:
        yield "code", f"Mã phải có từ 1 đến {LONGEST_CODE} ký tự."
    if not text:
        yield "text", "Chưa ghi nội dung."
    elif MASKED in text:
        yield "text", "Nguồn không đọc được nội dung dòng này; hãy ghi theo văn bản của khối."
    elif len(text) > LONGEST_TEXT:
        yield "text", f"Nội dung dài {len(text)} ký tự, nhiều nhất {LONGEST_TEXT}."


def _of_maximum(line: DraftLine, kind: Kind) -> str:
    if not clean(line.maximum):
        # A blank says "no marks", which only these lines may have.
        return "" if kind in {Kind.DISQUALIFIER, Kind.DEDUCTION} else "Chưa ghi điểm tối đa."
    try:
        number = parse_decimal(line.maximum)
    except ValueError as wrong:
        return str(wrong)
    return "" if 0 <= number <= LARGEST else "Điểm tối đa nằm ngoài khoảng cho phép."


def _of_options(line: DraftLine, kind: Kind) -> Iterator[tuple[str, str]]:
    sound = True
    for name in line.options:
        alone = DraftLine(options={name: line.options[name]})
        try:
            Options.from_json(_given(alone, kind))
        except ValueError as wrong:
            sound = False
            yield name, f"{LABELS[name]}: {wrong}"
    if not sound:
        return
    try:
        Options.from_json(_given(line, kind))
    except ValueError as wrong:
        yield "floor_percent", str(wrong)


@dataclass(frozen=True, slots=True)
class _Cell:
    """How an option is written in a cell, and read from it into the options' JSON."""

    write: Callable[[Any], str]
    read: Callable[[str], object]


def _read_number(text: str) -> str:
    return str(parse_decimal(clean(text)))


def _write_bands(bands: Sequence[Band]) -> str:
    return "\n".join(f"{band.text}: {decimal_text(band.points)}" for band in bands)


def read_bands(text: str) -> list[dict[str, str]]:
    """Read ranges with their points, a line or a part up to a semicolon each, as options have them.

    Raises:
        ValueError: no points, or a number that can't be read (message in Vietnamese).
    """
    parts = clean(text).replace(";", "\n").splitlines()
    return [_read_band(part) for part in parts if part.strip()]


def _read_band(line: str) -> dict[str, str]:
    span, colon, points = line.rpartition(":")
    if not colon:
        raise ValueError(f"“{line}” chưa có dấu hai chấm và số điểm; hãy ghi như 50-<75: 3.")
    return {"if": span.strip(), "points": _read_number(points)}


def _write_numbers(numbers: Sequence[Decimal]) -> str:
    return "; ".join(map(decimal_text, numbers))


def _read_numbers(text: str) -> list[str]:
    return [_read_number(part) for part in text.split(";") if part.strip()]


def _read_words(text: str) -> list[str]:
    return [clean(part) for part in text.split(";") if part.strip()]


_NUMBER = _Cell(decimal_text, _read_number)
_PERCENT = _Cell(str, _read_number)
_TEXT = _Cell(str, clean)
_FLAG = _Cell(lambda given: YES if given else "", lambda text: text == YES)
_CELLS: Mapping[str, _Cell] = {
    "plan": _NUMBER,
    "direction": _TEXT,
    "cap_percent": _PERCENT,
    "floor_percent": _PERCENT,
    "most_percent": _PERCENT,
    "bands": _Cell(_write_bands, read_bands),
    "steps": _Cell(_write_numbers, _read_numbers),
    "minimum": _NUMBER,
    "per_occurrence": _NUMBER,
    "scale": _NUMBER,
    "unit": _TEXT,
    "blocks": _Cell("; ".join, _read_words),
    "warns": _FLAG,
    "weight": _NUMBER,
    "office": _FLAG,
    "evidence": _TEXT,
    "evidence_required": _FLAG,
    "article": _TEXT,
    "note": _TEXT,
}
