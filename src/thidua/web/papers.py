"""Papers of a bloc's year: the list, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import paper_for, papers_for
from thidua.web.shell import now, paged, render_year, signed_in, visitor_of, year_page
from thidua.year.signing.checks import versions_in_words
from thidua.year.signing.signers import SIGNED_HERE

if TYPE_CHECKING:
    from thidua.apps.filing.models import Paper

FORMATS = ("pdf", "docx", "xlsx")


@signed_in
def papers(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    wanted = request.GET.get("loai", "")
    rows = papers_for(page.person, page.bloc_year, page.day)
    counts = counts_by_kind(rows)
    shown = paged(request, rows.filter(kind=wanted) if wanted in PaperKind.values else rows)
    return render_year(
        request,
        "year/papers.html",
        page,
        "papers",
        papers=shown,
        signed=versions_in_words(shown),
        signed_here=SIGNED_HERE,
        counts=counts,
        total=sum(count for _, count in counts),
        wanted=wanted,
        archives=bool(counts) and page.may(MAY["filing.archive.export"]),
    )


def counts_by_kind(papers: QuerySet[Paper]) -> list[tuple[PaperKind, int]]:
    """Count the papers of each kind that has any, in the order of the year."""
    tally = dict(papers.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n"))
    return [(kind, tally[kind]) for kind in PaperKind if kind in tally]


def paper_file(request: HttpRequest, key: UUID, extension: str) -> HttpResponse:
    """Serve one file of a paper: a PDF to be read in place, anything else to be saved."""
    paper = paper_for(visitor_of(request), key, localdate(now()))
    blob = getattr(paper, extension) if paper and extension in FORMATS else None
    if paper is None or blob is None:
        raise Http404
    response = HttpResponse(bytes(blob.content), content_type=blob.media_type)
    response["Content-Disposition"] = disposition(paper, extension)
    return response


def disposition(paper: Paper, extension: str) -> str:
    header = content_disposition_header(
        as_attachment=extension != "pdf", filename=f"{paper.file_name}.{extension}"
    )
    return header or "attachment"


urls = [
    path("nam/<uuid:key>/van-ban/", papers, name="papers"),
    path("van-ban/<uuid:key>/<str:extension>/", paper_file, name="paper-file"),
]
