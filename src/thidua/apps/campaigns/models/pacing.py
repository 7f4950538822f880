from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.models.targets import Assignment
from thidua.apps.journal.base import Record
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear


class PaceSetting(Record):
    """From which share of what is due a bloc calls a figure late, and what says so."""

    bloc_year = models.OneToOneField(
        BlocYear, on_delete=models.PROTECT, related_name="pace_setting"
    )
    near = models.DecimalField(max_digits=5, decimal_places=2)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(near__gt=0, near__lte=100), name="campaigns_pace_a_share"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="campaigns_pace_sourced"),
        ]

    def __str__(self) -> str:
        return f"{self.bloc_year}: {self.near} %"


class Explanation(Record):
    """Why a target was missed or passed, in the unit's words; a later one stands beside the earlier."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="explanations"
    )
    text = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["assignment", "written_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="campaigns_explanation_told"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.text[:60]}"
