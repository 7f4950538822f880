"""Refusals and wrong addresses as pages a reader can act on."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.apps.journal.base import NotAllowed, Refused
from thidua.law import NoRulebook

FORBIDDEN, CONFLICT = 403, 409


class RefusalMiddleware:
    """Answers a refused deed: a message where the person came from, or a page of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NoRulebook):
            return answer(request, Refused(str(exception)))
        return answer(request, exception) if isinstance(exception, Refused) else None


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    if isinstance(refused, NotAllowed):
        return refusal_page(request, refused, FORBIDDEN)
    back = came_from(request)
    if request.method == "POST" and back:
        messages.error(request, str(refused))
        return redirect(back)
    return refusal_page(request, refused, CONFLICT)


def refusal_page(request: HttpRequest, refused: Refused, code: int) -> HttpResponse:
    context = {"refused": refused, "back": came_from(request)}
    return render(request, "refused.html", context, status=code)


def came_from(request: HttpRequest) -> str:
    """Return the address within this site that the person came from, or nothing."""
    referer = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
