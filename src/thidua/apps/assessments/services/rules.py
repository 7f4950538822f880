"""Deeds about how a bloc scores: its stages, and what a unit explains."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Explanation, Scorecard, ScoringRules
from thidua.apps.assessments.queries import criteria_of
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.assessments.services.marks import may_mark
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear

MOST_DAYS = 30


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
    if list(stages) != [stage for stage in Stage if stage in stages]:
        raise Refused(
            "Các bước chấm phải theo thứ tự: "
            + ", ".join(str(s.label).lower() for s in Stage)
            + "."
        )
    if Stage.SELF not in stages or Stage.APPRAISED not in stages:
        raise Refused("Các bước chấm phải có tự chấm và thẩm định.")
    if Stage.SECOND in stages and Stage.EXPLANATION not in stages:
        raise Refused("Thẩm định lần hai chỉ có sau khi đơn vị giải trình.")
    if not 1 <= objection_days <= MOST_DAYS:
        raise Refused(f"Thời hạn kiến nghị phải từ 1 đến {MOST_DAYS} ngày làm việc.")


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
