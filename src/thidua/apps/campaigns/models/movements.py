from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from thidua.apps.campaigns.enums import InstrumentKind, Level, MovementForm, MovementState
from thidua.apps.campaigns.models.agreements import Article
from thidua.apps.campaigns.models.targets import Target
from thidua.apps.filing.enums import TextStatus
from thidua.apps.filing.models import Blob
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.units.models import Authority, BlocYear, Unit
from thidua.text import fold, short_date


class Directive(Record):
    """A paper from above that the year's work answers to: an entry of the library of instruments."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="directives")
    kind = models.CharField(max_length=20, choices=InstrumentKind, default=InstrumentKind.DIRECTIVE)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=400)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    link = models.CharField(max_length=300, blank=True, default="")
    status = models.CharField(max_length=20, choices=TextStatus, default=TextStatus.UNVERIFIED)
    seen_where = models.CharField(max_length=300, blank=True, default="")
    file = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=120, blank=True, default="")
    search_key = models.CharField(max_length=700, editable=False, default="")

    class Meta:
        ordering = ["authority", "issued_on", "number"]
        constraints = [
            models.UniqueConstraint(
                "authority", "number", "issued_on", name="campaigns_directive_number"
            ),
            one_of("kind", InstrumentKind),
            one_of("status", TextStatus),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="campaigns_directive_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=F("id")), name="campaigns_directive_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(status="seen") | ~Q(seen_where=""), name="campaigns_directive_seen"
            ),
            both_or_neither("file_named", Q(file__isnull=False), ~Q(file_name="")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = fold(f"{self.number} {self.title} {self.issuer}")
        super().save(*args, **kwargs)


class Movement(Record):
    """An emulation movement, of a whole country down to one office.

    A bloc's year or a unit is named only by the movements that it launched itself.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="movements")
    level = models.CharField(max_length=20, choices=Level, default=Level.BLOC)
    bloc_year = models.ForeignKey(
        BlocYear, on_delete=models.PROTECT, null=True, blank=True, related_name="movements"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="movements"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=300)
    form = models.CharField(max_length=20, choices=MovementForm, blank=True, default="")
    launcher = models.CharField(max_length=200, blank=True, default="")
    period = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    departs = models.CharField(max_length=400, blank=True, default="")
    goal = models.TextField(blank=True, default="")
    scope = models.TextField(blank=True, default="")
    subjects = models.TextField(blank=True, default="")
    content = models.TextField(blank=True, default="")
    criteria = models.TextField(blank=True, default="")
    plan = models.TextField(blank=True, default="")
    launch_number = models.CharField(max_length=60, blank=True, default="")
    launched_on = models.DateField(null=True, blank=True)
    launch_place = models.CharField(max_length=200, blank=True, default="")
    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="movements"
    )
    state = models.CharField(max_length=20, choices=MovementState, default=MovementState.RUNNING)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["authority", "bloc_year", "code", "id"]
        constraints = [
            models.UniqueConstraint("bloc_year", "code", name="campaigns_movement_code"),
            models.UniqueConstraint(
                "authority",
                "code",
                condition=Q(bloc_year__isnull=True),
                name="campaigns_movement_code_wider",
            ),
            one_of("level", Level),
            one_of("state", MovementState),
            models.CheckConstraint(
                condition=Q(form__in=["", *MovementForm.values]),
                name="campaigns_movement_form_known",
            ),
            both_or_neither("of_a_bloc", Q(level="bloc"), Q(bloc_year__isnull=False)),
            both_or_neither("of_a_unit", Q(level="unit"), Q(unit__isnull=False)),
            both_or_neither("closed_with_date", Q(state="closed"), Q(closed_on__isnull=False)),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="campaigns_movement_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index("authority", "level", "code", name="campaigns_movement_level")]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """The period in words: as it was written, else from its days."""
        if self.period or not self.starts_on:
            return self.period
        until = f" đến {short_date(self.ends_on)}" if self.ends_on else ""
        return f"Từ {short_date(self.starts_on)}{until}"

    @property
    def launched_by(self) -> str:
        """Who launched it, where that is known: a bloc also takes part in what others launched."""
        if self.launcher:
            return self.launcher
        if self.unit:
            return str(self.unit)
        if self.level == Level.AUTHORITY:
            return self.authority.name
        told = self.bloc_year and (self.launched_on or self.launch_number)
        return str(self.bloc_year.bloc) if self.bloc_year and told else ""


class Tie(Record):
    """That an article or a target of a year rests on an instrument or a movement."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="ties")
    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="ties"
    )
    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, null=True, blank=True, related_name="ties"
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="ties"
    )
    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, null=True, blank=True, related_name="ties"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(directive__isnull=True) ^ Q(movement__isnull=True),
                name="campaigns_tie_rests_on_one",
            ),
            models.CheckConstraint(
                condition=Q(article__isnull=True) ^ Q(target__isnull=True),
                name="campaigns_tie_of_one",
            ),
            *(
                models.UniqueConstraint(base, resting, name=f"campaigns_tie_{base}_{resting}")
                for base in ("directive", "movement")
                for resting in ("article", "target")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article or self.target} ← {self.directive or self.movement}"
