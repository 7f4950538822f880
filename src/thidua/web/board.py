"""The board of good practice: what members share, say of each other's, and have taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from thidua.apps.assessments.queries import recognised
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries.movements import movements_seen_in, practices_of, remarks_of
from thidua.apps.campaigns.services import (
    PracticeText,
    photo_add,
    practice_adopt,
    practice_hide,
    practice_remark,
    practice_share,
)
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.forms.movements import lines
from thidua.web.photos import PhotoForm
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Initiative
    from thidua.apps.campaigns.models import Movement, Practice, Remark
    from thidua.apps.units.models import Membership

SHARE, HIDE = "campaigns.practice.share", "campaigns.practice.hide"


@signed_in
def board(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    return render_year(
        request, "movements/board.html", page, "year", here="board",
        rows=paged(request, practices_of(page.bloc_year, hidden=page.may(MAY[HIDE]))),
        may_share=speaks(page) is not None,
    )  # fmt: skip


def speaks(page: YearPage) -> Membership | None:
    """Return the member that the person speaks for, if any."""
    own = page.own
    return own if own and page.may(MAY[SHARE], own.unit) else None


def practice_or_404(page: YearPage, key: UUID) -> Practice:
    rows = practices_of(page.bloc_year, hidden=page.may(MAY[HIDE]))
    found = rows.select_related("bloc_year__authority").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def speaker_or_404(page: YearPage) -> Membership:
    own = speaks(page)
    if own is None:
        raise Http404
    return own


@signed_in
def practice(request: HttpRequest, key: UUID, practice: UUID) -> HttpResponse:
    """Show a practice with what is said of it; a remark is sent from the same page."""
    page = year_page(request, key)
    found, refused = practice_or_404(page, practice), None
    if request.method == "POST":
        own, said = speaker_or_404(page), RemarkForm(request.POST)
        said.full_clean()
        words = said.cleaned_data.get("words", "")
        refused = refusal_of(
            lambda: practice_remark(
                practice=found, membership=own, words=words, actor=page.person, at=page.at
            )
        )
        if refused is None:
            messages.success(request, "Đã gửi ý kiến.")
            return redirect("practice", key=key, practice=practice)
    return shown(request, page, found, refused=refused)


def shown(
    request: HttpRequest, page: YearPage, found: Practice, *, refused: object
) -> HttpResponse:
    own = speaks(page)
    adoptions = list(found.adoptions.select_related("unit"))
    took_up = own is not None and any(a.unit_id == own.unit_id for a in adoptions)
    live = found.hidden_at is None
    response = render_year(
        request, "movements/practice.html", page, "year", here="board", practice=found,
        remarks=remarks_of(found), adoptions=adoptions, refused=refused,
        form=RemarkForm() if live and own else None, may_hide=page.may(MAY[HIDE]),
        may_adopt=live and own and own.unit_id != found.unit_id and not took_up,
        may_picture=live and own and own.unit_id == found.unit_id,
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


class RemarkForm(forms.Form):
    words = lines("Ý kiến của đơn vị tôi", required=True)


class ShareForm(forms.Form):
    title = TextField(label="Tên cách làm", max_length=300)
    words = lines(
        "Làm thế nào, kết quả ra sao", rows=8, required=True,
        hint="Không ghi điểm, kết quả bỏ phiếu hay thông tin riêng của cá nhân.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, movements: list[Movement], initiatives: list[Initiative], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.movements = {str(m.pk): m for m in movements}
        self.initiatives = {str(i.pk): i for i in initiatives}
        self.add("movement", "Từ phong trào", self.movements)
        self.add("initiative", "Từ sáng kiến của đơn vị", self.initiatives)

    def add(self, name: str, label: str, things: dict[str, Any]) -> None:
        choices = [("", "—"), *((key, thing.title) for key, thing in things.items())]
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def text(self) -> PracticeText:
        given = self.cleaned_data
        initiative = self.initiatives.get(given["initiative"])
        return PracticeText(
            title=given["title"],
            words=given["words"],
            movement=self.movements.get(given["movement"]),
            initiative_id=initiative.pk if initiative else None,
        )


@signed_in
def share(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    own = speaker_or_404(page)
    form = ShareForm(
        request.POST or None,
        movements=list(movements_seen_in(page.bloc_year)),
        initiatives=list(recognised().filter(unit=own.unit)),
    )
    asked = Asked(
        tab="year", heading="Chia sẻ cách làm hay",
        lead="Các đơn vị trong khối đọc được, góp ý và ghi nhận đã áp dụng. Ảnh thêm sau khi đã đăng.",
        button="Đăng lên bảng", back=reverse("board", args=[key]), done="Đã đăng lên bảng.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: practice_share(membership=own, text=form.text(), actor=page.person, at=page.at),
        asked,
    )  # fmt: skip


class AdoptForm(forms.Form):
    on = DateText(label="Áp dụng từ ngày")
    result = lines("Kết quả ở đơn vị tôi")


@signed_in
def adopt(request: HttpRequest, key: UUID, practice: UUID) -> HttpResponse:
    page = year_page(request, key)
    found, own = practice_or_404(page, practice), speaker_or_404(page)
    form = AdoptForm(request.POST or None, initial={"on": page.day})
    asked = Asked(
        tab="year", heading="Đơn vị tôi đã áp dụng", lead=f"{found.title}. Đơn vị: {own.unit.name}.",
        button="Ghi nhận", back=reverse("practice", args=[key, found.pk]), done="Đã ghi nhận.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: practice_adopt(
            practice=found, membership=own, on=form.cleaned_data["on"],
            result=form.cleaned_data["result"], actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


class HideForm(forms.Form):
    reason = TextField(label="Lý do", max_length=400)


@signed_in
def hide(request: HttpRequest, key: UUID, practice: UUID) -> HttpResponse:
    page = year_page(request, key)
    return hidden(request, page, practice_or_404(page, practice), practice)


@signed_in
def hide_remark(request: HttpRequest, key: UUID, practice: UUID, remark: UUID) -> HttpResponse:
    page = year_page(request, key)
    rows = remarks_of(practice_or_404(page, practice))
    found = rows.select_related("practice__bloc_year__authority").filter(pk=remark).first()
    if found is None:
        raise Http404
    return hidden(request, page, found, practice)


def hidden(
    request: HttpRequest, page: YearPage, thing: Practice | Remark, practice: UUID
) -> HttpResponse:
    if not page.may(MAY[HIDE]):
        raise Http404
    form = HideForm(request.POST or None)
    asked = Asked(
        tab="year", heading="Gỡ khỏi bảng",
        lead=f"{thing}. Nội dung vẫn được giữ trong hồ sơ cùng lý do và người gỡ.",
        button="Gỡ", back=reverse("practice", args=[page.bloc_year.pk, practice]), done="Đã gỡ khỏi bảng.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: practice_hide(
            thing=thing, reason=form.cleaned_data["reason"], actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


@signed_in
def practice_photo(request: HttpRequest, key: UUID, practice: UUID) -> HttpResponse:
    page = year_page(request, key)
    found, own = practice_or_404(page, practice), speaker_or_404(page)
    if found.unit_id != own.unit_id or found.hidden_at:
        raise Http404
    form = PhotoForm(request.POST or None, request.FILES or None)
    asked = Asked(
        tab="year", heading="Thêm ảnh", lead=found.title, button="Thêm ảnh",
        back=reverse("practice", args=[key, found.pk]), done="Đã thêm ảnh.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: photo_add(of=found, actor=page.person, at=page.at, **form.told()), asked,
    )  # fmt: skip


ALL, ONE = "nam/<uuid:key>/cach-lam-hay/", "nam/<uuid:key>/cach-lam-hay/<uuid:practice>/"
urls: list[URLPattern] = [
    path(ALL, board, name="board"),
    path(f"{ALL}chia-se/", share, name="practice-share"),
    path(ONE, practice, name="practice"),
    path(f"{ONE}ap-dung/", adopt, name="practice-adopt"),
    path(f"{ONE}anh/", practice_photo, name="practice-photo"),
    path(f"{ONE}go/", hide, name="practice-hide"),
    path(f"{ONE}y-kien/<uuid:remark>/go/", hide_remark, name="remark-hide"),
]
