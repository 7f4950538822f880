"""Awards that one subject should not hold for one year, since one achievement is rewarded once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from thidua.law.entries import Entry
from thidua.law.facts import BASES, PastAward, SubjectKind
from thidua.law.law_texts import LawTexts, optional
from thidua.law.provisions import Citation, Span
from thidua.law.rules import LEVELS, SUBJECTS, AwardRule, OneAYear, Rulebook


@dataclass(frozen=True, slots=True)
class Clash:
    """Two awards of one year, by their places in what is held, and the rule against it."""

    first: int
    second: int
    rule: OneAYear


def clashes(
    kind: SubjectKind, held: Sequence[PastAward], books: Iterable[Rulebook]
) -> Iterator[Clash]:
    """Yield awards of one year that go against a rule in force when the later was decided."""
    listed = tuple(books)
    for (first, one), (second, other) in combinations(enumerate(held), 2):
        if one.year != other.year or one.award == other.award:
            continue
        against = (r for r in _rules(max(_day(one), _day(other)), listed) if _meant(r, one, other))
        if rule := next((rule for rule in against if kind in rule.subjects), None):
            yield Clash(first, second, rule)


def _meant(rule: OneAYear, one: PastAward, other: PastAward) -> bool:
    return {one.award, other.award} <= rule.awards and {one.basis, other.basis} <= rule.bases


def _rules(on: date, books: Iterable[Rulebook]) -> tuple[OneAYear, ...]:
    return next((book.one_a_year for book in books if on in book), ())


def _day(held: PastAward) -> date:
    return held.decided_on or date(held.year, 12, 31)


def read_one_a_year(
    entries: Iterable[Entry], awards: Mapping[str, AwardRule], texts: LawTexts, span: Span
) -> tuple[OneAYear, ...]:
    return tuple(_one_a_year(entry, awards, texts, span) for entry in entries)


def _one_a_year(
    entry: Entry, awards: Mapping[str, AwardRule], texts: LawTexts, span: Span
) -> OneAYear:
    fields = entry.record("id text provision for bases", "awards levels note")
    if ("awards" in fields) == ("levels" in fields):
        raise entry.fault("phải có đúng một trong: awards, levels.")
    citation: Citation = texts.named(fields["provision"], span).citation
    return OneAYear(
        id=fields["id"].text(),
        text=fields["text"].text(),
        citation=citation,
        note=optional(fields, "note"),
        subjects=frozenset(item.one_of(SUBJECTS) for item in fields["for"].items()),
        bases=frozenset(item.one_of({b: b for b in BASES}) for item in fields["bases"].items()),
        awards=_awards(fields, awards),
    )


def _awards(fields: Mapping[str, Entry], awards: Mapping[str, AwardRule]) -> frozenset[str]:
    if "awards" in fields:
        return frozenset(
            e.one_of({slug: slug for slug in awards}) for e in fields["awards"].items()
        )
    levels = {item.one_of(LEVELS) for item in fields["levels"].items()}
    return frozenset(
        slug for slug, rule in awards.items() if rule.level in levels and not rule.special
    )
