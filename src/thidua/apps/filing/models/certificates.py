"""How certificates are set, and each time they were printed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.filing.enums import PrintReason, TextStatus
from thidua.apps.filing.models.papers import Blob, Paper
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority


class CertificatePattern(Record):
    """A version of how an authority's certificates of an award are set; never changed.

    A decision is printed by the latest version whose `valid_from` its day has reached.
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="certificate_patterns"
    )
    award = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    pattern = models.JSONField()
    emblem = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=20, choices=TextStatus)
    source = models.CharField(max_length=300)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["authority", "award", "version"]
        constraints = [
            models.UniqueConstraint("authority", "award", "version", name="filing_pattern_version"),
            one_of("status", TextStatus),
            models.CheckConstraint(condition=~Q(source=""), name="filing_pattern_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.award} v{self.version}"


class PrintRun(Record):
    """Certificates sent to the printer at once: one file, one pattern."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="print_runs")
    title = models.CharField(max_length=300)
    pattern = models.ForeignKey(
        CertificatePattern, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pdf = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=PrintReason)
    note = models.CharField(max_length=500, blank=True)
    printed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        ordering = ["authority", "-id"]
        constraints = [
            one_of("reason", PrintReason),
            both_or_neither("again_for_a_reason", ~Q(reason="first"), ~Q(note="")),
        ]

    def __str__(self) -> str:
        return self.title


class Printing(Record):
    """That a certificate was printed: the first time, or again for the reason of its run."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="printings")
    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="printings")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="printings")
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["paper", "ordinal"]
        constraints = [
            models.UniqueConstraint("paper", "ordinal", name="filing_printing_once"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="filing_printing_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.ordinal}"
