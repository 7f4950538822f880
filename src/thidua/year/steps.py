"""Steps of the year: the deeds a person does with one button, and the papers the step leaves.

The deeds themselves, with their checks, are in the apps; a step only puts those together that
belong together, in one transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.models import Standing
from thidua.apps.assessments.services import ranking_close
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import Decision, Nomination
from thidua.apps.awards.queries import nominations_of
from thidua.apps.awards.services import (
    DecisionText,
    decision_issue,
    nomination_council,
    nomination_make,
    nomination_submit,
)
from thidua.apps.campaigns.enums import Adoption, AgreementState
from thidua.apps.campaigns.models import Agreement, Signature
from thidua.apps.campaigns.services import agreement_adopt, agreement_sign
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.meetings.enums import MeetingKind, MotionKind
from thidua.apps.meetings.models import Meeting, Motion, SealedVote, TieBreak
from thidua.apps.meetings.services import (
    meeting_close,
    motion_acclaim,
    motion_close,
    motion_close_counted,
    paper_close,
    sealed_count,
    tie_break,
)
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.voting import Count
from thidua.year.merit import merit_of
from thidua.year.papers.agreement import file_agreement
from thidua.year.papers.certificate import file_certificates
from thidua.year.papers.conference import file_conference_minutes
from thidua.year.papers.count import file_count_minutes
from thidua.year.papers.decision import file_decision
from thidua.year.papers.proposal import file_proposal
from thidua.year.papers.report import file_report
from thidua.year.papers.scores import file_scores

# For a page whose one button is several deeds that stand or fall together.
together = transaction.atomic


@transaction.atomic
def sign_agreement(
    *, agreement: Agreement, membership: Membership, post: str, actor: Person, at: datetime
) -> Signature:
    """Sign for a unit; once all have signed, the agreement is filed as a paper."""
    signature = agreement_sign(
        agreement=agreement, membership=membership, post=post, actor=actor, at=at
    )
    if agreement.state == AgreementState.IN_FORCE:
        file_agreement(agreement=agreement, kept_in=agreement.bloc_year, actor=actor, at=at)
    return signature


@transaction.atomic
def close_ranking(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Standing]:
    """Close the ranking and file the score sheets."""
    standings = ranking_close(bloc_year=bloc_year, actor=actor, at=at)
    file_scores(bloc_year=bloc_year, actor=actor, at=at)
    return standings


@transaction.atomic
def close_motion(
    *,
    motion: Motion,
    actor: Person,
    at: datetime,
    count: Count | None = None,
    votes: Mapping[str, int] | None = None,
) -> Motion:
    """Close a vote, electronic or counted by tellers; what it resolved takes effect at once."""
    if count is None:
        closed = motion_close(motion=motion, actor=actor, at=at)
    else:
        closed = motion_close_counted(motion=motion, count=count, votes=votes, actor=actor, at=at)
    take_effect(closed, actor, at)
    return closed


@transaction.atomic
def count_sealed(*, vote: SealedVote, actor: Person, at: datetime) -> SealedVote:
    """Count the sealed ballots; what a meeting resolved by them takes effect at once."""
    counted = sealed_count(vote=vote, actor=actor, at=at)
    if counted.motion is not None:
        take_effect(counted.motion, actor, at)
    return counted


@transaction.atomic
def close_paper(*, motion: Motion, issued: int, actor: Person, at: datetime) -> Motion:
    """Count printed ballots; what was resolved by them takes effect at once."""
    closed = paper_close(motion=motion, issued=issued, actor=actor, at=at)
    take_effect(closed, actor, at)
    return closed


@transaction.atomic
def acclaim(*, motion: Motion, asked_by: str, actor: Person, at: datetime) -> Motion:
    closed = motion_acclaim(motion=motion, asked_by=asked_by, actor=actor, at=at)
    take_effect(closed, actor, at)
    return closed


@transaction.atomic
def break_tie(*, motion: Motion, code: str, told: str, actor: Person, at: datetime) -> TieBreak:
    broken = tie_break(motion=motion, code=code, told=told, actor=actor, at=at)
    take_effect(motion, actor, at)
    return broken


def take_effect(closed: Motion, actor: Person, at: datetime) -> None:
    if closed.kind == MotionKind.NOMINATE and closed.carried:
        nominate(motion=closed, actor=actor, at=at)
    if closed.kind == MotionKind.NOMINATE_LIST:
        nominate_list(closed, actor, at)
    if closed.kind == MotionKind.ADOPT_AGREEMENT and closed.carried:
        adopt_drafted(closed, actor, at)
    if closed.kind == MotionKind.COUNCIL_REVIEW:
        record_review(closed, actor, at)


def nominate_list(closed: Motion, actor: Person, at: datetime) -> None:
    """Nominate each member that a list chose, by the motion that keeps its line of the count."""
    year = closed.meeting.bloc_year
    made = set(nominations_of(year).values_list("motion", flat=True))
    own = closed.meeting.motions.filter(kind=MotionKind.NOMINATE, award=closed.award, carried=True)
    for motion in own.select_related("meeting__bloc_year__authority", "subject__unit"):
        if motion.pk not in made:
            nominate(motion=motion, actor=actor, at=at)


def adopt_drafted(motion: Motion, actor: Person, at: datetime) -> None:
    """Let a draft that the conference adopted go to be signed; one laid out before is there already."""
    agreement = motion.agreement
    if agreement is not None and agreement.state == AgreementState.DRAFT:
        agreement_adopt(agreement=agreement, how=Adoption.MOTION, actor=actor, at=at)


def record_review(motion: Motion, actor: Person, at: datetime) -> None:
    """Let what the council resolved take effect on the nomination it was about."""
    reviewed = nominations_of(motion.meeting.bloc_year).filter(
        award=motion.award, membership=motion.subject_id, state=NominationState.SUBMITTED
    )
    for nomination in reviewed:
        nomination_council(nomination=nomination, motion=motion, actor=actor, at=at)


def nominate(*, motion: Motion, actor: Person, at: datetime) -> Nomination:
    bloc_year = motion.meeting.bloc_year
    subject = motion.subject
    if subject is None:
        raise Refused("Nội dung biểu quyết không nêu đơn vị được đề nghị.")
    return nomination_make(
        motion=motion,
        proposed_by=bloc_year.memberships.select_related("unit").get(position="lead"),
        merit=merit_of(subject),
        actor=actor,
        at=at,
    )


@transaction.atomic
def close_meeting(
    *, meeting: Meeting, discussion: Sequence[str], actor: Person, at: datetime
) -> Meeting:
    """Close a meeting; a conference leaves its report, its minutes and the minutes of the count."""
    closed = meeting_close(meeting=meeting, discussion=discussion, actor=actor, at=at)
    if closed.kind == MeetingKind.CONFERENCE:
        if closed.motions.filter(kind=MotionKind.ADOPT_REPORT, carried=True).exists():
            file_report(bloc_year=closed.bloc_year, actor=actor, at=at)
        file_count_minutes(meeting=closed, actor=actor, at=at)
        file_conference_minutes(meeting=closed, actor=actor, at=at)
    return closed


@transaction.atomic
def submit_nominations(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Nomination]:
    """Hand all nominations of the bloc in to the council, with the proposal and its list."""
    waiting = list(nominations_of(bloc_year).filter(state=NominationState.PROPOSED))
    if not waiting:
        raise Refused(
            "Khối chưa có đề nghị khen thưởng nào để trình.",
            remedy="Đề nghị được lập từ các nội dung hội nghị đã biểu quyết thông qua.",
        )
    submitted = [nomination_submit(nomination=n, actor=actor, at=at) for n in waiting]
    file_proposal(bloc_year=bloc_year, actor=actor, at=at)
    return submitted


@transaction.atomic
def decide(
    *,
    bloc_year: BlocYear,
    award: str,
    text: DecisionText,
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Decision:
    """Issue the decision about all approved nominations for an award, with its certificates."""
    approved = nominations_of(bloc_year).filter(award=award, state=NominationState.APPROVED)
    decision = decision_issue(
        bloc_year=bloc_year,
        award=award,
        nominations=list(approved),
        text=text,
        provenance=provenance,
        actor=actor,
        at=at,
    )
    file_decision(decision=decision, actor=actor, at=at)
    file_certificates(decision=decision, actor=actor, at=at)
    return decision
