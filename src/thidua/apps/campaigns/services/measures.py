"""The deed that ties a target to the clause it makes measurable."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thidua.apps.campaigns.models import Clause, Measure, Target
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.base import refuse_after
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import Unit
from thidua.apps.units.policy import about_year, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """How a target is measured: from what, how heavy it is, by what means, who reports."""

    baseline: Decimal | None = None
    weight: Decimal | None = None
    method: str = ""
    reporter: Unit | None = None


@transaction.atomic
def measure_set(
    *, target: Target, clause: Clause, how: Measuring, actor: Person, at: datetime
) -> Measure:
    """Let a target of the clause's own article measure that clause."""
    deed = "campaigns.measure.set"
    bloc_year = target.bloc_year
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    refuse_after(Phase.SELF_SCORING, bloc_year, "Không sửa cách đo chỉ tiêu được nữa")
    hold(bloc_year.authority_id)
    if clause.article_id != target.article_id:
        raise Refused(
            f"Chỉ tiêu {target.code} thuộc {target.article}, không thuộc điều của khoản này.",
            remedy="Hãy chọn chỉ tiêu của cùng điều.",
        )
    if how.weight is not None and how.weight <= 0:
        raise Refused("Trọng số phải lớn hơn 0.", remedy="Hãy để trống nếu không tính trọng số.")
    measure, _ = Measure.objects.update_or_create(
        target=target,
        defaults={
            "clause": clause,
            "baseline": how.baseline,
            "weight": how.weight,
            "method": how.method,
            "reporter": how.reporter,
        },
    )
    record(
        deed,
        on=measure,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        target=target.code,
    )
    return measure
