"""Putting a wording into the rows of its articles and clauses, which keep their keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from thidua.apps.campaigns.models import Agreement, Article, Clause, Measure, Target
from thidua.apps.campaigns.queries import wording_of
from thidua.apps.journal.base import Refused, new_id
from thidua.papers.drafts import ArticleWords, ClauseWords, Wording, places_of, texts_of

LONGEST_TITLE, LONGEST_CLAUSE, MOST_ARTICLES, MOST_CLAUSES = 400, 3_000, 40, 40


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article of an agreement before it is stored."""

    number: int
    title: str
    clauses: tuple[str, ...]


def fresh_key() -> str:
    return str(new_id())


def wording_from(articles: Sequence[ArticleText]) -> Wording:
    """Give a new text's articles and clauses their keys; the order counts, not the numbers."""
    return tuple(
        ArticleWords(
            fresh_key(),
            article.title,
            tuple(ClauseWords(fresh_key(), text) for text in article.clauses if text.strip()),
        )
        for article in sorted(articles, key=lambda one: one.number)
    )


def check_size(wording: Wording) -> None:
    crowded = next((a.title for a in wording if len(a.clauses) > MOST_CLAUSES), None)
    if len(wording) > MOST_ARTICLES or crowded:
        raise Refused(
            f"Giao ước có nhiều nhất {MOST_ARTICLES} điều, mỗi điều {MOST_CLAUSES} khoản.",
            remedy="Hãy gộp các khoản ngắn.",
        )
    titles, places = {article.key for article in wording}, places_of(wording)
    for key, text in texts_of(wording).items():
        most = LONGEST_TITLE if key in titles else LONGEST_CLAUSE
        if len(text) > most:
            raise Refused(
                f"{places[key]} dài {len(text)} chữ, nhiều nhất {most} chữ.",
                remedy="Hãy tách thành nhiều khoản.",
            )


def lay(agreement: Agreement, wording: Wording) -> None:
    """Make the rows say what the wording says; what is gone from it is removed."""
    check_size(wording)
    old, new = wording_of(agreement), texts_of(wording)
    gone = [key for key in texts_of(old) if key not in new]
    refuse_to_unmeasure(gone, old)
    agreement.articles.update(number=F("number") + MOST_ARTICLES + 100)
    Article.objects.bulk_create(
        [
            Article(id=one.key, agreement=agreement, number=number, title=one.title)
            for number, one in enumerate(wording, start=1)
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["number", "title"],
    )
    Clause.objects.bulk_create(
        [
            Clause(id=clause.key, article_id=article.key, place=place, text=clause.text)
            for article in wording
            for place, clause in enumerate(article.clauses, start=1)
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["article", "place", "text"],
    )
    Clause.objects.filter(id__in=gone).delete()
    Article.objects.filter(id__in=gone).delete()


def refuse_to_unmeasure(gone: Sequence[str], old: Wording) -> None:
    """Let nothing be removed that a target stands on."""
    keys = [UUID(key) for key in gone]
    measured = Measure.objects.filter(clause__in=keys).values("target")
    under = Target.objects.filter(article__in=keys) | Target.objects.filter(pk__in=measured)
    if target := under.select_related("article").first():
        place = places_of(old).get(str(target.article_id), "")
        raise Refused(
            f"Chưa bỏ được: chỉ tiêu {target.code} gắn với {place}.",
            "Mỗi chỉ tiêu phải có điều, khoản của giao ước làm căn cứ.",
            "Hãy sửa lời hoặc chuyển chỗ thay vì bỏ.",
        )
