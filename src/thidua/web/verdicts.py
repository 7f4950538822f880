"""A verdict laid out for reading: what blocks first, how conditions are joined, where the law stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua import law
from thidua.web.lawbook import award_address, joined_words

Told = Mapping[str, Any]

BLOCKING_FIRST = ("not_met", "unknown", "met")
COUNTED = {"not_met": "chưa đạt", "unknown": "chưa đủ căn cứ", "met": "đạt"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A standard of a verdict.

    Args:
        head: how its routes are joined.
        missing: what is missing that no route tells already.
    """

    told: Told
    head: str
    href: str
    confirmed: str
    missing: tuple[str, ...]
    routes: tuple[Judged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A verdict, kept or just given, as a page shows it.

    Args:
        regime: title of the rulebook.
        counts: how many standards stand how, in words.
        href: address of the award by the law of the verdict's day; empty if that law has none.
    """

    told: Told
    on: date
    regime: str
    counts: str
    href: str
    standards: tuple[Judged, ...]
    confirmed: tuple[Told, ...]


def reading(told: Told) -> Reading:
    """Lay out a verdict as it is kept."""
    on = date.fromisoformat(told["on"])
    joined, href = law_of(told["award"], on, told.get("layer", ""))
    sources = {c["provision"]: c["source"] for c in told.get("confirmed", ())}
    standards = tuple(judged(standard, joined, href, sources) for standard in told["standards"])
    count = Counter(standard["outcome"] for standard in told["standards"])
    return Reading(
        told=told,
        on=on,
        regime=regime(told["rulebook"]),
        counts=", ".join(f"{count[o]} {COUNTED[o]}" for o in BLOCKING_FIRST if count[o]),
        href=href,
        standards=in_order(standards, BLOCKING_FIRST),
        confirmed=tuple(told.get("confirmed", ())),
    )


def regime(rulebook: str) -> str:
    """Return a rulebook's title; its id where it is no longer shipped."""
    try:
        return law.rulebook_named(rulebook).title
    except law.NoRulebook:
        return rulebook


def law_of(award: str, on: date, layer: str) -> tuple[dict[str, str], str]:
    """Return how each standard joins its parts, and the award's address; nothing of an unknown one."""
    try:
        lines = law.outline(award, on, layer)
        return joins(lines, on, layer), award_address(award, on, layer)
    except law.LawError:
        return {}, ""


def joins(lines: Iterable[law.Outline], on: date, layer: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        found[line.id] = "all" if line.meets else line.joined
        parts = law.outline(line.meets, on, layer) if line.meets else line.parts
        found |= joins(parts, on, layer)
    return found


def judged(told: Told, joined: Mapping[str, str], href: str, sources: Mapping[str, str]) -> Judged:
    how = joined.get(told["id"], "")
    routes = tuple(judged(route, joined, href, sources) for route in told["routes"])
    # Of several ways the nearest matters; of several duties the one that blocks.
    order = tuple(reversed(BLOCKING_FIRST)) if how == "any" else BLOCKING_FIRST
    return Judged(
        told=told,
        head=joined_words(how, len(routes)) or "Các điều kiện thành phần:",
        href=f"{href}#{told['id']}" if href else "",
        confirmed=sources.get(told["citation"]["provision"], ""),
        missing=tuple(
            lack for lack in told["missing"] if all(lack not in r.told["missing"] for r in routes)
        ),
        routes=in_order(routes, order),
    )


def in_order(standards: Iterable[Judged], order: tuple[str, ...]) -> tuple[Judged, ...]:
    return tuple(sorted(standards, key=lambda standard: order.index(standard.told["outcome"])))
