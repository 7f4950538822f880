"""Counts over records: what a measure needs of the long tables, one row for each subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from thidua.analysis.layout import COMPLETE
from thidua.analysis.tables import ID, SUBJECT, Tables
from thidua.law.case import NEVER
from thidua.law.windows import Window

YEARS = 63
"""How far back rows of years are looked at: as many as a mask has bits."""

_PLACE = " place"
BEGINS, COUNTS_FROM = "begins", "counts_from"
_MASK = pl.UInt64


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """One figure drawn from the records of a source.

    Args:
        name: the column it becomes.
        award: only the records of this award; all if empty.
        value: what is drawn from a record.
        first: the year before which a record doesn't count.
        window: where that differs by subject, the window whose bounds must be at hand for it.
    """

    name: str
    source: str
    value: pl.Expr
    how: str
    award: str = ""
    first: pl.Expr | None = None
    window: Window | None = None

    def counted(self, year: int) -> pl.Expr:
        """Return what a record counts, its value being a column of the tally's name."""
        value = pl.col(self.name)
        if self.first is None:
            return value
        return (value & pl.col("year").is_between(self.first, year)).cast(pl.Int32).alias(self.name)

    @property
    def drawn(self) -> pl.Expr:
        held = pl.col(self.name)
        ways = {"sum": held.sum, "any": held.bitwise_or, "max": held.max}
        return ways[self.how]()


@dataclass(slots=True)
class Needs:
    """What is drawn from records for some measures: each once, whoever asks."""

    year: int
    tallies: dict[str, Tally] = field(default_factory=dict)

    def ask(self, tally: Tally) -> pl.Expr:
        self.tallies[tally.name] = tally
        return pl.col(tally.name)

    def mask(self, name: str, source: str, holds: pl.Expr, award: str = "") -> pl.Expr:
        """Return the years in which something holds: bit 0 is the year judged, bit 1 the one before."""
        back = self.year - pl.col("year")
        bit = pl.lit(2, _MASK).pow(back.clip(0, YEARS - 1).cast(pl.UInt8))
        seen = holds & back.is_between(0, YEARS - 1)
        value = pl.when(seen).then(bit).otherwise(pl.lit(0, _MASK))
        return self.ask(Tally(name, source, value, "any", award)).fill_null(0)

    def count(self, tally: Tally, window: Window) -> tuple[pl.Expr, pl.Expr]:
        """Return how many records that a tally holds for fall surely, and perhaps, into a window."""
        by_subject = window if varies(window) else None
        early, late = bounds_in(window, self.year)
        surely, perhaps = (
            self.ask(
                replace(tally, name=f"{tally.name} {what}", first=first, window=by_subject)
            ).fill_null(0)
            for what, first in (("surely", late), ("perhaps", early))
        )
        return surely, perhaps


def varies(window: Window) -> bool:
    """Tell whether a window opens in another year for each subject."""
    return bool(window.since) or window.barred


def bounds_in(window: Window, year: int) -> tuple[pl.Expr, pl.Expr]:
    """Return the bounds of a window where those that differ by subject are columns."""
    if varies(window):
        early, late = map(pl.col, bound_names(window))
        return early, late
    first = pl.lit(year - window.years + 1 if window.years else 0, pl.Int32)
    return first, first


def bound_names(window: Window) -> tuple[str, str]:
    return f"opens:{window.name} early", f"opens:{window.name} late"


def complete(source: str) -> pl.Expr:
    return pl.col(f"{COMPLETE}{source}").fill_null(NEVER)


def known_whole() -> pl.Expr:
    """Tell whether every award of a subject's whole life is recorded."""
    return (complete("awards") <= pl.col(BEGINS)).fill_null(value=False)


def opens(window: Window, needs: Needs) -> tuple[pl.Expr, pl.Expr]:
    """Return the first year a window may open in, and the first it has opened by for certain."""
    if window.since:
        early, late = _after(window.since, needs)
    else:
        early, late = bounds_in(replace(window, barred=False), needs.year)
    if not window.barred:
        return early, late
    bar = pl.col(COUNTS_FROM)
    return pl.max_horizontal(early, bar), pl.max_horizontal(late, bar)


def _after(award: str, needs: Needs) -> tuple[pl.Expr, pl.Expr]:
    latest = needs.ask(Tally(f"after:{award}", "awards", _start_code(), "max", award))
    this_year, never_held = needs.year + 1, latest.is_null()
    early, late = latest // 2, latest // 2 + latest % 2
    hidden = pl.min_horizontal(complete("awards") + 1, pl.lit(this_year))
    none = pl.when(known_whole()).then(this_year).otherwise(0)
    return (
        pl.when(never_held).then(none).otherwise(early),
        pl.when(never_held)
        .then(this_year)
        .when(complete("awards") <= late)
        .then(late)
        .otherwise(hidden),
    )


def _start_code() -> pl.Expr:
    """Return the first year after a decision's period, doubled; odd where it may be a year later."""
    code = (
        pl.when(pl.col("period_to").is_not_null())
        .then((pl.col("period_to") + 1) * 2)
        .when(pl.col("decided_on").is_not_null())
        .then(pl.col("decided_on").dt.year() * 2 + 1)
        .otherwise((pl.col("year") + 1) * 2)
    )
    return pl.when(for_merit()).then(code)


def for_merit() -> pl.Expr:
    return (pl.col("basis") != "chuyen-de") & (pl.col("basis") != "dot-xuat")


def with_tallies(subjects: pl.DataFrame, tables: Tables, needs: Needs) -> pl.DataFrame:
    """Add what is needed of records to subjects, that of one source, award and window in one pass.

    Windows that differ by subject need their bounds among the columns.
    """
    if not needs.tallies:
        return subjects
    passes: dict[tuple[str, str, Window | None], list[Tally]] = {}
    for tally in needs.tallies.values():
        passes.setdefault((tally.source, tally.award, tally.window), []).append(tally)
    # One sort at the end costs less than keeping the order in every join.
    beside = subjects.lazy().select(ID).with_row_index(_PLACE)
    for group in passes.values():
        drawn = _drawn(subjects, tables.records[group[0].source], needs.year, group)
        beside = beside.join(drawn, left_on=ID, right_on=SUBJECT, how="left")
    counted = beside.sort(_PLACE).drop(ID, _PLACE).collect()
    return pl.concat([subjects, counted], how="horizontal")


def _drawn(
    subjects: pl.DataFrame, rows: pl.LazyFrame, year: int, tallies: Sequence[Tally]
) -> pl.LazyFrame:
    award, window = tallies[0].award, tallies[0].window
    rows = rows.filter(pl.col("award") == award) if award else rows
    # Words are left behind before the join: what is joined is years and truth values.
    rows = rows.select(SUBJECT, "year", *(tally.value.alias(tally.name) for tally in tallies))
    if window:
        bounds = subjects.lazy().select(ID, *bound_names(window))
        rows = rows.join(bounds, left_on=SUBJECT, right_on=ID, how="inner")
    counted = rows.select(SUBJECT, *(tally.counted(year) for tally in tallies))
    return counted.group_by(SUBJECT).agg(tally.drawn for tally in tallies)


def with_bounds(
    subjects: pl.DataFrame, windows: Mapping[Window, tuple[pl.Expr, pl.Expr]]
) -> pl.DataFrame:
    """Add the bounds of windows that differ by subject."""
    return subjects.with_columns(
        bound.cast(pl.Int32).alias(name)
        for window, pair in windows.items()
        for name, bound in zip(bound_names(window), pair, strict=True)
    )
