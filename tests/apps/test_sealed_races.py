"""Hundreds of ballots at once, by several processes, each ballot by two of them: none lost, none twice."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.ballot_servers import House, house_in

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("django_db_setup")]
BALLOTS, PROCESSES = 300, 4


@pytest.fixture
def house(tmp_path: Path, folder_of_the_run: Path) -> Iterator[House]:
    with house_in(tmp_path, folder_of_the_run) as house:
        yield house


def test_a_burst_of_casts_by_several_processes_loses_none_and_counts_none_twice(
    house: House,
) -> None:
    told = house.run("made", str(BALLOTS))
    ballots = told["ballots"]
    twice = [*ballots, *ballots[1:], ballots[0]]  # the same one never twice in a share
    shares = [random.sample(s, len(s)) for s in (twice[at::PROCESSES] for at in range(PROCESSES))]
    working = [house.start("cast-all", told["vote"]) for _ in shares]
    for worker, share in zip(working, shares, strict=True):
        assert worker.stdin is not None
        worker.stdin.write(json.dumps(share) + "\n")
        worker.stdin.flush()
    ready = [worker.stdout.readline() for worker in working if worker.stdout]
    assert ready == ["ready\n"] * PROCESSES
    for worker in working:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    answers = [worker.communicate(timeout=300) for worker in working]
    assert [error for _, error in answers] == [""] * PROCESSES
    trackers = [tracker for out, _ in answers for tracker in json.loads(out)]
    assert len(trackers) == 2 * BALLOTS
    closed = house.run("close", told["vote"])
    assert closed["trackers"] == sorted(set(trackers))
    assert (len(closed["trackers"]), closed["refused"]) == (BALLOTS, {})
