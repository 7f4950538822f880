"""The same SQL, letter for letter, on other engines: Spark over a Parquet file, and PostgreSQL."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest
from adverse_dossiers import dossiers

from thidua import law
from thidua.analysis import batch, identifier, measures_of, prepare, sql_query, tables_of
from thidua.analysis.batch import standard_columns
from thidua.law.judge import Program
from thidua.law.library import program

DAY = date(2025, 3, 1)
PEOPLE = 60


@pytest.fixture(scope="module")
def programs() -> list[Program]:
    """Awards that between them use every kind of condition: counts, rows of years, shares, figures."""
    person, unit = law.SubjectKind.PERSON, law.SubjectKind.UNIT
    asked = [
        ("cstd-bo-tinh", person),
        ("bang-khen-thu-tuong", person),
        ("tap-the-lao-dong-xuat-sac", unit),
    ]
    return [program(slug, kind, DAY) for slug, kind in asked]


@pytest.fixture(scope="module")
def facts(programs: list[Program]) -> pl.DataFrame:
    random = Random(11)
    units = [
        unit for kind in (law.SubjectKind.PERSON, law.SubjectKind.UNIT)
        for unit in dossiers(random, kind, 2024, PEOPLE)
    ]  # fmt: skip
    return prepare(tables_of(units), measures_of(programs), 2024, DAY)


def told(facts: pl.DataFrame, program_: Program) -> list[tuple[object, ...]]:
    """The outcomes of all subjects as Polars judges them, whatever their kind."""
    return sorted(batch(facts.drop("kind"), program_).rows())


def columns(facts: pl.DataFrame) -> pl.DataFrame:
    return facts.drop("kind").rename(identifier)


SPARK = """
import json, sys
from pyspark.sql import SparkSession
path, texts = sys.argv[1], json.loads(sys.argv[2])
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.codegen.wholeStage", "false")
    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
spark.read.parquet(path).createOrReplaceTempView("subjects")
print("ANSWER" + json.dumps([[list(row) for row in spark.sql(text).collect()] for text in texts]))
spark.stop()
"""


def without_spark() -> str:
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "pyspark is not installed"
    java = shutil.which("java") or (os.environ.get("JAVA_HOME") and "java")
    return "" if java else "Java is not installed"


@pytest.mark.skipif(bool(without_spark()), reason=without_spark())
def test_spark_judges_a_parquet_file_by_the_text_of_duckdb(
    programs: list[Program], facts: pl.DataFrame, tmp_path: Path
) -> None:
    import json

    path = tmp_path / "subjects.parquet"
    columns(facts).write_parquet(path)
    texts = json.dumps([sql_query(p, "subjects") for p in programs])
    done = subprocess.run(
        [sys.executable, "-c", SPARK, str(path), texts],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    answers = json.loads(done.stdout.partition("ANSWER")[2])
    for p, rows in zip(programs, answers, strict=True):
        assert sorted(map(tuple, rows)) == told(facts, p)


@pytest.fixture(scope="module")
def postgresql() -> str:
    """The server of the run if it has one; the test isn't worth starting another."""
    address = os.environ.get("THIDUA_DATABASE", "")
    if not address.startswith("postgres"):
        pytest.skip("no PostgreSQL: THIDUA_DATABASE names none (tests/postgres.py starts one)")
    return address


@pytest.mark.both_databases
def test_postgresql_judges_by_the_text_of_duckdb(
    programs: list[Program], facts: pl.DataFrame, postgresql: str
) -> None:
    import psycopg

    table = columns(facts)
    types = {pl.Int8: "smallint"}
    told_types = ", ".join(f"{n} {types.get(t, 'bigint')}" for n, t in table.schema.items())
    with psycopg.connect(postgresql) as connection:
        connection.execute(f"CREATE TEMP TABLE subjects ({told_types})")
        with connection.cursor().copy(
            f"COPY subjects ({', '.join(table.columns)}) FROM STDIN"
        ) as copy:
            for row in table.iter_rows():
                copy.write_row(row)
        for p in programs:
            assert len(standard_columns(p.steps)) > 1
            assert sorted(connection.execute(sql_query(p, "subjects")).fetchall()) == told(facts, p)
