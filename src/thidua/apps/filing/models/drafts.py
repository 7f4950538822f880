"""Papers before they are issued: versions of their free words, remarks on what data says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.filing.enums import DraftOrigin, PaperKind
from thidua.apps.filing.models.papers import Paper
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Unit


class Draft(Record):
    """A paper of a year being written; once `issued`, it stands.

    `kind` is of `PaperKind`, `about` tells papers of one kind apart, such as decisions by their award; `unit` is who leads
    the writing, whose opening and recipients are offered again next time.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="drafts")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="drafts")
    kind = models.SlugField(max_length=30)
    about = models.SlugField(max_length=80, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued = models.OneToOneField(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        ordering = ["authority", "bloc_year", "kind", "about"]
        constraints = [
            models.UniqueConstraint("bloc_year", "kind", "about", name="filing_draft_of_paper"),
        ]
        indexes = [models.Index("authority", "kind", "unit", name="filing_draft_by_unit")]

    def __str__(self) -> str:
        return f"Dự thảo {PaperKind(self.kind).label} {self.bloc_year}"


class DraftVersion(Record):
    """What stood in the rooms of a draft after one save: {room: [[key, text], …]}.

    `composed` is what records said then, by passage, so that later changes of them can be shown.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    rooms = models.JSONField(default=dict)
    composed = models.JSONField(default=dict)
    origin = models.CharField(max_length=10, choices=DraftOrigin, default=DraftOrigin.BROWSER)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "-number"]
        constraints = [
            one_of("origin", DraftOrigin),
            models.UniqueConstraint("draft", "number", name="filing_draft_version"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="filing_draft_version_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft}, bản {self.number}"


class DraftRemark(Record):
    """What somebody would have changed in a paragraph of data, for whoever keeps the record."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="remarks")
    passage = models.CharField(max_length=40)
    said = models.TextField(blank=True)
    wanted = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["draft", "made_at", "id"]
        constraints = [
            both_or_neither(
                "settled_with_person",
                Q(settled_at__isnull=False),
                Q(settled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft}: {self.wanted[:60]}"
