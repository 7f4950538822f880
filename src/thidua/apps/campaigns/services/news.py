"""Deeds about news of a bloc for the public: write, publish, correct."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import NewsState
from thidua.apps.campaigns.models import News
from thidua.apps.campaigns.policy import MAY
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import about_year, require
from thidua.text import fold

LONGEST = 10_000
# Votes are told by no news: what a ballot may say of itself stands in the minutes.
BALLOT = re.compile(
    r"\b\d+(?:[/.,]\d+)?\s*(?:%\s*)?(?:la )?phieu\b(?! khao sat)|\bphieu (?:bau|kin) cua\b"
)
SCORE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*diem\b|\bdiem(?: so)?:?\s*\d|\bxep (?:thu|hang)\b|\b(?:dan|dung) dau\b"
)


@dataclass(frozen=True, slots=True)
class NewsText:
    title: str
    words: str


@transaction.atomic
def news_write(
    *, bloc_year: BlocYear, text: NewsText, draft: News | None, actor: Person, at: datetime
) -> News:
    """Write a piece of news, or write its draft anew."""
    deed = "campaigns.news.write"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    check_text(text)
    if draft is not None:
        take_draft(draft)
    news = draft or News(bloc_year=bloc_year)
    news.title, news.words, news.written_by, news.written_at = text.title, text.words, actor, at
    news.save()
    tell(deed, news, actor, at)
    return news


def take_draft(draft: News) -> None:
    take_up(draft, "state", authority_id=draft.bloc_year.authority_id)
    if draft.state != NewsState.DRAFT:
        raise Refused(
            f"Tin “{draft}” đã công bố, không sửa được.",
            remedy="Có sai sót thì dùng “Đính chính”.",
        )


def check_text(text: NewsText) -> None:
    if not (text.title and text.words):
        raise Refused("Tin phải có tiêu đề và nội dung.")
    if len(text.words) > LONGEST:
        raise Refused(f"Tin dài quá {LONGEST} chữ cái.", remedy="Hãy viết gọn lại.")


def check_public(bloc_year: BlocYear, text: NewsText) -> None:
    """Refuse what would tell the public of votes, or of scores before the conference has settled them."""
    take_up(bloc_year, "phase", authority_id=bloc_year.authority_id)
    told = fold(f"{text.title}\n{text.words}")
    if found := BALLOT.search(told):
        raise Refused(
            f"Tin có nói đến số phiếu (“{found[0].strip()}”).",
            "Phiếu kín không được nêu ở tin công khai; kết quả biểu quyết ghi tại biên bản.",
            "Hãy bỏ đoạn đó.",
        )
    if Phase(bloc_year.phase).place <= Phase.CONFERENCE.place and (found := SCORE.search(told)):
        raise Refused(
            f"Tin có nói đến điểm hoặc xếp hạng (“{found[0].strip()}”).",
            "Điểm và xếp hạng chỉ công khai sau khi hội nghị tổng kết đã quyết.",
            "Hãy bỏ đoạn đó, hoặc công bố sau hội nghị.",
        )


@transaction.atomic
def news_publish(*, news: News, actor: Person, at: datetime) -> News:
    deed, year = "campaigns.news.publish", news.bloc_year
    require(deed, MAY[deed], about_year(year, actor, at))
    take_draft(news)
    check_public(year, NewsText(news.title, news.words))
    news.state, news.published_on = NewsState.PUBLISHED, localdate(at)
    news.save(update_fields=["state", "published_on"])
    tell(deed, news, actor, at)
    return news


@transaction.atomic
def news_correct(*, news: News, text: NewsText, reason: str, actor: Person, at: datetime) -> News:
    """Publish a correction in the place of published news, which stays on record."""
    deed, year = "campaigns.news.correct", news.bloc_year
    require(deed, MAY[deed], about_year(year, actor, at))
    take_up(news, "state", authority_id=year.authority_id)
    if news.state != NewsState.PUBLISHED:
        raise Refused(f"Tin “{news}”: {news.get_state_display().lower()}, không đính chính được.")
    if not reason:
        raise Refused("Đính chính phải ghi lý do.")
    check_text(text)
    check_public(year, text)
    made = News.objects.create(
        bloc_year=year, title=text.title, words=text.words, state=NewsState.PUBLISHED,
        published_on=localdate(at), corrects=news, corrected_why=reason,
        written_by=actor, written_at=at,
    )  # fmt: skip
    news.state = NewsState.CORRECTED
    news.save(update_fields=["state"])
    tell(deed, made, actor, at, reason=reason, corrects=str(news.pk))
    return made


def tell(deed: str, news: News, actor: Person, at: datetime, **facts: object) -> None:
    record(
        deed, on=news, authority_id=news.bloc_year.authority_id, actor_id=actor.pk, at=at,
        title=news.title, **facts,
    )  # fmt: skip
