"""Ratio of the scoring engine to a plain sum of floats: 1,000 cards of 40 criteria.

Then two bars: a bloc of 30 units by 120 criteria recomputed, every line's points, totals and
places, within 50 ms; a province of 40 blocs ranked within 2 s.

Run with `python benchmarks/scoring.py`; trust the ratios, not the times of one machine.
"""

import random
from collections.abc import Callable
from decimal import Decimal
from time import perf_counter

from thidua.scoring import (
    Card,
    Criterion,
    Kind,
    Placed,
    Reading,
    Table,
    check_points,
    fill,
    rank,
    total,
)

CARDS, SECTIONS, LINES, ROUNDS = 1000, 4, 10, 5
UNITS, BLOCS, BLOC_SECTIONS, BLOC_LINES = 30, 40, 10, 12
BLOC_BAR, PROVINCE_BAR = 0.050, 2.0  # seconds

Bloc = dict[int, Card]


def make_table() -> Table:
    criteria = []
    for section in range(1, SECTIONS + 1):
        code = f"S{section}"
        criteria.append(Criterion(code, f"Mục {section}", Kind.SUM, Decimal(10 * LINES)))
        criteria += [
            Criterion(f"{code}.{n}", f"Tiêu chí {n}", Kind.JUDGEMENT, Decimal(10), code)
            for n in range(1, LINES + 1)
        ]
    return Table(title="Bảng đo", criteria=tuple(criteria), places=2)


def make_cards(table: Table) -> list[dict[str, Decimal]]:
    chance = random.Random(1)  # noqa: S311 -- same cards in every run
    codes = [leaf.code for leaf in table.leaves()]
    return [{code: Decimal(chance.randrange(1001)) / 100 for code in codes} for _ in range(CARDS)]


def make_bloc_table() -> Table:
    """Ten sections of twelve lines: in each, a line compared in the bloc, two ratios, nine typed."""
    kinds = (Kind.RELATIVE, Kind.RATIO, Kind.RATIO, *[Kind.JUDGEMENT] * (BLOC_LINES - 3))
    criteria = []
    for section in range(1, BLOC_SECTIONS + 1):
        code = f"S{section}"
        criteria.append(Criterion(code, f"Mục {section}", Kind.SUM, Decimal(10 * BLOC_LINES)))
        criteria += [
            Criterion(f"{code}.{n}", f"Tiêu chí {n}", kind, Decimal(10), code)
            for n, kind in enumerate(kinds, 1)
        ]
    return Table(title="Bảng đo", criteria=tuple(criteria), places=2)


def make_bloc(table: Table, seed: int) -> Bloc:
    chance = random.Random(seed)  # noqa: S311 -- same cards in every run
    return {unit: make_card(table, chance) for unit in range(UNITS)}


def make_card(table: Table, chance: random.Random) -> Card:
    typed = {c.code for c in table.leaves() if c.kind is Kind.JUDGEMENT}
    figures = {c.code for c in table.leaves()} - typed
    return Card(
        points={code: Decimal(chance.randrange(1001)) / 100 for code in sorted(typed)},
        readings={
            code: Reading(reached=Decimal(chance.randrange(80, 130)), planned=Decimal(100))
            for code in sorted(figures)
        },
    )


def recompute(table: Table, bloc: Bloc) -> tuple[Placed[int], ...]:
    filled = fill(table, bloc, closed=True)
    return rank([(unit, one.total(table)) for unit, one in filled.items()])


def plain_sums(bloc: Bloc) -> list[float]:
    return [sum(map(float, card.points.values())) for card in bloc.values()]


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    table = make_table()
    cards = make_cards(table)
    floats = [{code: float(points) for code, points in card.items()} for card in cards]
    totals = [(number, total(table, card)) for number, card in enumerate(cards)]
    leaves = {leaf.code: leaf for leaf in table.leaves()}
    rows = (
        ("sum of a dict of floats", lambda: [sum(card.values()) for card in floats]),
        ("sum of a dict of decimals", lambda: [sum(card.values()) for card in cards]),
        ("total: sections, caps, missing", lambda: [total(table, card) for card in cards]),
        (
            "check_points of every mark",
            lambda: [check_points(leaves[code], p) for card in cards for code, p in card.items()],
        ),
        ("rank of all cards", lambda: rank(totals)),
    )
    measured = [(name, best(work)) for name, work in rows]
    plain = measured[0][1]
    print(f"{CARDS} cards of {SECTIONS * LINES} criteria, best of {ROUNDS}")
    for name, seconds in measured:
        print(f"{name:<32} {seconds * 1000:>8.2f} ms {seconds / plain:>8.1f} ×")
    against_bars()


def against_bars() -> None:
    table = make_bloc_table()
    blocs = [make_bloc(table, seed) for seed in range(BLOCS)]
    plain = best(lambda: plain_sums(blocs[0]))
    one = best(lambda: recompute(table, blocs[0]))
    every = best(lambda: [recompute(table, bloc) for bloc in blocs])
    print(f"\n{UNITS} units of {len(table.leaves())} criteria, best of {ROUNDS}")
    tell("recompute a bloc: fill, total, rank", one, plain, BLOC_BAR)
    tell(f"recompute and rank {BLOCS} blocs", every, plain * BLOCS, PROVINCE_BAR)


def tell(name: str, seconds: float, plain: float, bar: float) -> None:
    verdict = "met" if seconds <= bar else "NOT MET"
    ratio = f"{seconds / plain:>7.1f} × a plain sum"
    print(f"{name:<36} {seconds * 1000:>8.1f} ms {ratio}; bar {bar * 1000:.0f} ms: {verdict}")


if __name__ == "__main__":
    main()
