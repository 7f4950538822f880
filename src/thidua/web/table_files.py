"""A version of the scoring table as a file: Excel, PDF, Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header

from thidua.apps.assessments.queries import versions_of
from thidua.apps.filing.enums import DOCX, PDF, XLSX
from thidua.papers import to_docx, to_pdf
from thidua.web.shell import signed_in, year_page
from thidua.year.papers.scoring_table import table_paper, table_workbook

if TYPE_CHECKING:
    from thidua.apps.assessments.models import ScoringTable

MADE: Mapping[str, tuple[str, Callable[[ScoringTable], bytes]]] = {
    "xlsx": (XLSX, table_workbook),
    "pdf": (PDF, lambda table: to_pdf(table_paper(table))),
    "docx": (DOCX, lambda table: to_docx(table_paper(table))),
}


@signed_in
def file(request: HttpRequest, key: UUID, version: int, kind: str) -> HttpResponse:
    page = year_page(request, key)
    found = next((v for v in versions_of(page.bloc_year) if v.version == version), None)
    if found is None or kind not in MADE:
        raise Http404
    content_type, made = MADE[kind]
    name = f"bang-cham-diem-{page.bloc_year.year}-v{version}.{kind}"
    response = HttpResponse(made(found), content_type=content_type)
    header = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = header or "attachment"
    return response


urls: list[URLPattern] = [
    path("nam/<uuid:key>/bang-cham-diem/ban-<int:version>.<slug:kind>", file, name="table-file"),
]
