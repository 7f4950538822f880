"""Reading number books, and how a bloc numbers."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, QuerySet

from thidua.apps.filing.models import (
    NumberBook,
    NumberEntry,
    Numbering,
)
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear
from thidua.apps.units.queries import bloc_years_for, roles_of
from thidua.papers import (
    abbreviations,
)

GOLDEN_BOOK, HONOUR = "so-vang", "SV"
"""The book and the series in which honours are numbered, a year after a year."""

BLOC_SYMBOL = "KTĐ"
"""What stands for a bloc in its symbols until the authority chooses otherwise."""


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
