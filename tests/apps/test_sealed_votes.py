"""A motion voted by sealed ballots, from the tellers' keys to the signed files."""

from pathlib import Path

import pytest
from pytest_django import Settings

import cast
from apps import sealed
from thidua.apps.meetings.enums import MotionState, SealedState
from thidua.apps.meetings.models import (
    Motion,
    SealedVote,
    Seat,
)
from thidua.apps.meetings.queries.sealed import (
    ballots_file,
    tally_file,
    trackers_of,
)
from thidua.apps.meetings.services import (
    sealed_keys,
)
from thidua.voting.secret.recount import check
from thidua.year import steps
from web.evening import begin, conference

pytestmark = pytest.mark.django_db
YES, NO, NEITHER = "Đồng ý", "Không đồng ý", "Không có ý kiến"


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep keys in a folder of the test's own; small ones are made quickly."""
    settings.BALLOT_KEYS = tmp_path / "keys"
    monkeypatch.setattr(sealed_keys, "TOKEN_BITS", 1024)
    return tmp_path / "keys"


@pytest.fixture
def seats() -> list[Seat]:
    return begin(conference())


@pytest.fixture
def prepared(seats: list[Seat]) -> tuple[SealedVote, list[sealed.Teller]]:
    return sealed.prepared(sealed.on_the_table(conference()))


@pytest.fixture
def tellers(prepared: tuple[SealedVote, list[sealed.Teller]]) -> list[sealed.Teller]:
    return prepared[1]


@pytest.fixture
def vote(prepared: tuple[SealedVote, list[sealed.Teller]]) -> SealedVote:
    return sealed.box_opened(sealed.sealed(prepared[0]))


def counted(vote: SealedVote, tellers: list[sealed.Teller]) -> SealedVote:
    for teller in tellers:
        teller.unlocks(sealed.again(vote))
    steps.count_sealed(vote=sealed.again(vote), actor=cast.secretary(), at=cast.AT)
    return sealed.again(vote)


def test_a_vote_goes_from_keys_to_files_that_the_script_recounts(
    vote: SealedVote, tellers: list[sealed.Teller], seats: list[Seat]
) -> None:
    ballots = sealed.votes(vote, [YES] * (len(seats) - 2) + [NO])
    vote = sealed.closed(vote)
    assert trackers_of(vote) == sorted(ballot.tracker for ballot in ballots)
    vote = counted(vote, tellers)
    for teller in tellers:
        teller.signs(sealed.again(vote))
    vote = sealed.again(vote)
    assert vote.state == SealedState.PUBLISHED
    public, inspectors = (
        check(file(vote), vote.tally_digest) for file in (tally_file, ballots_file)
    )
    assert public == inspectors
    motion = Motion.objects.get(pk=vote.pk)
    told = (motion.issued, motion.returned, motion.yes, motion.no, motion.abstain, motion.invalid)
    n = len(seats)
    assert told == (n - 1, n - 1, n - 2, 1, 0, 0)
    assert [option.votes for option in motion.options.order_by("place")] == [n - 2, 1, 0]
    assert motion.state == MotionState.CLOSED
