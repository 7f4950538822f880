"""Two people on one draft: what both changed is asked, everything else is kept from either."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thidua.papers.drafts.outline import Words, Written


@dataclass(frozen=True, slots=True)
class Clash:
    """A paragraph both changed; an empty text: removed."""

    room: str
    key: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What comes of two changes of one version; where they clash, mine stands until decided."""

    written: Written
    clashes: tuple[Clash, ...]


def merged(base: Written, theirs: Written, mine: Written) -> Merge:
    """Merge two changes of the same base, paragraph by paragraph.

    Additions of mine must carry no key, or keys that theirs doesn't use.
    """
    rooms = dict.fromkeys((*mine, *theirs))
    written: dict[str, tuple[Words, ...]] = {}
    clashes: list[Clash] = []
    for room in rooms:
        sides = tuple(side.get(room, ()) for side in (base, theirs, mine))
        written[room], found = _room(room, *sides)
        clashes += found
    return Merge(written, tuple(clashes))


def numbered(written: Written, used: Iterable[str]) -> Written:
    """Give every new paragraph a key that none of `used` nor any other paragraph has."""
    taken = {*used, *(one.key for words in written.values() for one in words)}
    given: dict[str, tuple[Words, ...]] = {}
    for room, words in written.items():
        told: list[Words] = []
        for one in words:
            key = one.key or _free(room, taken)
            taken.add(key)
            told.append(Words(key, one.text))
        given[room] = tuple(told)
    return given


def _free(room: str, taken: set[str]) -> str:
    return next(key for n in range(1, len(taken) + 2) if (key := f"{room}_{n}") not in taken)


def _room(
    room: str, base: Sequence[Words], theirs: Sequence[Words], mine: Sequence[Words]
) -> tuple[tuple[Words, ...], list[Clash]]:
    texts = {one.key: one.text for one in base}
    their_texts = {one.key: one.text for one in theirs}
    my_texts = {one.key: one.text for one in mine if one.key}
    told: list[Words] = []
    clashes: list[Clash] = []
    for one in _together(texts, theirs, mine):
        if not one.key:
            told.append(one)
            continue
        old, their, my = (side.get(one.key, "") for side in (texts, their_texts, my_texts))
        if my != their and old not in (my, their):
            clashes.append(Clash(room, one.key, my, their))
        text = their if my == old else my
        told += [Words(one.key, text)] if text else []
    return tuple(told), clashes


def _together(
    base: Mapping[str, str], theirs: Sequence[Words], mine: Sequence[Words]
) -> list[Words]:
    """Return mine in their order, with what only theirs has behind what it follows there."""
    told = list(mine)
    have = {one.key for one in mine}
    before = ""
    for one in theirs:
        if one.key not in have:
            place = next((n for n, other in enumerate(told, 1) if other.key == before), 0)
            told.insert(place if before else 0, one)
        before = one.key
    gone = (key for key in base if key not in have and key not in {one.key for one in theirs})
    return [*told, *(Words(key, "") for key in gone)]
