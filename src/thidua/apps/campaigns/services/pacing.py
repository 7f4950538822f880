"""Deeds about the pace of targets: the bloc's rule, a unit's explanation."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thidua.apps.campaigns.models import Assignment, Explanation, PaceSetting
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.base import refuse_after
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import about, about_year, require

ENOUGH = 10  # letters that can hold a reason


@transaction.atomic
def pace_set(
    *, bloc_year: BlocYear, near: Decimal, source: str, actor: Person, at: datetime
) -> PaceSetting:
    """Lay down from which share of what is due (per cent) a figure is late."""
    deed = "campaigns.pace.set"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    refuse_after(Phase.SELF_SCORING, bloc_year, "Không đổi mức cảnh báo tiến độ được nữa")
    if not 0 < near <= 100:
        raise Refused("Mức cảnh báo là một tỷ lệ trên 0 và không quá 100%.")
    if not source:
        raise Refused(
            "Chưa ghi căn cứ của mức cảnh báo.",
            remedy="Hãy ghi văn bản hoặc cuộc họp đã thống nhất.",
        )
    setting, _ = PaceSetting.objects.update_or_create(
        bloc_year=bloc_year, defaults={"near": near, "source": source}
    )
    record(
        deed, on=setting, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at,
        near=str(near), source=source,
    )  # fmt: skip
    return setting


@transaction.atomic
def explanation_write(
    *, assignment: Assignment, text: str, actor: Person, at: datetime
) -> Explanation:
    """Say why a target was missed or passed; what was said before stays on record."""
    deed = "campaigns.explanation.write"
    bloc_year = assignment.membership.bloc_year
    require(deed, MAY[deed], about(assignment.membership, actor, at))
    refuse_after(Phase.APPRAISAL, bloc_year, "Không ghi thêm giải trình được nữa")
    if len(text) < ENOUGH:
        raise Refused(
            f"Giải trình chỉ tiêu {assignment.target.code} quá ngắn.",
            "Giải trình được lưu và đưa vào báo cáo.",
            "Hãy ghi nguyên nhân và cách khắc phục, hoặc cách làm đã vượt chỉ tiêu.",
        )
    told = Explanation.objects.create(
        assignment=assignment, text=text, written_by=actor, written_at=at
    )
    record(
        deed, on=told, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at,
        target=assignment.target.code, unit=assignment.membership.unit.code,
    )  # fmt: skip
    return told
