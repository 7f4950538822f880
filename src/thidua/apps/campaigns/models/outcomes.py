from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.enums import ReviewStage
from thidua.apps.campaigns.models.movements import Movement
from thidua.apps.journal.base import Record, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Unit


class Participation(Record):
    """A unit's part in a movement."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="participations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="participations")
    joined_on = models.DateField()
    plan = models.TextField(blank=True)

    class Meta:
        ordering = ["movement", "joined_on", "id"]
        constraints = [
            models.UniqueConstraint("movement", "unit", name="campaigns_participation_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.movement}"


class Outcome(Record):
    """What a movement has come to: told by a unit that takes part, or, without one, by its launcher.

    `figures` is a list of `[what, value, unit of measure]`. A later row stands beside the earlier.
    """

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="outcomes")
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    stage = models.CharField(max_length=20, choices=ReviewStage)
    told_on = models.DateField()
    paper_number = models.CharField(max_length=60, blank=True)
    figures = models.JSONField(default=list)
    words = models.TextField()
    models_found = models.TextField(blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["movement", "told_at", "id"]
        constraints = [
            one_of("stage", ReviewStage),
            models.CheckConstraint(condition=~Q(words=""), name="campaigns_outcome_told"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.movement}"
