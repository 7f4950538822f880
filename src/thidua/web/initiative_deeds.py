"""What is done to an initiative, each on a page of its own: hand in, correct, decide, take up, use."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.assessments.queries import recognised
from thidua.apps.assessments.services import (
    initiative_adopt,
    initiative_correct,
    initiative_recognise,
    initiative_refuse,
    initiative_return,
    initiative_submit,
    initiative_withdraw,
)
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.policy import MAY as MAY_AWARD
from thidua.apps.awards.queries import resting_on, uses_of
from thidua.apps.awards.services import nomination_rest
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.initiatives import (
    AdoptionForm,
    FileForm,
    ReasonForm,
    RecognitionForm,
    RestForm,
    started_from,
)
from thidua.web.initiatives import BEFORE_DECISION, TAB, initiative_or_404, open_to, own_unit
from thidua.web.nominations import nomination_or_404
from thidua.web.shell import signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Initiative
    from thidua.apps.awards.models import InitiativeUse

WAITS = ("submitted",)


def asked(
    key: UUID, found: Initiative | None, heading: str, lead: str, ends: tuple[str, str]
) -> Asked:
    """Word a page; `ends` are its button and what is said afterwards."""
    back = reverse("initiative", args=[key, found.pk]) if found else reverse(TAB, args=[key])
    button, done = ends
    return Asked(tab=TAB, heading=heading, lead=lead, button=button, back=back, done=done)


@signed_in
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    unit = own_unit(page)
    if unit is None:
        raise Http404
    form = FileForm(request.POST or None, initial={"year": page.bloc_year.year})
    words = asked(
        key, None, "Gửi sáng kiến để xét công nhận",
        f"Đơn vị gửi: {unit.name}. Sáng kiến phải mới, đã áp dụng và có hiệu quả.",
        ("Gửi sáng kiến", "Đã gửi sáng kiến. Hãy xem mục “Đối chiếu trùng lặp” trên trang sáng kiến."),
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: initiative_submit(
            unit=unit, year=form.cleaned_data["year"], text=form.text(), actor=page.person,
            at=page.at,
        ),
        words,
    )  # fmt: skip


@signed_in
def correct(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    page, found = initiative_or_404(request, key, which)
    if not open_to(page, found, "correct", BEFORE_DECISION):
        raise Http404
    form = FileForm(request.POST or None, initial=started_from(found))
    form.fields["year"].disabled = True
    words = asked(
        key, found, f"Sửa: {found.title}", found.reason and f"Lý do trả lại: {found.reason}",
        ("Gửi lại", "Đã gửi lại sáng kiến; bản trước được giữ."),
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: initiative_correct(
            initiative=found, text=form.text(), actor=page.person, at=page.at
        ),
        words,
    )  # fmt: skip


@signed_in
def recognise(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    page, found = initiative_or_404(request, key, which)
    if not open_to(page, found, "recognise", WAITS):
        raise Http404
    form = RecognitionForm(request.POST or None)
    words = asked(
        key, found, f"Công nhận: {found.title}",
        "Ghi theo quyết định công nhận. Phạm vi rộng hơn cơ sở do cơ quan thường trực ghi. Ghi xong "
        "thì không sửa được nữa.", ("Ghi công nhận", "Đã ghi sáng kiến được công nhận."),
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: initiative_recognise(
            initiative=found, actor=page.person, at=page.at, **form.cleaned_data
        ),
        words,
    )  # fmt: skip


@signed_in
def send_back(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    page, found = initiative_or_404(request, key, which)
    if not open_to(page, found, "return", WAITS):
        raise Http404
    form = ReasonForm(request.POST or None)
    words = asked(
        key, found, f"Trả lại: {found.title}", "Ghi rõ đơn vị cần bổ sung, sửa gì.",
        ("Trả lại", "Đã trả lại sáng kiến cho đơn vị."),
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: initiative_return(
            initiative=found, actor=page.person, at=page.at, **form.cleaned_data
        ),
        words,
    )  # fmt: skip


@signed_in
def refuse(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    page, found = initiative_or_404(request, key, which)
    if not open_to(page, found, "refuse", WAITS):
        raise Http404
    form = ReasonForm(request.POST or None)
    words = asked(
        key, found, f"Không công nhận: {found.title}", "Ghi lý do theo kết luận của Hội đồng.",
        ("Ghi không công nhận", "Đã ghi sáng kiến không được công nhận."),
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: initiative_refuse(
            initiative=found, actor=page.person, at=page.at, **form.cleaned_data
        ),
        words,
    )  # fmt: skip


@signed_in
def withdraw(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    page, found = initiative_or_404(request, key, which)
    if not open_to(page, found, "withdraw", BEFORE_DECISION):
        raise Http404
    words = asked(
        key, found, f"Rút: {found.title}", "Sáng kiến đã rút vẫn được lưu, không xét nữa.",
        ("Rút sáng kiến", "Đã rút sáng kiến."),
    )  # fmt: skip
    return answer(
        request, page, forms.Form(request.POST or None),
        lambda: initiative_withdraw(initiative=found, actor=page.person, at=page.at), words,
    )  # fmt: skip


@signed_in
def adopt(request: HttpRequest, key: UUID, which: UUID) -> HttpResponse:
    page, found = initiative_or_404(request, key, which)
    unit = own_unit(page)
    if unit is None or unit == found.unit or found.state != "recognised":
        raise Http404
    form = AdoptionForm(request.POST or None)
    words = asked(
        key, found, f"Áp dụng lại: {found.title}", f"Đơn vị áp dụng: {unit.name}.",
        ("Ghi áp dụng", "Đã ghi đơn vị áp dụng sáng kiến này."),
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: initiative_adopt(
            initiative=found, unit=unit, actor=page.person, at=page.at, **form.cleaned_data
        ),
        words,
    )  # fmt: skip


@signed_in
def rest(request: HttpRequest, key: UUID) -> HttpResponse:
    """Name the initiatives a nomination rests on; those used elsewhere are listed with where."""
    page, found = nomination_or_404(request, key)
    if found.state != NominationState.PROPOSED or not page.may(MAY_AWARD["awards.nomination.rest"]):
        raise Http404
    unit, year = found.membership.unit, page.bloc_year.year
    rows = list(recognised().filter(unit=unit, year__lte=year).order_by("-year", "title", "pk"))
    used, mine = uses_of(row.pk for row in rows), [row.pk for row in resting_on(found)]
    listed = [
        (str(row.pk), named(row, None if row.pk in mine else used.get(row.pk))) for row in rows
    ]
    form = RestForm(request.POST or None, rows=listed, initial={"initiatives": mine})
    words = Asked(
        tab="nominations", heading=f"Sáng kiến làm căn cứ: {unit.name}",
        lead="Mỗi sáng kiến chỉ dùng cho một lần khen thưởng. Chọn sáng kiến mà đề nghị này dựa vào.",
        button="Lưu căn cứ", back=reverse("nomination", args=[key]), done="Đã lưu sáng kiến làm căn cứ.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: nomination_rest(
            nomination=found,
            initiatives=[row for row in rows if str(row.pk) in form.cleaned_data["initiatives"]],
            actor=page.person, at=page.at,
        ),
        words, template="initiatives/rest.html", rows=listed, unit=unit,
    )  # fmt: skip


def named(row: Initiative, use: InitiativeUse | None) -> str:
    told = str(use) if use else row.used_for
    return f"{row.title} ({row.year})" + (f" — đã dùng: {told}" if told else "")


THE_ONE = "nam/<uuid:key>/sang-kien/<uuid:which>"
urls: list[URLPattern] = [
    path("nam/<uuid:key>/sang-kien/gui/", submit, name="initiative-submit"),
    path(f"{THE_ONE}/sua/", correct, name="initiative-correct"),
    path(f"{THE_ONE}/cong-nhan/", recognise, name="initiative-recognise"),
    path(f"{THE_ONE}/tra-lai/", send_back, name="initiative-return"),
    path(f"{THE_ONE}/khong-cong-nhan/", refuse, name="initiative-refuse"),
    path(f"{THE_ONE}/rut/", withdraw, name="initiative-withdraw"),
    path(f"{THE_ONE}/ap-dung/", adopt, name="initiative-adopt"),
    path("de-nghi/<uuid:key>/sang-kien/", rest, name="nomination-rest"),
]
