"""What anybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def public(request: HttpRequest) -> HttpResponse:
    return render(request, "public/results.html", {})


urls = [path("cong-khai/", public, name="public")]
