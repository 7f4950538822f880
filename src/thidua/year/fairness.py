"""Reading the marks of a bloc side by side, for those who run its scoring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua import scoring
from thidua.apps.assessments.enums import USUAL_STAGES, Stage
from thidua.apps.assessments.models import Scorecard, ScoringTable
from thidua.apps.assessments.queries import (
    Scores,
    bloc_scores,
    crossing_of,
    scorecards_of,
)
from thidua.apps.units.models import BlocYear, Membership

APPRAISAL = "Thẩm định"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A unit's totals at the stages handed in."""

    unit: str
    totals: Mapping[Stage, Decimal]

    @property
    def excess(self) -> Decimal | None:
        """What the unit gave itself beyond the appraisal."""
        own, appraised = (self.totals.get(s) for s in (Stage.SELF, Stage.APPRAISED))
        return None if own is None or appraised is None else own - appraised


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """What the marks of a bloc show; nothing is changed by it."""

    agreement: scoring.Agreement
    leanings: tuple[scoring.Leaning, ...]
    spreads: tuple[Spread, ...]
    inflated: tuple[scoring.Inflation, ...]
    mutual: tuple[scoring.MutualHigh, ...]
    flat: tuple[tuple[str, scoring.Flat], ...]
    lines: int
    full_marks: Decimal

    @property
    def narrow(self) -> bool:
        """Whether everybody has nearly the full marks, so that the table tells nobody apart."""
        last = [list(s.totals.values())[-1] for s in self.spreads if s.totals]
        return is_narrow(last, self.full_marks)


_EXCELLENT = Decimal("0.9")
NARROW = "Mọi đơn vị đều đạt từ 90% điểm tối đa: bảng chấm điểm không phân hóa được các đơn vị."


def is_narrow(totals: Sequence[Decimal], full_marks: Decimal) -> bool:
    """Tell whether everybody has nearly the full marks."""
    return len(totals) > 1 and min(totals) >= full_marks * _EXCELLENT


def fairness_of(bloc_year: BlocYear, table: ScoringTable) -> Fairness:
    """Lay out the handed-in marks of a bloc in a constant number of queries."""
    scores, cards = bloc_scores(bloc_year), list(scorecards_of(bloc_year))
    if scores is None:
        raise LookupError(f"{bloc_year}: no scoring table")
    engine = scores.table
    scorers = {c.scored_id: c.scorer.unit.short_name for c in crossing_of(bloc_year)}
    marks = list(_given(scores, cards, scorers))
    spreads = tuple(_spread(scores, card) for card in cards)
    own, appraised = (_totals(spreads, stage) for stage in (Stage.SELF, Stage.APPRAISED))
    texts = {c.code: c.text for c in engine.criteria}
    flat = scoring.flat_lines([m for m in marks if m.scorer == APPRAISAL])
    return Fairness(
        agreement=scoring.scorer_agreement(marks),
        leanings=scoring.leanings(marks),
        spreads=spreads,
        inflated=scoring.inflation(own, appraised, table.margin),
        mutual=scoring.mutual_highs(_crosses(spreads, cards, scorers), appraised, table.margin),
        flat=tuple((texts[line.criterion], line) for line in flat),
        lines=len(engine.leaves()),
        full_marks=engine.full_marks(),
    )


def latest_sheets(bloc_year: BlocYear, scores: Scores) -> dict[Membership, scoring.Sheet]:
    """Return the points the ranking goes by: of the stages each card has handed in."""
    return {
        card.membership: scoring.Sheet(
            points={code: one.points for code, one in filled.points.items()},
            not_assigned=filled.not_assigned,
        )
        for card in scorecards_of(bloc_year)
        if card.handed_in and (filled := scores.settled.get(card.pk))
    }


def _given(
    scores: Scores, cards: Sequence[Scorecard], scorers: Mapping[UUID, str]
) -> Iterator[scoring.Given]:
    """Yield the marks of the scored lines; bonuses and deductions are events, not judgements."""
    judged = {
        leaf.code: float(leaf.maximum)
        for leaf in scores.table.leaves()
        if leaf.kind not in scoring.OPTIONAL
    }
    for card in cards:
        unit = card.membership.unit.short_name
        for stage in card.handed_in:
            scorer = _scorer(stage, unit, scorers.get(card.membership_id, ""))
            filled = scores.of(card.pk, stage)
            for code, one in filled.points.items() if filled else ():
                if code in judged:
                    part = float(one.points) / judged[code]
                    yield scoring.Given(scorer=scorer, unit=unit, criterion=code, part=part)


def _scorer(stage: Stage, unit: str, crossing: str) -> str:
    if stage is Stage.SELF:
        return f"{unit} (tự chấm)"
    return f"{crossing} (chấm chéo)" if stage is Stage.CROSS else stage.label


def _spread(scores: Scores, card: Scorecard) -> Spread:
    return Spread(
        unit=card.membership.unit.short_name,
        totals={
            stage: sums.total
            for stage in card.handed_in
            if stage in USUAL_STAGES and (sums := scores.total(card.pk, stage)) is not None
        },
    )


def _totals(spreads: Sequence[Spread], stage: Stage) -> dict[str, Decimal]:
    return {s.unit: s.totals[stage] for s in spreads if stage in s.totals}


def _crosses(
    spreads: Sequence[Spread], cards: Sequence[Scorecard], scorers: Mapping[UUID, str]
) -> dict[tuple[str, str], Decimal]:
    return {
        (scorers[card.membership_id], spread.unit): spread.totals[Stage.CROSS]
        for card, spread in zip(cards, spreads, strict=True)
        if Stage.CROSS in spread.totals and card.membership_id in scorers
    }
