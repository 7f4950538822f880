"""Deeds about what members say of a draft agreement, and what the lead answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import RemarkKind, RemarkOutcome
from thidua.apps.campaigns.models import Agreement, ClauseRemark
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import comments_until, latest_version, wording_of
from thidua.apps.campaigns.services.wording import (
    Typed,
    agreement_write,
    check_draft,
    open_draft,
    tell,
)
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import Membership
from thidua.apps.units.policy import about, require
from thidua.papers.drafts import texts_of
from thidua.text import short_date

LONGEST = 3_000


@transaction.atomic
def clause_remark_make(
    *,
    agreement: Agreement,
    membership: Membership,
    passage: UUID,
    text: str,
    wording: str,
    actor: Person,
    at: datetime,
) -> ClauseRemark:
    """Leave a remark on a clause or article; with `wording` it proposes how it should read."""
    deed = "campaigns.remark.make"
    require(deed, MAY[deed], about(membership, actor, at))
    take_up(agreement, "state", authority_id=agreement.authority_id)
    check_draft(agreement)
    refuse_foreign(agreement, membership)
    refuse_late(agreement, at)
    quoted = texts_of(wording_of(agreement)).get(str(passage))
    if quoted is None:
        raise Refused(
            "Khoản này không còn trong dự thảo.", remedy="Hãy tải lại trang để xem bản mới."
        )
    check_words(text, wording, quoted)
    remark = ClauseRemark.objects.create(
        agreement=agreement,
        passage=passage,
        quoted=quoted,
        membership=membership,
        kind=RemarkKind.PROPOSAL if wording else RemarkKind.COMMENT,
        text=text,
        wording=wording,
        made_by=actor,
        made_at=at,
    )
    tell(deed, agreement, actor, at, unit=membership.unit.code, kind=remark.kind)
    return remark


def refuse_foreign(agreement: Agreement, membership: Membership) -> None:
    if membership.bloc_year_id != agreement.bloc_year_id:
        raise Refused(f"{membership.unit.name} không thuộc khối của giao ước này.")


def refuse_late(agreement: Agreement, at: datetime) -> None:
    until = comments_until(agreement)
    if until is None:
        raise Refused(
            "Dự thảo chưa mở lấy ý kiến.", remedy="Thư ký khối mở lấy ý kiến khi soạn xong."
        )
    if localdate(at) > until:
        raise Refused(
            f"Đã hết hạn góp ý ngày {short_date(until)}.",
            remedy="Hãy đề nghị thư ký khối gia hạn.",
        )


def check_words(text: str, wording: str, quoted: str) -> None:
    if not text and not wording:
        raise Refused("Ý kiến chưa có nội dung.", remedy="Hãy ghi ý kiến hoặc lời đề nghị sửa.")
    if wording == quoted:
        raise Refused("Lời đề nghị giống hệt lời dự thảo.", remedy="Hãy sửa chỗ cần thay đổi.")
    if max(len(text), len(wording)) > LONGEST:
        raise Refused(f"Ý kiến dài quá {LONGEST} chữ.", remedy="Hãy rút gọn.")


@transaction.atomic
def clause_remark_settle(
    *, remark: ClauseRemark, outcome: RemarkOutcome, answer: str, actor: Person, at: datetime
) -> ClauseRemark:
    """Answer a remark on record; a proposed wording that is taken goes into the draft at once."""
    deed = "campaigns.remark.settle"
    agreement = remark.agreement
    open_draft(deed, agreement, actor, at)
    take_up(remark, "outcome", authority_id=agreement.authority_id)
    if remark.outcome:
        raise Refused("Ý kiến này đã được trả lời.", remedy="Hãy tải lại trang.")
    if outcome is not RemarkOutcome.TAKEN and not answer:
        raise Refused(
            f"“{outcome.label}” cần nêu lý do.",
            "Đơn vị góp ý cần biết vì sao.",
            "Hãy ghi lý do.",
        )
    if outcome is RemarkOutcome.TAKEN and remark.wording:
        take_in(remark, actor, at)
    remark.outcome, remark.answer = outcome, answer
    remark.settled_by, remark.settled_at = actor, at
    remark.save(update_fields=["outcome", "answer", "settled_by", "settled_at"])
    tell(deed, agreement, actor, at, outcome=outcome.value, unit=remark.membership.unit.code)
    return remark


def take_in(remark: ClauseRemark, actor: Person, at: datetime) -> None:
    """Put the proposed wording where the remark stands, unless the place has gone."""
    agreement, key = remark.agreement, str(remark.passage)
    if key not in texts_of(wording_of(agreement)):
        raise Refused(
            "Khoản được đề nghị sửa không còn trong dự thảo.",
            remedy="Hãy ghi “Tiếp thu một phần” hoặc “Không tiếp thu” kèm lý do.",
        )
    typed = Typed(base=latest_version(agreement), texts={key: remark.wording})
    agreement_write(agreement=agreement, typed=typed, actor=actor, at=at)
