"""Which units were merged or split, whether achievements were handed on, and the forms to record it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.units.enums import Inheritance
from thidua.apps.units.policy import MAY
from thidua.apps.units.queries import successions_of, units_of
from thidua.apps.units.services import succession_record, succession_withdraw
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.units.models import Authority, Unit

ENDS = {
    "ends": "Đơn vị cũ chấm dứt hoạt động",
    "goes_on": "Đơn vị cũ vẫn hoạt động (chỉ chuyển một phần)",
}


@signed_in
def successions(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    return render_year(
        request, "year/successions.html", page, "year",
        rows=list(successions_of(page.bloc_year.authority)),
        may_record=page.may(MAY["units.succession.record"]),
    )  # fmt: skip


class SuccessionForm(forms.Form):
    predecessor = forms.ChoiceField(label="Đơn vị cũ")
    successor = forms.ChoiceField(label="Nhập vào đơn vị")
    effective_on = DateText(label="Có hiệu lực từ ngày")
    fate = forms.ChoiceField(label="Đơn vị cũ sau ngày đó", choices=list(ENDS.items()))
    decision_number = TextField(label="Số quyết định, nghị quyết", max_length=60)
    decided_on = DateText(label="Ngày ban hành")
    inherits = forms.ChoiceField(
        label="Thành tích của đơn vị cũ",
        choices=Inheritance.choices,
        initial=Inheritance.UNSAID,
        help_text="Ghi đúng lời quyết định. Chỉ khi quyết định cho kế thừa, khen thưởng và xếp loại của đơn vị cũ mới được tính cho đơn vị mới.",
    )
    note = TextField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units: dict[str, Unit] = {str(unit.pk): unit for unit in units_of(authority)}
        for name in ("predecessor", "successor"):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
            chooser.choices = [("", "—"), *((key, unit.name) for key, unit in self.units.items())]


@signed_in
def record(request: HttpRequest, key: UUID) -> HttpResponse:
    page = page_of_recorder(request, key)
    form = SuccessionForm(request.POST or None, authority=page.bloc_year.authority)
    asked = Asked(
        tab="year",
        heading="Ghi sáp nhập, chia tách",
        lead="Nhiều đơn vị nhập vào một: ghi mỗi đơn vị cũ một lần. Một đơn vị chia thành nhiều: ghi mỗi đơn vị nhận một lần.",
        button="Ghi",
        back=reverse("successions", args=[key]),
        done="Đã ghi sáp nhập, chia tách.",
    )
    return answer(request, page, form, lambda: enter(page, form), asked)


def page_of_recorder(request: HttpRequest, key: UUID) -> YearPage:
    page = year_page(request, key)
    if not page.may(MAY["units.succession.record"]):
        raise Http404
    return page


def enter(page: YearPage, form: SuccessionForm) -> None:
    given = form.cleaned_data
    succession_record(
        predecessor=form.units[given["predecessor"]],
        successor=form.units[given["successor"]],
        effective_on=given["effective_on"],
        decision_number=given["decision_number"],
        decided_on=given["decided_on"],
        inherits=Inheritance(given["inherits"]),
        ends=given["fate"] == "ends",
        note=given["note"],
        actor=page.person,
        at=page.at,
    )


class WithdrawForm(forms.Form):
    reason = TextField(label="Vì sao rút", max_length=500)


@signed_in
def withdraw(request: HttpRequest, key: UUID, succession: UUID) -> HttpResponse:
    page = page_of_recorder(request, key)
    found = successions_of(page.bloc_year.authority).filter(pk=succession).first()
    if found is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    asked = Asked(
        tab="year",
        heading="Rút lần ghi sáp nhập, chia tách",
        lead=f"{found.predecessor.name} nhập vào {found.successor.name}. Nhật ký vẫn giữ điều đã ghi.",
        button="Rút",
        back=reverse("successions", args=[key]),
        done="Đã rút.",
    )

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        succession_withdraw(succession=found, reason=reason, actor=page.person, at=page.at)

    return answer(request, page, form, deed, asked)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/sap-nhap/", successions, name="successions"),
    path("nam/<uuid:key>/sap-nhap/ghi/", record, name="succession-record"),
    path("nam/<uuid:key>/sap-nhap/<uuid:succession>/rut/", withdraw, name="succession-withdraw"),
]
