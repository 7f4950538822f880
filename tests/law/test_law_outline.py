"""What changed of an award between two days, and what nobody can tell."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from thidua import law

IN_2023, IN_2024 = date(2023, 12, 1), date(2024, 2, 1)


def changes(slug: str, before: date, after: date) -> dict[str, str]:
    return {change.id: change.kind for change in law.diff(slug, before, after)}


def test_the_registration_is_dropped_in_2024_and_the_freeze_comes() -> None:
    found = changes("cstd-co-so", IN_2023, IN_2024)
    assert found["cstdcs-dang-ky"] == "removed"
    assert found["chung-tam-dung"] == "added"


def test_one_day_has_no_change() -> None:
    assert law.diff("cstd-co-so", IN_2024, IN_2024) == ()


def test_a_decree_that_takes_over_changes_the_article_and_not_the_words() -> None:
    (freeze,) = [
        change
        for change in law.diff("cstd-co-so", date(2025, 6, 30), date(2025, 7, 1))
        if change.id == "chung-tam-dung"
    ]
    assert freeze.what == ("citation",)
    assert freeze.citation_after is not None
    assert freeze.citation_after.text == "khoản 4 Điều 4 Nghị định số 152/2025/NĐ-CP"


def test_a_law_that_nobody_read_is_a_change_of_its_own() -> None:
    (first, *_) = law.diff("cstd-co-so", date(2026, 9, 30), date(2026, 10, 1))
    assert (first.id, first.kind) == (law.UNREAD, "added")
    assert "06/2026/QH16 chưa được đối chiếu" in first.after
    assert law.UNREAD not in changes("cstd-co-so", date(2026, 10, 1), date(2026, 12, 1))


def test_an_award_that_only_one_law_has_is_added_whole() -> None:
    found = changes("hcg-tnxp-ve-vang", IN_2023, IN_2024)
    assert set(found.values()) == {"added"}


def test_an_award_that_neither_law_has_is_refused() -> None:
    with pytest.raises(law.UnknownAward):
        law.diff("co-vang", IN_2023, IN_2024)


def test_an_outline_names_article_and_dated_figures() -> None:
    shares = [
        (line.label, line.value, line.unit)
        for standard in law.outline("tap-the-lao-dong-xuat-sac", IN_2023)
        for line in standard.amounts
    ]
    assert (
        "Tỷ lệ cá nhân đạt “Lao động tiên tiến” của Tập thể lao động xuất sắc",
        70,
        "percent",
    ) in shares


def test_the_days_on_which_an_award_changes_within_a_regime_are_all_looked_at() -> None:
    later = law.rulebook_named("vn-2022-d152")
    assert law.turning_days(later, "lao-dong-tien-tien") == (date(2025, 7, 1), date(2025, 8, 4))
    salary = law.turning_days(law.rulebook_named("vn-2003"), "lao-dong-tien-tien")
    assert {date(2017, 10, 1), date(2018, 7, 1), date(2019, 7, 1), date(2023, 7, 1)} <= {*salary}


def test_no_day_between_two_turning_days_brings_anything_new() -> None:
    for book in law.rulebooks():
        for slug in book.awards:
            days = law.turning_days(book, slug)
            assert days == tuple(sorted(set(days)))
            for first, following in pairwise(days):
                eve = following - timedelta(days=1)
                assert law.outline(slug, first) == law.outline(slug, eve)
                assert law.award(slug, first) == law.award(slug, eve)
