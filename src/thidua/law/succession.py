"""What a unit carries on of the units it was merged from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from thidua.law.facts import RATINGS, Dossier, PastAward, YearRating

_PLACES = {slug: place for place, slug in enumerate(RATINGS)}


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A unit that went up into another.

    Args:
        until: the last year of its own work.
        inherits: whether the decision on the merger hands its achievements on.
        paper: that decision.
    """

    dossier: Dossier
    until: int
    inherits: bool
    paper: str = ""


def with_predecessors(dossier: Dossier, predecessors: Iterable[Predecessor]) -> Dossier:
    """Return the dossier of a successor with what the merger's decision hands on.

    Awards of every predecessor count, each told with its holder, and once if it comes by two ways. Of a year before the merger the
    rating is the lowest of the predecessors', and open unless all of theirs are known. Nothing is
    handed on unless the decision says so (Circular 15/2025/TT-BNV; its wording was not read).
    """
    heirs = [p for p in predecessors if p.inherits]
    if not heirs:
        return dossier
    return replace(
        dossier,
        awards=(*dossier.awards, *dict.fromkeys(award for p in heirs for award in _awards(p))),
        ratings=(*dossier.ratings, *_ratings(dossier, heirs)),
        complete_from=_complete_from(dossier, heirs),
        begins=_begins(heirs),
    )


def _awards(predecessor: Predecessor) -> Iterable[PastAward]:
    name = predecessor.dossier.subject
    return (
        replace(held, held_by=held.held_by or name)
        for held in predecessor.dossier.awards
        if held.year <= predecessor.until
    )


def _ratings(dossier: Dossier, heirs: list[Predecessor]) -> Iterable[YearRating]:
    rated = {rating.year for rating in dossier.ratings}
    by_heir = [{r.year: r for r in p.dossier.ratings if r.year <= p.until} for p in heirs]
    shared = set.intersection(*(set(ratings) for ratings in by_heir))
    for year in sorted(shared - rated):
        yield max((ratings[year] for ratings in by_heir), key=lambda r: _PLACES[r.rating])


def _complete_from(dossier: Dossier, heirs: list[Predecessor]) -> dict[str, int]:
    """A source is complete from where it is complete for every one of them."""
    after = max(p.until for p in heirs) + 1
    return {
        source: max(p.dossier.complete_from.get(source, p.until + 1) for p in heirs)
        if first <= after
        else first
        for source, first in dossier.complete_from.items()
    }


def _begins(heirs: list[Predecessor]) -> int | None:
    years = [p.dossier.begins for p in heirs]
    known = [year for year in years if year is not None]
    return min(known) if len(known) == len(years) else None
