"""Who checks whom: a proposal the secretary adjusts and adopts; conflicts that units declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import conflicts_of, crossing_of, proposed_pairs
from thidua.apps.assessments.services import conflict_declare, cross_assign
from thidua.apps.journal.base import Refused
from thidua.scoring.assignment import mutual
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.units.models import Membership

Pairs = list[tuple["Membership", "Membership"]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Pairs to choose from, or why there are none."""

    pairs: Pairs
    impossible: str = ""

    @property
    def remarks(self) -> list[str]:
        """Say which two check each other."""
        return [
            f"{scorer.unit.name} và {scored.unit.name} chấm chéo lẫn nhau."
            for scorer, scored in mutual(self.pairs)
        ]


@signed_in
def crossing(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if request.method != "POST":
        return show(request, page, proposal_of(page))
    chosen = chosen_pairs(request, page)
    if request.POST.get("action") != "adopt":
        return show(request, page, Proposal(chosen))
    if refused := refusal_of(lambda: adopt(page, chosen)):
        return show(request, page, Proposal(chosen), refused)
    messages.success(request, f"Đã phân công chấm chéo {len(chosen):02d} phiếu.")
    return redirect("crossing", key=key)


def proposal_of(page: YearPage) -> Proposal:
    try:
        return Proposal(proposed_pairs(page.bloc_year))
    except ValueError as wrong:
        # Nothing fits: the secretary starts from the bloc's order and names what can be.
        members = list(page.members)
        return Proposal(list(zip([*members[1:], *members[:1]], members, strict=True)), str(wrong))


def chosen_pairs(request: HttpRequest, page: YearPage) -> Pairs:
    members = {str(member.pk): member for member in page.members}
    chosen = [(members.get(request.POST.get(f"s-{k}", "")), m) for k, m in members.items()]
    return [(scorer, scored) for scorer, scored in chosen if scorer is not None]


def adopt(page: YearPage, pairs: Pairs) -> None:
    if len(pairs) != len(page.members):
        raise Refused("Còn đơn vị chưa có đơn vị chấm chéo.", remedy="Hãy chọn đủ cho mọi đơn vị.")
    busy = {scorer.unit.name for scorer, _ in pairs if sum(s is scorer for s, _ in pairs) > 1}
    if busy:
        raise Refused(
            f"{', '.join(sorted(busy))} được phân công chấm nhiều hơn một phiếu.",
            remedy="Hãy chia đều: mỗi đơn vị chấm một phiếu.",
        )
    cross_assign(bloc_year=page.bloc_year, pairs=pairs, actor=page.person, at=page.at)


def show(
    request: HttpRequest, page: YearPage, proposal: Proposal, refused: Refused | None = None
) -> HttpResponse:
    """Show pairs to who runs the scoring, and to a unit the conflicts it may declare."""
    named = list(crossing_of(page.bloc_year))
    runs = page.is_secretary or page.own is None
    conflicts = list(conflicts_of(page.bloc_year))
    own = page.own
    may_declare = (
        not named and own is not None and page.may(MAY["assessments.conflict.declare"], own.unit)
    )
    response = render_year(
        request,
        "scores/crossing.html",
        page,
        "scorecards",
        named=named if runs else [],
        assigned=bool(named),
        proposal=proposal if runs and not named else None,
        may_assign=not named and page.may(MAY["assessments.cross.assign"]),
        conflicts=[c for c in conflicts if runs or (own and own.pk == c.membership_id)],
        may_declare=may_declare,
        others=[m for m in page.members if own is None or m.pk != own.pk],
        typed=request.POST if refused else {},
        refused=refused,
    )
    response.status_code = REFUSED if refused else 200
    return response


@signed_in
@require_POST
def declare(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)

    def deed() -> None:
        other = next((m for m in page.members if str(m.pk) == request.POST.get("other")), None)
        if page.own is None or other is None:
            raise Refused("Chưa chọn đơn vị.", remedy="Hãy chọn đơn vị có xung đột lợi ích.")
        page.own.bloc_year = page.bloc_year
        conflict_declare(
            membership=page.own,
            other=other,
            reason=request.POST.get("reason", "").strip(),
            actor=page.person,
            at=page.at,
        )

    if refused := refusal_of(deed):
        return show(request, page, proposal_of(page), refused)
    messages.success(request, "Đã ghi xung đột lợi ích; hai đơn vị không chấm chéo nhau.")
    return redirect("crossing", key=key)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/cham-cheo/", crossing, name="crossing"),
    path("nam/<uuid:key>/cham-cheo/xung-dot/", declare, name="conflict-declare"),
]
