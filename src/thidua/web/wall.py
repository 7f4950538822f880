"""The big screen of a meeting, and the secretary's turns through the agenda that it follows."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.apps.meetings.enums import SealedState
from thidua.apps.meetings.queries.agenda import item_at_hand, item_of
from thidua.apps.meetings.queries.sealed import figures_of
from thidua.apps.meetings.services import agenda_turn
from thidua.papers.qr import qr_png
from thidua.web.conference import HALL, attempt, meeting_or_404, room_address, room_of
from thidua.web.sealed import in_groups
from thidua.web.shell import signed_in, year_page

if TYPE_CHECKING:
    from thidua.web.forms.meeting import MotionCard
    from thidua.web.forms.room import Room

AGENDA = "chuong-trinh"
VOTING = {SealedState.ASKING, SealedState.BOX}


@signed_in
@never_cache
def screen(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Show the projector's page: agenda item, quorum, how many have voted, result."""
    page = year_page(request, key)
    room = room_of(page, slug)
    context = {
        "room": room,
        "card": shown(room),
        "back": room_address(page, slug),
        **standing(room, request.GET.get("muc", "")),
        **on_the_wall(request, shown(room)),
    }
    bare = "X-Part" in request.headers
    return render(request, f"conference/{'_screen' if bare else 'screen'}.html", context)


def shown(room: Room) -> MotionCard | None:
    """Return the motion being voted, else one that awaits its tellers' keys, else the last result."""
    awaited = (card for card in room.pending if card.sealed and hasattr(card.motion, "sealed"))
    return room.current or next(awaited, None) or room.latest


def standing(room: Room, asked: str) -> dict[str, object]:
    """Return the agenda's item at hand, or the one that this screen was asked to stay at."""
    agenda = list(room.meeting.agenda.all())
    at_hand = item_at_hand(room.meeting)
    number = at_hand.number if at_hand else 1
    if asked:
        number = max(min(int(asked) if asked.isdecimal() else 1, len(agenda)), 1)
    return {
        "agenda": agenda,
        "number": number,
        "point": agenda[number - 1] if agenda else None,
        "stays": asked,
    }


def on_the_wall(request: HttpRequest, card: MotionCard | None) -> dict[str, object]:
    """Return what a vote on devices shows besides: where to vote, and of a sealed one its seal."""
    if card is None or card.is_closed or not card.on_device:
        return {}
    sealed = getattr(card.motion, "sealed", None)
    told: dict[str, object] = {}
    if card.sealed and sealed is not None:
        told = {"sealed": sealed, "figures": figures_of(sealed), "seal": in_groups(sealed.seal)}
    if sealed is None or sealed.state in VOTING:
        told["code"] = code_of(request.build_absolute_uri(reverse("vote", args=[card.motion.pk])))
    return told


def code_of(address: str) -> str:
    """Return the picture that a phone's camera reads, as an address for the page itself."""
    return "data:image/png;base64," + b64encode(qr_png(address).getvalue()).decode()


@signed_in
@require_POST
def turn(request: HttpRequest, key: UUID, slug: str, number: int) -> HttpResponse:
    """Go to an item of the agenda; the screens follow."""
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    item = item_of(meeting, number)
    if item is None:
        raise Http404
    return attempt(
        request, page, slug, AGENDA,
        lambda: agenda_turn(meeting=meeting, item=item, actor=page.person, at=page.at),
    )  # fmt: skip


urls: list[URLPattern] = [
    path(f"{HALL}/man-hinh/", screen, name="meeting-screen"),
    path(f"{HALL}/{AGENDA}/<int:number>/", turn, name="meeting-turn"),
]
