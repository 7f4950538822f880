"""Reading the library of instruments, movements with their tree, the board and news."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.apps.campaigns.enums import Level, NewsState
from thidua.apps.campaigns.models import (
    Directive,
    Movement,
    News,
    Outcome,
    Participation,
    Photo,
    Practice,
    Remark,
    Tie,
)
from thidua.apps.units.models import Authority, BlocYear
from thidua.text import fold

if TYPE_CHECKING:
    from thidua.apps.filing.models import Blob


def directives_of(authority: Authority, sought: str = "", kind: str = "") -> QuerySet[Directive]:
    """Return an authority's library, the latest paper first; what is sought needs no accents."""
    rows = authority.directives.select_related("replaced_by").order_by("-issued_on", "number", "id")
    for word in fold(sought).split():
        rows = rows.filter(search_key__contains=word)
    return rows.filter(kind=kind) if kind else rows


def kinds_counted(authority: Authority) -> dict[str, int]:
    rows = authority.directives.order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def with_use(rows: QuerySet[Directive], bloc_year: BlocYear) -> QuerySet[Directive]:
    """Count the movements, articles and targets, as far as a year sees them, that rest on each."""
    seen = Q(movements__in=movements_seen_in(bloc_year).order_by().values("pk"))
    return rows.annotate(
        movement_count=Count("movements", filter=seen, distinct=True),
        tie_count=Count("ties", filter=Q(ties__bloc_year=bloc_year), distinct=True),
    )


def ties_of(base: Directive | Movement, bloc_year: BlocYear) -> QuerySet[Tie]:
    """Return what of a year rests on an instrument or a movement."""
    return base.ties.filter(bloc_year=bloc_year).select_related(
        "article", "target", "directive", "movement"
    )


def tie_of(bloc_year: BlocYear, key: UUID) -> Tie | None:
    rows = bloc_year.ties.select_related("article", "target", "directive", "movement")
    return rows.filter(pk=key).first()


def movements_seen_in(bloc_year: BlocYear) -> QuerySet[Movement]:
    """Return the movements that reach a bloc's year: wider ones, its own, its members' own."""
    first, last = date(bloc_year.year, 1, 1), date(bloc_year.year, 12, 31)
    running = (Q(starts_on__isnull=True) | Q(starts_on__lte=last)) & (
        Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    )
    wider = Q(bloc_year=bloc_year) | (
        running
        & (Q(level__in=(Level.NATION, Level.AUTHORITY)) | Q(unit__memberships__bloc_year=bloc_year))
    )
    return (
        Movement.objects.filter(wider, authority=bloc_year.authority_id)
        .select_related(
            "authority", "bloc_year__bloc", "bloc_year__authority", "unit", "parent", "directive"
        )
        .distinct()
        .order_by("code", "id")
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """A movement in its tree; `depth` is 0 at the root."""

    movement: Movement
    depth: int
    below: list[Branch] = field(default_factory=list)


def tree_of(movements: Iterable[Movement]) -> list[Branch]:
    """Lay movements out in trees; one whose parent isn't among them stands as a root."""
    rows = sorted(movements, key=lambda m: (Level(m.level).place, m.code, str(m.pk)))
    known: dict[UUID, Branch] = {}
    roots: list[Branch] = []
    for row in rows:
        above = known.get(row.parent_id) if row.parent_id else None
        known[row.pk] = Branch(row, above.depth + 1 if above else 0)
        (above.below if above else roots).append(known[row.pk])
    return roots


def flattened(branches: Iterable[Branch]) -> list[Branch]:
    """Return branches in reading order, each before what is below it."""
    found: list[Branch] = []
    for branch in branches:
        found += [branch, *flattened(branch.below)]
    return found


def participations_of(movement: Movement, bloc_year: BlocYear) -> QuerySet[Participation]:
    """Return who of a bloc takes part, each with what it told and its photos."""
    told = Outcome.objects.prefetch_related("photos")
    return (
        movement.participations.filter(unit__memberships__bloc_year=bloc_year)
        .select_related("unit__authority", "movement__authority")
        .prefetch_related(Prefetch("outcomes", queryset=told))
        .distinct()
        .order_by("joined_on", "id")
    )


def reviews_of(movement: Movement) -> QuerySet[Outcome]:
    return movement.outcomes.filter(participation__isnull=True).prefetch_related("photos")


def outcome_seen_in(bloc_year: BlocYear, key: UUID) -> Outcome | None:
    found = (
        Outcome.objects.filter(pk=key)
        .select_related(
            "participation__unit__authority", "movement__authority", "movement__unit",
            "movement__bloc_year",
        )
        .first()
    )  # fmt: skip
    if found is None or not is_seen(found, bloc_year):
        return None
    return found


def is_seen(outcome: Outcome, bloc_year: BlocYear) -> bool:
    part = outcome.participation
    if part and not part.unit.memberships.filter(bloc_year=bloc_year).exists():
        return False
    return movements_seen_in(bloc_year).filter(pk=outcome.movement_id).exists()


def taking_part(bloc_year: BlocYear, unit: UUID | None) -> set[UUID]:
    """Return the movements that a unit takes part in."""
    return set(
        Participation.objects.filter(
            unit=unit, movement__authority=bloc_year.authority_id
        ).values_list("movement", flat=True)
    )


def practices_of(bloc_year: BlocYear, *, hidden: bool = False) -> QuerySet[Practice]:
    """Return the board of a bloc's year, the latest first; hidden ones for whoever keeps it."""
    rows = bloc_year.practices.select_related("unit__authority", "movement", "hidden_by")
    shown = rows if hidden else rows.filter(hidden_at__isnull=True)
    said = Count("remarks", filter=Q(remarks__hidden_at__isnull=True), distinct=True)
    return (
        shown.annotate(remark_count=said, adoption_count=Count("adoptions", distinct=True))
        .prefetch_related("photos")
        .order_by("-shared_at", "id")
    )


def remarks_of(practice: Practice) -> QuerySet[Remark]:
    return practice.remarks.select_related("unit", "told_by", "hidden_by", "practice__bloc_year")


def photo_seen_in(bloc_year: BlocYear, key: UUID, *, hidden: bool = False) -> Blob | None:
    """Return a photo's file, if it belongs to what the year may see."""
    photo = Photo.objects.filter(pk=key).select_related("file", "practice").first()
    if photo is None:
        return None
    if photo.practice is None:
        seen = outcome_seen_in(bloc_year, photo.outcome_id) if photo.outcome_id else None
        return photo.file if seen else None
    mine = photo.practice.bloc_year_id == bloc_year.pk
    return photo.file if mine and (hidden or photo.practice.hidden_at is None) else None


def news_of(bloc_year: BlocYear) -> QuerySet[News]:
    return bloc_year.news.select_related("corrects", "bloc_year").order_by("-written_at", "id")


def public_news() -> QuerySet[News]:
    """Return the news that anybody may read: published and not corrected since, of real blocs."""
    return (
        News.objects.filter(state=NewsState.PUBLISHED, bloc_year__bloc__practice="")
        .select_related("bloc_year__bloc", "bloc_year__authority", "corrects")
        .order_by("-published_on", "-written_at", "id")
    )
