"""Reading which of a line's marks stands."""

from collections.abc import Iterable

from thidua.apps.assessments.models import Mark, Scorecard
from thidua.apps.assessments.stages import standing_stage


def standing_marks(card: Scorecard) -> list[Mark]:
    """Return the marks of a card that stand, by the stages handed in."""
    return standing_among(card.marks.select_related("criterion", "scorecard"))


def standing_among(marks: Iterable[Mark]) -> list[Mark]:
    """Return those that stand of marks that come with their cards and lines."""
    by_line: dict[tuple[object, object], dict[str, Mark]] = {}
    for mark in marks:
        by_line.setdefault((mark.scorecard_id, mark.criterion_id), {})[mark.stage] = mark
    found = (_standing(given) for given in by_line.values())
    return [mark for mark in found if mark is not None]


def _standing(given: dict[str, Mark]) -> Mark | None:
    one = next(iter(given.values()))
    office = bool(one.criterion.options.get("office"))
    stage = standing_stage(one.scorecard.handed_in, given, office=office)
    return given[stage] if stage else None
