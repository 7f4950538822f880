"""The bloc's calendar of the year: its own plan, and the days that come out of other work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from thidua.apps.planning.enums import Doer, ItemPage
from thidua.apps.planning.policy import MAY, OF_A_BLOC
from thidua.apps.planning.queries import feed_of_bloc, plan_of
from thidua.apps.planning.services import (
    ItemText,
    feed_open,
    feed_revoke,
    item_change,
    item_finish,
    item_remove,
    items_add,
)
from thidua.apps.units.enums import Phase
from thidua.text import is_working_day, next_working_day, short_date
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.agenda import Due, concerns, dues_of, gathered

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from thidua.apps.planning.models import PlanItem
    from thidua.apps.units.models import BlocYear, Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something due as a page shows it."""

    due: Due
    left: str
    late: bool
    mine: bool
    href: str
    day_off: str
    may_finish: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    lines: tuple[Line, ...]


def line_of(due: Due, day: date, *, mine: bool, may_finish: bool = False) -> Line:
    return Line(
        due=due,
        left=due.left(day),
        late=due.late(day),
        mine=mine,
        href=reverse(due.page, args=[due.bloc_year.pk]) if due.page else "",
        day_off=""
        if is_working_day(due.ends_on)
        else f"ngày nghỉ; ngày làm việc kế tiếp là {short_date(next_working_day(due.ends_on))}",
        may_finish=may_finish and due.item is not None and not due.done,
    )


def months_of(lines: Iterable[Line]) -> list[Month]:
    """Put lines, already by day, under their months."""
    grouped = groupby(lines, key=lambda line: f"Tháng {line.due.ends_on:%m/%Y}")
    return [Month(name, tuple(rows)) for name, rows in grouped]


@signed_in
def calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    dues = dues_of(gathered(years_of(page)))
    runs = page.may(OF_A_BLOC)
    lines = [
        line_of(due, page.day, mine=(mine := concerns(due, page.roles)), may_finish=mine or runs)
        for due in dues
    ]
    plans = page.phase is not Phase.CLOSED and page.may(MAY["planning.item.add"])
    return render_year(
        request, "year/calendar.html", page, "year",
        months=months_of(lines), may_plan=plans, may_share=runs,
        feed=feed_of_bloc(page.bloc_year.bloc) if runs else None,
        late=sum(line.late for line in lines), left=sum(not line.due.done for line in lines),
    )  # fmt: skip


def years_of(page: YearPage) -> QuerySet[BlocYear]:
    return page.bloc_year.bloc.years.filter(pk=page.bloc_year.pk)


class ItemForm(forms.Form):
    """An item of the plan; an empty first day is the last."""

    title = TextField(label="Việc", max_length=300)
    starts_on = DateText(label="Từ ngày", required=False)
    ends_on = DateText(label="Đến ngày")
    shift = forms.BooleanField(
        label="Ngày cuối trùng ngày nghỉ thì dời sang ngày làm việc kế tiếp",
        required=False,
        initial=True,
    )
    doer = forms.ChoiceField(label="Ai làm", choices=Doer.choices)
    unit = forms.ChoiceField(
        label="Đơn vị", required=False, help_text="Chỉ chọn khi là việc của một đơn vị."
    )
    where = forms.ChoiceField(label="Làm ở trang", choices=ItemPage.choices, required=False)
    source = TextField(
        label="Theo văn bản", max_length=300, required=False, help_text="Số, ngày, cơ quan."
    )

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        chooser = self.fields["unit"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
        chooser.choices = [("", "—"), *((key, m.unit.name) for key, m in self.members.items())]

    def text(self, item: PlanItem | None = None) -> ItemText:
        given = self.cleaned_data
        last = next_working_day(given["ends_on"]) if given["shift"] else given["ends_on"]
        return ItemText(
            title=given["title"], starts_on=given["starts_on"] or last, ends_on=last,
            doer=Doer(given["doer"]), membership=self.members.get(given["unit"]),
            page=ItemPage(given["where"]), source=given["source"],
            paper=item.paper if item else None,
        )  # fmt: skip


def asked_about(key: UUID, heading: str, button: str, done: str, lead: str = "") -> Asked:
    return Asked(
        tab="year", heading=heading, lead=lead, button=button, done=done,
        back=reverse("year-calendar", args=[key]),
    )  # fmt: skip


@signed_in
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    page = planner_page(request, key, "planning.item.add")
    form = ItemForm(request.POST or None, members=page.members)
    asked = asked_about(
        key, "Thêm việc vào kế hoạch", "Thêm việc", "Đã thêm việc vào kế hoạch của khối.",
        "Việc hiện trên lịch của những người phải làm. Hạn chấm điểm và hội nghị tự có trên lịch.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: items_add(
            bloc_year=page.bloc_year, items=[form.text()], actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


def planner_page(request: HttpRequest, key: UUID, deed: str) -> YearPage:
    page = year_page(request, key)
    if page.phase is Phase.CLOSED or not page.may(MAY[deed]):
        raise Http404
    return page


def item_or_404(page: YearPage, item: UUID) -> PlanItem:
    found = plan_of(page.bloc_year).filter(pk=item).first()
    if found is None:
        raise Http404
    return found


@signed_in
def change(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    page = planner_page(request, key, "planning.item.change")
    found = item_or_404(page, item)
    form = ItemForm(request.POST or None, members=page.members, initial=typed(found))
    asked = asked_about(key, "Sửa việc trong kế hoạch", "Lưu", "Đã sửa kế hoạch của khối.")
    return answer(
        request, page, form,
        lambda: item_change(item=found, text=form.text(found), actor=page.person, at=page.at),
        asked,
    )  # fmt: skip


def typed(item: PlanItem) -> dict[str, object]:
    return {
        "title": item.title, "starts_on": item.starts_on, "ends_on": item.ends_on,
        "doer": item.doer, "unit": str(item.membership_id or ""), "where": item.page,
        "source": item.source,
    }  # fmt: skip


class RemoveForm(forms.Form):
    reason = TextField(label="Vì sao bỏ", max_length=500)


@signed_in
def remove(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    page = planner_page(request, key, "planning.item.remove")
    found = item_or_404(page, item)
    form = RemoveForm(request.POST or None)
    asked = asked_about(
        key, "Bỏ việc khỏi kế hoạch", "Bỏ việc", "Đã bỏ việc khỏi kế hoạch.",
        f"“{found.title}”, hạn {short_date(found.ends_on)}. Nhật ký vẫn giữ việc đã ghi.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: item_remove(
            item=found, reason=form.cleaned_data["reason"], actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


@require_POST
@signed_in
def finish(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = item_or_404(page, item)
    item_finish(item=found, actor=page.person, at=page.at)
    messages.success(request, f"Đã ghi xong: {found.title}.")
    return redirect("year-calendar", key=key)


@require_POST
@signed_in
def share(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the bloc a new secret address, which ends the one before, and tell it this once."""
    page = year_page(request, key)
    secret = feed_open(
        authority=page.bloc_year.authority, bloc=page.bloc_year.bloc,
        actor=page.person, at=page.at,
    )  # fmt: skip
    told(request, secret)
    return redirect("year-calendar", key=key)


def told(request: HttpRequest, secret: str) -> None:
    address = request.build_absolute_uri(reverse("feed", args=[secret]))
    messages.success(
        request,
        f"Địa chỉ lịch: {address} — hãy chép ngay vào ứng dụng lịch; địa chỉ chỉ hiện một lần này.",
    )


@require_POST
@signed_in
def unshare(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    feed = feed_of_bloc(page.bloc_year.bloc)
    if feed is None:
        raise Http404
    feed_revoke(feed=feed, actor=page.person, at=page.at)
    messages.success(request, "Đã thu hồi địa chỉ lịch của khối.")
    return redirect("year-calendar", key=key)


_AT = "nam/<uuid:key>/lich"
urls: list[URLPattern] = [
    path(f"{_AT}/", calendar, name="year-calendar"),
    path(f"{_AT}/them/", add, name="plan-add"),
    path(f"{_AT}/dia-chi/", share, name="bloc-feed"),
    path(f"{_AT}/dia-chi/thu-hoi/", unshare, name="bloc-feed-revoke"),
    path(f"{_AT}/<uuid:item>/", change, name="plan-change"),
    path(f"{_AT}/<uuid:item>/bo/", remove, name="plan-remove"),
    path(f"{_AT}/<uuid:item>/xong/", finish, name="plan-finish"),
]
