"""Closing the ranking."""

from datetime import datetime

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import (
    Standing,
)
from thidua.apps.assessments.queries import (
    engine_table,
    points_at,
    scorecards_of,
    tie_breaks_of,
)
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear


@transaction.atomic
def ranking_close(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Standing]:
    """Close the ranking: every card appraised, every member placed, ties by the bloc's rules."""
    may("assessments.ranking.close", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if Standing.objects.filter(bloc_year=bloc_year).exists():
        raise Refused("Bảng xếp hạng đã chốt.", "Xếp hạng chốt một lần, không sửa.")
    cards = list(scorecards_of(bloc_year))
    waiting = [c.membership.unit.short_name for c in cards if c.state != CardState.APPRAISED]
    if waiting or not cards:
        raise Refused(
            f"Chưa chốt được bảng xếp hạng, còn phiếu chưa thẩm định: {', '.join(waiting)}.",
            remedy="Hãy hoàn thành thẩm định các phiếu này.",
        )
    table = engine_table(cards[0].table)
    placed = scoring.rank(
        [(card, scoring.total(table, points_at(card, Stage.APPRAISED))) for card in cards],
        tie_breaks_of(bloc_year, lambda card: card.membership.unit_id),
    )
    standings = Standing.objects.bulk_create(
        Standing(
            bloc_year=bloc_year,
            membership=placing.key.membership,
            scorecard=placing.key,
            base=placing.totals.base,
            bonus=placing.totals.bonus,
            deduction=placing.totals.deduction,
            total=placing.totals.total,
            place=placing.place,
            shared=placing.shared,
        )
        for placing in placed
    )
    tell(
        "assessments.ranking.close", bloc_year, bloc_year, actor, at,
        places={s.membership.unit.code: [s.place, str(s.total)] for s in standings},
    )  # fmt: skip
    return standings
