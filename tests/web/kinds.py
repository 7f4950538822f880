"""A year whose table has every way of scoring: figures, ranges, the best of the bloc, a bar."""

from collections.abc import Mapping
from decimal import Decimal

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Scorecard
from thidua.apps.assessments.queries import proposed_pairs
from thidua.apps.assessments.services import (
    Line,
    cross_assign,
    marks_save,
    rules_set,
    scorecards_open,
    stage_submit,
    table_adopt,
)
from thidua.apps.journal.base import Provenance
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear
from thidua.apps.units.services import bloc_year_open
from thidua.scoring import Kind, Reading
from web.scoring_round import card_of

BANDS = [
    {"if": "<50", "points": "2"},
    {"if": "50-<75", "points": "6"},
    {"if": ">=75", "points": "10"},
]
LINES: tuple[tuple[str, str, Kind, int, Mapping[str, object]], ...] = (
    ("A", "", Kind.SUM, 40, {}),
    ("A.1", "A", Kind.BANDED, 10, {"bands": BANDS, "unit": "%"}),
    ("A.2", "A", Kind.COUNT, 10, {"per_occurrence": "2"}),
    ("A.3", "A", Kind.EXTERNAL, 10, {"scale": "100"}),
    ("A.4", "A", Kind.RATIO, 10, {"plan": "20"}),
    ("B", "", Kind.SUM, 60, {}),
    ("B.1", "B", Kind.RELATIVE, 20, {}),
    ("B.2", "B", Kind.JUDGEMENT, 40, {}),
    ("C", "", Kind.DISQUALIFIER, 0, {}),
)
FIGURES = {"A.1": 80, "A.2": 3, "A.3": 85, "A.4": 20, "B.1": 10}


def kinds_year(
    *, stages: tuple[Stage, ...] = (), blind: bool = True, **options: Mapping[str, object]
) -> BlocYear:
    """Open the practice bloc's next year with cards; options by code of the line (A_1 for A.1)."""
    before = cast.before_scoring()
    members = [(m.unit, Position(m.position)) for m in before.memberships.select_related("unit")]
    year = bloc_year_open(
        bloc=before.bloc, year=2022, members=members, provenance=Provenance.ILLUSTRATIVE,
        actor=cast.board(), at=cast.AT,
    )  # fmt: skip
    more = {code.replace("_", "."): given for code, given in options.items()}
    lines = [
        Line(
            code=code, parent=parent, text=f"Tiêu chí {code}", kind=kind, maximum=Decimal(maximum),
            target=None, options={**told, **more.get(code, {})},
        )
        for code, parent, kind, maximum, told in LINES
    ]  # fmt: skip
    table_adopt(
        bloc_year=year, title="Bảng đủ cách chấm", lines=lines, places=2, margin=Decimal(1),
        adopted_on=cast.DAY, provenance=Provenance.ILLUSTRATIVE, actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    if stages:
        rules_set(
            bloc_year=year, stages=stages, blind=blind, objection_days=5, actor=cast.secretary(),
            at=cast.AT,
        )  # fmt: skip
    scorecards_open(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    return crossed(year)


def crossed(year: BlocYear) -> BlocYear:
    """Name who checks whom."""
    pairs = proposed_pairs(year)
    cross_assign(bloc_year=year, pairs=pairs, actor=cast.secretary(), at=cast.AT)
    return year


def line(card: Scorecard, code: str) -> Criterion:
    return card.table.criteria.get(code=code)


def readings(**changes: int) -> dict[str, Reading]:
    given = FIGURES | {code.replace("_", "."): figure for code, figure in changes.items()}
    return {code: Reading(reached=Decimal(figure)) for code, figure in given.items()}


def score(
    card: Scorecard, stage: Stage, actor: str, *, office: bool = False, **changes: int
) -> None:
    """Fill a stage in with figures and hand it in; a line of the office is left to it."""
    person = cast.person(actor)
    card.refresh_from_db()
    left_out = set(card.not_assigned.values_list("criterion__code", flat=True))
    figures = {code: one for code, one in readings(**changes).items() if code not in left_out}
    given = {"scorecard": card, "stage": stage, "actor": person, "at": cast.AT}
    reasons = dict.fromkeys(figures, "Theo hồ sơ")
    points = {} if office else {"B.2": Decimal(30)}
    marks_save(points=points, figures=figures, reasons=reasons, **given)
    stage_submit(**given)


def scored(year: BlocYear, stages: tuple[Stage, ...], **best: int) -> None:
    """Take every card of a year through its stages; the unit `stc` has figures of its own."""
    for member in year.memberships.select_related("unit"):
        unit = member.unit.code
        card = card_of(year, unit)
        for stage in stages:
            actor = {
                Stage.SELF: f"canbo-{unit}",
                Stage.CROSS: f"canbo-{member.cross_scored_by.scorer.unit.code}",
                Stage.APPRAISED: "banthidua",
            }[stage]
            score(card, stage, actor, **(best if unit == "stc" else {}))
