"""Signing papers: who is asked, signing in one of three ways, the versions that came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from thidua.apps.filing.enums import PDF
from thidua.apps.filing.queries import paper_for
from thidua.apps.journal.base import Refused
from thidua.apps.signing.enums import RequestState, SignatoryKind
from thidua.apps.signing.policy import MAY
from thidua.apps.signing.queries import (
    live_request,
    requests_of,
    signatory_by_key,
    signatory_for,
    signed_version,
    turn_now,
    versions_of,
    waiting_for_signature,
)
from thidua.apps.signing.services import request_withdraw, signature_refuse
from thidua.papers.signing.errors import SigningError
from thidua.papers.signing.keys import open_pkcs12, open_token
from thidua.web.deadlines import say
from thidua.web.forms.signing import read_key_file, read_look, read_sent_certificates, read_value
from thidua.web.shell import now, person_of, render_year, signed_in, visitor_of, year_page
from thidua.year.signing.demo import PIN, demo_key_file
from thidua.year.signing.reminding import remind_signers
from thidua.year.signing.signers import SIGNED_HERE, lay_out
from thidua.year.signing.signing import hand_out, prepared_of, sign_paper, take_back

if TYPE_CHECKING:
    from thidua.apps.filing.models import Paper
    from thidua.apps.signing.models import Signatory, SigningRequest
    from thidua.papers.signing.keys import Key


@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    """List the papers that wait for the person's signature."""
    places = waiting_for_signature(person_of(request), localdate(now()))
    return render(request, "signing/waiting.html", {"places": places})


@signed_in
def paper_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who has signed a paper, whose turn it is, and its versions."""
    paper = paper_or_404(request, key)
    page = year_page(request, paper.bloc_year_id)
    live = live_request(paper)
    return render_year(
        request,
        "signing/paper.html",
        page,
        "papers",
        paper=paper,
        requests=requests_of(paper),
        live=live,
        is_open=live is not None and live.state == RequestState.OPEN,
        turn={one.pk for one in turn_now(live)} if live else set(),
        mine=signatory_for(page.person, paper, page.day),
        versions=versions_of([paper]),
        may_run=page.may(MAY["signing.request.open"]),
        may_open=live is None and paper.kind in SIGNED_HERE and paper.pdf_id is not None,
    )


def paper_or_404(request: HttpRequest, key: UUID) -> Paper:
    paper = paper_for(visitor_of(request), key, localdate(now()))
    if paper is None:
        raise Http404
    return paper


def version_file(request: HttpRequest, key: UUID, version: int) -> HttpResponse:
    """Serve a signed version of a paper to who may read the paper."""
    paper = paper_or_404(request, key)
    blob = signed_version(paper, version)
    if blob is None:
        raise Http404
    response = HttpResponse(bytes(blob.content), content_type=PDF)
    name = f"{paper.file_name}-ban-ky-{version}.pdf"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=name) or "inline"
    )
    return response


@signed_in
@require_POST
def lay_out_paper(request: HttpRequest, key: UUID) -> HttpResponse:
    paper = paper_or_404(request, key)
    lay_out(paper=paper, in_turn="in_turn" in request.POST, actor=person_of(request), at=now())
    messages.success(request, f"Đã đưa văn bản “{paper.title}” ra lấy chữ ký số.")
    return redirect("paper-signing", key=key)


@signed_in
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    found = live_or_404(request, key)
    reason = request.POST.get("reason", "")
    request_withdraw(request=found, reason=reason, actor=person_of(request), at=now())
    messages.success(request, "Đã thôi lấy chữ ký; các bản đã ký vẫn được giữ.")
    return redirect("paper-signing", key=key)


@signed_in
@require_POST
def remind(request: HttpRequest, key: UUID) -> HttpResponse:
    found = live_or_404(request, key)
    link = request.build_absolute_uri(reverse("paper-signing", args=[key]))
    say(request, remind_signers(request=found, link=link, actor=person_of(request), at=now()))
    return redirect("paper-signing", key=key)


def live_or_404(request: HttpRequest, key: UUID) -> SigningRequest:
    found = live_request(paper_or_404(request, key))
    if found is None:
        raise Http404
    return found


@signed_in
def sign_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Offer the ways to sign: by one's own device, by a key file, by a token on the server."""
    place = place_or_404(request, key)
    page = year_page(request, place.request.paper.bloc_year_id)
    handed = getattr(place, "handed_out", None)
    return render_year(
        request,
        "signing/sign.html",
        page,
        "papers",
        place=place,
        paper=place.request.paper,
        is_office=place.kind == SignatoryKind.OFFICE,
        my_turn=signatory_for(page.person, place.request.paper, page.day) == place,
        handed=handed,
        digest=prepared_of(handed).digest.hex() if handed else "",
        token=bool(settings.TOKEN_LIBRARY),
        demo_key=settings.DEMO,
    )


def place_or_404(request: HttpRequest, key: UUID) -> Signatory:
    """Return a place to sign in a year that is open to the person."""
    place = signatory_by_key(person_of(request), key)
    if place is None:
        raise Http404
    year_page(request, place.request.paper.bloc_year_id)
    return place


@sensitive_post_parameters("pin")
@signed_in
@require_POST
def sign_by_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Sign with a PKCS#12 file: it and its PIN are kept nowhere."""
    return signed_with(request, key, lambda _: read_key_file(request))


@signed_in
@require_POST
def sign_by_demo(request: HttpRequest, key: UUID) -> HttpResponse:
    return signed_with(request, key, demo_key)


def demo_key(place: Signatory) -> Key:
    body = place.unit.name if place.unit else place.request.authority.name
    owner = str(place.person_id or f"co-quan-{place.request.authority.code}")
    return open_pkcs12(demo_key_file(place.name, body, owner, now()), PIN)


@sensitive_post_parameters("pin")
@signed_in
@require_POST
def sign_by_token(request: HttpRequest, key: UUID) -> HttpResponse:
    """Sign with a token plugged into the server."""
    if not settings.TOKEN_LIBRARY:
        raise Http404
    told = {name: request.POST.get(name, "").strip() for name in ("token", "label", "pin")}
    try:
        with open_token(settings.TOKEN_LIBRARY, told["token"], told["pin"], told["label"]) as held:
            return signed_with(request, key, lambda _: held)
    except SigningError as fault:
        raise Refused(fault.what, fault.why, fault.remedy) from fault


def signed_with(
    request: HttpRequest, key: UUID, key_of: Callable[[Signatory], Key]
) -> HttpResponse:
    place = place_or_404(request, key)
    look, actor = read_look(request), person_of(request)
    sign_paper(signatory=place, key=key_of(place), look=look, actor=actor, at=now())
    return done(request, place)


def done(request: HttpRequest, place: Signatory) -> HttpResponse:
    messages.success(request, f"Đã ký số văn bản “{place.request.paper.title}”.")
    return redirect("paper-signing", key=place.request.paper_id)


@signed_in
@require_POST
def hand_hash(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the document ready for the certificate sent, and show the hash to sign."""
    place = place_or_404(request, key)
    own, *above = read_sent_certificates(request)
    hand_out(
        signatory=place, certificate=own, chain=tuple(above), look=read_look(request),
        actor=person_of(request), at=now(),
    )  # fmt: skip
    messages.success(request, "Đã giao giá trị băm. Hãy tải tệp cần ký, ký rồi nộp lại chữ ký.")
    return redirect("sign", key=key)


@signed_in
def handed_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand out what is to be signed, to be saved."""
    handed = getattr(place_or_404(request, key), "handed_out", None)
    if handed is None:
        raise Http404
    response = HttpResponse(bytes(handed.attributes), content_type="application/octet-stream")
    response["Content-Disposition"] = 'attachment; filename="can-ky.bin"'
    return response


@signed_in
@require_POST
def give_back(request: HttpRequest, key: UUID) -> HttpResponse:
    place = place_or_404(request, key)
    take_back(signatory=place, value=read_value(request), actor=person_of(request), at=now())
    return done(request, place)


@signed_in
@require_POST
def refuse(request: HttpRequest, key: UUID) -> HttpResponse:
    place = place_or_404(request, key)
    reason = request.POST.get("reason", "")
    signature_refuse(signatory=place, reason=reason, actor=person_of(request), at=now())
    messages.success(request, "Đã ghi việc từ chối ký, kèm lý do.")
    return redirect("paper-signing", key=place.request.paper_id)


urls: list[URLPattern] = [
    path("ky-so/", waiting, name="signing-waiting"),
    path("ky-so/<uuid:key>/", sign_page, name="sign"),
    path("ky-so/<uuid:key>/tep-khoa/", sign_by_file, name="sign-file"),
    path("ky-so/<uuid:key>/thiet-bi/", sign_by_token, name="sign-token"),
    path("ky-so/<uuid:key>/demo/", sign_by_demo, name="sign-demo"),
    path("ky-so/<uuid:key>/gia-tri-bam/", hand_hash, name="sign-hash"),
    path("ky-so/<uuid:key>/tep-can-ky/", handed_file, name="sign-handed"),
    path("ky-so/<uuid:key>/nop-chu-ky/", give_back, name="sign-back"),
    path("ky-so/<uuid:key>/tu-choi/", refuse, name="sign-refuse"),
    path("van-ban/<uuid:key>/ky-so/", paper_page, name="paper-signing"),
    path("van-ban/<uuid:key>/ky-so/mo/", lay_out_paper, name="signing-open"),
    path("van-ban/<uuid:key>/ky-so/thoi/", withdraw, name="signing-withdraw"),
    path("van-ban/<uuid:key>/ky-so/nhac/", remind, name="signing-remind"),
    path("van-ban/<uuid:key>/ban-ky/<int:version>/", version_file, name="paper-version"),
]
