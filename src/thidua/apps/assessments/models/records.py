"""Facts of a year that awards ask for, and the report."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.assessments.enums import (
    ReportState,
)
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.units.models import BlocYear, Membership, Unit


class YearRecord(Record):
    """How a unit's year was rated, and the figures about its people that awards ask for."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="year_records")
    year = models.PositiveSmallIntegerField()
    rating = models.CharField(max_length=40, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    completed = models.PositiveIntegerField(null=True, blank=True)
    advanced_workers = models.PositiveIntegerField(null=True, blank=True)
    grassroots_fighters = models.PositiveIntegerField(null=True, blank=True)
    worst_discipline = models.CharField(max_length=40, blank=True)
    new_models = models.JSONField(default=list)

    class Meta:
        ordering = ["unit", "year"]
        constraints = [
            models.UniqueConstraint("unit", "year", name="assessments_record_year"),
            both_or_neither(
                "rating_with_decision",
                ~Q(rating=""),
                ~Q(decision_number="") & Q(decision_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.rating}"


class Finding(Record):
    """A judgement only people can make (united, exemplary …), by the body that made it."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=60)
    holds = models.BooleanField()
    found_by = models.CharField(max_length=200)
    found_on = models.DateField()
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["membership__place", "kind"]
        constraints = [
            models.UniqueConstraint("membership", "kind", name="assessments_finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.kind}"


class Report(Record):
    """The summary report of the bloc's year: a draft until the conference adopts it."""

    bloc_year = models.OneToOneField(BlocYear, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.DRAFT)
    sections = models.JSONField(default=dict)
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", ReportState),
            both_or_neither("adopted_with_date", Q(state="adopted"), Q(adopted_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Báo cáo tổng kết {self.bloc_year}"
