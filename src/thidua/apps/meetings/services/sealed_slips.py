"""One-time codes for those who ask for their ballot without signing in."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.apps.meetings.enums import SealedState
from thidua.apps.meetings.models import SealedVote, SealedVoter
from thidua.apps.meetings.queries.sealed import SLIP_LETTERS, slip_hash
from thidua.apps.meetings.services.base import expect
from thidua.apps.meetings.services.sealed import begin, may_run, note
from thidua.apps.people.models import Person

LETTERS, GROUP = 16, 4  # 80 bits


@transaction.atomic
def slips_make(
    *, vote: SealedVote, places: Sequence[int], actor: Person, at: datetime
) -> list[tuple[SealedVoter, str]]:
    """Make a code for lines of the roll that have no ballot yet; an earlier code of theirs is void.

    Only the codes' hashes are kept: what this returns is printed or mailed at once, or made anew.
    """
    may_run("meetings.sealed.slip", vote, actor, at)
    begin(vote, SealedState.ASKING, SealedState.BOX)
    expect(not vote.asking_over, "Đã thôi cấp phiếu cho nội dung này.")
    voters = list(vote.voters.filter(place__in=places, issue__isnull=True).order_by("place"))
    expect(
        len(voters) > 0,
        "Chưa chọn ai để lập mã, hoặc những người được chọn đều đã nhận phiếu.",
        "Hãy chọn người chưa nhận phiếu trong danh sách.",
    )
    made = [(voter, new_code()) for voter in voters]
    for voter, code in made:
        voter.slip = slip_hash(vote.pk, code)
    SealedVoter.objects.bulk_update(voters, ["slip"], batch_size=500)
    note("meetings.sealed.slip", vote, actor, at, places=[voter.place for voter in voters])
    return made


def new_code() -> str:
    letters = [secrets.choice(SLIP_LETTERS) for _ in range(LETTERS)]
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, LETTERS, GROUP))
