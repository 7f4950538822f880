"""A year's archive: what is in it, and the file itself."""

from __future__ import annotations

import tempfile
from typing import IO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import path

from thidua.apps.filing.policy import MAY
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.archive import archive_year, contents_of_archive

ZIP = "application/zip"


def may_archive(page: YearPage) -> bool:
    return page.may(MAY["filing.archive.export"])


@signed_in
def archive(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Tell what the archive holds; hand it out when asked by POST, since that is recorded."""
    page = year_page(request, key)
    if not may_archive(page):
        raise Http404
    refused = None
    if request.method == "POST":
        # A file on disk that goes with its last reader: a year may be larger than memory is free.
        target = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it once it is sent
        refused = refusal_of(lambda: archive_year(page.bloc_year, target, actor=page.person, at=page.at))  # fmt: skip
        if refused is None:
            return handed_out(page, target)
        target.close()
    response = render_year(
        request, "year/archive.html", page, "papers",
        counts=contents_of_archive(page.bloc_year), refused=refused,
    )  # fmt: skip
    response.status_code = REFUSED if refused else response.status_code
    return response


def handed_out(page: YearPage, target: IO[bytes]) -> FileResponse:
    target.seek(0)
    year = page.bloc_year
    name = f"luu-tru-{year.bloc.code}-{year.year}.zip"
    return FileResponse(target, as_attachment=True, filename=name, content_type=ZIP)


urls = [path("nam/<uuid:key>/goi-luu-tru/", archive, name="archive")]
