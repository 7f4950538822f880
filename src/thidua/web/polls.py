"""Secret votes of a unit's staff: the list, and laying a new one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from thidua.apps.meetings.queries.sealed import own_units, polls_for, staff_of
from thidua.apps.meetings.services import poll_call
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.forms.polls import PollForm
from thidua.web.shell import now, paged, person_of, signed_in

if TYPE_CHECKING:
    from thidua.apps.meetings.models import SealedVote
    from thidua.apps.people.models import Person


@signed_in
@never_cache
def polls(request: HttpRequest) -> HttpResponse:
    """List the votes of the units the person acts for."""
    person, day = person_of(request), localdate(now())
    units = own_units(person, day)
    if not units:
        raise Http404
    shown = paged(request, polls_for(person, day))
    return render(request, "sealed/polls.html", {"votes": shown, "units": units})


@signed_in
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Lay out a vote: question, rule, roll, tellers."""
    person, day = person_of(request), localdate(now())
    units = own_units(person, day)
    if not units:
        raise Http404
    form = PollForm(request.POST or None, request.FILES or None)
    form.offer(units, staff_of(units, day))
    made: list[SealedVote] = []
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(lambda: made.append(called(form, person)))
        if made:
            return redirect("sealed-box", key=made[0].pk)
    status = REFUSED if refused else FAULTY if form.errors else 200
    context = {"form": form, "refused": refused}
    return render(request, "sealed/poll_new.html", context, status=status)


def called(form: PollForm, person: Person) -> SealedVote:
    told, day = form.cleaned_data, localdate(now())
    units = own_units(person, day)
    unit = next(unit for unit in units if str(unit.pk) == told["unit"])
    tellers = [one for one in staff_of(units, day) if str(one.pk) in told["tellers"]]
    return poll_call(
        unit=unit,
        title=told["title"],
        question=told["question"],
        candidates=form.names,
        rule=form.rule,
        roll=form.lines,
        tellers=tellers,
        actor=person,
        at=now(),
    )


urls: list[URLPattern] = [
    path("lay-phieu/", polls, name="polls"),
    path("lay-phieu/moi/", new, name="poll-new"),
]
