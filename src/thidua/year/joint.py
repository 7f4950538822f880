"""Closing a vote with what follows from it at once, in a conference and in the council alike."""

from collections.abc import Mapping
from datetime import datetime

from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.queries import nominations_of
from thidua.apps.awards.services import nomination_council
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.models import Motion
from thidua.apps.people.models import Person
from thidua.voting import Count
from thidua.year.steps import close_motion, together


@together
def close_vote(
    *,
    motion: Motion,
    actor: Person,
    at: datetime,
    count: Count | None = None,
    votes: Mapping[str, int] | None = None,
) -> Motion:
    """Close a vote; what the council resolved is recorded on the nomination it was about."""
    closed = close_motion(motion=motion, count=count, votes=votes, actor=actor, at=at)
    if closed.kind == MotionKind.COUNCIL_REVIEW:
        record_review(closed, actor, at)
    return closed


def record_review(motion: Motion, actor: Person, at: datetime) -> None:
    reviewed = nominations_of(motion.meeting.bloc_year).filter(
        award=motion.award, membership=motion.subject_id, state=NominationState.SUBMITTED
    )
    for nomination in reviewed:
        nomination_council(nomination=nomination, motion=motion, actor=actor, at=at)
