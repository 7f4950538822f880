"""The register of honours, and the thread that each honour hangs on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from thidua.apps.awards.queries import register, register_for_authority, register_of
from thidua.apps.filing.policy import MAY as MAY_FILE
from thidua.apps.filing.queries import reprints_of
from thidua.apps.journal.base import Provenance
from thidua.text import fold
from thidua.web.export import workbook
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page
from thidua.web.walk import stretches
from thidua.year.thread import back

if TYPE_CHECKING:
    from thidua.apps.awards.models import RegisterEntry


@signed_in
def entries(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    sought = request.GET.get("tim", "").strip()
    rows = (
        register_for_authority(page.bloc_year.authority).filter(subject_key__contains=fold(sought))
        if sought
        else register_of(page.bloc_year)
    )
    if request.GET.get("tai") == "xlsx":
        return exported(page, rows)
    shown = paged(request, rows)
    return render_year(
        request,
        "year/register.html",
        page,
        "register",
        entries=shown,
        reprints=reprints_of(entry.nomination_id for entry in shown),
        prints=page.may(MAY_FILE["filing.certificates.print"]),
        total=rows.aggregate(total=Sum("bonus"))["total"] or 0,
        sought=sought,
    )


def exported(page: YearPage, rows: Iterable[RegisterEntry]) -> HttpResponse:
    head = (
        "Số", "Năm", "Đơn vị", "Hình thức", "Thành tích", "Quyết định", "Ngày ký", "Cơ quan ban hành",
        "Hệ số", "Tiền thưởng (đồng)", "Minh họa",
    )  # fmt: skip
    lines = [
        (
            e.number, e.year, e.subject, e.award_name, e.merit, e.decision.number, e.decision.signed_on,
            e.decision.issuer, e.bonus_multiple, e.bonus,
            "minh họa" if e.decision.provenance == Provenance.ILLUSTRATIVE else "",
        )
        for e in rows
    ]  # fmt: skip
    return workbook(f"so-khen-thuong-{page.bloc_year.year}", head, lines)


@signed_in
def entry(request: HttpRequest, key: UUID) -> HttpResponse:
    found = register().filter(pk=key).first()
    if found is None:
        raise Http404
    page = year_page(request, found.bloc_year_id)
    return render_year(
        request, "year/entry.html", page, "register", entry=found, thread=stretches(back(found)),
        reprints=reprints_of([found.nomination_id]),
    )  # fmt: skip


urls = [
    path("nam/<uuid:key>/so-khen-thuong/", entries, name="register"),
    path("so-khen-thuong/<uuid:key>/", entry, name="entry"),
]
