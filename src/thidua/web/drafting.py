"""Drafting an agreement: this year's where there is none, or next year's at the conference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.campaigns.services import ArticleText, agreement_draft
from thidua.apps.journal.base import Provenance
from thidua.apps.meetings.enums import MeetingKind, MeetingState
from thidua.apps.meetings.policy import MAY as MAY_MEET
from thidua.apps.meetings.queries import meeting_of
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.calling import provenance_of
from thidua.web.shell import signed_in, year_page
from thidua.web.years import year_before
from thidua.year.conference import awaits_next, last_articles, open_next_year

if TYPE_CHECKING:
    from thidua.apps.meetings.models import Meeting

HEADING = re.compile(r"^điều\s+\d+\s*[.:]\s*(?P<title>.+)$", re.IGNORECASE)
LONGEST_TITLE = 400


class AgreementForm(forms.Form):
    text = TextField(
        label="Nội dung giao ước",
        max_length=40_000,
        help_text="Mỗi điều bắt đầu bằng một dòng “Điều 1. Tên điều”; mỗi dòng sau đó là một khoản.",
        widget=forms.Textarea(attrs={"rows": 26}),
    )

    def clean_text(self) -> list[ArticleText]:
        return articles_in(str(self.cleaned_data["text"]))


def articles_in(text: str) -> list[ArticleText]:
    """Read articles from text, numbered in their order whatever number was typed.

    Raises:
        forms.ValidationError: no article, a clause before the first, or a title too long.
    """
    articles: list[tuple[str, list[str]]] = []
    for line in (line.strip() for line in text.splitlines()):
        if found := HEADING.match(line):
            articles.append((found["title"].strip(), []))
        elif line and not articles:
            raise forms.ValidationError(
                f"Dòng đầu tiên phải là một điều, không phải “{line[:60]}”."
            )
        elif line:
            articles[-1][1].append(line)
    if not articles:
        raise forms.ValidationError("Chưa có điều nào; hãy bắt đầu bằng “Điều 1. …”.")
    if any(len(title) > LONGEST_TITLE for title, _ in articles):
        raise forms.ValidationError(f"Tên điều dài không quá {LONGEST_TITLE} chữ.")
    return [
        ArticleText(number, title, tuple(clauses))
        for number, (title, clauses) in enumerate(articles, start=1)
    ]


def text_of(articles: Iterable[ArticleText]) -> str:
    return "\n\n".join("\n".join(told(article)) for article in articles)


def told(article: ArticleText) -> Iterator[str]:
    yield f"Điều {article.number}. {article.title}"
    yield from article.clauses


@signed_in
def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Draft the agreement of a year that has none yet."""
    page = year_page(request, key)
    year = page.bloc_year
    if agreement_of(year) is not None or not page.may(MAY["campaigns.agreement.draft"]):
        raise Http404
    before = year_before(year)
    start = text_of(last_articles(before)) if before else ""
    form = AgreementForm(request.POST or None, initial={"text": start})
    return answer(
        request, page, form,
        lambda: agreement_draft(
            bloc_year=year, title=f"Giao ước thi đua năm {year.year}",
            articles=form.cleaned_data["text"], provenance=provenance_of(page),
            actor=page.person, at=page.at,
        ),
        asked_about(
            year.year, reverse("agreement", args=[key]), "agreement",
            "chờ các đơn vị ký", "Lập giao ước để ký",
        ),
    )  # fmt: skip


@signed_in
def next_draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Open the next year under the elected lead, with the agreement the conference will vote on."""
    page = year_page(request, key)
    meeting = meeting_of(page.bloc_year, MeetingKind.CONFERENCE)
    if (
        meeting is None
        or not awaits_next(meeting)
        or not page.may(MAY_MEET["meetings.motion.table"])
    ):
        raise Http404
    form = AgreementForm(
        request.POST or None, initial={"text": text_of(last_articles(page.bloc_year))}
    )
    return answer(
        request, page, form,
        lambda: open_next_year(
            meeting=meeting, articles=form.cleaned_data["text"],
            provenance=Provenance(provenance_of(page)), actor=page.person, at=page.at,
        ),
        asked_about(
            page.bloc_year.year + 1, reverse("conference", args=[key]), "conference",
            *next_steps(meeting),
        ),
    )  # fmt: skip


def next_steps(meeting: Meeting) -> tuple[str, str]:
    """Say what follows for next year's agreement, and what the button does: it opens the year too."""
    if meeting.state == MeetingState.CLOSED:
        return "chờ các đơn vị ký", "Mở năm mới và lập giao ước để ký"
    return "chờ hội nghị thông qua rồi ký", "Mở năm mới và lập giao ước để thông qua"


def asked_about(year: int, back: str, tab: str, follows: str, button: str) -> Asked:
    return Asked(
        tab=tab,
        heading=f"Soạn giao ước thi đua năm {year}",
        lead=f"Bắt đầu từ giao ước năm trước. Lập xong thì giao ước {follows}, không sửa lời được nữa.",
        button=button,
        back=back,
        done=f"Đã lập giao ước thi đua năm {year}; giao ước {follows}.",
        confirm=f"Lời giao ước được giữ nguyên như trên và {follows}; không sửa được nữa.",
    )


urls: list[URLPattern] = [
    path("nam/<uuid:key>/giao-uoc/soan/", draft, name="agreement-draft"),
    path("nam/<uuid:key>/giao-uoc/nam-sau/", next_draft, name="agreement-next"),
]
