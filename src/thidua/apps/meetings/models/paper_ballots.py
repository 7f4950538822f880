"""Printed ballots and their count by two tellers. No row ties a ballot to a voter, nor to an order.

A ballot's code is drawn at random and is its key; nothing numbers the ballots as they are given out.
"""

from __future__ import annotations

from django.db import models

from thidua.apps.journal.base import Record
from thidua.apps.meetings.models.meetings import Seat
from thidua.apps.meetings.models.motions import Motion
from thidua.apps.people.models import Person


class PaperCount(Record):
    """That a motion is voted on printed ballots: how many were printed, given out, came back blank."""

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="paper_count")
    printed = models.PositiveIntegerField()
    issued = models.PositiveIntegerField(null=True)
    returned = models.PositiveIntegerField(null=True)
    blank = models.PositiveIntegerField(null=True)
    by_device = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["motion"]

    def __str__(self) -> str:
        return str(self.motion)


class PaperTeller(Record):
    """One of the two who enter every ballot, each for himself."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="paper_tellers")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ["motion", "place"]
        constraints = [
            models.UniqueConstraint("motion", "place", name="meetings_paperteller_place"),
            models.UniqueConstraint("motion", "person", name="meetings_paperteller_person"),
            models.CheckConstraint(
                condition=models.Q(place__in=[1, 2]), name="meetings_paperteller_one_of_two"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class PaperBallot(models.Model):
    """A printed ballot: its code says of which meeting and question it is."""

    code = models.CharField(primary_key=True, max_length=12, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="paper_ballots")

    class Meta:
        ordering = ["motion", "code"]

    def __str__(self) -> str:
        return self.code


class PaperEntry(Record):
    """What a teller read on a ballot."""

    ballot = models.ForeignKey(PaperBallot, on_delete=models.PROTECT, related_name="entries")
    teller = models.ForeignKey(PaperTeller, on_delete=models.PROTECT, related_name="entries")
    marks = models.JSONField(default=dict)
    spoiled = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["ballot", "teller"]
        constraints = [
            models.UniqueConstraint("ballot", "teller", name="meetings_paperentry_once_each")
        ]

    def __str__(self) -> str:
        return str(self.ballot_id)


class PaperCorrection(Record):
    """That a teller looked at a ballot again after both had entered it differently, and why."""

    ballot = models.ForeignKey(PaperBallot, on_delete=models.PROTECT, related_name="corrections")
    teller = models.ForeignKey(PaperTeller, on_delete=models.PROTECT, related_name="corrections")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["ballot", "id"]

    def __str__(self) -> str:
        return self.reason


class PaperSeat(Record):
    """A seat that votes on paper where others vote on devices."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="paper_seats")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="paper_seats")

    class Meta:
        ordering = ["motion", "seat__place"]
        constraints = [models.UniqueConstraint("motion", "seat", name="meetings_paperseat_once")]

    def __str__(self) -> str:
        return str(self.seat)
