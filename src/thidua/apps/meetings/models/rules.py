from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from thidua.apps.journal.base import Record, one_of
from thidua.apps.meetings.enums import (
    MotionKind,
)
from thidua.apps.units.models import BlocYear
from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus


def a_rule_that_can_be() -> list[models.CheckConstraint]:
    """Let the database refuse a rule that the voting engine wouldn't read."""
    words = {
        "ballot": Ballot,
        "op": Op,
        "base": Base,
        "absent": AbsentRule,
        "rule_status": RuleStatus,
    }
    known = Q(percent__lte=100) & ~Q(op="gt", percent=100)
    for field, values in words.items():
        known &= Q(**{f"{field}__in": [value.value for value in values]})
    quorum = Q(quorum_percent__isnull=True) | Q(quorum_percent__lte=100)
    return [models.CheckConstraint(condition=known & quorum, name="%(app_label)s_%(class)s_rule")]


RULE_WORDS: dict[str, type[StrEnum]] = {
    "ballot": Ballot,
    "op": Op,
    "base": Base,
    "absent": AbsentRule,
    "rule_status": RuleStatus,
}


def words_of_the_rule(table: str) -> list[models.CheckConstraint]:
    """Let the database refuse a rule in words that `thidua.voting` doesn't know."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__in": [word.value for word in words]}),
            name=f"meetings_{table}_{field}_known",
        )
        for field, words in RULE_WORDS.items()
    ]


class RuleFields(models.Model):
    """A vote rule as data; read into `thidua.voting.VoteRule`."""

    ballot = models.CharField(max_length=20)
    op = models.CharField(max_length=4)
    percent = models.PositiveSmallIntegerField()
    base = models.CharField(max_length=20)
    absent = models.CharField(max_length=20)
    quorum_percent = models.PositiveIntegerField(null=True, blank=True)
    provision = models.CharField(max_length=300, blank=True)
    rule_status = models.CharField(max_length=20)

    class Meta:
        abstract = True


class MotionRule(RuleFields, Record):
    """The rule a bloc's year set for a kind of motion: a parameter, never a constant."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="motion_rules")
    kind = models.CharField(max_length=20, choices=MotionKind)

    class Meta:
        ordering = ["bloc_year", "kind"]
        constraints = [
            models.UniqueConstraint("bloc_year", "kind", name="meetings_rule_kind"),
            *a_rule_that_can_be(),
            one_of("kind", MotionKind),
            *words_of_the_rule("rule"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
