"""Deeds about marks: save, hand in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import PARTIAL, CardState, Stage
from thidua.apps.assessments.models import (
    Criterion,
    EvidenceLink,
    Mark,
    Scorecard,
)
from thidua.apps.assessments.policy import right_to_mark
from thidua.apps.assessments.queries import (
    OPTIONAL,
    card_scores,
    criteria_of,
    engine_criterion,
    is_computed,
    points_alone,
    takes_marks,
    wants,
)
from thidua.apps.assessments.services.base import tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.policy import require
from thidua.text import decimal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is to be put into a stage of a card, by code of the line.

    Attributes:
        points: of the lines that take points.
        figures: of the lines whose points follow from one.
        reasons: why they are what they are.
        seen: the version of the mark that stood there when it was typed, 0 for none; a line
            without one is not compared.
    """

    points: Mapping[str, Decimal]
    figures: Mapping[str, scoring.Reading]
    reasons: Mapping[str, str]
    seen: Mapping[str, int]

    def without(self, codes: Collection[str]) -> Self:
        """Leave lines out."""
        return replace(
            self,
            points={code: given for code, given in self.points.items() if code not in codes},
            figures={code: given for code, given in self.figures.items() if code not in codes},
        )


NOTHING: Mapping[str, Any] = {}


@transaction.atomic
def marks_save(
    *,
    scorecard: Scorecard,
    stage: Stage,
    points: Mapping[str, Decimal],
    reasons: Mapping[str, str],
    actor: Person,
    at: datetime,
    figures: Mapping[str, scoring.Reading] = NOTHING,
    seen: Mapping[str, int] = NOTHING,
) -> tuple[Mark, ...]:
    """Save points and figures of a stage; all of them or, if one is wrong, none.

    Returns the marks that somebody else changed after they were seen: those stand as they are.
    """
    may_mark(scorecard, stage, actor, at)
    lines = {c.code: c for c in criteria_of(scorecard.table)}
    given = Marks(points=points, figures=figures, reasons=reasons, seen=seen)
    refuse_not_assigned(scorecard, {*points, *figures})
    refuse_wrong_points(lines, points, figures, stage)
    entry = entry_of(scorecard, stage, actor, at)
    clashing = clashes(entry, given)
    put_marks(entry, lines, given.without(clashing))
    return tuple(clashing.values())


def put_marks(entry: Entry, lines: Mapping[str, Criterion], given: Marks) -> None:
    for code, points in given.points.items():
        reason = given.reasons.get(code, "")
        put_mark(entry, lines[code], scoring.Points(points, ""), reason=reason)
    put_figures(entry, lines, given)
    tell(
        "assessments.marks.save", entry.card, entry.card.bloc_year, entry.actor, entry.at,
        stage=entry.stage.value, points={code: str(one) for code, one in given.points.items()},
        figures={code: str(one.reached) for code, one in given.figures.items()},
        reasons={c: given.reasons[c] for c in (*given.points, *given.figures) if given.reasons.get(c)},
    )  # fmt: skip


def clashes(entry: Entry, given: Marks) -> dict[str, Mark]:
    """Return the marks that somebody else changed after they were seen, to another value."""
    standing = {mark.criterion.code: mark for mark in entry.known.values()}
    return {
        code: standing[code]
        for code in (*given.points, *given.figures)
        if code in given.seen
        and code in standing
        and standing[code].version != given.seen[code]
        and standing[code].marked_by_id != entry.actor.pk
        and not stands_already(standing[code], given)
    }


def stands_already(mark: Mark, given: Marks) -> bool:
    code = mark.criterion.code
    if given.reasons.get(code, mark.reason) != mark.reason:
        return False
    if code in given.figures:
        reading = given.figures[code]
        return (mark.figure, mark.estimated) == (reading.reached, reading.estimated)
    return mark.points == given.points[code]


@dataclass(frozen=True, slots=True)
class Entry:
    """Who fills in which stage of which card, and when; `known` are the marks there, by line."""

    card: Scorecard
    stage: Stage
    actor: Person
    at: datetime
    known: dict[UUID, Mark]


def entry_of(card: Scorecard, stage: Stage, actor: Person, at: datetime) -> Entry:
    marks = card.marks.filter(stage=stage).select_related("criterion", "marked_by")
    return Entry(card, stage, actor, at, {mark.criterion_id: mark for mark in marks})


def may_mark(card: Scorecard, stage: Stage, actor: Person, at: datetime) -> None:
    who, ask = right_to_mark(card, stage, actor, at)
    require("assessments.marks.save", who, ask)
    take_up(card, "state", authority_id=card.bloc_year.authority_id)
    if card.stage is not stage:
        raise Refused(
            f"Phiếu của {card.membership.unit.name}: {card.get_state_display().lower()},"
            f" không nhận điểm “{stage.label}”.",
            remedy="Hãy tải lại trang để xem tình trạng mới.",
        )


def refuse_not_assigned(card: Scorecard, codes: set[str]) -> None:
    left_out = card.not_assigned.filter(criterion__code__in=codes).values_list(
        "criterion__code", flat=True
    )
    if told := ", ".join(left_out):
        raise Refused(
            f"Tiêu chí {told} không giao cho {card.membership.unit.name} nên không chấm.",
            remedy="Hãy tải lại trang.",
        )


def refuse_wrong_points(
    lines: Mapping[str, Criterion],
    points: Mapping[str, Decimal],
    figures: Mapping[str, scoring.Reading],
    stage: Stage,
) -> None:
    wrong = [fault_of(lines, code, given, stage) for code, given in points.items()]
    wrong += [fault_of_figure(lines, code, given, stage) for code, given in figures.items()]
    if told := " ".join(message for message in wrong if message):
        raise Refused(told, remedy="Chưa có điểm nào được lưu; hãy sửa và lưu lại.")


def fault_of_line(lines: Mapping[str, Criterion], code: str, stage: Stage) -> str | None:
    line = lines.get(code)
    if line is None:
        return f"Không có tiêu chí {code} trong bảng chấm điểm."
    if is_computed(line):
        return (
            f"Tiêu chí {code} được tính từ kết quả chỉ tiêu hoặc chỉ số, không nhập tay;"
            " không đồng ý thì kiến nghị sau khi thẩm định."
        )
    if not takes_marks(engine_criterion(line), stage):
        return f"Tiêu chí {code} do cơ quan thường trực chấm."
    if line.kind == scoring.Kind.SUM:
        return f"Mục {code} là tổng của các tiêu chí con, không nhập tay."
    return None


def fault_of(lines: Mapping[str, Criterion], code: str, given: Decimal, stage: Stage) -> str | None:
    if fault := fault_of_line(lines, code, stage):
        return fault
    engine = engine_criterion(lines[code])
    if engine.asks_figure:
        return f"Tiêu chí {code}: hãy ghi số liệu, điểm được tính từ số liệu."
    return scoring.check_points(engine, given)


def fault_of_figure(
    lines: Mapping[str, Criterion], code: str, given: scoring.Reading, stage: Stage
) -> str | None:
    if fault := fault_of_line(lines, code, stage):
        return fault
    engine = engine_criterion(lines[code])
    if not engine.asks_figure:
        return f"Tiêu chí {code} chấm bằng điểm, không bằng số liệu."
    try:
        points_alone(engine, given, lines[code].table.places)
    except ValueError as wrong:
        return str(wrong)
    return None


def put_figures(entry: Entry, lines: Mapping[str, Criterion], given: Marks) -> None:
    """Put the figures down, then the points that follow: relative ones need all figures first."""
    for code, one in given.figures.items():
        first = points_alone(engine_criterion(lines[code]), one, entry.card.table.places)
        put_mark(entry, lines[code], first, reason=given.reasons.get(code, ""), reading=one)
    relative = [c for c in given.figures if lines[c].kind == scoring.Kind.RELATIVE]
    filled = card_scores(entry.card).of(entry.card.pk, entry.stage) if relative else None
    for code in relative if filled else ():
        now = filled.points[code]  # type: ignore[union-attr]  # None leaves the loop empty
        entry.card.marks.filter(criterion=lines[code], stage=entry.stage).update(
            points=now.points, explanation=now.explanation
        )


def put_mark(
    entry: Entry,
    line: Criterion,
    points: scoring.Points,
    *,
    reason: str = "",
    reading: scoring.Reading | None = None,
) -> None:
    mark = entry.known.get(line.pk)
    if mark is None:
        mark = Mark(scorecard=entry.card, criterion=line, stage=entry.stage, version=0)
    mark.points, mark.explanation, mark.reason = points.points, points.explanation, reason
    mark.figure = reading.reached if reading else None
    mark.estimated = reading.estimated if reading else False
    mark.computed = is_computed(line)
    mark.version += 1
    mark.marked_by, mark.marked_at = entry.actor, entry.at
    mark.save()
    entry.known[line.pk] = mark


@transaction.atomic
def stage_submit(*, scorecard: Scorecard, stage: Stage, actor: Person, at: datetime) -> Scorecard:
    """Hand a stage in: computed lines are filled, nothing may be missing or unreasoned."""
    may_mark(scorecard, stage, actor, at)
    lines = list(criteria_of(scorecard.table))
    if stage not in PARTIAL:
        fill_computed(entry_of(scorecard, stage, actor, at), lines)
    refuse_missing(scorecard, lines, stage)
    if stage is Stage.SELF:
        refuse_unproven(scorecard, lines)
    if compared := compared_with(scorecard, stage):
        refuse_unreasoned(scorecard, stage, compared)
    if stage in PARTIAL:
        refuse_bare(scorecard, stage)
    scorecard.state = scorecard.next_state
    scorecard.submitted_at = scorecard.submitted_at or at
    if scorecard.state == CardState.APPRAISED:
        scorecard.appraised_at = at
    scorecard.save(update_fields=["state", "submitted_at", "appraised_at"])
    of_lead = {"of_lead": True} if scorecard.membership.position == Position.LEAD else {}
    tell(
        "assessments.stage.submit", scorecard, scorecard.bloc_year, actor, at,
        stage=stage.value, **of_lead,
    )  # fmt: skip
    return scorecard


def fill_computed(entry: Entry, lines: Sequence[Criterion]) -> None:
    """Write down what the lines bound to targets come to; the figure stays with the points."""
    card, bound = entry.card, [line for line in lines if is_computed(line)]
    if not bound:
        return
    scores = card_scores(card, live=entry.stage)
    filled = scores.of(card.pk, entry.stage)
    if filled is None:
        return
    if filled.faults:
        raise Refused(" ".join(filled.faults.values()))
    for line in bound:
        known = scores.recorded.get((card.membership_id, line.code))
        if known and line.code in filled.points and line.code not in filled.not_assigned:
            put_mark(entry, line, filled.points[line.code], reading=known.reading)


def refuse_missing(card: Scorecard, lines: Sequence[Criterion], stage: Stage) -> None:
    parents = {line.parent_id for line in lines}
    marked = set(card.marks.filter(stage=stage).values_list("criterion_id", flat=True))
    marked |= set(card.not_assigned.values_list("criterion_id", flat=True))
    missing = [
        line.code
        for line in lines
        if line.pk not in parents
        and line.kind not in OPTIONAL
        and line.pk not in marked
        and wants(engine_criterion(line), stage)
    ]
    if missing:
        raise Refused(
            f"Phiếu của {card.membership.unit.name} còn thiếu điểm: {', '.join(missing)}.",
            "Để trống không có nghĩa là 0 điểm.",
            "Hãy chấm đủ; tiêu chí tính từ chỉ tiêu cần kết quả thực hiện của đơn vị, tiêu chí"
            " tính từ chỉ số cần số do cơ quan thường trực ghi.",
        )


def refuse_unproven(card: Scorecard, lines: Sequence[Criterion]) -> None:
    """Refuse points without evidence on the lines that want it; no points want none."""
    wanting = {x.pk: x for x in lines if engine_criterion(x).options.evidence_required}
    given = card.marks.filter(stage=Stage.SELF, points__gt=0, criterion__in=wanting)
    proven = set(
        EvidenceLink.objects.filter(evidence__scorecard=card).values_list("criterion", flat=True)
    )
    left_out = set(card.not_assigned.values_list("criterion", flat=True))
    marked = set(given.values_list("criterion", flat=True)) - proven - left_out
    if unproven := [line.code for line in lines if line.pk in marked]:
        raise Refused(
            f"Phiếu của {card.membership.unit.name} chưa có minh chứng cho: {', '.join(unproven)}.",
            "Bảng chấm điểm quy định các tiêu chí này phải có minh chứng mới được điểm.",
            "Hãy gắn văn bản, số liệu hoặc tệp; không có thì ghi 0 điểm.",
        )


def compared_with(card: Scorecard, stage: Stage) -> Stage | None:
    """Return the stage from whose points a full stage may not depart without a reason."""
    if stage is Stage.APPRAISED:
        return Stage.SELF
    late = stage is Stage.CROSS and Stage.APPRAISED in card.handed_in
    return Stage.APPRAISED if late else None


def refuse_unreasoned(card: Scorecard, stage: Stage, compared: Stage) -> None:
    own = {m.criterion_id: m for m in card.marks.filter(stage=compared)}
    appraised = card.marks.filter(stage=stage, reason="", computed=False)
    unreasoned = [
        f"{m.criterion.code} ({shown(own[m.criterion_id])} → {shown(m)})"
        for m in appraised.select_related("criterion")
        if m.criterion_id in own and departs(own[m.criterion_id], m, card.table.margin)
    ]
    if unreasoned:
        raise Refused(
            f"Phiếu của {card.membership.unit.name}: điểm {stage.label.lower()} lệch điểm"
            f" {compared.label.lower()} quá"
            f" {decimal_text(card.table.margin)} điểm mà chưa ghi lý do: {', '.join(unreasoned)}.",
            remedy="Hãy ghi lý do cho từng tiêu chí nêu trên.",
        )


def refuse_bare(card: Scorecard, stage: Stage) -> None:
    """Who changes what was scored before says why."""
    bare = card.marks.filter(stage=stage, reason="").select_related("criterion")
    codes = [m.criterion.code for m in bare if not engine_criterion(m.criterion).options.office]
    if codes:
        raise Refused(
            f"Phiếu của {card.membership.unit.name}: chưa ghi lý do đổi điểm đã chấm của"
            f" {', '.join(codes)}.",
            remedy="Hãy ghi lý do cho từng tiêu chí nêu trên.",
        )


def departs(own: Mark, appraised: Mark, margin: Decimal) -> bool:
    """Tell whether an appraisal needs a reason; relative points move by themselves, figures don't."""
    if appraised.criterion.kind == scoring.Kind.RELATIVE:
        return own.figure != appraised.figure
    return abs(appraised.points - own.points) > margin


def shown(mark: Mark) -> str:
    return decimal_text(mark.points if mark.figure is None else mark.figure)
