"""A signed agreement through its year: compared with last year's, amended, read as of any day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import (
    agreement_of,
    amendments_of,
    consolidated,
    in_force_amendments,
    measures_left_behind,
)
from thidua.apps.campaigns.services import Amended, amendment_lay_out, amendment_sign
from thidua.apps.journal.base import Refused
from thidua.papers.drafts import year_changes
from thidua.text import clean, parse_date, short_date
from thidua.web.agreement import headed_member, post_of
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import year_before

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Agreement


def agreement_or_404(request: HttpRequest, key: UUID) -> tuple[YearPage, Agreement]:
    page = year_page(request, key)
    found = agreement_of(page.bloc_year)
    if found is None:
        raise Http404
    return page, found


@signed_in
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what this year's agreement has added, dropped and reworded since last year's."""
    page, agreement = agreement_or_404(request, key)
    before = year_before(page.bloc_year)
    last = agreement_of(before) if before else None
    old = consolidated(last, date(page.bloc_year.year - 1, 12, 31)) if last else ()
    changes = year_changes(old, consolidated(agreement, page.day)) if last else ()
    return render_year(
        request, "agreements/compare.html", page, "agreement",
        agreement=agreement, last=last, changes=changes,
        counts={name: sum(one.name == name for one in changes) for name in ("thêm", "bỏ", "sửa lời")},
    )  # fmt: skip


@signed_in
def on_a_day(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the text in force on a day, with the amendments that made it so."""
    page, agreement = agreement_or_404(request, key)
    day, fault = day_asked(request, page)
    return render_year(
        request, "agreements/text.html", page, "agreement",
        agreement=agreement, day=day, fault=fault, text=consolidated(agreement, day),
        in_force=in_force_amendments(agreement, day), left_behind=measures_left_behind(agreement),
    )  # fmt: skip


def day_asked(request: HttpRequest, page: YearPage) -> tuple[date, str]:
    typed = clean(request.GET.get("ngay", ""))
    if not typed:
        return page.day, ""
    try:
        return parse_date(typed), ""
    except ValueError as wrong:
        return page.day, str(wrong)


@signed_in
def amendments(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the amendments with who has signed; lay a new one out."""
    page, agreement = agreement_or_404(request, key)
    if agreement.state == AgreementState.DRAFT:
        raise Http404
    typed = request.POST.dict()
    refused = None
    if request.method == "POST":
        refused = refusal_of(lambda: lay_out(page, agreement, typed))
        if refused is None:
            messages.success(request, "Đã lập bản sửa đổi; các đơn vị ký tại trang này.")
            return redirect("amendments", key=key)
    text = consolidated(agreement, page.day)
    head = ("ly-do", "van-ban", "ngay")
    response = render_year(
        request, "agreements/amendments.html", page, "agreement",
        agreement=agreement, amendments=list(amendments_of(agreement)), members=page.members,
        boxes=[
            (article, [(clause, typed.get(f"w-{clause.key}", clause.text)) for clause in article.clauses],
             typed.get(f"n-{article.key}", ""))
            for article in text
        ],
        head={name.replace("-", "_"): typed.get(name, "") for name in head}, refused=refused,
        writes=agreement.state == AgreementState.IN_FORCE
        and page.may(MAY["campaigns.amendment.lay_out"]),
        own=headed_member(page), signs=signs(page),
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


def signs(page: YearPage) -> bool:
    member = headed_member(page)
    return member is not None and page.may(MAY["campaigns.amendment.sign"], member.unit)


def lay_out(page: YearPage, agreement: Agreement, typed: Mapping[str, str]) -> None:
    try:
        adopted_on = parse_date(typed.get("ngay", ""))
    except ValueError as wrong:
        raise Refused(str(wrong), remedy="Hãy ghi ngày thông qua dạng dd/mm/yyyy.") from wrong
    amendment_lay_out(
        agreement=agreement,
        amended=Amended(
            reason=clean(typed.get("ly-do", "")),
            adopted_on=adopted_on,
            adopted_paper=clean(typed.get("van-ban", "")),
            texts=boxes_of(typed, "w-"),
            added={key: text for key, text in boxes_of(typed, "n-").items() if text},
        ),
        actor=page.person,
        at=page.at,
    )


def boxes_of(typed: Mapping[str, str], kind: str) -> dict[str, str]:
    return {
        name.removeprefix(kind): " ".join(clean(text).split())
        for name, text in typed.items()
        if name.startswith(kind)
    }


@require_POST
@signed_in
def sign(request: HttpRequest, key: UUID, amendment: UUID) -> HttpResponse:
    page, agreement = agreement_or_404(request, key)
    found = amendments_of(agreement).filter(pk=amendment).first()
    member = headed_member(page)
    if found is None or member is None:
        raise Http404
    signed = amendment_sign(
        amendment=found,
        membership=member,
        post=post_of(page, member),
        actor=page.person,
        at=page.at,
    )
    in_force = signed.amendment.in_force_on
    more = f" Bản sửa đổi có hiệu lực từ {short_date(in_force)}." if in_force else ""
    messages.success(request, f"Đã ký bản sửa đổi thay mặt {member.unit.name}.{more}")
    return redirect("amendments", key=key)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/giao-uoc/so-sanh/", compare, name="agreement-compare"),
    path("nam/<uuid:key>/giao-uoc/toan-van/", on_a_day, name="agreement-text"),
    path("nam/<uuid:key>/giao-uoc/sua-doi/", amendments, name="amendments"),
    path("nam/<uuid:key>/giao-uoc/sua-doi/<uuid:amendment>/ky/", sign, name="amendment-sign"),
]
