"""The agreement of a bloc's year: its articles, its targets, who has signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import (
    agreement_of,
    articles_of,
    in_force_amendments,
    wording_of,
)
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.queries import papers_of
from thidua.apps.units.enums import RoleKind
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.walk import stretches
from thidua.year.agreement_law import findings, law_day_of
from thidua.year.steps import sign_agreement
from thidua.year.thread import forth

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Agreement, Signature
    from thidua.apps.units.models import Membership


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A member's place under the agreement, signed or still blank."""

    member: Membership
    signature: Signature | None


@signed_in
def agreement(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = agreement_of(page.bloc_year)
    if found is None:
        may_draft = page.may(MAY["campaigns.agreement.draft"])
        return render_year(
            request, "year/agreement_none.html", page, "agreement", may_draft=may_draft
        )
    if found.state == AgreementState.DRAFT:
        return redirect("agreement-wording", key=key)
    lines = signature_lines(page, found)
    signed = sum(line.signature is not None for line in lines)
    return render_year(
        request,
        "year/agreement.html",
        page,
        "agreement",
        agreement=found,
        articles=articles_of(found),
        lines=lines,
        signed=signed,
        to_sign=member_to_sign(page, found, lines),
        found=findings(found, wording_of(found), law_day_of(found, page.day)),
        amended=in_force_amendments(found, page.day),
        papers=papers_of(page.bloc_year).filter(kind=PaperKind.AGREEMENT),
    )


def signature_lines(page: YearPage, agreement: Agreement) -> list[SignatureLine]:
    signatures = {s.membership_id: s for s in agreement.signatures.select_related("person")}
    return [SignatureLine(member, signatures.get(member.pk)) for member in page.members]


def member_to_sign(
    page: YearPage, agreement: Agreement, lines: list[SignatureLine]
) -> Membership | None:
    """Return the member whose head the person is and that hasn't signed yet."""
    if agreement.state != AgreementState.SIGNING:
        return None
    open_lines = (line.member for line in lines if line.signature is None)
    return next((m for m in open_lines if page.acts_as(RoleKind.UNIT_HEAD, m.unit)), None)


@require_POST
@signed_in
def sign(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = agreement_of(page.bloc_year)
    member = headed_member(page)
    if found is None or member is None:
        raise Http404
    sign_agreement(
        agreement=found,
        membership=member,
        post=post_of(page, member),
        actor=page.person,
        at=page.at,
    )
    messages.success(request, f"Đã ký giao ước thi đua thay mặt {member.unit.name}.")
    return redirect("agreement", key=key)


def headed_member(page: YearPage) -> Membership | None:
    """Return the member the person heads, else the one they work for, to be refused by policy."""
    headed = (m for m in page.members if page.acts_as(RoleKind.UNIT_HEAD, m.unit))
    return next(headed, page.own)


def post_of(page: YearPage, member: Membership) -> str:
    """Return the post the person signs as: the one of the role, else the unit's usual one."""
    posts = (
        r.post for r in page.roles if r.unit_id == member.unit_id and r.kind == RoleKind.UNIT_HEAD
    )
    return next(posts, "") or member.unit.head_post


@signed_in
def article(request: HttpRequest, key: UUID, article_key: UUID) -> HttpResponse:
    """Show what has come of an article: its targets, marks, nominations, honours."""
    page = year_page(request, key)
    agreement = agreement_of(page.bloc_year)
    found = articles_of(agreement).filter(pk=article_key).first() if agreement else None
    if found is None:
        raise Http404
    return render_year(
        request,
        "year/article.html",
        page,
        "agreement",
        article=found,
        thread=stretches(forth(found)),
    )


urls = [
    path("nam/<uuid:key>/giao-uoc/", agreement, name="agreement"),
    path("nam/<uuid:key>/giao-uoc/<uuid:article_key>/", article, name="article"),
    path("nam/<uuid:key>/giao-uoc/ky/", sign, name="agreement-sign"),
]
