"""Conditions on the figures of a dossier; shares are compared as integers."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.law.case import Amount, Case, Lack, sourced, wrong_value
from thidua.law.catalogue import FigureKind
from thidua.law.facts import DISCIPLINE
from thidua.law.outcome import Outcome, all_of, of
from thidua.text import percent_text

_DISCIPLINE = tuple(DISCIPLINE)


class Bound(StrEnum):
    """How a value stands to a limit, with the words for it."""

    AT_LEAST = "at_least"
    OVER = "over"
    AT_MOST = "at_most"
    UNDER = "under"

    @property
    def words(self) -> str:
        return _WORDS[self]

    def holds(self, value: int, limit: int) -> bool:
        if self is Bound.AT_LEAST:
            return value >= limit
        if self is Bound.OVER:
            return value > limit
        return value <= limit if self is Bound.AT_MOST else value < limit


_WORDS = {
    Bound.AT_LEAST: "ít nhất",
    Bound.OVER: "trên",
    Bound.AT_MOST: "không quá",
    Bound.UNDER: "dưới",
}


@dataclass(frozen=True, slots=True)
class FigureBound:
    """A whole figure against a limit."""

    figure: FigureKind
    bound: Bound
    limit: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.limit,)

    def judge(self, case: Case) -> Outcome:
        value = case.whole(self.figure.name)
        return of(None if value is None else self.bound.holds(value, case.amount(self.limit)))

    def facts(self, case: Case) -> tuple[str, ...]:
        value = case.whole(self.figure.name)
        if value is None:
            return ()
        limit = f"mức quy định: {self.bound.words} {case.amount(self.limit)}"
        return (sourced(f"{self.figure.title}: {value} ({limit})", _source(case, self.figure)),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _absent(case, self.figure)


@dataclass(frozen=True, slots=True)
class HoldsTrue:
    """A flag must be true."""

    figure: FigureKind

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return ()

    def judge(self, case: Case) -> Outcome:
        return of(self._value(case))

    def facts(self, case: Case) -> tuple[str, ...]:
        value = self._value(case)
        if value is None:
            return ()
        return (sourced(self.figure.yes if value else self.figure.no, _source(case, self.figure)),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _absent(case, self.figure)

    def _value(self, case: Case) -> bool | None:
        figure = case.dossier.figures.get(self.figure.name)
        if figure is not None and not isinstance(figure.value, bool):
            raise wrong_value(self.figure.name, figure, "đúng hoặc sai")
        return None if figure is None else bool(figure.value)


@dataclass(frozen=True, slots=True)
class Targets:
    """Every target is met, and at least so many are exceeded."""

    total: FigureKind
    met: FigureKind
    exceeded: FigureKind
    exceeded_at_least: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.exceeded_at_least,)

    def judge(self, case: Case) -> Outcome:
        total, met, exceeded = self._values(case)
        if _contradict(case, self._clash(total, met, exceeded)):
            return Outcome.UNKNOWN
        all_met = None if total is None or met is None else met == total
        some = None if exceeded is None else exceeded >= case.amount(self.exceeded_at_least)
        return all_of((of(all_met), of(some)))

    def facts(self, case: Case) -> tuple[str, ...]:
        total, met, exceeded = self._values(case)
        known = []
        if total is not None and met is not None:
            known.append(f"{met}/{total} chỉ tiêu đạt kế hoạch")
        if exceeded is not None:
            known.append(f"{exceeded} chỉ tiêu vượt")
        source = _source(case, self.met) or _source(case, self.exceeded)
        return (sourced(", ".join(known), source),) if known else ()

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        absent = _absent(case, self.total, self.met, self.exceeded)
        return absent or _clash(self.met, self.total)

    def _values(self, case: Case) -> tuple[int | None, int | None, int | None]:
        return case.whole(self.total.name), case.whole(self.met.name), case.whole(self.exceeded.name)
