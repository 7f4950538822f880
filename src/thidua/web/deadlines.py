"""When scores are due, for people and their calendars, and reminding those who are late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import deadlines_of, stages_of
from thidua.apps.assessments.services import deadlines_set
from thidua.text import padded
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.deeds import refusal_of
from thidua.web.shell import signed_in, year_page
from thidua.year.calendar import calendar
from thidua.year.reminding import Told, days_of, letters_go_to, remind

if TYPE_CHECKING:
    from datetime import date

    from thidua.apps.units.models import BlocYear


class DeadlinesForm(forms.Form):
    def __init__(self, stages: tuple[Stage, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stages = stages
        for stage in stages:
            self.fields[stage.value] = DateText(label=f"Hạn {stage.label.lower()}", required=False)
        self.fields["source"] = TextField(
            label="Văn bản định hạn", max_length=300, required=False, help_text="Số, ngày, cơ quan."
        )

    def due(self) -> dict[Stage, date]:
        return {s: day for s in self.stages if (day := self.cleaned_data[s.value])}


@signed_in
def deadlines(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.may(MAY["assessments.deadlines.set"]):
        raise Http404
    form = DeadlinesForm(
        stages_of(page.bloc_year), request.POST or None, initial=known(page.bloc_year)
    )
    asked = Asked(
        tab="scorecards",
        heading="Hạn nộp phiếu chấm điểm",
        lead="Ngày cuối của từng bước. Hạn hiện cho mọi đơn vị và đi cùng thư nhắc; quá hạn vẫn nộp được.",
        button="Lưu hạn nộp",
        back=reverse("scorecards", args=[key]),
        done="Đã đặt hạn nộp phiếu chấm điểm.",
    )
    return answer(
        request, page, form,
        lambda: deadlines_set(
            bloc_year=page.bloc_year, due=form.due(), source=form.cleaned_data["source"],
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


def known(bloc_year: BlocYear) -> dict[str, object]:
    stored = list(bloc_year.scoring_deadlines.all())
    return {
        **{stage.value: day for stage, day in deadlines_of(bloc_year).items()},
        "source": stored[0].source if stored else "",
    }


@signed_in
def dates(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand the bloc's scoring days over for one's own calendar."""
    page = year_page(request, key)
    days = days_of(page.bloc_year)
    if not days:
        raise Http404
    response = HttpResponse(calendar(days, page.at), content_type="text/calendar; charset=utf-8")
    name = f"han-cham-diem-{page.bloc_year.year}.ics"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in
@require_POST
def reminder(request: HttpRequest, key: UUID) -> HttpResponse:
    """Remind everybody a card waits for, and say what became of the letters."""
    page = year_page(request, key)
    link = request.build_absolute_uri(reverse("scorecards", args=[key]))
    told: list[Told] = []
    refused = refusal_of(
        lambda: told.append(
            remind(bloc_year=page.bloc_year, link=link, actor=page.person, at=page.at)
        )
    )
    if refused:
        messages.error(request, str(refused))
    for one in told:
        say(request, one)
    return redirect("scorecards", key=key)


def say(request: HttpRequest, told: Told) -> None:
    if told.sent:
        where = letters_go_to()
        sent = f"Đã nhắc {padded(len(told.sent))} đơn vị: {', '.join(told.sent)}."
        messages.success(request, f"{sent} {where}".strip())
    if told.failed:
        messages.error(
            request,
            f"Máy chủ thư chưa nhận thư gửi {', '.join(told.failed)}; hãy nhắc các đơn vị này bằng cách khác.",
        )
    if told.without_address:
        messages.warning(
            request,
            f"Chưa ai của {', '.join(told.without_address)} có địa chỉ thư điện tử; mỗi người tự ghi"
            " ở trang “Thư điện tử của tôi”. Hãy nhắc các đơn vị này bằng cách khác.",
        )


urls: list[URLPattern] = [
    path("nam/<uuid:key>/cham-diem/han-nop/", deadlines, name="deadlines"),
    path("nam/<uuid:key>/cham-diem/han-nop.ics", dates, name="deadlines-ics"),
    path("nam/<uuid:key>/cham-diem/nhac/", reminder, name="reminder"),
]
