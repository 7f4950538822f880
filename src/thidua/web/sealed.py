"""The pages of a vote by sealed ballots: who runs it, who counts, who votes, and its files."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import Mode, SealedState
from thidua.apps.meetings.policy import POLL, who_may
from thidua.apps.meetings.queries import motion_for, rule_of, seat_of
from thidua.apps.meetings.queries.sealed import (
    COUNTED,
    ballots_file,
    choosable_tellers,
    figures_of,
    inspects,
    refused_counts,
    sealed_vote,
    sealed_vote_for,
    tally_file,
    tally_of,
    teller_of,
    tellers_of,
    voter_for,
    voters_of,
)
from thidua.apps.meetings.services import (
    box_close,
    box_open,
    sealed_open,
    sealed_prepare,
    sealed_void,
    slips_make,
)
from thidua.apps.units.policy import Ask, about_year
from thidua.papers.qr import qr_png
from thidua.voting.secret import BallotError, verifier
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import now, person_of, signed_in
from thidua.year import steps
from thidua.year.reminding import letters_go_to
from thidua.year.slips import mail_slips

if TYPE_CHECKING:
    from thidua.apps.meetings.models import Motion, SealedVote
    from thidua.apps.people.models import Person

RUN = "meetings.sealed.open"
STEPS = [
    (SealedState.KEYS, "Người kiểm phiếu giao khóa"),
    (SealedState.ASKING, "Niêm phong, cấp phiếu"),
    (SealedState.BOX, "Hòm phiếu mở"),
    (SealedState.CLOSED, "Đóng hòm, giao khóa mở phiếu"),
    (SealedState.COUNTED, "Kiểm phiếu, ký"),
    (SealedState.PUBLISHED, "Công bố"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A sealed vote as one person sees it; there is none yet where tellers aren't named."""

    key: UUID
    motion: Motion | None
    vote: SealedVote | None
    person: Person
    runs: bool
    looks_in: bool

    @property
    def matter(self) -> object:
        return self.vote.matter if self.vote else self.motion

    @property
    def state(self) -> str:
        return self.vote.state if self.vote else ""

    @property
    def seal(self) -> list[str]:
        """The seal in groups, as it is printed and compared."""
        whole = self.vote.seal if self.vote else ""
        return in_groups(whole)


def results_of(vote: SealedVote) -> list[dict[str, object]]:
    """Return the published figures as a page lays them out."""
    return [
        {
            **one,
            **one["outcome"],
            "votes": list(zip(one["question"]["options"], one["votes"], strict=True)),
            "invalid": sum(one["invalid"].values()),
        }
        for one in (tally_of(vote) or {"questions": ()})["questions"]
    ]


def refusals_in_words(vote: SealedVote) -> list[tuple[str, int]]:
    return [(BallotError(code).fault.message, n) for code, n in refused_counts(vote).items()]


def small_numbers(vote: SealedVote) -> dict[str, object]:
    """Say whether a result that carries would itself tell what each chose."""
    entitled = figures_of(vote)["voters"]
    needed = rule_of(vote.matter).needed(entitled)
    return {"entitled": entitled, "needs_all": bool(entitled) and needed >= entitled}


def in_groups(letters: str, size: int = 4) -> list[str]:
    return [letters[at : at + size] for at in range(0, len(letters), size)]


def desk_or_404(request: HttpRequest, key: UUID) -> Desk:
    """Return the vote to who runs it, counts it or may look into it."""
    person, at = person_of(request), now()
    vote = sealed_vote_for(person, key, localdate(at))
    motion = vote.motion if vote else motion_for(person, key, localdate(at))
    if vote is None and (motion is None or motion.mode != Mode.SEALED):
        raise Http404
    desk = Desk(
        key=key,
        motion=motion,
        vote=vote,
        person=person,
        runs=runs(person, motion, vote),
        looks_in=vote is not None and inspects(person, vote, localdate(at)),
    )
    if not (desk.runs or desk.looks_in):
        raise Http404
    return desk


def runs(person: Person, motion: Motion | None, vote: SealedVote | None) -> bool:
    if motion is not None:
        ask = about_year(motion.meeting.bloc_year, person, now())
        return bool(who_may(RUN, motion.meeting.kind).test(ask))
    poll = vote.poll if vote else None
    if poll is None:
        return False
    return bool(POLL.test(Ask(person, now(), poll.authority, unit=poll.unit)))


@signed_in
@never_cache
def box(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who runs the vote what to do next, and how far it has come."""
    return show(request, desk_or_404(request, key))


def show(request: HttpRequest, desk: Desk, refused: Refused | None = None) -> HttpResponse:
    vote, day = desk.vote, localdate(now())
    context: dict[str, object] = {"desk": desk, "vote": vote, "refused": refused, "steps": STEPS}
    if vote is not None:
        context |= {
            "tellers": list(tellers_of(vote)),
            "figures": figures_of(vote),
            "refusals": refusals_in_words(vote),
            "results": results_of(vote),
            "voters": voters_of(vote) if vote.seal else (),
            "rule": rule_of(vote.matter),
            **small_numbers(vote),
            "counts": teller_of(desk.person, vote) is not None,
        }
    if desk.runs and desk.motion is not None and desk.state in {"", SealedState.KEYS}:
        context["choosable"] = choosable_tellers(desk.motion, day)
    status = REFUSED if refused else 200
    return render(request, "sealed/box.html", context, status=status)


def attempt(request: HttpRequest, desk: Desk, deed: Callable[[], object]) -> HttpResponse:
    if refused := refusal_of(deed):
        return show(request, desk_or_404(request, desk.key), refused)
    return redirect("sealed-box", key=desk.key)


def run_or_404(request: HttpRequest, key: UUID) -> Desk:
    desk = desk_or_404(request, key)
    if not desk.runs:
        raise Http404
    return desk


@signed_in
@require_POST
def prepare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Name the tellers of a motion's sealed vote."""
    desk = run_or_404(request, key)
    motion = desk.motion
    if motion is None:
        raise Http404
    chosen = set(request.POST.getlist("teller"))
    tellers = [p for p in choosable_tellers(motion, localdate(now())) if str(p.pk) in chosen]
    return attempt(
        request, desk,
        lambda: sealed_prepare(motion=motion, tellers=tellers, actor=desk.person, at=now()),
    )  # fmt: skip


def step_of(request: HttpRequest, desk: Desk, vote: SealedVote) -> Callable[[], object] | None:
    """Return the deed behind the button pressed."""
    who, at = desk.person, now()
    wanted = request.POST
    deeds: dict[str, Callable[[], object]] = {
        "seal": lambda: sealed_open(vote=vote, blank_is_valid="blank" in wanted, actor=who, at=at),
        "open": lambda: box_open(vote=vote, asking_over="over" in wanted, actor=who, at=at),
        "void": lambda: sealed_void(
            vote=vote, reason=wanted.get("reason", "")[:400], actor=who, at=at
        ),
        "close": lambda: box_close(vote=vote, actor=who, at=at),
        "count": lambda: steps.count_sealed(vote=vote, actor=who, at=at),
    }
    return deeds.get(wanted.get("step", ""))


@signed_in
@require_POST
def step(request: HttpRequest, key: UUID) -> HttpResponse:
    """Seal, open the box, close it, count."""
    desk = run_or_404(request, key)
    deed = step_of(request, desk, desk.vote) if desk.vote else None
    if deed is None:
        raise Http404
    return attempt(request, desk, deed)


@signed_in
@require_POST
@never_cache
def slips(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make one-time codes: mail them, or show them this once, to be printed and cut."""
    desk = run_or_404(request, key)
    vote = desk.vote
    if vote is None:
        raise Http404
    make = mailed if "mail" in request.POST else printed
    told: list[dict[str, object]] = []
    refused = refusal_of(lambda: told.append(make(request, desk.person, vote)))
    if refused:
        return show(request, desk, refused)
    return render(request, "sealed/slips.html", {"desk": desk, "vote": vote, **told[0]})


def printed(request: HttpRequest, person: Person, vote: SealedVote) -> dict[str, object]:
    made = slips_make(vote=vote, places=places_of(request, vote), actor=person, at=now())
    address = slip_address(request, vote)
    way = f"data:image/png;base64,{b64encode(qr_png(address).getvalue()).decode()}"
    return {"made": made, "address": address, "way": way}


def mailed(request: HttpRequest, person: Person, vote: SealedVote) -> dict[str, object]:
    chosen = places_of(request, vote)
    places = [voter.place for voter in voters_of(vote) if voter.email and voter.place in chosen]
    link = slip_address(request, vote)
    sent, failed = mail_slips(vote=vote, places=places, link=link, actor=person, at=now())
    return {"sent": sent, "failed": failed, "instead": letters_go_to()}


def slip_address(request: HttpRequest, vote: SealedVote) -> str:
    return request.build_absolute_uri(reverse("sealed-slip-page", args=[vote.pk]))


def places_of(request: HttpRequest, vote: SealedVote) -> list[int]:
    """Return the lines of the roll that were ticked, or all that have no ballot yet."""
    if "all" in request.POST:
        return [voter.place for voter in voters_of(vote)]
    return [int(place) for place in request.POST.getlist("place") if place.isdecimal()]


@signed_in
@never_cache
def teller_desk(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a teller what to do with the keys; the private halves never leave the teller's machine."""
    person = person_of(request)
    vote = sealed_vote_for(person, key, localdate(now()))
    teller = teller_of(person, vote) if vote else None
    if vote is None or teller is None:
        raise Http404
    context = {
        "vote": vote,
        "teller": teller,
        "tellers": tellers_of(vote),
        "seal": in_groups(vote.seal),
        "figures": figures_of(vote),
    }
    return render(request, "sealed/teller.html", context)


def voter_page(request: HttpRequest, motion: Motion) -> HttpResponse:
    """Show the person's ballot of a motion voted by sealed ballots."""
    person = person_of(request)
    vote, seat = sealed_vote(motion.pk), seat_of(person, motion.meeting)
    if seat is None:
        raise Http404
    voter = voter_for(person, vote) if vote else None
    return paper(
        request,
        vote,
        motion=motion,
        seat=seat,
        given=voter is not None and hasattr(voter, "issue"),
        ask="sealed-ask",
    )


@never_cache
def slip_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the ballot to who has a one-time code, on whatever device; nobody signs in."""
    vote = sealed_vote(key)
    if vote is None or not vote.seal:
        raise Http404
    return paper(request, vote, motion=vote.motion, slip=True)


def paper(request: HttpRequest, vote: SealedVote | None, **more: object) -> HttpResponse:
    sealed = vote is not None and bool(vote.seal)
    context: dict[str, object] = {"vote": vote, "sealed": sealed, **more}
    if vote is not None and sealed:
        context |= {
            "rule": rule_of(vote.matter),
            **small_numbers(vote),
            "groups": in_groups(vote.seal),
            "results": results_of(vote),
        }
    return render(request, "sealed/ballot.html", context)


@never_cache
def question(_request: HttpRequest, key: UUID) -> HttpResponse:
    """Serve the sealed question, so that anyone can hash it and compare the seal."""
    vote = sealed_vote(key)
    if vote is None or not vote.seal:
        raise Http404
    return HttpResponse(vote.question, content_type="application/json")


def saved(content: bytes, name: str, kind: str = "application/json") -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


@never_cache
def tally(request: HttpRequest, key: UUID) -> HttpResponse:
    """Serve everyone the published tally; before all tellers have signed, those who run or count."""
    vote = sealed_vote(key)
    if vote is None or vote.state not in COUNTED:
        raise Http404
    if vote.state != SealedState.PUBLISHED:
        if not request.user.is_authenticated:
            raise Http404
        desk_or_404(request, key)
    return saved(tally_file(vote), "ket-qua.json")


@signed_in
@never_cache
def ballots(request: HttpRequest, key: UUID) -> HttpResponse:
    """Serve tellers and inspectors the box and the keys that open it."""
    desk = desk_or_404(request, key)
    if desk.vote is None or not desk.looks_in or desk.vote.state not in COUNTED:
        raise Http404
    return saved(ballots_file(desk.vote), "kiem-phieu.json")


def script(_request: HttpRequest, key: UUID) -> HttpResponse:  # noqa: ARG001 -- lies beside each tally, the same everywhere
    """Serve the script that recounts the files without this system."""
    return saved(verifier(), "recount.py", "text/x-python; charset=utf-8")


ONE = "bieu-quyet/<uuid:key>"

urls: list[URLPattern] = [
    path(f"{ONE}/hom/", box, name="sealed-box"),
    path(f"{ONE}/hom/kiem-phieu-vien/", prepare, name="sealed-prepare"),
    path(f"{ONE}/hom/buoc/", step, name="sealed-step"),
    path(f"{ONE}/hom/ma-phieu/", slips, name="sealed-slips"),
    path(f"{ONE}/to-kiem-phieu/", teller_desk, name="sealed-teller"),
    path(f"{ONE}/phieu.json", question, name="sealed-question"),
    path(f"{ONE}/ket-qua.json", tally, name="sealed-tally"),
    path(f"{ONE}/kiem-phieu.json", ballots, name="sealed-ballots"),
    path(f"{ONE}/recount.py", script, name="sealed-recount"),
    path("phieu-giay/<uuid:key>/", slip_page, name="sealed-slip-page"),
]
