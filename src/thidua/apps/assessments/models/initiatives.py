"""Initiatives (sáng kiến): from the file handed in to recognition, use and spread."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua import law
from thidua.apps.assessments.enums import InitiativeState
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, Unit


class Initiative(Record):
    """An initiative of a unit, or what the law takes like one (`kind` is of `law.WORKS`).

    What was recognised before the system kept the files has no description and no authors of its
    own, only `author`. `used_for` names an award it carried outside the system; the awards it
    carries here are told by the nominations that rest on it. `money` is in đồng.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=120, blank=True)
    scope = models.CharField(max_length=40, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=20, default="sang-kien")
    used_for = models.CharField(max_length=200, blank=True)
    replicable = models.BooleanField(default=True)

    state = models.CharField(
        max_length=20, choices=InitiativeState, default=InitiativeState.RECOGNISED
    )
    version = models.PositiveSmallIntegerField(default=0)
    known = models.TextField(blank=True)
    novelty = models.TextField(blank=True)
    application = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    money = models.PositiveBigIntegerField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    applied_at = models.CharField(max_length=200, blank=True)
    paper = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    recognised_by = models.CharField(max_length=200, blank=True)
    votes_yes = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_of = models.PositiveSmallIntegerField(null=True, blank=True)
    search_key = models.CharField(max_length=800, blank=True)

    class Meta:
        ordering = ["unit", "year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(law.WORKS)), name="assessments_initiative_kind_known"
            ),
            one_of("state", InitiativeState),
            both_or_neither(
                "recognised_by_decision",
                Q(state="recognised"),
                ~Q(decision_number="") & Q(decision_on__isnull=False) & ~Q(scope=""),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "refused"]) | ~Q(reason=""),
                name="assessments_initiative_sent_back_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(votes_yes__isnull=True, votes_of__isnull=True)
                | Q(votes_yes__lte=F("votes_of")),
                name="assessments_initiative_votes_within_council",
            ),
        ]
        indexes = [models.Index("state", "year", name="assessments_initiative_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The parts of the description that are filled in, with their heads."""
        told = (
            ("Giải pháp đã biết", self.known),
            ("Điểm mới", self.novelty),
            ("Cách áp dụng", self.application),
            ("Hiệu quả", self.effect),
        )
        return tuple((head, text) for head, text in told if text)

    @property
    def whole_text(self) -> str:
        """What likeness is judged by."""
        return "\n".join([self.title, *(text for _, text in self.parts)])


class InitiativeAuthor(Record):
    """An author with their share in per cent; the shares of an initiative make 100."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="authors")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    share = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["initiative", "place"]
        constraints = [
            models.UniqueConstraint("initiative", "place", name="assessments_author_place"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=100), name="assessments_author_share"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InitiativeVersion(Record):
    """What was handed in, each time; never changed."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["initiative", "number"]
        constraints = [
            models.UniqueConstraint("initiative", "number", name="assessments_initiative_version"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} ({self.number})"


class InitiativeAdoption(Record):
    """A unit has taken up another's initiative, with what came of it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="adoptions")
    adopted_on = models.DateField()
    result = models.CharField(max_length=1000)

    class Meta:
        ordering = ["initiative", "adopted_on", "id"]
        constraints = [
            models.UniqueConstraint("initiative", "unit", name="assessments_adoption_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.initiative}"


class LikenessEntry(models.Model):
    """The marks of one initiative's text, for finding others like it; made anew from the text.

    `marks` are all its marks (`thidua.text.likeness`), four bytes each. Entries with the smallest
    `lot` stand for all when it is asked how common a mark is. Its key is a small number, since
    dozens of postings repeat it.
    """

    id = models.BigAutoField(primary_key=True)

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="likeness")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    marks = models.BinaryField()
    lot = models.IntegerField()

    class Meta:
        ordering = ["lot"]
        indexes = [models.Index("authority", "lot", name="assessments_likeness_lot")]

    def __str__(self) -> str:
        return str(self.initiative_id)


class LikenessPosting(models.Model):
    """One of the few marks by which an initiative is found."""

    mark = models.IntegerField()
    entry = models.ForeignKey(LikenessEntry, on_delete=models.CASCADE, related_name="postings")

    class Meta:
        ordering = ["mark"]
        indexes = [models.Index("mark", "entry", name="assessments_likeness_mark")]

    def __str__(self) -> str:
        return str(self.mark)
