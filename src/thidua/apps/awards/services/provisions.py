"""Deeds about provisions of law that somebody has read."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua import law
from thidua.apps.awards.models import (
    Confirmation,
    Withdrawal,
)
from thidua.apps.awards.policy import MAY
from thidua.apps.awards.queries import (
    provisions,
    unread_changes,
)
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority
from thidua.apps.units.policy import Ask, require
from thidua.text import clean, short_date


@transaction.atomic
def provision_confirm(
    *,
    authority: Authority,
    provision: str,
    source: str,
    quotation: str,
    read_on: date,
    actor: Person,
    at: datetime,
) -> Confirmation:
    """Confirm that the text of a provision marked unverified was held in hand, and where.

    Verdicts given from now on take it as read; verdicts already given stay as they are.
    """
    deed = "awards.provision.confirm"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    citation = check_confirmation(authority, provision, source, read_on, localdate(at))
    made = Confirmation.objects.create(
        authority=authority,
        provision=provision,
        citation=citation.text,
        source=clean(source),
        quotation=clean(quotation),
        read_on=read_on,
        confirmed_by=actor,
        confirmed_on=localdate(at),
    )
    record(
        deed, on=made, authority_id=authority.pk, actor_id=actor.pk, at=at,
        provision=citation.text, source=made.source, read_on=read_on.isoformat(),
    )  # fmt: skip
    return made


def check_confirmation(
    authority: Authority, provision: str, source: str, read_on: date, today: date
) -> law.Citation:
    """Return the provision as it is cited, or refuse."""
    use = provisions().get(provision)
    if use is None:
        raise Refused("Không có tiêu chuẩn nào đang dùng điều khoản này.")
    name = use.citation.text
    if use.citation.verified:
        raise Refused(f"{name} đã được kiểm chứng trong bộ quy định, không cần xác nhận.")
    if provision in unread_changes():
        raise Refused(
            f"{name} làm thay đổi các quy định đang nạp.",
            "Đọc văn bản là chưa đủ: các tiêu chuẩn còn ghi theo quy định trước đó.",
            "Hãy đề nghị cập nhật bộ quy định theo văn bản này.",
        )
    if not clean(source):
        raise Refused(
            f"Chưa ghi đã đọc {name} ở đâu.",
            remedy="Hãy ghi địa chỉ, số Công báo hoặc số trang của bản đã đọc.",
        )
    if read_on > today:
        raise Refused(f"Ngày đọc {short_date(read_on)} ở sau hôm nay ({short_date(today)}).")
    if authority.confirmations.filter(provision=provision, withdrawal__isnull=True).exists():
        raise Refused(
            f"{name} đã có người xác nhận.",
            remedy="Nếu lời xác nhận đó sai, hãy rút nó và nêu lý do, sau đó xác nhận lại.",
        )
    return use.citation


@transaction.atomic
def provision_withdraw(
    *, confirmation: Confirmation, reason: str, actor: Person, at: datetime
) -> Withdrawal:
    """Withdraw a confirmation for a reason; the provision counts as unverified again."""
    deed, authority = "awards.provision.withdraw", confirmation.authority
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    if Withdrawal.objects.filter(confirmation=confirmation).exists():
        raise Refused("Lời xác nhận này đã được rút.", remedy="Hãy tải lại trang.")
    if not clean(reason):
        raise Refused("Chưa nêu lý do rút lời xác nhận.", remedy="Hãy ghi rõ vì sao.")
    made = Withdrawal.objects.create(
        confirmation=confirmation,
        reason=clean(reason),
        withdrawn_by=actor,
        withdrawn_on=localdate(at),
    )
    record(
        deed, on=made, authority_id=authority.pk, actor_id=actor.pk, at=at,
        provision=confirmation.citation, reason=made.reason,
    )  # fmt: skip
    return made
