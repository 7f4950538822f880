"""What changes when one law takes the place of another: who gains, who loses, by which standard."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from thidua.analysis.batch import (
    OUTCOME,
    STANDARD,
    WORDS,
    coded,
    measures_of,
    standard_columns,
    truth_of,
    truths,
)
from thidua.analysis.columns import columns_of
from thidua.analysis.errors import AnalysisError
from thidua.analysis.layout import FIGURE, FINDING
from thidua.analysis.measuring import prepare
from thidua.analysis.regimes import Regime, regime
from thidua.analysis.tables import ID, Tables
from thidua.law import SubjectKind
from thidua.law.judge import Program
from thidua.law.library import program
from thidua.law.outcome import OUTCOMES, Outcome

GROUPS = ("unit_kind", "sex", "direct_worker")
"""The columns that gains and losses are told by, where the data have them."""

UNKNOWN_GROUP = "(không rõ)"
_MET = OUTCOMES.index(Outcome.MET)

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """An award for one kind of subject under both laws."""

    before: Program
    after: Program

    @property
    def names(self) -> dict[str, str]:
        rule = self.after.rule
        return {"award": rule.slug, "award_name": rule.name, "kind": self.after.kind.value}


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """The difference two laws make for the same facts.

    Args:
        transitions: per award and kind, how many went from which outcome to which.
        groups: the same by groups: met before and after, gains (a better outcome) and losses.
        standards: whose outcome differs among those who gain or lose; "" where a law lacks it.
        only_before: awards that the later law no longer has, for a kind of subject.
        only_after: awards that it brings.
        absent: columns that a standard asks for and the data don't have, so that it stays unknown.
    """

    before: Regime
    after: Regime
    year: int
    transitions: pl.DataFrame
    groups: pl.DataFrame
    standards: pl.DataFrame
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    absent: tuple[str, ...]


def simulate(
    tables: Tables,
    year: int,
    before: str,
    after: str,
    *,
    on: date | None = None,
    by: Sequence[str] | None = None,
    awards: Sequence[str] = (),
    tell: Tell | None = None,
) -> Simulation:
    """Judge the same facts by two laws and compare.

    Args:
        tables: the facts.
        year: the year judged.
        before: a name that `thidua.analysis.regimes.regime` takes.
        after: another.
        on: the day of judgement; 15 January of the next year if not given.
        by: columns of the subjects to tell gains and losses by.
        awards: only these; all that both laws have if empty.
        tell: hears of each award that is done.

    Raises:
        AnalysisError: a law, an award, a column or a file is not there, or the year is another's.
    """
    tables.check_year(year)
    day = on or date(year + 1, 1, 15)
    laws = regime(before, day), regime(after, day)
    pairs = _pairs(*laws, awards)
    groups = tuple(by) if by is not None else tuple(g for g in GROUPS if g in tables.columns)
    programs = [program_ for pair in pairs for program_ in (pair.before, pair.after)]
    measures = measures_of(programs)
    frame = prepare(tables, measures, year, day, keep=groups)
    parts = list(_compared(frame, pairs, groups, tell or (lambda *_: None)))
    asked = {column for measure in measures if measure.exact for column in columns_of(measure)}
    transitions, by_group, standards = (pl.concat(part) for part in zip(*parts, strict=True))
    return Simulation(
        before=laws[0],
        after=laws[1],
        year=year,
        transitions=transitions,
        groups=by_group,
        standards=standards,
        only_before=_only(*laws),
        only_after=_only(*reversed(laws)),
        absent=tuple(sorted(c for c in asked if _is_absent(c, tables.columns))),
    )


def _is_absent(column: str, held: Sequence[str]) -> bool:
    return column.startswith((FIGURE, FINDING)) and column not in held


def _pairs(before: Regime, after: Regime, awards: Sequence[str]) -> list[Pair]:
    shared = sorted(set(_given(before)) & set(_given(after)))
    slugs = {slug for slug, _ in shared}
    for slug in awards:
        if slug not in slugs:
            raise AnalysisError(
                f"“{slug}” không có trong cả hai bộ quy định. Có: {', '.join(sorted(slugs))}."
            )
    return [
        Pair(*(program(slug, kind, law.on, book=law.book) for law in (before, after)))
        for slug, kind in shared
        if not awards or slug in awards
    ]


def _given(law: Regime) -> Iterator[tuple[str, SubjectKind]]:
    return ((slug, kind) for slug, rule in law.book.awards.items() for kind in rule.subjects)


def _only(one: Regime, other: Regime) -> tuple[str, ...]:
    """Name awards only one law has; with the kind of subject, those that the other gives to others."""
    return tuple(
        sorted(
            f"{slug}:{kind}" if slug in other.book.awards else slug
            for slug, kind in set(_given(one)) - set(_given(other))
        )
    )


def _compared(
    frame: pl.DataFrame, pairs: Sequence[Pair], by: Sequence[str], tell: Tell
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]]:
    parts = {kind.value: frame.filter(pl.col("kind") == kind.value) for kind in SubjectKind}
    for done, pair in enumerate(pairs, start=1):
        subjects = parts[pair.after.kind.value]
        before, after = (
            truths(subjects, side).select(coded(pl.exclude(ID)))
            for side in (pair.before, pair.after)
        )
        yield (
            _named(_transitions(before, after), pair),
            _named(_groups(subjects, before, after, by), pair),
            _named(_standards(before, after, pair), pair),
        )
        tell(pair.after.rule.name, done, len(pairs))


def _named(frame: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    names = (pl.lit(value).alias(name) for name, value in pair.names.items())
    return frame.select(*names, pl.all())


def crossed(frame: pl.DataFrame, before: Program, after: Program) -> pl.DataFrame:
    """Return how many subjects of a prepared frame go from which outcome to which."""
    codes = frame.lazy().select(
        coded(truth_of(side)).alias(name) for name, side in (("before", before), ("after", after))
    )
    return _counted(codes)


def _counted(codes: pl.LazyFrame) -> pl.DataFrame:
    """Count pairs of outcomes; a subject is one byte, its two outcomes."""
    both = (pl.col("before") * 3 + pl.col("after")).alias("both")
    counts = codes.select(both).group_by("both").agg(pl.len().cast(pl.Int64).alias("subjects"))
    return (
        counts.sort("both")
        .select(
            _word(pl.col("both") // 3).alias("before"),
            _word(pl.col("both") % 3).alias("after"),
            "subjects",
        )
        .collect()
    )


def _word(code: pl.Expr) -> pl.Expr:
    return code.cast(pl.UInt8).cat.to(WORDS)


def _transitions(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    return _counted(_beside(before[OUTCOME], after[OUTCOME]).lazy())


def _beside(before: pl.Series, after: pl.Series) -> pl.DataFrame:
    return pl.DataFrame([before.alias("before"), after.alias("after")])


def _groups(
    subjects: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, by: Sequence[str]
) -> pl.DataFrame:
    outcomes = _beside(before[OUTCOME], after[OUTCOME])
    was, is_ = pl.col("before"), pl.col("after")
    counts = {
        "subjects": pl.len(),
        "met_before": (was == _MET).sum(),
        "met_after": (is_ == _MET).sum(),
        "gain": (is_ > was).sum(),
        "lose": (is_ < was).sum(),
    }
    wanted = [count.cast(pl.Int64).alias(name) for name, count in counts.items()]
    parts = [outcomes.select(pl.lit("").alias("by"), pl.lit("").alias("group"), *wanted)]
    for column in by:
        group = subjects[column].cast(pl.String).fill_null(UNKNOWN_GROUP).alias("group")
        told = outcomes.with_columns(group).group_by("group").agg(wanted).sort("group")
        parts.append(told.select(pl.lit(column).alias("by"), pl.all()))
    return pl.concat(parts)


def _standards(before: pl.DataFrame, after: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    changed = before[OUTCOME] != after[OUTCOME]
    gains = (before[OUTCOME] < after[OUTCOME]).filter(changed)
    was, is_ = before.filter(changed), after.filter(changed)
    names = dict.fromkeys(c for f in (was, is_) for c in f.columns if c.startswith(STANDARD))
    parts = [_standard(name, was, is_, gains, pair) for name in names]
    return pl.concat([_NO_STANDARDS, *parts])


_NO_STANDARDS = pl.DataFrame(
    schema={
        "standard": pl.String,
        "text": pl.String,
        "citation_before": pl.String,
        "citation_after": pl.String,
        "before": pl.String,
        "after": pl.String,
        "subjects": pl.Int64,
    }
)


def _standard(
    name: str, before: pl.DataFrame, after: pl.DataFrame, gains: pl.Series, pair: Pair
) -> pl.DataFrame:
    """Count how a standard's outcome moved the way the award's did; one a law lacks stands in no way."""
    was, is_ = (_outcomes(frame, name) for frame in (before, after))
    moved = ((is_ > was) & gains) | ((is_ < was) & ~gains)
    counts = _counted(_beside(was, is_).filter(moved).lazy())
    texts = [_told(program_, name) for program_ in (pair.before, pair.after)]
    held = [name in frame.columns for frame in (before, after)]
    return counts.select(
        pl.lit(name.removeprefix(STANDARD)).alias("standard"),
        pl.lit(texts[1][0] or texts[0][0]).alias("text"),
        pl.lit(texts[0][1]).alias("citation_before"),
        pl.lit(texts[1][1]).alias("citation_after"),
        *(
            pl.col(side).cast(pl.String) if there else pl.lit("").alias(side)
            for side, there in zip(("before", "after"), held, strict=True)
        ),
        "subjects",
    )


def _outcomes(frame: pl.DataFrame, name: str) -> pl.Series:
    if name in frame.columns:
        return frame[name]
    return pl.repeat(_MET, frame.height, dtype=pl.UInt8, eager=True)


def _told(program_: Program, name: str) -> tuple[str, str]:
    """Return the text and the citation of a top standard; nothing if the law lacks it."""
    for column, step in zip(standard_columns(program_.steps), program_.steps, strict=True):
        if column == name:
            return step.standard.text, step.citation.text
    return "", ""
