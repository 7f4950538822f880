"""The cards of a bloc as they are stored, handed to the workbooks and taken back from them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import Criterion, Scorecard
from thidua.apps.assessments.queries import (
    HANDED_IN,
    computed_points,
    criteria_of,
    engine_criterion,
    engine_table,
    is_computed,
    points_at,
    scorecards_of,
    scoring_table,
    standings_of,
)
from thidua.apps.assessments.services import check_marks_seen, evidence_attach, marks_save
from thidua.apps.campaigns.models import Assignment
from thidua.apps.campaigns.queries import latest_figure
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.scoring import Card, Reading
from thidua.year.papers.common import marked, notice
from thidua.year.scorebooks.bloc_book import BlocCards, UnitCard
from thidua.year.scorebooks.card_reading import Proof
from thidua.year.scorebooks.card_sheet import CardInHand

Figures = Mapping[tuple[UUID, UUID], Reading]
"""What was recorded for a target, by member and target."""


def bloc_cards(bloc_year: BlocYear, stage: Stage, on: date) -> BlocCards:
    """Return the cards of a bloc at a stage; a card that hasn't reached it is blank.

    Raises:
        Refused: the bloc has no cards.
    """
    table, cards = scoring_table(bloc_year), list(scorecards_of(bloc_year))
    if table is None or not cards:
        raise Refused("Khối chưa mở phiếu chấm điểm của năm.")
    lines, figures = list(criteria_of(table)), _figures(bloc_year)
    return BlocCards(
        title=f"Điểm {stage.label.lower()} năm {bloc_year.year}: {bloc_year.bloc.name}",
        note=marked(notice(table.provenance, bloc_year.provenance), bloc_year),
        table=engine_table(table),
        units=[_unit_card(card, stage, lines, figures) for card in cards],
        closed=standings_of(bloc_year).exists(),
        on=on,
    )


def _unit_card(
    card: Scorecard, stage: Stage, lines: Iterable[Criterion], figures: Figures
) -> UnitCard:
    unit = card.membership.unit
    points = points_at(card, stage) if stage in HANDED_IN[CardState(card.state)] else {}
    readings = _readings(card, points, lines, figures)
    return UnitCard(
        short=unit.short_name, name=unit.name, card=Card(points=points, readings=readings)
    )


def _figures(bloc_year: BlocYear) -> Figures:
    plans = Assignment.objects.filter(membership__bloc_year=bloc_year).prefetch_related("progress")
    return {
        (plan.membership_id, plan.target_id): Reading(reached=reached.value, planned=plan.planned)
        for plan in plans
        if (reached := latest_figure(plan)) is not None
    }


def _readings(
    card: Scorecard, points: Mapping[str, Decimal], lines: Iterable[Criterion], figures: Figures
) -> dict[str, Reading]:
    """Hand figures over: of the lines whose marks follow from them.

    A mark that was computed from an earlier figure stays as it was given.
    """
    found: dict[str, Reading] = {}
    for line in lines:
        reading = figures.get((card.membership_id, line.target_id)) if line.target_id else None
        if reading and line.code in points and is_computed(line):
            by_now = _points_of(line, reading, card.table.places)
            found |= {line.code: reading} if by_now == points[line.code] else {}
    return found


def _points_of(line: Criterion, reading: Reading, places: int) -> Decimal | None:
    try:
        return scoring.points_for_ratio(
            engine_criterion(line), reading.planned or Decimal(0), reading.reached, places
        ).points
    except ValueError:
        return None


def card_in_hand(card: Scorecard, at: datetime) -> CardInHand:
    """Return a card as its unit takes it along to score itself.

    Raises:
        Refused: a line that fills itself can't be computed.
    """
    lines = list(criteria_of(card.table))
    try:
        computed = computed_points(card, lines)
    except ValueError as impossible:
        raise Refused(str(impossible)) from impossible
    known = {code: points.points for code, points in computed.items()}
    return CardInHand(
        id=str(card.pk),
        unit=card.membership.unit.name,
        table=engine_table(card.table),
        made_at=at,
        points=own_points(card),
        note=marked(notice(card.table.provenance, card.bloc_year.provenance), card.bloc_year),
        filled={line.code: known.get(line.code) for line in lines if is_computed(line)},
    )


def own_points(card: Scorecard) -> dict[str, Decimal]:
    marks = card.marks.filter(stage=Stage.SELF)
    return dict(marks.values_list("criterion__code", "points"))


@transaction.atomic
def save_card(
    *,
    card: Scorecard,
    points: Mapping[str, Decimal],
    seen: Mapping[str, Decimal | None],
    proofs: Sequence[Proof],
    actor: Person,
    at: datetime,
) -> None:
    """Save a card that was filled in offline, its points and its evidence, or nothing at all.

    `seen` are the points that stood there when the person agreed to the changes, by code.
    """
    check_marks_seen(card, Stage.SELF, seen)
    if points:
        marks_save(scorecard=card, stage=Stage.SELF, points=points, reasons={}, actor=actor, at=at)
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
    there = set(card.evidence.values_list("criterion__code", "number", "dated"))
    found = {(one.code, one.number, one.dated): one for one in proofs}
    return [one for place, one in found.items() if place not in there]
