"""Deeds about the initiatives a nomination rests on: each carries one award."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.enums import InitiativeState
from thidua.apps.assessments.models import Initiative
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import InitiativeUse, Nomination
from thidua.apps.awards.services.base import expect_state, may, tell
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person

ONE_USE = (
    "Mỗi sáng kiến chỉ làm căn cứ cho một lần khen thưởng (Công văn số 5007/BNV-TĐKT ngày "
    "05/9/2023 của Bộ Nội vụ; đọc qua bản giới thiệu, chưa đối chiếu nguyên văn)."
)


@transaction.atomic
def nomination_rest(
    *, nomination: Nomination, initiatives: Sequence[Initiative], actor: Person, at: datetime
) -> list[InitiativeUse]:
    """Name, or name anew, the initiatives a nomination rests on, until it is submitted."""
    deed = "awards.nomination.rest"
    may(deed, nomination.bloc_year, actor, at)
    expect_state(nomination, NominationState.PROPOSED)
    for initiative in initiatives:
        check_initiative(initiative, nomination)
    nomination.initiative_uses.all().delete()
    InitiativeUse.objects.filter(
        initiative__in=initiatives, nomination__state=NominationState.DECLINED
    ).delete()
    uses = InitiativeUse.objects.bulk_create(
        InitiativeUse(initiative=initiative, nomination=nomination, used_at=at)
        for initiative in initiatives
    )
    tell(
        deed, nomination, nomination.bloc_year, actor, at,
        award=nomination.award, initiatives=[initiative.title for initiative in initiatives],
    )  # fmt: skip
    return uses


def check_initiative(initiative: Initiative, nomination: Nomination) -> None:
    """Refuse an initiative that is another unit's, not recognised, of a later year, or used."""
    unit, title = nomination.membership.unit, f"Sáng kiến “{initiative.title}”"
    if initiative.unit_id != unit.pk:
        raise Refused(f"{title} không phải của {unit.name}.")
    if initiative.state != InitiativeState.RECOGNISED:
        raise Refused(f"{title} chưa được công nhận.", remedy="Chọn sáng kiến đã được công nhận.")
    if initiative.year > nomination.bloc_year.year:
        raise Refused(f"{title} là của năm {initiative.year}, sau năm xét.")
    if used := used_for(initiative, nomination):
        raise Refused(f"{title} đã dùng: {used}.", ONE_USE, "Chọn sáng kiến khác.")


def used_for(initiative: Initiative, besides: Nomination) -> str:
    """Name the award an initiative has carried already, or nothing."""
    uses = InitiativeUse.objects.filter(initiative=initiative).exclude(nomination=besides)
    counted = uses.exclude(nomination__state=NominationState.DECLINED)
    use = counted.select_related("nomination__bloc_year").first()
    return str(use) if use else initiative.used_for
