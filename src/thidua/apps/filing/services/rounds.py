"""Deeds about rounds of a draft: ask by a day, comment, answer."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.filing.enums import PaperKind, RoundPurpose
from thidua.apps.filing.models import Draft, DraftComment, DraftRound
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import writing_unit
from thidua.apps.filing.services.drafts import LONGEST, check_open, tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Unit
from thidua.apps.units.policy import Ask, about_year, require
from thidua.text import short_date


@transaction.atomic
def round_open(
    *,
    bloc_year: BlocYear,
    kind: PaperKind,
    purpose: RoundPurpose,
    due_on: date,
    note: str,
    actor: Person,
    at: datetime,
) -> DraftRound:
    """Ask the units for their reports, or for what they think of the draft, by a day."""
    deed = "filing.round.open"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    if due_on < localdate(at):
        raise Refused(
            f"Hạn {short_date(due_on)} đã qua.", remedy="Hãy ghi một ngày từ hôm nay trở đi."
        )
    draft, _ = Draft.objects.get_or_create(
        bloc_year=bloc_year,
        kind=kind,
        about="",
        defaults={"authority": bloc_year.authority, "unit": writing_unit(bloc_year, kind)},
    )
    check_open(draft)
    opened = DraftRound.objects.create(
        draft=draft, purpose=purpose, due_on=due_on, note=note, opened_by=actor, opened_at=at
    )
    tell(
        deed, opened, draft.authority_id, actor, at, kind=kind, purpose=purpose, due_on=str(due_on)
    )
    return opened


@transaction.atomic
def round_comment(
    *, round_: DraftRound, unit: Unit, text: str, actor: Person, at: datetime
) -> DraftComment:
    """Say, for a unit, what it thinks of the draft; in time only, so that it can be heeded."""
    deed, draft = "filing.round.comment", round_.draft
    year = draft.bloc_year
    require(deed, MAY[deed], Ask(actor, at, year.authority, unit=unit, bloc_year=year))
    hold(draft.authority_id)
    check_open(draft)
    if round_.purpose != RoundPurpose.COMMENTS:
        raise Refused("Đợt này thu báo cáo, không lấy ý kiến.")
    if localdate(at) > round_.due_on:
        raise Refused(
            f"Đã hết hạn góp ý ({short_date(round_.due_on)}).",
            remedy="Ý kiến thêm thì nêu tại hội nghị, hoặc đề nghị thư ký khối mở đợt mới.",
        )
    if not text:
        raise Refused("Ý kiến không có nội dung.", remedy="Nhất trí thì ghi: Nhất trí.")
    comment = DraftComment.objects.create(
        round=round_, unit=unit, text=text[:LONGEST], made_by=actor, made_at=at
    )
    tell(deed, comment, draft.authority_id, actor, at, unit=unit.code)
    return comment


@transaction.atomic
def round_answer(
    *, comment: DraftComment, answer: str, actor: Person, at: datetime
) -> DraftComment:
    """Say what was made of a comment: taken up, or why not."""
    deed, draft = "filing.round.answer", comment.round.draft
    require(deed, MAY[deed], about_year(draft.bloc_year, actor, at))
    take_up(comment, "answer", authority_id=draft.authority_id)
    if comment.answer:
        raise Refused("Ý kiến này đã được trả lời.")
    if not answer:
        raise Refused("Chưa ghi nội dung tiếp thu, giải trình.")
    comment.answer, comment.answered_by, comment.answered_at = answer[:LONGEST], actor, at
    comment.save(update_fields=["answer", "answered_by", "answered_at"])
    tell(deed, comment, draft.authority_id, actor, at)
    return comment
