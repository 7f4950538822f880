"""Reading rounds of drafts: what is asked by when, and what units said."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from thidua.apps.filing.enums import PaperKind, RoundPurpose
from thidua.apps.filing.models import Draft, DraftComment, DraftRound
from thidua.apps.units.models import BlocYear


def rounds_of(bloc_year: BlocYear, kind: PaperKind) -> dict[RoundPurpose, DraftRound]:
    """Return the last round of each purpose, with its comments."""
    found = (
        DraftRound.objects.filter(draft__bloc_year=bloc_year, draft__kind=kind)
        .select_related("draft__bloc_year__authority")
        .prefetch_related("comments__unit", "comments__made_by")
    )
    return {RoundPurpose(one.purpose): one for one in found}


def comment_for(bloc_year: BlocYear, key: UUID) -> DraftComment | None:
    """Return a comment on a draft of a bloc's year that the person has opened."""
    found = DraftComment.objects.filter(round__draft__bloc_year=bloc_year, pk=key)
    return found.select_related("round__draft__bloc_year__authority").first()


def unit_drafts(bloc_year: BlocYear, half: str) -> QuerySet[Draft]:
    """Return the units' own reports of a half, or of the whole year, begun or sent."""
    return (
        bloc_year.drafts.filter(kind=PaperKind.UNIT_REPORT, about__endswith=f"_{half}")
        .select_related("issued")
        .prefetch_related("versions__written_by")
    )


def code_of(draft: Draft) -> str:
    """Return the code of the unit that a draft is about."""
    return draft.about.partition("_")[0]


def sent_words(drafts: Iterable[Draft], room: str) -> dict[str, tuple[str, ...]]:
    """Return what units that sent their reports wrote in a room, by the code of the unit."""
    found = {}
    for draft in drafts:
        last = max(draft.versions.all(), key=lambda one: one.number, default=None)
        if draft.issued_id and last and last.rooms.get(room):
            found[code_of(draft)] = tuple(text for _, text in last.rooms[room])
    return found
