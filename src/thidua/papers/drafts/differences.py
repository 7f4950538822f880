"""Differences between two texts in words, and between two versions of what was written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from thidua.papers.drafts.outline import Room, Words, Written, words_in

_TOKEN = re.compile(r"\s+|[^\s]+")


class Side(StrEnum):
    """Where a stretch of text stands: in both texts, only in the older, only in the newer."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    side: Side


@dataclass(frozen=True, slots=True)
class Difference:
    """A free paragraph that differs between two versions; empty `before` added, `after` removed."""

    room: Room
    key: str
    before: str
    after: str
    moved: bool = False

    @property
    def words(self) -> tuple[Stretch, ...]:
        return word_differences(self.before, self.after)


def word_differences(before: str, after: str) -> tuple[Stretch, ...]:
    """Return both texts as one, whole words marked as old or new; nothing of either is lost."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    told: list[tuple[bool, str, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        same, one, other = tag == "equal", "".join(old[a:b]), "".join(new[c:d])
        # A space between two changed words is no stop: words changed together are shown together.
        if told and not told[-1][0] and (not same or not one.strip()):
            told[-1] = (False, told[-1][1] + one, told[-1][2] + other)
        else:
            told.append((same, one, other))
    return tuple(stretch for same, one, other in told for stretch in _stretches(same, one, other))


def version_differences(
    rooms: Iterable[Room], older: Written, newer: Written
) -> tuple[Difference, ...]:
    """Return what differs between two versions, room by room in the order of the newer one."""
    return tuple(
        one
        for room in rooms
        for one in _in_room(room, words_in(room, older), words_in(room, newer))
    )


def out_of_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the keys that moved: the fewest whose removal leaves both sequences in one order."""
    places = {key: place for place, key in enumerate(before)}
    common = [key for key in after if key in places]
    runs: list[tuple[str, ...]] = [()]
    for key in common:
        before_it = (run for run in runs if not run or places[run[-1]] < places[key])
        runs.append((*_longest(before_it), key))
    return set(common) - set(_longest(runs))


def _longest(runs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return max((len(run), run) for run in runs)[1]


def _stretches(same: bool, old: str, new: str) -> Iterator[Stretch]:  # noqa: FBT001 -- one of three
    if same:
        yield Stretch(old, Side.BOTH)
        return
    if old:
        yield Stretch(old, Side.OLD)
    if new:
        yield Stretch(new, Side.NEW)


def _in_room(room: Room, older: Sequence[Words], newer: Sequence[Words]) -> Iterator[Difference]:
    before, after = ({one.key: one.text for one in words} for words in (older, newer))
    moved = out_of_order(list(before), list(after))
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new or key in moved:
            yield Difference(room, key, old, new, moved=key in moved)
