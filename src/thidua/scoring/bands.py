"""Ranges of a figure, each with its points, as tables print them: "0", "1-2", "50-<75", ">95"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from thidua.text import decimal_text, parse_decimal

_NUMBER = r"\d+(?:[.,]\d+)*"
_RANGE = re.compile(
    rf"(?P<above>>)?\s*(?P<low>{_NUMBER})\s*[-–]\s*(?P<below><)?\s*(?P<high>{_NUMBER})"
)
_BOUND = re.compile(rf"(?P<sign><=|>=|<|>|≤|≥)\s*(?P<limit>{_NUMBER})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of a figure and the points it earns.

    Attributes:
        low: None where the range has no lower end.
        high: None where it has no upper end.
        above: `low` itself is outside.
        below: `high` itself is outside.
    """

    low: Decimal | None
    high: Decimal | None
    points: Decimal
    above: bool = False
    below: bool = False

    @classmethod
    def parse(cls, text: str, points: Decimal) -> "Band":
        """Read a range as a table prints it.

        Raises:
            ValueError: it can't be read, or its ends are the wrong way round (in Vietnamese).
        """
        written = text.strip()
        if bound := _BOUND.fullmatch(written):
            return _from_bound(bound["sign"], parse_decimal(bound["limit"]), points)
        if span := _RANGE.fullmatch(written):
            low, high = parse_decimal(span["low"]), parse_decimal(span["high"])
            above, below = bool(span["above"]), bool(span["below"])
            return cls(low=low, high=high, points=points, above=above, below=below)._ordered()
        if re.fullmatch(_NUMBER, written):
            only = parse_decimal(written)
            return cls(low=only, high=only, points=points)
        raise ValueError(f"Không đọc được khoảng “{text}”; hãy ghi như: 0; 1-2; 50-<75; >95; <=10.")

    @property
    def text(self) -> str:
        """The range as `parse` reads it."""
        low, high = (None if end is None else decimal_text(end) for end in (self.low, self.high))
        if low is None:
            return f"{'<' if self.below else '<='}{high}"
        if high is None:
            return f"{'>' if self.above else '>='}{low}"
        signs = ">" if self.above else "", "<" if self.below else ""
        return low if low == high else f"{signs[0]}{low}-{signs[1]}{high}"

    def holds(self, figure: Decimal) -> bool:
        """Tell whether a figure lies in the range."""
        over = self.low is None or (figure > self.low if self.above else figure >= self.low)
        under = self.high is None or (figure < self.high if self.below else figure <= self.high)
        return over and under

    def _ordered(self) -> "Band":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"Khoảng “{self.text}” có đầu dưới lớn hơn đầu trên.")
        return self


def _from_bound(sign: str, limit: Decimal, points: Decimal) -> Band:
    strict = sign in ("<", ">")
    if sign in ("<", "<=", "≤"):
        return Band(low=None, high=limit, points=points, below=strict)
    return Band(low=limit, high=None, points=points, above=strict)


def band_of(bands: Sequence[Band], figure: Decimal) -> Band | None:
    """Return the range a figure lies in."""
    return next((band for band in bands if band.holds(figure)), None)


def overlapping(bands: Sequence[Band]) -> tuple[Band, Band] | None:
    """Return two ranges that share a figure, if any do."""
    ordered = sorted(bands, key=_starts)
    for first, second in pairwise(ordered):
        if _meet(first, second):
            return first, second
    return None


def _starts(band: Band) -> tuple[bool, Decimal, bool]:
    return band.low is not None, band.low or Decimal(0), band.above


def _meet(first: Band, second: Band) -> bool:
    """Tell whether the range that starts later starts before the other ends."""
    if first.high is None or second.low is None:
        return True
    touching = not (first.below or second.above)
    return second.low < first.high or (second.low == first.high and touching)
