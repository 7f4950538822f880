"""Deeds about the agreement: draft, sign."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.models import (
    Agreement,
    Signature,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.laying import ArticleText, lay, wording_from
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about, about_year, require


@transaction.atomic
def agreement_draft(
    *,
    bloc_year: BlocYear,
    title: str,
    articles: Sequence[ArticleText],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Agreement:
    """Draft the agreement of a year and lay it out for signature."""
    deed = "campaigns.agreement.draft"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    if Agreement.objects.filter(bloc_year=bloc_year).exists():
        raise Refused(f"Giao ước thi đua năm {bloc_year.year} đã được soạn.")
    agreement = Agreement.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        title=title,
        state=AgreementState.SIGNING,
        provenance=provenance,
    )
    lay(agreement, wording_from(articles))
    record(
        deed,
        on=agreement,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        articles=[a.title for a in articles],
    )
    return agreement


@transaction.atomic
def agreement_sign(
    *, agreement: Agreement, membership: Membership, post: str, actor: Person, at: datetime
) -> Signature:
    """Sign for a member unit; the last signature brings the agreement into force."""
    deed = "campaigns.agreement.sign"
    require(deed, MAY[deed], about(membership, actor, at))
    take_up(agreement, "state", authority_id=agreement.authority_id)
    check_signable(agreement, membership)
    signature = Signature.objects.create(
        agreement=agreement, membership=membership, person=actor, post=post, signed_at=at
    )
    record(
        deed,
        on=agreement,
        authority_id=agreement.authority_id,
        actor_id=actor.pk,
        at=at,
        unit=membership.unit.code,
    )
    enter_into_force_if_complete(agreement, actor, at)
    return signature


def check_signable(agreement: Agreement, membership: Membership) -> None:
    if membership.bloc_year_id != agreement.bloc_year_id:
        raise Refused(
            f"{membership.unit.name} không thuộc khối ký giao ước này.",
            remedy="Chỉ đơn vị thành viên của khối trong năm mới ký giao ước.",
        )
    if agreement.state != AgreementState.SIGNING:
        raise Refused(
            "Giao ước không ở bước ký.", remedy="Hãy tải lại trang để xem tình trạng mới."
        )
    if agreement.signatures.filter(membership=membership).exists():
        raise Refused(f"{membership.unit.name} đã ký giao ước này.", "Mỗi đơn vị ký một lần.")


def enter_into_force_if_complete(agreement: Agreement, actor: Person, at: datetime) -> None:
    if agreement.signatures.count() < agreement.bloc_year.memberships.count():
        return
    agreement.state = AgreementState.IN_FORCE
    agreement.in_force_on = localdate(at)
    agreement.save(update_fields=["state", "in_force_on"])
    record(
        "campaigns.agreement.enter_into_force",
        on=agreement,
        authority_id=agreement.authority_id,
        actor_id=actor.pk,
        at=at,
    )
