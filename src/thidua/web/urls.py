"""Addresses of the pages, in the order of the user's work."""

from django.urls import URLPattern

from thidua.web import (
    account,
    agreement,
    conference,
    home,
    journal,
    nominations,
    papers,
    public,
    ranking,
    register,
    scorecards,
    targets,
    verify,
    voting,
    year,
)

urlpatterns: list[URLPattern] = [
    *account.urls,
    *home.urls,
    *public.urls,
    *verify.urls,
    *year.urls,
    *agreement.urls,
    *targets.urls,
    *scorecards.urls,
    *ranking.urls,
    *conference.urls,
    *voting.urls,
    *nominations.urls,
    *papers.urls,
    *register.urls,
    *journal.urls,
]
