"""Who may score whom, and when."""

from rules.predicates import Predicate

from thidua.apps.assessments.models import CrossAssignment
from thidua.apps.units.enums import Position
from thidua.apps.units.policy import (
    Ask,
    bloc_secretary,
    emulation_board,
    head_of_unit,
    officer_of_unit,
    unit_in_bloc,
)

MAY = {
    "assessments.table.adopt": bloc_secretary,
    "assessments.scorecard.open": bloc_secretary,
    "assessments.self": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "assessments.cross": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "assessments.appraised": bloc_secretary | emulation_board,
    "assessments.cross.assign": bloc_secretary,
    "assessments.evidence.attach": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "assessments.ranking.close": bloc_secretary | emulation_board,
    "assessments.record.enter": emulation_board,
    "assessments.initiative.enter": (officer_of_unit | head_of_unit) | emulation_board,
    "assessments.finding.enter": bloc_secretary | emulation_board,
    "assessments.report.draft": bloc_secretary,
    "assessments.report.adopt": bloc_secretary | emulation_board,
}


def _deputy(ask: Ask) -> bool:
    year = ask.bloc_year
    return (
        year is not None
        and year.memberships.filter(unit=ask.unit, position=Position.DEPUTY).exists()
        and (officer_of_unit | head_of_unit).test(ask)
    )


deputy_unit = Predicate(_deputy, "đơn vị Khối phó")


def scorer_of(scored_id: object) -> CrossAssignment | None:
    """Return who was named to cross-score a member."""
    return (
        CrossAssignment.objects.filter(scored_id=scored_id)
        .select_related("scorer__unit", "scorer__bloc_year__authority")
        .first()
    )
