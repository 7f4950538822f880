"""Who checks whom: everybody checks one other and is checked by one other."""

from collections.abc import Collection, Sequence
from typing import TypeVar

K = TypeVar("K")
Pair = tuple[K, K]


def propose(
    members: Sequence[K],
    *,
    year: int,
    conflicts: Collection[Pair[K]] = (),
    before: Collection[Pair[K]] = (),
) -> tuple[Pair[K], ...]:
    """Propose pairs of (scorer, scored); the same input gives the same pairs.

    Members who declared a conflict never check each other. Two that check each other, and pairs of
    the year before, are avoided as far as the rest allows, in this order of weight.

    Args:
        members: in the bloc's order.
        year: turns the order by another step each year.
        conflicts: members that must not check each other, either way round.
        before: the pairs of the year before.

    Raises:
        ValueError: fewer than two members, or conflicts that leave someone unchecked (in Vietnamese).
    """
    if len(members) < 2:
        raise ValueError("Cần ít nhất hai đơn vị để phân công chấm chéo.")
    barred = {pair for one, other in conflicts for pair in ((one, other), (other, one))}
    found = [
        _without_mutual(members, matched, forbidden)
        for forbidden in (barred | set(before), barred)
        if (matched := _matched(members, year, forbidden)) is not None
    ]
    if not found:
        raise ValueError(
            "Các xung đột lợi ích đã khai không để lại cách phân công nào: có đơn vị không ai chấm được."
        )
    best = min(found, key=lambda pairs: (len(mutual(pairs)), len(set(pairs) & set(before))))
    return tuple(best)


def mutual(pairs: Collection[Pair[K]]) -> tuple[Pair[K], ...]:
    """Return the pairs whose two members check each other, each once."""
    known, seen = set(pairs), set[K]()
    found = []
    for scorer, scored in pairs:
        if (scored, scorer) in known and scored not in seen:
            found.append((scorer, scored))
            seen |= {scorer}
    return tuple(found)


def _matched(members: Sequence[K], year: int, forbidden: Collection[Pair[K]]) -> dict[K, K] | None:
    """Match every scorer with one scored: augmenting paths, the year's step ahead tried first."""
    size = len(members)
    step = 1 + year % (size - 1)
    scorer_of: dict[K, K] = {}
    choices = {
        scorer: [
            scored
            for ahead in range(size)
            if (scored := members[(place + step + ahead) % size]) != scorer
            and (scorer, scored) not in forbidden
        ]
        for place, scorer in enumerate(members)
    }
    for scorer in members:
        if not _augment(scorer, choices, scorer_of, set()):
            return None
    return {scorer: scored for scored, scorer in scorer_of.items()}


def _augment(scorer: K, choices: dict[K, list[K]], scorer_of: dict[K, K], tried: set[K]) -> bool:
    for scored in choices[scorer]:
        if scored in tried:
            continue
        tried.add(scored)
        if scored not in scorer_of or _augment(scorer_of[scored], choices, scorer_of, tried):
            scorer_of[scored] = scorer
            return True
    return False


def _without_mutual(
    members: Sequence[K], scored_by: dict[K, K], forbidden: Collection[Pair[K]]
) -> list[Pair[K]]:
    """Exchange what two check as long as fewer check each other for it."""
    scored = dict(scored_by)
    while True:
        pairs = [(one, scored[one]) for one in members]
        better = _exchanged(members, scored, forbidden, len(mutual(pairs)))
        if better is None:
            return pairs
        scored = better


def _exchanged(
    members: Sequence[K], scored: dict[K, K], forbidden: Collection[Pair[K]], now: int
) -> dict[K, K] | None:
    for one in (scorer for scorer in members if scored[scored[scorer]] == scorer):
        for other in members:
            swapped = {**scored, one: scored[other], other: scored[one]}
            new = ((one, swapped[one]), (other, swapped[other]))
            fits = all(a != b and (a, b) not in forbidden for a, b in new)
            if fits and len(mutual(list(swapped.items()))) < now:
                return swapped
    return None
