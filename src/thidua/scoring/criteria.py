"""A line of a scoring table."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thidua.scoring.options import Options


class Kind(StrEnum):
    """How the points of a line come about."""

    SUM = "sum"
    RATIO = "ratio"
    STEPS = "steps"
    CHECKLIST = "checklist"
    JUDGEMENT = "judgement"
    DEDUCTION = "deduction"
    BONUS = "bonus"


# Points for events that may not have happened: a blank says that none did.
EVENTS = frozenset({Kind.DEDUCTION, Kind.BONUS})


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of a scoring table; `parent` is the code of the section it stands under.

    `maximum` is the full marks of a scored line, the cap of a bonus, and the limit of a deduction,
    where 0 sets no limit.
    """

    code: str
    text: str
    kind: Kind
    maximum: Decimal
    parent: str = ""
    options: Options = field(default_factory=Options)
