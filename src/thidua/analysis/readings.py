"""Two more readings of a formula: as a Polars expression, and as SQL that every engine takes.

Both are three-valued, null standing for unknown. A condition that isn't known is neither the way
taken nor the way left in `when` and CASE, so nothing but what is surely true is asked there.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from thidua.analysis.columns import LEAST, MOST, columns_of, identifier
from thidua.analysis.errors import AnalysisError
from thidua.law import formula as f
from thidua.law.formula import Formula, Measure

NOT_KNOWN = "CASE WHEN 1 = 0 THEN 1 = 1 END"
"""Null as a truth value, without naming a type."""


def polars_reading(formula: Formula) -> pl.Expr:
    """Return a formula as an expression over the columns of its measures."""
    reading: pl.Expr = _POLARS[type(formula)](formula)
    return reading


def sql_reading(formula: Formula) -> str:
    """Return a formula as SQL over columns named by `identifier`.

    Only CASE, comparisons, AND, OR, NOT, and whole numbers: the same text runs on DuckDB, PostgreSQL
    and Spark.
    """
    reading: str = _SQL[type(formula)](formula)
    return reading


def _low(measure: Measure) -> pl.Expr:
    return pl.col(columns_of(measure)[0])


def _high(measure: Measure) -> pl.Expr:
    return pl.col(columns_of(measure)[-1])


def _value(measure: Measure) -> pl.Expr:
    if measure.exact:
        return _low(measure).cast(pl.Int64)
    return pl.when(_low(measure) == _high(measure)).then(_low(measure)).cast(pl.Int64)


def _null() -> pl.Expr:
    return pl.lit(None, pl.Boolean)


def _check_limit(formula: f.AtLeast) -> None:
    if not formula.measure.exact and not LEAST < formula.limit < MOST:
        raise AnalysisError(
            f"“{formula.measure.name}”: mức {formula.limit} vượt quá {MOST - 1}, "
            "mức lớn nhất tính được cho nhiều đối tượng."
        )


def _polars_at_least(formula: f.AtLeast) -> pl.Expr:
    _check_limit(formula)
    low, high = (side(formula.measure) >= formula.limit for side in (_low, _high))
    return low if formula.measure.exact else low | (high & _null())


def _polars_within(formula: f.Within) -> pl.Expr:
    part, whole = formula.part, formula.whole
    surely = _high(part) <= _low(whole)
    return (
        pl.when(surely).then(statement=True).when(_low(part) > _high(whole)).then(statement=False)
    )


def _polars_ratio(formula: f.Ratio) -> pl.Expr:
    part, whole = _value(formula.part), _value(formula.whole)
    sound = (part >= 0) & (part <= whole) & (whole > 0)
    return pl.when(sound).then(part * 100 - whole * formula.percent >= int(formula.strict))


def _polars_all(formula: f.All) -> pl.Expr:
    return every(map(polars_reading, formula.parts))


def every(parts: Iterable[pl.Expr]) -> pl.Expr:
    """Return whether all parts hold; nothing to hold holds."""
    first, *rest = *parts, pl.lit(value=True)
    for part in rest[:-1]:
        first = first & part
    return first


def _polars_any(formula: f.Any) -> pl.Expr:
    first, *rest = *map(polars_reading, formula.parts), pl.lit(value=False)
    for part in rest[:-1]:
        first = first | part
    return first


def _polars_not(formula: f.Not) -> pl.Expr:
    return ~polars_reading(formula.part)


def _polars_given(formula: f.Given) -> pl.Expr:
    fails = ~polars_reading(formula.guard)
    return pl.when(fails).then(_null()).otherwise(polars_reading(formula.part))


def _polars_spared(formula: f.Spared) -> pl.Expr:
    return polars_reading(formula.part) | _null()


def _polars_open(_: f.Open) -> pl.Expr:
    return _null()


def _sql_low(measure: Measure) -> str:
    return identifier(columns_of(measure)[0])


def _sql_high(measure: Measure) -> str:
    return identifier(columns_of(measure)[-1])


def _sql_value(measure: Measure) -> str:
    low, high = _sql_low(measure), _sql_high(measure)
    # A head count times a hundred outgrows four bytes.
    return f"CAST({low if measure.exact else f'CASE WHEN {low} = {high} THEN {low} END'} AS BIGINT)"


def _sql_at_least(formula: f.AtLeast) -> str:
    _check_limit(formula)
    low, high = _sql_low(formula.measure), _sql_high(formula.measure)
    if formula.measure.exact:
        return f"{low} >= {formula.limit}"
    return _cases(f"{low} >= {formula.limit}", f"{high} < {formula.limit}")


def _sql_within(formula: f.Within) -> str:
    part, whole = formula.part, formula.whole
    return _cases(
        f"{_sql_high(part)} <= {_sql_low(whole)}", f"{_sql_low(part)} > {_sql_high(whole)}"
    )


def _cases(holds: str, fails: str) -> str:
    return f"CASE WHEN {holds} THEN 1 = 1 WHEN {fails} THEN 1 = 0 END"


def _sql_ratio(formula: f.Ratio) -> str:
    part, whole = _sql_value(formula.part), _sql_value(formula.whole)
    sound = f"{part} >= 0 AND {part} <= {whole} AND {whole} > 0"
    reaches = f"{part} * 100 - {whole} * {formula.percent} >= {int(formula.strict)}"
    return f"CASE WHEN {sound} THEN {reaches} END"


def _sql_all(formula: f.All) -> str:
    return " AND ".join(map(_bracketed, formula.parts)) or "1 = 1"


def _sql_any(formula: f.Any) -> str:
    return " OR ".join(map(_bracketed, formula.parts)) or "1 = 0"


def _bracketed(formula: Formula) -> str:
    return f"({sql_reading(formula)})"


def _sql_not(formula: f.Not) -> str:
    return f"NOT {_bracketed(formula.part)}"


def _sql_given(formula: f.Given) -> str:
    guard, part = _bracketed(formula.guard), _bracketed(formula.part)
    return f"CASE WHEN NOT {guard} THEN {NOT_KNOWN} ELSE {part} END"


def _sql_spared(formula: f.Spared) -> str:
    return f"CASE WHEN {_bracketed(formula.part)} THEN 1 = 1 END"


def _sql_open(_: f.Open) -> str:
    return NOT_KNOWN


_POLARS: Mapping[type, Callable[[Any], pl.Expr]] = {
    f.AtLeast: _polars_at_least,
    f.Within: _polars_within,
    f.Ratio: _polars_ratio,
    f.All: _polars_all,
    f.Any: _polars_any,
    f.Not: _polars_not,
    f.Given: _polars_given,
    f.Spared: _polars_spared,
    f.Open: _polars_open,
}
_SQL: Mapping[type, Callable[[Any], str]] = {
    f.AtLeast: _sql_at_least,
    f.Within: _sql_within,
    f.Ratio: _sql_ratio,
    f.All: _sql_all,
    f.Any: _sql_any,
    f.Not: _sql_not,
    f.Given: _sql_given,
    f.Spared: _sql_spared,
    f.Open: _sql_open,
}
