"""The summary report: its free paragraphs, written by the secretary and read by the whole bloc."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from thidua.apps.assessments.enums import ReportState
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import report_of
from thidua.apps.filing.enums import PaperKind
from thidua.papers import to_pdf
from thidua.web.fields import TextField
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.drafts import write_report
from thidua.year.papers.drafted import written_for
from thidua.year.papers.report import report_paper

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Report


def paragraphs(label: str, rows: int = 6) -> TextField:
    return TextField(
        label=label,
        required=False,
        help_text="Mỗi dòng một ý.",
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReportForm(forms.Form):
    """The parts that people write; the figures, the ranking and the annex come from the data."""

    situation = paragraphs("Tình hình chung", 4)
    shortcomings = paragraphs("Hạn chế, nguyên nhân")
    directions = paragraphs("Phương hướng, nhiệm vụ năm sau", 8)
    proposals = paragraphs("Đề xuất, kiến nghị", 4)

    def sections(self) -> dict[str, list[str]]:
        return {name: lines(self.cleaned_data[name]) for name in self.fields}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@signed_in
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = report_of(page.bloc_year)
    drafts = (found is None or found.state == ReportState.DRAFT) and page.may(
        MAY["assessments.report.draft"]
    )
    form = ReportForm(request.POST or None, initial=written(found))
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(
            lambda: write_report(
                bloc_year=page.bloc_year, sections=form.sections(), actor=page.person, at=page.at
            )
        )
        if refused is None:
            messages.success(request, "Đã lưu dự thảo báo cáo tổng kết.")
            return redirect("report", key=key)
    response = render_year(
        request, "year/report.html", page, "conference",
        report=found, form=form if drafts else None, parts=parts_of(found), refused=refused,
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


def written(found: Report | None) -> dict[str, str]:
    return {name: "\n".join(told) for name, told in found.sections.items()} if found else {}


def parts_of(found: Report | None) -> list[tuple[str, list[str]]]:
    """Return the written parts with their headings, empty ones left out."""
    told = found.sections if found else {}
    return [
        (str(field.label), told[name])
        for name, field in ReportForm.base_fields.items()
        if told.get(name)
    ]


@signed_in
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole report as it would be filed, without a number: a draft to be read before the vote."""
    page = year_page(request, key)
    found = written_report(page)
    words = written_for(page.bloc_year, PaperKind.REPORT)
    response = HttpResponse(
        to_pdf(report_paper(found, None, page.at, words)), content_type="application/pdf"
    )
    response["Content-Disposition"] = (
        f'inline; filename="du-thao-bao-cao-{page.bloc_year.year}.pdf"'
    )
    return response


def written_report(page: YearPage) -> Report:
    found = report_of(page.bloc_year)
    if found is None:
        raise Http404
    return found


urls: list[URLPattern] = [
    path("nam/<uuid:key>/bao-cao/", report, name="report"),
    path("nam/<uuid:key>/bao-cao/du-thao.pdf", preview, name="report-preview"),
]
