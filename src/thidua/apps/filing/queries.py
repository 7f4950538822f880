"""Reading filed papers, and the code by which a paper in hand is found again among them."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import (
    CertificatePattern,
    NumberBook,
    NumberEntry,
    Numbering,
    Paper,
    Printing,
    PrintRun,
)
from thidua.apps.people.models import Person
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import Authority, BlocYear, Role
from thidua.apps.units.queries import bloc_years_for, roles_of
from thidua.papers import (
    STANDARD,
    Pattern,
    abbreviations,
    pattern_from_json,
    picture_svg,
)

GOLDEN_BOOK, HONOUR = "so-vang", "SV"
"""The book and the series in which honours are numbered, a year after a year."""
_GROUP, _LETTERS = 4, 12
BLOC_SYMBOL = "KTĐ"
"""What stands for a bloc in its symbols until the authority chooses otherwise."""

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
    papers = papers_of(bloc_year)
    prints = printed_by(person, on).filter(authority=bloc_year.authority_id).exists()
    return papers if prints else papers.exclude(FOR_PRINT)


def printed_by(person: Person, on: date) -> QuerySet[Role]:
    """Return the roles by which a person has certificates printed."""
    return roles_of(person, on).filter(kind__in=PRINTERS)


def paper_for(person: Person | None, key: UUID, on: date) -> Paper | None:
    """Return a paper that is public or belongs to a bloc's year open to the person."""
    may_read = Q(is_public=True)
    if person is not None:
        may_read |= Q(bloc_year__in=bloc_years_for(person, on).values("pk")) & ~FOR_PRINT
        may_read |= Q(authority__in=printed_by(person, on).values("authority")) & FOR_PRINT
    return (
        Paper.objects.filter(may_read, pk=key)
        .select_related("pdf", "docx", "xlsx", "bloc_year", "authority")
        .first()
    )


def numbering_of(authority: Authority, issuer: str, year: int) -> Numbering | None:
    """Return how an issuer numbers in a year; None where nobody has chosen: a series for each kind."""
    rows = Numbering.objects.filter(authority=authority, issuer=issuer, from_year__lte=year)
    return rows.order_by("-from_year").first()


def symbol_of(authority: Authority, issuer: str, year: int) -> str:
    numbering = numbering_of(authority, issuer, year)
    return numbering.symbol if numbering else BLOC_SYMBOL


def abbreviations_of(authority: Authority) -> Mapping[str, str]:
    """Return the kinds of papers by abbreviation: the national list, then the authority's own."""
    own = authority.abbreviations.order_by("abbreviation")
    return {**abbreviations(), **{row.abbreviation: row.name for row in own}}


def issuers_for(person: Person, bloc_year: BlocYear, on: date) -> frozenset[str] | None:
    """Return whose numbers a person may read there: those of the own blocs, or None for all."""
    roles = roles_of(person, on).filter(authority=bloc_year.authority_id)
    if roles.filter(unit__isnull=True).exists():
        return None
    own = bloc_years_for(person, on).filter(authority=bloc_year.authority_id)
    return frozenset(own.values_list("bloc__code", flat=True))


def numbers_for(person: Person, bloc_year: BlocYear, on: date) -> QuerySet[NumberEntry]:
    """Return the register of outgoing papers of the authority as far as a person may read it."""
    rows = NumberEntry.objects.filter(authority=bloc_year.authority_id).exclude(
        book__issuer=GOLDEN_BOOK
    )
    issuers = issuers_for(person, bloc_year, on)
    if issuers is not None:
        rows = rows.filter(book__issuer__in=issuers)
    return rows.select_related("book", "paper", "settled_by", "reserved_by").prefetch_related(
        "dispatches"
    )


def number_books_for(person: Person, bloc_year: BlocYear, on: date) -> QuerySet[NumberBook]:
    books = NumberBook.objects.filter(authority=bloc_year.authority_id).exclude(issuer=GOLDEN_BOOK)
    issuers = issuers_for(person, bloc_year, on)
    return books if issuers is None else books.filter(issuer__in=issuers)


def in_book_order(rows: QuerySet[NumberEntry]) -> QuerySet[NumberEntry]:
    """Order as the books do: the latest year first, then issuer, series and number."""
    return rows.order_by("-book__year", "book__issuer", "book__series", "number")


def numbers_by_state(rows: QuerySet[NumberEntry]) -> dict[str, int]:
    tally = rows.order_by().values("state").annotate(n=Count("pk"))
    return dict(tally.values_list("state", "n"))


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
