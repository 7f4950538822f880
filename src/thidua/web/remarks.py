"""What members say of the draft of an agreement, and the lead's answers."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from thidua.apps.campaigns.enums import RemarkOutcome
from thidua.apps.campaigns.queries import remarks_of, wording_of
from thidua.apps.campaigns.services import clause_remark_make, clause_remark_settle
from thidua.papers.drafts import places_of, texts_of
from thidua.text import clean
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import signed_in
from thidua.web.wording import done, drafted_or_404, remarker


class RemarkForm(forms.Form):
    text = TextField(
        label="Ý kiến",
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wording = TextField(
        label="Đề nghị sửa thành",
        required=False,
        max_length=3_000,
        help_text="Lời dự thảo ghi sẵn; sửa thẳng vào đây nếu muốn đề nghị lời khác, để nguyên nếu chỉ góp ý.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@signed_in
def remark(request: HttpRequest, key: UUID, passage: UUID) -> HttpResponse:
    """Remark on a clause or article of the draft, or propose how it should read."""
    page, agreement = drafted_or_404(request, key)
    text = wording_of(agreement)
    quoted = texts_of(text).get(str(passage))
    own = page.own
    if quoted is None or own is None or not remarker(page):
        raise Http404
    form = RemarkForm(request.POST or None, initial={"wording": quoted})
    place = places_of(text)[str(passage)]
    return answer(
        request, page, form,
        lambda: clause_remark_make(
            agreement=agreement, membership=own, passage=passage,
            text=form.cleaned_data["text"], wording=proposed(form, quoted),
            actor=page.person, at=page.at,
        ),
        Asked(
            tab="agreement", heading=f"Góp ý {place}", lead=quoted, button="Gửi góp ý",
            back=f"{reverse('agreement-wording', args=[key])}#k-{passage}",
            done=f"Đã gửi góp ý về {place} thay mặt {own.unit.name}.",
        ),
    )  # fmt: skip


def proposed(form: forms.Form, quoted: str) -> str:
    """Return the proposed wording; words left as they stand in the draft propose nothing."""
    wording = " ".join(str(form.cleaned_data["wording"]).split())
    return "" if wording == " ".join(quoted.split()) else wording


@require_POST
@signed_in
def settle(request: HttpRequest, key: UUID, remark_key: UUID) -> HttpResponse:
    page, agreement = drafted_or_404(request, key)
    found = remarks_of(agreement).filter(pk=remark_key).first()
    outcome = request.POST.get("ket-qua", "")
    if found is None or outcome not in RemarkOutcome.values:
        raise Http404
    return done(
        request, page, agreement,
        lambda: clause_remark_settle(
            remark=found, outcome=RemarkOutcome(outcome),
            answer=clean(request.POST.get("tra-loi", "")), actor=page.person, at=page.at,
        ),
        f"Đã trả lời ý kiến của {found.membership.unit.name}.",
    )  # fmt: skip


HERE = "nam/<uuid:key>/giao-uoc/du-thao"

urls: list[URLPattern] = [
    path(f"{HERE}/gop-y/<uuid:passage>/", remark, name="agreement-remark"),
    path(f"{HERE}/tra-loi/<uuid:remark_key>/", settle, name="agreement-settle"),
]
