"""What a motion has beyond yes and no: its ballot, its rounds, reservations, acclamation, a tie broken."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.journal.base import Record, one_of
from thidua.apps.meetings.enums import Counting, GoesOn, MotionKind, Shape, TieWay, When
from thidua.apps.meetings.models.meetings import Seat
from thidua.apps.meetings.models.motions import Motion, Option
from thidua.apps.units.models import BlocYear
from thidua.voting import RuleStatus


class BallotForm(Record):
    """How the ballot of a motion on several candidates is laid out and counted; `lines` once counted."""

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="form")
    shape = models.CharField(max_length=20, choices=Shape)
    counting = models.CharField(max_length=20, choices=Counting, default=Counting.VOTES)
    at_most = models.PositiveSmallIntegerField(default=1)
    places = models.PositiveSmallIntegerField(default=1)
    blank_valid = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    before = models.OneToOneField(
        Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="next_form"
    )
    blank = models.PositiveIntegerField(null=True)
    lines = models.JSONField(default=list)
    chosen = models.JSONField(default=list)
    tied = models.JSONField(default=list)

    class Meta:
        ordering = ["motion"]
        constraints = [
            one_of("shape", Shape),
            one_of("counting", Counting),
            models.CheckConstraint(
                condition=Q(at_most__gte=1, places__gte=1, round__gte=1),
                name="meetings_ballotform_asks_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(round=1, before__isnull=True) | Q(round__gt=1, before__isnull=False),
                name="meetings_ballotform_round_after_a_round",
            ),
        ]

    def __str__(self) -> str:
        return self.get_shape_display()


class Revote(Record):
    """What a bloc's year says of ties and of voting again on a kind of motion."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="revotes")
    kind = models.CharField(max_length=20, choices=MotionKind)
    max_rounds = models.PositiveSmallIntegerField()
    goes_on = models.CharField(max_length=20, choices=GoesOn)
    when = models.CharField(max_length=20, choices=When)
    tie = models.CharField(max_length=20, choices=TieWay)
    provision = models.CharField(max_length=300)
    rule_status = models.CharField(max_length=20)

    class Meta:
        ordering = ["bloc_year", "kind"]
        constraints = [
            models.UniqueConstraint("bloc_year", "kind", name="meetings_revote_kind"),
            one_of("kind", MotionKind),
            one_of("goes_on", GoesOn),
            one_of("when", When),
            one_of("tie", TieWay),
            models.CheckConstraint(
                condition=Q(max_rounds__gte=1, max_rounds__lte=9)
                & Q(rule_status__in=[status.value for status in RuleStatus]),
                name="meetings_revote_can_be",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Reservation(Record):
    """What a member holds against a text that the meeting decides on, for the minutes."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="reservations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reservations")
    text = models.TextField()

    class Meta:
        ordering = ["motion", "seat__place", "id"]

    def __str__(self) -> str:
        return f"{self.seat}: {self.text}"


class Acclamation(Record):
    """That the chair asked who objects, and nobody did."""

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="acclamation")
    asked_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["motion"]

    def __str__(self) -> str:
        return self.asked_by


class TieBreak(Record):
    """Who was taken among equals, by the chair's word or by lot, as told in the minutes."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="tie_breaks")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20, choices=TieWay)
    told = models.TextField()

    class Meta:
        ordering = ["motion", "id"]
        constraints = [
            models.UniqueConstraint("motion", "option", name="meetings_tiebreak_once"),
            models.CheckConstraint(
                condition=Q(way__in=["chair", "lot"]) & ~Q(told=""),
                name="meetings_tiebreak_is_told",
            ),
        ]

    def __str__(self) -> str:
        return str(self.option)
