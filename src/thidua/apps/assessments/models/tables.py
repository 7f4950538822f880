"""What a bloc scores by: its table, the stages of its cards, what decides ties, by when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.assessments.enums import (
    Stage,
    TableState,
    TieKind,
    UnassignedRule,
)
from thidua.apps.campaigns.models import Index, Target
from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.units.models import Authority, Bloc, BlocYear


class ScoringTable(Record):
    """A version of the scoring table of a bloc's year.

    A draft keeps its lines as typed, in `draft`; adopted, it has criteria, and neither changes.
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="scoring_tables"
    )
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="scoring_tables")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=TableState, default=TableState.DRAFT)
    title = models.CharField(max_length=300)
    places = models.PositiveSmallIntegerField(default=2)
    margin = models.DecimalField(max_digits=7, decimal_places=2)
    unassigned = models.CharField(
        max_length=20, choices=UnassignedRule, default=UnassignedRule.SHARE
    )
    cap = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    grades = models.JSONField(default=list, blank=True)
    applies_from = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=900, blank=True)
    draft = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        ordering = ["bloc_year", "version"]
        constraints = [
            one_of("provenance", Provenance),
            one_of("state", TableState),
            one_of("unassigned", UnassignedRule),
            models.UniqueConstraint("bloc_year", "version", name="assessments_table_version"),
            models.UniqueConstraint(
                "bloc_year",
                condition=Q(state=TableState.IN_FORCE),
                name="assessments_table_one_in_force",
            ),
            models.UniqueConstraint(
                "bloc_year", condition=Q(state=TableState.DRAFT), name="assessments_table_one_draft"
            ),
            both_or_neither(
                "adopted_with_days",
                ~Q(state=TableState.DRAFT),
                Q(adopted_on__isnull=False) & Q(applies_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(Record):
    """A line of the table; `kind` is a formula of `thidua.scoring`."""

    table = models.ForeignKey(ScoringTable, on_delete=models.PROTECT, related_name="criteria")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=400)
    kind = models.CharField(max_length=30)
    maximum = models.DecimalField(max_digits=9, decimal_places=2)
    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, null=True, blank=True, related_name="criteria"
    )
    index = models.ForeignKey(
        Index, on_delete=models.PROTECT, null=True, blank=True, related_name="criteria"
    )
    options = models.JSONField(default=dict)

    class Meta:
        ordering = ["table", "place"]
        constraints = [models.UniqueConstraint("table", "code", name="assessments_criterion_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class TableColumns(Record):
    """How the columns of a bloc's own Excel tables are called, as somebody mapped them last."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    bloc = models.OneToOneField(Bloc, on_delete=models.PROTECT, related_name="table_columns")
    headings = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "table columns"

    def __str__(self) -> str:
        return f"{self.bloc}"


class ScoringRules(Record):
    """How a bloc scores in a year, where it departs from what is usual."""

    bloc_year = models.OneToOneField(
        BlocYear, on_delete=models.PROTECT, related_name="scoring_rules"
    )
    stages = models.CharField(max_length=200, blank=True)
    blind = models.BooleanField(default=True)
    objection_days = models.PositiveSmallIntegerField(default=5)

    class Meta:
        verbose_name_plural = "scoring rules"

    def __str__(self) -> str:
        return f"Quy tắc chấm điểm {self.bloc_year}"


class TieRule(Record):
    """What decides, in its turn, between members with equal totals; without any they share a place."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="tie_rules")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=TieKind)
    section = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["bloc_year", "place"]
        constraints = [
            models.UniqueConstraint("bloc_year", "place", name="assessments_tie_rule_place"),
            one_of("kind", TieKind),
            both_or_neither("of_a_section", Q(kind=TieKind.SECTION), ~Q(section="")),
            models.CheckConstraint(condition=~Q(source=""), name="assessments_tie_rule_sourced"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.get_kind_display()} {self.section}".strip()


class ScoringDeadline(Record):
    """The last day to hand a stage of the cards in, as the bloc set it."""

    bloc_year = models.ForeignKey(
        BlocYear, on_delete=models.PROTECT, related_name="scoring_deadlines"
    )
    stage = models.CharField(max_length=20, choices=Stage)
    due_on = models.DateField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["bloc_year", "due_on"]
        constraints = [
            models.UniqueConstraint("bloc_year", "stage", name="assessments_deadline_once"),
            one_of("stage", Stage),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.due_on:%d/%m/%Y}"
