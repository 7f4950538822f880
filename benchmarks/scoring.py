"""Ratio of the scoring engine to a plain sum of floats: 1,000 cards of 40 criteria.

Run with `python benchmarks/scoring.py`; trust the ratios, not the times of one machine.
"""

import random
from collections.abc import Callable
from decimal import Decimal
from time import perf_counter

from thidua.scoring import Criterion, Kind, Table, check_points, rank, total

CARDS, SECTIONS, LINES, ROUNDS = 1000, 4, 10, 5


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


if __name__ == "__main__":
    main()
