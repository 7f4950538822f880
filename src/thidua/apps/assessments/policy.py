"""Who may score whom, and when."""

from datetime import datetime

from rules.predicates import Predicate

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import CrossAssignment, Scorecard
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.models import Membership
from thidua.apps.units.policy import (
    Ask,
    about,
    about_year,
    bloc_secretary,
    emulation_board,
    head_of_unit,
    officer_of_unit,
    unit_in_bloc,
)

member = (officer_of_unit | head_of_unit) & unit_in_bloc
MAY = {
    "assessments.table.adopt": bloc_secretary,
    "assessments.table.draft": bloc_secretary,
    "assessments.table.discard": bloc_secretary,
    "assessments.scorecard.move": bloc_secretary,
    "assessments.rules.set": bloc_secretary | emulation_board,
    "assessments.scorecard.open": bloc_secretary,
    "assessments.line.leave_out": bloc_secretary | emulation_board,
    "assessments.line.take_back": bloc_secretary | emulation_board,
    "assessments.conflict.declare": member,
    "assessments.cross.assign": bloc_secretary,
    "assessments.evidence.attach": member,
    "assessments.deadlines.set": bloc_secretary | emulation_board,
    "assessments.reminder.send": bloc_secretary | emulation_board,
    "assessments.ties.set": bloc_secretary | emulation_board,
    "assessments.evidence.link": member,
    "assessments.evidence.detach": member,
    "assessments.objection.raise": member,
    "assessments.objection.waive": member,
    "assessments.ranking.close": bloc_secretary | emulation_board,
    "assessments.record.enter": emulation_board,
    "assessments.initiative.enter": officer_of_unit | head_of_unit | emulation_board,
    "assessments.initiative.submit": officer_of_unit | head_of_unit,
    "assessments.initiative.correct": officer_of_unit | head_of_unit,
    "assessments.initiative.withdraw": officer_of_unit | head_of_unit,
    "assessments.initiative.return": head_of_unit | emulation_board,
    "assessments.initiative.recognise": head_of_unit | emulation_board,
    "assessments.initiative.refuse": head_of_unit | emulation_board,
    "assessments.initiative.adopt": officer_of_unit | head_of_unit,
    "assessments.finding.enter": bloc_secretary | emulation_board,
    "assessments.report.draft": bloc_secretary,
    "assessments.report.adopt": bloc_secretary | emulation_board,
}
# The lead's own people don't attest to the lead's merits, nor free it of a line.
OF_THE_LEAD = {
    "assessments.finding.enter": emulation_board,
    "assessments.line.leave_out": emulation_board,
    "assessments.line.take_back": emulation_board,
}

AT_THE_BASE = "co-so"


def may_recognise(scope: str) -> Predicate:
    """Return who records a council's recognition: a unit its own, all wider ones the office."""
    return MAY["assessments.initiative.recognise"] if scope == AT_THE_BASE else emulation_board


def _deputy(ask: Ask) -> bool:
    year = ask.bloc_year
    return (
        year is not None
        and year.memberships.filter(unit=ask.unit, position=Position.DEPUTY).exists()
        and (officer_of_unit | head_of_unit).test(ask)
    )


deputy_unit = Predicate(_deputy, "cán bộ của đơn vị Khối phó (thẩm định phiếu của Khối trưởng)")


def right_to_mark(
    card: Scorecard, stage: Stage, actor: Person, at: datetime
) -> tuple[Predicate, Ask]:
    """Return who may fill in a stage of a card, and the question to put to that predicate.

    The lead judges the others and is judged: its own card is appraised by the deputy or by the
    standing office, never by itself.

    Raises:
        Refused: nobody has been named to cross-score the card.
    """
    if stage in {Stage.SELF, Stage.EXPLANATION}:
        return member, about(card.membership, actor, at)
    if stage is Stage.CROSS:
        return member, about(scorer_of(card.membership), actor, at)
    if stage is Stage.OFFICE:
        return emulation_board, about_year(card.bloc_year, actor, at)
    if card.membership.position == Position.LEAD:
        deputy = card.bloc_year.memberships.filter(position=Position.DEPUTY).first()
        asked = about(deputy, actor, at) if deputy else about_year(card.bloc_year, actor, at)
        return deputy_unit | emulation_board, asked
    return bloc_secretary | emulation_board, about_year(card.bloc_year, actor, at)


def scorer_of(scored: Membership) -> Membership:
    """Return the member named to cross-score another."""
    named = (
        CrossAssignment.objects.filter(scored=scored)
        .select_related("scorer__unit", "scorer__bloc_year__authority")
        .first()
    )
    if named is None:
        raise Refused(
            f"Chưa phân công đơn vị chấm chéo cho {scored.unit.name}.",
            remedy="Thư ký khối phân công chấm chéo trước khi chấm.",
        )
    return named.scorer


def stage_open_to(card: Scorecard, person: Person, at: datetime) -> Stage | None:
    """Return the stage of a card that the person may fill in now, if any."""
    stage = card.stage
    if stage is None:
        return None
    try:
        who, ask = right_to_mark(card, stage, person, at)
    except Refused:
        return None
    return stage if who.test(ask) else None
