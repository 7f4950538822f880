from typing import Any

import pytest
from hypothesis import given, strategies as st
from sample_votes import RULES, rule

from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule

# Members; votes needed for "at least 90 %", "at least 80 %", "more than 50 %".
NEEDED = (
    (5, 5, 4, 3),
    (7, 7, 6, 4),
    (9, 9, 8, 5),
    (10, 9, 8, 6),
    (11, 10, 9, 6),
    (13, 12, 11, 7),
    (15, 14, 12, 8),
    (17, 16, 14, 9),
    (21, 19, 17, 11),
    (25, 23, 20, 13),
    (40, 36, 32, 21),
)


@pytest.mark.parametrize(("members", "ninety", "eighty", "half"), NEEDED)
def test_votes_needed_by_size_of_council(members: int, ninety: int, eighty: int, half: int) -> None:
    assert rule(percent=90).needed(members) == ninety
    assert rule(percent=80).needed(members) == eighty
    assert rule(op=Op.GT, percent=50).needed(members) == half


@pytest.mark.parametrize("members", range(1, 10))
def test_ninety_percent_is_unanimity_up_to_nine_members(members: int) -> None:
    assert rule(percent=90).needed(members) == members


def test_more_than_and_at_least_differ_only_on_the_exact_share() -> None:
    more, at_least = rule(op=Op.GT, percent=90), rule(percent=90)
    assert [(at_least.needed(n), more.needed(n)) for n in (10, 11)] == [(9, 10), (10, 10)]


def test_no_rule_is_satisfied_without_a_single_yes_vote() -> None:
    assert rule(percent=0).needed(9) == 1
    assert rule(percent=80).needed(0) == 1


@given(RULES, st.integers(1, 10_000))
def test_needed_is_the_least_number_that_passes(a_rule: VoteRule, base: int) -> None:
    def passes(yes: int) -> bool:
        share, bar = yes * 100, a_rule.percent * base
        return yes >= 1 and (share > bar if a_rule.op is Op.GT else share >= bar)

    needed = a_rule.needed(base)
    assert passes(needed)
    assert not passes(needed - 1)


@given(RULES, st.integers(0, 10_000))
def test_the_needed_votes_can_always_be_reached(a_rule: VoteRule, base: int) -> None:
    assert a_rule.needed(base) <= max(base, 1)


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_share_outside_zero_to_one_hundred_is_refused(percent: int) -> None:
    with pytest.raises(
        ValueError, match=f"Tỷ lệ phiếu phải từ 0 đến 100%, không thể là {percent}%"
    ):
        rule(percent=percent)
    with pytest.raises(ValueError, match="Tỷ lệ thành viên phải có mặt"):
        rule(quorum_percent=percent)


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="“trên 100%” không bao giờ đạt được"):
        rule(op=Op.GT, percent=100)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "bỏ phiếu kín; ít nhất 80% tổng số thành viên"),
        (
            {"status": RuleStatus.UNVERIFIED},
            "bỏ phiếu kín; ít nhất 80% tổng số thành viên (chưa kiểm chứng)",
        ),
        (
            {"ballot": Ballot.OPEN, "op": Op.GT, "percent": 50, "base": Base.PRESENT},
            "biểu quyết công khai; trên 50% số thành viên có mặt",
        ),
        (
            {"percent": 100, "quorum_percent": 100, "base": Base.VALID},
            "bỏ phiếu kín; 100% số phiếu hợp lệ; có mặt đủ 100% tổng số thành viên",
        ),
        (
            {
                "ballot": Ballot.EITHER,
                "base": Base.ISSUED,
                "quorum_percent": 67,
                "absent": AbsentRule.WRITTEN,
                "status": RuleStatus.ILLUSTRATIVE,
            },
            (
                "bỏ phiếu kín hoặc biểu quyết công khai; ít nhất 80% số phiếu phát ra; có mặt ít nhất "
                "67% tổng số thành viên; người vắng mặt cho ý kiến bằng văn bản (minh họa)"
            ),
        ),
    ],
)
def test_a_rule_reads_as_a_regulation_writes_it(facts: dict[str, Any], words: str) -> None:
    assert rule(**facts).in_words == words


def test_the_quorum_is_rounded_up_to_whole_members() -> None:
    assert [rule(quorum_percent=67).quorum_needed(n) for n in (9, 10, 13)] == [7, 7, 9]
    assert rule().quorum_needed(9) == 0
