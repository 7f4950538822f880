"""Deeds about changes of a signed agreement: lay an amendment out, sign it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import AgreementState, ChangeKind
from thidua.apps.campaigns.models import (
    Agreement,
    Amendment,
    AmendmentLine,
    AmendmentSignature,
    Clause,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import consolidated
from thidua.apps.campaigns.services.base import refuse_after
from thidua.apps.campaigns.services.wording import tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import Membership
from thidua.apps.units.policy import about, about_year, require
from thidua.papers.drafts import texts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What an amendment says.

    Args:
        texts: new texts by the key of a clause; an empty one drops it.
        added: a new clause by the key of its article.
        adopted_paper: the minutes, or the members' written assents, by number.
    """

    reason: str
    adopted_on: date
    adopted_paper: str
    texts: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def amendment_lay_out(
    *, agreement: Agreement, amended: Amended, actor: Person, at: datetime
) -> Amendment:
    """Lay an amendment that the members have adopted out for their signatures."""
    deed = "campaigns.amendment.lay_out"
    require(deed, MAY[deed], about_year(agreement.bloc_year, actor, at))
    refuse_after(Phase.SELF_SCORING, agreement.bloc_year, "Không sửa đổi giao ước được nữa")
    take_up(agreement, "state", authority_id=agreement.authority_id)
    check_amendable(agreement, amended, at)
    lines = lines_of(agreement, amended, localdate(at))
    if not lines:
        raise Refused(
            "Bản sửa đổi không thay đổi khoản nào.", remedy="Hãy sửa lời ít nhất một khoản."
        )
    amendment = Amendment.objects.create(
        agreement=agreement,
        number=agreement.amendments.count() + 1,
        reason=amended.reason,
        adopted_on=amended.adopted_on,
        adopted_paper=amended.adopted_paper,
    )
    for line in lines:
        line.amendment = amendment
    AmendmentLine.objects.bulk_create(lines)
    tell(deed, agreement, actor, at, number=amendment.number, clauses=len(lines))
    return amendment


def check_amendable(agreement: Agreement, amended: Amended, at: datetime) -> None:
    if agreement.state != AgreementState.IN_FORCE:
        raise Refused(
            "Giao ước chưa có hiệu lực nên chưa sửa đổi, bổ sung được.",
            remedy="Hãy sửa dự thảo, hoặc chờ các đơn vị ký xong.",
        )
    if agreement.amendments.filter(state=AgreementState.SIGNING).exists():
        raise Refused("Còn một bản sửa đổi đang ký.", remedy="Hãy chờ các đơn vị ký xong bản đó.")
    if amended.adopted_on > localdate(at):
        raise Refused("Ngày thông qua ở sau hôm nay.", remedy="Hãy ghi ngày đã thông qua.")
    if not amended.reason or not amended.adopted_paper:
        raise Refused(
            "Bản sửa đổi chưa ghi lý do hoặc văn bản thông qua.",
            "Sửa đổi giao ước phải được các thành viên thông qua như khi lập.",
            "Hãy ghi lý do và số biên bản hoặc văn bản đồng ý của các đơn vị.",
        )


def lines_of(agreement: Agreement, amended: Amended, day: date) -> list[AmendmentLine]:
    """Return what differs from the text in force, clause by clause."""
    now = texts_of(consolidated(agreement, day))
    clauses = Clause.objects.filter(article__agreement=agreement)
    changed = [
        AmendmentLine(
            kind=ChangeKind.CHANGE if text else ChangeKind.DROP,
            article_id=clause.article_id,
            clause=clause,
            before=now[str(clause.pk)],
            text=text,
        )
        for clause in clauses
        if str(clause.pk) in now
        and (text := amended.texts.get(str(clause.pk), now[str(clause.pk)])) != now[str(clause.pk)]
    ]
    added = [
        AmendmentLine(kind=ChangeKind.ADD, article=article, text=text)
        for article in agreement.articles.all()
        if (text := amended.added.get(str(article.pk), ""))
    ]
    return [*changed, *added]


@transaction.atomic
def amendment_sign(
    *, amendment: Amendment, membership: Membership, post: str, actor: Person, at: datetime
) -> AmendmentSignature:
    """Sign an amendment for a member; the last signature brings it into force."""
    deed = "campaigns.amendment.sign"
    require(deed, MAY[deed], about(membership, actor, at))
    agreement = amendment.agreement
    take_up(amendment, "state", authority_id=agreement.authority_id)
    if membership.bloc_year_id != agreement.bloc_year_id:
        raise Refused(f"{membership.unit.name} không thuộc khối ký giao ước này.")
    if amendment.state != AgreementState.SIGNING:
        raise Refused("Bản sửa đổi không ở bước ký.", remedy="Hãy tải lại trang.")
    if amendment.signatures.filter(membership=membership).exists():
        raise Refused(f"{membership.unit.name} đã ký bản sửa đổi này.", "Mỗi đơn vị ký một lần.")
    signature = AmendmentSignature.objects.create(
        amendment=amendment, membership=membership, person=actor, post=post, signed_at=at
    )
    tell(deed, agreement, actor, at, unit=membership.unit.code, number=amendment.number)
    # Counted anew: a page may have fetched the signatures before this one.
    signed = AmendmentSignature.objects.filter(amendment=amendment).count()
    if signed == agreement.bloc_year.memberships.count():
        amendment.state, amendment.in_force_on = AgreementState.IN_FORCE, localdate(at)
        amendment.save(update_fields=["state", "in_force_on"])
        tell("campaigns.amendment.enter_into_force", agreement, actor, at, number=amendment.number)
    return signature
