"""Addresses of the installation: the pages."""

from django.urls import include, path

urlpatterns = [path("", include("thidua.web.urls"))]
