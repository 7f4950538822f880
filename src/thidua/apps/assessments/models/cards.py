"""What members are given: cards with their marks, evidence, objections, and their places."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.apps.assessments.enums import (
    STAGE_OF,
    CardState,
    EvidenceKind,
    Stage,
    usual_path,
)
from thidua.apps.assessments.models.tables import Criterion, ScoringTable
from thidua.apps.assessments.stages import pointed
from thidua.apps.filing.models import Blob
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership


class Scorecard(Record):
    """A member's filled-in table with its marks, stage by stage."""

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
        return pointed(self.stages)[-1]

    @property
    def ahead(self) -> frozenset[Stage]:
        """The stages the card has still to hand in."""
        return frozenset(self.stages) - set(self.handed_in)


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


class ObjectionWaiver(Record):
    """That a unit has nothing to object to, or nothing more, before its time to object is over."""

    scorecard = models.OneToOneField(Scorecard, on_delete=models.PROTECT, related_name="waiver")
    waived_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    waived_at = models.DateTimeField()

    class Meta:
        ordering = ["scorecard"]

    def __str__(self) -> str:
        return f"{self.scorecard}: không kiến nghị"


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
