from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.apps.filing.models import Paper
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.planning.enums import Doer, ItemPage
from thidua.apps.units.models import Authority, BlocYear, Membership


class PlanItem(Record):
    """An item of a bloc's plan of the year: what, from when to when, whose, where it is done."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="plan_items")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="plan_items")
    title = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    doer = models.CharField(max_length=20, choices=Doer)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_items"
    )
    page = models.CharField(max_length=20, choices=ItemPage, blank=True, default=ItemPage.NONE)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_items"
    )
    source = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["authority", "bloc_year", "ends_on", "id"]
        constraints = [
            one_of("doer", Doer),
            one_of("page", ItemPage),
            both_or_neither("of_a_unit", Q(doer=Doer.UNIT), Q(membership__isnull=False)),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="planning_item_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="planning_item_named"),
        ]

    def __str__(self) -> str:
        return self.title
