from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.enums import NewsState
from thidua.apps.campaigns.models.movements import Movement
from thidua.apps.campaigns.models.outcomes import Outcome
from thidua.apps.filing.models import Blob
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Unit


class Hideable(models.Model):
    """What the lead may take off the board; it stays on record with who did so and why."""

    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_why = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True
        constraints = [
            both_or_neither("hidden_with_reason", Q(hidden_at__isnull=False), ~Q(hidden_why=""))
        ]


class Practice(Hideable, Record):
    """A good practice that a unit shares with its bloc; `initiative_id` names one it came from."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="practices")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="practices")
    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, null=True, blank=True, related_name="practices"
    )
    initiative_id = models.UUIDField(null=True, blank=True)
    title = models.CharField(max_length=300)
    words = models.TextField()
    shared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()

    class Meta(Hideable.Meta):
        ordering = ["bloc_year", "-shared_at", "id"]

    def __str__(self) -> str:
        return self.title


class Remark(Hideable, Record):
    """What a member of the bloc says of a practice."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="remarks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta(Hideable.Meta):
        ordering = ["practice", "told_at", "id"]

    def __str__(self) -> str:
        return f"{self.unit}: {self.words[:40]}"


class Adoption(Record):
    """That a unit has taken a practice up, since when and with what result."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField()
    result = models.TextField(blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["practice", "adopted_on", "id"]
        constraints = [models.UniqueConstraint("practice", "unit", name="campaigns_adoption_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.practice}"


class Photo(Record):
    """A picture of a result or of a practice, with what it shows in words for who can't see it."""

    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    practice = models.ForeignKey(
        Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    file = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    alt = models.CharField(max_length=300)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) ^ Q(practice__isnull=True),
                name="campaigns_photo_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(caption="") & ~Q(alt=""), name="campaigns_photo_described"
            ),
        ]

    def __str__(self) -> str:
        return self.caption


class News(Record):
    """News of a bloc for the public; once published only a correction takes its place."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="news")
    title = models.CharField(max_length=200)
    words = models.TextField()
    state = models.CharField(max_length=20, choices=NewsState, default=NewsState.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    corrected_why = models.CharField(max_length=400, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["bloc_year", "-written_at", "id"]
        verbose_name_plural = "news"
        constraints = [
            one_of("state", NewsState),
            both_or_neither(
                "published_with_date", ~Q(state="draft"), Q(published_on__isnull=False)
            ),
            both_or_neither(
                "corrects_with_reason", Q(corrects__isnull=False), ~Q(corrected_why="")
            ),
        ]

    def __str__(self) -> str:
        return self.title
