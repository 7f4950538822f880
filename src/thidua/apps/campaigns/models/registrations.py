from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.enums import Registrant
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.units.models import BlocYear, Membership


class Registration(Record):
    """A member's registration for an award of the year (a legal basis under the law of 2003).

    For itself, or for a collective or person of its own named in `subject`; one that was withdrawn
    stays with its reason.
    """

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="registrations")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="registrations"
    )
    award = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=Registrant, default=Registrant.UNIT)
    subject = models.CharField(max_length=200, blank=True)
    registered_on = models.DateField()
    paper_number = models.CharField(max_length=60, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["bloc_year", "membership__place", "kind", "award", "subject"]
        constraints = [
            models.UniqueConstraint(
                "membership",
                "award",
                "subject",
                condition=Q(withdrawn_at__isnull=True),
                name="campaigns_registration_once",
            ),
            one_of("kind", Registrant),
            both_or_neither("unit_or_named", ~Q(kind="unit"), ~Q(subject="")),
            both_or_neither("withdrawn_with_reason", Q(withdrawn_at__isnull=False), ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.award}"


class RegistrationDeadline(Record):
    """By which day units of a bloc register, and what says so."""

    bloc_year = models.OneToOneField(
        BlocYear, on_delete=models.PROTECT, related_name="registration_deadline"
    )
    due_on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""), name="campaigns_registration_deadline_sourced"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc_year}: {self.due_on}"
