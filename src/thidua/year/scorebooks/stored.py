"""The cards of a bloc as they are stored, handed to the workbooks and taken back from them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Scorecard
from thidua.apps.assessments.queries import (
    Scores,
    bloc_scores,
    card_scores,
    criteria_of,
    engine_criterion,
    engine_table,
    is_computed,
    not_assigned_in,
    scorecards_of,
    scored_table,
)
from thidua.apps.assessments.services import check_marks_seen, evidence_attach, marks_save
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.scoring import Card, Kind, Reading
from thidua.year.papers.common import marked, notice
from thidua.year.scorebooks.bloc_book import BlocCards, UnitCard
from thidua.year.scorebooks.card_reading import Proof
from thidua.year.scorebooks.card_sheet import CardInHand


def bloc_cards(bloc_year: BlocYear, stage: Stage | None, on: date) -> BlocCards:
    """Return the cards of a bloc at a stage, or with None what stands by the stages handed in.

    A card that hasn't reached the stage is blank.

    Raises:
        Refused: the bloc has no cards.
    """
    table, cards = scored_table(bloc_year), list(scorecards_of(bloc_year))
    scores = bloc_scores(bloc_year)
    if table is None or scores is None or not cards:
        raise Refused("Khối chưa mở phiếu chấm điểm của năm.")
    lines, left_out = list(criteria_of(table)), not_assigned_in(bloc_year)
    return BlocCards(
        title=f"Điểm {stage.label.lower() if stage else 'được tính'} năm {bloc_year.year}: {bloc_year.bloc.name}",
        note=marked(notice(table.provenance, bloc_year.provenance), bloc_year),
        table=scores.table,
        units=[
            UnitCard(
                short=card.membership.unit.short_name,
                name=card.membership.unit.name,
                card=_card(card, stage, lines, scores, left_out.get(card.pk, frozenset())),
            )
            for card in cards
        ],
        closed=scores.closed,
        on=on,
    )


def _card(
    card: Scorecard,
    stage: Stage | None,
    lines: Iterable[Criterion],
    scores: Scores,
    left_out: frozenset[str],
) -> Card:
    if stage is None:
        filled = scores.settled.get(card.pk)
    else:
        filled = scores.of(card.pk, stage) if stage in card.handed_in else None
    if filled is None:
        return Card(not_assigned=left_out)
    points = {code: one.points for code, one in filled.points.items() if code not in left_out}
    readings = {
        line.code: reading
        for line in lines
        if line.code in points
        and (reading := _reading(card, stage, line, scores)) is not None
        and _gives(line, reading, points[line.code], card.table.places)
    }
    return Card(points=points, readings=readings, not_assigned=left_out)


def _reading(
    card: Scorecard, stage: Stage | None, line: Criterion, scores: Scores
) -> Reading | None:
    """Hand the figure over that the points of a line follow from."""
    known = scores.recorded.get((card.membership_id, line.code))
    entered = scores.mark(card.pk, stage, line.code)
    if entered is None or entered.figure is None:
        return known.reading if known else None
    plan = known.planned if known else engine_criterion(line).options.plan
    return Reading(reached=entered.figure, planned=plan, estimated=entered.estimated)


def _gives(line: Criterion, reading: Reading, points: Decimal, places: int) -> bool:
    """Tell whether the points still follow from the figure.

    A mark that was computed from an earlier figure stays as it was given.
    """
    engine = engine_criterion(line)
    if engine.kind is Kind.RELATIVE:
        return True
    try:
        if reading.planned is not None and engine.kind is Kind.RATIO:
            now = scoring.points_for_ratio(engine, reading.planned, reading.reached, places)
        else:
            now = scoring.points_for_figure(engine, reading.reached, places)
    except ValueError:
        return False
    return now.points == points


def card_in_hand(card: Scorecard, at: datetime) -> CardInHand:
    """Return a card as its unit takes it along to score itself."""
    lines = list(criteria_of(card.table))
    scores = card_scores(card, live=Stage.SELF)
    filled = scores.of(card.pk, Stage.SELF)
    known = {code: one.points for code, one in filled.points.items()} if filled else {}
    own = list(card.marks.filter(stage=Stage.SELF).select_related("criterion"))
    return CardInHand(
        id=str(card.pk),
        unit=card.membership.unit.name,
        table=engine_table(card.table),
        made_at=at,
        points=own_points(card),
        figures={m.criterion.code: m.figure for m in own if m.figure is not None},
        note=marked(notice(card.table.provenance, card.bloc_year.provenance), card.bloc_year),
        filled={line.code: known.get(line.code) for line in lines if is_computed(line)},
        not_assigned=frozenset(card.not_assigned.values_list("criterion__code", flat=True)),
    )


def own_points(card: Scorecard) -> dict[str, Decimal]:
    marks = card.marks.filter(stage=Stage.SELF)
    return dict(marks.values_list("criterion__code", "points"))


@transaction.atomic
def save_card(
    *,
    card: Scorecard,
    points: Mapping[str, Decimal],
    figures: Mapping[str, Decimal],
    seen: Mapping[str, Decimal | None],
    proofs: Sequence[Proof],
    actor: Person,
    at: datetime,
) -> None:
    """Save a card that was filled in offline, its points and its evidence, or nothing at all.

    `seen` are the points that stood there when the person agreed to the changes, by code.
    """
    check_marks_seen(card, Stage.SELF, seen)
    if points or figures:
        marks_save(
            scorecard=card,
            stage=Stage.SELF,
            points=points,
            figures={code: Reading(reached=figure) for code, figure in figures.items()},
            reasons={},
            actor=actor,
            at=at,
        )
    lines = {line.code: line for line in criteria_of(card.table)}
    for proof in new_proofs(card, proofs):
        evidence_attach(
            scorecard=card,
            criterion=_line_of(lines, proof.code),
            proof=PaperRef(number=proof.number, dated=proof.dated, title=proof.title),
            actor=actor,
            at=at,
        )


def _line_of(lines: Mapping[str, Criterion], code: str) -> Criterion:
    if code not in lines:
        raise Refused(
            f"Bảng chấm điểm không còn tiêu chí {code}.",
            "Chưa có gì được lưu.",
            "Hãy tải phiếu Excel mới.",
        )
    return lines[code]


def new_proofs(card: Scorecard, proofs: Sequence[Proof]) -> list[Proof]:
    """Return the papers that don't stand beside their line yet: a file may come back twice."""
    there = set(card.evidence.values_list("links__criterion__code", "number", "dated"))
    found = {(one.code, one.number, one.dated): one for one in proofs}
    return [one for place, one in found.items() if place not in there]
