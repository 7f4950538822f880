"""How far the scoring of a bloc has come, for those who run it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard, ScoringTable
from thidua.apps.assessments.queries import (
    Scores,
    Wait,
    deadlines_of,
    reminded_on,
    stages_of,
    waits_of,
)
from thidua.apps.awards.queries import nominations_of
from thidua.apps.units.models import BlocYear
from thidua.text import decimal_text, padded, percent_text
from thidua.year.fairness import NARROW, is_narrow
from thidua.year.reminding import due_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many cards have handed a stage in."""

    stage: Stage
    done: int
    whole: int
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A card that waits, in words."""

    wait: Wait
    due: str
    overdue: bool
    reminded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    bars: tuple[Bar, ...]
    late: tuple[Late, ...]
    sentences: tuple[str, ...]

    @property
    def remindable(self) -> int:
        """Return how many members may be reminded today."""
        return len({late.wait.by for late in self.late if late.wait.by and not late.reminded})


def overview_of(
    bloc_year: BlocYear,
    table: ScoringTable,
    cards: Sequence[Scorecard],
    scores: Scores | None,
    day: date,
) -> Overview:
    """Gather the overview in a constant number of queries."""
    due, done = deadlines_of(bloc_year), reminded_on(bloc_year, day)
    return Overview(
        bars=tuple(
            Bar(
                stage=stage,
                done=sum(stage in card.handed_in for card in cards),
                whole=len(cards),
                due_on=due.get(stage),
            )
            for stage in stages_of(bloc_year)
        ),
        late=tuple(
            Late(
                wait=wait,
                due=due_in_words(wait, day),
                overdue=(wait.days_left(day) or 0) < 0,
                reminded=wait.by is not None and wait.by.pk in done,
            )
            for wait in waits_of(bloc_year, table, cards)
        ),
        sentences=(*spread(cards, scores), *nominated(bloc_year, len(cards))),
    )


def spread(cards: Sequence[Scorecard], scores: Scores | None) -> list[str]:
    """Say how far the totals lie apart; a table on which everybody is excellent is told so."""
    sums = [scores.standing_total(card) for card in cards] if scores else []
    totals = [one.total for one in sums if one is not None]
    if scores is None or len(totals) < 2:
        return []
    engine = scores.table
    low, high = min(totals), max(totals)
    range_ = (
        f"Tổng điểm đã nộp từ {shown(low, engine)} đến {shown(high, engine)} (chênh"
        f" {shown(high - low, engine)}), trung vị {shown(median(totals), engine)}."
    )
    return [range_, NARROW] if is_narrow(totals, engine.full_marks()) else [range_]


def shown(points: Decimal, engine: scoring.Table) -> str:
    return decimal_text(points, engine.places)


def nominated(bloc_year: BlocYear, members: int) -> list[str]:
    """Say which share of the members is put forward for an award."""
    count = nominations_of(bloc_year).order_by().values("membership").distinct().count()
    if not count:
        return []
    if count == members:
        return [f"Mọi đơn vị đều được đề nghị khen thưởng ({padded(count)}/{padded(members)})."]
    share = percent_text(count, members)
    return [f"{padded(count)}/{padded(members)} đơn vị được đề nghị khen thưởng ({share})."]
