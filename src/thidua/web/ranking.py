"""The ranking: provisional while cards are open, closed once and for all afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import (
    Scores as FilledScores,
    adoption_note,
    bloc_scores,
    crossing_of,
    engine_table,
    provisional_ranking,
    running_terms,
    scorecards_of,
    scored_table,
    standings_of,
)
from thidua.apps.awards.queries import slots_of
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.units.enums import Phase
from thidua.web.checking import may_check
from thidua.web.export import workbook
from thidua.web.fairness import may_see
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.forms.grid import viewer_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.outcomes import Outcomes, cut_ties, outcomes_of
from thidua.year.steps import close_ranking

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Scorecard, ScoringTable, Standing
    from thidua.apps.units.models import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRow:
    """A member's place with what it gave itself; no place and no points before it handed any in."""

    membership: Membership
    card: Scorecard | None
    place: int | None
    shared: bool
    base: Decimal | None
    bonus: Decimal | None
    deduction: Decimal | None
    total: Decimal | None
    own: Decimal | None
    appraised: bool
    margin: Decimal
    checkable: bool

    @property
    def gap(self) -> Decimal | None:
        """Return what the unit gave itself beyond the appraisal, once there is one."""
        if self.own is None or self.total is None or not self.appraised:
            return None
        return self.own - self.total

    @property
    def beyond(self) -> bool:
        return self.gap is not None and abs(self.gap) > self.margin


@dataclass(frozen=True, slots=True)
class Scores:
    """All cards of the bloc added up, for the stages handed in."""

    table: ScoringTable
    filled: FilledScores | None
    cards: dict[UUID, Scorecard]  # by membership
    totals: dict[tuple[UUID, Stage], scoring.Totals]

    def of(self, membership: UUID, stage: Stage) -> Decimal | None:
        found = self.totals.get((membership, stage))
        return found.total if found else None

    @property
    def waiting(self) -> int:
        """Return how many cards are not appraised yet."""
        return sum(card.state != CardState.APPRAISED for card in self.cards.values())


def scores_of(page: YearPage, table: ScoringTable) -> Scores:
    scores, cards = bloc_scores(page.bloc_year), list(scorecards_of(page.bloc_year))
    totals = {
        (card.membership_id, stage): total
        for card in cards
        for stage in card.handed_in
        if scores and (total := scores.total(card.pk, stage)) is not None
    }
    return Scores(table, scores, {card.membership_id: card for card in cards}, totals)


def closed_row(standing: Standing, scores: Scores, page: YearPage) -> RankRow:
    return RankRow(
        membership=standing.membership,
        card=standing.scorecard,
        place=standing.place,
        shared=standing.shared,
        base=standing.base,
        bonus=standing.bonus,
        deduction=standing.deduction,
        total=standing.total,
        own=scores.of(standing.membership_id, Stage.SELF),
        appraised=True,
        margin=scores.table.margin,
        checkable=may_check(page, standing.membership),
    )


def provisional_row(placed: scoring.Placed[Membership], scores: Scores, page: YearPage) -> RankRow:
    member, totals = placed.key, placed.totals
    card = scores.cards[member.pk]
    return RankRow(
        membership=member,
        card=card,
        place=placed.place,
        shared=placed.shared,
        base=totals.base,
        bonus=totals.bonus,
        deduction=totals.deduction,
        total=totals.total,
        own=scores.of(member.pk, Stage.SELF),
        appraised=card.state == CardState.APPRAISED,
        margin=scores.table.margin,
        checkable=may_check(page, member),
    )


def unplaced_row(card: Scorecard, scores: Scores, page: YearPage) -> RankRow:
    return RankRow(
        membership=card.membership,
        card=card,
        place=None,
        shared=False,
        base=None,
        bonus=None,
        deduction=None,
        total=None,
        own=None,
        appraised=False,
        margin=scores.table.margin,
        checkable=may_check(page, card.membership),
    )


@signed_in
def ranking(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if request.GET.get("tai") == "xlsx":
        return exported(page)
    return show(request, page)


def exported(page: YearPage) -> HttpResponse:
    """Return the ranking as a workbook, to whom the page itself would show it."""
    table, viewer = scored_table(page.bloc_year), viewer_of(page)
    scores = scores_of(page, table) if table and viewer.sees_all else None
    rows = rows_of(page, scores, closed=viewer.ranked) if scores else []
    found = outcomes(page, scores) if scores and rows else None
    head = (
        "Hạng" if viewer.ranked else "Hạng tạm tính", "Đơn vị", "Tổng điểm", "Điểm chuẩn", "Cộng", "Trừ", "Tự chấm", "Lệch", "Ghi chú",
    )  # fmt: skip
    note = Provenance(table.provenance).label if table else ""
    lines = [
        (
            r.place, r.membership.unit.name, r.total, r.base, r.bonus, r.deduction, r.own, r.gap,
            "; ".join(filter(None, (str(note), told(found, r.membership.pk)))),
        )
        for r in rows
    ]  # fmt: skip
    name = "xep-hang" if viewer.ranked else "xep-hang-tam-tinh"
    return workbook(f"{name}-{page.bloc_year.year}", head, lines)


def show(request: HttpRequest, page: YearPage, refused: Refused | None = None) -> HttpResponse:
    """Show the ranking: to members once closed, before that only to who runs the scoring."""
    table, viewer = scored_table(page.bloc_year), viewer_of(page)
    scores = scores_of(page, table) if table else None
    rows = rows_of(page, scores, closed=viewer.ranked) if scores and viewer.sees_all else []
    found = outcomes(page, scores) if scores and viewer.sees_all else None
    may_close = not viewer.ranked and bool(rows) and page.may(MAY["assessments.ranking.close"])
    running = running_terms(page.bloc_year, page.day) if may_close else []
    response = render_year(
        request,
        "scores/ranking.html",
        page,
        "ranking",
        rows=rows,
        closed=viewer.ranked,
        withheld=not viewer.sees_all,
        outcomes=found,
        cuts=cuts(page, found) if found and not viewer.ranked else [],
        may_set_ties=bool(table) and not viewer.ranked and page.may(MAY["assessments.ties.set"]),
        placed=any(row.place for row in rows),
        places=table.places if table else 2,
        table=table,
        note=adoption_note(table) if table else "",
        award=slots_of(page.bloc_year).values_list("award", flat=True).first(),
        remarks=list(remarks(page, scores)) if scores and rows and viewer.sees_all else [],
        may_close=may_close,
        may_compare=may_see(page),
        waiting=scores.waiting if scores else 0,
        running=running,
        can_close=may_close and can_close(page, scores) and not running,
        refused=refused,
    )
    response.status_code = REFUSED if refused else 200
    return response


def rows_of(page: YearPage, scores: Scores, *, closed: bool) -> list[RankRow]:
    if closed:
        return [closed_row(standing, scores, page) for standing in standings_of(page.bloc_year)]
    placed = [
        provisional_row(p, scores, page)
        for p in provisional_ranking(page.bloc_year, scores.filled, scores.cards.values())
    ]
    known = {row.membership.pk for row in placed}
    waiting = [card for key, card in scores.cards.items() if key not in known]
    return placed + [unplaced_row(card, scores, page) for card in waiting]


def outcomes(page: YearPage, scores: Scores) -> Outcomes:
    """Tell ties, bars and grades by the last stage handed in, as the ranking goes by it."""
    found = scores.filled
    sums = {c.membership: found.standing_total(c) for c in scores.cards.values()} if found else {}
    latest = [(member, one) for member, one in sums.items() if one is not None]
    table = found.table if found else engine_table(scores.table)
    return outcomes_of(page.bloc_year, table, latest)


def told(found: Outcomes | None, member: UUID) -> str:
    """Say in one line of a workbook what else there is to a unit's total."""
    one = found.by_member.get(member) if found else None
    if one is None:
        return ""
    grade = ", ".join(filter(None, (one.grade, one.grade_reason)))
    tie = f"bằng điểm, phân định bằng: {one.tie}" if one.tie else ""
    return "; ".join(filter(None, (*(bar.sentence for bar in one.barred), grade, tie)))


def cuts(page: YearPage, found: Outcomes) -> list[tuple[int, str]]:
    """Return where the number of nominees cuts through a shared place."""
    slots = list(slots_of(page.bloc_year).values_list("maximum", flat=True))
    placed = [one.placed for one in found.by_member.values()]
    return [(number, ", ".join(names)) for number, names in cut_ties(placed, slots)]


def can_close(page: YearPage, scores: Scores | None) -> bool:
    """Tell whether every place is settled, so that freezing the ranking may be offered."""
    return page.phase is Phase.APPRAISAL and scores is not None and not scores.waiting


def remarks(page: YearPage, scores: Scores) -> Iterator[str]:
    """Say which self-scores and which pairs of cross-scores lie far above the appraisal."""
    names = {m.pk: m.unit.short_name for m in page.members}
    own, appraised = (
        {names[m]: t.total for (m, s), t in scores.totals.items() if s is stage}
        for stage in (Stage.SELF, Stage.APPRAISED)
    )
    crosses = {
        (c.scorer.unit.short_name, c.scored.unit.short_name): given
        for c in crossing_of(page.bloc_year)
        if (given := scores.of(c.scored_id, Stage.CROSS)) is not None
    }
    margin = scores.table.margin
    yield from (case.sentence for case in scoring.inflation(own, appraised, margin))
    yield from (case.sentence for case in scoring.mutual_highs(crosses, appraised, margin))


@signed_in
@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if refused := refusal_of(
        lambda: close_ranking(bloc_year=page.bloc_year, actor=page.person, at=page.at)
    ):
        return show(request, page, refused)
    messages.success(request, "Đã chốt bảng xếp hạng và lưu bảng tổng hợp điểm.")
    return redirect("ranking", key=key)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/xep-hang/", ranking, name="ranking"),
    path("nam/<uuid:key>/xep-hang/chot/", close, name="ranking-close"),
]
