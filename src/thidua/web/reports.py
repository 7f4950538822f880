"""Reports on their way: who has sent what, comments by a day, what sentences rest on, old versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from thidua.apps.filing.enums import PaperKind, RoundPurpose
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import comment_for, rounds_of
from thidua.apps.filing.services import round_answer, round_comment, round_open
from thidua.web.charts import bars
from thidua.web.drafts import ONE, composed_or_404, number_in, show, told_saved
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.deeds import refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.drafts import opened, restore
from thidua.year.report_progress import HALVES, Standing, report_standings
from thidua.year.report_traces import traced

if TYPE_CHECKING:
    from thidua.apps.filing.models import DraftRound

MAY_OPEN = MAY["filing.round.open"]


def report_kind(kind: str) -> PaperKind:
    """Return the bloc's report that an address names."""
    if kind not in HALVES:
        raise Http404
    return PaperKind(kind)


@signed_in
def progress(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Show who has sent a report, what is missing, and what units say of the draft."""
    page, paper = year_page(request, key), report_kind(kind)
    rounds = rounds_of(page.bloc_year, paper)
    standings = report_standings(page.bloc_year, paper)
    own = next((s for s in standings if page.own and s.member.pk == page.own.pk), None)
    draft = opened(page.bloc_year, paper, page.at)
    return render_year(
        request, "year/report_progress.html", page, "papers",
        kind=paper, standings=standings, own=own, draft=draft, may_open=page.may(MAY_OPEN),
        reports=rounds.get(RoundPurpose.REPORTS), asked=rounds.get(RoundPurpose.COMMENTS),
        comments=[comment for one in standings for comment in one.comments],
        owing=[one.member.unit.short_name for one in standings if one.owes],
        missing_chart=chart_of(standings), purposes=RoundPurpose,
        may_comment=may_comment(page, rounds),
    )  # fmt: skip


def chart_of(standings: list[Standing]) -> object:
    """Draw how many figures and explanations each unit still owes; nothing where none does."""
    owed = {
        one.member.unit.short_name: float(len(one.blank) + len(one.unexplained))
        for one in standings
    }
    return bars(owed, "Số liệu, giải trình còn thiếu") if any(owed.values()) else None


def may_comment(page: YearPage, rounds: Mapping[RoundPurpose, DraftRound]) -> bool:
    asked = rounds.get(RoundPurpose.COMMENTS)
    own = page.own
    return (
        asked is not None
        and own is not None
        and page.day <= asked.due_on
        and page.may(MAY["filing.round.comment"], own.unit)
    )


class RoundForm(forms.Form):
    due_on = DateText(label="Hạn", help_text="Ngày/tháng/năm, ví dụ 05/12/2021.")
    note = TextField(label="Yêu cầu thêm", max_length=400, required=False)


@signed_in
def open_round(request: HttpRequest, key: UUID, kind: str, purpose: str) -> HttpResponse:
    page, paper = year_page(request, key), report_kind(kind)
    if purpose not in RoundPurpose.values or not page.may(MAY_OPEN):
        raise Http404
    form = RoundForm(request.POST or None)
    what = RoundPurpose(purpose)
    asked = Asked(
        tab="papers",
        heading=f"{what.label}: {paper.label.lower()}",
        lead="Các đơn vị thấy việc này trong mục Việc cần làm cho đến hết hạn. Mở lại đợt mới để gia hạn.",
        button="Mở đợt",
        back=reverse("report-progress", args=[key, kind]),
        done=f"Đã mở đợt: {what.label.lower()}.",
    )
    return answer(
        request, page, form,
        lambda: round_open(
            bloc_year=page.bloc_year, kind=paper, purpose=what, actor=page.person, at=page.at,
            **form.cleaned_data,
        ),
        asked,
    )  # fmt: skip


class WordsForm(forms.Form):
    text = TextField(label="Nội dung", max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}))


@signed_in
def comment(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Let a unit say what it thinks of the draft."""
    page, paper = year_page(request, key), report_kind(kind)
    rounds = rounds_of(page.bloc_year, paper)
    round_, own = rounds.get(RoundPurpose.COMMENTS), page.own
    if round_ is None or own is None:
        raise Http404
    form = WordsForm(request.POST or None)
    asked = Asked(
        tab="papers",
        heading=f"Góp ý dự thảo {paper.label.lower()}",
        lead=f"Ý kiến của {own.unit.name}; nhất trí thì ghi: Nhất trí.",
        button="Gửi ý kiến",
        back=reverse("report-progress", args=[key, kind]),
        done="Đã gửi ý kiến.",
    )
    return answer(
        request, page, form,
        lambda: round_comment(
            round_=round_, unit=own.unit, text=form.cleaned_data["text"], actor=page.person,
            at=page.at,
        ),
        asked,
    )  # fmt: skip


@signed_in
def reply(request: HttpRequest, key: UUID, kind: str, said: UUID) -> HttpResponse:
    """Say what was made of a unit's comment."""
    page = year_page(request, key)
    report_kind(kind)
    found = comment_for(page.bloc_year, said)
    if found is None or not page.may(MAY["filing.round.answer"]):
        raise Http404
    form = WordsForm(request.POST or None)
    asked = Asked(
        tab="papers",
        heading="Tiếp thu, giải trình",
        lead=found.text,
        button="Ghi tiếp thu, giải trình",
        back=reverse("report-progress", args=[key, kind]),
        done="Đã ghi tiếp thu, giải trình.",
    )
    return answer(
        request, page, form,
        lambda: round_answer(
            comment=found, answer=form.cleaned_data["text"], actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


@signed_in
def sources(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Show under each sentence composed from records the rows it rests on."""
    page, found = composed_or_404(request, key, kind)
    return render_year(
        request, "drafts/sources.html", page, "papers", draft=found, passages=traced(found)
    )


@signed_in
@require_POST
def restore_version(request: HttpRequest, key: UUID, kind: str, number: int) -> HttpResponse:
    """Let an earlier version's words stand again, as the newest version."""
    page, found = composed_or_404(request, key, kind)
    if number_in(request.POST.get("ban", "")) != found.number:
        messages.warning(request, "Bản dự thảo vừa được lưu thêm một lần. Hãy xem lại.")
        return redirect("draft-versions", key=key, kind=kind)
    refused = refusal_of(
        lambda: told_saved(
            request, found, restore(draft=found, number=number, actor=page.person, at=page.at)
        )
    )
    if refused:
        return show(request, page, found, refused=refused)
    return redirect("draft", key=key, kind=kind)


REPORT = "nam/<uuid:key>/tong-hop/<slug:kind>"

urls: list[URLPattern] = [
    path(f"{REPORT}/", progress, name="report-progress"),
    path(f"{REPORT}/mo/<slug:purpose>/", open_round, name="round-open"),
    path(f"{REPORT}/gop-y/", comment, name="round-comment"),
    path(f"{REPORT}/gop-y/<uuid:said>/", reply, name="round-answer"),
    path(f"{ONE}/goc/", sources, name="draft-sources"),
    path(f"{ONE}/cac-ban/<int:number>/lay-lai/", restore_version, name="draft-restore"),
]
