"""Explained verdicts per second, as a ratio to the same award checked by hand and by OpenFisca.

The hand-written check answers only met, unknown or not met; the engine also keeps the proof of every
standard, and tells it in full when the verdict is written out. OpenFisca judges one dossier at a
time, as a verdict is asked for, and explains by its trace: a tree of variables without articles. It
is under the AGPL and is measured only where `make bench` has installed it.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from random import Random
from typing import Any

from thidua import law

DAY = date(2022, 1, 12)
COUNT = 5_000
ROUNDS = 5
FEW = 300
BAR = 100_000
HAND, VERDICT = "plain Python, outcome only", "explained verdict"
PEER = "OpenFisca, one by one, traced"
AWARD = "tap-the-lao-dong-xuat-sac"
FINDINGS = (
    "phong-trao-thi-dua", "doan-ket-guong-mau", "chap-hanh-phap-luat", "sang-tao-nghia-vu",
)  # fmt: skip
RATINGS = tuple(law.RATINGS)
DISCIPLINE = tuple(law.DISCIPLINE)


def dossiers() -> list[law.Dossier]:
    random = Random(2021)  # noqa: S311
    return [dossier(random) for _ in range(COUNT)]


def dossier(random: Random) -> law.Dossier:
    """A unit with plausible facts; each is missing now and then."""
    headcount = random.randint(10, 60)
    figures = {
        "headcount": headcount,
        "completed": headcount - (random.random() < 0.2),
        "advanced_workers": random.randint(headcount // 2, headcount),
        "grassroots_fighters": random.randint(0, 4),
        "worst_discipline": random.choice(("khong", "khong", "khien-trach", "canh-cao")),
    }
    known = {name: law.Figure(v, "hồ sơ") for name, v in figures.items() if random.random() < 0.95}
    rating = law.YearRating(2021, random.choice(RATINGS[:2]), "15/QĐ", date(2022, 1, 5))
    return law.Dossier(
        kind=law.SubjectKind.UNIT,
        subject="Đơn vị (minh họa)",
        year=2021,
        ratings=(rating,) if random.random() < 0.95 else (),
        registrations=(law.Registration(AWARD, date(2021, 3, 5), "12/ĐK"),),
        findings=tuple(
            law.Finding(kind, random.random() < 0.9, "Hội đồng", date(2022, 1, 5), "01/BB")
            for kind in FINDINGS
            if random.random() < 0.95
        ),
        figures=known,
        complete_from={"registrations": 2021},
    )


def by_hand(dossier: law.Dossier) -> int:
    """Return 0 not met, 1 unknown, 2 met for AWARD."""
    figures = {name: figure.value for name, figure in dossier.figures.items()}
    found = {finding.kind: finding.holds for finding in dossier.findings}
    rated = {rating.year: RATINGS.index(rating.rating) for rating in dossier.ratings}
    rank = rated.get(dossier.year)
    complete = dossier.complete_from.get("registrations", 9999) <= dossier.year
    worst = figures.get("worst_discipline")
    fighters = figures.get("grassroots_fighters")
    return min(
        2 if dossier.registrations else 0 if complete else 1,
        1 if rank is None else 2 * (rank <= 0),
        1 if worst is None else 2 * (DISCIPLINE.index(worst) < 2),
        1 if fighters is None else 2 * (fighters >= 1),
        share(figures, "advanced_workers", 70),
        share(figures, "completed", 100),
        *(1 if kind not in found else 2 * found[kind] for kind in FINDINGS),
    )


def share(figures: dict[str, int], part: str, percent: int) -> int:
    if part not in figures or "headcount" not in figures:
        return 1
    return 2 * (figures[part] * 100 >= percent * figures["headcount"])


Facts = dict[str, int]
"""Whole numbers as OpenFisca takes them; -1 is unknown."""

NAMES = (
    "registered", "rating", "headcount", "completed", "advanced_workers", "grassroots_fighters",
    "worst_discipline", *FINDINGS,
)  # fmt: skip


def as_numbers(dossier: law.Dossier) -> Facts:
    figures: dict[str, Any] = {name: figure.value for name, figure in dossier.figures.items()}
    if "worst_discipline" in figures:
        figures["worst_discipline"] = DISCIPLINE.index(figures["worst_discipline"])
    found = {finding.kind: int(finding.holds) for finding in dossier.findings}
    figures["rating"] = RATINGS.index(dossier.ratings[0].rating) if dossier.ratings else -1
    told = {**figures, **found, "registered": int(bool(dossier.registrations))}
    return {name: told.get(name, -1) for name in NAMES}


def of_openfisca() -> (  # noqa: C901 -- a system of variables is one long list
    Callable[[Facts], tuple[int, Any]] | None
):
    """Return the judgement of one dossier with its trace; None without OpenFisca."""
    try:
        from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables
    except ImportError:
        return None
    import numpy as np

    entity = entities.build_entity("unit", "units", "", is_person=True)
    system = taxbenefitsystems.TaxBenefitSystem([entity])

    def variable(name: str, formula: Any = None) -> None:
        base = {"value_type": int, "entity": entity, "definition_period": periods.DateUnit.YEAR}
        own = {"formula": formula} if formula else {}
        system.add_variable(type(slug(name), (variables.Variable,), {**base, **own}))

    def slug(name: str) -> str:
        return name.replace("-", "_")

    def asked(name: str, holds: Callable[[Any], Any]) -> Any:
        def formula(at: Any, period: Any) -> Any:
            value = at(slug(name), period)
            return np.where(value < 0, 1, 2 * holds(value))

        return formula

    def of_headcount(name: str, percent: int) -> Any:
        def formula(at: Any, period: Any) -> Any:
            part, whole = at(name, period), at("headcount", period)
            enough = part * 100 >= percent * whole
            return np.where((part < 0) | (whole < 0), 1, 2 * enough)

        return formula

    formulas = {
        "is_registered": asked("registered", lambda value: value == 1),
        "is_excellent": asked("rating", lambda value: value == 0),
        "is_unpunished": asked("worst_discipline", lambda value: value < 2),
        "has_fighter": asked("grassroots_fighters", lambda value: value >= 1),
        "are_advanced": of_headcount("advanced_workers", 70),
        "are_done": of_headcount("completed", 100),
        **{f"found-{kind}": asked(kind, lambda value: value == 1) for kind in FINDINGS},
    }

    def outcome(at: Any, period: Any) -> Any:
        return np.minimum.reduce([at(slug(name), period) for name in formulas])

    for name in NAMES:
        variable(name)
    for name, formula in formulas.items():
        variable(name, formula)
    variable("outcome", outcome)

    def judge(facts: Facts) -> tuple[int, Any]:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, 1)
        simulation.trace = True
        for name, value in facts.items():
            simulation.set_input(slug(name), "2021", np.array([value]))
        return int(simulation.calculate("outcome", "2021")[0]), simulation.tracer

    return judge


def best_times(rows: Mapping[str, Callable[[], Iterable[object]]]) -> dict[str, float]:
    """Return seconds for all dossiers.

    Time the rows in turns, so that a busy moment of the machine hits them all alike."""
    best = dict.fromkeys(rows, float("inf"))
    for _ in range(ROUNDS):
        for name, work in rows.items():
            started = time.perf_counter()
            deque(work(), maxlen=0)
            best[name] = min(best[name], time.perf_counter() - started)
    return best


def main() -> None:
    units = dossiers()
    few = [as_numbers(unit) for unit in units[:FEW]]
    codes = (law.Outcome.NOT_MET, law.Outcome.UNKNOWN, law.Outcome.MET)
    agree = sum(law.explain(u, AWARD, on=DAY).outcome is codes[by_hand(u)] for u in units)
    rows = {
        HAND: lambda: (by_hand(u) for u in units),
        VERDICT: lambda: (law.explain(u, AWARD, on=DAY) for u in units),
        "… with all its texts (JSON)": lambda: (
            law.explain(u, AWARD, on=DAY).to_json() for u in units
        ),
    }
    seconds = {name: spent / COUNT for name, spent in best_times(rows).items()}
    judge = of_openfisca()
    if judge:
        same = sum(judge(f)[0] == by_hand(u) for f, u in zip(few, units, strict=False))
        peer = best_times({PEER: lambda: (judge(facts) for facts in few)})
        seconds[PEER] = peer[PEER] / FEW
        print(f"OpenFisca: agreement {same}/{FEW}")
    print(f"{AWARD}, {COUNT} dossiers, best of {ROUNDS}; agreement {agree}/{COUNT}")
    tell(seconds)


def tell(seconds: Mapping[str, float]) -> None:
    print(f"{'':34}{'verdicts/s':>12}{'time against by hand':>22}")
    for name, each in seconds.items():
        print(f"{name:34}{1 / each:>12,.0f}{each / seconds[HAND]:>21.1f}x")
    met = "met" if 1 / seconds[VERDICT] >= BAR else "NOT MET"
    print(f"  {met:8} {VERDICT}: at least {BAR:,} a second")
    if PEER not in seconds:
        print(f"  not measured  {PEER}: `make bench` installs OpenFisca")


if __name__ == "__main__":
    main()
