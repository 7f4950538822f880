"""The marks of a bloc's cards, read in one bundle per card and stage, each taken apart once.

A large bloc has ten thousand marks, and most of its pages want them all. Between two looks few
bundles change, and one that hasn't is the same text: what it was taken apart into is kept by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import Aggregate, F, IntegerField, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce, Replace

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Mark

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    from thidua.apps.assessments.models import Scorecard
    from thidua.apps.units.models import BlocYear

CENT = Decimal("0.01")
"""Marks are stored to the hundredth."""

_FIGURE = Decimal("0.0001")

MOST_KEPT = 2_000
"""Bundles kept: seven blocs of 30 units at three stages, 25 MB at 120 lines."""

_BETWEEN = "\x1f"


class Given(NamedTuple):
    """A mark as it counts: its points and what stands beside them.

    Attributes:
        reason: why it differs from the unit's own; read for one card alone.
        version: how often it was changed, as text; read for one card alone.
    """

    points: Decimal
    figure: Decimal | None = None
    estimated: bool = False
    explanation: str = ""
    reason: str = ""
    version: str = "0"


Givens = Mapping[UUID, Mapping[str, Given]]
"""Marks by card and code of the line."""


class _Joined(Aggregate):
    """The values of a group in one text; all that are asked for together keep one order."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, chr(31))"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        template = "%(function)s(%(expressions)s, char(31))"
        found: tuple[str, tuple[str | int, ...]] = self.as_sql(
            compiler, connection, function="GROUP_CONCAT", template=template, **context
        )
        return found


def _text(of: Any) -> Cast:
    return Cast(of, TextField())


def _joined(of: Any) -> _Joined:
    return _Joined(_text(of), output_field=TextField())


def _told(field: str) -> _Joined:
    return _joined(Replace(F(field), Value(_BETWEEN), Value(" ")))


_BUNDLE = {
    "all_lines": _joined("criterion_id"),
    "all_points": _joined("points"),
    "all_figures": _joined(Coalesce(_text("figure"), Value(""))),
    "all_estimated": _joined(Cast("estimated", IntegerField())),
    "all_explained": _told("explanation"),
}
_ON_ONE_CARD = {"all_reasons": _told("reason"), "all_versions": _joined("version")}


def marks_of(
    bloc_year: BlocYear, codes: Mapping[UUID, str], only: Scorecard | None, shared: frozenset[str]
) -> Mapping[Stage, Givens]:
    """Return the marks of a bloc's cards by stage, card and code.

    Args:
        bloc_year: the bloc's year.
        codes: the codes of the table's lines.
        only: the card that is asked about; of the others only the lines `shared` are read.
        shared: codes of the lines on which one card's points depend on the others'.
    """
    marks = Mark.objects.filter(scorecard__bloc_year=bloc_year).order_by()
    if only is not None:
        beside = [line for line, code in codes.items() if code in shared]
        marks = marks.filter(Q(scorecard=only) | Q(criterion__in=beside))
    asked = _BUNDLE if only is None else _BUNDLE | _ON_ONE_CARD
    lines = _lines(tuple(codes.items()))
    found: dict[Stage, dict[UUID, Mapping[str, Given]]] = {}
    for card, stage, *bundle in marks.values_list("scorecard_id", "stage").annotate(**asked):
        found.setdefault(Stage(stage), {})[card] = _taken_apart(lines, tuple(bundle))
    return found


@dataclass(frozen=True, eq=False)
class _Lines:
    """The codes of a table's lines; the same table's are the same object."""

    codes: Mapping[UUID, str]


@lru_cache(maxsize=64)
def _lines(codes: tuple[tuple[UUID, str], ...]) -> _Lines:
    return _Lines(dict(codes))


@lru_cache(maxsize=MOST_KEPT)
def _taken_apart(lines: _Lines, bundle: tuple[str, ...]) -> Mapping[str, Given]:
    points, figures = _Numbers(CENT), _Numbers(_FIGURE)
    rows = zip(*(text.split(_BETWEEN) for text in bundle), strict=True)
    return {
        lines.codes[UUID(line)]: Given(
            points[value],
            figures[figure] if figure else None,
            estimated == "1",
            explanation,
            *beside,
        )
        for line, value, figure, estimated, explanation, *beside in rows
    }


class _Numbers(dict[str, Decimal]):
    """Numbers by their text: each different one is made once."""

    def __init__(self, step: Decimal) -> None:
        self.step = step

    def __missing__(self, text: str) -> Decimal:
        self[text] = Decimal(text).quantize(self.step)
        return self[text]
