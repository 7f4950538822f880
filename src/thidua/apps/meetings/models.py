from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import GreaterThanOrEqual

from thidua.apps.assessments.models import Report
from thidua.apps.campaigns.models import Agreement
from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.meetings.enums import (
    MeetingKind,
    MeetingState,
    Mode,
    MotionKind,
    MotionState,
    Presence,
)
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Membership
from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus


def a_rule_that_can_be() -> list[models.CheckConstraint]:
    """Let the database refuse a rule that the voting engine wouldn't read."""
    words = {
        "ballot": Ballot,
        "op": Op,
        "base": Base,
        "absent": AbsentRule,
        "rule_status": RuleStatus,
    }
    known = Q(percent__lte=100) & ~Q(op="gt", percent=100)
    for field, values in words.items():
        known &= Q(**{f"{field}__in": [value.value for value in values]})
    quorum = Q(quorum_percent__isnull=True) | Q(quorum_percent__lte=100)
    return [models.CheckConstraint(condition=known & quorum, name="%(app_label)s_%(class)s_rule")]


RULE_WORDS: dict[str, type[StrEnum]] = {
    "ballot": Ballot,
    "op": Op,
    "base": Base,
    "absent": AbsentRule,
    "rule_status": RuleStatus,
}


def words_of_the_rule(table: str) -> list[models.CheckConstraint]:
    """Let the database refuse a rule in words that `thidua.voting` doesn't know."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__in": [word.value for word in words]}),
            name=f"meetings_{table}_{field}_known",
        )
        for field, words in RULE_WORDS.items()
    ]


class RuleFields(models.Model):
    """A vote rule as data; read into `thidua.voting.VoteRule`."""

    ballot = models.CharField(max_length=20)
    op = models.CharField(max_length=4)
    percent = models.PositiveSmallIntegerField()
    base = models.CharField(max_length=20)
    absent = models.CharField(max_length=20)
    quorum_percent = models.PositiveIntegerField(null=True, blank=True)
    provision = models.CharField(max_length=300, blank=True)
    rule_status = models.CharField(max_length=20)

    class Meta:
        abstract = True


class MotionRule(RuleFields, Record):
    """The rule a bloc's year set for a kind of motion: a parameter, never a constant."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="motion_rules")
    kind = models.CharField(max_length=20, choices=MotionKind)

    class Meta:
        ordering = ["bloc_year", "kind"]
        constraints = [
            models.UniqueConstraint("bloc_year", "kind", name="meetings_rule_kind"),
            *a_rule_that_can_be(),
            one_of("kind", MotionKind),
            *words_of_the_rule("rule"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Meeting(Record):
    """A conference of the bloc or a session of the council about it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="meetings")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20, choices=MeetingKind)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.CALLED)
    chair = models.CharField(max_length=200)
    chair_post = models.CharField(max_length=200)
    secretary = models.CharField(max_length=200)
    tellers = models.JSONField(default=list)
    discussion = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True, blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        ordering = ["authority", "held_at"]
        constraints = [
            one_of("kind", MeetingKind),
            one_of("state", MeetingState),
            one_of("provenance", Provenance),
            both_or_neither("closed_with_time", Q(state="closed"), Q(closed_at__isnull=False)),
            models.UniqueConstraint("bloc_year", "kind", name="meetings_meeting_kind"),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(Record):
    """An entitled voter: a member unit at a conference (one unit, one vote), a person in a council."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    place = models.PositiveSmallIntegerField()
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    post = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=20, choices=Presence, default=Presence.ABSENT)
    mandate = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "place"]
        constraints = [
            one_of("presence", Presence),
            models.UniqueConstraint("meeting", "place", name="meetings_seat_place"),
            models.UniqueConstraint("meeting", "membership", name="meetings_seat_unit"),
            models.UniqueConstraint("meeting", "person", name="meetings_seat_person"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | Q(person__isnull=False),
                name="meetings_seat_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(presence="proxy") | ~Q(mandate=""),
                name="meetings_seat_proxy_has_mandate",
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership or self.person)

    @property
    def voter(self) -> str:
        """Say whose the seat's one vote is: a unit's, or in a council a person's."""
        return "đơn vị" if self.membership_id else "thành viên Hội đồng"


class AgendaItem(Record):
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint("meeting", "number", name="meetings_agenda_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Motion(RuleFields, Record):
    """A question put to the vote, with its own copy of the rule; figures are frozen at closing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="motions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MotionKind)
    question = models.CharField(max_length=400)
    mode = models.CharField(max_length=20, choices=Mode)
    award = models.SlugField(max_length=60, blank=True)
    subject = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="motions"
    )
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="motions"
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="motions"
    )
    state = models.CharField(max_length=20, choices=MotionState, default=MotionState.TABLED)
    members = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    issued = models.PositiveIntegerField(null=True)
    returned = models.PositiveIntegerField(null=True)
    invalid = models.PositiveIntegerField(null=True)
    yes = models.PositiveIntegerField(null=True)
    no = models.PositiveIntegerField(null=True)
    abstain = models.PositiveIntegerField(null=True)
    needed = models.PositiveIntegerField(null=True)
    base_count = models.PositiveIntegerField(null=True)
    carried = models.BooleanField(null=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            *words_of_the_rule("motion"),
            one_of("kind", MotionKind),
            one_of("mode", Mode),
            one_of("state", MotionState),
            *a_rule_that_can_be(),
            models.UniqueConstraint(
                "meeting",
                "kind",
                "award",
                "subject",
                condition=Q(kind__in=["nominate", "council_review"]),
                name="meetings_motion_nominee_once",
            ),
            models.UniqueConstraint(
                "meeting",
                "kind",
                condition=Q(carried=True) & ~Q(kind__in=["nominate", "council_review"]),
                name="meetings_motion_carried_once",
            ),
            models.CheckConstraint(
                condition=Q(carried__isnull=True) | ~Q(absent="none") | Q(issued__lte=F("present")),
                name="meetings_motion_no_ballot_for_the_absent",
            ),
            models.UniqueConstraint("meeting", "number", name="meetings_motion_number"),
            both_or_neither("closed_with_result", Q(state="closed"), Q(carried__isnull=False)),
            models.CheckConstraint(
                condition=Q(carried__isnull=True)
                | Q(
                    issued__lte=F("members"),
                    returned__lte=F("issued"),
                    returned=F("yes") + F("no") + F("abstain") + F("invalid"),
                ),
                name="meetings_motion_ballots_add_up",
            ),
            models.CheckConstraint(
                condition=Q(carried__isnull=True)
                | Q(carried=False)
                | Q(quorum_percent__isnull=True)
                | Q(
                    GreaterThanOrEqual(
                        F("present") * Value(100), F("members") * F("quorum_percent")
                    )
                ),
                name="meetings_motion_carried_with_quorum",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Option(Record):
    """An answer on a motion's ballot; `votes` counts it, and no row says who gave it.

    While a secret ballot runs, every vote rewrites all options of its motion, so that the
    physical row that changed doesn't show which one grew.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="options")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    candidate = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    votes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["motion", "place"]
        constraints = [
            models.UniqueConstraint("motion", "code", name="meetings_option_code"),
            models.UniqueConstraint("motion", "label", name="meetings_option_label"),
            models.UniqueConstraint("motion", "candidate", name="meetings_option_candidate"),
        ]

    def __str__(self) -> str:
        return self.label


class BallotMark(Record):
    """That a seat has voted on a motion: once, and nothing of what it voted."""

    id = models.UUIDField(primary_key=True, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="ballot_marks")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ballot_marks")

    class Meta:
        constraints = [models.UniqueConstraint("motion", "seat", name="meetings_ballot_once")]

    def __str__(self) -> str:
        return str(self.seat)


class OpenVote(Record):
    """A vote given openly, by name, where the rule says open."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="open_votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="open_votes")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="open_votes")

    class Meta:
        ordering = ["motion", "seat__place"]
        constraints = [models.UniqueConstraint("motion", "seat", name="meetings_open_vote_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.option}"
