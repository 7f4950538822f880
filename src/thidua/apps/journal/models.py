from __future__ import annotations

from typing import Never

from django.db import models


class Entry(models.Model):
    """One deed: who did what to which thing, when; each entry seals the one before it."""

    authority_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    deed = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["authority_id", "number"]
        constraints = [
            models.UniqueConstraint("authority_id", "number", name="journal_entry_number"),
        ]
        indexes = [
            models.Index(
                "authority_id", "subject_kind", "subject_id", name="journal_entry_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.deed}"

    def delete(self, *_args: object, **_kwargs: object) -> Never:
        raise TypeError("A journal entry is never deleted.")
