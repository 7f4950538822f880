from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua import law
from thidua.apps.assessments.enums import (
    STAGE_OF,
    CardState,
    EvidenceKind,
    ReportState,
    Stage,
    TableState,
    TieKind,
    UnassignedRule,
    usual_path,
)
from thidua.apps.campaigns.models import Target
from thidua.apps.filing.models import Blob
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
    appraised_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=200, default=usual_path)

    class Meta:
        ordering = ["bloc_year", "membership__place"]
        constraints = [one_of("state", CardState)]

    def __str__(self) -> str:
        return f"{self.table}: {self.membership}"

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages the card goes through, in order."""
        return tuple(STAGE_OF[CardState(state)] for state in self.path.split(",")[:-1])

    @property
    def stage(self) -> Stage | None:
        """The stage the card is at; None once it is through."""
        return STAGE_OF.get(CardState(self.state))

    @property
    def handed_in(self) -> tuple[Stage, ...]:
        """The stages the card has behind it."""
        return self.stages[: self.path.split(",").index(self.state)]

    @property
    def next_state(self) -> CardState:
        states = self.path.split(",")
        return CardState(states[states.index(self.state) + 1])

    @property
    def last_scored(self) -> Stage:
        """The last stage that gives points: what it says stands."""
        return next(s for s in reversed(self.stages) if s is not Stage.EXPLANATION)


class Mark(Record):
    """Points given to one criterion at one stage, with the reason where they differ.

    Where the points follow from a figure, it stands beside them. Points of a relative line are those
    of the moment until the ranking closes; `queries.bloc_scores` says what they are now.
    """

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    stage = models.CharField(max_length=20, choices=Stage)
    points = models.DecimalField(max_digits=9, decimal_places=2)
    figure = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    estimated = models.BooleanField(default=False)
    computed = models.BooleanField(default=False)
    explanation = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)
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


class Objection(Record):
    """A unit's objection to an appraised line, and its answer."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="objections")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="objections")
    ground = models.CharField(max_length=1000)
    given = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    wanted = models.DecimalField(max_digits=9, decimal_places=2)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    accepted = models.BooleanField(null=True, blank=True)
    points = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["scorecard", "raised_at"]
        constraints = [
            models.UniqueConstraint("scorecard", "criterion", name="assessments_objection_once"),
            models.CheckConstraint(condition=~Q(ground=""), name="assessments_objection_grounded"),
            both_or_neither(
                "answered_in_full",
                Q(accepted__isnull=False),
                ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(accepted=True),
                name="assessments_objection_points_if_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scorecard}: {self.criterion.code}"


class Explanation(Record):
    """What a unit writes about a line after its appraisal, where the bloc asks for it."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="explanations")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="explanations")
    text = models.CharField(max_length=1000)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["scorecard", "criterion__place"]
        constraints = [
            models.UniqueConstraint("scorecard", "criterion", name="assessments_explanation_once"),
            models.CheckConstraint(condition=~Q(text=""), name="assessments_explanation_written"),
        ]

    def __str__(self) -> str:
        return f"{self.scorecard}: {self.criterion.code}"


class NotAssigned(Record):
    """A line that doesn't apply to a unit; it counts by the table's rule for such lines."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="not_assigned")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="not_assigned")
    reason = models.CharField(max_length=400)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["scorecard", "criterion__place"]
        verbose_name_plural = "not assigned"
        constraints = [
            models.UniqueConstraint("scorecard", "criterion", name="assessments_not_assigned_once"),
            models.CheckConstraint(
                condition=~Q(reason=""), name="assessments_not_assigned_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scorecard}: {self.criterion.code}"


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


class ScoringConflict(Record):
    """Two members that must not check each other, as one of them declared."""

    bloc_year = models.ForeignKey(
        BlocYear, on_delete=models.PROTECT, related_name="scoring_conflicts"
    )
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="conflicts")
    other = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="conflicts_with")
    reason = models.CharField(max_length=400)
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["bloc_year", "declared_at"]
        constraints = [
            models.UniqueConstraint("membership", "other", name="assessments_conflict_once"),
            models.CheckConstraint(
                condition=~Q(membership=F("other")), name="assessments_conflict_of_two"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="assessments_conflict_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} – {self.other}"


class Evidence(Record):
    """What proves a mark: a paper by number and date, a figure with its source, or a file."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="evidence")
    criteria: models.ManyToManyField[Criterion, EvidenceLink] = models.ManyToManyField(
        Criterion, through="EvidenceLink", related_name="evidence"
    )
    kind = models.CharField(max_length=20, choices=EvidenceKind, default=EvidenceKind.PAPER)
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)
    figure = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    period = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["scorecard", "dated", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            one_of("kind", EvidenceKind),
            models.CheckConstraint(
                condition=(Q(kind="paper") & ~Q(number=""))
                | (Q(kind="figure", figure__isnull=False) & ~Q(period="") & ~Q(title=""))
                | (Q(kind="file", file__isnull=False) & ~Q(file_name="")),
                name="assessments_evidence_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.file_name or self.title


class EvidenceLink(Record):
    """A line that an item of evidence speaks for; one item may speak for many."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="links")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="links")

    class Meta:
        ordering = ["evidence", "criterion__place"]
        constraints = [
            models.UniqueConstraint("evidence", "criterion", name="assessments_evidence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.criterion.code}"


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
