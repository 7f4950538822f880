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
from thidua.scoring.checks import Fault
from thidua.scoring.criteria import Criterion, Kind
from thidua.scoring.options import Direction, Options
from thidua.scoring.points import (
    Points,
    against_plan,
    check_points,
    points_for_occurrences,
    points_for_ratio,
)
from thidua.scoring.ranking import (
    Placed,
    TieBreak,
    by_base,
    by_fewer_deductions,
    by_section,
    rank,
)
from thidua.scoring.tables import Table
from thidua.scoring.totals import Totals, total

__all__ = [
    "Criterion",
    "Difference",
    "Direction",
    "Fault",
    "Inflation",
    "Kind",
    "MutualHigh",
    "Options",
    "Placed",
    "Points",
    "Table",
    "TieBreak",
    "Totals",
    "against_plan",
    "by_base",
    "by_fewer_deductions",
    "by_section",
    "check_points",
    "compare",
    "inflation",
    "mutual_highs",
    "points_for_occurrences",
    "points_for_ratio",
    "rank",
    "total",
]
