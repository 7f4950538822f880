"""Patterns of certificates: places by the mouse or in millimetres, a preview, a sheet to test by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header, urlencode

from thidua import law
from thidua.apps.awards.queries import award_name
from thidua.apps.filing.base import read_upload
from thidua.apps.filing.enums import PDF, TextStatus
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import engine_pattern, latest_pattern, patterns_of
from thidua.apps.filing.services import PatternText, pattern_save
from thidua.apps.journal.base import Refused
from thidua.papers import (
    Certificate,
    Mode,
    Pattern,
    RenderError,
    Verification,
    calibration_to_pdf,
    certificate_to_png,
    faults_of,
)
from thidua.text import parse_date, short_date
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.forms.pattern import ALIGNS, COLOURS, OFFSETS, SHEET, mm, read_pattern, rows_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.filing.models import CertificatePattern
    from thidua.apps.units.models import Authority

STANDARD_SOURCE = (
    "Kích thước theo Nghị định số 50/2006/NĐ-CP, Điều 28 (áp dụng đến năm 2014); mẫu hiện hành của "
    "cơ quan chưa kiểm chứng"
)
MODES = {Mode.FULL: "In cả bằng", Mode.OVERLAY: "Chỉ in chữ lên phôi in sẵn"}
KEPT_OUT = {"csrfmiddlewaretoken", "emblem", "without_emblem", "valid_from", "status", "source"}


def page_of_printer(request: HttpRequest, key: UUID) -> YearPage:
    page = year_page(request, key)
    if not page.may(MAY["filing.certificates.print"]):
        raise Http404
    return page


@dataclass(frozen=True, slots=True)
class Row:
    """An award of the law with the pattern its certificates are set by now."""

    slug: str
    name: str
    kept: CertificatePattern | None
    pattern: Pattern

    @property
    def unverified(self) -> bool:
        return self.kept is None or self.kept.status == TextStatus.UNVERIFIED

    @property
    def mode(self) -> str:
        return MODES[self.pattern.mode]

    @property
    def size(self) -> str:
        return f"{mm(self.pattern.sheet.width)} × {mm(self.pattern.sheet.height)} mm"


@signed_in
def patterns(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the awards with the pattern of each."""
    page = page_of_printer(request, key)
    authority = page.bloc_year.authority
    latest: dict[str, CertificatePattern] = {}
    for version in patterns_of(authority):
        latest.setdefault(version.award, version)
    rows = [
        Row(a.slug, award_name(a.slug, page.day, authority), kept, engine_pattern(kept))
        for a in law.awards(page.day)
        for kept in [latest.get(a.slug)]
    ]
    return render_year(
        request, "year/patterns.html", page, "register",
        rows=sorted(rows, key=lambda row: row.kept is None),
        may=page.may(MAY["filing.pattern.save"]),
    )  # fmt: skip


def named(page: YearPage, award: str) -> str:
    try:
        return award_name(award, page.day, page.bloc_year.authority)
    except law.LawError:
        raise Http404 from None


@signed_in
def pattern(request: HttpRequest, key: UUID, award: str) -> HttpResponse:
    """Show a pattern to change; save it as the next version."""
    page = page_of_printer(request, key)
    name = named(page, award)
    kept = latest_pattern(page.bloc_year.authority, award)
    given = request.POST if request.method == "POST" else request.GET
    typed = "width" in given
    base = engine_pattern(kept)
    shown, faults = read_pattern(given.dict(), base) if typed else (base, [])
    refused = None
    if request.method == "POST":
        refused = refusal_of(lambda: save(request, page, award, shown, faults))
        if refused is None:
            messages.success(request, "Đã lưu mẫu bằng thành bản mới.")
            return redirect("certificate-pattern", key=key, award=award)
    faults = list(dict.fromkeys([*faults, *faults_of(shown)])) if typed else []
    response = render_year(
        request, "year/pattern.html", page, "register",
        award=award, name=name, kept=kept, shown=shown, rows=rows_of(shown), refused=refused,
        faults=[] if refused else faults,
        versions=[v for v in patterns_of(page.bloc_year.authority) if v.award == award],
        query=urlencode(asked(given, shown)),
        sheet=[(n, label, mm(getattr(shown.sheet, n))) for n, label in SHEET.items()],
        offsets=[(n, label, mm(getattr(shown, n))) for n, label in OFFSETS.items()],
        modes=[(mode.value, label) for mode, label in MODES.items()],
        colours=COLOURS, aligns=ALIGNS,
        statuses=TextStatus.choices,
        valid_from=given.get("valid_from") or short_date(page.day),
        status=given.get("status") or (kept.status if kept else TextStatus.UNVERIFIED),
        source=given.get("source") or (kept.source if kept else STANDARD_SOURCE),
        may=page.may(MAY["filing.pattern.save"]),
        unverified=kept is None or kept.status == TextStatus.UNVERIFIED,
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


def asked(given: Mapping[str, str], shown: Pattern) -> dict[str, str]:
    """Return the fields by which the preview is asked for what the page shows."""
    if "width" in given:
        return {name: value for name, value in given.items() if name not in KEPT_OUT}
    on_blank = {f"{spot.field}-on_blank": "on" for spot in shown.spots if spot.on_blank}
    return {"width": mm(shown.sheet.width), **on_blank}


def save(
    request: HttpRequest, page: YearPage, award: str, shown: Pattern, faults: list[str]
) -> None:
    """Save what was typed.

    Raises:
        Refused: a figure or the day can't be read, or the deed refuses.
    """
    if faults:
        raise Refused("Có ô không đọc được.", " ".join(faults), "Hãy sửa các ô nêu trên.")
    sent = request.FILES.get("emblem")
    single = sent if sent and not isinstance(sent, list) else None
    status = request.POST.get("status", "")
    pattern_save(
        authority=page.bloc_year.authority,
        award=award,
        text=PatternText(
            pattern=shown,
            valid_from=day_of(request.POST.get("valid_from", "")),
            status=TextStatus(status) if status in TextStatus.values else TextStatus.UNVERIFIED,
            source=request.POST.get("source", "")[:300],
            emblem=read_upload(single.name or "", single.read()) if single else None,
            without_emblem="without_emblem" in request.POST,
        ),
        actor=page.person,
        at=page.at,
    )


def day_of(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as wrong:
        raise Refused(f"Áp dụng từ ngày: {wrong}") from wrong


def typed_pattern(request: HttpRequest, page: YearPage, award: str) -> Pattern:
    """Return the saved pattern with what the address says over it.

    Raises:
        Refused: it can't be printed by.
    """
    base = engine_pattern(latest_pattern(page.bloc_year.authority, award))
    if "width" not in request.GET:
        return base
    shown, faults = read_pattern(request.GET.dict(), base)
    if faults := [*faults, *faults_of(shown)]:
        raise Refused("Chưa xem trước được.", " ".join(faults), "Hãy sửa các ô nêu trên.")
    return shown


@signed_in
def preview(request: HttpRequest, key: UUID, award: str) -> HttpResponse:
    """Set a sample certificate by what is typed, as a picture."""
    page = page_of_printer(request, key)
    name, shown = named(page, award), typed_pattern(request, page, award)
    sample = sample_of(page.bloc_year.authority, name, shown, page.day)
    try:
        picture = certificate_to_png(sample)
    except RenderError as error:
        raise Refused(str(error)) from error
    return HttpResponse(picture, content_type="image/png")


def sample_of(authority: Authority, name: str, shown: Pattern, on: date) -> Certificate:
    return Certificate(
        awarding_post=f"Chủ tịch {authority.name}".upper(),
        title=name.split(" của ", maxsplit=1)[0].upper(),
        recipient="Đơn vị được tặng có tên dài để thử chỗ in trên bằng (minh họa)",
        detail="Khối thi đua (minh họa)",
        merit=f"Đã có thành tích xuất sắc trong phong trào thi đua năm {on.year}",
        decision="00/QĐ-UBND",
        decided_on=on,
        place=authority.place,
        capacity=("CHỦ TỊCH",),
        name="Người Ký (minh họa)",
        book_number=f"00/{on.year}",
        notice="Bản xem thử, không có giá trị sử dụng.",
        verification=Verification("https://thidua.example/kiem-tra/", "Kiểm tra văn bản: …"),
        pattern=shown,
    )


@signed_in
def calibration(request: HttpRequest, key: UUID, award: str) -> HttpResponse:
    """Make the sheet to lay over a blank."""
    page = page_of_printer(request, key)
    name, shown = named(page, award), typed_pattern(request, page, award)
    blank = replace(shown, mode=Mode.OVERLAY)
    response = HttpResponse(calibration_to_pdf(blank, name, page.day), content_type=PDF)
    header = content_disposition_header(as_attachment=False, filename=f"to-thu-{award}.pdf")
    response["Content-Disposition"] = header or "inline"
    return response


urls: list[URLPattern] = [
    path("nam/<uuid:key>/mau-bang/", patterns, name="certificate-patterns"),
    path("nam/<uuid:key>/mau-bang/<slug:award>/", pattern, name="certificate-pattern"),
    path("nam/<uuid:key>/mau-bang/<slug:award>/xem.png", preview, name="certificate-preview"),
    path("nam/<uuid:key>/mau-bang/<slug:award>/to-thu.pdf", calibration, name="certificate-test"),
]
