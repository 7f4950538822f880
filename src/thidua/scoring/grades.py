"""Grades by the total (xếp loại), and the share of the units that may have the best of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self, TypeVar

from thidua.scoring.bands import Band
from thidua.text import decimal_text

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade with the totals it is given for.

    Attributes:
        label: its name on paper.
        band: the totals; their points are not used.
        quota_percent: at most this part of the units, the best first; None sets no limit.
    """

    label: str
    band: Band
    quota_percent: int | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read a grade as `to_json` writes it.

        Raises:
            ValueError: a range that can't be read (message in Vietnamese).
        """
        quota = data.get("quota_percent")
        return cls(
            label=str(data["label"]),
            band=Band.parse(str(data["if"]), Decimal(0)),
            quota_percent=None if quota is None else int(str(quota)),
        )

    def to_json(self) -> dict[str, object]:
        return {"label": self.label, "if": self.band.text, "quota_percent": self.quota_percent}

    def allowed(self, units: int) -> int:
        """Return how many of so many units may have the grade."""
        return units if self.quota_percent is None else units * self.quota_percent // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A unit's grade; `label` is empty where people must decide, and `reason` says why."""

    label: str
    reason: str


def grade(grades: Sequence[Grade], capped: Mapping[K, Decimal]) -> dict[K, Graded]:
    """Give every unit its grade by its capped total.

    A unit beyond a grade's quota has the next grade, with the reason. Where equal totals stand on
    both sides of a quota nothing decides between them here: their grade is left open.

    Args:
        grades: best first.
        capped: each unit's total as a grade counts it.
    """
    found: dict[K, Graded] = {}
    for place, one in enumerate(grades):
        for key, decided in _graded(grades, place, one, capped).items():
            found.setdefault(key, decided)
    outside = Graded(label="", reason="Tổng điểm không thuộc mức xếp loại nào của bảng.")
    return {key: found.get(key, outside) for key in capped}


def _graded(
    grades: Sequence[Grade], place: int, one: Grade, capped: Mapping[K, Decimal]
) -> dict[K, Graded]:
    worthy = {key: total for key, total in capped.items() if one.band.holds(total)}
    allowed = one.allowed(len(capped))
    if len(worthy) <= allowed:
        return dict.fromkeys(worthy, Graded(label=one.label, reason=""))
    totals = sorted(worthy.values(), reverse=True)
    first_out = totals[allowed]
    tied = allowed > 0 and totals[allowed - 1] == first_out
    lower = grades[place + 1].label if place + 1 < len(grades) else ""
    limit = f"{one.label}: không quá {one.quota_percent}% số đơn vị ({allowed}/{len(capped)})"
    beyond = Graded(label=lower, reason=f"{limit}; đơn vị xếp sau số đó.")
    open_ = Graded(label="", reason=f"{limit}; bằng điểm {decimal_text(first_out)}, chờ xét chọn.")
    return {
        key: Graded(label=one.label, reason="")
        if total > first_out
        else (open_ if tied and total == first_out else beyond)
        for key, total in worthy.items()
    }
