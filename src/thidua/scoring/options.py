"""What a criterion's formula may be told, and its form in JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Self


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
        steps: the only points that may be given, for `Kind.STEPS`.
        per_occurrence: points for one event, for `Kind.DEDUCTION` and `Kind.BONUS`.
        direction: whether a higher or a lower figure is better, for `Kind.RATIO`.
        article: the article of the regulation that sets the criterion.
        note: anything a scorer should read beside the criterion.

    Raises:
        ValueError: a setting outside what a formula can use (message in Vietnamese).
    """

    cap_percent: int | None = None
    floor_percent: int | None = None
    steps: tuple[Decimal, ...] = ()
    per_occurrence: Decimal | None = None
    direction: Direction = Direction.HIGHER
    article: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        self._check_percents()
        if any(step < 0 for step in self.steps):
            raise ValueError("Các mức điểm không được âm.")
        if self.per_occurrence is not None and self.per_occurrence <= 0:
            raise ValueError("Điểm mỗi lần phải lớn hơn 0.")

    def _check_percents(self) -> None:
        if self.full_percent <= 0:
            raise ValueError("Tỷ lệ được điểm tối đa phải lớn hơn 0%.")
        if not 0 <= (self.floor_percent or 0) <= self.full_percent:
            raise ValueError(
                f"Tỷ lệ tối thiểu ({self.floor_percent}%) phải từ 0% đến tỷ lệ được điểm tối đa "
                f"({self.full_percent}%)."
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


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [str(item) for item in value]
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
    "steps": _decimals,
    "per_occurrence": _decimal,
    "direction": _direction,
    "article": _text,
    "note": _text,
}
