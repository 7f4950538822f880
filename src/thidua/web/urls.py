"""Addresses of the pages, in the order of the user's work."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

AREAS = ("account", "home", "public", "verify", "year", "agreement", "targets", "papers", "register", "journal", "scorecards", "ranking", "conference", "voting", "nominations")

urlpatterns: list[URLPattern] = []
for area in AREAS:
    if find_spec(f"thidua.web.{area}"):
        try:
            urlpatterns += import_module(f"thidua.web.{area}").urls
        except ImportError as missing:
            print("waiting for", area, missing)
