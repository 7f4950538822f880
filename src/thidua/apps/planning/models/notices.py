from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.journal.base import Record, one_of
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Rhythm
from thidua.apps.units.models import Authority, Bloc


class FeedAddress(Record):
    """A secret address of a calendar, a person's or a bloc's; only its digest is kept.

    Whoever knows the address reads the calendar without signing in, until it is revoked.
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="feed_addresses"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="feed_addresses"
    )
    bloc = models.ForeignKey(
        Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="feed_addresses"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "feed addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(bloc__isnull=True),
                name="planning_feed_of_one",
            ),
            models.UniqueConstraint(
                "person",
                condition=Q(revoked_at__isnull=True, person__isnull=False),
                name="planning_feed_one_a_person",
            ),
            models.UniqueConstraint(
                "bloc",
                condition=Q(revoked_at__isnull=True, bloc__isnull=False),
                name="planning_feed_one_a_bloc",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.bloc}"


class DigestChoice(Record):
    """How often, and about what, a person wants letters; without a row none."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="digest_choice")
    rhythm = models.CharField(max_length=20, choices=Rhythm)
    kinds = models.JSONField(default=list)
    last_sent_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [one_of("rhythm", Rhythm)]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_rhythm_display()}"
