"""Checking a certificate by the code printed on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    return render(request, "public/verify.html", {"code": code})


urls = [
    path("kiem-tra/", verify, name="verify"),
    path("kiem-tra/<str:code>/", verify, name="verify-code"),
]
