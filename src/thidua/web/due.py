"""What is due for a person over all their blocs, their calendar's address, and letters about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from thidua.apps.planning.enums import DueKind, Rhythm
from thidua.apps.planning.queries import choice_of, feed_behind, feed_of
from thidua.apps.planning.services import digest_choose, feed_open, feed_revoke
from thidua.apps.units.queries import roles_of
from thidua.web.calendar import line_of, months_of, told
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.shell import now, paged, person_of, signed_in
from thidua.year.agenda import (
    Due,
    as_days,
    calendar_of_bloc,
    calendar_of_person,
    due_for,
)
from thidua.year.calendar import calendar

if TYPE_CHECKING:
    from datetime import date

    from thidua.apps.people.models import Person
    from thidua.apps.planning.models import FeedAddress
    from thidua.apps.units.models import Authority


@signed_in
def due(request: HttpRequest) -> HttpResponse:
    """List what is due, of all blocs together or of one."""
    person, day = person_of(request), localdate(now())
    found = due_for(person, roles_of(person, day), day)
    chosen = request.GET.get("khoi", "")
    blocs = Counter((str(d.bloc_year.bloc_id), str(d.bloc_year.bloc)) for d in found)
    shown = [d for d in found if chosen in {"", str(d.bloc_year.bloc_id)}]
    page = paged(request, shown)
    lines = [line_of(d, day, mine=True, may_finish=True) for d in page]
    return render(
        request, "due.html",
        {
            "months": months_of(lines), "rows": page, "blocs": sorted(blocs.items()),
            "chosen": chosen, "all": len(found), "late": sum(d.late(day) for d in shown),
        },
    )  # fmt: skip


class DigestForm(forms.Form):
    rhythm = forms.ChoiceField(label="Thư báo việc đến hạn", choices=Rhythm.choices)
    kinds = forms.MultipleChoiceField(
        label="Báo những việc nào",
        choices=DueKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Thư chỉ nêu việc và hạn; không bao giờ nêu điểm hay lá phiếu.",
    )

    def chosen(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "rhythm": Rhythm(given["rhythm"]),
            "kinds": [DueKind(kind) for kind in given["kinds"]],
        }


@signed_in
def settings(request: HttpRequest) -> HttpResponse:
    """Let a person choose letters, and make or end the secret address of their calendar."""
    person, at = person_of(request), now()
    form = DigestForm(request.POST or None, initial=chosen_before(person))
    refused = None
    if request.method == "POST" and form.is_valid():
        authority = authority_of(person, localdate(at))
        refused = refusal_of(
            lambda: digest_choose(authority=authority, actor=person, at=at, **form.chosen())
        )
        if refused is None:
            messages.success(request, "Đã lưu cách nhận thư báo.")
            return redirect("notices")
    status = REFUSED if refused else FAULTY if form.errors else 200
    context = {"form": form, "refused": refused, "feed": feed_of(person), "person": person}
    return render(request, "account/notices.html", context, status=status)


def chosen_before(person: Person) -> dict[str, object]:
    found = choice_of(person)
    if found is None:
        return {"rhythm": Rhythm.OFF, "kinds": DueKind.values}
    return {"rhythm": found.rhythm, "kinds": found.kinds}


def authority_of(person: Person, day: date) -> Authority:
    """Return whose journal keeps what a person sets for themselves: that of their first role."""
    role = roles_of(person, day).first()
    if role is None:
        raise Http404
    return role.authority


@require_POST
@signed_in
def open_feed(request: HttpRequest) -> HttpResponse:
    person, at = person_of(request), now()
    secret = feed_open(authority=authority_of(person, localdate(at)), actor=person, at=at)
    told(request, secret)
    return redirect("notices")


@require_POST
@signed_in
def end_feed(request: HttpRequest) -> HttpResponse:
    person, at = person_of(request), now()
    found = feed_of(person)
    if found is None:
        raise Http404
    feed_revoke(feed=found, actor=person, at=at)
    messages.success(request, "Đã thu hồi địa chỉ lịch của Ông/Bà.")
    return redirect("notices")


def feed(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Hand a calendar to whoever knows its address; what a person may see is asked anew each time."""
    found, at = feed_behind(secret), now()
    if found is None:
        raise Http404
    days = as_days(dues_behind(found, localdate(at)))
    response = HttpResponse(calendar(days, at), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Robots-Tag"] = "noindex"
    return response


def dues_behind(found: FeedAddress, day: date) -> list[Due]:
    if found.bloc is not None:
        return calendar_of_bloc(found.bloc, day)
    assert found.person is not None  # noqa: S101 -- the database keeps one of the two
    account = getattr(found.person, "account", None)
    if account is None or not account.is_active:
        return []
    return calendar_of_person(found.person, roles_of(found.person, day), day)


urls: list[URLPattern] = [
    path("viec-den-han/", due, name="due"),
    path("lich-va-thu-bao/", settings, name="notices"),
    path("lich-va-thu-bao/dia-chi/", open_feed, name="feed-open"),
    path("lich-va-thu-bao/dia-chi/thu-hoi/", end_feed, name="feed-revoke"),
    path("lich/<str:secret>.ics", feed, name="feed"),
]
