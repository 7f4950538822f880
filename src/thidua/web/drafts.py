"""Papers before they are issued: written paragraph by paragraph, compared, sent to Word and back."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from thidua.apps.filing.enums import DOCX, PDF, PaperKind
from thidua.apps.filing.policy import ask_about, who_writes
from thidua.apps.filing.queries import open_remarks, remark_for, version_of, written_in
from thidua.apps.filing.services import Saved, remark_settle
from thidua.apps.journal.base import Refused
from thidua.papers import to_pdf
from thidua.papers.drafts import Unreadable, from_json, read, to_json, version_differences
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.forms.drafting import address_of, parts_of, typed
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.composers import COMPOSERS
from thidua.year.composing import Asked
from thidua.year.drafts import (
    BY_MEMBER,
    Opened,
    all_opened,
    compared,
    issue,
    last_words,
    may_be_about,
    moved_since,
    of_members,
    offered,
    opened,
    remembered,
    save,
    take_over,
    word_of,
)
from thidua.year.report_traces import RESTS_ON

if TYPE_CHECKING:
    from thidua.papers.drafts import Clash, Comparison, Document, Written


@signed_in
def drafts(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the papers of the year that have words of people in them, and how far each is."""
    page = year_page(request, key)
    return render_year(
        request, "drafts/list.html", page, "papers",
        rows=all_opened(page.bloc_year, page.at),
        members=of_members(page.bloc_year, page.at, own_units(page)),
    )  # fmt: skip


def own_units(page: YearPage) -> Collection[str] | None:
    """Return the units whose own papers the person reads, by code; None for all."""
    if page.is_secretary or any(role.unit_id is None for role in page.roles):
        return None
    units = {role.unit_id for role in page.roles}
    return {member.unit.code for member in page.members if member.unit_id in units}


def reads(page: YearPage, kind: PaperKind, about: str) -> bool:
    """Tell whether a person may read a draft: what a unit writes itself is its own."""
    own = own_units(page) if kind in BY_MEMBER else None
    return own is None or about.partition("_")[0] in own


def composed_or_404(request: HttpRequest, key: UUID, kind: str) -> tuple[YearPage, Opened]:
    """Return a draft that can be composed: what it rests on is there."""
    page = year_page(request, key)
    name, _, about = kind.partition("_")
    if name not in COMPOSERS:
        raise Http404
    paper, asked = PaperKind(name), Asked(page.bloc_year, page.at, about)
    if not may_be_about(paper, asked) or not reads(page, paper, about):
        raise Http404
    found = opened(page.bloc_year, paper, page.at, about)
    if found.waits:
        raise Refused(found.waits)
    return page, found


def writes(page: YearPage, found: Opened) -> bool:
    """Tell whether the person may write a draft, and with it issue it, now."""
    ask = ask_about(page.bloc_year, found.asked.about, page.person, page.at)
    return bool(who_writes(found.kind).test(ask)) and not found.settled


@signed_in
def draft(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Show a draft paragraph by paragraph; keep what was typed."""
    page, found = composed_or_404(request, key, kind)
    if request.method != "POST":
        return show(request, page, found)
    base = number_in(request.POST.get("ban", ""))
    mine = typed(found.outline(), begun_from(found, base), decided(request.POST.dict()))
    for room in found.outline().rooms:
        if request.POST.get("do") == f"lai-{room.key}":
            mine = {**mine, room.key: remembered(found, room)}
    saved: list[Saved] = []
    refused = refusal_of(
        lambda: saved.append(save(draft=found, base=base, mine=mine, actor=page.person, at=page.at))
    )
    if refused:
        return show(request, page, found, written=mine, refused=refused)
    if saved[0].clashes:
        return show(request, page, found, written=saved[0].merged, clashes=saved[0].clashes)
    told_saved(request, found, saved[0])
    return redirect("draft", key=key, kind=kind)


def number_in(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def begun_from(found: Opened, base: int) -> Written:
    """Return what stood in the rooms of the version that the writer began from."""
    version = version_of(found.draft, base) if found.draft and base else None
    return {**offered(found.outline()), **written_in(version)}


def decided(posted: dict[str, str]) -> dict[str, str]:
    """Where two wrote the same paragraph, let the other's words stand if that was chosen."""
    chosen = [name for name, value in posted.items() if name.startswith("k-") and value == "theirs"]
    theirs = {
        name.replace("k-", "w-", 1): posted.get(name.replace("k-", "t-", 1), "") for name in chosen
    }
    return {**posted, **theirs}


def told_saved(request: HttpRequest, found: Opened, saved: Saved) -> None:
    number = saved.version.number if saved.version else 0
    if number == found.number:
        messages.info(request, "Không có đoạn nào thay đổi.")
    else:
        messages.success(request, f"Đã lưu bản dự thảo số {number}.")


def show(
    request: HttpRequest,
    page: YearPage,
    found: Opened,
    *,
    written: Written | None = None,
    clashes: Collection[Clash] = (),
    refused: Refused | None = None,
) -> HttpResponse:
    """Show a draft, with what was typed if it wasn't kept."""
    last, last_year = last_words(found)
    outline = found.outline()
    parts = parts_of(
        outline, found.written if written is None else written, page.bloc_year.pk,
        clashes=list(clashes), last=last, remarks=list(open_remarks(found.draft)),
    )  # fmt: skip
    response = render_year(
        request, "drafts/one.html", page, "papers",
        draft=found, parts=list(parts), writes=writes(page, found), clashes=clashes,
        refused=refused, last_year=last_year, traceable=RESTS_ON, moved=moved_since(found),
    )  # fmt: skip
    response.status_code = REFUSED if refused or clashes else 200
    return response


@signed_in
def word(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Send the draft out as a Word document that finds its way back."""
    _, found = composed_or_404(request, key, kind)
    return file_of(found, word_of(found), DOCX, "docx")


@signed_in
def preview(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """The paper as it would be filed now, without a number."""
    _, found = composed_or_404(request, key, kind)
    return file_of(found, to_pdf(found.paper()), PDF, "pdf")


def file_of(found: Opened, content: bytes, media_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    name = f"du-thao-{found.name}-{found.bloc_year.year}-ban-{found.number}.{ending}"
    header = content_disposition_header(as_attachment=ending != "pdf", filename=name)
    response["Content-Disposition"] = header or "attachment"
    return response


@signed_in
def versions(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Show who kept which version when, and the words in which two of them differ."""
    page, found = composed_or_404(request, key, kind)
    newer = number_in(request.GET.get("den", "")) or found.number
    older = number_in(request.GET.get("tu", str(max(newer - 1, 0))))
    kept = list(found.draft.versions.select_related("written_by")) if found.draft else []
    outline = found.outline()
    differences = version_differences(
        outline.rooms, begun_from(found, older), begun_from(found, newer)
    )
    return render_year(
        request, "drafts/versions.html", page, "papers",
        draft=found, versions=kept, older=older, newer=newer, differences=differences,
        writes=writes(page, found),
    )  # fmt: skip


@signed_in
@require_POST
def issue_draft(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Number, render and file the paper as its draft stands."""
    page, found = composed_or_404(request, key, kind)
    if number_in(request.POST.get("ban", "")) != found.number:
        told = Refused("Bản dự thảo vừa được lưu thêm một lần.", remedy="Hãy xem lại rồi ban hành.")
        return show(request, page, found, refused=told)
    refused = refusal_of(lambda: issue(draft=found, actor=page.person, at=page.at))
    if refused:
        return show(request, page, found, refused=refused)
    messages.success(request, f"Đã ban hành: {found.label}.")
    return redirect("papers", key=key)


@signed_in
@require_POST
def back(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Take a Word document back: show what changed, then take over what was chosen."""
    page, found = composed_or_404(request, key, kind)
    if not writes(page, found):
        raise Http404
    try:
        came = document_in(request)
        comparison = compared(found, came)
    except Unreadable as unreadable:
        return show(request, page, found, refused=Refused(unreadable.what, "", unreadable.remedy))
    seen = number_in(request.POST.get("ban", ""))
    if "do" in request.POST and seen == found.number:
        return take(request, page, found, came, comparison)
    return compare_page(request, page, found, came, comparison, moved_on="do" in request.POST)


def document_in(request: HttpRequest) -> Document:
    sent = request.FILES.get("tep")
    return read(sent.read()) if sent else from_json(request.POST.get("noi-dung", ""))


def take(
    request: HttpRequest, page: YearPage, found: Opened, came: Document, comparison: Comparison
) -> HttpResponse:
    refused = refusal_of(
        lambda: told_saved(
            request,
            found,
            take_over(
                draft=found,
                came=comparison,
                chosen={number_in(n) for n in request.POST.getlist("nhan")},
                remarks={number_in(n) for n in request.POST.getlist("nhan-xet")},
                actor=page.person,
                at=page.at,
            ),
        )
    )
    if refused:
        return compare_page(request, page, found, came, comparison, refused=refused)
    return redirect("draft", key=page.bloc_year.pk, kind=found.name)


def compare_page(
    request: HttpRequest,
    page: YearPage,
    found: Opened,
    came: Document,
    comparison: Comparison,
    *,
    moved_on: bool = False,
    refused: Refused | None = None,
) -> HttpResponse:
    changes = [
        (change, address_of(change.page, page.bloc_year.pk)) for change in comparison.changes
    ]
    response = render_year(
        request, "drafts/compare.html", page, "papers",
        draft=found, changes=changes, comments=comparison.comments, carried=to_json(came),
        converted=comparison.converted, moved_on=moved_on, refused=refused,
        takeable=sum(change.may_be_taken for change in comparison.changes),
    )  # fmt: skip
    response.status_code = REFUSED if refused else FAULTY if moved_on else 200
    return response


@signed_in
@require_POST
def settle(request: HttpRequest, key: UUID, remark: UUID) -> HttpResponse:
    """Mark a remark on data as seen to."""
    page = year_page(request, key)
    found = remark_for(page.bloc_year, remark)
    if found is None:
        raise Http404
    remark_settle(remark=found, actor=page.person, at=page.at)
    messages.success(request, "Đã ghi nhận xét được xử lý.")
    about = f"_{found.draft.about}" if found.draft.about else ""
    return redirect("draft", key=key, kind=f"{found.draft.kind}{about}")


ONE = "nam/<uuid:key>/du-thao/<slug:kind>"

urls: list[URLPattern] = [
    path("nam/<uuid:key>/du-thao/", drafts, name="drafts"),
    path("nam/<uuid:key>/du-thao/nhan-xet/<uuid:remark>/", settle, name="draft-settle"),
    path(f"{ONE}/", draft, name="draft"),
    path(f"{ONE}/ban.docx", word, name="draft-word"),
    path(f"{ONE}/ban.pdf", preview, name="draft-pdf"),
    path(f"{ONE}/cac-ban/", versions, name="draft-versions"),
    path(f"{ONE}/ban-hanh/", issue_draft, name="draft-issue"),
    path(f"{ONE}/nhan-lai/", back, name="draft-back"),
]
