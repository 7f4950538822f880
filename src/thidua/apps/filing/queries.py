"""Reading filed papers, and the code by which a paper in hand is found again among them."""

import base64
import hashlib
from datetime import date
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from thidua.apps.filing.models import Paper
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import bloc_years_for

_GROUP, _LETTERS = 4, 12


def check_code(bloc_year: BlocYear, file_name: str, number: int | None, symbol: str) -> str:
    """Return the code printed on a paper, "K7QX-2MBD-TR4A": the same for the same paper, ever.

    It only names the paper; that the paper is genuine is shown by the filed copy.
    """
    told = "" if number is None else f"{number:02d}/{symbol}"
    place = (bloc_year.authority.code, bloc_year.bloc.code, str(bloc_year.year))
    digest = hashlib.sha256("\n".join((*place, file_name, told)).encode()).digest()
    letters = base64.b32encode(digest).decode()[:_LETTERS]
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def paper_by_code(code: str) -> Paper | None:
    """Find the paper a printed code names; case, spaces and dashes in it don't matter."""
    letters = "".join(c for c in code.upper() if c.isalnum())
    spelt = "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
    return (
        Paper.objects.filter(check_code=spelt)
        .select_related("pdf", "bloc_year__bloc", "authority")
        .first()
    )


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
