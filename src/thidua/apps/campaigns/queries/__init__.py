"""Reading agreements, targets and progress."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from thidua.apps.campaigns.enums import Figure
from thidua.apps.campaigns.models import (
    Agreement,
    Article,
    Assignment,
    Index,
    IndexValue,
    Movement,
    Progress,
    Target,
)
from thidua.apps.journal.base import Provenance
from thidua.apps.units.models import BlocYear, Membership


def agreement_of(bloc_year: BlocYear) -> Agreement | None:
    return Agreement.objects.filter(bloc_year=bloc_year).select_related("bloc_year__bloc").first()


def made_up_part(agreement: Agreement) -> str:
    """Say what of a published agreement is made up: in a year of the example, its words and signing."""
    published = agreement.provenance == Provenance.PUBLISHED
    if not published or agreement.bloc_year.provenance != Provenance.ILLUSTRATIVE:
        return ""
    return "Nội dung các điều đã công bố; câu chữ từng khoản, ngày và chữ ký là minh họa."


def articles_of(agreement: Agreement) -> QuerySet[Article]:
    return agreement.articles.prefetch_related("targets").annotate(target_count=Count("targets"))


def movements_of(bloc_year: BlocYear) -> QuerySet[Movement]:
    return bloc_year.movements.select_related("directive")


def targets_of(bloc_year: BlocYear) -> QuerySet[Target]:
    """Return the year's targets, each with its article and the members' plans and figures."""
    plans = Assignment.objects.select_related("membership__unit").prefetch_related("progress")
    return bloc_year.targets.select_related("article").prefetch_related(
        Prefetch("assignments", queryset=plans)
    )


def assignments_of(membership: Membership) -> QuerySet[Assignment]:
    return (
        membership.assignments.select_related("target__article")
        .prefetch_related("progress")
        .order_by("target__code")
    )


def latest_figure(assignment: Assignment) -> Progress | None:
    """Return the final figure, else the estimate: what a score may rest on (never the mid-year one)."""
    known = {progress.figure: progress for progress in assignment.progress.all()}
    return known.get(Figure.FINAL) or known.get(Figure.ESTIMATE)


def indices_of(bloc_year: BlocYear) -> QuerySet[Index]:
    """Return the indices a year may be scored by: of the year itself and of the one before.

    Many an index of a year is published only after the year was reviewed.
    """
    years = (bloc_year.year, bloc_year.year - 1)
    return Index.objects.filter(authority=bloc_year.authority_id, year__in=years)


def index_values(
    indices: Iterable[UUID], bloc_year: BlocYear
) -> dict[tuple[UUID, UUID], list[IndexValue]]:
    """Return what was recorded for a bloc's members, by index and unit, the last that counts."""
    rows = IndexValue.objects.filter(
        index__in=list(indices), unit__memberships__bloc_year=bloc_year
    ).select_related("recorded_by")
    found: dict[tuple[UUID, UUID], list[IndexValue]] = {}
    for row in rows:
        found.setdefault((row.index_id, row.unit_id), []).append(row)
    return found
