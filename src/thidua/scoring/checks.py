"""What is wrong with a scoring table before anyone scores by it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.scoring.bands import overlapping
from thidua.scoring.criteria import EVENTS, OPTIONAL, Criterion, Kind
from thidua.text import decimal_text

Children = Mapping[str, tuple[Criterion, ...]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a table: the code of the line, and a Vietnamese sentence."""

    criterion: str
    message: str


def structure_faults(criteria: Sequence[Criterion], children: Children) -> tuple[Fault, ...]:
    """Return what keeps the lines from being a tree; empty when totals can be computed."""
    codes = {c.code for c in criteria}
    return (
        *_unnamed(criteria),
        *_repeated(criteria),
        *_orphans(criteria, codes),
        *_circles(criteria, children),
    )


def line_faults(
    criteria: Sequence[Criterion], children: Children, places: int
) -> tuple[Fault, ...]:
    """Return the lines whose kind, maximum, options or sum don't fit; the lines must be a tree."""
    return tuple(
        Fault(c.code, message)
        for c in criteria
        for message in _of_line(c, children.get(c.code, ()), children, places)
    )


def sole_kind(criterion: Criterion, children: Children) -> Kind:
    """Return the one kind of all scored lines in a section; `Kind.SUM` when they are of several."""
    below = children.get(criterion.code, ())
    if not below:
        return criterion.kind
    kinds = {sole_kind(child, children) for child in below}
    return kinds.pop() if len(kinds) == 1 else Kind.SUM


def _unnamed(criteria: Sequence[Criterion]) -> list[Fault]:
    return [Fault("", f"Tiêu chí “{c.text}” chưa có mã.") for c in criteria if not c.code]


def _repeated(criteria: Sequence[Criterion]) -> list[Fault]:
    counts = Counter(c.code for c in criteria)
    return [
        Fault(code, f"Mã tiêu chí {code} dùng {times} lần.")
        for code, times in counts.items()
        if times > 1
    ]


def _orphans(criteria: Sequence[Criterion], codes: set[str]) -> list[Fault]:
    return [
        Fault(c.code, f"Tiêu chí {c.code}: không có mục cha {c.parent} trong bảng.")
        for c in criteria
        if c.parent and c.parent not in codes
    ]


def _circles(criteria: Sequence[Criterion], children: Children) -> list[Fault]:
    parents = {c.code: c.parent for c in criteria}
    return [
        Fault(c.code, f"Mục {c.code}: các mục cha của mục này quay vòng lại chính nó.")
        for c in criteria
        if c.code in children and _meets_itself(c.code, parents)
    ]


def _meets_itself(code: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    above = parents[code]
    while above in parents and above not in seen and above != code:
        seen.add(above)
        above = parents[above]
    return above == code


def _of_line(
    c: Criterion, below: Sequence[Criterion], children: Children, places: int
) -> list[str]:
    found = [_scale(c, places)]
    if c.kind is Kind.SUM:
        found += [_section(c, below, children)]
    elif below:
        found += [f"Tiêu chí {c.code} có tiêu chí con nên phải là mục cộng điểm."]
    else:
        found += [_maximum(c), _steps(c), _bands(c), _unset(c), _foreign_options(c)]
    return [message for message in found if message]


def _scale(c: Criterion, places: int) -> str:
    if c.maximum == round(c.maximum, places):
        return ""
    return (
        f"Tiêu chí {c.code}: điểm tối đa {decimal_text(c.maximum)} "
        f"có nhiều hơn {places} chữ số thập phân."
    )


def _maximum(c: Criterion) -> str:
    if c.kind is Kind.DISQUALIFIER:
        return "" if c.maximum == 0 else f"Tiêu chí {c.code}: tiêu chí loại không có điểm tối đa."
    if c.maximum > 0 or (c.kind is Kind.DEDUCTION and c.maximum == 0):
        return ""
    return f"Tiêu chí {c.code}: điểm tối đa phải lớn hơn 0."


def _steps(c: Criterion) -> str:
    if c.kind is not Kind.STEPS:
        return ""
    if not c.options.steps:
        return f"Tiêu chí {c.code}: chấm theo mức nhưng chưa ghi các mức điểm."
    if max(c.options.steps) == c.maximum:
        return ""
    return (
        f"Tiêu chí {c.code}: mức cao nhất là {decimal_text(max(c.options.steps))}, "
        f"điểm tối đa ghi {decimal_text(c.maximum)}."
    )


def _bands(c: Criterion) -> str:
    if c.kind is not Kind.BANDED:
        return ""
    if not c.options.bands:
        return f"Tiêu chí {c.code}: chấm theo khoảng nhưng chưa ghi các khoảng."
    if met := overlapping(c.options.bands):
        return f"Tiêu chí {c.code}: khoảng “{met[0].text}” và “{met[1].text}” chồng lên nhau."
    best = max(band.points for band in c.options.bands)
    if best == c.maximum:
        return ""
    return (
        f"Tiêu chí {c.code}: khoảng cao nhất được {decimal_text(best)}, "
        f"điểm tối đa ghi {decimal_text(c.maximum)}."
    )


def _unset(c: Criterion) -> str:
    if c.kind is Kind.EXTERNAL and c.options.scale is None:
        return f"Tiêu chí {c.code}: chưa ghi thang điểm của cơ quan chấm."
    if c.kind is Kind.COUNT and c.options.per_occurrence is None:
        return f"Tiêu chí {c.code}: chưa ghi điểm mỗi lần."
    return ""


_OWN: tuple[tuple[str, frozenset[Kind], str], ...] = (
    ("steps", frozenset({Kind.STEPS}), "chỉ tiêu chí chấm theo mức mới ghi các mức điểm"),
    ("bands", frozenset({Kind.BANDED}), "chỉ tiêu chí chấm theo khoảng mới ghi các khoảng"),
    (
        "per_occurrence",
        EVENTS | {Kind.COUNT},
        "chỉ điểm thưởng, điểm trừ và tiêu chí đếm số lần mới ghi điểm mỗi lần",
    ),
    (
        "cap_percent",
        frozenset({Kind.RATIO}),
        "chỉ tiêu chí theo tỷ lệ mới ghi tỷ lệ tối đa, tối thiểu",
    ),
    (
        "floor_percent",
        frozenset({Kind.RATIO}),
        "chỉ tiêu chí theo tỷ lệ mới ghi tỷ lệ tối đa, tối thiểu",
    ),
    ("most_percent", frozenset({Kind.RATIO}), "chỉ tiêu chí theo tỷ lệ mới được vượt điểm tối đa"),
    (
        "plan",
        frozenset({Kind.RATIO, Kind.RELATIVE}),
        "chỉ tiêu chí theo tỷ lệ mới ghi mức phải đạt",
    ),
    ("scale", frozenset({Kind.EXTERNAL}), "chỉ điểm do cơ quan khác chấm mới ghi thang điểm"),
    ("minimum", frozenset({Kind.JUDGEMENT}), "chỉ tiêu chí chấm trực tiếp mới ghi điểm tối thiểu"),
    ("blocks", frozenset({Kind.DISQUALIFIER}), "chỉ tiêu chí loại mới ghi danh hiệu bị loại"),
)


def _foreign_options(c: Criterion) -> str:
    for name, kinds, words in _OWN:
        if c.kind not in kinds and getattr(c.options, name) not in (None, ()):
            return f"Tiêu chí {c.code}: {words}."
    return ""


def _section(c: Criterion, below: Sequence[Criterion], children: Children) -> str:
    if not below:
        return f"Mục {c.code}: chưa có tiêu chí con."
    kinds = [sole_kind(child, children) for child in below]
    if set(kinds) == {Kind.BONUS}:
        return _cap(c, below)
    if set(kinds) == {Kind.DEDUCTION}:
        return _limit(c, below)
    return _full_marks(c, list(zip(below, kinds, strict=True)))


def _cap(c: Criterion, bonuses: Sequence[Criterion]) -> str:
    whole = _marks(bonuses)
    if 0 < c.maximum <= whole:
        return ""
    return (
        f"Mục {c.code}: mức trần điểm thưởng ghi {decimal_text(c.maximum)}, phải lớn hơn 0 "
        f"và không quá tổng các tiêu chí con là {decimal_text(whole)}."
    )


def _limit(c: Criterion, deductions: Sequence[Criterion]) -> str:
    whole = _marks(deductions)
    unlimited = any(d.maximum == 0 for d in deductions)
    if c.maximum == 0 or (c.maximum > 0 and (unlimited or c.maximum <= whole)):
        return ""
    return (
        f"Mục {c.code}: mức trừ tối đa ghi {decimal_text(c.maximum)}, không được âm "
        f"và không quá tổng các tiêu chí con là {decimal_text(whole)}."
    )


def _full_marks(c: Criterion, below: Sequence[tuple[Criterion, Kind]]) -> str:
    """Compare a section with its lines; tables print bonuses both inside and beside the marks."""
    marks = _marks([child for child, kind in below if kind not in OPTIONAL])
    with_bonus = _marks([child for child, kind in below if kind is not Kind.DEDUCTION])
    if c.maximum in {marks, with_bonus}:
        return ""
    return (
        f"Mục {c.code}: tổng điểm các tiêu chí con là {decimal_text(marks)}, "
        f"mục ghi {decimal_text(c.maximum)}."
    )


def _marks(criteria: Sequence[Criterion]) -> Decimal:
    weights = ((c, Decimal(1) if c.options.weight is None else c.options.weight) for c in criteria)
    return sum((c.maximum * weight for c, weight in weights), Decimal(0))
