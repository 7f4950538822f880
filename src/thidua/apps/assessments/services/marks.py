"""Deeds about marks: save, submit, attach evidence."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import (
    Criterion,
    Evidence,
    Mark,
    Scorecard,
)
from thidua.apps.assessments.policy import MAY, STAGE_OF, right_to_mark
from thidua.apps.assessments.queries import (
    OPTIONAL,
    computed_points,
    criteria_of,
    engine_criterion,
    is_computed,
)
from thidua.apps.assessments.services.base import tell
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.people.models import Person
from thidua.apps.units.policy import about, require
from thidua.text import decimal_text

NEXT = {
    CardState.SELF_SCORING: CardState.CROSS_SCORING,
    CardState.CROSS_SCORING: CardState.APPRAISAL,
    CardState.APPRAISAL: CardState.APPRAISED,
}


@transaction.atomic
def marks_save(
    *,
    scorecard: Scorecard,
    stage: Stage,
    points: Mapping[str, Decimal],
    reasons: Mapping[str, str],
    actor: Person,
    at: datetime,
) -> Scorecard:
    """Save points of a stage by the code of the line; all of them or, if one is wrong, none."""
    may_mark(scorecard, stage, actor, at)
    lines = {c.code: c for c in criteria_of(scorecard.table)}
    refuse_wrong_points(lines, points)
    for code, given in points.items():
        put_mark(
            scorecard, lines[code], stage, given, actor=actor, at=at, reason=reasons.get(code, "")
        )
    tell(
        "assessments.marks.save", scorecard, scorecard.bloc_year, actor, at,
        stage=stage.value, points={code: str(given) for code, given in points.items()},
    )  # fmt: skip
    return scorecard


def may_mark(card: Scorecard, stage: Stage, actor: Person, at: datetime) -> None:
    who, ask = right_to_mark(card, stage, actor, at)
    require("assessments.marks.save", who, ask)
    take_up(card, "state", authority_id=card.bloc_year.authority_id)
    if STAGE_OF.get(CardState(card.state)) is not stage:
        raise Refused(
            f"Phiếu của {card.membership.unit.name}: {card.get_state_display().lower()},"
            f" không nhận điểm “{stage.label}”.",
            remedy="Hãy tải lại trang để xem tình trạng mới.",
        )


def refuse_wrong_points(lines: Mapping[str, Criterion], points: Mapping[str, Decimal]) -> None:
    wrong = [message for code, given in points.items() if (message := fault_of(lines, code, given))]
    if wrong:
        raise Refused(" ".join(wrong), remedy="Chưa có điểm nào được lưu; hãy sửa và lưu lại.")


def fault_of(lines: Mapping[str, Criterion], code: str, given: Decimal) -> str | None:
    line = lines.get(code)
    if line is None:
        return f"Không có tiêu chí {code} trong bảng chấm điểm."
    if is_computed(line):
        return f"Tiêu chí {code} được tính từ kết quả chỉ tiêu, không nhập tay."
    if line.kind == scoring.Kind.SUM:
        return f"Mục {code} là tổng của các tiêu chí con, không nhập tay."
    return scoring.check_points(engine_criterion(line), given)


def put_mark(
    card: Scorecard,
    line: Criterion,
    stage: Stage,
    points: Decimal,
    *,
    actor: Person,
    at: datetime,
    reason: str = "",
    explanation: str = "",
) -> None:
    Mark.objects.update_or_create(
        scorecard=card,
        criterion=line,
        stage=stage,
        defaults={
            "points": points,
            "computed": is_computed(line),
            "explanation": explanation,
            "reason": reason,
            "marked_by": actor,
            "marked_at": at,
        },
    )


@transaction.atomic
def stage_submit(*, scorecard: Scorecard, stage: Stage, actor: Person, at: datetime) -> Scorecard:
    """Hand a stage in: computed lines are filled, nothing may be missing or unreasoned."""
    may_mark(scorecard, stage, actor, at)
    lines = list(criteria_of(scorecard.table))
    fill_computed(scorecard, lines, stage, actor, at)
    refuse_missing(scorecard, lines, stage)
    if stage is Stage.APPRAISED:
        refuse_unreasoned(scorecard)
    scorecard.state = NEXT[CardState(scorecard.state)]
    scorecard.submitted_at = scorecard.submitted_at or at
    scorecard.save(update_fields=["state", "submitted_at"])
    tell("assessments.stage.submit", scorecard, scorecard.bloc_year, actor, at, stage=stage.value)
    return scorecard


def fill_computed(
    card: Scorecard, lines: Sequence[Criterion], stage: Stage, actor: Person, at: datetime
) -> None:
    by_code = {line.code: line for line in lines}
    try:
        computed = computed_points(card, lines)
    except ValueError as impossible:
        raise Refused(str(impossible)) from impossible
    for code, points in computed.items():
        put_mark(
            card,
            by_code[code],
            stage,
            points.points,
            actor=actor,
            at=at,
            explanation=points.explanation,
        )


def refuse_missing(card: Scorecard, lines: Sequence[Criterion], stage: Stage) -> None:
    parents = {line.parent_id for line in lines}
    marked = set(card.marks.filter(stage=stage).values_list("criterion_id", flat=True))
    missing = [
        line.code
        for line in lines
        if line.pk not in parents and line.kind not in OPTIONAL and line.pk not in marked
    ]
    if missing:
        raise Refused(
            f"Phiếu của {card.membership.unit.name} còn thiếu điểm: {', '.join(missing)}.",
            "Để trống không có nghĩa là 0 điểm.",
            "Hãy chấm đủ; tiêu chí tính từ chỉ tiêu cần kết quả thực hiện của đơn vị.",
        )


def refuse_unreasoned(card: Scorecard) -> None:
    own = {m.criterion_id: m.points for m in card.marks.filter(stage=Stage.SELF)}
    appraised = card.marks.filter(stage=Stage.APPRAISED, reason="").select_related("criterion")
    unreasoned = [
        f"{m.criterion.code} ({decimal_text(own[m.criterion_id])} → {decimal_text(m.points)})"
        for m in appraised
        if m.criterion_id in own and abs(m.points - own[m.criterion_id]) > card.table.margin
    ]
    if unreasoned:
        raise Refused(
            f"Phiếu của {card.membership.unit.name}: điểm thẩm định lệch điểm tự chấm quá"
            f" {decimal_text(card.table.margin)} điểm mà chưa ghi lý do: {', '.join(unreasoned)}.",
            remedy="Hãy ghi lý do cho từng tiêu chí nêu trên.",
        )


@transaction.atomic
def evidence_attach(
    *, scorecard: Scorecard, criterion: Criterion, proof: PaperRef, actor: Person, at: datetime
) -> Evidence:
    """Name a paper, by number and date, as evidence for a line of a unit's card."""
    deed = "assessments.evidence.attach"
    require(deed, MAY[deed], about(scorecard.membership, actor, at))
    if criterion.table_id != scorecard.table_id:
        raise Refused(f"Tiêu chí {criterion.code} không thuộc bảng chấm điểm này.")
    take_up(scorecard, "state", authority_id=scorecard.bloc_year.authority_id)
    if scorecard.state == CardState.APPRAISED:
        raise Refused(
            f"Phiếu của {scorecard.membership.unit.name} đã thẩm định, không gắn thêm minh chứng.",
            remedy="Văn bản có về sau được nêu khi hội nghị thảo luận.",
        )
    evidence = Evidence.objects.create(
        scorecard=scorecard,
        criterion=criterion,
        number=proof.number,
        dated=proof.dated,
        title=proof.title,
    )
    tell(
        deed, evidence, scorecard.bloc_year, actor, at,
        unit=scorecard.membership.unit.code, criterion=criterion.code, number=proof.number,
    )  # fmt: skip
    return evidence
