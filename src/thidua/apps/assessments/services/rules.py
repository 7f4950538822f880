"""Deeds about how a bloc scores: its stages, and what a unit explains."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Explanation, Scorecard, ScoringRules
from thidua.apps.assessments.queries import criteria_of, deadlines_of
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.assessments.services.marks import may_mark
from thidua.apps.assessments.stages import fault_of
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear

MOST_DAYS = 30
TWO = 2


@transaction.atomic
def rules_set(
    *,
    bloc_year: BlocYear,
    stages: Sequence[Stage],
    blind: bool,
    objection_days: int,
    actor: Person,
    at: datetime,
) -> ScoringRules:
    """Set the stages of a bloc's cards, whether cross-scores are blind, and the time to object."""
    may("assessments.rules.set", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if Scorecard.objects.filter(bloc_year=bloc_year).exists():
        raise Refused(
            "Phiếu chấm điểm của khối đã được mở, không đổi được các bước chấm.",
            remedy="Các bước của năm sau đặt trước khi mở phiếu.",
        )
    refuse_unfit(stages, objection_days)
    refuse_alone(bloc_year, stages)
    refuse_deadlines(bloc_year, stages)
    rules, _ = ScoringRules.objects.update_or_create(
        bloc_year=bloc_year,
        defaults={
            "stages": ",".join(stages), "blind": blind, "objection_days": objection_days,
        },
    )  # fmt: skip
    tell(
        "assessments.rules.set", rules, bloc_year, actor, at,
        stages=list(stages), blind=blind, objection_days=objection_days,
    )  # fmt: skip
    return rules


def refuse_unfit(stages: Sequence[Stage], objection_days: int) -> None:
    if fault := fault_of(stages):
        raise Refused(*fault)
    if not 1 <= objection_days <= MOST_DAYS:
        raise Refused(f"Thời hạn kiến nghị phải từ 1 đến {MOST_DAYS} ngày làm việc.")


def refuse_alone(bloc_year: BlocYear, stages: Sequence[Stage]) -> None:
    if Stage.CROSS in stages and bloc_year.memberships.count() < TWO:
        raise Refused(
            "Khối chỉ có một đơn vị, không phân công chấm chéo được.",
            "Chấm chéo là hai đơn vị chấm cho nhau theo phân công.",
            "Hãy bỏ bước chấm chéo hoặc thêm đơn vị vào khối.",
        )


def refuse_deadlines(bloc_year: BlocYear, stages: Sequence[Stage]) -> None:
    """Refuse an order against which the days already set would run backwards."""
    due = deadlines_of(bloc_year)
    days = [due[stage] for stage in stages if stage in due]
    if days != sorted(days) or not due.keys() <= set(stages):
        raise Refused(
            "Hạn nộp đã đặt không hợp với thứ tự này.",
            "Các bước làm lần lượt, mỗi hạn không được trước hạn của bước liền trước.",
            "Hãy xóa các hạn nộp, đặt lại các bước rồi định hạn theo thứ tự mới.",
        )


@transaction.atomic
def explanation_write(
    *, scorecard: Scorecard, texts: Mapping[str, str], actor: Person, at: datetime
) -> list[Explanation]:
    """Write, for a unit, what it has to say about appraised lines."""
    may_mark(scorecard, Stage.EXPLANATION, actor, at)
    lines = {line.code: line for line in criteria_of(scorecard.table)}
    written = [
        Explanation.objects.update_or_create(
            scorecard=scorecard,
            criterion=lines[code],
            defaults={"text": text, "written_by": actor, "written_at": at},
        )[0]
        for code, text in texts.items()
        if text and code in lines
    ]
    tell(
        "assessments.explanation.write", scorecard, scorecard.bloc_year, actor, at,
        texts=dict(texts),
    )  # fmt: skip
    return written
