"""Deeds about objections: raise one to an appraised line, answer it."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from thidua import scoring
from thidua.apps.assessments.models import (
    Criterion,
    Objection,
    ObjectionWaiver,
    Scorecard,
    Standing,
)
from thidua.apps.assessments.policy import MAY, right_to_mark
from thidua.apps.assessments.queries import (
    engine_criterion,
    last_day_to_object,
    may_be_objected_to,
    rules_of,
    standing_marks,
    waiver_of,
)
from thidua.apps.assessments.services.base import tell
from thidua.apps.assessments.services.marks import entry_of, put_mark
from thidua.apps.assessments.stages import judging_stage
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.people.models import Person
from thidua.apps.units.policy import about, require
from thidua.text import short_date

RAISE, ANSWER = "assessments.objection.raise", "assessments.objection.answer"
WAIVE = "assessments.objection.waive"


@transaction.atomic
def objection_raise(
    *,
    scorecard: Scorecard,
    criterion: Criterion,
    wanted: Decimal,
    ground: str,
    actor: Person,
    at: datetime,
) -> Objection:
    """Object, for a unit, to the appraised points of a line; computed ones too."""
    require(RAISE, MAY[RAISE], about(scorecard.membership, actor, at))
    take_up(scorecard, "state", "appraised_at", authority_id=scorecard.bloc_year.authority_id)
    refuse_late(scorecard, at)
    refuse_unfit(scorecard, criterion, wanted, ground)
    standing = {mark.criterion_id: mark for mark in standing_marks(scorecard)}
    given = standing.get(criterion.pk)
    raised = Objection.objects.create(
        scorecard=scorecard,
        criterion=criterion,
        ground=ground,
        given=given.points if given else None,
        wanted=wanted,
        raised_by=actor,
        raised_at=at,
    )
    tell(
        RAISE, scorecard, scorecard.bloc_year, actor, at, unit=scorecard.membership.unit.code,
        criterion=criterion.code, wanted=str(wanted), ground=ground,
    )  # fmt: skip
    return raised


@transaction.atomic
def objection_waive(*, scorecard: Scorecard, actor: Person, at: datetime) -> ObjectionWaiver:
    """Say, for a unit, that it objects to nothing more; the ranking needn't wait for it."""
    require(WAIVE, MAY[WAIVE], about(scorecard.membership, actor, at))
    take_up(scorecard, "state", "appraised_at", authority_id=scorecard.bloc_year.authority_id)
    refuse_late(scorecard, at)
    waiver = ObjectionWaiver.objects.create(scorecard=scorecard, waived_by=actor, waived_at=at)
    tell(WAIVE, scorecard, scorecard.bloc_year, actor, at, unit=scorecard.membership.unit.code)
    return waiver


def refuse_late(card: Scorecard, at: datetime) -> None:
    rules = rules_of(card.bloc_year)
    if may_be_objected_to(card, rules, localdate(at)):
        return
    if waiver := waiver_of(card):
        raise Refused(
            f"{card.membership.unit.name} đã ghi không kiến nghị ngày"
            f" {short_date(localdate(waiver.waived_at))}.",
            "Ghi rồi thì không rút lại; khối có thể đã chốt xếp hạng theo đó.",
            "Hãy nêu ý kiến tại hội nghị tổng kết.",
        )
    last = last_day_to_object(card, rules)
    over = f"Hạn kiến nghị là {short_date(last)}." if last and last < localdate(at) else ""
    what = f"Phiếu của {card.membership.unit.name} không nhận kiến nghị lúc này."
    why = "Chỉ kiến nghị sau khi thẩm định, trong thời hạn và trước khi chốt xếp hạng."
    raise Refused(what, over or why, "Hãy nêu ý kiến tại hội nghị tổng kết.")


def refuse_unfit(card: Scorecard, line: Criterion, wanted: Decimal, ground: str) -> None:
    if line.table_id != card.table_id or line.kind == scoring.Kind.SUM:
        raise Refused(f"{line.code} không phải là tiêu chí chấm điểm của phiếu này.")
    if not ground:
        raise Refused(f"Kiến nghị về tiêu chí {line.code} chưa ghi căn cứ.")
    if card.objections.filter(criterion=line).exists():
        raise Refused(f"Tiêu chí {line.code} đã có kiến nghị.", "Mỗi tiêu chí kiến nghị một lần.")
    if wrong := fault_of_wanted(line, wanted):
        raise Refused(wrong)


def fault_of_wanted(line: Criterion, points: Decimal) -> str | None:
    """Return why points can't be asked for or given; where a figure is asked for, up to its most."""
    engine = engine_criterion(line)
    if engine.asks_figure or engine.kind in {scoring.Kind.RATIO, scoring.Kind.RELATIVE}:
        fits = 0 <= points <= engine.most
        return None if fits else f"Tiêu chí {line.code}: điểm phải từ 0 đến {engine.most}."
    return scoring.check_points(engine, points)


@transaction.atomic
def objection_answer(
    *,
    objection: Objection,
    points: Decimal | None,
    answer: str,
    actor: Person,
    at: datetime,
) -> Objection:
    """Answer an objection: with points it is accepted and they become those that stand.

    Where the other units score last, those who appraise answer for them: no unit judges an
    objection to its own marks.
    """
    card = objection.scorecard
    who, ask = right_to_mark(card, judging_stage(card.stages), actor, at)
    require(ANSWER, who, ask)
    take_up(objection, "accepted", authority_id=card.bloc_year.authority_id)
    refuse_answer(objection, points, answer)
    objection.accepted, objection.points = points is not None, points
    objection.answer, objection.answered_by, objection.answered_at = answer, actor, at
    objection.save()
    if points is not None:
        put_mark(
            entry_of(card, card.last_scored, actor, at),
            objection.criterion,
            scoring.Points(points, ""),
            reason=f"Theo kiến nghị: {answer}"[:400],
        )
    tell(
        ANSWER, card, card.bloc_year, actor, at, unit=card.membership.unit.code,
        criterion=objection.criterion.code, accepted=objection.accepted, answer=answer,
        points=None if points is None else str(points),
    )  # fmt: skip
    return objection


def refuse_answer(objection: Objection, points: Decimal | None, answer: str) -> None:
    line, card = objection.criterion, objection.scorecard
    if objection.accepted is not None:
        raise Refused(f"Kiến nghị về tiêu chí {line.code} đã được trả lời.")
    if Standing.objects.filter(bloc_year=card.bloc_year_id).exists():
        raise Refused("Bảng xếp hạng đã chốt, điểm không đổi được nữa.")
    if not answer:
        raise Refused(f"Trả lời kiến nghị về tiêu chí {line.code} phải ghi lý do.")
    if points is not None and (wrong := fault_of_wanted(line, points)):
        raise Refused(wrong)
