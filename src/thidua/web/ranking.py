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
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import (
    crossing_of,
    engine_table,
    points_at,
    provisional_ranking,
    scorecards_of,
    scoring_table,
    standings_of,
)
from thidua.apps.awards.queries import slots_of
from thidua.apps.journal.base import Provenance, Refused
from thidua.web.checking import may_check
from thidua.web.export import workbook
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.forms.grid import viewer_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.steps import close_ranking

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Scorecard, ScoringTable, Standing
    from thidua.apps.units.models import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRow:
    """A member's place with what it gave itself."""

    membership: Membership
    card: Scorecard | None
    place: int
    shared: bool
    base: Decimal
    bonus: Decimal
    deduction: Decimal
    total: Decimal
    own: Decimal | None
    incomplete: bool
    margin: Decimal
    checkable: bool

    @property
    def gap(self) -> Decimal | None:
        return None if self.own is None else self.own - self.total

    @property
    def beyond(self) -> bool:
        return self.gap is not None and abs(self.gap) > self.margin


@dataclass(frozen=True, slots=True)
class Scores:
    """All cards of the bloc added up, stage by stage."""

    table: ScoringTable
    cards: dict[UUID, Scorecard]  # by membership
    totals: dict[tuple[UUID, Stage], scoring.Totals]

    def of(self, membership: UUID, stage: Stage) -> Decimal | None:
        found = self.totals.get((membership, stage))
        return found.total if found else None


def scores_of(page: YearPage, table: ScoringTable) -> Scores:
    engine, cards = engine_table(table), list(scorecards_of(page.bloc_year))
    totals = {
        (card.membership_id, stage): scoring.total(engine, points)
        for card in cards
        for stage in Stage
        if (points := points_at(card, stage))
    }
    return Scores(table, {card.membership_id: card for card in cards}, totals)


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
        incomplete=False,
        margin=scores.table.margin,
        checkable=may_check(page, standing.membership),
    )


def provisional_row(placed: scoring.Placed[Membership], scores: Scores, page: YearPage) -> RankRow:
    member, totals = placed.key, placed.totals
    return RankRow(
        membership=member,
        card=scores.cards.get(member.pk),
        place=placed.place,
        shared=placed.shared,
        base=totals.base,
        bonus=totals.bonus,
        deduction=totals.deduction,
        total=totals.total,
        own=scores.of(member.pk, Stage.SELF),
        incomplete=bool(totals.missing),
        margin=scores.table.margin,
        checkable=may_check(page, member),
    )


@signed_in
def ranking(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if request.GET.get("tai") == "xlsx":
        return exported(page)
    return show(request, page)


def exported(page: YearPage) -> HttpResponse:
    """Return the ranking as a workbook, to whom the page itself would show it."""
    table, viewer = scoring_table(page.bloc_year), viewer_of(page)
    scores = scores_of(page, table) if table and viewer.sees_all else None
    rows = rows_of(page, scores, closed=viewer.ranked) if scores else []
    head = (
        "Hạng", "Đơn vị", "Tổng điểm", "Điểm chuẩn", "Cộng", "Trừ", "Tự chấm", "Lệch", "Ghi chú",
    )  # fmt: skip
    note = Provenance(table.provenance).label if table else ""
    lines = [
        (
            r.place, r.membership.unit.name, r.total, r.base, r.bonus, r.deduction, r.own, r.gap,
            str(note),
        )
        for r in rows
    ]  # fmt: skip
    name = "xep-hang" if viewer.ranked else "xep-hang-tam-tinh"
    return workbook(f"{name}-{page.bloc_year.year}", head, lines)


def show(request: HttpRequest, page: YearPage, refused: Refused | None = None) -> HttpResponse:
    """Show the ranking: to members once closed, before that only to who runs the scoring."""
    table, viewer = scoring_table(page.bloc_year), viewer_of(page)
    scores = scores_of(page, table) if table else None
    rows = rows_of(page, scores, closed=viewer.ranked) if scores and viewer.sees_all else []
    response = render_year(
        request,
        "scores/ranking.html",
        page,
        "ranking",
        rows=rows,
        closed=viewer.ranked,
        withheld=not viewer.sees_all,
        shared=any(row.shared for row in rows),
        places=table.places if table else 2,
        table=table,
        award=slots_of(page.bloc_year).values_list("award", flat=True).first(),
        remarks=list(remarks(page, scores)) if scores and rows and viewer.sees_all else [],
        may_close=not viewer.ranked and bool(table) and page.may(MAY["assessments.ranking.close"]),
        refused=refused,
    )
    response.status_code = REFUSED if refused else 200
    return response


def rows_of(page: YearPage, scores: Scores, *, closed: bool) -> list[RankRow]:
    if closed:
        return [closed_row(standing, scores, page) for standing in standings_of(page.bloc_year)]
    return [provisional_row(p, scores, page) for p in provisional_ranking(page.bloc_year)]


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
