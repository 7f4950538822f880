"""Checking the electronic signatures of any PDF, for anybody; the file is not kept."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from thidua.apps.filing.base import read_upload
from thidua.apps.filing.enums import PDF
from thidua.apps.journal.base import Refused
from thidua.web.forms.deeds import FAULTY
from thidua.web.shell import now
from thidua.year.signing.checks import Examined, examine

PAGE = "signing/validation.html"


def validation(request: HttpRequest) -> HttpResponse:
    """Ask for a file; say who signed it, when, whether it changed since, up to which root."""
    if request.method != "POST":
        return render(request, PAGE, {})
    try:
        name, found = examined(request)
    except Refused as refused:
        return render(request, PAGE, {"refused": refused}, status=FAULTY)
    public = found.paper if found.paper is not None and found.paper.is_public else None
    return render(request, PAGE, {"name": name, "found": found, "paper": public})


def examined(request: HttpRequest) -> tuple[str, Examined]:
    """Examine the file sent.

    Raises:
        Refused: none was sent, it is no PDF, too large, or can't be read.
    """
    sent = request.FILES.get("file")
    if sent is None or isinstance(sent, list):
        raise Refused("Chưa chọn tệp.", remedy="Hãy chọn một tệp PDF.")
    upload = read_upload(sent.name or "", sent.read())
    if upload.media_type != PDF:
        raise Refused(f"Tệp “{sent.name}” không phải là PDF.", remedy="Hãy chọn tệp PDF đã ký số.")
    digest = sha256(upload.content).hexdigest()
    return sent.name or "", examine(upload.content, digest, now())


urls: list[URLPattern] = [path("kiem-tra-chu-ky/", validation, name="validation")]
