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
from thidua.scoring.bloc import Card, Filled, fill
from thidua.scoring.checks import Fault
from thidua.scoring.criteria import OPTIONAL, Criterion, Kind
from thidua.scoring.grades import Grade, Graded, grade
from thidua.scoring.options import Direction, Options
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
    by_section,
    rank,
)
from thidua.scoring.relative import Reading, relative_points
from thidua.scoring.tables import Table, Unassigned
from thidua.scoring.totals import Totals, total

__all__ = [
    "OPTIONAL",
    "Band",
    "Card",
    "Criterion",
    "Difference",
    "Direction",
    "Fault",
    "Filled",
    "Grade",
    "Graded",
    "Inflation",
    "Kind",
    "MutualHigh",
    "Options",
    "Placed",
    "Points",
    "Published",
    "Reading",
    "Table",
    "TieBreak",
    "Totals",
    "Unassigned",
    "against_plan",
    "by_base",
    "by_fewer_deductions",
    "by_section",
    "check_points",
    "compare",
    "fill",
    "grade",
    "inflation",
    "mutual_highs",
    "points_for_figure",
    "points_for_occurrences",
    "points_for_ratio",
    "published_tables",
    "rank",
    "relative_points",
    "total",
]
