"""Verdicts on a million subjects against the same rules by hand, and against OpenFisca's vectors.

The award is the ministerial or provincial emulation fighter. Each part runs in a process of its own,
so that peak memory is its own; facts are made up. OpenFisca is under the AGPL and is measured only
where `make bench` has installed it; nothing of the product imports it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from thidua.analysis import Tables, batch, crossed, measures_of, prepare, truths
from thidua.law import SubjectKind
from thidua.law.judge import Program
from thidua.law.library import program

YEAR = 2024
BEFORE, AFTER = date(2023, 12, 1), date(2025, 3, 1)
AWARD = "cstd-bo-tinh"
MILLION = 1_000_000
SIZES = (10_000, 100_000, MILLION, 10 * MILLION)
ROUNDS, TRIES, QUICK = 5, 10, 0.1
READY = "ready.parquet"
WORDS = pl.Enum(["not_met", "unknown", "met"])
ROW = [f"award_streak:cstd-co-so:{back}:counted" for back in (0, 1)]
WORKS = [
    f"initiatives:tinh:{work}:3:counted{mark}"
    for work, mark in (("sang-kien", ":replicable"), ("de-tai", ""), ("muu-tri", ""))
]
PENDING = "figure:proceedings_pending"
CHOSEN, SCOPE = "finding:tieu-bieu-cstd-bo-tinh", "finding:cong-nhan-pham-vi-bo-tinh"


def programs() -> tuple[Program, Program]:
    before, after = (program(AWARD, SubjectKind.PERSON, day) for day in (BEFORE, AFTER))
    return before, after


# Facts: 3.8 awards and half an initiative for each subject, some of everything unknown.


def make(folder: Path, count: int) -> dict[str, Any]:
    tables = Tables.of(
        pl.DataFrame(list(subjects(count))),
        {
            "awards": pl.DataFrame(list(awards(count, count * 38 // 10))),
            "initiatives": pl.DataFrame(list(initiatives(count, count // 2))),
            "registrations": pl.DataFrame(list(registrations(count * 9 // 10))),
        },
    )
    tables.write(folder)
    return {}


def dice(count: int, throw: int, sides: int) -> pl.Series:
    row = pl.int_range(0, count, dtype=pl.UInt64, eager=True)
    return (row.hash(throw) % sides).cast(pl.Int32)


def known(values: pl.Series, throw: int) -> pl.Series:
    return pl.select(pl.when(dice(len(values), throw, 100) >= 4).then(values)).to_series()


def subjects(count: int) -> Iterator[pl.Series]:
    yield pl.int_range(0, count, eager=True).alias("id")
    yield pl.repeat(
        "person", count, dtype=pl.Enum(["person", "unit", "household"]), eager=True
    ).alias("kind")
    yield known(YEAR - dice(count, 1, 30), 2).alias("begins")
    for throw, source in enumerate(("awards", "initiatives", "registrations"), start=3):
        yield known(YEAR - 8 + dice(count, throw, 4), throw + 10).alias(f"complete_from:{source}")
    for throw, name in enumerate((CHOSEN, SCOPE, PENDING), start=20):
        yield known(dice(count, throw, 100) < (3 if name == PENDING else 85), throw + 10).alias(
            name
        )


def awards(count: int, rows: int) -> Iterator[pl.Series]:
    slugs = pl.Enum(["cstd-co-so", "lao-dong-tien-tien"])
    yield dice(rows, 40, count).cast(pl.Int64).alias("subject")
    yield (dice(rows, 41, 10) >= 7).cast(pl.UInt8).cat.to(slugs).alias("award")
    yield (YEAR - dice(rows, 42, 6)).alias("year")


def initiatives(count: int, rows: int) -> Iterator[pl.Series]:
    yield dice(rows, 50, count).cast(pl.Int64).alias("subject")
    yield (YEAR - dice(rows, 51, 4)).alias("year")
    yield dice(rows, 52, 2).cast(pl.UInt8).cat.to(pl.Enum(["co-so", "tinh"])).alias("scope")
    yield (
        dice(rows, 53, 3)
        .cast(pl.UInt8)
        .cat.to(pl.Enum(["sang-kien", "de-tai", "muu-tri"]))
        .alias("kind")
    )


def registrations(rows: int) -> Iterator[pl.Series]:
    yield pl.int_range(0, rows, eager=True).alias("subject")
    yield pl.repeat(AWARD, rows, dtype=pl.Enum([AWARD]), eager=True).alias("award")
    yield pl.repeat(YEAR, rows, dtype=pl.Int32, eager=True).alias("year")


# The same rules by hand, in Polars, in plain Python and in OpenFisca.


def truths_by_hand(facts: pl.DataFrame) -> pl.LazyFrame:
    def reached(measure: str, limit: int) -> pl.Expr:
        low, high = pl.col(f"{measure} low"), pl.col(f"{measure} high")
        return pl.when(low >= limit).then(statement=True).when(high < limit).then(statement=False)

    standards = facts.lazy().select(
        "id",
        free=pl.col(PENDING) == 0,
        row=(reached(ROW[0], 3) | reached(ROW[1], 3)) & (pl.col(CHOSEN) == 1),
        work=reached(WORKS[0], 1) | reached(WORKS[1], 1) | reached(WORKS[2], 1),
        scope=pl.when(pl.col(SCOPE) == 1).then(statement=True),
    )
    whole = pl.col("free") & pl.col("row") & pl.col("work") & pl.col("scope")
    return standards.with_columns(outcome=whole)


def words_by_hand(facts: pl.DataFrame) -> pl.DataFrame:
    words = (pl.exclude("id").cast(pl.UInt8) * 2).fill_null(1).cat.to(WORDS)
    return truths_by_hand(facts).select("id", words).collect()


def python_by_hand(rows: list[tuple[Any, ...]]) -> list[int]:
    return [row_by_hand(*row) for row in rows]


def row_by_hand(pending: Any, chosen: Any, scope: Any, *counts: int) -> int:
    """Return 0 not met, 1 unknown, 2 met."""
    a, b, c, d, e, f, g, h, i, j = counts
    row = 2 if a >= 3 or c >= 3 else 0 if b < 3 and d < 3 else 1
    work = 2 if e >= 1 or g >= 1 or i >= 1 else 0 if f < 1 and h < 1 and j < 1 else 1
    return min(
        1 if pending is None else 2 - 2 * pending,
        row,
        1 if chosen is None else 2 * chosen,
        work,
        1 if scope is None else max(1, 2 * scope),
    )


def columns_by_hand() -> list[str]:
    return [
        PENDING,
        CHOSEN,
        SCOPE,
        *(f"{m} {side}" for m in (*ROW, *WORKS) for side in ("low", "high")),
    ]


def openfisca(  # noqa: C901 -- a system of variables is one long list
    facts: pl.DataFrame,
) -> tuple[Callable[[], Any], Callable[[], Any]] | None:
    """Return building with calculating, and calculating alone; None without OpenFisca."""
    try:
        from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables
    except ImportError:
        return None
    import numpy as np

    person = entities.build_entity("person", "persons", "", is_person=True)
    system = taxbenefitsystems.TaxBenefitSystem([person])
    names = {column: f"c{place}" for place, column in enumerate(columns_by_hand())}

    def variable(name: str, formula: Any = None) -> None:
        base = {"value_type": int, "entity": person, "definition_period": periods.DateUnit.YEAR}
        own = {"formula": formula} if formula else {}
        system.add_variable(type(name, (variables.Variable,), {**base, **own}))

    def found(at: Any, period: Any, column: str) -> Any:
        return at(names[column], period)

    def reached(at: Any, period: Any, measure: str, limit: int) -> Any:
        low, high = (found(at, period, f"{measure} {side}") for side in ("low", "high"))
        return np.where(low >= limit, 2, np.where(high < limit, 0, 1))

    def flag(value: Any) -> Any:
        return np.where(value < 0, 1, 2 * value)

    def row(at: Any, period: Any) -> Any:
        either = np.maximum(*(reached(at, period, measure, 3) for measure in ROW))
        return np.minimum(either, flag(found(at, period, CHOSEN)))

    def work(at: Any, period: Any) -> Any:
        a, b, c = (reached(at, period, measure, 1) for measure in WORKS)
        return np.maximum(np.maximum(a, b), c)

    formulas = {
        "free": lambda at, period: 2 - flag(found(at, period, PENDING)),
        "row": row,
        "work": work,
        "scope": lambda at, period: np.maximum(1, flag(found(at, period, SCOPE))),
        "outcome": lambda at, period: np.minimum(
            np.minimum(at("free", period), at("row", period)),
            np.minimum(at("work", period), at("scope", period)),
        ),
    }
    for name in names.values():
        variable(name)
    for name, formula in formulas.items():
        variable(name, formula)
    arrays = {
        name: np.array(facts[column].cast(pl.Int32).fill_null(-1).to_list(), dtype=np.int32)
        for column, name in names.items()
    }

    def built() -> Any:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, facts.height)
        for name, array in arrays.items():
            simulation.set_input(name, str(YEAR), array)
        return simulation

    ready = [built() for _ in range(ROUNDS)]
    return lambda: built().calculate("outcome", str(YEAR)), lambda: ready.pop().calculate(
        "outcome", str(YEAR)
    )


# The parts, each in a process of its own.


def best(rows: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Time the rows in turns, so that a busy moment of the machine hits them all alike."""
    times = dict.fromkeys(rows, float("inf"))
    for _ in range(ROUNDS):
        for name, work in rows.items():
            # Milliseconds are easily lost to other work on the machine, so they are tried more often.
            for _ in range(1 if name.startswith("OpenFisca") else TRIES):
                times[name] = min(times[name], timed(work)[0])
                if times[name] > QUICK:
                    break
    return times


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    answer = work()
    return time.perf_counter() - started, answer


def seconds_of_processor() -> float:
    """Return what the process has worked so far, reading the law included."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_growth(folder: Path, count: int) -> dict[str, Any]:
    """From the award history in files to verdicts, best of three up to a million subjects."""
    _, after = programs()

    def prepared() -> pl.DataFrame:
        return prepare(Tables.read(folder), measures_of([after]), YEAR, AFTER)

    runs = [timed(prepared) for _ in range(3 if count <= MILLION else 1)]
    seconds, facts = min(runs, key=lambda run: run[0])
    judging, _ = timed(lambda: batch(facts, after))
    return {
        "count": count, "seconds": seconds + judging, "judging": judging, "memory": peak(),
        "busy": seconds_of_processor() / len(runs),
    }  # fmt: skip


def measure_columns(folder: Path, count: int) -> dict[str, Any]:
    """Write the columns of both regimes, and ten times over for the comparison of regimes."""
    facts = prepare(Tables.read(folder), measures_of(programs()), YEAR, AFTER).drop("kind")
    facts.write_parquet(folder / READY)
    pl.concat([facts] * (SIZES[-1] // count)).write_parquet(folder / f"tenfold-{READY}")
    return {}


def measure_peers(folder: Path, count: int) -> dict[str, Any]:
    _, after = programs()
    facts = pl.read_parquet(folder / READY)
    rows = facts.select(columns_by_hand()).rows()
    peer = openfisca(facts)
    ways: dict[str, Callable[[], Any]] = {
        "truths": lambda: truths(facts, after),
        "truths, Polars by hand": lambda: truths_by_hand(facts).collect(),
        "batch, in words": lambda: batch(facts, after),
        "in words, Polars by hand": lambda: words_by_hand(facts),
        "batch, SQL by DuckDB, in words": lambda: batch(facts, after, engine="sql"),
    }
    if peer:
        ways["OpenFisca, build and calculate"], ways["OpenFisca, calculate alone"] = peer
    want = codes(batch(facts, after))
    agree = {
        "SQL": codes(batch(facts, after, engine="sql")) == want,
        "Polars by hand": codes(words_by_hand(facts)) == want,
        "plain Python": python_by_hand(rows) == want,
        **({"OpenFisca": peer[0]().tolist() == want} if peer else {}),
    }
    times = best(ways)
    times["plain Python by hand"] = min(timed(lambda: python_by_hand(rows))[0] for _ in range(2))
    return {"count": count, "times": times, "agree": agree}


def codes(judged: pl.DataFrame) -> list[int]:
    return judged["outcome"].to_physical().to_list()


def measure_regimes(folder: Path, _: int) -> dict[str, Any]:
    before, after = programs()
    facts = pl.read_parquet(folder / f"tenfold-{READY}")
    loaded = peak()
    seconds, table = timed(lambda: crossed(facts, before, after))
    return {
        "count": facts.height, "seconds": seconds, "loaded": loaded, "memory": peak(),
        "transitions": table.rows(),
    }  # fmt: skip


PARTS = {
    "make": make,
    "growth": measure_growth,
    "columns": measure_columns,
    "peers": measure_peers,
    "regimes": measure_regimes,
}


def apart(part: str, folder: Path, count: int) -> dict[str, Any]:
    words = [sys.executable, __file__, part, str(folder), str(count)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("count", nargs="?", type=int)
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(PARTS[asked.part](asked.folder, asked.count)))
        return
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        run_all(Path(scratch))


def run_all(scratch: Path) -> None:
    for count in SIZES:
        apart("make", scratch / str(count), count)
    growth = [apart("growth", scratch / str(count), count) for count in SIZES]
    _, peers, regimes = (
        apart(part, scratch / str(MILLION), MILLION) for part in ("columns", "peers", "regimes")
    )
    tell_peers(peers)
    tell_growth(growth)
    tell_regimes(regimes)
    tell_bars(growth, peers, regimes)


def tell_peers(peers: dict[str, Any]) -> None:
    times, count = peers["times"], peers["count"]
    base = times["truths, Polars by hand"]
    print(f"{AWARD}, {count:,} subjects, columns ready; best of {ROUNDS} turns (Python: 2)")
    print(f"{'':34}{'M verdicts/s':>14}{'against truths by hand':>30}")
    for name, seconds in sorted(times.items(), key=lambda item: item[1]):
        print(f"{name:34}{count / seconds / 1e6:>14.1f}{seconds / base:>24.2f}x")
    told = ", ".join(
        f"{name}: {'all' if same else 'NOT ALL'}" for name, same in peers["agree"].items()
    )
    print(f"the same verdict as batch for every subject: {told}\n")


def tell_growth(growth: list[dict[str, Any]]) -> None:
    print("From the award history in Parquet files to verdicts, a process for each size (seconds)")
    print(
        f"{'subjects':>12}{'all':>10}{'judging':>10}{'processor':>11}{'µs/subject':>12}{'peak MB':>10}"
    )
    for row in growth:
        each = row["seconds"] / row["count"] * 1e6
        print(
            f"{row['count']:>12,}{row['seconds']:>10.2f}{row['judging']:>10.3f}"
            f"{row['busy']:>11.2f}{each:>12.2f}{row['memory']:>10.0f}"
        )
    print()


def tell_regimes(regimes: dict[str, Any]) -> None:
    print(
        f"Two regimes on {regimes['count']:,} subjects, columns ready ({regimes['loaded']:.0f} MB loaded)"
    )
    print(f"{regimes['seconds']:.2f} s, peak {regimes['memory']:.0f} MB")
    for before, after, subjects_ in regimes["transitions"]:
        print(f"  {before:>8} -> {after:<8}{subjects_:>12,}")
    print()


def tell_bars(growth: list[dict[str, Any]], peers: dict[str, Any], regimes: dict[str, Any]) -> None:
    times = peers["times"]
    raw = next(row["seconds"] for row in growth if row["count"] == MILLION)
    for mine, hand in (("truths", "truths"), ("batch, in words", "in words")):
        ratio = times[mine] / times[f"{hand}, Polars by hand"]
        bar(f"{mine}: against Polars by hand, at most 1.3x", ratio, 1.3)
    # OpenFisca's answer is an array of codes for each standard: what `truths` gives.
    for name in ("OpenFisca, build and calculate", "OpenFisca, calculate alone"):
        if name in times:
            bar(f"{name}: against truths, at least 5x", -times[name] / times["truths"], -5)
        else:
            print(f"  not measured  {name}: `make bench` installs OpenFisca")
    bar("1 M from the award history, at most 2 s", raw, 2)
    bar("two regimes on 10 M, at most 1 s", regimes["seconds"], 1)
    bar("two regimes on 10 M, at most 600 MB", regimes["memory"], 600)


def bar(name: str, value: float, most: float) -> None:
    print(f"  {'met    ' if value <= most else 'NOT MET'}  {name}: {abs(value):.2f}")


if __name__ == "__main__":
    main()
