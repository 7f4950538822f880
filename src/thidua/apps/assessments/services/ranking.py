"""Closing the ranking."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

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
    rules_of,
    running_terms,
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
from thidua.text import short_date


@transaction.atomic
def ranking_close(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Standing]:
    """Close the ranking: every card appraised, every term to object over, every member placed."""
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
    refuse_running_terms(bloc_year, localdate(at))
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


def refuse_running_terms(bloc_year: BlocYear, on: date) -> None:
    """Refuse to close before every unit had its days to object, unless it waived them."""
    running = running_terms(bloc_year, on)
    if running:
        named = "; ".join(
            f"{card.membership.unit.short_name} đến hết {short_date(last)}"
            for card, last in running
        )
        last = max(last for _, last in running)
        raise Refused(
            f"Chưa chốt được bảng xếp hạng, còn trong thời hạn kiến nghị: {named}.",
            f"Đơn vị được kiến nghị trong {rules_of(bloc_year).objection_days} ngày làm việc sau"
            " khi phiếu chấm xong.",
            f"Hãy chốt sau ngày {short_date(last)}, hoặc mời các đơn vị này ghi “Không kiến nghị”"
            " trên phiếu của mình.",
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
