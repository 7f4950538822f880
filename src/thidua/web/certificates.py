"""Certificates in batch: choose decisions, look, print in one file, print again for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_POST

from thidua.apps.awards.queries import decisions_to_print, honours_of
from thidua.apps.filing.enums import PDF, PrintReason, TextStatus
from thidua.apps.filing.queries import print_runs_of
from thidua.apps.journal.base import Refused
from thidua.papers import RenderError, certificate_to_png
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.patterns import MODES, page_of_printer
from thidua.web.shell import YearPage, paged, render_year, signed_in
from thidua.year.papers.certificate import Group, chosen, groups_of, print_certificates

if TYPE_CHECKING:
    from collections.abc import Iterable

RUNS = 20
A_SECOND = 150
"""Certificates set in a second on a modest machine, for the time a batch is said to take."""


def keys_in(texts: Iterable[str]) -> frozenset[UUID]:
    """Read the ids of ticked boxes; what is none is left out."""
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return frozenset(found)


def groups_asked(page: YearPage, decisions: frozenset[UUID]) -> list[Group]:
    return groups_of(list(honours_of(page.bloc_year.authority, decisions))) if decisions else []


def shown_group(group: Group) -> dict[str, object]:
    """Tell of a group what the page shows."""
    return {
        "group": group,
        "mode": MODES[group.pattern.mode],
        "unverified": group.kept is None or group.kept.status == TextStatus.UNVERIFIED,
        "seconds": 1 + len(group.items) // A_SECOND,
        "first": group.items[0],
    }


@signed_in
def certificates(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the decisions of the authority, and what the ticked ones have to print."""
    return show(request, page_of_printer(request, key), keys_in(request.GET.getlist("qd")))


def show(
    request: HttpRequest,
    page: YearPage,
    decisions: frozenset[UUID],
    refused: Refused | None = None,
) -> HttpResponse:
    groups = groups_asked(page, decisions)
    authority = page.bloc_year.authority
    response = render_year(
        request, "year/certificates.html", page, "register",
        decisions=paged(request, decisions_to_print(authority)),
        ticked=decisions,
        groups=[shown_group(group) for group in groups],
        again=bool(groups) and all(item.times for group in groups for item in group.items),
        reasons=PrintReason.choices,
        runs=print_runs_of(authority)[:RUNS],
        refused=refused,
        note=request.POST.get("note", ""),
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


@signed_in
@require_POST
def print_(request: HttpRequest, key: UUID) -> HttpResponse:
    """Print what is ticked: a file for each award and size."""
    page = page_of_printer(request, key)
    decisions = keys_in(request.POST.getlist("qd"))
    wanted = list(chosen(groups_asked(page, decisions), keys_in(request.POST.getlist("bang"))))
    refused = refusal_of(lambda: send(request, page, wanted))
    if refused:
        return show(request, page, decisions, refused)
    count = sum(len(group.items) for group in wanted)
    messages.success(request, f"Đã lập tệp in {count} bằng; tải ở phần “Các lần in”.")
    query = urlencode({"qd": sorted(map(str, decisions))}, doseq=True)
    return redirect(f"{reverse('certificates', args=[key])}?{query}#cac-lan-in")


def send(request: HttpRequest, page: YearPage, groups: list[Group]) -> None:
    if not groups:
        raise Refused("Chưa chọn bằng nào để in.", remedy="Hãy đánh dấu ít nhất một bằng.")
    reason = request.POST.get("reason", "")
    print_certificates(
        authority=page.bloc_year.authority,
        groups=groups,
        reason=PrintReason(reason) if reason in PrintReason.values else PrintReason.FIRST,
        note=request.POST.get("note", "")[:500],
        actor=page.person,
        at=page.at,
    )


@signed_in
def preview(request: HttpRequest, key: UUID, decision: UUID) -> HttpResponse:
    """Show the first certificate of a decision as it would be printed now."""
    page = page_of_printer(request, key)
    groups = groups_asked(page, frozenset({decision}))
    if not groups:
        raise Http404
    try:
        picture = certificate_to_png(groups[0].certificates[0])
    except RenderError as error:
        raise Refused(str(error)) from error
    return HttpResponse(picture, content_type="image/png")


@signed_in
def file(request: HttpRequest, key: UUID, run: UUID) -> HttpResponse:
    """Hand out the file of a print run, as it went to the printer."""
    page = page_of_printer(request, key)
    found = print_runs_of(page.bloc_year.authority).filter(pk=run).select_related("pdf").first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf.content), content_type=PDF)
    header = content_disposition_header(as_attachment=True, filename=f"in-bang-{run}.pdf")
    response["Content-Disposition"] = header or "attachment"
    return response


urls: list[URLPattern] = [
    path("nam/<uuid:key>/in-bang/", certificates, name="certificates"),
    path("nam/<uuid:key>/in-bang/in/", print_, name="certificates-print"),
    path("nam/<uuid:key>/in-bang/<uuid:decision>/xem.png", preview, name="batch-preview"),
    path("nam/<uuid:key>/in-bang/lan/<uuid:run>.pdf", file, name="print-run"),
]
