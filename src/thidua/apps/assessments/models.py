from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua import law
from thidua.apps.assessments.enums import (
    CardState,
    ReportState,
    Stage,
    TableState,
    TieKind,
    UnassignedRule,
)
from thidua.apps.campaigns.models import Target
from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, Bloc, BlocYear, Membership, Unit


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


class Scorecard(Record):
    """A member's filled-in table with its three stages of marks."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="scorecards")
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="scorecard"
    )
    table = models.ForeignKey(ScoringTable, on_delete=models.PROTECT, related_name="scorecards")
    state = models.CharField(max_length=20, choices=CardState, default=CardState.SELF_SCORING)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["bloc_year", "membership__place"]
        constraints = [one_of("state", CardState)]

    def __str__(self) -> str:
        return f"{self.table}: {self.membership}"


class Mark(Record):
    """Points given to one criterion at one stage, with the reason where they differ."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    stage = models.CharField(max_length=20, choices=Stage)
    points = models.DecimalField(max_digits=9, decimal_places=2)
    computed = models.BooleanField(default=False)
    explanation = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    marked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["scorecard", "criterion__place", "stage"]
        constraints = [
            models.UniqueConstraint(
                "scorecard", "criterion", "stage", name="assessments_mark_once"
            ),
            one_of("stage", Stage),
            models.CheckConstraint(
                condition=Q(points__gte=0), name="assessments_mark_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code} {self.stage}: {self.points}"


class CrossAssignment(Record):
    """Who checks whom."""

    bloc_year = models.ForeignKey(
        BlocYear, on_delete=models.PROTECT, related_name="cross_assignments"
    )
    scorer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="cross_scores")
    scored = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="cross_scored_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(scorer=F("scored")), name="assessments_cross_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scorer} → {self.scored}"


class Evidence(Record):
    """A paper that proves a mark, by number and date."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="evidence")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="evidence")
    number = models.CharField(max_length=60)
    dated = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["scorecard", "criterion__place", "dated"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.number


class Standing(Record):
    """A member's place once the ranking is closed."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="standings")
    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="standing")
    scorecard = models.OneToOneField(Scorecard, on_delete=models.PROTECT, related_name="standing")
    base = models.DecimalField(max_digits=9, decimal_places=2)
    bonus = models.DecimalField(max_digits=9, decimal_places=2)
    deduction = models.DecimalField(max_digits=9, decimal_places=2)
    total = models.DecimalField(max_digits=9, decimal_places=2)
    place = models.PositiveSmallIntegerField()
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["bloc_year", "place", "membership__place"]

    def __str__(self) -> str:
        return f"{self.place}. {self.membership} {self.total}"


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


class Initiative(Record):
    """A recognised initiative (sáng kiến) of a unit, or what the law takes like one.

    `kind` is of `law.WORKS`; `used_for` the award it has carried already. No nomination names the
    initiatives it rests on, so that is entered by hand.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=120, blank=True)
    scope = models.CharField(max_length=40)
    decision_number = models.CharField(max_length=60)
    decision_on = models.DateField()
    kind = models.CharField(max_length=20, default="sang-kien")
    used_for = models.CharField(max_length=200, blank=True)
    replicable = models.BooleanField(default=True)

    class Meta:
        ordering = ["unit", "year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(law.WORKS)), name="assessments_initiative_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


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


class Reminder(Record):
    """That a member was reminded, by a letter to its people, of what it has yet to hand in."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="reminders")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="reminders")
    sent_on = models.DateField()

    class Meta:
        ordering = ["bloc_year", "-sent_on", "membership__place"]
        constraints = [
            models.UniqueConstraint(
                "membership", "sent_on", name="assessments_reminder_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.sent_on:%d/%m/%Y}"
