"""Reading filed papers, and the code by which a paper in hand is found again among them."""

import base64
import hashlib
from datetime import date
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from thidua.apps.filing.enums import OF_A_UNIT, PaperKind
from thidua.apps.filing.models import (
    Paper,
)
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position, RoleKind
from thidua.apps.units.models import BlocYear, Membership, Role
from thidua.apps.units.queries import bloc_years_for, roles_of

_GROUP, _LETTERS = 4, 12

# All certificates of a decision in one file: only what is for print is kept back among them.
FOR_PRINT = Q(kind=PaperKind.CERTIFICATE, is_public=False)
PRINTERS = (RoleKind.EMULATION_BOARD, RoleKind.SIGNING_AUTHORITY)
PLACE_IN_THE_YEAR = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(PaperKind)),
    output_field=IntegerField(),
)


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
    """Return a year's papers by day; of one day, in the order in which one follows from another."""
    return bloc_year.papers.order_by(
        "issued_on", PLACE_IN_THE_YEAR, F("number").asc(nulls_last=True), "file_name"
    )


def papers_for(person: Person, bloc_year: BlocYear, on: date) -> QuerySet[Paper]:
    """Return a year's papers as a person may read them: what is for print, to who prints."""
    papers = papers_of(bloc_year).filter(of_no_other_unit(person, on))
    prints = printed_by(person, on).filter(authority=bloc_year.authority_id).exists()
    return papers if prints else papers.exclude(FOR_PRINT)


def of_no_other_unit(person: Person, on: date) -> Q:
    """Leave out what single units wrote, for all but them, the bloc's secretary and the authority."""
    roles = list(roles_of(person, on))
    own = [role.unit_id for role in roles if role.unit_id]
    leads = [role.unit_id for role in roles if role.kind == RoleKind.BLOC_SECRETARY]
    led = Membership.objects.filter(position=Position.LEAD, unit__in=leads).values("bloc_year")
    served = [role.authority_id for role in roles if role.unit_id is None]
    mine = Q(subject_id__in=own) | Q(bloc_year__in=led) | Q(authority__in=served)
    return ~Q(kind__in=OF_A_UNIT) | mine


def printed_by(person: Person, on: date) -> QuerySet[Role]:
    """Return the roles by which a person has certificates printed."""
    return roles_of(person, on).filter(kind__in=PRINTERS)


def paper_for(person: Person | None, key: UUID, on: date) -> Paper | None:
    """Return a paper that is public or belongs to a bloc's year open to the person."""
    may_read = Q(is_public=True)
    if person is not None:
        theirs = Q(bloc_year__in=bloc_years_for(person, on).values("pk"))
        may_read |= theirs & ~FOR_PRINT & of_no_other_unit(person, on)
        may_read |= Q(authority__in=printed_by(person, on).values("authority")) & FOR_PRINT
    return (
        Paper.objects.filter(may_read, pk=key)
        .select_related("pdf", "docx", "xlsx", "bloc_year", "authority")
        .first()
    )
