"""Where the pages' scripts ask for a ballot, cast it, and hand in the tellers' keys: JSON, in hex.

Casting (`/hom-phieu/`) looks at no cookie, starts no session and leaves no line anywhere; every
answer there has one size.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.meetings.enums import SealedState
from thidua.apps.meetings.queries.sealed import (
    sealed_vote,
    sealed_vote_for,
    teller_of,
    to_be_signed,
    trackers_of,
    voter_by_slip,
    voter_for,
)
from thidua.apps.meetings.services import (
    ballot_give,
    ballot_put,
    teller_offer,
    teller_sign,
    teller_unlock,
)
from thidua.voting.secret import BallotError, Cast
from thidua.web.shell import now, person_of

if TYPE_CHECKING:
    from thidua.apps.meetings.models import SealedVote

ANSWER = 1024  # bytes of every answer about a cast ballot
LONGEST = 64 * 1024  # bytes of a request
CAST = ("question", "token", "signature", "sealed", "proof")
BAD, FORBIDDEN, CONFLICT, GONE = 400, 403, 409, 410
STATUS = {
    "not-on-roll": FORBIDDEN,
    "foreign-token": FORBIDDEN,
    "not-holder": FORBIDDEN,
    "signed-out": FORBIDDEN,
    "not-allowed": FORBIDDEN,
    "wrong-slip": FORBIDDEN,
    "already-given": CONFLICT,
    "used-token": CONFLICT,
    "changed-question": CONFLICT,
    "refused": CONFLICT,
    "not-open": GONE,
    "closed": GONE,
    "asking-over": GONE,
}
SIGNED_OUT = Refused("Phiên đăng nhập đã hết.", remedy="Hãy đăng nhập lại rồi mở lại trang này.")
UNREADABLE = Refused("Yêu cầu gửi lên không đọc được.", remedy="Hãy tải lại trang rồi thử lại.")
NOT_ON_ROLL = Refused(
    "Ông/Bà không có tên trong danh sách được bỏ phiếu của nội dung này.",
    remedy="Hãy báo thư ký kiểm tra danh sách.",
)
WRONG_SLIP = Refused(
    "Mã phiếu không đúng, đã được thay, hoặc không thuộc nội dung này.",
    remedy="Hãy gõ lại đúng như trên giấy; nếu vẫn không được, xin thư ký lập mã mới.",
)


def refusal(refused: Refused | BallotError, code: str = "refused") -> JsonResponse:
    """Say what, why and what to do, with a code for the script."""
    if isinstance(refused, BallotError):
        code, refused = refused.fault.code, Refused(refused.fault.message)
    told = {"what": refused.what, "why": refused.why, "remedy": refused.remedy, "code": code}
    return JsonResponse(told, status=STATUS.get(code, BAD))


def answered(deed: Callable[[], dict[str, str]]) -> JsonResponse:
    try:
        return JsonResponse(deed())
    except NotAllowed as refused:
        return refusal(refused, "not-allowed")
    except (Refused, BallotError) as refused:
        return refusal(refused)


def told_in(request: HttpRequest, *names: str) -> dict[str, str]:
    """Read a request's texts.

    Raises:
        ValueError: not JSON, too long, or a name missing.
    """
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        raise ValueError("too long")
    told: Any = json.loads(request.body)
    if not isinstance(told, dict) or any(not isinstance(told.get(n), str) for n in names):
        raise ValueError("names")
    return {name: told[name] for name in names}


Told = Callable[[HttpRequest, UUID, dict[str, str]], HttpResponse]


def with_texts(*names: str) -> Callable[[Told], Callable[[HttpRequest, UUID], HttpResponse]]:
    """Hand a view the named texts of a posted JSON, for who is signed in; refuse others in JSON."""

    def made(view: Told) -> Callable[[HttpRequest, UUID], HttpResponse]:
        @wraps(view)
        def read(request: HttpRequest, key: UUID) -> HttpResponse:
            if not request.user.is_authenticated:
                return refusal(SIGNED_OUT, "signed-out")
            try:
                return view(request, key, told_in(request, *names))
            except ValueError:
                return refusal(UNREADABLE, "unreadable")

        return read

    return made


def vote_or_404(request: HttpRequest, key: UUID) -> SealedVote:
    vote = sealed_vote_for(person_of(request), key, localdate(now()))
    if vote is None:
        raise Http404
    return vote


@require_POST
@never_cache
@with_texts("blinded")
def ask(request: HttpRequest, key: UUID, told: dict[str, str]) -> HttpResponse:
    """Give the person's seat its ballot: a signature of a request nobody can read."""
    voter = voter_for(person_of(request), vote_or_404(request, key))
    if voter is None:
        return refusal(NOT_ON_ROLL, "not-on-roll")
    blinded = bytes.fromhex(told["blinded"])
    return answered(lambda: {"signed": ballot_give(voter=voter, blinded=blinded).hex()})


@csrf_exempt
@require_POST
@never_cache
def ask_by_slip(request: HttpRequest) -> HttpResponse:
    """Give a ballot for a one-time code; the code is the right to it, no sign-in."""
    try:
        told = told_in(request, "question", "slip", "blinded")
        key, blinded = UUID(told["question"]), bytes.fromhex(told["blinded"])
    except ValueError:
        return refusal(UNREADABLE, "unreadable")
    voter = voter_by_slip(key, told["slip"])
    if voter is None:
        return refusal(WRONG_SLIP, "wrong-slip")
    return answered(lambda: {"signed": ballot_give(voter=voter, blinded=blinded).hex()})


@csrf_exempt
@require_POST
@never_cache
def cast(request: HttpRequest) -> HttpResponse:
    """Take a ballot from whoever brings it."""
    try:
        told = told_in(request, *CAST)
        parts = (bytes.fromhex(told[name]) for name in CAST[1:])
        ballot = Cast(told["question"], *parts)
    except ValueError:
        return of_one_size(refusal(UNREADABLE, "unreadable"))
    return of_one_size(answered(lambda: {"tracker": ballot_put(ballot=ballot)}))


def of_one_size(response: HttpResponse) -> HttpResponse:
    response.content = response.content.ljust(ANSWER)
    return response


@never_cache
def trackers(_request: HttpRequest, key: UUID) -> HttpResponse:
    """Show everyone the closed box's trackers, sorted, so that a voter finds his own."""
    vote = sealed_vote(key)
    if vote is None:
        raise Http404
    closed = vote.closed_at is not None
    found = trackers_of(vote) if closed else []
    return JsonResponse({"question": str(key), "closed": closed, "trackers": found})


@require_POST
@never_cache
@with_texts("signing_key", "opening_key")
def offer(request: HttpRequest, key: UUID, told: dict[str, str]) -> HttpResponse:
    signing, opening = (bytes.fromhex(told[name]) for name in ("signing_key", "opening_key"))
    return done(
        partial(teller_offer, signing_key=signing, opening_key=opening),
        request,
        vote_or_404(request, key),
    )


@require_POST
@never_cache
@with_texts("opening_key")
def unlock(request: HttpRequest, key: UUID, told: dict[str, str]) -> HttpResponse:
    opening = bytes.fromhex(told["opening_key"])
    return done(partial(teller_unlock, opening_key=opening), request, vote_or_404(request, key))


@require_http_methods(["GET", "POST"])
@never_cache
def sign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand a teller what is to be signed, and take the signatures."""
    return (signed if request.method == "POST" else to_sign)(request, key)


def to_sign(request: HttpRequest, key: UUID) -> HttpResponse:
    if not request.user.is_authenticated:
        return refusal(SIGNED_OUT, "signed-out")
    vote = vote_or_404(request, key)
    if teller_of(person_of(request), vote) is None:
        raise Http404
    if vote.state not in {SealedState.COUNTED, SealedState.PUBLISHED}:
        return refusal(Refused("Chưa kiểm phiếu xong, chưa có gì để ký."), "not-counted")
    tally, ballots = to_be_signed(vote)
    return JsonResponse({"tally": tally.hex(), "ballots": ballots.hex()})


@with_texts("tally", "ballots")
def signed(request: HttpRequest, key: UUID, told: dict[str, str]) -> HttpResponse:
    tally, ballots = bytes.fromhex(told["tally"]), bytes.fromhex(told["ballots"])
    deed = partial(teller_sign, tally_signature=tally, ballots_signature=ballots)
    return done(deed, request, vote_or_404(request, key))


def done(deed: Callable[..., object], request: HttpRequest, vote: SealedVote) -> HttpResponse:
    """Do a teller's deed and say in what state the vote is then."""
    person, at = person_of(request), now()

    def do() -> dict[str, str]:
        deed(vote=vote, actor=person, at=at)
        return {"state": vote.state}

    return answered(do)


ONE = "bieu-quyet/<uuid:key>"

urls: list[URLPattern] = [
    path(f"{ONE}/xin-phieu/", ask, name="sealed-ask"),
    path(f"{ONE}/khoa/", offer, name="sealed-offer"),
    path(f"{ONE}/mo/", unlock, name="sealed-unlock"),
    path(f"{ONE}/ky/", sign, name="sealed-sign"),
    path("hom-phieu/", cast, name="sealed-cast"),
    path("hom-phieu/<uuid:key>/", trackers, name="sealed-trackers"),
    path("phieu-giay/", ask_by_slip, name="sealed-slip"),
]
