"""A small form on a page of its own: ask, do the deed, go back; a refusal keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect

from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a form's page says of itself.

    `back` is an address, `done` the message afterwards; with `confirm` the button asks that first.
    """

    tab: str
    heading: str
    lead: str
    button: str
    back: str
    done: str
    confirm: str = ""


def answer(  # noqa: D417 -- the rest is as for any page
    request: HttpRequest,
    page: YearPage,
    form: Form,
    deed: Callable[[], object],
    asked: Asked,
    *,
    template: str = "year/form.html",
    **context: object,
) -> HttpResponse:
    """Show the form; once it is in order do its deed and go back.

    Args:
        deed: reads `form.cleaned_data`; it is called only when the form is in order.
    """
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(deed)
        if refused is None:
            messages.success(request, asked.done)
            return redirect(asked.back)
    response = render_year(
        request, template, page, asked.tab, form=form, asked=asked, refused=refused, **context
    )
    response.status_code = REFUSED if refused else FAULTY if form.errors else 200
    return response
