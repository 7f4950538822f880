"""The pages of printed ballots: preparing and printing, a teller's own entry, differences, the count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import Mode, MotionState
from thidua.apps.meetings.policy import who_may
from thidua.apps.meetings.queries import rule_of, seats_of
from thidua.apps.meetings.queries.kinds import ballot_paper_of, form_of
from thidua.apps.meetings.queries.paper_ballots import (
    both_done,
    differences,
    entered,
    entries_of,
    lone_warning,
    paper_count_of,
    paper_motion_for,
    paper_tellers_of,
)
from thidua.apps.meetings.queries.sealed import choosable_tellers
from thidua.apps.meetings.services import (
    motion_open,
    paper_enter,
    paper_finish,
    paper_prepare,
)
from thidua.apps.units.policy import about_year
from thidua.web.forms.ballot_sheet import answers_of, read_marks, rows_of, told_marks
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import now, person_of, signed_in
from thidua.year import steps

if TYPE_CHECKING:
    from thidua.apps.meetings.models import BallotForm, Motion, PaperCount, PaperTeller
    from thidua.apps.people.models import Person
    from thidua.voting import BallotPaper

PREPARE = "meetings.paper.prepare"
SPARE = 3  # ballots printed beyond the voters, to change spoiled ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A vote on printed ballots as one person sees it."""

    motion: Motion
    form: BallotForm | None
    paper: BallotPaper
    person: Person
    runs: bool
    tellers: list[PaperTeller]

    @property
    def teller(self) -> PaperTeller | None:
        return next((one for one in self.tellers if one.person_id == self.person.pk), None)

    @property
    def is_mixed(self) -> bool:
        return self.motion.mode == Mode.MIXED

    @property
    def is_tabled(self) -> bool:
        return self.motion.state == MotionState.TABLED

    @property
    def is_open(self) -> bool:
        return self.motion.state == MotionState.OPEN


def desk_or_404(request: HttpRequest, key: UUID) -> Desk:
    """Return the vote to who runs it or counts it; to anyone else there is none."""
    person, at = person_of(request), now()
    motion = paper_motion_for(person, key, localdate(at))
    if motion is None:
        raise Http404
    ask = about_year(motion.meeting.bloc_year, person, at)
    form = form_of(motion)
    desk = Desk(
        motion=motion,
        form=form,
        paper=ballot_paper_of(motion, form),
        person=person,
        runs=bool(who_may(PREPARE, motion.meeting.kind).test(ask)),
        tellers=paper_tellers_of(motion),
    )
    if not (desk.runs or desk.teller):
        raise Http404
    return desk


@signed_in
@never_cache
def desk(request: HttpRequest, key: UUID) -> HttpResponse:
    return show(request, desk_or_404(request, key))


def show(request: HttpRequest, desk: Desk, refused: Refused | None = None) -> HttpResponse:
    count = paper_count_of(desk.motion)
    context: dict[str, object] = {
        "desk": desk,
        "motion": desk.motion,
        "count": count,
        "rule": rule_of(desk.motion),
        "refused": refused,
        "typed": request.POST,
        "room": room_of(desk.motion),
        **preparing(desk, request, count),
        **counting(desk),
        **entering(desk, request),
    }
    status = REFUSED if refused else 200
    return render(request, "paper/desk.html", context, status=status)


def room_of(motion: Motion) -> str:
    name = "conference" if motion.meeting.kind == "conference" else "council"
    return reverse(name, args=[motion.meeting.bloc_year_id])


def preparing(desk: Desk, request: HttpRequest, count: PaperCount | None) -> dict[str, object]:
    """Return what who runs the vote chooses before it opens."""
    if not (desk.runs and desk.is_tabled):
        return {}
    seats = list(seats_of(desk.motion.meeting))
    return {
        "seats": seats,
        "on_paper": set(desk.motion.paper_seats.values_list("seat", flat=True)),
        "printed": request.POST.get("printed") or (count.printed if count else len(seats) + SPARE),
        "choosable": choosable_tellers(desk.motion, localdate(now())),
        "warning": lone_warning(desk.motion, seats),
    }


def counting(desk: Desk) -> dict[str, object]:
    """Return how far the two have come; what they read only once both are done."""
    if desk.is_tabled:
        return {}
    many = entered(desk.motion)
    names = labels_of(desk)
    return {
        "progress": [(teller, many[teller.place]) for teller in desk.tellers],
        "agreeing": both_done(desk.motion),
        "differences": [
            (one.code, told_marks(one.first, names), told_marks(one.second, names))
            for one in differences(desk.motion)
        ],
    }


def entering(desk: Desk, request: HttpRequest) -> dict[str, object]:
    """Return a teller's own sheet: the marks to enter, and what he has entered so far."""
    if desk.teller is None or not desk.is_open:
        return {}
    names = labels_of(desk)
    return {
        "rows": rows_of(desk.paper, names, request.POST),
        "answers": answers_of(desk.paper),
        "own": [(e.ballot_id, told_marks(e, names)) for e in entries_of(desk.teller)],
        "code": request.POST.get("code", request.GET.get("phieu", "")),
    }


def labels_of(desk: Desk) -> dict[str, str]:
    return dict(desk.motion.options.values_list("code", "label"))


def attempt(
    request: HttpRequest, desk: Desk, deed: Callable[[], object], to: str = ""
) -> HttpResponse:
    if refused := refusal_of(deed):
        return show(request, desk_or_404(request, desk.motion.pk), refused)
    return redirect(reverse("paper-desk", args=[desk.motion.pk]) + to)


def run_or_404(request: HttpRequest, key: UUID) -> Desk:
    desk = desk_or_404(request, key)
    if not desk.runs:
        raise Http404
    return desk


@signed_in
@require_POST
def prepare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the codes, name the tellers and, in a mixed vote, who votes on paper."""
    desk = run_or_404(request, key)
    chosen, on_paper = request.POST.getlist("teller"), request.POST.getlist("seat")
    people = choosable_tellers(desk.motion, localdate(now()))

    def deed() -> None:
        paper_prepare(
            motion=desk.motion,
            printed=whole(request.POST.get("printed", ""), "Số phiếu in"),
            tellers=[person for person in people if str(person.pk) in chosen],
            paper_seats=[s for s in seats_of(desk.motion.meeting) if str(s.pk) in on_paper],
            actor=desk.person,
            at=now(),
        )

    return attempt(request, desk, deed)


def whole(text: str, label: str) -> int:
    """Read a whole number.

    Raises:
        Refused: names the cell and how to write it.
    """
    if not text.strip().isdecimal() or len(text.strip()) > 6:
        raise Refused(
            f"“{label}”: “{text.strip()}” không phải là số phiếu.",
            remedy="Hãy ghi một số nguyên, ví dụ 12.",
        )
    return int(text)


@signed_in
@never_cache
def sheets(request: HttpRequest, key: UUID) -> HttpResponse:
    """The ballots to print, sorted by their random codes."""
    desk = run_or_404(request, key)
    codes = list(desk.motion.paper_ballots.values_list("code", flat=True))
    if not codes:
        raise Http404
    context = {
        "desk": desk,
        "motion": desk.motion,
        "codes": codes,
        "rows": rows_of(desk.paper, labels_of(desk), {}),
        "answers": answers_of(desk.paper),
    }
    return render(request, "paper/sheets.html", context)


@signed_in
@require_POST
def open_vote(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = run_or_404(request, key)
    return attempt(
        request, desk, lambda: motion_open(motion=desk.motion, actor=desk.person, at=now())
    )


@signed_in
@require_POST
def enter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take what a teller read on one ballot."""
    desk = desk_or_404(request, key)
    return attempt(
        request,
        desk,
        lambda: paper_enter(
            motion=desk.motion,
            code=request.POST.get("code", ""),
            marks=read_marks(desk.paper, request.POST),
            spoiled=request.POST.get("spoiled", "").strip()[:200],
            reason=request.POST.get("reason", "")[:300],
            gone="gone" in request.POST,
            actor=desk.person,
            at=now(),
        ),
        "#nhap",
    )


@signed_in
@require_POST
def finish(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = desk_or_404(request, key)
    return attempt(
        request, desk, lambda: paper_finish(motion=desk.motion, actor=desk.person, at=now())
    )


@signed_in
@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Count what the two agree on and close the question."""
    desk = run_or_404(request, key)

    def deed() -> None:
        issued = whole(request.POST.get("issued", ""), "Số phiếu phát ra")
        steps.close_paper(motion=desk.motion, issued=issued, actor=desk.person, at=now())

    if refused := refusal_of(deed):
        return show(request, desk_or_404(request, key), refused)
    return redirect(f"{room_of(desk.motion)}#noi-dung-{desk.motion.number}")


BOX = "phieu-in/<uuid:key>"

urls: list[URLPattern] = [
    path(f"{BOX}/", desk, name="paper-desk"),
    path(f"{BOX}/chuan-bi/", prepare, name="paper-prepare"),
    path(f"{BOX}/in/", sheets, name="paper-sheets"),
    path(f"{BOX}/mo/", open_vote, name="paper-open"),
    path(f"{BOX}/nhap/", enter, name="paper-enter"),
    path(f"{BOX}/xong/", finish, name="paper-finish"),
    path(f"{BOX}/kiem/", close, name="paper-close"),
]
