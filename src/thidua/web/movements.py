"""Movements of a bloc's year: the list, the tree, one with its results, and its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.enums import Level, MovementState, ReviewStage
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries.movements import (
    directives_of,
    flattened,
    movements_seen_in,
    outcome_seen_in,
    participations_of,
    reviews_of,
    taking_part,
    ties_of,
    tree_of,
)
from thidua.apps.campaigns.services import (
    Place,
    departures,
    movement_amend,
    movement_close,
    movement_join,
    movement_report,
    movement_review,
    movement_start,
    photo_add,
)
from thidua.apps.units.enums import RoleKind
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.movements import SAYS, CloseForm, JoinForm, MovementForm, ResultForm
from thidua.web.photos import PhotoForm
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Movement, Outcome, Participation
    from thidua.apps.units.models import Unit

STAGES = {"so-ket": ReviewStage.MIDWAY, "tong-ket": ReviewStage.FINAL}


@signed_in
def movements(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    seen = movements_seen_in(page.bloc_year)
    counted = dict(seen.order_by().values_list("state").annotate(Count("pk", distinct=True)))
    state = request.GET.get("trang-thai", "")
    rows = seen.filter(state=state) if state else seen
    return render_year(
        request, "movements/list.html", page, "year", here="movements",
        rows=paged(request, rows.annotate(parts=Count("participations", distinct=True))),
        counts=[(s, s.label, counted.get(s, 0)) for s in MovementState], state=state,
        total=sum(counted.values()), levels=levels_open_to(page),
        own=taking_part(page.bloc_year, page.own.unit_id if page.own else None),
    )  # fmt: skip


@signed_in
def tree(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    branches = flattened(tree_of(movements_seen_in(page.bloc_year)))
    return render_year(
        request, "movements/tree.html", page, "year", here="tree",
        branches=[(b, faults_under(b.movement)) for b in branches],
    )  # fmt: skip


def faults_under(movement: Movement) -> list[str]:
    """Say where a movement doesn't keep to the period of the one above."""
    above = movement.parent
    return departures(above, movement.starts_on, movement.ends_on) if above else []


def movement_or_404(page: YearPage, key: UUID) -> Movement:
    found = movements_seen_in(page.bloc_year).select_related("unit__authority").filter(pk=key)
    movement = found.first()
    if movement is None:
        raise Http404
    return movement


def tells_for(page: YearPage, unit: Unit) -> bool:
    """Tell whether the person may tell of a unit's part, without asking the database for each."""
    return page.acts_as(RoleKind.UNIT_OFFICER, unit) or page.acts_as(RoleKind.UNIT_HEAD, unit)


def steers(page: YearPage, movement: Movement) -> bool:
    """Tell whether the person may act for whoever launched a movement."""
    if movement.level == Level.UNIT:
        return page.is_board or (movement.unit is not None and tells_for(page, movement.unit))
    if movement.level == Level.BLOC:
        return page.is_board or page.is_secretary
    return page.is_board


def levels_open_to(page: YearPage) -> list[Level]:
    """Return at which levels the person may launch a movement."""
    own = page.own is not None and tells_for(page, page.own.unit)
    may = {
        Level.NATION: page.is_board, Level.AUTHORITY: page.is_board,
        Level.BLOC: page.is_board or page.is_secretary, Level.UNIT: own,
    }  # fmt: skip
    return [level for level in Level if may[level]]


@signed_in
def one(request: HttpRequest, key: UUID, movement: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = movement_or_404(page, movement)
    parts = list(participations_of(found, page.bloc_year))
    mine = next((p for p in parts if tells_for(page, p.unit)), None)
    live = found.state != MovementState.CLOSED
    return render_year(
        request, "movements/one.html", page, "year", here="movements", movement=found,
        parts=parts, mine=mine if live else None, reviews=reviews_of(found),
        below=movements_seen_in(page.bloc_year).filter(parent=found),
        faults=faults_under(found), ties=ties_of(found, page.bloc_year),
        steers=live and steers(page, found), may_tie=page.may(MAY["campaigns.tie.make"]),
        may_join=live and mine is None and joins(page, found), kind="phong-trao",
        mine_all={p.pk for p in parts if tells_for(page, p.unit)},
    )  # fmt: skip


def joins(page: YearPage, movement: Movement) -> bool:
    own = page.own
    if own is None or (movement.level == Level.UNIT and movement.unit_id != own.unit_id):
        return False
    return tells_for(page, own.unit)


@signed_in
def launch(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    levels = levels_open_to(page)
    if not levels:
        raise Http404
    form = form_for(request, page, levels=levels)
    asked = Asked(
        tab="year",
        heading="Ghi phong trào thi đua",
        lead="Phong trào của khối được nêu trong kế hoạch, báo cáo của năm; ghi được đến đâu thì ghi, bổ sung sau.",
        button="Ghi phong trào",
        back=reverse("movements", args=[key]),
        done="Đã ghi phong trào thi đua.",
    )
    return answer(request, page, form, lambda: start(page, form), asked)


def form_for(
    request: HttpRequest, page: YearPage, *, levels: list[Level], movement: Movement | None = None
) -> MovementForm:
    known = {name: getattr(movement, name) for name in SAYS} if movement else {}
    if movement:
        known |= {
            "parent": str(movement.parent_id or ""), "directive": str(movement.directive_id or ""),
        }  # fmt: skip
    seen = movements_seen_in(page.bloc_year).exclude(level=Level.UNIT)
    return MovementForm(
        request.POST or None, initial=known, levels=levels if movement is None else [],
        parents=[m for m in seen if movement is None or m.pk != movement.pk],
        directives=list(directives_of(page.bloc_year.authority)), changing=movement is not None,
    )  # fmt: skip


def start(page: YearPage, form: MovementForm) -> None:
    year = page.bloc_year
    level = Level(form.cleaned_data["level"])
    own = page.own.unit if page.own and level is Level.UNIT else None
    place = Place(year.authority, level, bloc_year=year if level is Level.BLOC else None, unit=own)
    movement_start(
        place=place, code=next_code(page, level), text=form.text(), directive=form.directive(),
        parent=form.parent(), actor=page.person, at=page.at,
    )  # fmt: skip


def next_code(page: YearPage, level: Level) -> str:
    """Number a movement within its bloc's year, or within the authority."""
    year = page.bloc_year
    if level is Level.BLOC:
        return f"pt{year.movements.count() + 1:02d}"
    return f"{level.value}-{year.authority.movements.filter(bloc_year=None).count() + 1:02d}"


def steered_or_404(page: YearPage, key: UUID) -> Movement:
    found = movement_or_404(page, key)
    if not steers(page, found):
        raise Http404
    return found


def address(page: YearPage, movement: UUID) -> str:
    return reverse("movement-page", args=[page.bloc_year.pk, movement])


@signed_in
def amend(request: HttpRequest, key: UUID, movement: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = steered_or_404(page, movement)
    form = form_for(request, page, levels=[], movement=found)
    asked = Asked(
        tab="year", heading="Sửa nội dung phong trào", lead="Nhật ký giữ điều đã ghi trước đó.",
        button="Lưu", back=address(page, found.pk), done="Đã lưu nội dung phong trào.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: movement_amend(
            movement=found, text=form.text(), directive=form.directive(), parent=form.parent(),
            reason=form.cleaned_data["reason"], actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


@signed_in
def review(request: HttpRequest, key: UUID, movement: UUID, stage: str) -> HttpResponse:
    page = year_page(request, key)
    found, reviewing = steered_or_404(page, movement), stage_or_404(stage)
    form = ResultForm(request.POST or None, initial={"told_on": page.day})
    asked = Asked(
        tab="year",
        heading=f"{reviewing.label} phong trào",
        lead=f"{found.title}. Đã ghi thì không sửa; mỗi phong trào sơ kết một lần, tổng kết một lần.",
        button=f"Ghi {reviewing.label.lower()}",
        back=address(page, found.pk),
        done=f"Đã ghi {reviewing.label.lower()} phong trào.",
    )
    return answer(
        request, page, form,
        lambda: movement_review(
            movement=found, stage=reviewing, result=form.result(), actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


def stage_or_404(word: str) -> ReviewStage:
    if word not in STAGES:
        raise Http404
    return STAGES[word]


@signed_in
def close(request: HttpRequest, key: UUID, movement: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = steered_or_404(page, movement)
    form = CloseForm(request.POST or None, initial={"on": page.day})
    asked = Asked(
        tab="year", heading="Kết thúc phong trào", lead=found.title, button="Kết thúc",
        back=address(page, found.pk), done="Đã kết thúc phong trào.",
        confirm="Phong trào đã kết thúc thì không ghi thêm kết quả. Ông/Bà chắc chắn?",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: movement_close(
            movement=found, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"],
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


@signed_in
def join(request: HttpRequest, key: UUID, movement: UUID) -> HttpResponse:
    page = year_page(request, key)
    found, own = movement_or_404(page, movement), page.own
    if own is None or not joins(page, found):
        raise Http404
    form = JoinForm(request.POST or None, initial={"on": page.day})
    asked = Asked(
        tab="year", heading="Tham gia phong trào", lead=f"{found.title}. Đơn vị: {own.unit.name}.",
        button="Ghi tham gia", back=address(page, found.pk), done="Đã ghi đơn vị tham gia.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: movement_join(
            movement=found, unit=own.unit, plan=form.cleaned_data["plan"],
            on=form.cleaned_data["on"], actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


def part_or_404(page: YearPage, movement: Movement) -> Participation:
    """Return the part in a movement of the unit that the person tells for."""
    for part in participations_of(movement, page.bloc_year):
        if tells_for(page, part.unit):
            return part
    raise Http404


@signed_in
def report(request: HttpRequest, key: UUID, movement: UUID, stage: str) -> HttpResponse:
    page = year_page(request, key)
    found, telling = movement_or_404(page, movement), stage_or_404(stage)
    part = part_or_404(page, found)
    form = ResultForm(request.POST or None, initial={"told_on": page.day})
    asked = Asked(
        tab="year",
        heading=f"Kết quả tham gia ({telling.label.lower()})",
        lead=f"{found.title}. Đơn vị: {part.unit.name}. Ghi lại thì bản sau đứng cạnh bản trước. Ảnh thêm sau khi đã ghi.",
        button="Ghi kết quả",
        back=address(page, found.pk),
        done="Đã ghi kết quả; thêm ảnh ở ngay dưới kết quả.",
    )
    return answer(
        request, page, form,
        lambda: movement_report(
            participation=part, stage=telling, result=form.result(), actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


def may_picture(page: YearPage, outcome: Outcome) -> bool:
    part = outcome.participation
    return tells_for(page, part.unit) if part else steers(page, outcome.movement)


@signed_in
def outcome_photo(request: HttpRequest, key: UUID, outcome: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = outcome_seen_in(page.bloc_year, outcome)
    if found is None or not may_picture(page, found):
        raise Http404
    form = PhotoForm(request.POST or None, request.FILES or None)
    asked = Asked(
        tab="year", heading="Thêm ảnh", lead=str(found), button="Thêm ảnh",
        back=address(page, found.movement_id), done="Đã thêm ảnh.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: photo_add(of=found, actor=page.person, at=page.at, **form.told()), asked,
    )  # fmt: skip


ALL, ONE = "nam/<uuid:key>/phong-trao/", "nam/<uuid:key>/phong-trao/<uuid:movement>/"
urls: list[URLPattern] = [
    path(ALL, movements, name="movements"),
    path(f"{ALL}cay/", tree, name="movement-tree"),
    path(f"{ALL}ghi/", launch, name="movement"),
    path(ONE, one, name="movement-page"),
    path(f"{ONE}sua/", amend, name="movement-amend"),
    path(f"{ONE}ket-thuc/", close, name="movement-close"),
    path(f"{ONE}tham-gia/", join, name="movement-join"),
    path(f"{ONE}ket-qua/<str:stage>/", report, name="movement-report"),
    path(f"{ONE}<str:stage>/", review, name="movement-review"),
    path("nam/<uuid:key>/ket-qua/<uuid:outcome>/anh/", outcome_photo, name="outcome-photo"),
]
