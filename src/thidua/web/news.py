"""News of a bloc: written and published by its secretary, read by anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.enums import NewsState
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries.movements import news_of, public_news
from thidua.apps.campaigns.services import NewsText, news_correct, news_publish, news_write
from thidua.text import fold
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.movements import lines
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import News

WRITE, WORD = "campaigns.news.write", "công bố"


@signed_in
def news(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    writes = page.may(MAY[WRITE])
    rows = news_of(page.bloc_year)
    return render_year(
        request, "movements/news.html", page, "year", here="news", writes=writes,
        rows=paged(request, rows if writes else rows.exclude(state=NewsState.DRAFT)),
    )  # fmt: skip


class NewsForm(forms.Form):
    title = TextField(label="Tiêu đề", max_length=200)
    words = lines(
        "Nội dung", rows=12, required=True,
        hint="Ai cũng đọc được. Không nêu số phiếu; điểm, xếp hạng chỉ nêu sau hội nghị tổng kết.",
    )  # fmt: skip

    def text(self) -> NewsText:
        return NewsText(self.cleaned_data["title"], self.cleaned_data["words"])


class WordForm(forms.Form):
    """A typed word before what anybody may read."""

    word = TextField(
        label=f"Gõ “{WORD}” để xác nhận",
        max_length=20,
        help_text="Tin đã công bố không sửa được; sai sót chỉ đính chính bằng tin mới.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_word(self) -> str:
        if fold(str(self.cleaned_data["word"])) != fold(WORD):
            raise forms.ValidationError(f"Hãy gõ đúng chữ “{WORD}”.")
        return WORD


class CorrectForm(WordForm, NewsForm):
    reason = TextField(label="Lý do đính chính", max_length=400)
    field_order = ("title", "words", "reason", "word")


def page_of_writer(request: HttpRequest, key: UUID) -> YearPage:
    page = year_page(request, key)
    if not page.may(MAY[WRITE]):
        raise Http404
    return page


def news_or_404(page: YearPage, key: UUID, state: NewsState) -> News:
    rows = news_of(page.bloc_year).select_related("bloc_year__authority")
    found = rows.filter(pk=key, state=state).first()
    if found is None:
        raise Http404
    return found


def asked(page: YearPage, heading: str, button: str, done: str, lead: str = "") -> Asked:
    back = reverse("news", args=[page.bloc_year.pk])
    return Asked(tab="year", heading=heading, lead=lead, button=button, back=back, done=done)


@signed_in
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    return drafted(request, page_of_writer(request, key), None)


@signed_in
def rewrite(request: HttpRequest, key: UUID, news: UUID) -> HttpResponse:
    page = page_of_writer(request, key)
    return drafted(request, page, news_or_404(page, news, NewsState.DRAFT))


def drafted(request: HttpRequest, page: YearPage, draft: News | None) -> HttpResponse:
    form = NewsForm(request.POST or None, initial=known(draft))
    return answer(
        request, page, form,
        lambda: news_write(
            bloc_year=page.bloc_year, text=form.text(), draft=draft, actor=page.person, at=page.at
        ),
        asked(page, "Soạn tin của khối", "Lưu bản nháp", "Đã lưu bản nháp; chưa ai ngoài thư ký đọc được."),
    )  # fmt: skip


def known(news: News | None) -> dict[str, Any]:
    return {"title": news.title, "words": news.words} if news else {}


@signed_in
def publish(request: HttpRequest, key: UUID, news: UUID) -> HttpResponse:
    page = page_of_writer(request, key)
    found = news_or_404(page, news, NewsState.DRAFT)
    form = WordForm(request.POST or None)
    return answer(
        request, page, form,
        lambda: news_publish(news=found, actor=page.person, at=page.at),
        asked(page, "Công bố tin", "Công bố", "Đã công bố tin.", lead=found.title),
    )  # fmt: skip


@signed_in
def correct(request: HttpRequest, key: UUID, news: UUID) -> HttpResponse:
    page = page_of_writer(request, key)
    found = news_or_404(page, news, NewsState.PUBLISHED)
    form = CorrectForm(request.POST or None, initial=known(found))
    return answer(
        request, page, form,
        lambda: news_correct(
            news=found, text=form.text(), reason=form.cleaned_data["reason"],
            actor=page.person, at=page.at,
        ),
        asked(page, "Đính chính tin", "Công bố bản đính chính", "Đã công bố bản đính chính."),
    )  # fmt: skip


def public_list(request: HttpRequest) -> HttpResponse:
    return render(request, "public/news.html", {"rows": paged(request, public_news())})


def public_one(request: HttpRequest, news: UUID) -> HttpResponse:
    found = public_news().filter(pk=news).first()
    if found is None:
        raise Http404
    return render(request, "public/news_one.html", {"news": found})


ALL, ONE = "nam/<uuid:key>/tin/", "nam/<uuid:key>/tin/<uuid:news>/"
urls: list[URLPattern] = [
    path("cong-khai/tin/", public_list, name="public-news"),
    path("cong-khai/tin/<uuid:news>/", public_one, name="public-news-one"),
    path(ALL, news, name="news"),
    path(f"{ALL}soan/", write, name="news-write"),
    path(f"{ONE}sua/", rewrite, name="news-rewrite"),
    path(f"{ONE}cong-bo/", publish, name="news-publish"),
    path(f"{ONE}dinh-chinh/", correct, name="news-correct"),
]
