"""The voter's own page: three taps on a phone, no script needed, never twice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import Mode, MotionState
from thidua.apps.meetings.queries import (
    has_voted,
    is_secret,
    motion_for,
    open_ballots_for,
    rule_of,
    seat_of,
)
from thidua.apps.meetings.services import check_can_vote, vote_cast
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.sealed import voter_page
from thidua.web.shell import now, person_of, signed_in

if TYPE_CHECKING:
    from thidua.apps.meetings.models import Motion, Seat
    from thidua.apps.people.models import Person


@signed_in
@never_cache
def ballots(request: HttpRequest) -> HttpResponse:
    """List the ballots that wait for the person, with what is and isn't promised."""
    waiting = open_ballots_for(person_of(request))
    template = "_ballots" if "X-Part" in request.headers else "ballots"
    return render(request, f"conference/{template}.html", {"waiting": waiting})


@signed_in
@never_cache
def ballot(request: HttpRequest, key: UUID) -> HttpResponse:
    """One ballot: choose, then confirm; the choice travels in the form's body, never in an address."""
    person = person_of(request)
    motion, seat = motion_and_seat(person, key)
    if motion.mode == Mode.SEALED:
        return voter_page(request, motion)
    choice = request.POST.get("choice", "")
    if request.POST.get("step") != "cast":
        return paper(request, motion, seat, choice)
    if refused := refusal_of(
        lambda: vote_cast(motion=motion, seat=seat, choice=choice, actor=person, at=now())
    ):
        return paper(request, motion, seat, "", refused)
    return redirect("vote", key=key)


def motion_and_seat(person: Person, key: UUID) -> tuple[Motion, Seat]:
    """Return a motion on which the person has a vote; to anyone else there is no such ballot."""
    motion = motion_for(person, key, localdate(now()))
    seat = seat_of(person, motion.meeting) if motion else None
    if motion is None or seat is None or motion.mode == Mode.COUNTED:
        raise Http404
    return motion, seat


def paper(
    request: HttpRequest, motion: Motion, seat: Seat, choice: str, refused: Refused | None = None
) -> HttpResponse:
    """Show the ballot in its present state: to come, to fill in, to confirm, cast, or counted."""
    options = list(motion.options.all())
    closed, voted = motion.state == MotionState.CLOSED, has_voted(seat, motion)
    chosen = next((option for option in options if option.code == choice), None)
    obstacle = None if voted or closed else obstacle_of(motion, seat)
    context = {
        "motion": motion,
        "rule": rule_of(motion),
        "seat": seat,
        "secret": is_secret(motion),
        "voted": voted,
        "closed": closed,
        "obstacle": obstacle,
        "waits": not closed and (voted or obstacle is not None),
        "labels": [(option.code, option.label) for option in options],
        "chosen": None if voted or closed or not chosen else (chosen.code, chosen.label),
        "results": options if closed else (),
        "refused": refused,
    }
    status = REFUSED if refused else 200
    return render(request, "conference/ballot.html", context, status=status)


def obstacle_of(motion: Motion, seat: Seat) -> Refused | None:
    """Say what keeps the seat from voting now."""
    try:
        check_can_vote(motion, seat)
    except Refused as refused:
        return refused
    return None


urls: list[URLPattern] = [
    path("bieu-quyet/", ballots, name="ballots"),
    path("bieu-quyet/<uuid:key>/", ballot, name="vote"),
]
