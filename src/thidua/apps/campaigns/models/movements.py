from __future__ import annotations

from django.db import models

from thidua.apps.journal.base import Record
from thidua.apps.units.models import Authority, BlocYear


class Directive(Record):
    """A paper from above that the year's work answers to."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="directives")
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=400)

    class Meta:
        ordering = ["authority", "issued_on", "number"]
        constraints = [
            models.UniqueConstraint(
                "authority", "number", "issued_on", name="campaigns_directive_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Movement(Record):
    """An emulation movement the bloc takes part in."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="movements")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=300)
    period = models.CharField(max_length=60, blank=True)
    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="movements"
    )

    class Meta:
        ordering = ["bloc_year", "code"]
        constraints = [models.UniqueConstraint("bloc_year", "code", name="campaigns_movement_code")]

    def __str__(self) -> str:
        return self.title
