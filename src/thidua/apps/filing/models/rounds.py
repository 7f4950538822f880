"""Rounds of a draft: by when units send their reports, or say what they think of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.filing.enums import RoundPurpose
from thidua.apps.filing.models.drafts import Draft
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Unit


class DraftRound(Record):
    """What units are asked for by a day; a later round of the same purpose takes its place."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="rounds")
    purpose = models.CharField(max_length=20, choices=RoundPurpose)
    due_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "opened_at", "id"]
        constraints = [one_of("purpose", RoundPurpose)]

    def __str__(self) -> str:
        return f"{self.draft}: {self.get_purpose_display()}"


class DraftComment(Record):
    """What a unit says of a draft in a round, and what the lead made of it."""

    round = models.ForeignKey(DraftRound, on_delete=models.PROTECT, related_name="comments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round", "made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="filing_comment_told"),
            both_or_neither("answered_with_words", ~Q(answer=""), Q(answered_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.text[:60]}"
