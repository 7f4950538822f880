"""Deeds of those who take part in a movement: join, tell the result."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import Level, MovementState, ReviewStage
from thidua.apps.campaigns.models import Movement, Outcome, Participation
from thidua.apps.campaigns.policy import MAY
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import Unit
from thidua.apps.units.policy import Ask, require
from thidua.text import decimal_text, parse_decimal, short_date

FIGURE = re.compile(r"(?P<what>[^:]+):\s*(?P<value>[\d.,]+)\s*(?P<measure>\D.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a movement has come to; `figures` has a line for each, “Mô hình mới: 12 mô hình”."""

    told_on: date
    words: str
    figures: str = ""
    models_found: str = ""
    paper_number: str = ""


@transaction.atomic
def movement_join(
    *, movement: Movement, unit: Unit, plan: str, on: date, actor: Person, at: datetime
) -> Participation:
    """Let a unit take part in a movement that reaches it."""
    deed = "campaigns.movement.join"
    require(deed, MAY[deed], Ask(actor, at, movement.authority, unit=unit))
    take_up(movement, "state", authority_id=movement.authority_id)
    if movement.state == MovementState.CLOSED:
        raise Refused(f"“{movement}” đã kết thúc, không tham gia được nữa.")
    if not reaches(movement, unit):
        raise Refused(f"“{movement}” không phát động tới {unit}.")
    if on > localdate(at):
        raise Refused(f"Ngày tham gia {short_date(on)} chưa tới.")
    if movement.participations.filter(unit=unit).exists():
        raise Refused(f"{unit} đã tham gia “{movement}”.")
    joined = Participation.objects.create(movement=movement, unit=unit, joined_on=on, plan=plan)
    record(
        deed, on=joined, authority_id=movement.authority_id, actor_id=actor.pk, at=at,
        unit=unit.code, title=movement.title,
    )  # fmt: skip
    return joined


def reaches(movement: Movement, unit: Unit) -> bool:
    if unit.authority_id != movement.authority_id:
        return False
    if movement.level == Level.BLOC:
        return unit.memberships.filter(bloc_year=movement.bloc_year_id).exists()
    return movement.level != Level.UNIT or movement.unit_id == unit.pk


@transaction.atomic
def movement_report(
    *,
    participation: Participation,
    stage: ReviewStage,
    result: Result,
    actor: Person,
    at: datetime,
) -> Outcome:
    """Tell what a unit's part in a movement has come to; what it told before stays beside it."""
    deed, movement = "campaigns.movement.report", participation.movement
    require(deed, MAY[deed], Ask(actor, at, movement.authority, unit=participation.unit))
    take_up(movement, "state", authority_id=movement.authority_id)
    if movement.state == MovementState.CLOSED:
        raise Refused(f"“{movement}” đã kết thúc, không ghi thêm kết quả.")
    outcome = tell_result(movement, participation, stage, result, actor=actor, at=at)
    record(
        deed, on=outcome, authority_id=movement.authority_id, actor_id=actor.pk, at=at,
        unit=participation.unit.code, title=movement.title, stage=stage.value,
        figures=outcome.figures,
    )  # fmt: skip
    return outcome


def tell_result(
    movement: Movement,
    participation: Participation | None,
    stage: ReviewStage,
    result: Result,
    *,
    actor: Person,
    at: datetime,
) -> Outcome:
    if not result.words:
        raise Refused("Chưa ghi kết quả bằng lời.", remedy="Nêu việc đã làm và kết quả chính.")
    if result.told_on > localdate(at):
        raise Refused(f"Ngày {short_date(result.told_on)} chưa tới.")
    return Outcome.objects.create(
        movement=movement, participation=participation, stage=stage, told_on=result.told_on,
        paper_number=result.paper_number, figures=list(figures_in(result.figures)),
        words=result.words, models_found=result.models_found, told_by=actor, told_at=at,
    )  # fmt: skip


def figures_in(lines: str) -> Iterator[list[str]]:
    """Read figures, one a line, as what, value and unit of measure.

    Raises:
        Refused: a line has no name or no number.
    """
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        found = FIGURE.fullmatch(line.strip())
        try:
            value = parse_decimal(found["value"]) if found else None
        except ValueError:
            value = None
        if found is None or value is None:
            raise Refused(
                f"Số liệu dòng {number} “{line.strip()[:60]}” không đọc được.",
                remedy="Mỗi dòng ghi: tên số liệu, dấu hai chấm, con số, đơn vị tính. Ví dụ: Mô hình mới: 12 mô hình.",
            )
        yield [found["what"].strip(), decimal_text(value), (found["measure"] or "").strip()]
