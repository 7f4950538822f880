from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import NamingWay
from thidua.apps.units.models import Authority, BlocYear


class SetupDraft(Record):
    """A bloc's year being prepared step by step; nothing of it is in force until it is opened."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="setup_drafts")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    opened = models.OneToOneField(
        BlocYear, on_delete=models.PROTECT, null=True, blank=True, related_name="setup_draft"
    )
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["authority", "-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened__isnull=True) | Q(discarded_at__isnull=True),
                name="planning_setup_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.started_at:%d/%m/%Y}"


class LeadNaming(Record):
    """How the lead of a bloc's year came to lead, and by which paper."""

    bloc_year = models.OneToOneField(BlocYear, on_delete=models.PROTECT, related_name="lead_naming")
    way = models.CharField(max_length=20, choices=NamingWay)
    paper_number = models.CharField(max_length=80, blank=True)
    paper_date = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("way", NamingWay),
            models.CheckConstraint(
                condition=Q(way=NamingWay.ELECTED)
                | (~Q(paper_number="") & Q(paper_date__isnull=False)),
                name="planning_naming_by_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc_year}: {self.get_way_display()}"


class HandOver(Record):
    """That the leaving lead handed its files to the lead of the next year, and what it handed over."""

    bloc_year = models.OneToOneField(BlocYear, on_delete=models.PROTECT, related_name="hand_over")
    to_year = models.OneToOneField(BlocYear, on_delete=models.PROTECT, related_name="taken_over")
    listed = models.JSONField(default=list)
    note = models.CharField(max_length=1000, blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    received_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            both_or_neither(
                "received_by_somebody", Q(received_by__isnull=False), Q(received_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc_year} → {self.to_year}"
