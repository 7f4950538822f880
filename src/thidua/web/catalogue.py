"""The catalogue: official forms by regime, and the papers of a year with where they come in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from thidua.papers.forms import form_regimes
from thidua.web.shell import signed_in
from thidua.year.listing import papers_listed


@signed_in
def catalogue(request: HttpRequest) -> HttpResponse:
    """List forms and papers; what nobody has seen says so."""
    context = {"regimes": reversed(form_regimes()), "papers": papers_listed()}
    return render(request, "catalogue/all.html", context)


urls: list[URLPattern] = [path("danh-muc-bieu-mau/", catalogue, name="catalogue")]
