"""Scoring tables as values: points by formula, totals, places, and agreement between scorers.

All arithmetic is decimal, rounded half up to the places the table states.
"""

from thidua.scoring.agreement import (
    Difference,
    Inflation,
    MutualHigh,
    compare,
    inflation,
    mutual_highs,
)
from thidua.scoring.bands import Band
from thidua.scoring.barring import bars_award, bars_everything
from thidua.scoring.bloc import Card, Filled, fill
from thidua.scoring.checks import Fault
from thidua.scoring.criteria import OPTIONAL, Criterion, Kind
from thidua.scoring.differences import Change, FieldChange, LineChange, differences
from thidua.scoring.drafts import (
    DIRECTION_LABELS,
    FIELDS,
    KIND_LABELS,
    LABELS,
    DraftFault,
    DraftLine,
    DraftRead,
    cell_text,
    parents_of,
    read_bands,
    read_draft,
    told_options,
    written,
)
from thidua.scoring.grades import Grade, Graded, grade
from thidua.scoring.heads import DraftHead, HeadRead, read_head, written_grades
from thidua.scoring.options import Direction, Options
from thidua.scoring.pace import (
    Aim,
    Forecast,
    Measured,
    Pace,
    Paced,
    PaceRule,
    Rhythm,
    due_on,
    elapsed,
    foretold,
    paced,
)
from thidua.scoring.points import (
    Points,
    against_plan,
    check_points,
    points_for_figure,
    points_for_occurrences,
    points_for_ratio,
)
from thidua.scoring.published import Published, published_tables
from thidua.scoring.ranking import (
    Placed,
    TieBreak,
    by_base,
    by_fewer_deductions,
    by_lower_place_before,
    by_section,
    rank,
)
from thidua.scoring.relative import Reading, relative_points
from thidua.scoring.reliability import (
    Agreement,
    Flat,
    Given,
    Leaning,
    flat_lines,
    leanings,
    scorer_agreement,
)
from thidua.scoring.sensitivity import Sheet, Shift, Turning, if_marked, turning_lines
from thidua.scoring.tables import Table, Unassigned
from thidua.scoring.totals import Totals, total

__all__ = [
    "DIRECTION_LABELS",
    "FIELDS",
    "KIND_LABELS",
    "LABELS",
    "OPTIONAL",
    "Agreement",
    "Aim",
    "Band",
    "Card",
    "Change",
    "Criterion",
    "Difference",
    "Direction",
    "DraftFault",
    "DraftHead",
    "DraftLine",
    "DraftRead",
    "Fault",
    "FieldChange",
    "Filled",
    "Flat",
    "Forecast",
    "Given",
    "Grade",
    "Graded",
    "HeadRead",
    "Inflation",
    "Kind",
    "Leaning",
    "LineChange",
    "Measured",
    "MutualHigh",
    "Options",
    "Pace",
    "PaceRule",
    "Paced",
    "Placed",
    "Points",
    "Published",
    "Reading",
    "Rhythm",
    "Sheet",
    "Shift",
    "Table",
    "TieBreak",
    "Totals",
    "Turning",
    "Unassigned",
    "against_plan",
    "bars_award",
    "bars_everything",
    "by_base",
    "by_fewer_deductions",
    "by_lower_place_before",
    "by_section",
    "cell_text",
    "check_points",
    "compare",
    "differences",
    "due_on",
    "elapsed",
    "fill",
    "flat_lines",
    "foretold",
    "grade",
    "if_marked",
    "inflation",
    "leanings",
    "mutual_highs",
    "paced",
    "parents_of",
    "points_for_figure",
    "points_for_occurrences",
    "points_for_ratio",
    "published_tables",
    "rank",
    "read_bands",
    "read_draft",
    "read_head",
    "relative_points",
    "scorer_agreement",
    "told_options",
    "total",
    "turning_lines",
    "written",
    "written_grades",
]
