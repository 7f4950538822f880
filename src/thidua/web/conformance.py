"""Checking the layout of a paper: a file somebody brings, or one that was filed; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.timezone import localdate

from thidua.apps.filing.base import read_upload
from thidua.apps.filing.enums import DOCX, PDF
from thidua.apps.filing.queries import paper_for
from thidua.apps.journal.base import Refused
from thidua.papers.conformance import DECREE, Report, UnreadableFile, check
from thidua.web.forms.deeds import FAULTY
from thidua.web.shell import now, person_of, signed_in

if TYPE_CHECKING:
    from thidua.apps.filing.models import Paper

TEMPLATE = "conformance.html"
CHECKED = {"pdf": "PDF", "docx": "Word"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file by its name and what was found in it."""

    name: str
    report: Report


@signed_in
def bring(request: HttpRequest) -> HttpResponse:
    """Take a DOCX or PDF and show what in it is against the decree."""
    if request.method != "POST":
        return render(request, TEMPLATE, {"decree": DECREE})
    try:
        checked = [uploaded(request)]
    except Refused as refused:
        return render(request, TEMPLATE, {"decree": DECREE, "refused": refused}, status=FAULTY)
    return render(request, TEMPLATE, {"decree": DECREE, "checked": checked})


def uploaded(request: HttpRequest) -> Checked:
    """Read the file sent and check it.

    Raises:
        Refused: there is none, it is of another kind, or it cannot be read.
    """
    sent = request.FILES.get("file")
    if sent is None or isinstance(sent, list):
        raise Refused("Chưa chọn tệp.", remedy="Hãy chọn một tệp .docx hoặc .pdf.")
    upload = read_upload(sent.name or "", sent.read())
    if upload.media_type not in {DOCX, PDF}:
        raise Refused(
            f"Không kiểm tra được tệp “{upload.name}”.", remedy="Hãy chọn tệp .docx, .pdf."
        )
    return Checked(upload.name, report_of(upload.content))


def report_of(content: bytes) -> Report:
    try:
        return check(content)
    except UnreadableFile as unread:
        raise Refused(unread.what, remedy=unread.remedy) from unread


@signed_in
def filed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Check the files of a filed paper."""
    paper = paper_for(person_of(request), key, localdate(now()))
    if paper is None:
        raise Http404
    context = {"decree": DECREE, "paper": paper, "checked": files_of(paper)}
    return render(request, TEMPLATE, context)


def files_of(paper: Paper) -> list[Checked]:
    """Check those of a paper's files that the decree is about."""
    blobs = [(name, getattr(paper, extension)) for extension, name in CHECKED.items()]
    return [Checked(name, report_of(bytes(blob.content))) for name, blob in blobs if blob]


urls: list[URLPattern] = [
    path("kiem-tra-the-thuc/", bring, name="conformance"),
    path("van-ban/<uuid:key>/the-thuc/", filed, name="paper-conformance"),
]
