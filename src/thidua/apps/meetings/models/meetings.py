from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.meetings.enums import (
    MeetingKind,
    MeetingState,
    Presence,
)
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Membership


class Meeting(Record):
    """A conference of the bloc or a session of the council about it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="meetings")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20, choices=MeetingKind)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.CALLED)
    chair = models.CharField(max_length=200)
    chair_post = models.CharField(max_length=200)
    secretary = models.CharField(max_length=200)
    tellers = models.JSONField(default=list)
    discussion = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True, blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        ordering = ["authority", "held_at"]
        constraints = [
            one_of("kind", MeetingKind),
            one_of("state", MeetingState),
            one_of("provenance", Provenance),
            both_or_neither("closed_with_time", Q(state="closed"), Q(closed_at__isnull=False)),
            models.UniqueConstraint("bloc_year", "kind", name="meetings_meeting_kind"),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(Record):
    """An entitled voter: a member unit at a conference (one unit, one vote), a person in a council."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    place = models.PositiveSmallIntegerField()
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    post = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=20, choices=Presence, default=Presence.ABSENT)
    mandate = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "place"]
        constraints = [
            one_of("presence", Presence),
            models.UniqueConstraint("meeting", "place", name="meetings_seat_place"),
            models.UniqueConstraint("meeting", "membership", name="meetings_seat_unit"),
            models.UniqueConstraint("meeting", "person", name="meetings_seat_person"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | Q(person__isnull=False),
                name="meetings_seat_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(presence="proxy") | ~Q(mandate=""),
                name="meetings_seat_proxy_has_mandate",
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership or self.person)

    @property
    def voter(self) -> str:
        """Say whose the seat's one vote is: a unit's, or in a council a person's."""
        return "đơn vị" if self.membership_id else "thành viên Hội đồng"


class AgendaItem(Record):
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint("meeting", "number", name="meetings_agenda_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
