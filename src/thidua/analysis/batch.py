"""An award's standards for a whole frame of subjects, by Polars or by SQL."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

import duckdb
import polars as pl

from thidua.analysis.columns import columns_of, identifier
from thidua.analysis.errors import AnalysisError
from thidua.analysis.readings import every, polars_reading, sql_reading
from thidua.analysis.tables import ID
from thidua.law import Outcome, formula as f
from thidua.law.formula import Formula, Measure
from thidua.law.judge import Program, Step
from thidua.law.outcome import OUTCOMES

OUTCOME, STANDARD = "outcome", "standard:"
WORDS = pl.Enum([outcome.value for outcome in OUTCOMES])
"""The type of an outcome: its order is that of `OUTCOMES`."""

Engine = Literal["polars", "sql"]


def measures_of(programs: Iterable[Program]) -> tuple[Measure, ...]:
    """Return what programs ask of a case, each quantity once."""
    return tuple(
        dict.fromkeys(measure for program in programs for measure in _asked(program.formula))
    )


@lru_cache(maxsize=8192)
def _asked(formula: Formula) -> tuple[Measure, ...]:
    return tuple(dict.fromkeys(_measures(formula)))


def _measures(formula: Formula) -> Iterator[Measure]:
    match formula:
        case f.AtLeast(measure):
            yield measure
        case f.Within(part, whole) | f.Ratio(part, whole):
            yield from (part, whole)
        case f.All(parts) | f.Any(parts):
            for each in parts:
                yield from _measures(each)
        case f.Given(guard, inner):
            yield from (*_measures(guard), *_measures(inner))
        case f.Not(inner) | f.Spared(inner):
            yield from _measures(inner)
        case f.Open():
            pass


def standard_columns(steps: Sequence[Step]) -> list[str]:
    """Return the columns of an award's top standards; one that comes again is numbered."""
    ids = [step.standard.id for step in steps]
    again = [ids[:place].count(id_) for place, id_ in enumerate(ids)]
    return [
        f"{STANDARD}{id_}{f'#{count + 1}' if count else ''}"
        for id_, count in zip(ids, again, strict=True)
    ]


def batch(frame: pl.DataFrame, program: Program, *, engine: Engine = "polars") -> pl.DataFrame:
    """Judge subjects for an award: a row for each of the program's kind, in their order.

    Args:
        frame: what `prepare` made, with the measures of the program.
        program: the award's standards on a day.
        engine: "sql" judges with DuckDB by the text that other engines take too.

    Returns:
        `id`, `outcome`, and a column for each top standard.

    Raises:
        AnalysisError: the frame lacks a measure of the program.
    """
    if engine == "sql":
        _check_prepared(frame, program)
        return _by_sql(_of_kind(frame, program), program)
    return truths(frame, program).with_columns(worded(pl.exclude(ID)))


def _check_prepared(frame: pl.DataFrame, program: Program) -> None:
    wanted = [column for m in measures_of([program]) for column in columns_of(m)]
    if absent := [column for column in wanted if column not in frame.columns]:
        raise AnalysisError(
            f"“{program.rule.name}”: bảng chưa có cột {', '.join(absent)}; hãy dựng bảng bằng "
            "`prepare` với `measures_of` của chính tiêu chuẩn này."
        )


def _of_kind(frame: pl.DataFrame, program: Program) -> pl.DataFrame:
    if "kind" not in frame.columns:
        return frame
    same = frame["kind"] == program.kind.value
    return frame if same.all() else frame.filter(same)


def truths(frame: pl.DataFrame, program: Program) -> pl.DataFrame:
    """Judge like `batch`, and answer in truth values, null being unknown: quicker where no word is shown."""
    _check_prepared(frame, program)
    names = standard_columns(program.steps)
    readings = [
        polars_reading(step.formula).alias(name)
        for name, step in zip(names, program.steps, strict=True)
    ]
    judged = _of_kind(frame, program).lazy().select(ID, *readings)
    return judged.select(ID, every(map(pl.col, names)).alias(OUTCOME), *names).collect()


def truth_of(program: Program) -> pl.Expr:
    """Return an award as one truth value."""
    return every(polars_reading(step.formula) for step in program.steps)


def coded(truth: pl.Expr) -> pl.Expr:
    """Return a truth value as the place of its outcome in `OUTCOMES`."""
    return (truth.cast(pl.UInt8) * 2).fill_null(1)


def worded(truth: pl.Expr) -> pl.Expr:
    """Return a truth value as the word of its outcome."""
    return coded(truth).cat.to(WORDS)


def _by_sql(frame: pl.DataFrame, program: Program) -> pl.DataFrame:
    wanted = [column for m in measures_of([program]) for column in columns_of(m)]
    facts = frame.select(ID, pl.col(wanted).name.map(identifier))
    with duckdb.connect() as database:
        database.register("subjects", Stream(facts))
        answer = pl.DataFrame(database.sql(sql_query(program, "subjects")))
    names = standard_columns(program.steps)
    answer.columns = [ID, OUTCOME, *names]
    return answer.with_columns(pl.col(OUTCOME, *names).cast(WORDS))


class Stream:
    """A frame as Arrow's stream, which DuckDB reads without another package between."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.frame.__arrow_c_stream__(requested_schema)


def sql_query(program: Program, table: str) -> str:
    """Return a query for a table of prepared columns, named by `identifier`.

    It answers with `id`, `outcome` and a column for each top standard.
    """
    names = [identifier(name) for name in standard_columns(program.steps)]
    readings = ", ".join(
        f"{sql_reading(step.formula)} AS {name}"
        for name, step in zip(names, program.steps, strict=True)
    )
    whole = " AND ".join(names)
    words = ", ".join(
        (f"{_sql_word(whole)} AS {OUTCOME}", *(f"{_sql_word(n)} AS {n}" for n in names))
    )
    return f"SELECT {ID}, {words} FROM (SELECT {ID}, {readings} FROM {table}) judged"  # noqa: S608 -- all names are the law's own


def _sql_word(truth: str) -> str:
    met, not_met, unknown = Outcome.MET.value, Outcome.NOT_MET.value, Outcome.UNKNOWN.value
    return (
        f"CASE WHEN {truth} THEN '{met}' WHEN NOT ({truth}) THEN '{not_met}' ELSE '{unknown}' END"
    )
