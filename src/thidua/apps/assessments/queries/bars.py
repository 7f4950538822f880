"""Reading the disqualifiers that happened to a unit, and what they bar."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua import scoring
from thidua.apps.assessments.models import Mark
from thidua.apps.assessments.queries.standing import standing_among


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A disqualifier that happened to a unit.

    Attributes:
        table: the scoring table that has it.
        reason: the finding that it happened, as the scorer wrote it.
        blocks: the awards it bars, in words; none is all.
        warns: it is to be considered, and bars nothing.
    """

    code: str
    text: str
    table: str
    reason: str
    blocks: tuple[str, ...]
    warns: bool

    @property
    def of_everything(self) -> bool:
        return not self.warns and scoring.bars_everything(self.blocks)

    def reaches(self, names: Iterable[str]) -> bool:
        """Tell whether it speaks of the award that is called so."""
        return scoring.bars_award(self.blocks, names)

    @property
    def sentence(self) -> str:
        finding = f" ({self.reason})" if self.reason else ""
        return f"Tiêu chí {self.code} “{self.text}” của {self.table}{finding}"


def barring_marks() -> QuerySet[Mark]:
    """Return the marks of disqualifiers, for `bars_among`."""
    return Mark.objects.filter(criterion__kind=scoring.Kind.DISQUALIFIER).select_related(
        "criterion__table", "scorecard"
    )


def bars_among(marks: Iterable[Mark]) -> tuple[Bar, ...]:
    """Return the disqualifiers that happened by what was handed in."""
    return tuple(_bar(mark) for mark in standing_among(marks) if mark.points)


def _bar(mark: Mark) -> Bar:
    options = scoring.Options.from_json(mark.criterion.options)
    return Bar(
        code=mark.criterion.code,
        text=mark.criterion.text,
        table=mark.criterion.table.title,
        reason=mark.reason,
        blocks=options.blocks,
        warns=options.warns,
    )
