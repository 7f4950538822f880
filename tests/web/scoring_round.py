"""A scoring round for tests: cards filled in and handed in, stage by stage."""

from decimal import Decimal

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.policy import scorer_of
from thidua.apps.assessments.queries import sheet_of
from thidua.apps.assessments.services import marks_save, stage_submit
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.scoring import Kind
from thidua.year.phases import advance


def card_of(year: BlocYear, unit: str) -> Scorecard:
    return Scorecard.objects.select_related(
        "membership__unit", "membership__bloc_year__authority", "bloc_year__authority", "table"
    ).get(bloc_year=year, membership__unit__code=unit)


def full_marks(card: Scorecard) -> dict[str, Decimal]:
    """Every line that is typed, at its maximum; no bonus, no deduction."""
    return {
        row.criterion.code: row.criterion.maximum
        for row in sheet_of(card).rows
        if row.is_leaf and not row.computed
        and row.criterion.kind not in {Kind.BONUS, Kind.DEDUCTION}
    }  # fmt: skip


def hand_in(card: Scorecard, stage: Stage, actor: Person, **changes: Decimal) -> None:
    points = full_marks(card) | {code.replace("_", "."): p for code, p in changes.items()}
    reasons = dict.fromkeys(points, "Theo hồ sơ")
    card.refresh_from_db()
    marks_save(scorecard=card, stage=stage, points=points, reasons=reasons, actor=actor, at=cast.AT)
    stage_submit(scorecard=card, stage=stage, actor=actor, at=cast.AT)


def cross_scoring() -> BlocYear:
    """The practice year with all self-scores in and the cross-scorers named."""
    year = cast.before_scoring()
    for member in year.memberships.select_related("unit"):
        hand_in(card_of(year, member.unit.code), Stage.SELF, cast.head(member.unit.code))
    return advance(bloc_year=year, actor=cast.secretary(), at=cast.AT)


def cross_score(card: Scorecard, **changes: Decimal) -> None:
    scorer = scorer_of(card.membership).unit.code
    hand_in(card, Stage.CROSS, cast.head(scorer), **changes)


def scored_by(year: BlocYear, unit: str) -> Scorecard:
    """The card that a unit was named to cross-score."""
    named = year.cross_assignments.get(scorer__unit__code=unit)
    return card_of(year, named.scored.unit.code)
