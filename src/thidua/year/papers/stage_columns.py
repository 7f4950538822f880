"""Which columns of points a bloc's score papers have: the stages it used, and what stands."""

from collections.abc import Sequence

from thidua.apps.assessments.enums import PARTIAL, Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.queries import Scores
from thidua.apps.assessments.stages import pointed

Shown = Stage | None
"""A column of points: a stage's, or with None what stands in the end."""


def columns_of(cards: Sequence[Scorecard], scores: Scores) -> tuple[Shown, ...]:
    """Return the stages on which points were given, in the bloc's order.

    Where a stage changed single lines, no stage's column is what stands; that has its own.
    """
    used = tuple(
        stage
        for stage in (pointed(cards[0].stages) if cards else ())
        if stage in scores.given and any(stage in card.handed_in for card in cards)
    )
    return (*used, None) if PARTIAL & {*used} else used


def label_of(shown: Shown) -> str:
    return "Được tính" if shown is None else str(shown.label)


def standing_of(columns: Sequence[Shown]) -> str:
    """Call what stands by the stage that gave it, where one gave it all."""
    return label_of(columns[-1] if columns else None).lower()
