"""From tables of facts to one row of quantities for each subject.

The same intervals as `thidua.law.measures`, drawn for all subjects at once: rows of years are bit
masks, whose trailing ones are a streak and whose ones within a range are a count.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from thidua.analysis.columns import LEAST, MOST, columns_of
from thidua.analysis.errors import AnalysisError
from thidua.analysis.layout import KINDS, SUBJECTS
from thidua.analysis.records import (
    BEGINS,
    COUNTS_FROM,
    YEARS,
    Needs,
    Tally,
    bounds_in,
    complete,
    for_merit,
    known_whole,
    opens,
    varies,
    with_bounds,
    with_tallies,
)
from thidua.analysis.tables import ID, Tables
from thidua.law import DISCIPLINE, SCOPES
from thidua.law.case import RATING_PLACES
from thidua.law.catalogue import FigureKind, FigureType
from thidua.law.formula import FAR, Measure
from thidua.law.measures import (
    AwardsCount,
    AwardStreak,
    DaysOffMeasure,
    FigureMeasure,
    FindingMeasure,
    InitiativesCount,
    RatingCount,
    RatingStreak,
    RegisteredMeasure,
    YearsSinceAward,
)
from thidua.law.windows import Window

Bounds = tuple[pl.Expr, pl.Expr]
_RATINGS = pl.Enum(list(RATING_PLACES))
_DISCIPLINE = pl.Enum(list(DISCIPLINE))
_FAR = pl.lit(FAR, pl.Int32)
_MASK = pl.UInt64


def prepare(
    tables: Tables,
    measures: Iterable[Measure],
    year: int,
    on: date,
    *,
    keep: Sequence[str] = (),
) -> pl.DataFrame:
    """Return a row for each subject with the columns of exactly those measures.

    Args:
        tables: the facts.
        measures: what is asked of them.
        year: the year judged.
        on: the day of judgement; only years since an award are counted from it.
        keep: columns of the subjects to carry along.

    Raises:
        AnalysisError: a column is missing, or the figures are those of another year.
    """
    tables.check_year(year)
    _check_kept(tables, keep)
    needs, wanted = Needs(year), list(dict.fromkeys(measures))
    subjects = _with_windows(tables, _subjects(tables, wanted, keep), needs, wanted)
    measuring = _Measuring(needs, on, frozenset(tables.columns))
    columns = [column for measure in wanted for column in measuring.columns(measure)]
    counted = with_tallies(subjects, tables, needs)
    return counted.lazy().select(ID, "kind", *keep, *columns).collect()


def _subjects(tables: Tables, wanted: Sequence[Measure], keep: Sequence[str]) -> pl.DataFrame:
    """Return the columns of the subjects that are asked for."""
    asked = [name for m in wanted for name in _read_as_is(m) if name in tables.columns]
    names = list(dict.fromkeys((ID, "kind", *SUBJECTS, *keep, *asked)))
    return tables.subjects.select(names).with_columns(pl.col("kind").cast(KINDS)).collect()


def _read_as_is(measure: Measure) -> tuple[str, ...]:
    """Return the columns of the subjects that a measure reads."""
    if isinstance(measure, DaysOffMeasure):
        return tuple(FigureMeasure(kind).name for kind in measure.figures)
    return (measure.name,) if measure.exact else ()


def _with_windows(
    tables: Tables, subjects: pl.DataFrame, needs: Needs, wanted: Sequence[Measure]
) -> pl.DataFrame:
    """Add the bounds of every window that differs by subject."""
    windows = dict.fromkeys(w for m in wanted if (w := _window(m)) and varies(w))
    opened = {window: opens(window, needs) for window in windows}
    counted = with_tallies(subjects, tables, needs)
    needs.tallies.clear()
    return with_bounds(counted, opened)


def _check_kept(tables: Tables, keep: Sequence[str]) -> None:
    for name in keep:
        if name not in tables.columns:
            raise AnalysisError(
                f"Bảng subjects không có cột “{name}”. Các cột đang có: {', '.join(tables.columns)}."
            )


def _window(measure: Measure) -> Window | None:
    window = getattr(measure, "window", None)
    return window if isinstance(window, Window) else None


class _Measuring:
    """The measures of one year and day, over the columns at hand."""

    def __init__(self, needs: Needs, on: date, held: frozenset[str]) -> None:
        self.needs, self.on, self.held = needs, on, held
        self.year = needs.year

    def columns(self, measure: Measure) -> list[pl.Expr]:
        """Return the expressions of a measure's columns, named after it."""
        way = _WAYS.get(type(measure))
        if way is None:
            raise AnalysisError(f"Chưa biết tính đại lượng “{measure.name}” cho nhiều đối tượng.")
        found = way(self, measure)
        exprs = tuple(map(_short, found)) if isinstance(found, tuple) else (found,)
        return [e.alias(n) for e, n in zip(exprs, columns_of(measure), strict=True)]

    def figure(self, measure: FigureMeasure) -> pl.Expr:
        name, type_ = measure.name, measure.figure.type
        if name not in self.held:
            return pl.lit(None, pl.Int8)
        if type_ is FigureType.DISCIPLINE:
            return pl.col(name).cast(_DISCIPLINE).to_physical().cast(pl.Int8)
        return pl.col(name).cast(pl.Int8) if type_ is FigureType.FLAG else pl.col(name)

    def days_off(self, measure: DaysOffMeasure) -> Bounds:
        total = self._days(measure.total)
        days = [self._days(kind) for kind, _ in measure.worked]
        known = pl.sum_horizontal(pl.lit(0), *days)
        counted = [
            self._worked(one, total, flag)
            for one, (_, flag) in zip(days, measure.worked, strict=True)
        ]
        surely = pl.sum_horizontal(pl.lit(0), *(low for low, _ in counted))
        perhaps = pl.sum_horizontal(pl.lit(0), *(high for _, high in counted))
        sound = known.is_between(0, total).fill_null(value=False)
        return (
            pl.when(sound).then((total - perhaps).clip(0)).otherwise(-_FAR),
            pl.when(sound).then(total - surely).otherwise(_FAR),
        )

    def _days(self, kind: FigureKind) -> pl.Expr:
        return self.figure(FigureMeasure(kind)).cast(pl.Int32)

    def _worked(self, days: pl.Expr, total: pl.Expr, flag: FigureKind | None) -> Bounds:
        """Return how many days surely, and perhaps, count as work."""
        holds = self._days(flag) if flag else pl.lit(1)
        surely = pl.when(holds == 1).then(days.fill_null(0)).otherwise(0)
        return surely, pl.when(holds == 0).then(0).otherwise(days.fill_null(total))

    def finding(self, measure: FindingMeasure) -> pl.Expr:
        held = measure.name in self.held
        return pl.col(measure.name).cast(pl.Int8) if held else pl.lit(None, pl.Int8)

    def registered(self, measure: RegisteredMeasure) -> pl.Expr:
        made = (pl.col("year") == self.year).cast(pl.Int8)
        tally = Tally(measure.name, "registrations", made, "max", measure.award)
        known = complete("registrations") <= self.year
        absent = pl.when(known).then(pl.lit(0, pl.Int8))
        return pl.when(self.needs.ask(tally) == 1).then(pl.lit(1, pl.Int8)).otherwise(absent)

    def awards_count(self, measure: AwardsCount) -> Bounds:
        holds = for_merit() if measure.merit else pl.lit(value=True)
        tally = Tally(measure.name, measure.source, holds, "sum", measure.award)
        return self._counted(tally, measure.window)

    def initiatives_count(self, measure: InitiativesCount) -> Bounds:
        scopes = list(SCOPES)
        wide = scopes[scopes.index(measure.scope) :]
        holds = pl.col("scope").is_in(wide) & pl.col("kind").is_in(list(measure.kinds))
        if measure.unused:
            holds &= pl.col("used_for") == ""
        if measure.replicable:
            holds &= pl.col("replicable")
        return self._counted(Tally(measure.name, measure.source, holds, "sum"), measure.window)

    def _counted(self, tally: Tally, window: Window) -> Bounds:
        early, _ = bounds_in(window, self.year)
        surely, perhaps = self.needs.count(tally, window)
        from_year = pl.max_horizontal(early, pl.col(BEGINS).fill_null(0))
        most = (
            pl.when(early > self.year)
            .then(surely)
            .when(complete(tally.source) > from_year)
            .then(_FAR)
            .otherwise(perhaps)
        )
        return surely, most

    def award_streak(self, measure: AwardStreak) -> Bounds:
        held = self.needs.mask(f"held:{measure.award}", "awards", pl.lit(value=True), measure.award)
        last, begins = self.year - measure.back, pl.col(BEGINS).fill_null(0)
        bar = pl.max_horizontal(pl.col(COUNTS_FROM), begins) if measure.barred else begins
        most = (last + 1 - bar).clip(0)
        row = _trailing_ones(held // (1 << measure.back))
        surely = pl.min_horizontal(row, most)
        ended = last - row >= complete("awards")
        return surely, pl.when(ended).then(surely).otherwise(most)

    def years_since(self, measure: YearsSinceAward) -> Bounds:
        award, on = measure.award, self.on.year
        latest = self.needs.ask(Tally(f"decided:{award}", "awards", _decided_code(), "max", award))
        newest = self.needs.ask(Tally(f"newest:{award}", "awards", pl.col("year"), "max", award))
        sure = pl.when(complete("awards") <= newest).then(on - latest // 2 - latest % 2)
        unheld = pl.when(known_whole()).then(_FAR).otherwise(0)
        return (
            pl.when(latest.is_null()).then(unheld).otherwise(sure.otherwise(0)),
            pl.when(latest.is_null()).then(_FAR).otherwise(on - latest // 2),
        )

    def rating_streak(self, measure: RatingStreak) -> Bounds:
        early, late = bounds_in(measure.window, self.year)
        good, rated = self._rated(measure.rating)
        # A year without a rating may prove good as long as ratings are not complete from it on.
        closed = (self.year - complete("ratings") + 1).clip(0, YEARS)
        unknown = _below(pl.lit(YEARS)) - (_below(closed) | rated)
        surely, run = _trailing_ones(good), _trailing_ones(good | unknown)
        perhaps = pl.when(run == YEARS).then(_FAR).otherwise(run)
        most = self.year + 1 - pl.max_horizontal(early, pl.col(BEGINS).fill_null(0))
        return (
            pl.min_horizontal(surely, self.year + 1 - late).clip(0),
            pl.min_horizontal(perhaps, most).clip(0),
        )

    def rating_count(self, measure: RatingCount) -> Bounds:
        early, late = bounds_in(measure.window, self.year)
        good, rated = self._rated(measure.rating)
        surely, perhaps = (_ones(good & self._since(first)) for first in (late, early))
        first = pl.max_horizontal(early, pl.col(BEGINS).fill_null(0))
        last = pl.min_horizontal(pl.lit(self.year), complete("ratings") - 1)
        later = _below((self.year - last).clip(0, YEARS))
        within = self._since(first)
        known = _ones(rated & within & (within ^ (within & later)))
        return surely, perhaps + (last - first + 1 - known).clip(0)

    def _since(self, first: pl.Expr) -> pl.Expr:
        """Return the mask of the years from one on."""
        return _below((self.year + 1 - first).clip(0, YEARS))

    def _rated(self, rating: str) -> Bounds:
        place = pl.col("rating").cast(_RATINGS).to_physical()
        good = self.needs.mask(f"rated:{rating}", "ratings", place <= RATING_PLACES[rating])
        return good, self.needs.mask("rated", "ratings", pl.lit(value=True))


def _short(count: pl.Expr) -> pl.Expr:
    return count.clip(LEAST, MOST).cast(pl.Int8)


def _trailing_ones(mask: pl.Expr) -> pl.Expr:
    return mask.bitwise_trailing_ones().cast(pl.Int32)


def _ones(mask: pl.Expr) -> pl.Expr:
    return mask.bitwise_count_ones().cast(pl.Int32)


def _below(count: pl.Expr) -> pl.Expr:
    """Return the mask of so many years up to the one judged."""
    return pl.lit(2, _MASK).pow(count.cast(pl.UInt32)) - 1


def _decided_code() -> pl.Expr:
    """Return the year of a decision, doubled; odd where it may be a year later."""
    known = pl.col("decided_on").is_not_null()
    year = pl.col("decided_on").dt.year() * 2
    return pl.when(known).then(year).otherwise(pl.col("year") * 2 + 1)


_WAYS: Mapping[type[Measure], Callable[[_Measuring, Any], pl.Expr | Bounds]] = {
    FigureMeasure: _Measuring.figure,
    DaysOffMeasure: _Measuring.days_off,
    FindingMeasure: _Measuring.finding,
    RegisteredMeasure: _Measuring.registered,
    AwardsCount: _Measuring.awards_count,
    AwardStreak: _Measuring.award_streak,
    YearsSinceAward: _Measuring.years_since,
    RatingStreak: _Measuring.rating_streak,
    RatingCount: _Measuring.rating_count,
    InitiativesCount: _Measuring.initiatives_count,
}
