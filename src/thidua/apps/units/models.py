from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.enums import OF_A_UNIT, BlocKind, Inheritance, Phase, Position, RoleKind


class LocalRules(models.Model):
    """The local rules judged by besides the law: id of a shipped layer, and why it is that one."""

    local_rules = models.SlugField(max_length=60, blank=True, default="")
    local_rules_source = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True


class Authority(LocalRules, Record):
    """A body that manages emulation in its area: the tenant that every business row belongs to."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=80)
    standing_office = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class Unit(Record):
    """A department, agency or collective, valid from a day until, perhaps, it is merged or dissolved."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    head_post = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        ordering = ["authority", "code"]
        constraints = [
            models.UniqueConstraint("authority", "code", "valid_from", name="units_unit_code"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="units_unit_ends_after_it_begins",
            ),
            one_of("provenance", Provenance),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(Record):
    """That a unit, or a part of it, went up into another by a dated decision.

    A row is one arrow of many to many: units merged into one have a row each to that successor,
    a unit that was split has a row to each part. Whether the predecessor ended is its `valid_to`.
    What the decision doesn't say of achievements is not handed on.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="went_into")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="came_of")
    effective_on = models.DateField()
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    inherits = models.CharField(max_length=20, choices=Inheritance)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["authority", "-effective_on", "id"]
        constraints = [
            models.UniqueConstraint("predecessor", "successor", name="units_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="units_succession_of_another"
            ),
            models.CheckConstraint(
                condition=~Q(decision_number=""), name="units_succession_has_decision"
            ),
            one_of("inherits", Inheritance),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Bloc(LocalRules, Record):
    """A group of units that compete with each other (khối, cụm thi đua).

    A bloc to practise on has the name of the one it imitates, as papers write it, and says in
    `practice` what is practised there; pages show both.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="blocs")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=BlocKind)
    practice = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ["authority", "code"]
        constraints = [
            models.UniqueConstraint("authority", "code", name="units_bloc_code"),
            one_of("kind", BlocKind),
        ]

    def __str__(self) -> str:
        return f"{self.practice} ({self.name})" if self.practice else self.name


class BlocYear(Record):
    """One year of a bloc, with the step it has reached."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="bloc_years")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.AGREEMENT)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        ordering = ["authority", "-year", "bloc"]
        constraints = [
            models.UniqueConstraint("authority", "bloc", "year", name="units_blocyear_year"),
            one_of("phase", Phase),
            one_of("provenance", Provenance),
        ]

    def __str__(self) -> str:
        return f"{self.bloc} {self.year}"


class Membership(Record):
    """A unit's seat in a bloc for a year; exactly one member leads."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    position = models.CharField(max_length=20, choices=Position, default=Position.MEMBER)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["bloc_year", "place"]
        constraints = [
            models.UniqueConstraint("bloc_year", "unit", name="units_membership_once"),
            models.UniqueConstraint("bloc_year", "place", name="units_membership_place"),
            models.UniqueConstraint(
                "bloc_year", condition=Q(position="lead"), name="units_membership_one_lead"
            ),
            one_of("position", Position),
        ]

    def __str__(self) -> str:
        return self.unit.name


class Role(Record):
    """What a person may act as, where, from one day to another."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    post = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["authority", "since", "id"]
        constraints = [
            one_of("kind", RoleKind),
            both_or_neither("of_a_unit", Q(kind__in=OF_A_UNIT), Q(unit__isnull=False)),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="units_role_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index("person", "kind", name="units_role_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
