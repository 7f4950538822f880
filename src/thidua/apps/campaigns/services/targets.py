"""Deeds about targets: set, assign, record progress."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import Direction, Figure, Rhythm
from thidua.apps.campaigns.models import (
    Article,
    Assignment,
    Progress,
    Target,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.base import PaperRef, refuse_after
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about, about_year, require
from thidua.text import short_date


@transaction.atomic
def target_set(
    *,
    article: Article,
    code: str,
    text: str,
    unit_of_measure: str,
    direction: Direction,
    actor: Person,
    at: datetime,
    rhythm: Rhythm = Rhythm.LEVEL,
) -> Target:
    deed = "campaigns.target.set"
    bloc_year = article.agreement.bloc_year
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    refuse_after(Phase.SELF_SCORING, bloc_year, "Không đặt thêm chỉ tiêu được nữa")
    target = Target.objects.create(
        bloc_year=bloc_year,
        article=article,
        code=code,
        text=text,
        unit_of_measure=unit_of_measure,
        direction=direction,
        rhythm=rhythm,
    )
    record(
        deed, on=target, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at, code=code
    )
    return target


@transaction.atomic
def target_assign(
    *, target: Target, planned: Sequence[tuple[Membership, Decimal]], actor: Person, at: datetime
) -> list[Assignment]:
    """Give each member its plan for a target."""
    deed = "campaigns.target.assign"
    require(deed, MAY[deed], about_year(target.bloc_year, actor, at))
    refuse_after(Phase.SELF_SCORING, target.bloc_year, "Không giao thêm chỉ tiêu được nữa")
    strangers = [m.unit.name for m, _ in planned if m.bloc_year_id != target.bloc_year_id]
    if strangers:
        raise Refused(f"Đơn vị không thuộc khối trong năm: {', '.join(strangers)}.")
    assigned = Assignment.objects.bulk_create(
        Assignment(target=target, membership=membership, planned=figure)
        for membership, figure in planned
    )
    record(
        deed,
        on=target,
        authority_id=target.bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        plans={membership.unit.code: str(figure) for membership, figure in planned},
    )
    return assigned


@transaction.atomic
def progress_record(
    *,
    assignment: Assignment,
    figure: Figure,
    value: Decimal,
    proof: PaperRef,
    actor: Person,
    at: datetime,
    as_of: date | None = None,
) -> Progress:
    """Record a figure reached; an estimate stays beside the final figure that follows it.

    What was scored on is left alone: once self-scoring is over only final figures are taken, and
    none after the year.
    """
    deed = "campaigns.progress.record"
    require(deed, MAY[deed], about(assignment.membership, actor, at))
    refuse_after(
        Phase.COUNCIL if figure is Figure.FINAL else Phase.SELF_SCORING,
        assignment.membership.bloc_year,
        f"Không ghi được số liệu “{figure.label}” nữa",
        "Số liệu thay đổi về sau được ghi là số liệu chính thức, kèm văn bản, trước khi kết thúc năm.",
    )
    refuse_period(assignment.membership.bloc_year, figure, as_of, localdate(at))
    progress, _ = Progress.objects.update_or_create(
        assignment=assignment,
        figure=figure,
        as_of=as_of,
        defaults={
            "value": value,
            "paper_number": proof.number,
            "paper_date": proof.dated,
            "paper_title": proof.title,
            "recorded_by": actor,
            "recorded_at": at,
        },
    )
    record(
        deed,
        on=progress,
        authority_id=assignment.target.bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        target=assignment.target.code,
        figure=figure.value,
        value=str(value),
        **({"as_of": str(as_of)} if as_of else {}),
    )
    return progress


def refuse_period(bloc_year: BlocYear, figure: Figure, as_of: date | None, today: date) -> None:
    if (figure is Figure.PERIOD) != (as_of is not None):
        raise Refused(
            "Số liệu theo kỳ phải có ngày cuối kỳ; số liệu 6 tháng, ước thực hiện và chính thức thì không.",
            remedy="Hãy ghi ngày cuối kỳ, hoặc chọn loại số liệu khác.",
        )
    if as_of and as_of.year != bloc_year.year:
        raise Refused(
            f"Ngày cuối kỳ {short_date(as_of)} không thuộc năm {bloc_year.year}.",
            "Kết quả cộng dồn từ đầu năm thi đua.",
            "Hãy ghi một ngày trong năm.",
        )
    if as_of and as_of > today:
        raise Refused(f"Ngày cuối kỳ {short_date(as_of)} chưa tới.")
