"""Reading how certificates are set and when they were printed."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import (
    CertificatePattern,
    Paper,
    Printing,
    PrintRun,
)
from thidua.apps.units.models import Authority
from thidua.papers import (
    STANDARD,
    Pattern,
    pattern_from_json,
    picture_svg,
)

"""The book and the series in which honours are numbered, a year after a year."""
"""What stands for a bloc in its symbols until the authority chooses otherwise."""


def patterns_of(authority: Authority) -> QuerySet[CertificatePattern]:
    """Return all versions of an authority's patterns, the latest of an award first."""
    rows = authority.certificate_patterns.select_related("emblem", "saved_by", "authority")
    return rows.order_by("award", "-version")


def latest_pattern(authority: Authority, award: str) -> CertificatePattern | None:
    return patterns_of(authority).filter(award=award).first()


def pattern_for(authority: Authority, award: str, on: date) -> CertificatePattern | None:
    """Return the version that certificates of a decision of a day are set by."""
    return pattern_among(patterns_of(authority).filter(award=award), award, on)


def pattern_among(
    versions: Iterable[CertificatePattern], award: str, on: date
) -> CertificatePattern | None:
    """Pick a decision's version among those of an authority, the latest first."""
    return next((v for v in versions if v.award == award and v.valid_from <= on), None)


def engine_pattern(kept: CertificatePattern | None) -> Pattern:
    """Return a kept version as the engine sets by it; without one, the standard."""
    if kept is None:
        return STANDARD
    emblem = picture_svg(kept.emblem.media_type, bytes(kept.emblem.content)) if kept.emblem else ""
    return pattern_from_json(kept.pattern, emblem)


def certificates_about(subjects: Iterable[UUID]) -> QuerySet[Paper]:
    """Return the certificates of nominations, each with its printings."""
    return Paper.objects.filter(
        kind=PaperKind.CERTIFICATE, is_public=True, subject_id__in=list(subjects)
    ).prefetch_related("printings__run")


def reprints_of(subjects: Iterable[UUID]) -> dict[UUID, list[Printing]]:
    """Return by nomination how its certificate was printed again, for the register to say."""
    rows = Printing.objects.filter(paper__subject_id__in=list(subjects), ordinal__gt=1)
    found: dict[UUID, list[Printing]] = {}
    for row in rows.select_related("run", "paper").order_by("ordinal"):
        found.setdefault(row.paper.subject_id, []).append(row)
    return found


def print_runs_of(authority: Authority) -> QuerySet[PrintRun]:
    """Return what was sent to the printer, the latest first."""
    return authority.print_runs.select_related("printed_by", "pattern").order_by("-pk")
