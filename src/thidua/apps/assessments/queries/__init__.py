"""Reading scoring tables, scorecards, rankings and the facts that awards ask for."""

from thidua.apps.assessments.queries.bars import Bar, barring_marks, bars_among
from thidua.apps.assessments.queries.cards import (
    cards_to_cross_score,
    crossing_of,
    points_at,
    report_of,
    scorecard_for,
    scorecards_of,
    standings_of,
)
from thidua.apps.assessments.queries.crossing import conflicts_of, proposed_pairs
from thidua.apps.assessments.queries.lines import (
    OPTIONAL,
    criteria_of,
    engine_criterion,
    engine_table,
    is_computed,
    points_alone,
    takes_marks,
    wants,
)
from thidua.apps.assessments.queries.objections import (
    last_day_to_object,
    may_be_objected_to,
    rules_of,
    running_terms,
    stages_of,
    unanswered,
    unread_swaps,
    waiver_of,
)
from thidua.apps.assessments.queries.previous import LastYear, evidence_of_unit, last_year_of
from thidua.apps.assessments.queries.scores import (
    Recorded,
    Scores,
    bloc_scores,
    card_scores,
    not_assigned_in,
    provisional_ranking,
)
from thidua.apps.assessments.queries.sheets import Sheet, SheetRow, sheet_of
from thidua.apps.assessments.queries.standing import standing_among, standing_marks
from thidua.apps.assessments.queries.tables import (
    adoption_note,
    columns_of,
    draft_of,
    head_of,
    lines_of,
    scored_table,
    scoring_table,
    versions_of,
)
from thidua.apps.assessments.queries.ties import places_before, tie_breaks_of, tie_rules_of
from thidua.apps.assessments.queries.timeline import Event, timeline_of
from thidua.apps.assessments.queries.waits import Wait, deadlines_of, reminded_on, waits_of

__all__ = [
    "OPTIONAL",
    "Bar",
    "Event",
    "LastYear",
    "Recorded",
    "Scores",
    "Sheet",
    "SheetRow",
    "Wait",
    "adoption_note",
    "barring_marks",
    "bars_among",
    "bloc_scores",
    "card_scores",
    "cards_to_cross_score",
    "columns_of",
    "conflicts_of",
    "criteria_of",
    "crossing_of",
    "deadlines_of",
    "draft_of",
    "engine_criterion",
    "engine_table",
    "evidence_of_unit",
    "head_of",
    "is_computed",
    "last_day_to_object",
    "last_year_of",
    "lines_of",
    "may_be_objected_to",
    "not_assigned_in",
    "places_before",
    "points_alone",
    "points_at",
    "proposed_pairs",
    "provisional_ranking",
    "reminded_on",
    "report_of",
    "rules_of",
    "running_terms",
    "scorecard_for",
    "scorecards_of",
    "scored_table",
    "scoring_table",
    "sheet_of",
    "stages_of",
    "standing_among",
    "standing_marks",
    "standings_of",
    "takes_marks",
    "tie_breaks_of",
    "tie_rules_of",
    "timeline_of",
    "unanswered",
    "unread_swaps",
    "versions_of",
    "waits_of",
    "waiver_of",
    "wants",
]
