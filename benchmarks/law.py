"""Explained verdicts per second, as a ratio to the same award checked by hand in plain Python.

The hand-written check answers only met, unknown or not met; the engine also keeps the proof of every
standard, and tells it in full when the verdict is written out.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from random import Random

from thidua import law

DAY = date(2022, 1, 12)
COUNT = 5_000
ROUNDS = 5
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


def best_times(rows: Mapping[str, Callable[[], Iterable[object]]]) -> dict[str, float]:
    """Time the rows in turns, so that a busy moment of the machine hits them all alike."""
    best = dict.fromkeys(rows, float("inf"))
    for _ in range(ROUNDS):
        for name, work in rows.items():
            started = time.perf_counter()
            deque(work(), maxlen=0)
            best[name] = min(best[name], time.perf_counter() - started)
    return best


def main() -> None:
    units = dossiers()
    codes = (law.Outcome.NOT_MET, law.Outcome.UNKNOWN, law.Outcome.MET)
    agree = sum(law.explain(u, AWARD, on=DAY).outcome is codes[by_hand(u)] for u in units)
    rows = {
        "plain Python, outcome only": lambda: (by_hand(u) for u in units),
        "explained verdict": lambda: (law.explain(u, AWARD, on=DAY) for u in units),
        "… with all its texts (JSON)": lambda: (
            law.explain(u, AWARD, on=DAY).to_json() for u in units
        ),
    }
    times = best_times(rows)
    base = times["plain Python, outcome only"]
    print(f"{AWARD}, {COUNT} dossiers, best of {ROUNDS}; agreement {agree}/{COUNT}")
    print(f"{'':30}{'verdicts/s':>12}{'time against plain':>20}")
    for name, seconds in times.items():
        print(f"{name:30}{COUNT / seconds:>12,.0f}{seconds / base:>19.1f}x")


if __name__ == "__main__":
    main()
