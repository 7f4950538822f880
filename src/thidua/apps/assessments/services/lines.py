"""Deeds about lines that don't apply to a unit."""

from datetime import datetime

from django.db import transaction
from rules.predicates import Predicate

from thidua.apps.assessments.models import Criterion, NotAssigned, Scorecard, Standing
from thidua.apps.assessments.policy import MAY, OF_THE_LEAD
from thidua.apps.assessments.services.base import tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.policy import about_year, require

LEAVE_OUT, TAKE_BACK = "assessments.line.leave_out", "assessments.line.take_back"


def who_may(deed: str, card: Scorecard) -> Predicate:
    """Return who decides about a card's lines: the lead's own people don't decide about the lead's."""
    return OF_THE_LEAD[deed] if card.membership.position == Position.LEAD else MAY[deed]


@transaction.atomic
def line_leave_out(
    *, scorecard: Scorecard, criterion: Criterion, reason: str, actor: Person, at: datetime
) -> NotAssigned:
    """Decide that a line was not assigned to a unit; what was marked there no longer counts."""
    begin(LEAVE_OUT, scorecard, actor, at)
    refuse_unfit(scorecard, criterion, reason)
    left_out = NotAssigned.objects.create(
        scorecard=scorecard, criterion=criterion, reason=reason, decided_by=actor, decided_at=at
    )
    tell(
        LEAVE_OUT, scorecard, scorecard.bloc_year, actor, at,
        unit=scorecard.membership.unit.code, criterion=criterion.code, reason=reason,
    )  # fmt: skip
    return left_out


@transaction.atomic
def line_take_back(*, left_out: NotAssigned, actor: Person, at: datetime) -> None:
    """Assign a line to a unit after all."""
    card = left_out.scorecard
    begin(TAKE_BACK, card, actor, at)
    if not NotAssigned.objects.filter(pk=left_out.pk).exists():
        raise Refused(f"Tiêu chí {left_out.criterion.code} đã được giao lại.")
    tell(
        TAKE_BACK, card, card.bloc_year, actor, at,
        unit=card.membership.unit.code, criterion=left_out.criterion.code,
    )  # fmt: skip
    left_out.delete()


def begin(deed: str, card: Scorecard, actor: Person, at: datetime) -> None:
    require(deed, who_may(deed, card), about_year(card.bloc_year, actor, at))
    take_up(card, "state", authority_id=card.bloc_year.authority_id)
    if Standing.objects.filter(bloc_year=card.bloc_year).exists():
        raise Refused("Bảng xếp hạng đã chốt, không đổi được tiêu chí giao cho đơn vị.")


def refuse_unfit(card: Scorecard, line: Criterion, reason: str) -> None:
    if line.table_id != card.table_id or line.children.exists():
        raise Refused(f"{line.code} không phải là tiêu chí chấm điểm của bảng này.")
    if not reason:
        raise Refused(
            f"Chưa ghi lý do không giao tiêu chí {line.code}.",
            remedy="Hãy ghi lý do, ví dụ: đơn vị không có nhiệm vụ này theo quyết định giao.",
        )
    if card.not_assigned.filter(criterion=line).exists():
        raise Refused(f"Tiêu chí {line.code} đã được ghi là không giao.")
