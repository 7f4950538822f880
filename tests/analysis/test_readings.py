"""Explained verdicts, Polars and SQL say the same, of every standard of every award there is."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

import duckdb
import polars as pl
import pytest
from adverse_dossiers import dossiers
from hypothesis import Phase, given, settings, strategies as st

from thidua import law
from thidua.analysis import (
    columns_of,
    identifier,
    measures_of,
    polars_reading,
    prepare,
    sql_reading,
    tables_of,
)
from thidua.analysis.batch import Stream, worded
from thidua.law.formula import Formula
from thidua.law.judge import Program
from thidua.law.library import judged, program, rulebook_named, shipped
from thidua.law.rules import Rulebook
from thidua.law.verdict import every

COUNT = 30
BOOKS = shipped().rulebooks
SIDES = [(book.id, kind) for book in BOOKS for kind in law.SubjectKind]


def programs(book: Rulebook, kind: law.SubjectKind, on: date) -> list[Program]:
    return [
        program(slug, kind, on, book=book)
        for slug, rule in book.awards.items()
        if kind in rule.subjects
    ]


def day_in(book: Rulebook, share: float) -> date:
    last = book.span.last or book.span.first + timedelta(days=1500)
    return book.span.first + timedelta(days=int((last - book.span.first).days * share))


def formulas(program_: Program) -> Iterator[Formula]:
    """The award's formula, then that of every standard in the order of the verdict."""
    yield program_.formula
    yield from (step.formula for step in program_.walk())


def explained(program_: Program, dossier: law.Dossier) -> Iterator[str]:
    verdict = judged(program_, dossier)
    yield verdict.outcome.value
    yield from (standing.outcome.value for standing in every(verdict.standards))


def by_polars(facts: pl.DataFrame, every_: list[Formula]) -> list[list[str]]:
    readings = [worded(polars_reading(f)).alias(str(n)) for n, f in enumerate(every_)]
    return [column.cast(pl.String).to_list() for column in facts.lazy().select(readings).collect()]


def by_duckdb(facts: pl.DataFrame, every_: list[Formula]) -> list[list[str]]:
    texts = ", ".join(f"({sql_reading(f)}) AS c{n}" for n, f in enumerate(every_))
    with duckdb.connect() as database:
        database.register("subjects", Stream(facts.rename(identifier)))
        answer = pl.DataFrame(database.sql(f"SELECT {texts} FROM subjects"))  # noqa: S608
    return [c.cast(pl.String).to_list() for c in answer.select(worded(pl.all()))]


@pytest.mark.parametrize(("book_id", "kind"), SIDES)
@settings(max_examples=2, deadline=None, phases=(Phase.generate,))  # a seed does not shrink
@given(seed=st.integers(0, 2**32), share=st.floats(0, 1))
def test_explained_verdicts_polars_and_sql_agree_on_every_standard(
    book_id: str, kind: law.SubjectKind, seed: int, share: float
) -> None:
    book = rulebook_named(book_id)
    on = day_in(book, share)
    judged_year = on.year - seed % 2
    units = dossiers(Random(seed), kind, judged_year, COUNT)
    all_programs = programs(book, kind, on)
    distinct = list(dict.fromkeys(f for p in all_programs for f in formulas(p)))
    facts = prepare(tables_of(units), measures_of(all_programs), judged_year, on)
    ways = {way.__name__: way(facts, distinct) for way in (by_polars, by_duckdb)}
    want = {
        formula: outcomes
        for p in all_programs
        for formula, outcomes in zip(
            formulas(p), zip(*(explained(p, unit) for unit in units), strict=True), strict=True
        )
    }
    for name, columns in ways.items():
        found = dict(zip(distinct, columns, strict=True))
        assert (name, first_difference(found, want)) == (name, None)


def first_difference(
    found: dict[Formula, list[str]], want: dict[Formula, tuple[str, ...]]
) -> tuple[Formula, int, str, str] | None:
    for formula, outcomes in want.items():
        for row, (got, wanted) in enumerate(zip(found[formula], outcomes, strict=True)):
            if got != wanted:
                return formula, row, got, wanted
    return None


def test_no_two_quantities_share_a_column_nor_a_name_in_sql() -> None:
    asked = {
        measure
        for book, kind in product(BOOKS, law.SubjectKind)
        for measure in measures_of(programs(book, kind, day_in(book, 0.5)))
    }
    names = {column for measure in asked for column in columns_of(measure)}
    assert len({measure.name for measure in asked}) == len(asked)
    assert len({identifier(name) for name in names}) == len(names)
    assert all(len(identifier(name)) <= 63 for name in names)
