"""What a box comes to: valid, blank and invalid apart, shares of the rule's base, ties."""

from collections.abc import Sequence

import pytest
from sample_votes import rule
from secret_votes import CANDIDATES, choices, election, frozen, keys_of, question, voted, voter

from thidua.voting import Base, Election, Op, Result
from thidua.voting.secret import BallotError, Box, Question, freeze

NINETY = rule(percent=90)


@pytest.mark.parametrize(
    ("yes", "of", "carried"), [(14, 15, True), (13, 15, False), (9, 9, True), (8, 9, False)]
)
def test_ninety_percent_of_all_members(yes: int, of: int, carried: bool) -> None:  # noqa: FBT001 -- an expected answer
    done = frozen(question(rule=NINETY), [yes, of - yes, 0])
    assert isinstance(done.outcome, Result)
    assert done.outcome.carried is carried


def test_members_who_are_absent_weigh_in_the_base_of_all_members() -> None:
    of_all = frozen(question(rule=NINETY), [13, 0, 0], entitled=15, present=13)
    of_those_there = frozen(
        question(rule=rule(percent=90, base=Base.PRESENT)), [13, 0, 0], entitled=15, present=13
    )
    assert [done.outcome.base_count for done in (of_all, of_those_there)] == [15, 13]
    assert [carried(done.outcome) for done in (of_all, of_those_there)] == [False, True]


def carried(outcome: Result | Election) -> bool:
    assert isinstance(outcome, Result)
    return outcome.carried


def test_an_absent_member_who_votes_into_the_same_box_counts_without_being_present() -> None:
    done = frozen(question(rule=NINETY), [14, 0, 1], entitled=15, present=13)
    assert (done.count.present, done.count.returned, carried(done.outcome)) == (13, 15, True)


def test_blank_and_invalid_ballots_stand_on_their_own_lines() -> None:
    done = frozen(question(), [5, 2, 1], blank=2, wrong=3)
    assert (done.tally.votes, done.tally.blank) == ((5, 2, 1), 2)
    assert dict(done.tally.invalid) == {"two-marks": 3}
    assert (done.count.valid, done.count.invalid, done.count.abstain) == (8, 5, 1)


def test_a_blank_ballot_is_valid_where_the_regulation_says_so_and_then_has_no_opinion() -> None:
    asked = question(blank_is_valid=True, rule=rule(percent=50, op=Op.GT, base=Base.VALID))
    done = frozen(asked, [5, 2, 1], blank=2, wrong=3)
    assert (done.count.valid, done.count.invalid, done.count.abstain) == (10, 3, 3)
    assert not carried(done.outcome)
    asked = question(rule=rule(percent=50, op=Op.GT, base=Base.VALID))
    assert carried(frozen(asked, [5, 2, 1], blank=2, wrong=3).outcome)


@pytest.mark.parametrize(
    ("votes", "elected"),
    [((5, 3, 0), CANDIDATES[0]), ((1, 6, 1), CANDIDATES[1]), ((4, 4, 0), None), ((0, 0, 0), None)],
)
def test_an_election_elects_the_one_ahead_and_a_tie_elects_nobody(
    votes: Sequence[int], elected: str | None
) -> None:
    asked = election(rule=rule(percent=50, base=Base.VALID))
    outcome = frozen(asked, votes, blank=1).outcome
    assert isinstance(outcome, Election)
    assert outcome.elected == elected


def test_without_a_quorum_nothing_is_decided() -> None:
    asked = question(rule=rule(quorum_percent=70))
    assert not carried(frozen(asked, [10, 0, 0], entitled=10, present=6).outcome)
    assert carried(frozen(asked, [10, 0, 0], entitled=10, present=7).outcome)


def test_more_ballots_than_were_issued_stop_the_count() -> None:
    box = voted(question(), choices(question(), [3, 0, 0]))
    with pytest.raises(BallotError, match=r"số phiếu phát ra \(02\)") as refused:
        freeze(box, keys_of(question()), entitled=5, present=5, issued=2)
    assert refused.value.fault.code == "impossible-count"


@pytest.mark.parametrize(
    ("choice", "reason"), [(b"\2\0\0", "unreadable"), (b"\1\1\0", "two-marks")]
)
def test_a_ballot_that_says_no_choice_is_invalid_with_its_reason(
    choice: bytes, reason: str
) -> None:
    done = frozen_of(question(), choice)
    assert dict(done) == {reason: 1}


def frozen_of(asked: Question, choice: bytes) -> dict[str, int]:
    box = Box(asked).put(voter(asked).casts(choice)).close()
    return dict(freeze(box, keys_of(asked), entitled=1, present=1, issued=1).tally.invalid)
