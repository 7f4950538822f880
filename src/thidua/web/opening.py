"""The five opening papers, how the lead came to lead, and handing a year over to the next lead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.planning.enums import NamingWay
from thidua.apps.planning.policy import MAY
from thidua.apps.planning.queries import hand_over_of, naming_of, taken_over_by
from thidua.apps.planning.services import hand_over_receive, lead_name
from thidua.apps.units.policy import about_year
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.conference import next_year_of
from thidua.year.handing_over import give, to_hand_over
from thidua.year.opening_papers import opening_papers
from thidua.year.parameters import parameters_of

if TYPE_CHECKING:
    from thidua.apps.planning.models import HandOver


@signed_in
def opening(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the papers the year opens with, and by what the lead leads."""
    page = year_page(request, key)
    papers = opening_papers(page.bloc_year)
    return render_year(
        request, "year/opening.html", page, "year",
        papers=papers, done=sum(paper.done for paper in papers),
        naming=naming_of(page.bloc_year), may_name=page.may(MAY["planning.lead.name"]),
        parameters=parameters_of(page.bloc_year), taken=taken_over_by(page.bloc_year), given=hand_over_of(page.bloc_year),
    )  # fmt: skip


class NamingForm(forms.Form):
    way = forms.ChoiceField(label="Khối trưởng do", choices=NamingWay.choices)
    paper_number = TextField(
        label="Số văn bản", max_length=80, required=False,
        help_text="Cần có khi cơ quan quản lý công nhận hoặc chỉ định.",
    )  # fmt: skip
    paper_date = DateText(label="Ngày văn bản", required=False)
    issuer = TextField(label="Cơ quan ban hành", max_length=200, required=False)


@signed_in
def naming(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.may(MAY["planning.lead.name"]):
        raise Http404
    found = naming_of(page.bloc_year)
    names = ("way", "paper_number", "paper_date", "issuer")
    form = NamingForm(
        request.POST or None, initial={name: getattr(found, name) for name in names if found}
    )
    asked = Asked(
        tab="year", heading="Cách chọn Khối trưởng", button="Lưu",
        lead=f"{page.lead.unit.name if page.lead else 'Khối trưởng'} giữ vai trò này do đâu.",
        back=reverse("opening", args=[key]), done="Đã ghi cách chọn Khối trưởng.",
    )  # fmt: skip
    return answer(request, page, form, lambda: name_it(page, form), asked)


def name_it(page: YearPage, form: NamingForm) -> None:
    given = form.cleaned_data
    lead_name(
        bloc_year=page.bloc_year, way=NamingWay(given["way"]), paper_number=given["paper_number"],
        paper_date=given["paper_date"], issuer=given["issuer"], actor=page.person, at=page.at,
    )  # fmt: skip


class NoteForm(forms.Form):
    note = TextField(
        label="Ghi chú", max_length=1000, required=False,
        help_text="Hồ sơ giấy, con dấu, tài sản, việc cần lưu ý.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class RemarkForm(forms.Form):
    note = TextField(
        label="Ý kiến của bên nhận", max_length=1000, required=False,
        help_text="Ghi những gì còn thiếu, nếu có.", widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


@signed_in
def handover(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand a year over; the next lead acknowledges it on the same page."""
    page = year_page(request, key)
    made = hand_over_of(page.bloc_year)
    if made is not None:
        return received(request, page, made)
    if not page.may(MAY["planning.handover.give"]):
        raise Http404
    form = NoteForm(request.POST or None)
    return answer(
        request, page, form,
        lambda: give(
            bloc_year=page.bloc_year, note=form.cleaned_data["note"], actor=page.person,
            at=page.at, day=page.day,
        ),
        asked_about(page, "Bàn giao", "Đã bàn giao; chờ Khối trưởng năm sau xác nhận."),
        template="year/handover.html", made=None, following=next_year_of(page.bloc_year),
        lines=to_hand_over(page.bloc_year, page.person, page.day), may_answer=True,
    )  # fmt: skip


def asked_about(page: YearPage, button: str, done: str) -> Asked:
    return Asked(
        tab="year", heading=f"Bàn giao Khối trưởng năm {page.bloc_year.year + 1}", button=button,
        lead="Danh mục lấy từ hồ sơ của năm. Biên bản bàn giao có mẫu ở trang Dự thảo văn bản.",
        back=reverse("handover", args=[page.bloc_year.pk]), done=done,
    )  # fmt: skip


def received(request: HttpRequest, page: YearPage, made: HandOver) -> HttpResponse:
    following = about_year(made.to_year, page.person, page.at)
    may = made.received_at is None and MAY["planning.handover.receive"].test(following)
    form = RemarkForm(request.POST or None if may else None)
    return answer(
        request, page, form,
        lambda: hand_over_receive(
            hand_over=made, remark=form.cleaned_data["note"], actor=page.person, at=page.at
        ),
        asked_about(page, "Xác nhận đã nhận", "Đã xác nhận nhận bàn giao."),
        template="year/handover.html", made=made, following=made.to_year, lines=made.listed,
        may_answer=may,
    )  # fmt: skip


urls: list[URLPattern] = [
    path("nam/<uuid:key>/dau-nam/", opening, name="opening"),
    path("nam/<uuid:key>/dau-nam/khoi-truong/", naming, name="lead-naming"),
    path("nam/<uuid:key>/ban-giao/", handover, name="handover"),
]
