from __future__ import annotations

from django.db import models

from thidua.apps.journal.base import Record
from thidua.apps.meetings.models.meetings import AgendaItem, Meeting


class AgendaTurn(Record):
    """That a meeting went to an item of its agenda, forward or back; a turn is never taken out."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="turns")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="turns")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["meeting", "place"]
        constraints = [models.UniqueConstraint("meeting", "place", name="meetings_turn_place")]

    def __str__(self) -> str:
        return str(self.item)
