"""How evenly a bloc was scored: what the marks show, for those who run the scoring."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.queries import scoring_table
from thidua.text import decimal_text
from thidua.web.charts import bars, dots
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.fairness import NARROW, Fairness, fairness_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

_LEAN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with the sentence that says what it shows."""

    title: str
    sentence: str
    svg: SafeString


def may_see(page: YearPage) -> bool:
    """Only who may read every card: among so few units each figure tells of one."""
    return page.is_secretary or page.own is None


@signed_in
def fairness(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not may_see(page):
        raise Http404
    table = scoring_table(page.bloc_year)
    found = fairness_of(page.bloc_year, table) if table else None
    return render_year(
        request,
        "scores/fairness.html",
        page,
        "ranking",
        table=table,
        fairness=found,
        figures=figures(found) if found else [],
    )


def figures(found: Fairness) -> list[Figure]:
    """Draw what there are marks for."""
    return [figure for figure in (_totals(found), _excesses(found), _leanings(found)) if figure]


def _totals(found: Fairness) -> Figure | None:
    series = {
        stage.label: {s.unit: float(s.totals[stage]) for s in found.spreads if stage in s.totals}
        for stage in Stage
    }
    known = [value for values in series.values() for value in values.values()]
    if not known:
        return None
    low, high = min(known), max(known)
    told = NARROW if found.narrow else f"Tổng điểm đã nộp từ {_number(low)} đến {_number(high)}."
    margin = max(1.0, (high - low) / 10)
    svg = dots({k: v for k, v in series.items() if v}, "Tổng điểm", (low - margin, high + margin))
    return Figure(title="Tổng điểm qua các bước chấm", sentence=told, svg=svg)


def _excesses(found: Fairness) -> Figure | None:
    excess = {s.unit: s.excess for s in found.spreads if s.excess is not None}
    if not excess:
        return None
    count = len(found.inflated)
    told = (
        f"{count:02d} đơn vị tự chấm cao hơn thẩm định quá mức lệch cho phép."
        if count
        else "Không đơn vị nào tự chấm cao hơn thẩm định quá mức lệch cho phép."
    )
    ordered = sorted(excess.items(), key=lambda item: -item[1])
    svg = bars({unit: float(points) for unit, points in ordered}, "Tự chấm trừ thẩm định (điểm)")
    return Figure(title="Tự chấm so với thẩm định", sentence=told, svg=svg)


def _leanings(found: Fairness) -> Figure | None:
    if not found.leanings:
        return None
    rows = {one.scorer: float(one.percent) for one in found.leanings}
    first, last = found.leanings[0], found.leanings[-1]
    told = "Không bên chấm nào lệch rõ so với các bên khác."
    if max(first.percent, -last.percent) >= _LEAN:
        told = (
            f"Rộng điểm nhất: {first.scorer} ({_signed(first.percent)} điểm phần trăm); "
            f"chặt điểm nhất: {last.scorer} ({_signed(last.percent)})."
        )
    svg = bars(rows, "Chênh với các bên khác (điểm phần trăm)")
    return Figure(title="Bên chấm rộng, bên chấm chặt", sentence=told, svg=svg)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _signed(value: Decimal) -> str:
    text = decimal_text(value)
    return text.replace("-", "−") if text.startswith("-") else f"+{text}"


urls: list[URLPattern] = [path("nam/<uuid:key>/dong-deu/", fairness, name="fairness")]
