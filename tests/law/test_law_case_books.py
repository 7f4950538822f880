"""Every case of the books: facts, day, and how the award and single standards then stand."""

from collections import Counter

import pytest
from case_book import Row, dossier_of, rows
from law_cases import standing_of

from thidua import law

ROWS = rows()
YEARLY = {
    law.AwardKind.EMULATION_TITLE,
    law.AwardKind.COMMENDATION,
}
ONCE_IN_A_LIFE = {"ky-niem-chuong", "huy-hieu"}
LABOUR_ORDERS = {"hc-lao-dong-nhat", "hc-lao-dong-nhi", "hc-lao-dong-ba"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_case(row: Row) -> None:
    verdict = law.explain(dossier_of(row), row.award, on=row.on)
    wanted = row.told.get("standards", {})
    stands = {id_: told(verdict, id_, wish) for id_, wish in wanted.items()}
    assert stands == wanted
    assert verdict.outcome == row.told["expect"], explained(verdict)


def told(verdict: law.Verdict, id_: str, wish: str) -> str:
    """Say how a standard stands, with as much of its article as the case names."""
    standing = standing_of(verdict, id_)
    _, dash, article = wish.partition(" — ")
    cited = standing.citation.text[: len(article)]
    return f"{standing.outcome.value}{dash}{cited}"


def explained(verdict: law.Verdict) -> str:
    return "\n".join(f"{s.id}: {s.outcome.value} {s.facts} {s.missing}" for s in verdict.standards)


def test_no_case_is_told_twice() -> None:
    names = Counter(row.name for row in ROWS)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("family", ["vn-2003", "vn-2022"])
def test_every_award_has_its_cases(family: str) -> None:
    """Four for what comes back every year and for the labour orders, one for each other."""
    rules = {
        slug: rule
        for book in law.rulebooks()
        if book.id.startswith(family)
        for slug, rule in book.awards.items()
    }
    of_the_family = [row for row in ROWS if law.rulebook_on(row.on).id.startswith(family)]
    counted = Counter(row.award for row in of_the_family)
    yearly = {s for s, rule in rules.items() if rule.kind in YEARLY} | LABOUR_ORDERS
    wanted = {slug: 4 if slug in yearly - ONCE_IN_A_LIFE else 1 for slug in rules}
    assert {s: n for s, n in wanted.items() if counted[s] < n} == {}
