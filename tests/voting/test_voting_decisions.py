from dataclasses import replace

import pytest
from hypothesis import given, strategies as st
from sample_votes import RULES, count, counts, full, rule

from thidua.voting import (
    Base,
    Count,
    Election,
    Op,
    Result,
    RuleStatus,
    VoteRule,
    decide,
    elect,
    faults,
)


def test_a_carried_motion_names_rule_base_and_figures() -> None:
    assert decide(rule(percent=80), full(9, yes=8)) == Result(
        carried=True,
        yes=8,
        base_count=9,
        needed=8,
        quorum_met=True,
        reason="Đạt 08/09 phiếu (88,89%), cần ít nhất 08 phiếu theo quy tắc ít nhất 80% tổng số thành viên.",
    )


def test_a_lost_motion_says_how_many_votes_were_missing() -> None:
    outcome = decide(rule(percent=80, status=RuleStatus.UNVERIFIED), full(9, yes=7))
    assert not outcome.carried
    assert outcome.reason == (
        "Chưa đạt: 07/09 phiếu (77,78%), cần ít nhất 08 phiếu theo quy tắc "
        "ít nhất 80% tổng số thành viên (chưa kiểm chứng)."
    )


def test_exactly_half_is_not_more_than_half() -> None:
    half = rule(op=Op.GT, percent=50)
    assert [decide(half, full(10, yes=yes)).carried for yes in (5, 6)] == [False, True]


@pytest.mark.parametrize(
    ("base", "base_count", "needed", "carried"),
    [
        (Base.ALL_MEMBERS, 9, 8, False),
        (Base.PRESENT, 8, 7, False),
        (Base.ISSUED, 7, 6, True),
        (Base.VALID, 6, 5, True),
    ],
)
def test_the_same_six_votes_by_base(
    base: Base, base_count: int, needed: int, *, carried: bool
) -> None:
    six = count(present=8, issued=7, returned=7, valid=6, invalid=1, yes=6, no=0, abstain=0)
    outcome = decide(rule(base=base), six)
    assert (outcome.base_count, outcome.needed, outcome.carried) == (base_count, needed, carried)


def test_an_abstention_is_a_valid_ballot_but_no_yes() -> None:
    valid = rule(base=Base.VALID, op=Op.GT, percent=50)
    assert not decide(valid, full(10, yes=5, abstain=5)).carried
    assert decide(valid, full(10, yes=6, abstain=4)).carried


def test_nothing_carries_without_a_quorum() -> None:
    seven = count(present=6, issued=6, returned=6, valid=6, invalid=0, yes=6, no=0, abstain=0)
    outcome = decide(rule(base=Base.PRESENT, quorum_percent=67), seven)
    assert (outcome.carried, outcome.quorum_met) == (False, False)
    assert outcome.reason == (
        "Không đủ thành phần để biểu quyết: có mặt 06/09 thành viên (66,67%), "
        "cần ít nhất 07 thành viên (67% tổng số thành viên)."
    )


def test_a_count_that_cannot_be_carries_nothing() -> None:
    outcome = decide(rule(percent=50), count(returned=9, invalid=2))
    assert not outcome.carried
    assert outcome.reason == (
        "Kết quả kiểm phiếu không khớp: Số phiếu thu về (09) nhiều hơn số phiếu phát ra (08)."
    )


def test_a_base_of_nobody_carries_nothing() -> None:
    nobody = count(returned=0, valid=0, invalid=0, yes=0, no=0, abstain=0)
    outcome = decide(rule(base=Base.VALID), nobody)
    assert not outcome.carried
    assert outcome.reason == "Không tính được tỷ lệ phiếu: số phiếu hợp lệ bằng 0."


def test_votes_of_the_absent_do_not_exceed_a_base_of_those_present() -> None:
    written = count(present=6, issued=9, returned=9, valid=9, invalid=0, yes=9, no=0, abstain=0)
    outcome = decide(rule(base=Base.PRESENT), written)
    assert not outcome.carried
    assert outcome.reason.startswith("Số phiếu đồng ý (09) nhiều hơn số thành viên có mặt (06)")


@given(RULES, counts())
def test_a_vote_carries_exactly_when_the_shares_do(a_rule: VoteRule, a_count: Count) -> None:
    outcome = decide(a_rule, a_count)
    share, bar = a_count.yes * 100, a_rule.percent * outcome.base_count
    reached = share > bar if a_rule.op is Op.GT else share >= bar
    quorum = a_count.present * 100 >= (a_rule.quorum_percent or 0) * a_count.members
    assert outcome.quorum_met == quorum
    assert outcome.carried == (reached and quorum and a_count.yes > 0)


@given(RULES, counts(), st.data())
def test_one_more_yes_never_loses(a_rule: VoteRule, a_count: Count, data: st.DataObject) -> None:
    if a_count.no == 0:
        return
    won_over = data.draw(st.integers(1, a_count.no))
    more = replace(a_count, yes=a_count.yes + won_over, no=a_count.no - won_over)
    assert decide(a_rule, a_count).carried <= decide(a_rule, more).carried


@given(counts())
def test_counts_made_for_these_tests_can_be(a_count: Count) -> None:
    assert faults(a_count) == ()


MAJORITY = rule(op=Op.GT, percent=50)


def test_the_leader_who_reaches_the_rule_is_elected() -> None:
    assert elect(MAJORITY, {"STP": 6, "SNV": 3}, full(9, yes=6)) == Election(
        elected="STP",
        base_count=9,
        needed=5,
        reason="STP được 06/09 phiếu (66,67%), cần ít nhất 05 phiếu "
        "theo quy tắc trên 50% tổng số thành viên; đã trúng cử.",
    )


def test_a_leader_below_the_rule_is_not_elected() -> None:
    outcome = elect(MAJORITY, {"STP": 4, "SNV": 3, "VP": 2}, full(9, yes=4))
    assert outcome.elected is None
    assert outcome.reason == (
        "STP được 04/09 phiếu (44,44%), cần ít nhất 05 phiếu "
        "theo quy tắc trên 50% tổng số thành viên; chưa bầu được ai."
    )


def test_a_tie_at_the_top_elects_nobody_even_above_the_rule() -> None:
    outcome = elect(rule(percent=30), {"STP": 4, "SNV": 4, "VP": 1}, full(9, yes=4))
    assert outcome.elected is None
    assert outcome.reason == (
        "Có 02 ứng cử viên cùng dẫn đầu với 04 phiếu (STP, SNV); "
        "chưa bầu được ai, hội nghị quyết định việc bầu lại."
    )


@pytest.mark.parametrize("votes", [{}, {"STP": 0, "SNV": 0}])
def test_an_election_without_votes_elects_nobody(votes: dict[str, int]) -> None:
    outcome = elect(MAJORITY, votes, full(9, yes=0, abstain=9))
    assert outcome.elected is None
    assert outcome.reason == "Không có phiếu nào bầu cho ứng cử viên; chưa bầu được ai."


def test_an_election_without_a_quorum_elects_nobody() -> None:
    few = count(present=5, issued=5, returned=5, valid=5, invalid=0, yes=5, no=0, abstain=0)
    outcome = elect(replace(MAJORITY, quorum_percent=67), {"STP": 5}, few)
    assert outcome.elected is None
    assert outcome.reason.startswith("Không đủ thành phần để biểu quyết: có mặt 05/09")


def test_more_votes_than_valid_ballots_elect_nobody() -> None:
    outcome = elect(MAJORITY, {"STP": 7, "SNV": 3}, full(9, yes=7))
    assert outcome.elected is None
    assert outcome.reason == (
        "Kết quả kiểm phiếu không khớp: tổng số phiếu của các ứng cử viên (10) "
        "nhiều hơn số phiếu hợp lệ (09)."
    )


def test_a_negative_vote_elects_nobody() -> None:
    outcome = elect(MAJORITY, {"STP": 7, "SNV": -1}, full(9, yes=7))
    assert outcome.elected is None
    assert outcome.reason == "Kết quả kiểm phiếu không khớp: số phiếu của SNV là số âm."


@given(RULES, st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 12)))
def test_who_is_elected_is_ahead_of_everyone_and_reaches_the_rule(
    a_rule: VoteRule, votes: dict[str, int]
) -> None:
    members = max(sum(votes.values()), 1)
    outcome = elect(a_rule, votes, full(members, yes=max(votes.values(), default=0)))
    ranked = sorted(votes.values(), reverse=True)
    ahead = bool(ranked) and ranked[1:2] != ranked[:1] and ranked[0] >= outcome.needed
    assert (outcome.elected is not None) == ahead
    if outcome.elected is not None:
        assert votes[outcome.elected] == ranked[0]
