"""Evidence on a scorecard: a paper, a figure, a file; for one line or many."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from thidua.apps.assessments.policy import MAY, stage_open_to
from thidua.apps.assessments.queries import evidence_of_unit, last_year_of, sheet_of
from thidua.apps.assessments.services import (
    Again,
    FigureRef,
    FileRef,
    evidence_attach,
    evidence_detach,
    evidence_link,
)
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.filing.base import read_upload
from thidua.apps.journal.base import Refused
from thidua.text import parse_date, parse_decimal
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.deeds import refusal_of
from thidua.web.forms.typed import NOTHING_TYPED, Typed, read_typed
from thidua.web.scorecards import card_or_404, save_marks, show, stage_now
from thidua.web.shell import YearPage, signed_in
from thidua.year.steps import together

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Criterion, Evidence, Mark, Scorecard


@signed_in
@require_POST
def attach(request: HttpRequest, key: UUID) -> HttpResponse:
    """Attach evidence to a line; marks typed meanwhile are saved too."""
    page, card = card_or_404(request, key)
    code, sheet = request.POST.get("criterion", ""), sheet_of(card, live=stage_now(card))
    opened = stage_open_to(card, page.person, page.at)
    typed = NOTHING_TYPED
    if opened is not None:
        typed = read_typed(request.POST.dict(), sheet.rows, opened, card.table)
    if typed.faults:
        return show(request, page, card, typed=typed, sheet=sheet)
    clashing: list[Mark] = []
    if refused := refusal_of(
        lambda: clashing.extend(save_and_attach(request, page, card, code, typed))
    ):
        return show(request, page, card, typed=typed, refused=refused)
    if clashing:
        return show(request, page, card, typed=typed.left_over(clashing))
    messages.success(request, f"Đã gắn minh chứng cho tiêu chí {code}.")
    return redirect("scorecard", key=card.pk)


@together
def save_and_attach(
    request: HttpRequest, page: YearPage, card: Scorecard, code: str, typed: Typed
) -> tuple[Mark, ...]:
    opened = stage_open_to(card, page.person, page.at)
    evidence_attach(
        scorecard=card,
        criterion=line_of(card, code),
        proof=read_proof(request),
        actor=page.person,
        at=page.at,
    )
    return save_marks(page, card, opened, typed) if opened is not None else ()


def line_of(card: Scorecard, code: str) -> Criterion:
    """Return the line of a code, which may be followed by its text.

    Raises:
        Refused: no line of the card is scored under it.
    """
    wanted = code.strip().split(" ", 1)[0]
    for row in sheet_of(card).rows:
        if row.is_leaf and row.criterion.code == wanted:
            return row.criterion
    raise Refused("Chưa chọn tiêu chí cho minh chứng.", remedy="Hãy chọn một tiêu chí.")


def read_proof(request: HttpRequest) -> PaperRef | FigureRef | FileRef:
    """Read what was given as proof.

    Raises:
        Refused: what is wanted of its kind is missing, or can't be read.
    """
    kind = request.POST.get("kind", "paper")
    if kind == "file":
        return read_file(request)
    return read_figure(request) if kind == "figure" else read_paper(request)


def read_paper(request: HttpRequest) -> PaperRef:
    number, dated, title = (
        request.POST.get(name, "").strip() for name in ("number", "dated", "title")
    )
    if not number:
        raise Refused("Chưa ghi số văn bản.", remedy="Ghi số, ký hiệu, ví dụ 125/BC-SNV.")
    try:
        day = parse_date(dated) if dated else None
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    return PaperRef(number=number, dated=day, title=title)


def read_figure(request: HttpRequest) -> FigureRef:
    figure, period, source = (
        request.POST.get(name, "").strip() for name in ("figure", "period", "source")
    )
    try:
        return FigureRef(figure=parse_decimal(figure), period=period, source=source)
    except ValueError as wrong:
        raise Refused(f"Số liệu: {wrong}") from wrong


def read_file(request: HttpRequest) -> FileRef:
    sent = request.FILES.get("file")
    if sent is None or isinstance(sent, list):
        raise Refused("Chưa chọn tệp.", remedy="Hãy chọn hoặc kéo thả một tệp.")
    upload = read_upload(sent.name or "", sent.read())
    return FileRef(upload=upload, title=request.POST.get("title", "").strip())


@signed_in
@require_POST
def link(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """Let evidence speak for another line; that of last year's card is taken over."""
    page, card = card_or_404(request, key)
    evidence = evidence_of_unit(card, item)
    if evidence is None:
        raise Http404
    code = request.POST.get("criterion", "")

    if refused := refusal_of(lambda: link_to(page, card, evidence, code)):
        return show(request, page, card, refused=refused)
    messages.success(request, f"Đã gắn minh chứng cho tiêu chí {code.split(' ', 1)[0]}.")
    return redirect("scorecard", key=card.pk)


def link_to(page: YearPage, card: Scorecard, evidence: Evidence, code: str) -> None:
    line, actor, at = line_of(card, code), page.person, page.at
    if evidence.scorecard_id == card.pk:
        evidence.scorecard = card
        evidence_link(evidence=evidence, criterion=line, actor=actor, at=at)
        return
    if not any(evidence in old.evidence for old in last_year_of(card).values()):
        raise Http404
    evidence_attach(scorecard=card, criterion=line, proof=Again(evidence), actor=actor, at=at)


class DetachForm(forms.Form):
    reason = TextField(label="Vì sao gỡ", max_length=400)


@signed_in
def detach(request: HttpRequest, key: UUID, item: UUID, code: str) -> HttpResponse:
    page, card = card_or_404(request, key)
    evidence = card.evidence.filter(pk=item, links__criterion__code=code).first()
    if evidence is None or not page.may(MAY["assessments.evidence.detach"], card.membership.unit):
        raise Http404
    evidence.scorecard = card
    form = DetachForm(request.POST or None)
    asked = Asked(
        tab="scorecards",
        heading=f"Gỡ minh chứng {evidence}",
        lead=f"Khỏi tiêu chí {code} của phiếu {card.membership.unit.name}. Nhật ký vẫn giữ minh chứng đã gỡ.",
        button="Gỡ",
        back=reverse("scorecard", args=[card.pk]),
        done=f"Đã gỡ minh chứng khỏi tiêu chí {code}.",
    )
    return answer(
        request, page, form,
        lambda: evidence_detach(
            evidence=evidence, criterion=line_of(card, code),
            reason=form.cleaned_data["reason"], actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


@signed_in
def download(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """Hand a file out, to be saved and never opened in the page, to who may read its card."""
    _, card = card_or_404(request, key)
    evidence = evidence_of_unit(card, item)
    if evidence is None or evidence.file is None or not is_shown(card, evidence.pk):
        raise Http404
    response = HttpResponse(bytes(evidence.file.content), content_type=evidence.file.media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=evidence.file_name) or "attachment"
    )
    return response


def is_shown(card: Scorecard, item: UUID) -> bool:
    if card.evidence.filter(pk=item).exists():
        return True
    return any(item == e.pk for old in last_year_of(card).values() for e in old.evidence)


urls: list[URLPattern] = [
    path("phieu/<uuid:key>/minh-chung/", attach, name="scorecard-evidence"),
    path("phieu/<uuid:key>/minh-chung/<uuid:item>/", link, name="scorecard-evidence-link"),
    path(
        "phieu/<uuid:key>/minh-chung/<uuid:item>/go/<str:code>/",
        detach,
        name="scorecard-evidence-detach",
    ),
    path("phieu/<uuid:key>/tep/<uuid:item>/", download, name="scorecard-evidence-file"),
]
