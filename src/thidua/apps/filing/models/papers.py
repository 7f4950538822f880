from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.filing.enums import PaperKind
from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.units.models import Authority, BlocYear


class Blob(models.Model):
    """A file's bytes, kept once under the SHA-256 of its content."""

    digest = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest[:12]


class Paper(Record):
    """A paper of the year as filed: numbered, dated, with its renderings."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="papers")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30, choices=PaperKind)
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    file_name = models.SlugField(max_length=120)
    check_code = models.CharField(max_length=20, unique=True)
    pdf = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    xlsx = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_public = models.BooleanField(default=False)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        ordering = ["authority", "bloc_year", "issued_on", "file_name"]
        constraints = [
            one_of("kind", PaperKind),
            one_of("provenance", Provenance),
            both_or_neither("number_with_symbol", Q(number__isnull=False), ~Q(symbol="")),
            models.UniqueConstraint("bloc_year", "file_name", name="filing_paper_name"),
        ]
        indexes = [
            models.Index("authority", "subject_kind", "subject_id", name="filing_paper_subject"),
        ]

    def __str__(self) -> str:
        return self.title
