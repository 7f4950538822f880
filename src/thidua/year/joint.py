"""Deeds that a person does with one button and that stand or fall together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Evidence, Scorecard
from thidua.apps.assessments.services import evidence_attach, marks_save
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.queries import nominations_of
from thidua.apps.awards.services import nomination_council
from thidua.apps.campaigns.enums import Direction
from thidua.apps.campaigns.models import Article, Target
from thidua.apps.campaigns.services import PaperRef, target_assign, target_set
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.models import Motion
from thidua.apps.people.models import Person
from thidua.apps.units.models import Membership
from thidua.voting import Count
from thidua.year.steps import close_motion


@transaction.atomic
def set_and_assign(
    *,
    article: Article,
    code: str,
    text: str,
    unit_of_measure: str,
    direction: Direction,
    planned: Sequence[tuple[Membership, Decimal]],
    actor: Person,
    at: datetime,
) -> Target:
    """Set a target and give the members their plans."""
    target = target_set(
        article=article,
        code=code,
        text=text,
        unit_of_measure=unit_of_measure,
        direction=direction,
        actor=actor,
        at=at,
    )
    target_assign(target=target, planned=planned, actor=actor, at=at)
    return target


@transaction.atomic
def attach_with_marks(
    *,
    scorecard: Scorecard,
    criterion: Criterion,
    proof: PaperRef,
    stage: Stage,
    points: Mapping[str, Decimal],
    reasons: Mapping[str, str],
    actor: Person,
    at: datetime,
) -> Evidence:
    """Attach evidence and save the marks typed beside it."""
    marks_save(scorecard=scorecard, stage=stage, points=points, reasons=reasons, actor=actor, at=at)
    return evidence_attach(
        scorecard=scorecard, criterion=criterion, proof=proof, actor=actor, at=at
    )


@transaction.atomic
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
