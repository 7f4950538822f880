"""What waits for the person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.web.shell import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {})


urls = [path("", home, name="home")]
