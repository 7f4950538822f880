"""Days off in a year, less those the law counts as worked: maternity, treatment, study."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thidua.law.case import Amount, Case, Lack, set_on, sourced
from thidua.law.catalogue import Catalogue, FigureKind, FigureType
from thidua.law.check import Check, limit_text
from thidua.law.entries import Entry
from thidua.law.figures import Bound, absent, conflict, source_of
from thidua.law.formula import AtLeast, Formula, Not, Open
from thidua.law.law_texts import ALWAYS, LawTexts, span_of
from thidua.law.measures import DaysOffMeasure
from thidua.law.provisions import Backing, Provision, Span


@dataclass(frozen=True, slots=True)
class Worked:
    """A kind of absence that counts as work.

    Args:
        days: how many days of it there were.
        where: the flag that must be true for it; None if nothing more is asked.
    """

    text: str
    days: FigureKind
    where: FigureKind | None
    provision: Provision
    span: Span


def read_worked(
    entry: Entry, catalogue: Catalogue, texts: LawTexts, span: Span
) -> tuple[Worked, ...]:
    """Read the absences a regime counts as work, with the days each of them holds in the regime."""
    found = (_worked(item, catalogue, texts, span) for item in entry.items())
    return tuple(worked for worked in found if worked)


def _worked(entry: Entry, catalogue: Catalogue, texts: LawTexts, outer: Span) -> Worked | None:
    fields = entry.record("text days provision", "where from to")
    span = outer.shared(span_of(entry, fields, ALWAYS))
    if span is None:
        return None
    return Worked(
        text=fields["text"].text(),
        days=_figure(fields, "days", FigureType.WHOLE, catalogue),
        where=_figure(fields, "where", FigureType.FLAG, catalogue) if "where" in fields else None,
        provision=texts.named(fields["provision"], span),
        span=span,
    )


def _figure(
    fields: Mapping[str, Entry], key: str, type_: FigureType, catalogue: Catalogue
) -> FigureKind:
    kinds = {kind.name: kind for kind in catalogue.figures.values() if kind.type is type_}
    return fields[key].one_of(kinds)


@dataclass(frozen=True, slots=True)
class DaysOff(Check):
    """Days off that do not count as work, against a limit."""

    total: FigureKind
    worked: tuple[Worked, ...]
    bound: Bound
    limit: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.limit,)

    @property
    def backings(self) -> tuple[Backing, ...]:
        return tuple(Backing(w.text, w.provision, w.span) for w in self.worked)

    def on(self, day: date) -> tuple[Worked, ...]:
        """Return the absences that count as work by the law of a day."""
        return tuple(worked for worked in self.worked if day in worked.span)

    def measure(self, on: date) -> DaysOffMeasure:
        return DaysOffMeasure(self.total, tuple((w.days, w.where) for w in self.on(on)))

    def formula(self, on: date) -> Formula:
        limit = set_on(self.limit, on)
        if limit is None:
            return Open()
        beyond = self.bound in (Bound.OVER, Bound.AT_MOST)
        reaches = AtLeast(self.measure(on), limit + beyond)
        return Not(reaches) if self.bound.from_above else reaches

    def facts(self, case: Case) -> tuple[str, ...]:
        if case.whole(self.total.name) is None:
            return ()
        limit = f"mức quy định: {self.bound.words} {limit_text(self.limit, case.on)}"
        told = f"{self.total.title}: {case.whole(self.total.name)}"
        left = f"còn {_between(*self.measure(case.on).of(case))} ngày ({limit})"
        counted = tuple(self._counted(worked, case) for worked in self.on(case.on))
        return (
            sourced(told, source_of(case, self.total)),
            *(line for line in counted if line),
            f"Sau khi trừ thời gian được tính là công tác: {left}.",
        )

    def _counted(self, worked: Worked, case: Case) -> str:
        """Tell of days off that are counted, or that are not for want of what is asked."""
        days, where = case.whole(worked.days.name), worked.where
        if not days:
            return ""
        flag = case.figures.get(where.name) if where else None
        if where and flag is None:
            return ""
        counts = "được tính" if flag is None or flag.value else "không được tính"
        told = f"{worked.text}: {days} ngày, {counts} là thời gian công tác"
        return f"{told} ({worked.provision.citation.text})."

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        asked = [self.total]
        for worked in self.on(case.on):
            if case.whole(worked.days.name) != 0:
                asked += [worked.days, *([worked.where] if worked.where else [])]
        return absent(case, *asked) or conflict(self.on(case.on)[0].days, self.total)


def _between(low: int, high: int) -> str:
    return str(low) if low == high else f"từ {max(low, 0)} đến {high}"
