from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.models.agreements import Clause
from thidua.apps.campaigns.models.targets import Target
from thidua.apps.journal.base import Record
from thidua.apps.units.models import Unit


class Measure(Record):
    """Which clause a target makes measurable, and how: from what, how heavy, by whom told."""

    target = models.OneToOneField(Target, on_delete=models.PROTECT, related_name="measure")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="measures")
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    weight = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    method = models.CharField(max_length=400, blank=True)
    reporter = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["target"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0),
                name="campaigns_measure_weighs_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} ({self.clause})"
