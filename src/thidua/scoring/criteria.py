"""A line of a scoring table."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thidua.scoring.options import Options


class Kind(StrEnum):
    """How the points of a line come about."""

    SUM = "sum"
    RATIO = "ratio"
    RELATIVE = "relative"
    BANDED = "banded"
    COUNT = "count"
    EXTERNAL = "external"
    STEPS = "steps"
    CHECKLIST = "checklist"
    JUDGEMENT = "judgement"
    DEDUCTION = "deduction"
    BONUS = "bonus"
    DISQUALIFIER = "disqualifier"


# Points for events that may not have happened: a blank says that none did.
EVENTS = frozenset({Kind.DEDUCTION, Kind.BONUS})

OPTIONAL = EVENTS | {Kind.DISQUALIFIER}
"""Kinds that may be left blank."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of a scoring table; `parent` is the code of the section it stands under.

    `maximum` is the full marks of a scored line, the cap of a bonus, and the limit of a deduction,
    where 0 sets no limit. A disqualifier has no marks: 1 says that it happened.
    """

    code: str
    text: str
    kind: Kind
    maximum: Decimal
    parent: str = ""
    options: Options = field(default_factory=Options)

    @property
    def asks_figure(self) -> bool:
        """Whether a scorer enters a figure, from which the points follow."""
        planned = self.kind is Kind.RATIO and self.options.plan is not None
        return planned or self.kind in _BY_FIGURE

    @property
    def most(self) -> Decimal:
        """The most points the line can earn; a result above the plan may earn more than full marks."""
        if self.kind is not Kind.RATIO or self.options.most_percent is None:
            return self.maximum
        return self.maximum * self.options.most_percent / 100


_BY_FIGURE = frozenset({Kind.RELATIVE, Kind.BANDED, Kind.COUNT, Kind.EXTERNAL})
