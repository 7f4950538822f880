"""Scorecards as workbooks: all of a bloc to take along, one to fill in offline and bring back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.policy import stage_open_to
from thidua.apps.filing.enums import XLSX
from thidua.apps.journal.base import Refused
from thidua.text import fold
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.forms.grid import viewer_of
from thidua.web.scorecards import card_or_404
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.scorebooks.bloc_book import bloc_book
from thidua.year.scorebooks.card_book import card_book
from thidua.year.scorebooks.card_reading import CardBack, Proof, read_card
from thidua.year.scorebooks.stored import bloc_cards, card_in_hand, new_proofs, save_card
from thidua.year.workbook import Finding, WorkbookRefused
from thidua.year.workbook.opening import MAX_FILE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from thidua.apps.assessments.models import Scorecard
    from thidua.year.scorebooks.card_sheet import CardInHand

STAGES = {"tu-cham": Stage.SELF, "tham-dinh": Stage.APPRAISED, "duoc-tinh": None}
AGREED_WITHIN = 24 * 60 * 60  # seconds between the preview and the click that saves
SALT = "thidua.scorebooks"


@signed_in
def bloc_download(request: HttpRequest, key: UUID, stage: str) -> HttpResponse:
    """Give all cards of a bloc as one workbook, to those who may see them all."""
    page = year_page(request, key)
    if stage not in STAGES or not viewer_of(page).sees_all:
        raise Http404
    book = bloc_book(bloc_cards(page.bloc_year, STAGES[stage], page.day))
    return workbook(book, f"phieu-cham-diem-{stage}-{page.bloc_year.year}")


def workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    header = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    response["Content-Disposition"] = header or "attachment"
    return response


def own_card_or_404(request: HttpRequest, key: UUID) -> tuple[YearPage, Scorecard]:
    """Return a card whose self-score the person may fill in now."""
    page, card = card_or_404(request, key)
    if stage_open_to(card, page.person, page.at) is not Stage.SELF:
        raise Http404
    return page, card


@signed_in
def card_download(request: HttpRequest, key: UUID) -> HttpResponse:
    page, card = own_card_or_404(request, key)
    unit = "-".join(fold(card.membership.unit.short_name).split())
    return workbook(card_book(card_in_hand(card, page.at)), f"phieu-tu-cham-{unit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line whose points would change."""

    code: str
    text: str
    before: Decimal | None
    after: Decimal
    explanation: str
    since: bool
    figure: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a workbook would change.

    Attributes:
        kept: lines left blank whose points stay as they are.
        agreed: the changes, signed, for the click that saves.
    """

    changes: tuple[Change, ...]
    proofs: tuple[Proof, ...]
    kept: tuple[str, ...]
    before: Decimal
    after: Decimal
    agreed: str
    converted: tuple[Finding, ...] = ()


@signed_in
def offline(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what to do offline; read a workbook that comes back and show what it would change."""
    page, card = own_card_or_404(request, key)
    if request.method != "POST":
        return show(request, page, card)
    try:
        preview = preview_of(page, card, uploaded(request.FILES.get("phieu")))
    except WorkbookRefused as refused:
        return show(request, page, card, findings=refused.findings, status=FAULTY)
    return show(request, page, card, preview=preview)


def show(
    request: HttpRequest, page: YearPage, card: Scorecard, *, status: int = 200, **told: object
) -> HttpResponse:
    response = render_year(request, "scores/offline.html", page, "scorecards", card=card, **told)
    response.status_code = status
    return response


def uploaded(file: UploadedFile[bytes] | None) -> bytes:
    """Return what was uploaded; a file too large isn't read at all.

    Raises:
        WorkbookRefused: no file, or one too large.
    """
    if file is None:
        raise WorkbookRefused([Finding("", "", "Chưa chọn tệp.", "", "Hãy chọn phiếu đã điền.")])
    if (file.size or 0) > MAX_FILE:
        limit = MAX_FILE // 1024 // 1024
        raise WorkbookRefused(
            [Finding("", "", f"Tệp lớn hơn {limit} MB.", "", "Hãy chọn đúng phiếu tự chấm.")]
        )
    content: bytes = file.read()
    return content


def preview_of(page: YearPage, card: Scorecard, content: bytes) -> Preview:
    """Compare what a workbook says with what is stored.

    Raises:
        WorkbookRefused: the workbook can't be taken.
    """
    in_hand = card_in_hand(card, page.at)
    back = read_card(content, in_hand)
    changes = changes_of(card, in_hand, back)
    proofs = tuple(new_proofs(card, back.proofs))
    points = {**known(in_hand), **{change.code: change.after for change in changes}}
    kept = (c.code for c in in_hand.table.leaves() if c.code in in_hand.points)
    return Preview(
        changes=changes,
        proofs=proofs,
        kept=tuple(c for c in kept if c not in back.entered and in_hand.is_open(c)),
        before=scoring.total(in_hand.table, known(in_hand)).total,
        after=scoring.total(in_hand.table, points).total,
        agreed=signed(card, changes, proofs),
        converted=back.converted,
    )


def known(card: CardInHand) -> dict[str, Decimal]:
    return {**card.points, **{c: p for c, p in card.filled.items() if p is not None}}


def changes_of(card: Scorecard, in_hand: CardInHand, back: CardBack) -> tuple[Change, ...]:
    """Return the lines that change; `since` those marked on the page after the file was made."""
    marked = dict(card.marks.filter(stage=Stage.SELF).values_list("criterion__code", "marked_at"))
    texts = {c.code: c.text for c in in_hand.table.criteria}
    return tuple(
        Change(
            code=code,
            text=texts[code],
            before=in_hand.points.get(code),
            after=points,
            explanation=back.entered[code].explanation,
            since=code in marked and marked[code] > back.made_at,
            figure=back.entered[code].figure,
        )
        for code, points in back.points().items()
        if in_hand.points.get(code) != points
        or back.entered[code].figure != in_hand.figures.get(code)
    )


def signed(card: Scorecard, changes: tuple[Change, ...], proofs: tuple[Proof, ...]) -> str:
    """Return the changes as the page keeps them until the person agrees."""
    return signing.dumps(
        {
            "card": str(card.pk),
            "points": {c.code: [text_of(c.before), str(c.after)] for c in changes},
            "figures": {c.code: str(c.figure) for c in changes if c.figure is not None},
            "proofs": [
                [p.code, p.number, p.dated.isoformat() if p.dated else "", p.title] for p in proofs
            ],
        },
        salt=SALT,
        compress=True,
    )


def text_of(points: Decimal | None) -> str:
    return "" if points is None else str(points)


@signed_in
@require_POST
def offline_save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save the changes that were shown, all of them or none."""
    page, card = own_card_or_404(request, key)
    if refused := refusal_of(lambda: save(request, page, card)):
        return show(request, page, card, refused=refused, status=REFUSED)
    return redirect("scorecard", key=card.pk)


def save(request: HttpRequest, page: YearPage, card: Scorecard) -> None:
    told = agreed(request.POST.get("dong-y", ""), card)
    figures = {code: Decimal(figure) for code, figure in told["figures"].items()}
    points = {
        code: Decimal(after) for code, (_, after) in told["points"].items() if code not in figures
    }
    proofs = [
        Proof(code=code, number=number, dated=date.fromisoformat(on) if on else None, title=title)
        for code, number, on, title in told["proofs"]
    ]
    save_card(
        card=card,
        points=points,
        figures=figures,
        seen=seen_in(told["points"]),
        proofs=proofs,
        actor=page.person,
        at=page.at,
    )
    messages.success(
        request,
        f"Đã lưu {len(points) + len(figures):02d} dòng điểm và {len(proofs):02d} minh chứng từ phiếu Excel.",
    )


def seen_in(points: Mapping[str, list[str]]) -> dict[str, Decimal | None]:
    return {code: Decimal(before) if before else None for code, (before, _) in points.items()}


def agreed(text: str, card: Scorecard) -> dict[str, Any]:
    """Return the changes that were shown.

    Raises:
        Refused: they are not those of this card, or too old.
    """
    try:
        told: dict[str, Any] = signing.loads(text, salt=SALT, max_age=AGREED_WITHIN)
    except signing.BadSignature:
        told = {}
    if told.get("card") != str(card.pk):
        raise Refused(
            "Bản xem trước không còn dùng được.",
            "Chưa có gì được lưu.",
            "Hãy tải tệp lên lại rồi lưu trong ngày.",
        )
    return told


urls: list[URLPattern] = [
    path("nam/<uuid:key>/cham-diem/tai-ve/<slug:stage>/", bloc_download, name="bloc-book"),
    path("phieu/<uuid:key>/ngoai-tuyen/", offline, name="card-offline"),
    path("phieu/<uuid:key>/ngoai-tuyen/tai-ve/", card_download, name="card-book"),
    path("phieu/<uuid:key>/ngoai-tuyen/luu/", offline_save, name="card-offline-save"),
]
