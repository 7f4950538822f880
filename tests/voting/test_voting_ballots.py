"""Ballots of every shape: what is valid, what a pile adds up to, whom it chooses, who goes on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st
from sample_votes import RULES, rule

from thidua.voting import (
    BallotPaper,
    Base,
    Chosen,
    Counting,
    GoesOn,
    Kind,
    Line,
    Marks,
    Op,
    RevoteRule,
    RuleStatus,
    Shape,
    Tally,
    TieWay,
    When,
    choose,
    count_from,
    decide,
    faults,
    judge,
    next_round,
    tally,
    unreadable,
)

NAMES = {"A": "Đơn vị A", "B": "Đơn vị B", "C": "Đơn vị C", "D": "Đơn vị D"}
ABC = ("A", "B", "C")
QUESTION = BallotPaper(shape=Shape.QUESTION, options=("yes", "no", "abstain"))
ONE = BallotPaper(shape=Shape.ONE, options=ABC)
EACH = BallotPaper(shape=Shape.EACH, options=ABC)
TWO_OF = BallotPaper(shape=Shape.CHOOSE, options=ABC, at_most=2)
POINTS = BallotPaper(shape=Shape.RANK, options=ABC, counting=Counting.POINTS)
FIRSTS = BallotPaper(shape=Shape.RANK, options=ABC, counting=Counting.FIRSTS)
PAPERS = [QUESTION, ONE, EACH, TWO_OF, POINTS, FIRSTS]


def marks(text: str, mark: str = "x") -> Marks:
    return Marks(dict.fromkeys(text.split(), mark))


def ranked(order: str) -> Marks:
    return Marks({code: str(place) for place, code in enumerate(order.split(), 1)})


def chosen(
    paper: BallotPaper, ballots: Sequence[Marks], *, places: int = 1, members: int = 0, **facts: Any
) -> Chosen:
    pile = tally(paper, ballots)
    voters = members or len(ballots)
    count = count_from(paper, pile, members=voters, present=len(ballots), issued=len(ballots))
    asked = rule(**({"percent": 50, "op": Op.GT} | facts))
    return choose(asked, paper, pile, count, places=places, names=NAMES)


def one_ballot(paper: BallotPaper) -> st.SearchStrategy[Marks]:
    allowed = {
        Shape.EACH: ["yes", "no", "abstain", "both"],
        Shape.RANK: [str(n) for n in range(1, len(paper.options) + 1)],
    }.get(paper.shape, ["x"])
    on = st.dictionaries(st.sampled_from(paper.options), st.sampled_from(allowed))
    return st.builds(Marks, on, st.sampled_from(["", "", "", "ghi thêm tên"]))


@st.composite
def piles(draw: st.DrawFn) -> tuple[BallotPaper, list[Marks]]:
    paper = replace(draw(st.sampled_from(PAPERS)), blank_valid=draw(st.booleans()))
    return paper, draw(st.lists(one_ballot(paper), max_size=20))


def test_fourteen_of_fifteen_reach_ninety_percent_and_thirteen_do_not() -> None:
    for yes, carried in ((14, True), (13, False)):
        pile = tally(QUESTION, [marks("yes")] * yes + [marks("no")] * (15 - yes))
        count = count_from(QUESTION, pile, members=15, present=15, issued=15)
        assert decide(rule(percent=90), count).carried is carried


def test_the_absent_weigh_in_a_base_of_all_members_and_not_in_one_of_those_present() -> None:
    ballots = [marks("A")] * 8
    of_all = chosen(ONE, ballots, members=10, percent=90, op=Op.GE)
    of_present = chosen(ONE, ballots, members=10, percent=90, op=Op.GE, base=Base.PRESENT)
    assert (of_all.chosen, of_all.needed, of_present.chosen) == ((), 9, ("A",))


def test_blank_and_invalid_stand_on_their_own_lines() -> None:
    ballots = [marks("yes"), marks(""), marks("yes no"), Marks({"no": "x"}, "ghi thêm tên")]
    strict = tally(QUESTION, ballots)
    assert (strict.returned, strict.valid, strict.invalid, strict.blank) == (4, 1, 3, 1)
    lenient = tally(replace(QUESTION, blank_valid=True), ballots)
    assert (lenient.returned, lenient.valid, lenient.invalid, lenient.blank) == (4, 2, 2, 1)
    count = count_from(replace(QUESTION, blank_valid=True), lenient, members=4, present=4, issued=4)
    assert (count.yes, count.no, count.abstain) == (1, 0, 1)


@pytest.mark.parametrize(
    ("paper", "ballot", "kind", "why"),
    [
        (QUESTION, marks("yes no"), Kind.INVALID, "chọn quá 01"),
        (ONE, marks("A B"), Kind.INVALID, "chọn quá 01"),
        (TWO_OF, marks("A B"), Kind.VALID, ""),
        (TWO_OF, marks("A B C"), Kind.INVALID, "chọn quá 02"),
        (EACH, Marks({"A": "yes", "B": "both"}), Kind.INVALID, "đánh dấu hai ô trên một dòng"),
        (EACH, Marks({"A": "yes"}), Kind.VALID, ""),
        (POINTS, Marks({"A": "1", "B": "1"}), Kind.INVALID, "hai lựa chọn cùng một thứ tự"),
        (POINTS, Marks({"A": "2"}), Kind.INVALID, "thứ tự không liên tục từ 1"),
        (POINTS, Marks({"B": "1"}), Kind.VALID, ""),
        (ONE, Marks({}), Kind.BLANK, "phiếu trắng"),
        (ONE, Marks({}, "không có dấu"), Kind.INVALID, "không có dấu"),
    ],
)
def test_a_ballot_is_valid_blank_or_invalid(
    paper: BallotPaper, ballot: Marks, kind: Kind, why: str
) -> None:
    judged = judge(paper, ballot)
    assert (judged.kind, judged.why) == (kind, why)


def test_marks_that_the_paper_cannot_bear_are_not_read() -> None:
    assert unreadable(ONE, {"Z": "x"}) == "Trên phiếu không có: Z."
    assert unreadable(POINTS, {"A": "4"}) == "Dấu “4” không đọc được trên loại phiếu này."
    with pytest.raises(ValueError, match="Trên phiếu không có: Z"):
        judge(ONE, Marks({"Z": "x"}))


def test_each_candidate_is_approved_on_its_own() -> None:
    ballots = [Marks({"A": "yes", "B": "no"})] * 3 + [Marks({"A": "no", "B": "no", "C": "yes"})]
    pile = tally(EACH, ballots)
    assert pile.lines == (Line("A", 3, 1, 0), Line("B", 0, 4, 0), Line("C", 1, 0, 3))
    assert chosen(EACH, ballots, places=3).chosen == ("A",)


def test_no_more_are_chosen_than_there_are_places_and_the_strongest_first() -> None:
    ballots = [marks("A B")] * 2 + [marks("A C"), marks("A B")]
    assert chosen(TWO_OF, ballots, places=1, percent=25, op=Op.GE).chosen == ("A",)
    assert chosen(TWO_OF, ballots, places=2, percent=25, op=Op.GE).chosen == ("A", "B")


def test_points_and_first_places_may_choose_differently() -> None:
    ballots = [ranked("A B C")] * 3 + [ranked("B C A")] * 2
    pile = tally(POINTS, ballots)
    assert [line.points for line in pile.lines] == [11, 12, 7]
    assert [line.firsts for line in pile.lines] == [3, 2, 0]
    assert chosen(POINTS, ballots).chosen == ("B",)
    assert chosen(FIRSTS, ballots).chosen == ("A",)


def test_equals_for_the_last_place_are_tied_and_none_of_them_is_chosen() -> None:
    ballots = [marks("A B")] * 2 + [marks("A C")] * 2
    result = chosen(TWO_OF, ballots, places=2, percent=50, op=Op.GE)
    assert (result.chosen, result.tied) == (("A",), ("B", "C"))
    assert result.reason == (
        "Được chọn: Đơn vị A. Bằng nhau, chưa phân định: Đơn vị B, Đơn vị C. "
        "Cần ít nhất 02/04 phiếu theo quy tắc ít nhất 50% tổng số thành viên."
    )


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"options": ()}, "ít nhất một lựa chọn"),
        ({"options": ("A", "A")}, "không lặp lại"),
        ({"at_most": 4}, "từ 1 đến 3, không thể là 4"),
        ({"counting": Counting.POINTS}, "không hợp với loại phiếu"),
    ],
)
def test_a_paper_nobody_could_mark_is_refused(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        BallotPaper(**({"shape": Shape.CHOOSE, "options": ABC, "at_most": 2} | facts))


def revote(**facts: Any) -> RevoteRule:
    given: dict[str, Any] = {
        "max_rounds": 2, "goes_on": GoesOn.TOP_TWO, "when": When.SAME_MEETING,
        "tie": TieWay.ROUND, "provision": "", "status": RuleStatus.UNVERIFIED,
    }  # fmt: skip
    return RevoteRule(**given | facts)


def after(ballots: Sequence[Marks], played: int = 1, **facts: Any) -> tuple[tuple[str, ...], str]:
    pile = tally(ONE, ballots)
    again = next_round(revote(**facts), played, ONE, pile, chosen(ONE, ballots))
    return again.options, again.why


NOBODY = [marks("A")] * 3 + [marks("B")] * 3 + [marks("C")]


def test_the_second_round_takes_whom_the_rule_names() -> None:
    assert after(NOBODY)[0] == ("A", "B")
    assert after(NOBODY, goes_on=GoesOn.NOT_CHOSEN)[0] == ABC
    assert after([marks("A")] * 2 + [marks("B"), marks("C")])[0] == ABC


def test_equals_behind_the_first_all_go_on_to_the_second_round() -> None:
    lines = (Line("A", 4), Line("B", 2), Line("C", 2), Line("D", 1))
    pile = Tally(valid=9, invalid=0, blank=0, lines=lines)
    nobody = Chosen(chosen=(), tied=(), base_count=9, needed=5, reason="")
    paper = BallotPaper(shape=Shape.ONE, options=tuple(NAMES))
    assert next_round(revote(), 1, paper, pile, nobody).options == ABC


def test_no_round_is_played_that_the_rule_does_not_give() -> None:
    assert after(NOBODY, played=2) == ((), "Quy chế cho nhiều nhất 02 vòng bỏ phiếu.")
    assert after(NOBODY, when=When.OTHER_MEETING) == ((), "Quy chế để vòng sau cho cuộc họp khác.")
    even = [marks("A")] * 3 + [marks("B")] * 3
    tied = Chosen(chosen=(), tied=("A", "B"), base_count=6, needed=3, reason="")
    by_lot = next_round(revote(tie=TieWay.LOT), 1, ONE, tally(ONE, even), tied)
    assert (by_lot.options, by_lot.why) == ((), "Quy chế ghi: bằng phiếu thì rút thăm.")


def test_a_rule_of_rounds_reads_as_its_regulation_with_its_mark() -> None:
    assert revote().in_words == (
        "nhiều nhất 02 vòng, vòng sau gồm hai người nhiều phiếu nhất chưa được chọn, ngay tại cuộc "
        "họp; bằng phiếu thì bầu thêm vòng nữa (chưa kiểm chứng)"
    )
    with pytest.raises(ValueError, match="Số vòng phải từ 1 đến 9"):
        revote(max_rounds=0)


@given(piles())
def test_every_ballot_is_counted_once_and_figures_never_contradict(
    given_pile: tuple[BallotPaper, list[Marks]],
) -> None:
    paper, ballots = given_pile
    pile = tally(paper, ballots)
    many = len(ballots)
    assert pile.returned == many
    assert pile.blank <= (pile.valid if paper.blank_valid else pile.invalid)
    assert faults(count_from(paper, pile, members=many, present=many, issued=many)) == ()
    if paper.shape is not Shape.QUESTION:
        assert {line.yes + line.no + line.abstain for line in pile.lines} == {pile.valid}


@given(piles(), st.randoms())
def test_the_order_of_the_pile_makes_no_difference(
    given_pile: tuple[BallotPaper, list[Marks]], dice: Any
) -> None:
    paper, ballots = given_pile
    shuffled = list(ballots)
    dice.shuffle(shuffled)
    assert tally(paper, shuffled) == tally(paper, ballots)


@given(piles(), RULES, st.integers(1, 3), st.integers(0, 5))
def test_whoever_is_chosen_reached_the_rule_and_nobody_stronger_was_passed_over(
    given_pile: tuple[BallotPaper, list[Marks]], asked: Any, places: int, absent: int
) -> None:
    paper, ballots = given_pile
    pile, many = tally(paper, ballots), len(ballots)
    count = count_from(paper, pile, members=many + absent, present=many, issued=many)
    names = {option: option for option in paper.options}
    result = choose(asked, paper, pile, count, places=places, names=names)
    votes = {
        line.option: line.firsts if paper.counting is Counting.FIRSTS else line.yes
        for line in pile.lines
    }
    strength = {line.option: line.points for line in pile.lines}
    if paper.counting is not Counting.POINTS:
        strength = votes
    assert len(result.chosen) <= places
    assert not set(result.chosen) & set(result.tied)
    for option in (*result.chosen, *result.tied):
        assert votes[option] >= result.needed
    reached = [o for o in votes if votes[o] >= result.needed and o not in result.chosen]
    if result.chosen and reached:
        assert max(strength[o] for o in reached) <= min(strength[o] for o in result.chosen)
    assert len(result.tied) != 1
    assert len({strength[option] for option in result.tied}) <= 1


@given(piles(), st.sampled_from(GoesOn), st.sampled_from(TieWay), st.integers(1, 4))
def test_only_candidates_not_chosen_go_on_and_rounds_come_to_an_end(
    given_pile: tuple[BallotPaper, list[Marks]], goes_on: GoesOn, tie: TieWay, played: int
) -> None:
    paper, ballots = given_pile
    pile, many = tally(paper, ballots), len(ballots)
    count = count_from(paper, pile, members=many, present=many, issued=many)
    names = {option: option for option in paper.options}
    outcome = choose(rule(), paper, pile, count, places=1, names=names)
    again = next_round(revote(goes_on=goes_on, tie=tie), played, paper, pile, outcome)
    assert not set(again.options) & set(outcome.chosen)
    assert bool(again.options) != bool(again.why)
    assert played < 2 or not again.options
