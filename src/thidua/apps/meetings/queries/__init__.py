"""Reading meetings, seats and motions; turning their rows into the values of `thidua.voting`."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from thidua.apps.meetings.enums import (
    ELECTIONS,
    ON_PHONES,
    Choice,
    MeetingKind,
    MotionState,
    Presence,
)
from thidua.apps.meetings.models import Meeting, Motion, MotionRule, OpenVote, RuleFields, Seat
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import bloc_years_for
from thidua.voting import AbsentRule, Ballot, Base, Count, Op, RuleStatus, VoteRule


def rule_of(row: RuleFields) -> VoteRule:
    return VoteRule(
        ballot=Ballot(row.ballot),
        op=Op(row.op),
        percent=row.percent,
        base=Base(row.base),
        absent=AbsentRule(row.absent),
        quorum_percent=row.quorum_percent,
        provision=row.provision,
        status=RuleStatus(row.rule_status),
    )


def is_secret(motion: Motion) -> bool:
    return Ballot(motion.ballot) is not Ballot.OPEN


def rules_of(bloc_year: BlocYear) -> QuerySet[MotionRule]:
    return bloc_year.motion_rules.order_by("kind")


def meeting_of(bloc_year: BlocYear, kind: MeetingKind) -> Meeting | None:
    return (
        Meeting.objects.filter(bloc_year=bloc_year, kind=kind)
        .select_related("bloc_year__bloc", "authority")
        .first()
    )


def seats_of(meeting: Meeting) -> QuerySet[Seat]:
    return meeting.seats.select_related("membership__unit", "person").order_by("place")


def all_can_sign_in(meeting: Meeting) -> bool:
    """Tell whether everyone with a seat has an account, without which nobody votes on a phone."""
    return not meeting.seats.filter(person__account__isnull=True).exists()


def motions_of(meeting: Meeting) -> QuerySet[Motion]:
    """Return the motions with their options and, for open votes, who voted what."""
    open_votes = OpenVote.objects.select_related("seat__membership__unit", "seat__person", "option")
    return (
        meeting.motions.select_related("subject__unit", "sealed")
        .prefetch_related("options", Prefetch("open_votes", queryset=open_votes))
        .order_by("number")
    )


def motion_for(person: Person, key: UUID, on: date) -> Motion | None:
    """Return a motion of a meeting in which the person has a seat or whose year is open to them."""
    mine = Motion.objects.filter(meeting__bloc_year__in=bloc_years_for(person, on).values("pk"))
    seated = Motion.objects.filter(meeting__seats__person=person)
    return (
        (mine | seated)
        .distinct()
        .filter(pk=key)
        .select_related("meeting__bloc_year__bloc", "meeting__authority", "subject__unit")
        .first()
    )


def seat_of(person: Person, meeting: Meeting) -> Seat | None:
    return seats_of(meeting).filter(person=person).first()


def has_voted(seat: Seat, motion: Motion) -> bool:
    return motion.ballot_marks.filter(seat=seat).exists()


def open_ballots_for(person: Person) -> QuerySet[Motion]:
    """Return the motions now open on which the person's seat hasn't voted yet."""
    return (
        Motion.objects.filter(
            Q(mode__in=ON_PHONES) | Q(mode="sealed", sealed__state__in=["asking", "box"]),
            state=MotionState.OPEN,
            meeting__seats__person=person,
        )
        .exclude(ballot_marks__seat__person=person)
        .exclude(paper_seats__seat__person=person)
        .select_related("meeting")
        .order_by("number")
    )


def present_count(meeting: Meeting) -> int:
    return meeting.seats.exclude(presence=Presence.ABSENT).count()


def voting_now(meeting: Meeting) -> bool:
    return meeting.motions.filter(state=MotionState.OPEN).exists()


def votes_by_name(motion: Motion) -> dict[str, int]:
    """Return the votes by the candidate's name, for reasons that people read."""
    return dict(motion.options.values_list("label", "votes"))


def votes_by_candidate(motion: Motion) -> dict[str, int]:
    return dict(motion.options.values_list("code", "votes"))


def count_of(motion: Motion) -> Count:
    """Count an electronic vote: every seat present was offered a ballot; an unused one isn't returned."""
    votes = votes_by_candidate(motion)
    returned = motion.ballot_marks.count()
    if motion.kind in ELECTIONS:
        best = max(votes.values(), default=0)
        yes, no, abstain = best, returned - best, 0
    else:
        yes, no, abstain = (votes.get(choice.value, 0) for choice in Choice)
    present = present_count(motion.meeting)
    return Count(
        members=motion.meeting.seats.count(),
        present=present,
        issued=present,
        returned=returned,
        valid=returned,
        invalid=0,
        yes=yes,
        no=no,
        abstain=abstain,
    )


def frozen_count(motion: Motion) -> Count:
    """Return the figures as frozen when the motion was closed."""
    if motion.returned is None or motion.invalid is None:
        raise ValueError(f"motion {motion.pk} is not closed")
    return Count(
        members=motion.members or 0,
        present=motion.present or 0,
        issued=motion.issued or 0,
        returned=motion.returned,
        valid=motion.returned - motion.invalid,
        invalid=motion.invalid,
        yes=motion.yes or 0,
        no=motion.no or 0,
        abstain=motion.abstain or 0,
    )
