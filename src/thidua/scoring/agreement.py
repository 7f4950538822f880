"""Where scorers disagree: self, cross and appraised points set side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.text import decimal_text

Marks = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The three marks of one criterion; None where a scorer gave none.

    `spread` is the greatest of them less the smallest.
    """

    code: str
    self_: Decimal | None
    cross: Decimal | None
    appraised: Decimal | None
    spread: Decimal
    beyond_margin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflation:
    """A unit that gave itself more than the appraisal did."""

    unit: str
    self_: Decimal
    appraised: Decimal
    excess: Decimal
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualHigh:
    """Two units that each gave the other more than the appraisal did."""

    first: str
    second: str
    first_excess: Decimal
    second_excess: Decimal
    sentence: str


def compare(
    self_: Marks, cross: Marks, appraised: Marks, margin: Decimal
) -> tuple[Difference, ...]:
    """Set the marks of one card side by side, one difference per criterion that has any."""
    codes = dict.fromkeys((*self_, *cross, *appraised))
    return tuple(
        _difference(code, self_.get(code), cross.get(code), appraised.get(code), margin)
        for code in codes
    )


def inflation(self_: Marks, appraised: Marks, margin: Decimal) -> tuple[Inflation, ...]:
    """Return the units whose own total is above the appraised one by more than the margin.

    Args:
        self_: each unit's total by its own marks.
        appraised: each unit's appraised total; a unit without one is left out.
        margin: points by which the two may differ.
    """
    found = [
        _inflation(unit, own, appraised[unit]) for unit, own in self_.items() if unit in appraised
    ]
    beyond = [case for case in found if case.excess > margin]
    return tuple(sorted(beyond, key=lambda case: case.excess, reverse=True))


def mutual_highs(
    crosses: Mapping[tuple[str, str], Decimal], appraised: Marks, margin: Decimal
) -> tuple[MutualHigh, ...]:
    """Return the pairs of units that each scored the other above the appraisal by over the margin.

    It is a reason to look again, not a finding against the two.

    Args:
        crosses: total given, by (scorer, scored).
        appraised: each unit's appraised total.
        margin: points by which a cross-score may differ.
    """
    excess = {
        (scorer, scored): given - appraised[scored]
        for (scorer, scored), given in crosses.items()
        if scored in appraised
    }
    high = {pair for pair, points in excess.items() if points > margin}
    return tuple(
        _mutual(first, second, excess[second, first], excess[first, second])
        for first, second in excess
        if first < second and {(first, second), (second, first)} <= high
    )


def _difference(
    code: str,
    self_: Decimal | None,
    cross: Decimal | None,
    appraised: Decimal | None,
    margin: Decimal,
) -> Difference:
    given = [mark for mark in (self_, cross, appraised) if mark is not None]
    spread = max(given) - min(given)
    return Difference(
        code=code,
        self_=self_,
        cross=cross,
        appraised=appraised,
        spread=spread,
        beyond_margin=spread > margin,
    )


def _inflation(unit: str, own: Decimal, appraised: Decimal) -> Inflation:
    excess = own - appraised
    return Inflation(
        unit=unit,
        self_=own,
        appraised=appraised,
        excess=excess,
        sentence=(
            f"{unit} tự chấm {decimal_text(own)} điểm, cao hơn kết quả thẩm định "
            f"({decimal_text(appraised)} điểm) {decimal_text(excess)} điểm."
        ),
    )


def _mutual(first: str, second: str, first_excess: Decimal, second_excess: Decimal) -> MutualHigh:
    """Name a pair; a unit's excess is what it received above its appraisal."""
    return MutualHigh(
        first=first,
        second=second,
        first_excess=first_excess,
        second_excess=second_excess,
        sentence=(
            f"{first} và {second} chấm chéo cho nhau đều cao hơn kết quả thẩm định: "
            f"{first} được chấm cao hơn {decimal_text(first_excess)} điểm, "
            f"{second} được chấm cao hơn {decimal_text(second_excess)} điểm; cần xem lại."
        ),
    )
