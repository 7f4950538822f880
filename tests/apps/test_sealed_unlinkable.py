"""Whoever holds the disk and watched the network ties no ballot to a voter.

The adversary saw who asked and who cast in which order, kept the database file or heap and its
write-ahead log from before and after closing, and reads the journal. He guesses by position.
"""

import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from apps.ballot_servers import House, house_in

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("django_db_setup")]
VOTERS, ROUNDS, PLANTED = 40, 4, 1
SURE = 5.0  # standard deviations: by chance once in a million


@dataclass(frozen=True)
class Disk:
    """What was copied at a moment: the files' bytes, one after the other."""

    content: bytes

    def first(self, needle: bytes) -> int:
        return self.content.find(needle)

    def last(self, needle: bytes) -> int:
        return self.content.rfind(needle)


def disk(folder: Path) -> Disk:
    return Disk(b"".join(path.read_bytes() for path in sorted(folder.iterdir())))


@dataclass(frozen=True)
class Seen:
    """All that an adversary may have: the votes as they went over the network, and the disk."""

    votes: list[dict[str, Any]]
    rows: dict[str, list[str]]
    writers: int
    before: Disk
    after: Disk
    keys: Mapping[str, bytes]

    def at(self, table: str, content: str) -> int:
        """Return where a row lies in its table; -1 for one that isn't there."""
        rows = self.rows[table]
        return rows.index(content) if content in rows else -1


def play(house: House, rounds: int, leak: str = "none") -> Seen:
    folder = house.folder / f"copies-{leak}"
    told = house.run("play", str(rounds), str(VOTERS), leak, str(folder))
    keys = {
        path.stem.replace("-", ""): path.read_bytes()
        for path in house.keys
        if path.suffix == ".box"
    }
    before, after = disk(folder / "before"), disk(folder / "after")
    return Seen(told["votes"], told["rows"], told["writers"], before, after, keys)


@pytest.fixture
def house(tmp_path: Path, folder_of_the_run: Path) -> Iterator[House]:
    with house_in(tmp_path, folder_of_the_run) as house:
        yield house


def token(vote: dict[str, Any], place: int) -> bytes:
    return bytes.fromhex(vote["token"][str(place)])


def mark(seen: Seen, vote: dict[str, Any], place: int) -> str:
    """Return what the ballot lay under while the box was open, if the key can still be had."""
    key = seen.keys.get(vote["vote"], b"")
    message = b"thidua mark 1\n" + token(vote, place)
    return hmac.new(key, message, sha256).hexdigest()


# Each gives a ballot, found by whose it is, a position in which the adversary sees it.
Position = Callable[[Seen, dict[str, Any], int], float]
ADVERSARIES: dict[str, Position] = {
    "rows of ballots": lambda s, v, p: s.at("trackers", v["tracker"][str(p)]),
    "rows of requests": lambda s, v, p: s.at("issues", v["request"][str(p)]),
    "rows before closing": lambda s, v, p: s.at("marks", mark(s, v, p)),
    "tokens in the file": lambda s, v, p: s.after.first(token(v, p)),
    "tokens in the log": lambda s, v, p: s.after.last(token(v, p)),
    "trackers in the file": lambda s, v, p: s.after.first(v["tracker"][str(p)].encode()),
    "trackers in the log": lambda s, v, p: s.after.last(v["tracker"][str(p)].encode()),
    "sorted tokens": lambda _s, v, p: int.from_bytes(token(v, p)[:8], "big"),
    "sorted trackers": lambda _s, v, p: int(v["tracker"][str(p)][:12], 16),
}


def ranks(values: list[float]) -> list[int]:
    order = sorted(range(len(values)), key=lambda at: values[at])
    placed = [0] * len(values)
    for rank, at in enumerate(order):
        placed[at] = rank
    return placed


def likeness(seen: list[int], guessed: list[int]) -> float:
    """Return how far two orders agree, in standard deviations of two that have nothing in common."""
    n = len(seen)
    apart = sum((a - b) ** 2 for a, b in zip(seen, guessed, strict=True))
    return (1 - 6 * apart / (n * (n * n - 1))) * sqrt(n - 1)


def stands_out(seen: Seen, position: Position, watched: str) -> bool:
    """Say whether the order of the positions tells the order that was watched, over all votes."""
    told = []
    for vote in seen.votes:
        places: list[int] = vote[watched]
        found = [position(seen, vote, place) for place in places]
        if len(set(found)) == len(places):
            told.append(likeness(list(range(len(places))), ranks(found)))
    return bool(told) and abs(sum(told)) / sqrt(len(told)) > SURE


def ahead(seen: Seen) -> set[str]:
    return {
        name
        for name, position in ADVERSARIES.items()
        if stands_out(seen, position, "cast") or stands_out(seen, position, "asked")
    }


def test_no_copy_of_the_disk_ties_a_ballot_to_the_order_seen_on_the_network(house: House) -> None:
    seen = play(house, ROUNDS)
    assert house.keys == []
    assert ahead(seen) == set()
    assert seen.writers in {0, ROUNDS}
    needles = [
        needle
        for vote in seen.votes
        for place in range(1, VOTERS + 1)
        for needle in (token(vote, place)[:32], vote["tracker"][str(place)].encode())
    ]
    assert len(needles) == 2 * ROUNDS * VOTERS
    assert [needle for needle in needles if needle in seen.before.content] == []
    assert [needle for needle in needles if needle not in seen.after.content] == []


@pytest.mark.parametrize(
    ("leak", "by"),
    [("order", "rows of ballots"), ("key", "rows before closing")],
)
def test_a_planted_leak_is_seen_by_the_adversaries(house: House, leak: str, by: str) -> None:
    """A box filled in the order of casting, and a box key that outlives the closing."""
    assert by in ahead(play(house, PLANTED, leak))
