"""What a criterion's formula may be told, and its form in JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Self

from thidua.scoring.bands import Band


class Direction(StrEnum):
    """Whether a target is met by reaching it or by staying below it."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of a formula; those that its kind doesn't use stay at their defaults.

    Attributes:
        cap_percent: percent of the plan that earns the full marks; None is 100.
        floor_percent: below this percent of the plan no points are given.
        most_percent: percent of the full marks that a result above the plan may earn; None is 100.
        plan: what is to be reached, for a ratio that is bound to no target.
        bands: points by the range a figure lies in, for `Kind.BANDED`.
        scale: the most that the other body's score can be, for `Kind.EXTERNAL`.
        unit: what the figure counts, as a scorer reads it.
        steps: the only points that may be given, for `Kind.STEPS`.
        minimum: the least that may be given, for `Kind.JUDGEMENT`.
        per_occurrence: points for one event, for `Kind.COUNT`, `Kind.DEDUCTION`, `Kind.BONUS`.
        weight: what the points of the line are multiplied by in its section; None is 1.
        office: only the standing office of the council scores the line.
        evidence: the evidence a line wants.
        evidence_required: no points without evidence.
        blocks: awards that a disqualifier bars; all where it names none.
        warns: the disqualifier is to be considered, and bars nothing by itself.
        direction: whether a higher or a lower figure is better, for `Kind.RATIO`.
        article: the article of the regulation that sets the criterion.
        note: anything a scorer should read beside the criterion.

    Raises:
        ValueError: a setting outside what a formula can use (message in Vietnamese).
    """

    cap_percent: int | None = None
    floor_percent: int | None = None
    most_percent: int | None = None
    plan: Decimal | None = None
    bands: tuple[Band, ...] = ()
    scale: Decimal | None = None
    unit: str = ""
    steps: tuple[Decimal, ...] = ()
    minimum: Decimal | None = None
    per_occurrence: Decimal | None = None
    weight: Decimal | None = None
    office: bool = False
    evidence: str = ""
    evidence_required: bool = False
    blocks: tuple[str, ...] = ()
    warns: bool = False
    direction: Direction = Direction.HIGHER
    article: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        self._check_percents()
        if any(step < 0 for step in self.steps):
            raise ValueError("Các mức điểm không được âm.")
        for name, words in _ABOVE_ZERO.items():
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise ValueError(f"{words} phải lớn hơn 0.")
        if self.minimum is not None and self.minimum < 0:
            raise ValueError("Điểm tối thiểu không được âm.")

    def _check_percents(self) -> None:
        if self.full_percent <= 0:
            raise ValueError("Tỷ lệ được điểm tối đa phải lớn hơn 0%.")
        if not 0 <= (self.floor_percent or 0) <= self.full_percent:
            raise ValueError(
                f"Tỷ lệ tối thiểu ({self.floor_percent}%) phải từ 0% đến tỷ lệ được điểm tối đa "
                f"({self.full_percent}%)."
            )
        if self.most_percent is not None and self.most_percent < 100:
            raise ValueError(
                f"Tỷ lệ điểm cao nhất ({self.most_percent}%) không được dưới 100% điểm tối đa."
            )

    @property
    def full_percent(self) -> int:
        """Return the percent of the plan that earns the full marks."""
        return 100 if self.cap_percent is None else self.cap_percent

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read options as `to_json` writes them; numbers may also stand as JSON numbers.

        Raises:
            ValueError: an unknown name or a value that can't be read (message in Vietnamese).
        """
        if unknown := sorted(set(data) - set(_READERS)):
            raise ValueError(
                f"Thiết lập không có trong công thức chấm điểm: {', '.join(unknown)}; "
                f"chỉ dùng được: {', '.join(_READERS)}."
            )
        given: dict[str, Any] = {
            name: _READERS[name](name, value) for name, value in data.items() if value is not None
        }
        return cls(**given)

    def to_json(self) -> dict[str, object]:
        """Return only what differs from the defaults, decimals as text."""
        default = type(self)()
        return {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != getattr(default, field.name)
        }


_ABOVE_ZERO = {
    "per_occurrence": "Điểm mỗi lần",
    "plan": "Mức phải đạt",
    "scale": "Thang điểm của cơ quan chấm",
    "weight": "Hệ số",
}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Band):
        return {"if": value.text, "points": str(value.points)}
    return str(value) if isinstance(value, Decimal | Direction) else value


def _percent(name: str, value: object) -> int:
    number = _decimal(name, value)
    if number != int(number):
        raise ValueError(f"“{name}” phải là số phần trăm nguyên, không phải “{value}”.")
    return int(number)


def _decimal(name: str, value: object) -> Decimal:
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise ValueError(f"“{name}” phải là một số, không phải “{value}”.")
    return number


def _decimals(name: str, value: object) -> tuple[Decimal, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError(f"“{name}” phải là danh sách các mức điểm, không phải “{value}”.")  # noqa: TRY004 -- one error for every unreadable option
    return tuple(_decimal(name, item) for item in value)


def _bands(name: str, value: object) -> tuple[Band, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError(f"“{name}” phải là danh sách các khoảng, không phải “{value}”.")  # noqa: TRY004 -- one error for every unreadable option
    return tuple(_band(name, item) for item in value)


def _band(name: str, value: object) -> Band:
    if not isinstance(value, Mapping) or set(value) != {"if", "points"}:
        raise ValueError(f"“{name}”: mỗi khoảng có “if” và “points”, không phải “{value}”.")
    return Band.parse(str(value["if"]), _decimal(name, value["points"]))


def _texts(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError(f"“{name}” phải là danh sách, không phải “{value}”.")  # noqa: TRY004 -- one error for every unreadable option
    return tuple(_text(name, item) for item in value)


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"“{name}” phải là đúng hoặc sai, không phải “{value}”.")  # noqa: TRY004 -- one error for every unreadable option
    return value


def _direction(name: str, value: object) -> Direction:
    try:
        return Direction(str(value))
    except ValueError as unknown:
        raise ValueError(
            f"“{name}” phải là “higher” (càng cao càng tốt) hoặc “lower” (càng thấp càng tốt), "
            f"không phải “{value}”."
        ) from unknown


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"“{name}” phải là chữ, không phải “{value}”.")  # noqa: TRY004 -- one error for every unreadable option
    return value


_READERS = {
    "cap_percent": _percent,
    "floor_percent": _percent,
    "most_percent": _percent,
    "plan": _decimal,
    "bands": _bands,
    "scale": _decimal,
    "unit": _text,
    "steps": _decimals,
    "minimum": _decimal,
    "per_occurrence": _decimal,
    "weight": _decimal,
    "office": _flag,
    "evidence": _text,
    "evidence_required": _flag,
    "blocks": _texts,
    "warns": _flag,
    "direction": _direction,
    "article": _text,
    "note": _text,
}
