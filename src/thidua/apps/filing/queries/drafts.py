"""Reading drafts: their versions, what was written last time, remarks that wait."""

from uuid import UUID

from django.db.models import QuerySet

from thidua.apps.filing.enums import OF_A_UNIT, PaperKind
from thidua.apps.filing.models import Draft, DraftRemark, DraftVersion
from thidua.apps.units.models import BlocYear, Unit
from thidua.apps.units.policy import lead_unit
from thidua.papers.drafts import Words, Written

OF_NO_LEAD = OF_A_UNIT | {
    PaperKind.DECISION,
    PaperKind.COUNCIL_MINUTES,
    PaperKind.PUBLIC_NOTICE,
}
"""Kinds that the authority's office or the unit they are about writes, whoever leads the bloc."""


def draft_of(bloc_year: BlocYear, kind: PaperKind, about: str = "") -> Draft | None:
    return bloc_year.drafts.filter(kind=kind, about=about).select_related("issued").first()


def latest_of(draft: Draft | None) -> DraftVersion | None:
    if draft is None:
        return None
    return draft.versions.select_related("written_by").order_by("-number").first()


def version_of(draft: Draft, number: int) -> DraftVersion | None:
    return draft.versions.filter(number=number).first()


def written_in(version: DraftVersion | None) -> Written:
    """Return what stood in the rooms of a version; nothing before the first."""
    rooms = version.rooms if version else {}
    return {room: tuple(Words(key, text) for key, text in words) for room, words in rooms.items()}


def writing_unit(bloc_year: BlocYear, kind: PaperKind) -> Unit | None:
    """Return the unit whose words a paper's are: who leads the bloc; none where that is no matter."""
    return None if kind in OF_NO_LEAD else lead_unit(bloc_year)


def words_before(
    bloc_year: BlocYear, kind: PaperKind, about: str, unit: Unit | None
) -> DraftVersion | None:
    """Return the last version a unit wrote of this kind of paper in an earlier year.

    Without a unit, the last one of the authority's own office.
    """
    return (
        DraftVersion.objects.filter(
            draft__authority=bloc_year.authority_id,
            draft__kind=kind,
            draft__about=about,
            draft__unit=unit,
            draft__bloc_year__year__lt=bloc_year.year,
            draft__bloc_year__bloc__practice=bloc_year.bloc.practice,
        )
        .select_related("draft__bloc_year")
        .order_by("-draft__bloc_year__year", "-number")
        .first()
    )


def open_remarks(draft: Draft | None) -> QuerySet[DraftRemark]:
    return DraftRemark.objects.filter(draft=draft, settled_at__isnull=True).select_related(
        "made_by"
    )


def remark_for(bloc_year: BlocYear, key: UUID) -> DraftRemark | None:
    """Return a remark on a draft of a bloc's year that the person has opened."""
    found = DraftRemark.objects.filter(draft__bloc_year=bloc_year, pk=key)
    return found.select_related("draft__bloc_year__authority").first()
