"""Conditions on the figures of a dossier; shares are compared as integers."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

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
        if not _sound(exceeded, met, total) or total == 0:
            return Outcome.UNKNOWN
        all_met = None if total is None or met is None else met == total
        some = None if exceeded is None else exceeded >= case.amount(self.exceeded_at_least)
        return all_of((of(all_met), of(some)))

    def facts(self, case: Case) -> tuple[str, ...]:
        total, met, exceeded = self._values(case)
        reached = "" if met is None or total is None else f"{met}/{total} chỉ tiêu đạt kế hoạch"
        above = "" if exceeded is None else f"{exceeded} chỉ tiêu vượt"
        told = ", ".join(part for part in (reached, above) if part)
        source = _source(case, self.met) or _source(case, self.exceeded)
        return (sourced(told, source),) if told else ()

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _absent(case, self.total, self.met, self.exceeded) or _conflict(self.met, self.total)

    def _values(self, case: Case) -> tuple[int | None, int | None, int | None]:
        return (
            case.whole(self.total.name),
            case.whole(self.met.name),
            case.whole(self.exceeded.name),
        )


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole against a percentage."""

    part: FigureKind
    whole: FigureKind
    bound: Bound
    percent: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.percent,)

    def judge(self, case: Case) -> Outcome:
        part, whole = case.whole(self.part.name), case.whole(self.whole.name)
        if part is None or whole is None or not 0 <= part <= whole or whole == 0:
            return Outcome.UNKNOWN
        return of(self.bound.holds(part * 100, case.amount(self.percent) * whole))

    def facts(self, case: Case) -> tuple[str, ...]:
        part, whole = case.whole(self.part.name), case.whole(self.whole.name)
        if part is None or not whole:
            return ()
        limit = f"mức quy định: {self.bound.words} {case.amount(self.percent)}%"
        told = f"{part}/{whole} {self.part.label}, bằng {percent_text(part, whole)} ({limit})"
        return (sourced(told, _source(case, self.part)),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _absent(case, self.part, self.whole) or _conflict(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class NotDisciplinedFrom:
    """No discipline of that form or heavier."""

    figure: FigureKind
    form: str

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return ()

    def judge(self, case: Case) -> Outcome:
        worst = self._worst(case)
        return of(None if worst is None else worst < _DISCIPLINE.index(self.form))

    def facts(self, case: Case) -> tuple[str, ...]:
        worst = self._worst(case)
        if worst is None:
            return ()
        words = DISCIPLINE[_DISCIPLINE[worst]]
        told = f"{self.figure.title}: {words}" if worst else "Trong năm không có kỷ luật"
        return (sourced(told, _source(case, self.figure)),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _absent(case, self.figure)

    def _worst(self, case: Case) -> int | None:
        figure = case.dossier.figures.get(self.figure.name)
        if figure is not None and figure.value not in DISCIPLINE:
            raise wrong_value(self.figure.name, figure, f"một trong {', '.join(DISCIPLINE)}")
        return None if figure is None else _DISCIPLINE.index(str(figure.value))


@dataclass(frozen=True, slots=True)
class BlocRank:
    """A place in the ranking of the bloc."""

    rank: FigureKind
    size: FigureKind
    name: FigureKind
    at_most: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.at_most,)

    def judge(self, case: Case) -> Outcome:
        rank = case.whole(self.rank.name)
        if rank is None or not _sound(1, rank, case.whole(self.size.name)):
            return Outcome.UNKNOWN
        return of(rank <= case.amount(self.at_most))

    def facts(self, case: Case) -> tuple[str, ...]:
        rank, size = case.whole(self.rank.name), case.whole(self.size.name)
        if rank is None:
            return ()
        place = f"{rank}/{size}" if size is not None else str(rank)
        bloc = case.dossier.figures.get(self.name.name)
        name = bloc.value if bloc else "khối thi đua"
        return (f"Xếp thứ {place} trong bảng xếp hạng của {name} năm {case.dossier.year}.",)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _absent(case, self.rank) or _conflict(self.rank, self.size)


def _sound(*values: int | None) -> bool:
    """Tell whether the known values rise from zero; others contradict one another."""
    known = [value for value in values if value is not None]
    return all(low <= high for low, high in pairwise((0, *known)))


def _absent(case: Case, *figures: FigureKind) -> tuple[Lack, ...]:
    return tuple(figure.lack() for figure in figures if figure.name not in case.dossier.figures)


def _conflict(part: FigureKind, whole: FigureKind) -> tuple[Lack, ...]:
    told = f"Số liệu mâu thuẫn giữa {part.label} và {whole.label}; cần kiểm tra lại: {part.paper}."
    return (Lack(told, part.settled_by),)


def _source(case: Case, figure: FigureKind) -> str:
    entered = case.dossier.figures.get(figure.name)
    return entered.source if entered else ""
