"""Deeds about scoring: adopt a table, open cards, mark, submit, close the ranking, adopt the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models, transaction

from thidua import scoring
from thidua.apps.assessments.enums import CardState, ReportState, Stage
from thidua.apps.assessments.models import (
    Criterion,
    CrossAssignment,
    Evidence,
    Finding,
    Initiative,
    Mark,
    Report,
    Scorecard,
    ScoringTable,
    Standing,
    YearRecord,
)
from thidua.apps.assessments.policy import MAY, STAGE_OF, right_to_mark
from thidua.apps.assessments.queries import (
    OPTIONAL,
    computed_points,
    criteria_of,
    engine_criterion,
    engine_table,
    is_computed,
    points_at,
    scorecards_of,
)
from thidua.apps.campaigns.models import Target
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership, Unit
from thidua.apps.units.policy import Ask, about, about_year, require
from thidua.text import decimal_text

NEXT = {
    CardState.SELF_SCORING: CardState.CROSS_SCORING,
    CardState.CROSS_SCORING: CardState.APPRAISAL,
    CardState.APPRAISAL: CardState.APPRAISED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a scoring table before it is stored."""

    code: str
    parent: str
    text: str
    kind: scoring.Kind
    maximum: Decimal
    target: Target | None
    options: Mapping[str, object]


def may(deed: str, bloc_year: BlocYear, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about_year(bloc_year, actor, at))


def tell(
    deed: str,
    thing: models.Model,
    bloc_year: BlocYear,
    actor: Person,
    at: datetime,
    **facts: object,
) -> None:
    record(deed, on=thing, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at, **facts)


@transaction.atomic
def table_adopt(
    *,
    bloc_year: BlocYear,
    title: str,
    lines: Sequence[Line],
    places: int,
    margin: Decimal,
    adopted_on: date,
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> ScoringTable:
    """Adopt the scoring table of a year; a table whose sums don't add up is refused.

    `margin` is how far, in points, an appraisal may depart from a self-score without a reason.
    """
    may("assessments.table.adopt", bloc_year, actor, at)
    table = ScoringTable.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        title=title,
        places=places,
        margin=margin,
        adopted_on=adopted_on,
        provenance=provenance,
    )
    store_lines(table, lines)
    if wrong := engine_table(table).check():
        raise Refused(
            f"Bảng chấm điểm “{title}” chưa khớp: {' '.join(fault.message for fault in wrong)}",
            remedy="Hãy sửa điểm tối đa của các dòng nêu trên.",
        )
    tell(
        "assessments.table.adopt", table, bloc_year, actor, at,
        lines=len(lines), adopted_on=adopted_on.isoformat(),
    )  # fmt: skip
    return table


def store_lines(table: ScoringTable, lines: Sequence[Line]) -> None:
    stored: dict[str, Criterion] = {}
    for place, line in enumerate(lines, start=1):
        stored[line.code] = Criterion.objects.create(
            table=table,
            parent=stored.get(line.parent),
            place=place,
            code=line.code,
            text=line.text,
            kind=line.kind.value,
            maximum=line.maximum,
            target=line.target,
            options=dict(line.options),
        )


@transaction.atomic
def scorecards_open(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Scorecard]:
    """Give every member a blank card of the year's table."""
    may("assessments.scorecard.open", bloc_year, actor, at)
    table = ScoringTable.objects.filter(bloc_year=bloc_year).first()
    if table is None:
        raise Refused(
            "Năm thi đua chưa có bảng chấm điểm.",
            remedy="Hãy thông qua bảng chấm điểm trước khi mở phiếu chấm.",
        )
    cards = Scorecard.objects.bulk_create(
        Scorecard(bloc_year=bloc_year, membership=membership, table=table)
        for membership in bloc_year.memberships.order_by("place")
    )
    tell("assessments.scorecard.open", table, bloc_year, actor, at, cards=len(cards))
    return cards


@transaction.atomic
def cross_assign(
    *,
    bloc_year: BlocYear,
    pairs: Sequence[tuple[Membership, Membership]],
    actor: Person,
    at: datetime,
) -> list[CrossAssignment]:
    """Name who checks whom: pairs of (scorer, scored)."""
    may("assessments.cross.assign", bloc_year, actor, at)
    for scorer, scored in pairs:
        check_pair(bloc_year, scorer, scored)
    named = CrossAssignment.objects.bulk_create(
        CrossAssignment(bloc_year=bloc_year, scorer=scorer, scored=scored)
        for scorer, scored in pairs
    )
    tell(
        "assessments.cross.assign", bloc_year, bloc_year, actor, at,
        pairs=[[scorer.unit.code, scored.unit.code] for scorer, scored in pairs],
    )  # fmt: skip
    return named


def check_pair(bloc_year: BlocYear, scorer: Membership, scored: Membership) -> None:
    if {scorer.bloc_year_id, scored.bloc_year_id} != {bloc_year.pk}:
        raise Refused("Chấm chéo chỉ phân công giữa các đơn vị của khối trong năm.")
    if scorer.pk == scored.pk:
        raise Refused(f"{scorer.unit.name} không thể chấm chéo chính mình.")


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


@transaction.atomic
def ranking_close(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Standing]:
    """Close the ranking: every card appraised, every member placed, equal totals sharing a place."""
    may("assessments.ranking.close", bloc_year, actor, at)
    cards = list(scorecards_of(bloc_year))
    waiting = [c.membership.unit.short_name for c in cards if c.state != CardState.APPRAISED]
    if waiting or not cards:
        raise Refused(
            f"Chưa chốt được bảng xếp hạng, còn phiếu chưa thẩm định: {', '.join(waiting)}.",
            remedy="Hãy hoàn thành thẩm định các phiếu này.",
        )
    table = engine_table(cards[0].table)
    placed = scoring.rank(
        [(card, scoring.total(table, points_at(card, Stage.APPRAISED))) for card in cards]
    )
    standings = Standing.objects.bulk_create(
        Standing(
            bloc_year=bloc_year,
            membership=placing.key.membership,
            scorecard=placing.key,
            base=placing.totals.base,
            bonus=placing.totals.bonus,
            deduction=placing.totals.deduction,
            total=placing.totals.total,
            place=placing.place,
            shared=placing.shared,
        )
        for placing in placed
    )
    tell(
        "assessments.ranking.close", bloc_year, bloc_year, actor, at,
        places={s.membership.unit.code: [s.place, str(s.total)] for s in standings},
    )  # fmt: skip
    return standings


@transaction.atomic
def record_enter(
    *,
    unit: Unit,
    year: int,
    rating: str,
    decision_number: str,
    decision_on: date | None,
    headcount: int | None,
    completed: int | None,
    advanced_workers: int | None,
    grassroots_fighters: int | None,
    worst_discipline: str,
    new_models: Sequence[str],
    actor: Person,
    at: datetime,
) -> YearRecord:
    """Enter how a unit's year was rated, with the figures about its people."""
    deed = "assessments.record.enter"
    require(deed, MAY[deed], Ask(actor, at, unit.authority, unit=unit))
    entered = YearRecord.objects.create(
        unit=unit,
        year=year,
        rating=rating,
        decision_number=decision_number,
        decision_on=decision_on,
        headcount=headcount,
        completed=completed,
        advanced_workers=advanced_workers,
        grassroots_fighters=grassroots_fighters,
        worst_discipline=worst_discipline,
        new_models=list(new_models),
    )
    record(
        deed, on=entered, authority_id=unit.authority_id, actor_id=actor.pk, at=at,
        unit=unit.code, year=year, rating=rating,
    )  # fmt: skip
    return entered


@transaction.atomic
def initiative_enter(
    *,
    unit: Unit,
    year: int,
    title: str,
    author: str,
    scope: str,
    decision_number: str,
    decision_on: date,
    actor: Person,
    at: datetime,
) -> Initiative:
    """Enter an initiative that was recognised by decision."""
    deed = "assessments.initiative.enter"
    require(deed, MAY[deed], Ask(actor, at, unit.authority, unit=unit))
    entered = Initiative.objects.create(
        unit=unit,
        year=year,
        title=title,
        author=author,
        scope=scope,
        decision_number=decision_number,
        decision_on=decision_on,
    )
    record(
        deed, on=entered, authority_id=unit.authority_id, actor_id=actor.pk, at=at,
        unit=unit.code, title=title,
    )  # fmt: skip
    return entered


@transaction.atomic
def finding_enter(
    *,
    membership: Membership,
    kind: str,
    holds: bool,
    found_by: str,
    found_on: date,
    paper: str,
    actor: Person,
    at: datetime,
) -> Finding:
    """Enter a judgement only people can make, by the body that made it."""
    may("assessments.finding.enter", membership.bloc_year, actor, at)
    finding = Finding.objects.create(
        membership=membership,
        kind=kind,
        holds=holds,
        found_by=found_by,
        found_on=found_on,
        paper=paper,
    )
    tell(
        "assessments.finding.enter", finding, membership.bloc_year, actor, at,
        unit=membership.unit.code, kind=kind, holds=holds,
    )  # fmt: skip
    return finding


@transaction.atomic
def report_draft(
    *, bloc_year: BlocYear, sections: Mapping[str, Sequence[str]], actor: Person, at: datetime
) -> Report:
    """Draft, or redraft, the summary report's free paragraphs."""
    may("assessments.report.draft", bloc_year, actor, at)
    report, _ = Report.objects.get_or_create(bloc_year=bloc_year)
    if report.state == ReportState.ADOPTED:
        raise Refused(
            "Báo cáo tổng kết đã được hội nghị thông qua, không sửa được nữa.",
            remedy="Nội dung cần đính chính được ghi vào biên bản hoặc báo cáo bổ sung.",
        )
    report.sections = {name: list(paragraphs) for name, paragraphs in sections.items()}
    report.save(update_fields=["sections"])
    tell("assessments.report.draft", report, bloc_year, actor, at)
    return report


@transaction.atomic
def report_adopt(*, report: Report, adopted_on: date, actor: Person, at: datetime) -> Report:
    """Mark the report as adopted; the database refuses unless a motion about it carried."""
    may("assessments.report.adopt", report.bloc_year, actor, at)
    report.state, report.adopted_on = ReportState.ADOPTED, adopted_on
    report.save(update_fields=["state", "adopted_on"])
    tell("assessments.report.adopt", report, report.bloc_year, actor, at)
    return report
