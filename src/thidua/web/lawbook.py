"""The law for everybody: the awards of a day, one award with its standards, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from thidua import law
from thidua.text import fold, padded, parse_date, short_date, text_key
from thidua.web.forms.deeds import FAULTY
from thidua.web.law_words import (
    ASPECTS,
    KINDS,
    LEVELS,
    MATTERS,
    bonus_gaps,
    bonus_words,
    bonuses_of,
    days_of,
    matter_words,
    quota_words,
    span_words,
    subjects_of,
    vote_words,
)
from thidua.web.shell import now

FOUND, MISSING = 200, 404
LAYER = "quy-dinh"


@dataclass(frozen=True, slots=True)
class Asked:
    """The day whose law is asked for; `fault` says why the address names none.

    Args:
        typed: as it stands in the address; empty if it names no day.
    """

    on: date
    typed: str
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layering:
    """The local rules an address asks for (`?quy-dinh=nam-dinh`), and those one may choose.

    Args:
        told: what to say of the choice on the day asked about; empty for the law alone.
    """

    id: str
    choices: tuple[law.Layer, ...]
    told: str = ""
    fault: str = ""

    @property
    def query(self) -> str:
        """What keeps the choice in an address that already asks something."""
        return f"&{urlencode({LAYER: self.id})}" if self.id else ""


def asked_layer(request: HttpRequest, on: date) -> Layering:
    """Read the local rules of the address; an unknown name gives the law alone and says so."""
    named, choices = request.GET.get(LAYER, "").strip(), law.loaded_layers()
    if not named:
        return Layering(id="", choices=choices)
    try:
        layer = law.layer_named(named)
    except law.NoRulebook as none:
        return Layering(id="", choices=choices, fault=str(none))
    return Layering(id=named, choices=choices, told=layer_words(layer, on))


def layer_words(layer: law.Layer, on: date) -> str:
    """Say of local rules whether they are in force on a day and what of them is not known."""
    days = span_words(layer.span)
    if on not in layer.span:
        return f"{layer.title} chỉ có hiệu lực {days}; ngày này chỉ theo quy định của Trung ương."
    unset = len(layer.unset()) + sum(vote.percent is None for vote in layer.votes.values())
    unknown = f" Còn {padded(unset)} mức chưa được nhập." if unset else ""
    return f"{layer.title} ({days}) chồng lên quy định của Trung ương.{unknown}"


def asked_day(request: HttpRequest, name: str = "ngay", default: date | None = None) -> Asked:
    """Read a day of the address; without one it is today."""
    typed, today = request.GET.get(name, "").strip(), localdate(now())
    try:
        return Asked(parse_date(typed) if typed else default or today, typed)
    except ValueError as wrong:
        return Asked(default or today, typed, str(wrong))


@dataclass(frozen=True, slots=True)
class Era:
    """A regime on the way through time; `on` is a day of it to look at."""

    title: str
    days: str
    on: date
    current: bool
    has_award: bool
    before: date | None


def eras(on: date, slug: str = "") -> list[Era]:
    """Lay out the regimes; with an award, tell which know it. The day asked about stays in its own."""
    found = []
    for book in law.rulebooks():
        before = book.span.first - timedelta(days=1)
        known = any(before in other for other in law.rulebooks())
        found.append(
            Era(
                title=book.title,
                days=days_of(book),
                on=on if on in book else book.span.first,
                current=on in book,
                has_award=not slug or slug in book.awards,
                before=before if known else None,
            )
        )
    return found


def warning_of(book: law.Rulebook) -> str:
    """Tell of a law that changes a regime and that nobody has read; empty without one."""
    if book.unread is None:
        return ""
    told = f"{book.unread.citation.text} chưa được đối chiếu. Các quy định dưới đây là của chế độ trước"
    return f"{told[:1].upper()}{told[1:]}, có thể đã thay đổi. {book.unread.note}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A standard as the award's page shows it.

    Args:
        head: how its parts are joined, in words; empty for a single condition.
        only: the kinds of subject it is limited to, in words; empty if it is for all of them.
        other: name and address of the award whose standards must be met.
    """

    line: law.Outline
    head: str
    only: str
    other: tuple[str, str]
    parts: tuple[Node, ...]


def node_of(line: law.Outline, among: tuple[law.SubjectKind, ...], on: date, layer: str) -> Node:
    """Lay out a standard; `among` are the kinds of subject that what holds it applies to."""
    kinds = tuple(kind for kind in among if kind in line.subjects)
    parts = tuple(node_of(part, kinds, on, layer) for part in line.parts)
    return Node(
        line=line,
        head=joined_words(line.joined, len(parts)),
        only="" if kinds == among else subjects_of(kinds),
        other=(law.award(line.meets, on).name_vi, award_address(line.meets, on, layer))
        if line.meets
        else ("", ""),
        parts=parts,
    )


def joined_words(joined: str, count: int) -> str:
    if joined == "any":
        return f"Đạt một trong {padded(count)} trường hợp:"
    return f"Đạt đủ {padded(count)} điều kiện:" if joined == "all" else ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The awards of a kind, level by level from the State down."""

    name: str
    levels: list[tuple[str, list[law.Award]]]

    @property
    def count(self) -> int:
        return sum(len(awards) for _, awards in self.levels)


def awards(request: HttpRequest) -> HttpResponse:
    """List the awards of a day."""
    asked, sought = asked_day(request), request.GET.get("tim", "").strip()
    layering = asked_layer(request, asked.on)
    context: dict[str, object] = {"asked": asked, "eras": eras(asked.on), "sought": sought}
    context["layering"] = layering
    try:
        book = law.rulebook_on(asked.on, layering.id)
    except law.NoRulebook as none:
        context["fault"] = asked.fault or str(none)
        return render(request, "law/awards.html", context, status=MISSING)
    every = law.awards(asked.on)
    shown = [award for award in every if fold(sought) in search_key(award)]
    context |= {
        "book": book,
        "days": days_of(book),
        "warning": warning_of(book),
        "everything": len(every),
        "shown": len(shown),
        "shelves": list(shelves(shown, asked.on)),
        "fault": asked.fault,
    }
    return render(request, "law/awards.html", context, status=FAULTY if asked.fault else FOUND)


def rank(award: law.Award, on: date) -> tuple[Decimal, str]:
    """Return a key that puts the First Class before the Second: the greater the money the higher."""
    multiples = (bonus.multiple for _, bonus in bonuses_of(award, on))
    return -max(multiples, default=Decimal()), text_key(award.name_vi)


def search_key(award: law.Award) -> str:
    return fold(" ".join((award.name_vi, *award.aliases, award.decided_by)))


def shelves(found: list[law.Award], on: date) -> Iterator[Shelf]:
    found = sorted(found, key=lambda award: rank(award, on))
    for kind, name in KINDS.items():
        levels = [
            (label, [a for a in found if (a.kind, a.level) == (kind, level)])
            for level, label in LEVELS.items()
        ]
        shelf = Shelf(name, [(label, awards) for label, awards in levels if awards])
        if shelf.count:
            yield shelf


def award(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the law of a day says about an award, and in which regimes it stands."""
    asked = asked_day(request)
    layering = asked_layer(request, asked.on)
    layer = layering.id
    try:
        found, book = law.award(slug, asked.on, layer), law.rulebook_on(asked.on, layer)
    except law.NoRulebook as none:
        return unknown(request, slug, asked, asked.fault or str(none))
    except law.UnknownAward:
        return unknown(request, slug, asked, asked.fault or no_such(slug, asked.on))
    kinds = found.subject_kinds
    lines = law.outline(slug, asked.on, layer)
    standards = [node_of(line, kinds, asked.on, layer) for line in lines]
    bonuses = [(who, bonus_words(b), b) for who, b in bonuses_of(found, asked.on)]
    context = {
        "asked": asked,
        "layering": layering,
        "fault": asked.fault,
        "award": found,
        "book": book,
        "days": days_of(book),
        "warning": warning_of(book),
        "eras": eras(asked.on, slug),
        "kind": KINDS[found.kind],
        "level": LEVELS[found.level],
        "subjects": subjects_of(found.subject_kinds),
        "standards": standards,
        "all_for_all": not any(node.only for node in standards),
        "bonuses": bonuses,
        "bonus_gaps": bonus_gaps(found),
        "base": bonuses[0][2] if bonuses else None,
        "quota": quota_words(found.quota) if found.quota else "",
        "vote": vote_words(found.vote),
    }
    return render(request, "law/award.html", context, status=FAULTY if asked.fault else FOUND)


def no_such(slug: str, on: date) -> str:
    if name := last_name(slug):
        return f"Quy định có hiệu lực ngày {short_date(on)} không có “{name}”."
    return f"Không có danh hiệu, hình thức nào mang mã “{slug}”."


def unknown(request: HttpRequest, slug: str, asked: Asked, fault: str) -> HttpResponse:
    """Say that the law of that day has no such award, and which days have."""
    having = [era for era in eras(asked.on, slug) if era.has_award]
    context = {
        "asked": asked,
        "fault": fault,
        "name": last_name(slug),
        "having": having,
        "slug": slug,
    }
    return render(request, "law/unknown.html", context, status=MISSING)


def last_name(slug: str) -> str:
    """Return an award's name by the last regime that knows it; empty if none does."""
    named = [book.awards[slug].name for book in law.rulebooks() if slug in book.awards]
    return named[-1] if named else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change between two days, as a row of the comparison."""

    what: str
    aspects: str
    change: law.Change
    before: str
    after: str

    @property
    def state(self) -> tuple[str, str]:
        """How the row stands, in words and in the tone they are shown in."""
        if not self.before:
            return "Thêm mới", "good"
        return ("Thay đổi", "now") if self.after else ("Không còn", "bad")


def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the law of two days side by side for one award."""
    until = asked_day(request, "den")
    since = asked_day(request, "tu", default=day_before_the_regime(until.on))
    fault = since.fault or until.fault
    layering = asked_layer(request, until.on)
    context: dict[str, object] = {"slug": slug, "name": last_name(slug), "since": since}
    context |= {"until": until, "eras": eras(until.on, slug), "layering": layering}
    try:
        changes = () if fault else law.diff(slug, since.on, until.on, layering.id)
        days = since.on, until.on
        context["rows"] = [difference(slug, days, change, layering.id) for change in changes]
        context["titles"] = [law.rulebook_on(day).title for day in (since.on, until.on)]
    except (law.NoRulebook, law.UnknownAward) as none:
        return render(request, "law/compare.html", context | {"fault": str(none)}, status=MISSING)
    status = FAULTY if fault else FOUND
    return render(request, "law/compare.html", context | {"fault": fault}, status=status)


def day_before_the_regime(on: date) -> date:
    """Return the last day of the regime before that of a day; the day itself if it is the first."""
    earlier = [book.span.first for book in law.rulebooks() if book.span.first <= on]
    return max(earlier) - timedelta(days=1) if len(earlier) > 1 else on


def difference(slug: str, days: tuple[date, date], change: law.Change, layer: str) -> Difference:
    if change.id in MATTERS:
        before, after = (matter_words(change.id, law.award(slug, day, layer), day) for day in days)
        return Difference(MATTERS[change.id], "", change, before, after)
    if change.id == law.UNREAD:
        return Difference("Luật mới chưa được đọc", "", change, "", change.after)
    aspects = ", ".join(ASPECTS[aspect] for aspect in change.what)
    return Difference("Tiêu chuẩn", aspects, change, change.before, change.after)


def award_address(slug: str, on: date, layer: str = "") -> str:
    """Return the address of an award by the law of a day, with local rules upon it if one is named."""
    asked = {"ngay": short_date(on), **({LAYER: layer} if layer else {})}
    return f"{reverse('law-award', args=[slug])}?{urlencode(asked)}"


urls: list[URLPattern] = [
    path("luat/", awards, name="law"),
    path("luat/<slug:slug>/", award, name="law-award"),
    path("luat/<slug:slug>/so-sanh/", compare, name="law-compare"),
]
