"""Reading filed papers."""

from datetime import date
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from thidua.apps.filing.models import Paper
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import bloc_years_for


def papers_of(bloc_year: BlocYear) -> QuerySet[Paper]:
    return bloc_year.papers.order_by("issued_on", "file_name")


def papers_about(bloc_year: BlocYear, thing: Model) -> QuerySet[Paper]:
    return papers_of(bloc_year).filter(subject_kind=thing._meta.label_lower, subject_id=thing.pk)


def paper_for(person: Person | None, key: UUID, on: date) -> Paper | None:
    """Return a paper that is public or belongs to a bloc's year open to the person."""
    may_read = Q(is_public=True)
    if person is not None:
        may_read |= Q(bloc_year__in=bloc_years_for(person, on).values("pk"))
    return (
        Paper.objects.filter(may_read, pk=key)
        .select_related("pdf", "docx", "xlsx", "bloc_year", "authority")
        .first()
    )
