from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, strategies as st
from sample_tables import D, line, table

from thidua.scoring import (
    Band,
    Card,
    Kind,
    Options,
    Reading,
    Table,
    Unassigned,
    fill,
    published_tables,
    total,
)

K, V = TypeVar("K"), TypeVar("V")

BLOC = table(
    line("I", Kind.SUM, 60),
    line("I.1", Kind.RELATIVE, 20, "I"),
    line("I.2", Kind.RATIO, 20, "I", Options(plan=D(95))),
    line("I.3", Kind.EXTERNAL, 20, "I", Options(scale=D(100))),
    line("II", Kind.SUM, 40),
    line("II.1", Kind.BANDED, 10, "II", Options(bands=(Band.parse("0", D(10)), Band.parse(">0", D(0))))),
    line("II.2", Kind.COUNT, 10, "II", Options(per_occurrence=D(4))),
    line("II.3", Kind.JUDGEMENT, 20, "II"),
    line("III", Kind.DISQUALIFIER, 0),
)  # fmt: skip


def read(reached: float, planned: float | None = None, *, estimated: bool = False) -> Reading:
    target = None if planned is None else D(planned)
    return Reading(reached=D(reached), planned=target, estimated=estimated)


FULL = Card(
    points={"II.3": D(15)},
    readings={
        "I.1": read(12, 10), "I.2": read(95), "I.3": read(80), "II.1": read(0), "II.2": read(3),
    },
)  # fmt: skip


def test_points_follow_from_the_figures() -> None:
    filled = fill(BLOC, {"a": FULL}, closed=True)["a"]
    assert {code: one.points for code, one in filled.points.items()} == {
        "I.1": 20, "I.2": 20, "I.3": 16, "II.1": 10, "II.2": 10, "II.3": 15,
    }  # fmt: skip
    assert (filled.provisional, filled.total(BLOC).total) == ((), D(91))


def test_relative_points_are_provisional_until_the_period_closes() -> None:
    assert fill(BLOC, {"a": FULL}, closed=False)["a"].provisional == ("I.1",)


def test_points_by_an_estimate_are_provisional() -> None:
    readings = {**FULL.readings, "I.2": read(95, estimated=True)}
    card = replace(FULL, readings=readings)
    assert fill(BLOC, {"a": card}, closed=True)["a"].provisional == ("I.2",)


def test_a_figure_nobody_entered_is_missing_and_not_zero() -> None:
    card = replace(FULL, readings={})
    assert fill(BLOC, {"a": card}, closed=True)["a"].total(BLOC).missing == (
        "I.1", "I.2", "I.3", "II.1", "II.2",
    )  # fmt: skip


def test_an_impossible_figure_is_told_and_keeps_nobody_from_their_points() -> None:
    wrong = replace(FULL, readings={"I.1": read(-1), "I.3": read(101), "II.2": read(1.5)})
    cards = fill(BLOC, {"a": wrong, "b": FULL}, closed=True)
    assert set(cards["a"].faults) == {"I.1", "I.3", "II.2"}
    assert cards["b"].points["I.1"].points == D(20)


def without(rule: Unassigned) -> tuple[Table, dict[str, Card]]:
    card = replace(FULL, not_assigned=frozenset({"II.3"}), points={})
    return replace(BLOC, unassigned=rule), {"a": card, "b": FULL}


@pytest.mark.parametrize(
    ("rule", "total_"),
    # 76 of the 80 points that were assigned; 76 + 20; 76 + the other unit's 15.
    [(Unassigned.SHARE, "95"), (Unassigned.FULL, "96"), (Unassigned.MEAN, "91")],
)
def test_a_line_not_assigned_counts_by_the_rule_of_the_bloc(rule: Unassigned, total_: str) -> None:
    ruled, cards = without(rule)
    sums = fill(ruled, cards, closed=True)["a"].total(ruled)
    assert (sums.missing, sums.total) == ((), D(total_))


def test_a_disqualifier_takes_no_points_and_is_told() -> None:
    sums = total(BLOC, {"III": D(1), "II.3": D(5)})
    assert (sums.total, sums.disqualified) == (D(5), ("III",))
    assert total(BLOC, {"III": D(0)}).disqualified == ()


def test_a_weight_multiplies_what_a_line_brings_to_its_section() -> None:
    doubled = table(
        line("I", Kind.SUM, 50),
        line("I.1", Kind.JUDGEMENT, 20, "I", Options(weight=D(2))),
        line("I.2", Kind.JUDGEMENT, 10, "I"),
    )
    assert doubled.check() == ()
    assert total(doubled, {"I.1": D(15), "I.2": D(7)}).total == D(37)


def test_a_rating_counts_a_total_up_to_the_cap_and_a_ranking_all_of_it() -> None:
    capped = replace(table(line("A", Kind.JUDGEMENT, 100), line("B", Kind.BONUS, 10)), cap=D(100))
    sums = total(capped, {"A": D(97), "B": D(10)})
    assert (sums.total, sums.capped) == (D(107), D(100))


POINTS = st.decimals(min_value=0, max_value=20, places=2)
CARDS = st.dictionaries(
    st.integers(0, 6),
    st.builds(
        Card,
        points=st.fixed_dictionaries({}, optional={"II.3": POINTS}),
        readings=st.dictionaries(
            st.sampled_from(["I.1", "I.2", "I.3", "II.1", "II.2"]),
            st.builds(Reading, reached=POINTS, planned=st.none() | POINTS),
        ),
        not_assigned=st.frozensets(st.sampled_from([leaf.code for leaf in BLOC.leaves()])),
    ),
    min_size=1,
)


@given(CARDS, st.sampled_from(Unassigned), st.booleans())
def test_a_total_never_exceeds_the_full_marks(
    cards: dict[int, Card], rule: Unassigned, closed: bool  # noqa: FBT001
) -> None:  # fmt: skip
    ruled = replace(BLOC, unassigned=rule)
    for filled in fill(ruled, cards, closed=closed).values():
        assert 0 <= filled.total(ruled).total <= ruled.full_marks() == D(100)


@given(CARDS, st.sampled_from(Unassigned))
def test_one_card_comes_out_the_same_alone_as_among_all(
    cards: dict[int, Card], rule: Unassigned
) -> None:
    bloc = replace(BLOC, unassigned=rule)
    every = fill(bloc, cards, closed=False)
    assert all(fill(bloc, cards, closed=False, only=[key])[key] == every[key] for key in cards)


@given(CARDS, st.randoms(use_true_random=False))
def test_the_order_of_units_and_of_entries_never_matters(
    cards: dict[int, Card], random: Random
) -> None:
    def shuffled(entries: Mapping[K, V]) -> dict[K, V]:
        items = list(entries.items())
        random.shuffle(items)
        return dict(items)

    other = {
        key: replace(card, points=shuffled(card.points), readings=shuffled(card.readings))
        for key, card in shuffled(cards).items()
    }
    assert fill(BLOC, other, closed=True) == fill(BLOC, cards, closed=True)


def test_every_complete_published_table_can_be_adopted_as_it_is() -> None:
    tables = published_tables().values()
    assert {one.id: one.table.check() for one in tables if one.complete} == {
        "police-ward-cluster-quang-tri-2025": (),
        "university-unit-annex-1b": (),
        "youth-union-ward-chanh-hiep-2026": (),
    }
    assert all(one.source and one.status == "seen" for one in tables)


def test_a_published_table_computes_what_its_own_rules_say() -> None:
    police = published_tables()["police-ward-cluster-quang-tri-2025"].table
    kinds = [leaf.kind for leaf in police.leaves()]
    counted = {kind: kinds.count(kind) for kind in set(kinds)}
    assert police.full_marks() == 1000
    assert counted == {Kind.JUDGEMENT: 113, Kind.CHECKLIST: 51, Kind.RELATIVE: 12}
    university = published_tables()["university-unit-annex-1b"].table
    card = Card(
        points={"I.1": D(20), "II.1": D(15), "II.2": D(10), "III.1": D(10)},
        readings={"I.2": Reading(reached=D(84))},
    )
    assert fill(university, {"a": card}, closed=True)["a"].total(university).total == D(77)
