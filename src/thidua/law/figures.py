"""Conditions on the figures of a dossier; shares are compared as integers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.law.case import DISCIPLINE_PLACES, Amount, Case, Lack, set_on, sourced
from thidua.law.catalogue import FigureKind
from thidua.law.check import Check, at_least, at_most, limit_text
from thidua.law.facts import DISCIPLINE
from thidua.law.formula import All, AtLeast, Formula, Given, Not, Open, Ratio, Within
from thidua.law.measures import FigureMeasure
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

    @property
    def strict(self) -> bool:
        return self in (Bound.OVER, Bound.UNDER)

    @property
    def from_above(self) -> bool:
        return self in (Bound.AT_MOST, Bound.UNDER)


_WORDS = {
    Bound.AT_LEAST: "ít nhất",
    Bound.OVER: "trên",
    Bound.AT_MOST: "không quá",
    Bound.UNDER: "dưới",
}


@dataclass(frozen=True, slots=True)
class FigureBound(Check):
    """A whole figure against a limit."""

    figure: FigureKind
    bound: Bound
    limit: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.limit,)

    def formula(self, on: date) -> Formula:
        limit = set_on(self.limit, on)
        if limit is None:
            return Open()
        # "over n" is "at least n + 1", "under n" is "not at least n", "at most n" "not at least n + 1".
        beyond = self.bound in (Bound.OVER, Bound.AT_MOST)
        reaches = AtLeast(FigureMeasure(self.figure), limit + beyond)
        return Not(reaches) if self.bound.from_above else reaches

    def facts(self, case: Case) -> tuple[str, ...]:
        value = case.whole(self.figure.name)
        if value is None:
            return ()
        limit = f"mức quy định: {self.bound.words} {limit_text(self.limit, case.on)}"
        return (sourced(f"{self.figure.title}: {value} ({limit})", source_of(case, self.figure)),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return absent(case, self.figure)


@dataclass(frozen=True, slots=True)
class HoldsTrue(Check):
    """A flag must be true."""

    figure: FigureKind

    def formula(self, on: date) -> Formula:  # noqa: ARG002 -- no figure of law is asked for
        return AtLeast(FigureMeasure(self.figure), 1)

    def facts(self, case: Case) -> tuple[str, ...]:
        figure = case.figures.get(self.figure.name)
        if figure is None:
            return ()
        told = self.figure.yes if figure.value else self.figure.no
        return (sourced(told, figure.source),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return absent(case, self.figure)


@dataclass(frozen=True, slots=True)
class Targets(Check):
    """Every target is met, and at least so many are exceeded."""

    total: FigureKind
    met: FigureKind
    exceeded: FigureKind
    exceeded_at_least: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.exceeded_at_least,)

    def formula(self, on: date) -> Formula:
        total, met, exceeded = map(FigureMeasure, (self.total, self.met, self.exceeded))
        coherent = All(
            (
                AtLeast(total, 1),
                AtLeast(exceeded, 0),
                AtLeast(met, 0),
                Within(exceeded, met),
                Within(exceeded, total),
                Within(met, total),
            )
        )
        enough = at_least(exceeded, self.exceeded_at_least, on)
        return Given(coherent, All((Within(total, met), enough)))

    def facts(self, case: Case) -> tuple[str, ...]:
        total, met, exceeded = (
            case.whole(kind.name) for kind in (self.total, self.met, self.exceeded)
        )
        reached = "" if met is None or total is None else f"{met}/{total} chỉ tiêu đạt kế hoạch"
        above = "" if exceeded is None else f"{exceeded} chỉ tiêu vượt"
        told = ", ".join(part for part in (reached, above) if part)
        source = source_of(case, self.met) or source_of(case, self.exceeded)
        return (sourced(told, source),) if told else ()

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return absent(case, self.total, self.met, self.exceeded) or conflict(self.met, self.total)


@dataclass(frozen=True, slots=True)
class Share(Check):
    """A part of a whole against a percentage."""

    part: FigureKind
    whole: FigureKind
    bound: Bound
    percent: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.percent,)

    def formula(self, on: date) -> Formula:
        percent = set_on(self.percent, on)
        if percent is None:
            return Open()
        strict = self.bound in (Bound.OVER, Bound.AT_MOST)
        reaches = Ratio(FigureMeasure(self.part), FigureMeasure(self.whole), percent, strict)
        return Not(reaches) if self.bound.from_above else reaches

    def facts(self, case: Case) -> tuple[str, ...]:
        part, whole = case.whole(self.part.name), case.whole(self.whole.name)
        if part is None or not whole:
            return ()
        limit = f"mức quy định: {self.bound.words} {limit_text(self.percent, case.on)}%"
        told = f"{part}/{whole} {self.part.label}, bằng {percent_text(part, whole)} ({limit})"
        return (sourced(told, source_of(case, self.part)),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return absent(case, self.part, self.whole) or conflict(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class NotDisciplinedFrom(Check):
    """No discipline of that form or heavier."""

    figure: FigureKind
    form: str

    def formula(self, on: date) -> Formula:  # noqa: ARG002 -- no figure of law is asked for
        return Not(AtLeast(FigureMeasure(self.figure), DISCIPLINE_PLACES[self.form]))

    def facts(self, case: Case) -> tuple[str, ...]:
        figure = case.figures.get(self.figure.name)
        if figure is None:
            return ()
        worst = str(figure.value)
        disciplined = worst != _DISCIPLINE[0]
        told = f"{self.figure.title}: {DISCIPLINE[worst]}"
        return (sourced(told if disciplined else "Trong năm không có kỷ luật", figure.source),)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return absent(case, self.figure)


@dataclass(frozen=True, slots=True)
class BlocRank(Check):
    """A place in the ranking of the bloc."""

    rank: FigureKind
    size: FigureKind
    name: FigureKind
    at_most: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.at_most,)

    def formula(self, on: date) -> Formula:
        rank, size = FigureMeasure(self.rank), FigureMeasure(self.size)
        coherent = All((AtLeast(rank, 1), Within(rank, size)))
        return Given(coherent, at_most(rank, self.at_most, on))

    def facts(self, case: Case) -> tuple[str, ...]:
        rank, size = case.whole(self.rank.name), case.whole(self.size.name)
        if rank is None:
            return ()
        place = f"{rank}/{size}" if size is not None else str(rank)
        bloc = case.figures.get(self.name.name)
        name = bloc.value if bloc else "khối thi đua"
        return (f"Xếp thứ {place} trong bảng xếp hạng của {name} năm {case.year}.",)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return absent(case, self.rank) or conflict(self.rank, self.size)


def absent(case: Case, *figures: FigureKind) -> tuple[Lack, ...]:
    return tuple(figure.lack() for figure in figures if figure.name not in case.figures)


def conflict(part: FigureKind, whole: FigureKind) -> tuple[Lack, ...]:
    told = f"Số liệu mâu thuẫn giữa {part.label} và {whole.label}; cần kiểm tra lại: {part.paper}."
    return (Lack(told, part.settled_by),)


def source_of(case: Case, figure: FigureKind) -> str:
    entered = case.figures.get(figure.name)
    return entered.source if entered else ""
