from hypothesis import given, strategies as st
from sample_tables import D

from thidua.scoring import Graded, grade, published_tables

UNIVERSITY = published_tables()["university-unit-annex-1b"].table.ratings
BEST, GOOD, DONE, NOT = (one.label for one in UNIVERSITY)


def labels(*totals: str) -> list[str]:
    given_ = {place: D(total) for place, total in enumerate(totals)}
    return [one.label for one in grade(UNIVERSITY, given_).values()]


def test_a_grade_goes_by_the_ends_of_its_range() -> None:
    assert labels("49.99", "50", "60", "60.01", "80") == [NOT, DONE, DONE, GOOD, GOOD]


def test_a_score_alone_is_not_enough_beyond_the_quota() -> None:
    # A fifth of five units: one.
    assert labels("90", "85", "70", "65", "40") == [BEST, GOOD, GOOD, GOOD, NOT]


def test_equal_totals_on_both_sides_of_a_quota_are_left_to_people() -> None:
    found = grade(UNIVERSITY, dict(enumerate(map(D, (90, 90, 70, 65, 40)))))
    assert (found[0].label, found[1].label, found[2].label) == ("", "", GOOD)
    assert "bằng điểm 90, chờ xét chọn" in found[0].reason


def test_a_quota_below_one_unit_gives_the_grade_to_nobody() -> None:
    assert labels("90", "70") == [GOOD, GOOD]


@given(st.dictionaries(st.integers(0, 30), st.decimals(0, 100, places=1)))
def test_a_better_total_never_has_a_lower_grade(totals: dict[int, D]) -> None:
    places = {label: place for place, label in enumerate((BEST, GOOD, DONE, NOT))}
    found: dict[int, Graded] = grade(UNIVERSITY, totals)
    graded = sorted((totals[key], -places[one.label]) for key, one in found.items() if one.label)
    assert [place for _, place in graded] == sorted(place for _, place in graded)
