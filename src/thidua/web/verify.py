"""Checking a paper by the code printed on it, against what was filed and the register."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.apps.awards.queries import entry_about, register
from thidua.apps.filing.queries import paper_by_code, reprints_of
from thidua.apps.signing.queries import versions_of
from thidua.text import clean

if TYPE_CHECKING:
    from thidua.apps.awards.models import RegisterEntry

FOUND, MISSING = 200, 404


def ask(request: HttpRequest) -> HttpResponse:
    code = clean(request.GET.get("ma", ""))
    if code:
        return redirect("verify-code", code=code)
    return render(request, "public/verify.html", {"code": ""})


def answer(request: HttpRequest, code: str) -> HttpResponse:
    paper = paper_by_code(code)
    entry = entry_about(paper) if paper else entry_of(code)
    reprints = reprints_of([entry.nomination_id]) if entry else {}
    versions = versions_of([paper]) if paper else ()
    context = {
        "code": code,
        "entry": entry,
        "paper": paper,
        "reprints": reprints,
        "versions": versions,
    }
    return render(
        request, "public/verify.html", context, status=FOUND if paper or entry else MISSING
    )


def entry_of(code: str) -> RegisterEntry | None:
    """Find the entry of the register that an address of our own pages names."""
    try:
        key = UUID(code.replace(" ", ""))
    except ValueError:
        return None
    return register().filter(pk=key).first()


urls = [
    path("kiem-tra/", ask, name="verify"),
    path("kiem-tra/<str:code>/", answer, name="verify-code"),
]
