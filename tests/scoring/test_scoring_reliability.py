"""Agreement between scorers, leanings, lines that separate nobody; what a mark does to the ranking."""

from collections import Counter
from decimal import Decimal
from random import Random

from hypothesis import given, settings, strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import interval_distance
from sample_tables import D, line, table

from thidua.scoring import (
    Given,
    Kind,
    Sheet,
    TieBreak,
    flat_lines,
    if_marked,
    leanings,
    rank,
    scorer_agreement,
    turning_lines,
)


def mark(scorer: str, unit: str, criterion: str, percent: int) -> Given:
    return Given(scorer=scorer, unit=unit, criterion=criterion, part=percent / 100)


# Krippendorff's own example of interval data (2011, "Computing Krippendorff's Alpha-Reliability").
EXAMPLE = {
    "A": (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    "B": (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    "C": (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    "D": (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
}


def test_agreement_is_krippendorffs_alpha_for_interval_data() -> None:
    marks = [
        mark(scorer, "đơn vị", str(item), value * 10)
        for scorer, values in EXAMPLE.items()
        for item, value in enumerate(values)
        if value is not None
    ]
    assert scorer_agreement(marks).alpha == D("0.85")


def test_scorers_who_marked_nothing_in_common_cant_be_compared() -> None:
    apart = scorer_agreement([mark("A", "x", "I", 50), mark("B", "y", "I", 70)])
    assert (apart.alpha, apart.items) == (None, 0)
    assert "Chưa đủ điểm" in apart.sentence


def test_a_generous_and_a_strict_scorer_are_told_by_their_gap() -> None:
    marks = [
        mark("rộng", "x", "I", 100), mark("chặt", "x", "I", 60),
        mark("rộng", "y", "I", 90), mark("chặt", "y", "I", 70),
    ]  # fmt: skip
    assert [(one.scorer, one.percent) for one in leanings(marks)] == [("rộng", 30), ("chặt", -30)]


def test_a_line_with_one_mark_for_all_separates_nobody() -> None:
    marks = [mark("A", unit, "I", 80) for unit in "xyz"] + [
        mark("A", unit, "II", percent) for unit, percent in zip("xyz", (80, 80, 70), strict=True)
    ]
    assert [(flat.criterion, flat.part) for flat in flat_lines(marks)] == [("I", 80)]


MARKS = st.lists(
    st.builds(
        mark, st.sampled_from("ABC"), st.sampled_from("xyz"), st.sampled_from(["I", "II"]),
        st.integers(0, 100),
    ),
    unique_by=lambda one: (one.scorer, one.item),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(MARKS)
def test_alpha_never_exceeds_one_and_full_agreement_is_one(marks: list[Given]) -> None:
    alpha = scorer_agreement(marks).alpha
    assert alpha is None or alpha <= 1


@settings(max_examples=40, deadline=None)
@given(MARKS, st.randoms(use_true_random=False))
def test_alpha_is_what_another_library_finds_whatever_the_order(
    marks: list[Given], chance: Random
) -> None:
    by_item = Counter(one.item for one in marks)
    shared = [one for one in marks if by_item[one.item] > 1]
    expected = None
    if len({one.part for one in shared}) > 1:
        rows = [(one.scorer, "/".join(one.item), one.part) for one in shared]
        expected = AnnotationTask(rows, distance=interval_distance).alpha()
    chance.shuffle(marks)
    found = scorer_agreement(marks).alpha
    assert (found is None) == (expected is None)
    assert found is None or abs(float(found) - expected) <= 0.005 + 1e-6


TWO = table(line("A", Kind.JUDGEMENT, 10), line("B", Kind.JUDGEMENT, 10))
SHEETS = {
    "x": Sheet(points={"A": D(9), "B": D(5)}),
    "y": Sheet(points={"A": D(5), "B": D(8)}),
}


def test_a_line_marked_otherwise_shows_who_would_change_places() -> None:
    shift = if_marked(TWO, SHEETS, "y", {"A": D(7)})
    assert [(placed.key, placed.place) for placed in shift.after] == [("y", 1), ("x", 2)]
    assert shift.moved == ("y", "x")
    assert if_marked(TWO, SHEETS, "y", {"A": D("5.5")}).moved == ()


def test_the_lines_that_decide_places_are_named() -> None:
    assert [(one.criterion, one.moved) for one in turning_lines(TWO, SHEETS)] == [("A", 2)]


POINTS = st.decimals(min_value=0, max_value=10, places=1)


SOME_SHEETS = st.dictionaries(
    st.integers(0, 5),
    st.builds(lambda a, b: Sheet(points={"A": a, "B": b}), POINTS, POINTS),
    min_size=1,
)
FEW_POINTS = st.sampled_from([D(0), D(5), D(10)])


@given(
    st.dictionaries(
        st.integers(0, 5),
        st.builds(
            lambda a, b: Sheet(points={c: p for c, p in (("A", a), ("B", b)) if p is not None}),
            FEW_POINTS | st.none(), FEW_POINTS | st.none(),
        ),
    )
)  # fmt: skip
def test_a_line_decides_as_many_places_as_change_when_it_is_given_nothing(
    sheets: dict[int, Sheet],
) -> None:
    rules: list[TieBreak[int]] = [lambda key, _: D(key % 3)]
    found = {one.criterion: one.moved for one in turning_lines(TWO, sheets, rules)}
    before = places_of(sheets, rules)
    for code in ("A", "B"):
        after = places_of({key: sheet.without(code) for key, sheet in sheets.items()}, rules)
        assert found.get(code, 0) == sum(after[key] != before[key] for key in sheets)


def places_of(sheets: dict[int, Sheet], rules: list[TieBreak[int]]) -> dict[int, int]:
    placed = rank([(key, sheet.total(TWO)) for key, sheet in sheets.items()], rules)
    return {one.key: one.place for one in placed}


@given(SOME_SHEETS, POINTS)
def test_more_points_never_lower_a_units_place(sheets: dict[int, Sheet], more: Decimal) -> None:
    unit = min(sheets)
    raised = max(more, sheets[unit].points["A"])
    shift = if_marked(TWO, sheets, unit, {"A": raised})
    before, after = ({p.key: p.place for p in places} for places in (shift.before, shift.after))
    assert after[unit] <= before[unit]
