"""What a clause promises in percent of an award, against the share the law lets an award have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from thidua.law.library import awards
from thidua.law.provisions import Citation
from thidua.law.rules import Award, Quota
from thidua.text import clean, decimal_text, fold, number_in_words, parse_decimal


class Bound(StrEnum):
    """Which way a percentage is meant."""

    AT_LEAST = "at_least"
    OVER = "over"
    AT_MOST = "at_most"
    UNDER = "under"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage as a text says it: "từ 15% trở lên" is at least 15."""

    percent: Decimal
    bound: Bound
    said: str
    place: int = 0

    @property
    def reaches_upwards(self) -> bool:
        return self.bound in (Bound.AT_LEAST, Bound.OVER)


@dataclass(frozen=True, slots=True)
class Promise:
    """A share that a text promises of an award."""

    award: Award
    share: Share


@dataclass(frozen=True, slots=True)
class Concern:
    """A promise that the law's ceiling, on the day asked about, doesn't let be kept.

    `over` tells that the figure itself passes the ceiling; otherwise it is left open upwards. Either
    way it is told and refuses nothing: the more so where nobody has checked the ceiling.
    """

    promise: Promise
    quota: Quota
    over: bool

    @property
    def citation(self) -> Citation:
        return self.quota.citation

    @property
    def verified(self) -> bool:
        return self.quota.citation.verified

    @property
    def what(self) -> str:
        award, ceiling = self.promise.award.name_vi, self.quota.percent
        if self.over:
            return f"“{self.promise.share.said}” “{award}” vượt mức tối đa {ceiling}%."
        return f"“{self.promise.share.said}” “{award}” không có giới hạn trên, mức tối đa là {ceiling}%."

    @property
    def why(self) -> str:
        told = f"Tối đa {self.quota.percent}% tính trên {self.quota.of}, theo {self.citation.text}."
        unread = "" if self.verified else " Quy định này chưa đối chiếu với văn bản gốc."
        awaits = f" {self.quota.awaits.words}." if self.quota.awaits else ""
        return told + unread + awaits

    @property
    def remedy(self) -> str:
        return (
            f"Hãy ghi mức không vượt {self.quota.percent}%, ví dụ “không quá {self.quota.percent}%”,"
            " hoặc ghi rõ tỷ lệ tính trên số nào."
        )


_WORDS: Mapping[str, int] = MappingProxyType({fold(number_in_words(n)): n for n in range(1, 101)})
_SAID_IN_WORDS = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_SHARE = re.compile(
    rf"(?P<before>(?:\b(?:khong (?:qua|vuot qua|vuot|duoi|it hon|thap hon|cao hon|nhieu hon)"
    rf"|it nhat|toi thieu|tu|tren|hon|vuot|qua|dat|toi da|nhieu nhat|duoi|thap hon|it hon)\s+)*)"
    rf"(?P<figure>\d{{1,3}}(?:[,.]\d+)?\s*%|\d{{1,3}}(?:,\d+)?\s+phan tram"
    rf"|(?:{_SAID_IN_WORDS})\s+phan tram)"
    rf"(?P<after>\s*(?:tro len|tro xuong|tro di))?"
)
_AT_LEAST = ("khong duoi", "khong it hon", "khong thap hon", "it nhat", "toi thieu")
_AT_MOST = ("khong qua", "khong vuot", "khong cao hon", "khong nhieu hon", "toi da", "nhieu nhat")
_OVER, _UNDER = ("tren", "hon", "vuot", "qua"), ("duoi", "thap hon", "it hon")
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cstd-co-so": ("cstd co so", "cstdcs", "chien si thi dua cap co so"),
        "co-thi-dua-chinh-phu": ("co thi dua chinh phu", "co chinh phu"),
        "lao-dong-tien-tien": ("ldtt",),
    }
)
"""How agreements write an award shorter than the law does; folded."""
_STOP = re.compile(r";|\.(?=\s|$)")
_REACH = 90
"""Letters between a percentage and the award it is of; beyond, they belong to different things."""


def shares_in(text: str) -> tuple[Share, ...]:
    """Return the percentages of a Vietnamese text, in figures or words, with which way they are meant."""
    shown, folded = clean(text), _folded(text)
    return tuple(
        Share(
            percent=_figure(found["figure"]),
            bound=_bound(found["before"], found["after"] or ""),
            said=shown[found.start() : found.end()].strip(),
            place=found.start(),
        )
        for found in _SHARE.finditer(folded)
        if not _within_a_word(folded, found.start("figure"))
    )


def promises_in(text: str, on: date, layer: str = "") -> tuple[Promise, ...]:
    """Return the shares of awards that have a ceiling on that day, each with the nearest award named.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
    """
    folded, shares = _folded(text), shares_in(text)
    named = tuple(_named(folded, on, layer))
    stops = [found.start() for found in _STOP.finditer(folded)] + [one.place for one in shares]
    return tuple(
        Promise(award, share)
        for share in shares
        if (award := _nearest(share, named, stops)) and award.quota
    )


def concerns_in(text: str, on: date, layer: str = "") -> tuple[Concern, ...]:
    """Return what a text promises that the ceilings of that day don't let be kept.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
    """
    found = (concern_of(promise) for promise in promises_in(text, on, layer))
    return tuple(concern for concern in found if concern)


def concern_of(promise: Promise) -> Concern | None:
    """Return why a promise meets its award's ceiling; None if it stays beneath it."""
    quota, share = promise.award.quota, promise.share
    if quota is None or quota.percent is None:
        return None
    over = share.percent > quota.percent or (
        share.bound is Bound.OVER and share.percent == quota.percent
    )
    return Concern(promise, quota, over=over) if over or share.reaches_upwards else None


def promise_of(slug: str, percent: Decimal, bound: Bound, on: date, layer: str = "") -> Promise:
    """Make the promise of a structured target: an award, a percentage, which way.

    Raises:
        KeyError: the award has no ceiling on that day.
    """
    award = {one.slug: one for one in awards(on, layer) if one.quota}[slug]
    return Promise(award, Share(percent, bound, f"{decimal_text(percent)}%"))


def _folded(text: str) -> str:
    """Fold letter by letter, so that places in the folded text are those of the clean one."""
    return "".join(fold(letter)[:1] or " " for letter in clean(text))


def _within_a_word(folded: str, place: int) -> bool:
    return place > 0 and (folded[place - 1].isalnum() or folded[place - 1] in ",.")


def _figure(said: str) -> Decimal:
    number = said.removesuffix("%").removesuffix("phan tram").strip()
    return Decimal(_WORDS[number]) if number in _WORDS else _read(number)


def _read(number: str) -> Decimal:
    return Decimal(number) if "." in number else parse_decimal(number)


def _bound(before: str, after: str) -> Bound:
    after = after.strip()
    if after == "tro xuong":
        return Bound.AT_MOST
    if after:
        return Bound.AT_LEAST
    for bound, words in (
        (Bound.AT_LEAST, _AT_LEAST),
        (Bound.AT_MOST, _AT_MOST),
        (Bound.UNDER, _UNDER),
        (Bound.OVER, _OVER),
    ):
        if any(re.search(rf"\b{word}\b", before) for word in words):
            return bound
    return Bound.EXACTLY


def _named(folded: str, on: date, layer: str) -> Iterator[tuple[int, int, Award]]:
    """Yield each place where an award is named, with or without a ceiling."""
    for award in awards(on, layer):
        for name in {fold(award.name_vi), *_NAMES.get(award.slug, ())}:
            for found in re.finditer(rf"\b{re.escape(name)}\b", folded):
                yield found.start(), found.end(), award


def _nearest(
    share: Share, named: Sequence[tuple[int, int, Award]], stops: Sequence[int]
) -> Award | None:
    """Return the award nearest to a share, with no other share and no end of a sentence between."""
    end = share.place + len(share.said)
    reached = [
        (max(first - end, share.place - last), award.slug, award)
        for first, last, award in named
        if not any(min(last, end) <= stop < max(first, share.place) for stop in stops)
    ]
    near = [one for one in reached if one[0] <= _REACH]
    return min(near, key=lambda one: one[:2])[2] if near else None
