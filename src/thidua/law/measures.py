"""The quantities of a case that standards compare: figures, findings, and counts of records.

A record that is absent did not happen only in a year from which its source is complete, so a count
lies between what is recorded and what may still turn up.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from thidua.law.case import DISCIPLINE_PLACES, RATING_PLACES, Case
from thidua.law.catalogue import FigureKind, FigureType
from thidua.law.facts import SCOPES, Initiative, PastAward
from thidua.law.formula import FAILS, FAR, HOLDS, UNKNOWN, Interval, Judge, Measure, Value
from thidua.law.windows import Window, known_whole

_NOTHING: Interval = (-FAR, FAR)
_TRUE, _FALSE, _EITHER = (1, 1), (0, 0), (0, 1)
_SCOPES = {slug: place for place, slug in enumerate(SCOPES)}


@dataclass(frozen=True, slots=True)
class FigureMeasure(Measure):
    """A figure of the dossier; a flag counts 1 or 0, a discipline its place (0 is none)."""

    figure: FigureKind

    exact: ClassVar[bool] = True

    @property
    def name(self) -> str:
        return f"figure:{self.figure.name}"

    def of(self, case: Case) -> Interval:
        value = self.value()(case)
        return _NOTHING if value is None else (value, value)

    def value(self) -> Value:
        name, convert = self.figure.name, _CONVERTERS[self.figure.type]
        if convert is _whole:
            return _whole_figure(name)

        def read(case: Case) -> int | None:
            figure = case.figures.get(name)
            return None if figure is None else convert(name, figure.value)

        return read

    def at_least(self, limit: int) -> Judge:
        if self.figure.type is FigureType.WHOLE:
            return _whole_figure_from(self.figure.name, limit)
        return _compared(self.value(), limit)


def _whole_figure_from(name: str, limit: int) -> Judge:
    def judge(case: Case) -> int:
        figure = case.figures.get(name)
        if figure is None:
            return UNKNOWN
        value = figure.value
        if type(value) is not int:
            _whole(name, value)
        return HOLDS if value >= limit else FAILS  # type: ignore[operator]  # a whole number by now

    return judge


def _whole_figure(name: str) -> Value:
    """Read the kind of figure most rules ask for; one call less than by its converter."""

    def read(case: Case) -> int | None:
        figure = case.figures.get(name)
        if figure is None:
            return None
        value = figure.value
        return value if type(value) is int else _whole(name, value)

    return read


def _compared(read: Value, limit: int) -> Judge:
    def judge(case: Case) -> int:
        value = read(case)
        if value is None:
            return UNKNOWN
        return HOLDS if value >= limit else FAILS

    return judge


def _whole(name: str, value: object) -> int:
    if type(value) is int:
        return value
    raise _wrong(name, value, "một số nguyên")


def _flag(name: str, value: object) -> int:
    if isinstance(value, bool):
        return int(value)
    raise _wrong(name, value, "đúng hoặc sai")


def _discipline(name: str, value: object) -> int:
    place = DISCIPLINE_PLACES.get(value) if isinstance(value, str) else None
    if place is not None:
        return place
    raise _wrong(name, value, f"một trong {', '.join(DISCIPLINE_PLACES)}")


def _word(name: str, value: object) -> int:
    raise _wrong(name, value, "một số")


def _wrong(name: str, value: object, wanted: str) -> ValueError:
    return ValueError(f"Số liệu “{name}” phải là {wanted}, không phải “{value}”.")


_CONVERTERS: Mapping[FigureType, Callable[[str, object], int]] = {
    FigureType.WHOLE: _whole,
    FigureType.FLAG: _flag,
    FigureType.DISCIPLINE: _discipline,
    FigureType.WORD: _word,
}


@dataclass(frozen=True, slots=True)
class DaysOffMeasure(Measure):
    """Days off less those that count as work.

    Args:
        worked: figures of such days, each with the flag that must be true for it, if any.
    """

    total: FigureKind
    worked: tuple[tuple[FigureKind, FigureKind | None], ...]

    @property
    def name(self) -> str:
        counted = (f"{days.name}{f'@{flag.name}' if flag else ''}" for days, flag in self.worked)
        return f"days_off:{'+'.join(counted) or 'all'}"

    @property
    def figures(self) -> tuple[FigureKind, ...]:
        """Every figure it reads."""
        pairs = (kind for pair in self.worked for kind in pair if kind)
        return (self.total, *pairs)

    def of(self, case: Case) -> Interval:
        """More days of single kinds than days off in all contradict one another: nothing is known."""
        total = FigureMeasure(self.total).value()(case)
        days = [FigureMeasure(kind).value()(case) for kind, _ in self.worked]
        if total is None or not 0 <= sum(d for d in days if d is not None) <= total:
            return _NOTHING
        counted = [
            _worked(case, d, total, flag) for d, (_, flag) in zip(days, self.worked, strict=True)
        ]
        surely, perhaps = (sum(bounds) for bounds in zip((0, 0), *counted, strict=True))
        return max(0, total - perhaps), total - surely


def _worked(case: Case, days: int | None, total: int, flag: FigureKind | None) -> Interval:
    """Return how many days surely, and perhaps, count as work."""
    holds = 1 if flag is None else FigureMeasure(flag).value()(case)
    if holds == 0:
        return _FALSE
    return (days or 0) if holds else 0, total if days is None else days


@dataclass(frozen=True, slots=True)
class FindingMeasure(Measure):
    """1 where the body in charge found that it holds, 0 where it found that it doesn't."""

    slug: str

    exact: ClassVar[bool] = True

    @property
    def name(self) -> str:
        return f"finding:{self.slug}"

    def of(self, case: Case) -> Interval:
        found = case.findings.get(self.slug)
        return _NOTHING if found is None else _TRUE if found.holds else _FALSE

    def at_least(self, limit: int) -> Judge:
        slug = self.slug

        def judge(case: Case) -> int:
            found = case.findings.get(slug)
            if found is None:
                return UNKNOWN
            return HOLDS if found.holds >= limit else FAILS

        return judge


@dataclass(frozen=True, slots=True)
class RegisteredMeasure(Measure):
    """1 where emulation was registered for the year; for any award when `award` is empty."""

    award: str

    exact: ClassVar[bool] = True

    @property
    def name(self) -> str:
        return f"registered:{self.award or 'any'}"

    def of(self, case: Case) -> Interval:
        made = case.dossier.registrations
        if made and (not self.award or any(self.award == one.award for one in made)):
            return _TRUE
        known = case.year >= case.complete_from("registrations")
        return _FALSE if known else _NOTHING


class Count(Measure):
    """How many records of a source fall into a window; what may be missing leaves the top open."""

    source: ClassVar[str]
    window: Window

    @abstractmethod
    def years(self, case: Case) -> list[int]:
        """Return the year of each record that counts, in the window or not."""

    def of(self, case: Case) -> Interval:
        early, late = self.window.opens(case)
        years = self.years(case)
        surely = sum(late <= year <= case.year for year in years)
        if early > case.year:
            return surely, surely
        if self._open_from(case, early):
            return surely, FAR
        return surely, sum(early <= year <= case.year for year in years)

    def at_least(self, limit: int) -> Judge:
        """A window that opens in one certain year needs no bounds."""
        if self.window.since:
            return Measure.at_least(self, limit)
        years, opens = self.years, self.window.opens

        def judge(case: Case) -> int:
            first, last = opens(case)[0], case.year
            surely = 0
            for year in years(case):
                if first <= year <= last:
                    surely += 1
            if surely >= limit:
                return HOLDS
            return UNKNOWN if first <= last and self._open_from(case, first) else FAILS

        return judge

    def _open_from(self, case: Case, first: int) -> bool:
        """Tell whether records of the years from `first` on may still turn up."""
        return case.complete_from(self.source) > max(first, case.dossier.begins or 0)


@dataclass(frozen=True, slots=True)
class AwardsCount(Count):
    """How many decisions for an award fall into a window; `merit` leaves out the others."""

    source: ClassVar[str] = "awards"

    award: str
    window: Window
    merit: bool = False

    @property
    def name(self) -> str:
        return f"awards:{self.award}:{self.window.name}{':merit' if self.merit else ''}"

    def years(self, case: Case) -> list[int]:
        held = case.awards(self.award)
        return [a.year for a in held if a.for_merit or not self.merit]


@dataclass(frozen=True, slots=True)
class AwardStreak(Measure):
    """In how many years on end, up to the year judged (or `back` years before), it was held."""

    award: str
    back: int = 0
    barred: bool = False

    @property
    def name(self) -> str:
        return f"award_streak:{self.award}:{self.back}{':counted' if self.barred else ''}"

    def of(self, case: Case) -> Interval:
        held = case.years_of(self.award)
        year = last = case.year - self.back
        while year in held:
            year -= 1
        bar = case.dossier.counts_from if self.barred else 0
        most = max(0, last - max(bar, case.dossier.begins or 0) + 1)
        surely = min(last - year, most)
        return surely, surely if year >= case.complete_from("awards") else most


@dataclass(frozen=True, slots=True)
class YearsSinceAward(Measure):
    """Years from the latest decision for an award to the day of judgement."""

    award: str

    @property
    def name(self) -> str:
        return f"years_since:{self.award}"

    def of(self, case: Case) -> Interval:
        held = case.awards(self.award)
        if not held:
            return (FAR, FAR) if known_whole(case) else (0, FAR)
        latest = max(_decided(a) for a in held)
        newest = max(a.year for a in held)
        on = case.on.year
        certain = case.complete_from("awards") <= newest
        return (on - latest[1] if certain else 0), on - latest[0]


def _decided(held: PastAward) -> tuple[int, int]:
    """Return the earliest and the latest year its decision can be of."""
    if held.decided_on is not None:
        return held.decided_on.year, held.decided_on.year
    return held.year, held.year + 1


@dataclass(frozen=True, slots=True)
class RatingStreak(Measure):
    """In how many years on end up to the year judged the rating was that or better."""

    rating: str
    window: Window

    @property
    def name(self) -> str:
        return f"rating_streak:{self.rating}:{self.window.name}"

    def of(self, case: Case) -> Interval:
        early, late = self.window.opens(case)
        surely, perhaps = _runs(case, RATING_PLACES[self.rating])
        most = case.year - max(early, case.dossier.begins or 0) + 1
        return max(0, min(surely, case.year - late + 1)), max(0, min(perhaps, most))

    def at_least(self, limit: int) -> Judge:
        """One year alone needs no run."""
        if limit != 1 or self.window != Window():
            return Measure.at_least(self, limit)
        good = {
            slug for slug, place in RATING_PLACES.items() if place <= RATING_PLACES[self.rating]
        }

        def judge(case: Case) -> int:
            rated = case.ratings.get(case.year)
            if rated is None:
                known = case.year >= case.complete_from("ratings")
                return FAILS if known or case.year < (case.dossier.begins or 0) else UNKNOWN
            return HOLDS if rated.rating in good else FAILS

        return judge


def _runs(case: Case, place: int) -> Interval:
    """Return the length of the run that is known, and of the longest it may prove to be."""
    ratings, complete = case.ratings, case.complete_from("ratings")
    earliest = min(ratings, default=case.year + 1)
    surely = perhaps = None
    year = case.year
    while perhaps is None:
        rated = ratings.get(year)
        good = rated is not None and RATING_PLACES[rated.rating] <= place
        if not good and surely is None:
            surely = case.year - year
        if not good and (rated is not None or year >= complete):
            perhaps = case.year - year
        elif year < earliest and year < complete:
            perhaps = FAR
        year -= 1
    return surely if surely is not None else perhaps, perhaps


@dataclass(frozen=True, slots=True)
class RatingCount(Measure):
    """In how many years of a window the rating was that or better."""

    rating: str
    window: Window

    @property
    def name(self) -> str:
        return f"ratings:{self.rating}:{self.window.name}"

    def of(self, case: Case) -> Interval:
        place = RATING_PLACES[self.rating]
        early, late = self.window.opens(case)
        good = [y for y, r in case.ratings.items() if RATING_PLACES[r.rating] <= place]
        surely = sum(late <= year <= case.year for year in good)
        perhaps = sum(early <= year <= case.year for year in good)
        return surely, perhaps + _unrated(case, early)


def _unrated(case: Case, first: int) -> int:
    """Count the years from `first` on whose rating may still turn up."""
    first = max(first, case.dossier.begins or 0)
    last = min(case.year, case.complete_from("ratings") - 1)
    rated = sum(first <= year <= last for year in case.ratings)
    return max(0, last - first + 1 - rated)


@dataclass(frozen=True, slots=True)
class InitiativesCount(Count):
    """How many works of some kinds, of a scope or a wider one, were recognised in a window.

    Args:
        unused: only those that have not carried another award.
        replicable: only those that can be spread.
    """

    source: ClassVar[str] = "initiatives"

    scope: str
    kinds: tuple[str, ...]
    window: Window
    unused: bool = False
    replicable: bool = False

    @property
    def name(self) -> str:
        marks = f"{':unused' if self.unused else ''}{':replicable' if self.replicable else ''}"
        return f"initiatives:{self.scope}:{'+'.join(self.kinds)}:{self.window.name}{marks}"

    def years(self, case: Case) -> list[int]:
        counts = self.counts
        return [made.year for made in case.dossier.initiatives if counts(made)]

    def counts(self, made: Initiative) -> bool:
        return (
            made.kind in self.kinds
            and _SCOPES[made.scope] >= _SCOPES[self.scope]
            and not (self.unused and made.used_for)
            and (made.replicable or not self.replicable)
        )
