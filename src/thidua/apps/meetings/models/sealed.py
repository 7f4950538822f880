"""Votes by sealed ballots: the roll, who was given a ballot, the box. No row holds a time or an order.

Whatever of these tables stays behind in a backup, a log or a dead row says nothing of whose ballot
is whose: docs/explanation/ballots.md#where-nothing-may-stay.
"""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from django.db import models
from django.db.models import Q

from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.meetings.enums import SealedState
from thidua.apps.meetings.models.meetings import Seat
from thidua.apps.meetings.models.motions import Motion
from thidua.apps.meetings.models.rules import RuleFields, a_rule_that_can_be, words_of_the_rule
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, Unit

HEX = 64  # letters of a SHA-256


class Poll(RuleFields, Record):
    """A secret vote of the staff of one unit, outside any meeting: a review, whom to nominate."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="polls")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="polls")
    title = models.CharField(max_length=300)
    question = models.CharField(max_length=400)
    candidates = models.JSONField(default=list)  # names; none where yes, no or no opinion is asked

    class Meta:
        ordering = ["unit", "-id"]
        constraints = [*words_of_the_rule("poll"), *a_rule_that_can_be()]

    def __str__(self) -> str:
        return self.question


class SealedVote(models.Model):
    """A vote by sealed ballots on a motion of a meeting, or of a unit's staff; bears its key."""

    id = models.UUIDField(primary_key=True, editable=False)
    motion = models.OneToOneField(
        Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="sealed"
    )
    poll = models.OneToOneField(
        Poll, on_delete=models.PROTECT, null=True, blank=True, related_name="sealed"
    )
    state = models.CharField(max_length=20, choices=SealedState, default=SealedState.KEYS)
    asking_over = models.BooleanField(default=False)
    question = models.TextField(blank=True)
    seal = models.CharField(max_length=HEX, blank=True)
    roll_digest = models.CharField(max_length=HEX, blank=True)
    present = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    tally = models.TextField(blank=True)
    tally_digest = models.CharField(max_length=HEX, blank=True)
    void_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            one_of("state", SealedState),
            models.CheckConstraint(
                condition=Q(motion__isnull=False, poll__isnull=True)
                | Q(motion__isnull=True, poll__isnull=False),
                name="meetings_sealedvote_on_one_matter",
            ),
            models.CheckConstraint(
                condition=Q(state="keys", seal="") | (~Q(state="keys") & ~Q(seal="")),
                name="meetings_sealedvote_sealed_before_asking",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["counted", "published"]) ^ Q(tally=""),
                name="meetings_sealedvote_counted_with_tally",
            ),
            both_or_neither("void_for_a_reason", Q(state="void"), ~Q(void_reason="")),
        ]

    def __str__(self) -> str:
        return str(self.matter)

    @property
    def matter(self) -> Motion | Poll:
        """What is voted on."""
        found = self.motion or self.poll
        if found is None:
            raise ValueError(f"sealed vote {self.pk} on nothing")
        return found

    @property
    def title(self) -> str:
        """Name the meeting, or the unit's vote."""
        return self.motion.meeting.title if self.motion else self.poll.title if self.poll else ""

    @cached_property
    def authority_id(self) -> UUID:
        matter = self.matter
        return matter.meeting.authority_id if isinstance(matter, Motion) else matter.authority_id


class SealedTeller(Record):
    """One who counts: the public halves of both keys, after closing the private opening key."""

    vote = models.ForeignKey(SealedVote, on_delete=models.PROTECT, related_name="tellers")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signing_key = models.CharField(max_length=HEX, blank=True)
    opening_key = models.CharField(max_length=HEX, blank=True)
    opened = models.CharField(max_length=HEX, blank=True)
    tally_signature = models.CharField(max_length=128, blank=True)
    ballots_signature = models.CharField(max_length=128, blank=True)

    class Meta:
        ordering = ["vote", "place"]
        constraints = [
            models.UniqueConstraint("vote", "place", name="meetings_sealedteller_place"),
            models.UniqueConstraint("vote", "person", name="meetings_sealedteller_person"),
            models.UniqueConstraint(
                "opening_key",
                condition=~Q(opening_key=""),
                name="meetings_sealedteller_key_of_one_vote",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class SealedVoter(Record):
    """A line of the roll: a seat of the meeting or a name; `slip` is the hash of a one-time code."""

    vote = models.ForeignKey(SealedVote, on_delete=models.PROTECT, related_name="voters")
    place = models.PositiveIntegerField()
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="sealed_votes"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    slip = models.CharField(max_length=HEX, blank=True)

    class Meta:
        ordering = ["vote", "place"]
        constraints = [
            models.UniqueConstraint("vote", "place", name="meetings_sealedvoter_place"),
            models.UniqueConstraint("vote", "seat", name="meetings_sealedvoter_seat"),
            models.UniqueConstraint(
                "vote", "slip", condition=~Q(slip=""), name="meetings_sealedvoter_slip"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SealedIssue(models.Model):
    """That a voter was given a ballot; `asked` is the hash of the blinded request."""

    voter = models.OneToOneField(
        SealedVoter, on_delete=models.PROTECT, primary_key=True, related_name="issue"
    )
    vote = models.ForeignKey(SealedVote, on_delete=models.PROTECT, related_name="issues")
    asked = models.CharField(max_length=HEX)

    class Meta:
        ordering = ["vote", "voter__place"]

    def __str__(self) -> str:
        return str(self.voter)


class SealedCast(models.Model):
    """A ballot while the box is open: unreadable, and under a mark that hides its token.

    Both hang on the box key, which lies outside the database and is destroyed at closing.
    """

    mark = models.CharField(primary_key=True, max_length=HEX, editable=False)
    vote = models.ForeignKey(SealedVote, on_delete=models.PROTECT, related_name="casts")
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.mark


class SealedBallot(models.Model):
    """A ballot of the closed box; all rows of a box are written at once, sorted by token."""

    tracker = models.CharField(primary_key=True, max_length=HEX, editable=False)
    vote = models.ForeignKey(SealedVote, on_delete=models.PROTECT, related_name="ballots")
    token = models.BinaryField()
    signature = models.BinaryField()
    sealed = models.BinaryField()
    proof = models.BinaryField()

    class Meta:
        ordering = ["vote", "token"]
        constraints = [
            models.UniqueConstraint("vote", "token", name="meetings_sealedballot_token_once"),
        ]

    def __str__(self) -> str:
        return self.tracker


class SealedRefusal(models.Model):
    """How often a ballot was refused for a reason; neither when nor from where."""

    vote = models.ForeignKey(SealedVote, on_delete=models.PROTECT, related_name="refusals")
    code = models.CharField(max_length=40)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["vote", "code"]
        constraints = [
            models.UniqueConstraint("vote", "code", name="meetings_sealedrefusal_code"),
        ]

    def __str__(self) -> str:
        return self.code
