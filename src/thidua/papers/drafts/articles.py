"""The wording of an agreement while it is drafted: articles with clauses that keep their keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from thidua.papers.drafts.differences import Stretch, out_of_order, word_differences

T = TypeVar("T")
_ALIKE = 0.5
"""From this likeness on two clauses of two years are one reworded, not one dropped and one added."""


@dataclass(frozen=True, slots=True)
class ClauseWords:
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleWords:
    key: str
    title: str
    clauses: tuple[ClauseWords, ...] = ()


Wording = tuple[ArticleWords, ...]
Fresh = Callable[[], str]
"""Gives a key that nothing has yet."""


@dataclass(frozen=True, slots=True)
class TextClash:
    """A passage two people changed from the same text; without `theirs` the other removed it."""

    key: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A passage that differs between two wordings; an empty side: added or dropped."""

    place: str
    key: str
    before: str
    after: str
    moved: bool = False

    @property
    def words(self) -> tuple[Stretch, ...]:
        return word_differences(self.before, self.after)

    @property
    def name(self) -> str:
        if not self.before:
            return "thêm"
        if not self.after:
            return "bỏ"
        return "đổi chỗ" if self.before == self.after else "sửa lời"


def wording_to_json(wording: Wording) -> list[dict[str, Any]]:
    return [
        {"key": a.key, "title": a.title, "clauses": [[c.key, c.text] for c in a.clauses]}
        for a in wording
    ]


def wording_from_json(told: Iterable[Mapping[str, Any]]) -> Wording:
    return tuple(
        ArticleWords(a["key"], a["title"], tuple(ClauseWords(*c) for c in a["clauses"]))
        for a in told
    )


def texts_of(wording: Wording) -> dict[str, str]:
    """Return titles and clauses by key, in the order of the text."""
    return {
        key: text
        for article in wording
        for key, text in ((article.key, article.title), *((c.key, c.text) for c in article.clauses))
    }


def places_of(wording: Wording) -> dict[str, str]:
    """Return "Điều 2" or "khoản 3 Điều 2" by key."""
    found: dict[str, str] = {}
    for number, article in enumerate(wording, start=1):
        found[article.key] = f"Điều {number}"
        for place, clause in enumerate(article.clauses, start=1):
            found[clause.key] = f"khoản {place} Điều {number}"
    return found


def retyped(
    base: Wording, theirs: Wording, typed: Mapping[str, str]
) -> tuple[dict[str, str], tuple[TextClash, ...]]:
    """Tell which passages somebody who began at `base` changed, and which the other changed too.

    What was typed as it stood in `base` is no change, so it overwrites nothing of `theirs`.
    """
    began, now = texts_of(base), texts_of(theirs)
    changed: dict[str, str] = {}
    clashes: list[TextClash] = []
    for key, text in typed.items():
        if key not in began or text in (began[key], now.get(key)):
            continue
        if now.get(key) == began[key]:
            changed[key] = text
        else:
            clashes.append(TextClash(key, text, now.get(key, "")))
    return changed, tuple(clashes)


def reworded(wording: Wording, changed: Mapping[str, str], fresh: Fresh) -> Wording:
    """Put new texts in: an empty one removes, each further line becomes a clause that follows."""
    return tuple(
        ArticleWords(
            article.key,
            " ".join(changed.get(article.key, article.title).split()),
            tuple(
                ClauseWords(clause.key if first else fresh(), line)
                for clause in article.clauses
                for first, line in _lines(changed.get(clause.key, clause.text))
            ),
        )
        for article in wording
        if changed.get(article.key, article.title).strip()
    )


def with_clauses(wording: Wording, article: str, text: str, fresh: Fresh) -> Wording:
    """Add clauses at the end of an article, one for each line."""
    new = tuple(ClauseWords(fresh(), line) for _, line in _lines(text))
    return tuple(replace(a, clauses=a.clauses + new) if a.key == article else a for a in wording)


def with_article(wording: Wording, title: str, fresh: Fresh) -> Wording:
    title = " ".join(title.split())
    return (*wording, ArticleWords(fresh(), title)) if title else wording


def without(wording: Wording, key: str) -> Wording:
    """Remove a clause, or an article with all its clauses."""
    return tuple(
        replace(a, clauses=tuple(c for c in a.clauses if c.key != key))
        for a in wording
        if a.key != key
    )


def shifted(wording: Wording, key: str, by: int) -> Wording:
    """Move an article or a clause one place up (-1) or down (1); a clause passes into the next article."""
    keys = [article.key for article in wording]
    if key in keys:
        return tuple(_swapped(wording, keys.index(key), by))
    for at, article in enumerate(wording):
        inside = [clause.key for clause in article.clauses]
        if key not in inside:
            continue
        place = inside.index(key)
        if 0 <= place + by < len(inside):
            moved = replace(article, clauses=tuple(_swapped(article.clauses, place, by)))
            return (*wording[:at], moved, *wording[at + 1 :])
        return _passed_on(wording, at, article.clauses[place], by)
    return wording


def wording_changes(before: Wording, after: Wording) -> tuple[Changed, ...]:
    """Return what differs between two versions of one wording, in the order of the newer one."""
    old, new = texts_of(before), texts_of(after)
    places = {**places_of(before), **places_of(after)}
    moved = out_of_order(list(old), list(new)) | _elsewhere(before, after)
    return tuple(
        Changed(places[key], key, old.get(key, ""), new.get(key, ""), key in moved)
        for key in (*new, *(k for k in old if k not in new))
        if old.get(key) != new.get(key) or key in moved
    )


def year_changes(before: Wording, after: Wording) -> tuple[Changed, ...]:
    """Compare the wordings of two years, whose clauses share no keys: by their words.

    Passages that read the same are left out, wherever they stand.
    """
    old, new = _clauses_of(before), _clauses_of(after)
    same = {text for _, text in old} & {text for _, text in new}
    old, new = ([one for one in side if one[1] not in same] for side in (old, new))
    pairs = _paired([text for _, text in old], [text for _, text in new])
    taken = set(pairs.values())
    return (
        *(
            Changed(place, str(n), old[pairs[n]][1] if n in pairs else "", text)
            for n, (place, text) in enumerate(new)
        ),
        *(Changed(place, "", text, "") for n, (place, text) in enumerate(old) if n not in taken),
    )


def _clauses_of(wording: Wording) -> list[tuple[str, str]]:
    texts, places = texts_of(wording), places_of(wording)
    return [(places[key], text) for key, text in texts.items()]


def _paired(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair new texts with the old ones they are most like, the likest first, each once."""
    likeness = sorted(
        (
            (SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio(), -n, -o)
            for n, other in enumerate(new)
            for o, one in enumerate(old)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for ratio, n, o in likeness:
        if ratio >= _ALIKE and -n not in pairs and -o not in pairs.values():
            pairs[-n] = -o
    return pairs


def _elsewhere(before: Wording, after: Wording) -> set[str]:
    """Return the clauses that stand in another article than before."""
    old, new = ({c.key: a.key for a in side for c in a.clauses} for side in (before, after))
    return {key for key, article in new.items() if key in old and old[key] != article}


def _lines(text: str) -> list[tuple[bool, str]]:
    lines = [line for line in (" ".join(one.split()) for one in text.splitlines()) if line]
    return [(place == 0, line) for place, line in enumerate(lines)]


def _swapped(things: Sequence[T], place: int, by: int) -> list[T]:
    told = list(things)
    other = place + by
    if 0 <= other < len(told):
        told[place], told[other] = told[other], told[place]
    return told


def _passed_on(wording: Wording, at: int, clause: ClauseWords, by: int) -> Wording:
    if not 0 <= at + by < len(wording):
        return wording
    told = list(without(wording, clause.key))
    target = told[at + by]
    moved = (*target.clauses, clause) if by < 0 else (clause, *target.clauses)
    told[at + by] = replace(target, clauses=moved)
    return tuple(told)
