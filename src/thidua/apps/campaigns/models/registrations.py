from __future__ import annotations

from django.db import models

from thidua.apps.journal.base import Record
from thidua.apps.units.models import BlocYear, Membership


class Registration(Record):
    """A member's registration for an award of the year (a legal basis under the law of 2003)."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="registrations")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="registrations"
    )
    award = models.SlugField(max_length=60)
    registered_on = models.DateField()
    paper_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["bloc_year", "membership__place", "award"]
        constraints = [
            models.UniqueConstraint("membership", "award", name="campaigns_registration_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.award}"
