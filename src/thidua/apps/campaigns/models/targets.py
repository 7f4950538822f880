from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.enums import Direction, Figure, IndexStatus, Rhythm
from thidua.apps.campaigns.models.agreements import Article
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Membership, Unit


class Target(Record):
    """What an article asks to be reached, in figures."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="targets")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="targets")
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=400)
    unit_of_measure = models.CharField(max_length=40)
    direction = models.CharField(max_length=20, choices=Direction, default=Direction.HIGHER)
    rhythm = models.CharField(max_length=20, choices=Rhythm, default=Rhythm.LEVEL)

    class Meta:
        ordering = ["bloc_year", "code"]
        constraints = [
            models.UniqueConstraint("bloc_year", "code", name="campaigns_target_code"),
            one_of("direction", Direction),
            one_of("rhythm", Rhythm),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Assignment(Record):
    """A target as planned by one member."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="assignments")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="assignments")
    planned = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["target", "membership__place"]
        constraints = [
            models.UniqueConstraint("target", "membership", name="campaigns_assignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.target.code} {self.membership}"


class Progress(Record):
    """A figure reached on an assignment, with the paper that proves it.

    A figure of a period says by which day it was reached (`as_of`); there is one of each other kind.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="progress")
    figure = models.CharField(max_length=20, choices=Figure)
    as_of = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    paper_number = models.CharField(max_length=60, blank=True)
    paper_date = models.DateField(null=True, blank=True)
    paper_title = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["assignment", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "assignment",
                "figure",
                condition=~Q(figure="period"),
                name="campaigns_progress_once",
            ),
            models.UniqueConstraint(
                "assignment",
                "as_of",
                condition=Q(figure="period"),
                name="campaigns_progress_period_once",
            ),
            both_or_neither("period_with_day", Q(figure="period"), Q(as_of__isnull=False)),
            one_of("figure", Figure),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.value}"

    @property
    def is_final(self) -> bool:
        return self.figure == Figure.FINAL


class Index(Record):
    """An index that some body publishes of the units of a province, such as PAR INDEX or DDCI."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="indices")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    publisher = models.CharField(max_length=200)

    class Meta:
        ordering = ["authority", "-year", "code"]
        verbose_name_plural = "indices"
        constraints = [
            models.UniqueConstraint("authority", "code", name="campaigns_index_code"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name="") & ~Q(publisher=""),
                name="campaigns_index_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} năm {self.year}"


class IndexValue(Record):
    """What an index says of a unit; a later record stands beside the earlier ones, and counts."""

    index = models.ForeignKey(Index, on_delete=models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="index_values")
    status = models.CharField(max_length=20, choices=IndexStatus)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    paper_number = models.CharField(max_length=60, blank=True)
    paper_date = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["index", "unit", "recorded_at", "id"]
        constraints = [
            one_of("status", IndexStatus),
            models.CheckConstraint(
                condition=~Q(status="published")
                | (~Q(paper_number="") & Q(paper_date__isnull=False)),
                name="campaigns_index_published_by_paper",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="campaigns_index_value_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index}, {self.unit}: {self.value}"

    @property
    def is_final(self) -> bool:
        return self.status == IndexStatus.PUBLISHED
