"""A thread of the year as a page shows it: knots of one kind together, each kind with its page."""

from dataclasses import dataclass

from thidua.year.thread import Knot

LEADS_TO = {
    "directive": "library",
    "movement": "movements",
    "article": "agreement",
    "target": "targets",
    "assignment": "targets",
    "mark": "scorecards",
    "standing": "ranking",
    "report": "papers",
    "motion": "conference",
    "nomination": "nominations",
    "council": "nominations",
    "decision": "papers",
    "entry": "register",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The knots of one kind on a thread, with the page that holds them."""

    name: str
    leads_to: str
    knots: tuple[Knot, ...]


def stretches(knots: tuple[Knot, ...]) -> list[Stretch]:
    """Gather neighbouring knots of one kind, so that a thread reads in a dozen steps."""
    kinds = dict.fromkeys(knot.kind for knot in knots)
    return [
        Stretch(
            name=next(k.name for k in knots if k.kind == kind),
            leads_to=LEADS_TO[kind],
            knots=tuple(k for k in knots if k.kind == kind),
        )
        for kind in kinds
    ]
