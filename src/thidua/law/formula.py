"""What every condition comes down to: comparisons of quantities, combined in three values.

One formula has several readings: `Judge` here answers for one case, `thidua.analysis` reads the same
tree as Polars expressions and as SQL over columns. A quantity that is not known exactly lies between
two whole numbers, so a comparison may hold, fail, or not be known yet.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from thidua.law.case import Case

FAR = 1_000_000_000
"""Beyond every figure: the bound of a quantity nothing is known about."""

FAILS, UNKNOWN, HOLDS = 0, 1, 2
"""The three values, in their order."""

Interval = tuple[int, int]


class Measure(ABC):
    """A quantity of a case.

    `exact` tells that it is known to the last unit or not at all, so that one column is enough.
    """

    exact: ClassVar[bool] = False

    @property
    @abstractmethod
    def name(self) -> str:
        """The name of its column."""

    @abstractmethod
    def of(self, case: Case) -> Interval:
        """Return the least and the most it can be."""

    def value(self) -> "Value":
        """Return how to read it where it is known exactly: None where it is not known."""

        def read(case: Case) -> int | None:
            low, high = self.of(case)
            return low if low == high else None

        return read

    def at_least(self, limit: int) -> "Judge":
        """Return the comparison with a limit; a measure may know a quicker way than by `of`."""

        def judge(case: Case) -> int:
            low, high = self.of(case)
            return HOLDS if low >= limit else FAILS if high < limit else UNKNOWN

        return judge


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A quantity is no less than a limit."""

    measure: Measure
    limit: int


@dataclass(frozen=True, slots=True)
class Within:
    """One quantity is no greater than another."""

    part: Measure
    whole: Measure


@dataclass(frozen=True, slots=True)
class Ratio:
    """`part` is no less than `percent` of `whole`; `strict` wants it to be more."""

    part: Measure
    whole: Measure
    percent: int
    strict: bool


@dataclass(frozen=True, slots=True)
class All:
    """The lowest of the parts; nothing to meet is met."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """The highest of the parts."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Fails where the part holds; unknown stays unknown."""

    part: "Formula"


@dataclass(frozen=True, slots=True)
class Given:
    """The part, unless the guard fails: facts that contradict one another say nothing."""

    guard: "Formula"
    part: "Formula"


@dataclass(frozen=True, slots=True)
class Spared:
    """The part, but never a refusal: what rests on law that was not read may only warn."""

    part: "Formula"


@dataclass(frozen=True, slots=True)
class Open:
    """Never known: the rule leaves a figure to a body that has not set it."""


Formula = AtLeast | Within | Ratio | All | Any | Not | Given | Spared | Open
Judge = Callable[[Case], int]
Value = Callable[[Case], int | None]


@lru_cache(maxsize=65536)
def judge_of(formula: Formula) -> Judge:
    """Return the formula as a function from a case to one of the three values."""
    judge: Judge = _JUDGES[type(formula)](formula)  # type: ignore[operator]  # keyed by the type
    return judge


def _at_least(formula: AtLeast) -> Judge:
    return formula.measure.at_least(formula.limit)


def _within(formula: Within) -> Judge:
    part, whole = formula.part.of, formula.whole.of

    def judge(case: Case) -> int:
        (low, high), (least, most) = part(case), whole(case)
        return HOLDS if high <= least else FAILS if low > most else UNKNOWN

    return judge


def _ratio(formula: Ratio) -> Judge:
    read_part, read_whole = formula.part.value(), formula.whole.value()
    percent, least = formula.percent, int(formula.strict)

    def judge(case: Case) -> int:
        if (part := read_part(case)) is None or (whole := read_whole(case)) is None:
            return UNKNOWN
        if not 0 <= part <= whole or whole == 0:
            return UNKNOWN
        return HOLDS if part * 100 - percent * whole >= least else FAILS

    return judge


def _all(formula: All) -> Judge:
    parts = tuple(judge_of(part) for part in formula.parts)
    if len(parts) == 2:
        return _both(*parts)

    def judge(case: Case) -> int:
        lowest = HOLDS
        for part in parts:
            if (value := part(case)) < lowest:
                lowest = value
        return lowest

    return parts[0] if len(parts) == 1 else judge


def _both(first: Judge, second: Judge) -> Judge:
    """Most standards are two conditions: no loop is set up for them."""

    def judge(case: Case) -> int:
        value = first(case)
        return value if value < (other := second(case)) else other

    return judge


def _any(formula: Any) -> Judge:
    parts = tuple(judge_of(part) for part in formula.parts)

    def judge(case: Case) -> int:
        highest = FAILS
        for part in parts:
            if (value := part(case)) > highest:
                highest = value
        return highest

    return parts[0] if len(parts) == 1 else judge


def _not(formula: Not) -> Judge:
    part = judge_of(formula.part)
    return lambda case: HOLDS - part(case)


def _given(formula: Given) -> Judge:
    guard, part = judge_of(formula.guard), judge_of(formula.part)
    return lambda case: part(case) if guard(case) else UNKNOWN


def _spared(formula: Spared) -> Judge:
    part = judge_of(formula.part)
    return lambda case: part(case) or UNKNOWN


def _open(_: Open) -> Judge:
    return lambda _: UNKNOWN


_JUDGES = {
    AtLeast: _at_least,
    Within: _within,
    Ratio: _ratio,
    All: _all,
    Any: _any,
    Not: _not,
    Given: _given,
    Spared: _spared,
    Open: _open,
}
