from typing import Any

from hypothesis import strategies as st

from thidua.voting import AbsentRule, Ballot, Base, Count, Op, RuleStatus, VoteRule

RULE = {
    "ballot": Ballot.SECRET,
    "op": Op.GE,
    "percent": 80,
    "base": Base.ALL_MEMBERS,
    "absent": AbsentRule.NONE,
    "quorum_percent": None,
    "provision": "",
    "status": RuleStatus.SEEN,
}


def rule(**facts: Any) -> VoteRule:
    return VoteRule(**(RULE | facts))


RULES = st.builds(
    rule,
    op=st.sampled_from(Op),
    percent=st.integers(0, 99),
    base=st.sampled_from(Base),
    quorum_percent=st.none() | st.integers(0, 100),
)


NINE = {
    "members": 9,
    "present": 8,
    "issued": 8,
    "returned": 8,
    "valid": 7,
    "invalid": 1,
    "yes": 5,
    "no": 1,
    "abstain": 1,
}


def count(**figures: Any) -> Count:
    return Count(**(NINE | figures))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    members = draw(st.integers(1, 60))
    present = draw(st.integers(0, members))
    issued = draw(st.integers(0, present))
    returned = draw(st.integers(0, issued))
    valid = draw(st.integers(0, returned))
    yes = draw(st.integers(0, valid))
    no = draw(st.integers(0, valid - yes))
    return Count(
        members=members,
        present=present,
        issued=issued,
        returned=returned,
        valid=valid,
        invalid=returned - valid,
        yes=yes,
        no=no,
        abstain=valid - yes - no,
    )


def full(members: int, yes: int, abstain: int = 0) -> Count:
    """Everyone came, everyone voted."""
    return Count(
        members=members,
        present=members,
        issued=members,
        returned=members,
        valid=members,
        invalid=0,
        yes=yes,
        no=members - yes - abstain,
        abstain=abstain,
    )
