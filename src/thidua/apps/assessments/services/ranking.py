"""Closing the ranking."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import (
    Criterion,
    Mark,
    Scorecard,
    Standing,
)
from thidua.apps.assessments.queries import (
    Scores,
    bloc_scores,
    scorecards_of,
    standing_among,
    tie_breaks_of,
    unanswered,
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
    refuse_unanswered(bloc_year)
    placed = scoring.rank(
        settled_totals(bloc_year, cards),
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


def refuse_unanswered(bloc_year: BlocYear) -> None:
    waiting = [f"{o.scorecard.membership.unit.short_name} ({o.criterion.code})"
               for o in unanswered(bloc_year)]  # fmt: skip
    if waiting:
        raise Refused(
            f"Chưa chốt được bảng xếp hạng, còn kiến nghị chưa trả lời: {', '.join(waiting)}.",
            remedy="Hãy trả lời từng kiến nghị, có lý do.",
        )


def settled_totals(
    bloc_year: BlocYear, cards: Sequence[Scorecard]
) -> list[tuple[Scorecard, scoring.Totals]]:
    """Add every card up for good; points that hung on the other units are written down now."""
    scores = bloc_scores(bloc_year, settled=True)
    if scores is None:
        return []
    write_relative(bloc_year, scores)
    totals = [(card, scores.standing_total(card)) for card in cards]
    return [(card, total) for card, total in totals if total is not None]


def write_relative(bloc_year: BlocYear, scores: Scores) -> None:
    marks = Mark.objects.filter(
        scorecard__bloc_year=bloc_year,
        criterion__in=Criterion.objects.filter(kind=scoring.Kind.RELATIVE),
    ).select_related("criterion", "scorecard")
    standing = {mark.pk for mark in standing_among(marks)}
    for mark in marks:
        if mark.figure is None:
            continue
        stands = mark.pk in standing
        own = scores.of(mark.scorecard_id, Stage(mark.stage))
        filled = scores.settled.get(mark.scorecard_id) if stands else own
        now = filled.points.get(mark.criterion.code) if filled else None
        if now is not None:
            mark.points, mark.explanation = now.points, now.explanation
            mark.save(update_fields=["points", "explanation"])
