"""Registrations of the year: who registered what by when, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.enums import Registrant
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import registration_deadline, registrations_of
from thidua.apps.campaigns.services import (
    registration_due,
    registration_record,
    registration_withdraw,
)
from thidua.web.export import workbook
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.rules import awards_for_units
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page
from thidua.web.years import law_day
from thidua.year.registrations import Compared, compared, regime_of

HEAD = (
    "Đơn vị", "Đối tượng", "Tập thể, cá nhân", "Danh hiệu, hình thức", "Đăng ký", "Ngày đăng ký",
    "Văn bản", "Đề nghị", "Quyết định",
)  # fmt: skip


@signed_in
def registrations(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show registered, nominated and decided side by side."""
    page = year_page(request, key)
    rows = compared(page.bloc_year, law_day(page.bloc_year, page.day))
    if request.GET.get("tai") == "xlsx":
        return workbook(f"dang-ky-{page.bloc_year.year}", HEAD, [line(row) for row in rows])
    return render_year(
        request, "year/registrations.html", page, "nominations",
        rows=paged(request, rows), regime=regime_of(law_day(page.bloc_year, page.day)), silent=silent(page, rows),
        due=registration_deadline(page.bloc_year), may_register=may_register(page),
        may_due=page.may(MAY["campaigns.registration.due"]),
    )  # fmt: skip


def line(row: Compared) -> tuple[Any, ...]:
    made = row.registration
    return (
        row.member.unit.name, row.kind, row.subject, row.award, row.registered,
        made.registered_on if made else None, made.paper_number if made else "", row.nominated,
        row.decided,
    )  # fmt: skip


def silent(page: YearPage, rows: list[Compared]) -> list[str]:
    """Return the units that have registered nothing."""
    registered = {row.member.pk for row in rows if row.registration}
    return [m.unit.short_name for m in page.members if m.pk not in registered]


def may_register(page: YearPage) -> bool:
    return page.own is not None and page.may(MAY["campaigns.registration.record"], page.own.unit)


class RegisterForm(forms.Form):
    kind = forms.ChoiceField(label="Đăng ký cho", choices=Registrant.choices)
    subject = TextField(
        label="Tên tập thể, cá nhân", max_length=200, required=False,
        help_text="Để trống khi đăng ký cho chính đơn vị.",
    )  # fmt: skip
    award = forms.ChoiceField(label="Danh hiệu, hình thức")
    registered_on = DateText(label="Ngày đăng ký")
    paper_number = TextField(label="Số văn bản đăng ký", max_length=60, required=False)

    def __init__(self, *args: Any, awards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["award"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
        chooser.choices = awards


@signed_in
def register(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    own = page.own
    if own is None or not may_register(page):
        raise Http404
    form = RegisterForm(request.POST or None, awards=awards_for_units(page))
    asked = asked_about(page, "Đăng ký danh hiệu thi đua", own.unit.name, "Đăng ký", "Đã đăng ký.")
    return answer(request, page, form, lambda: keep(page, form), asked)


def keep(page: YearPage, form: RegisterForm) -> None:
    own = page.own
    assert own is not None  # noqa: S101 -- who comes here has a unit
    given = form.cleaned_data
    registration_record(
        membership=own, actor=page.person, at=page.at,
        **{**given, "kind": Registrant(given["kind"])},
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = TextField(label="Lý do", max_length=400)


@signed_in
def withdraw(request: HttpRequest, key: UUID, registration: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = registrations_of(page.bloc_year).filter(pk=registration).first()
    if found is None or page.own is None or found.membership_id != page.own.pk:
        raise Http404
    form = ReasonForm(request.POST or None)
    asked = asked_about(
        page, "Rút, đổi đăng ký", "Đăng ký đã rút vẫn được lưu kèm lý do; đổi thì rút rồi đăng ký lại.",
        "Rút đăng ký", "Đã rút đăng ký.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: registration_withdraw(
            registration=found, reason=form.cleaned_data["reason"], actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


class DueForm(forms.Form):
    due_on = DateText(label="Hạn đăng ký")
    source = TextField(label="Căn cứ", max_length=300)


@signed_in
def due(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.may(MAY["campaigns.registration.due"]):
        raise Http404
    form = DueForm(request.POST or None)
    asked = asked_about(
        page, "Hạn đăng ký thi đua", "Sau hạn, các đơn vị không đăng ký, không đổi được nữa.",
        "Đặt hạn", "Đã đặt hạn đăng ký.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: registration_due(
            bloc_year=page.bloc_year, actor=page.person, at=page.at, **form.cleaned_data
        ),
        asked,
    )  # fmt: skip


def asked_about(page: YearPage, heading: str, lead: str, button: str, done: str) -> Asked:
    back = reverse("registrations", args=[page.bloc_year.pk])
    return Asked(tab="nominations", heading=heading, lead=lead, button=button, back=back, done=done)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/dang-ky/", registrations, name="registrations"),
    path("nam/<uuid:key>/dang-ky/them/", register, name="registration-add"),
    path("nam/<uuid:key>/dang-ky/han/", due, name="registration-due"),
    path("nam/<uuid:key>/dang-ky/<uuid:registration>/rut/", withdraw, name="registration-withdraw"),
]
