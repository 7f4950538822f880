"""The cards of a whole bloc, filled in: some points depend on the other units."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from thidua.scoring.criteria import OPTIONAL, Criterion, Kind
from thidua.scoring.points import Points, nearest, points_for_figure, points_for_ratio
from thidua.scoring.relative import Reading, refuse_negative, relative_points
from thidua.scoring.tables import Table, Unassigned
from thidua.scoring.totals import Totals, total
from thidua.text import decimal_text

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What was entered for a unit, by criterion code.

    Attributes:
        points: of the lines whose points are typed.
        readings: figures of the lines whose points follow from one.
        not_assigned: lines that don't apply to the unit.
    """

    points: Mapping[str, Decimal] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    not_assigned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(Generic[K]):
    """A unit's card with all its points.

    Attributes:
        points: by code, each with how it came about; typed ones have no explanation.
        not_assigned: lines left out of the total.
        faults: figures that no points follow from, by code (in Vietnamese).
    """

    key: K
    points: Mapping[str, Points]
    not_assigned: frozenset[str]
    faults: Mapping[str, str]

    @property
    def provisional(self) -> tuple[str, ...]:
        """The lines whose points may still change."""
        return tuple(code for code, one in self.points.items() if one.provisional)

    def total(self, table: Table) -> Totals:
        """Add the card up."""
        points = {code: one.points for code, one in self.points.items()}
        return total(table, points, self.not_assigned)


def fill(
    table: Table, cards: Mapping[K, Card], *, closed: bool, only: Collection[K] | None = None
) -> dict[K, Filled[K]]:
    """Fill in the cards of a bloc.

    A line that no figure was recorded for stays without points. Points by an estimate are
    provisional, and so are relative ones until the period is closed.

    Args:
        table: the bloc's table.
        cards: by unit, all units of the bloc.
        closed: every unit's figures are in and final.
        only: whose cards are wanted; the others are read for what these depend on.
    """
    given: dict[K, dict[str, Points]] = {key: _typed(card) for key, card in cards.items()}
    faults: dict[K, dict[str, str]] = {key: {} for key in cards}
    wanted = cards.keys() if only is None else only
    told = cards.keys() if table.unassigned is Unassigned.MEAN else wanted
    for leaf in table.leaves():
        for key, points in _of_line(leaf, cards, table.places, faults, told, closed=closed).items():
            given[key][leaf.code] = points
    for leaf in table.leaves():
        _assign(leaf, table, cards, given)
    left_out = table.unassigned is Unassigned.SHARE
    return {
        key: Filled(
            key=key,
            points=given[key],
            not_assigned=card.not_assigned if left_out else _still_without(card, given[key]),
            faults=faults[key],
        )
        for key, card in cards.items()
        if key in wanted
    }


def _typed(card: Card) -> dict[str, Points]:
    return {
        code: Points(points, "")
        for code, points in card.points.items()
        if code not in card.not_assigned
    }


def _of_line(
    leaf: Criterion,
    cards: Mapping[K, Card],
    places: int,
    faults: Mapping[K, dict[str, str]],
    wanted: Collection[K],
    *,
    closed: bool,
) -> dict[K, Points]:
    readings = {
        key: card.readings[leaf.code]
        for key, card in cards.items()
        if leaf.code in card.readings and leaf.code not in card.not_assigned
    }
    if leaf.kind is Kind.RELATIVE:
        found = _relative(leaf, readings, places, faults, wanted)
        return {key: _marked(one, open_=not closed) for key, one in found.items()}
    found = {}
    for key in readings.keys() & set(wanted):
        reading = readings[key]
        try:
            found[key] = _marked(_alone(leaf, reading, places), open_=reading.estimated)
        except ValueError as wrong:
            faults[key][leaf.code] = str(wrong)
    return found


def _relative(
    leaf: Criterion,
    readings: Mapping[K, Reading],
    places: int,
    faults: Mapping[K, dict[str, str]],
    wanted: Collection[K],
) -> dict[K, Points]:
    """One unit's impossible figure must not keep the others from their points."""
    sound = {}
    for key, reading in readings.items():
        try:
            refuse_negative(leaf, reading)
        except ValueError as wrong:
            faults[key][leaf.code] = str(wrong)
        else:
            sound[key] = reading
    return relative_points(leaf, sound, places, wanted)


def _alone(leaf: Criterion, reading: Reading, places: int) -> Points:
    if leaf.kind is Kind.RATIO and reading.planned is not None:
        return points_for_ratio(leaf, reading.planned, reading.reached, places)
    return points_for_figure(leaf, reading.reached, places)


def _marked(points: Points, *, open_: bool) -> Points:
    return Points(points.points, points.explanation, provisional=True) if open_ else points


def _assign(
    leaf: Criterion, table: Table, cards: Mapping[K, Card], given: Mapping[K, dict[str, Points]]
) -> None:
    """Give points for a line to the units it was not assigned to, where the table says so."""
    if table.unassigned is Unassigned.SHARE or leaf.kind in OPTIONAL:
        return
    without = [key for key, card in cards.items() if leaf.code in card.not_assigned]
    others = [given[key][leaf.code] for key in cards if leaf.code in given[key]]
    points = _instead(leaf, table, others) if without else None
    for key in without if points else ():
        given[key][leaf.code] = points  # type: ignore[assignment]  # None leaves the loop empty


def _instead(leaf: Criterion, table: Table, others: Sequence[Points]) -> Points | None:
    if table.unassigned is Unassigned.FULL:
        return Points(leaf.maximum, "không giao tiêu chí này: tính đủ điểm")
    if not others:
        return None
    mean = nearest(_mean(one.points for one in others), table.places)
    told = f"không giao tiêu chí này: điểm bình quân của {len(others)} đơn vị"
    open_ = any(one.provisional for one in others)
    return Points(mean, f"{told} → {decimal_text(mean)} điểm", provisional=open_)


def _mean(points: Iterable[Decimal]) -> Fraction:
    values = [Fraction(one) for one in points]
    return sum(values, Fraction(0)) / len(values)


def _still_without(card: Card, given: Mapping[str, Points]) -> frozenset[str]:
    return frozenset(code for code in card.not_assigned if code not in given)
