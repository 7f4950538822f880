"""Secret votes of a unit's staff, outside any meeting: a review, or whom the unit nominates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.apps.journal.services import hold
from thidua.apps.meetings.models import Poll, SealedVote, SealedVoter
from thidua.apps.meetings.policy import POLL
from thidua.apps.meetings.services.base import expect
from thidua.apps.meetings.services.sealed import name_tellers, note
from thidua.apps.people.models import Person
from thidua.apps.units.models import Unit
from thidua.apps.units.policy import Ask, require
from thidua.text import clean
from thidua.voting import Ballot, VoteRule

LONGEST_ROLL = 20_000


@dataclass(frozen=True, slots=True)
class RollLine:
    """Someone who may vote: the name as on the roll, and where a code may be mailed to."""

    name: str
    email: str = ""


@transaction.atomic
def poll_call(
    *,
    unit: Unit,
    title: str,
    question: str,
    candidates: Sequence[str],
    rule: VoteRule,
    roll: Sequence[RollLine],
    tellers: Sequence[Person],
    actor: Person,
    at: datetime,
) -> SealedVote:
    """Lay out a vote of a unit's staff; from here it goes as every vote by sealed ballots."""
    deed = "meetings.poll.call"
    require(deed, POLL, Ask(actor, at, unit.authority, unit=unit))
    hold(unit.authority_id)
    expect(rule.ballot is not Ballot.OPEN, "Lấy phiếu kín thì quy tắc không thể là công khai.")
    check_candidates(candidates)
    check_roll(roll)
    poll = Poll.objects.create(
        authority=unit.authority,
        unit=unit,
        title=title,
        question=question,
        candidates=list(candidates),
        ballot=rule.ballot.value,
        op=rule.op.value,
        percent=rule.percent,
        base=rule.base.value,
        absent=rule.absent.value,
        quorum_percent=rule.quorum_percent,
        provision=rule.provision,
        rule_status=rule.status.value,
    )
    vote = SealedVote.objects.create(pk=poll.pk, poll=poll)
    SealedVoter.objects.bulk_create(
        SealedVoter(vote=vote, place=place, name=line.name, email=line.email)
        for place, line in enumerate(roll, start=1)
    )
    name_tellers(vote, tellers)
    note(
        deed, vote, actor, at, unit=unit.code, question=question, candidates=list(candidates),
        voters=len(roll), tellers=[str(teller) for teller in tellers],
    )  # fmt: skip
    return vote


def check_candidates(candidates: Sequence[str]) -> None:
    names = [clean(name) for name in candidates]
    expect(
        len(names) != 1 and len(set(names)) == len(names) and all(names),
        "Danh sách để chọn phải có từ hai tên trở lên, không trùng nhau.",
        "Để trống danh sách nếu hỏi đồng ý, không đồng ý hoặc không có ý kiến.",
    )


def check_roll(roll: Sequence[RollLine]) -> None:
    expect(len(roll) > 1, "Danh sách người được bỏ phiếu phải có từ hai người trở lên.")
    expect(
        len(roll) <= LONGEST_ROLL,
        f"Danh sách dài quá {LONGEST_ROLL} người.",
        "Hãy chia theo bộ phận, mỗi bộ phận một cuộc lấy phiếu.",
    )
    twice = [name for name, times in Counter(line.name for line in roll).items() if times > 1]
    expect(
        not twice,
        f"Có tên ghi hai lần: {', '.join(sorted(twice)[:5])}.",
        "Nếu là hai người, hãy ghi thêm bộ phận sau tên; nếu là một người, hãy bỏ bớt một dòng.",
        "Mỗi người một phiếu.",
    )
