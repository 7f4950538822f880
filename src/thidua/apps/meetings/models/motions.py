from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import GreaterThanOrEqual

from thidua.apps.assessments.models import Report
from thidua.apps.campaigns.models import Agreement
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.meetings.enums import (
    Mode,
    MotionKind,
    MotionState,
)
from thidua.apps.meetings.models.meetings import Meeting, Seat
from thidua.apps.meetings.models.rules import RuleFields, a_rule_that_can_be, words_of_the_rule
from thidua.apps.units.models import Membership


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
                condition=Q(carried=True)
                & ~Q(kind__in=["nominate", "council_review", "nominate_list"]),
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
