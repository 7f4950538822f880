"""Every quantity drawn for many subjects lies in the same interval as for one case."""

from datetime import date
from itertools import product
from random import Random
from typing import Any

from adverse_dossiers import dossiers
from hypothesis import Phase, given, settings, strategies as st

from thidua import law
from thidua.analysis import columns_of, prepare, tables_of
from thidua.analysis.columns import LEAST, MOST
from thidua.law.case import Case
from thidua.law.formula import FAILS, Interval, Measure
from thidua.law.library import shipped
from thidua.law.measures import (
    AwardsCount,
    AwardStreak,
    DaysOffMeasure,
    FindingMeasure,
    InitiativesCount,
    RatingCount,
    RatingStreak,
    RegisteredMeasure,
    Window,
    YearsSinceAward,
)

COUNT = 120
AWARDS = ("lao-dong-tien-tien", "cstd-co-so")
WINDOWS = [
    Window(years, since, barred)
    for (years, since), barred in product(
        [(0, ""), (1, ""), (5, ""), (0, AWARDS[0]), (0, AWARDS[1])], (False, True)
    )
]
_FIGURES = shipped().catalogue.figures
MATERNITY = (_FIGURES["days_off_maternity"], None)
TREATMENT = (_FIGURES["days_off_treatment"], _FIGURES["treatment_concluded"])
MEASURES: list[Measure] = [
    *(
        DaysOffMeasure(_FIGURES["days_off"], worked)
        for worked in ((), (MATERNITY,), (TREATMENT,), (MATERNITY, TREATMENT))
    ),
    *(FindingMeasure(slug) for slug in list(law.FINDINGS)[:3]),
    *(RegisteredMeasure(award) for award in ("", *AWARDS)),
    *(AwardsCount(a, w, m) for a, w, m in product(AWARDS, WINDOWS, (False, True))),
    *(AwardStreak(a, back, b) for a, back, b in product(AWARDS, (0, 1, 2), (False, True))),
    *(YearsSinceAward(award) for award in AWARDS),
    *(RatingStreak(rating, window) for rating, window in product(law.RATINGS, WINDOWS)),
    *(RatingCount(rating, window) for rating, window in product(law.RATINGS, WINDOWS)),
    *(
        InitiativesCount(scope, kinds, window, unused, replicable)
        for scope, kinds, window, (unused, replicable) in product(
            ("co-so", "tinh"),
            (("sang-kien",), ("sang-kien", "de-tai")),
            WINDOWS,
            ((False, False), (True, True)),
        )
    ),
]


def told(case: Case, measure: Measure) -> Interval:
    """What the columns hold of it: counts that outgrow a byte stand at its end."""
    low, high = (min(max(bound, LEAST), MOST) for bound in measure.of(case))
    return low, high


@settings(max_examples=4, deadline=None, phases=(Phase.generate,))  # a seed does not shrink
@given(seed=st.integers(0, 2**32))
def test_intervals_are_those_of_the_single_case(seed: int) -> None:
    random = Random(seed)
    year, on = 2024, date(random.choice((2024, 2025)), 3, 1)
    units = dossiers(random, law.SubjectKind.PERSON, year, COUNT)
    frame = prepare(tables_of(units), MEASURES, year, on)
    cases = [Case(unit, on) for unit in units]
    for measure in MEASURES:
        columns = [frame[column].to_list() for column in columns_of(measure)]
        found = list(zip(columns[0], columns[-1], strict=True))
        want = [told(case, measure) for case in cases]
        if measure.exact:
            want = [(low, high) if low == high else (None, None) for low, high in want]
        differ = [n for n, pair in enumerate(zip(found, want, strict=True)) if pair[0] != pair[1]]
        assert (measure.name, differ) == (measure.name, [])


def test_two_decisions_of_one_year_count_the_same_in_either_order() -> None:
    dated = law.PastAward("cstd-co-so", 2020, decided_on=date(2020, 11, 20))
    undated = law.PastAward("cstd-co-so", 2020)
    on, measure = date(2024, 3, 1), YearsSinceAward("cstd-co-so")
    found = [
        measure.of(Case(unit(awards, complete_from={"awards": 2000}), on))
        for awards in ((dated, undated), (undated, dated))
    ]
    assert found == [(3, 4), (3, 4)]


def test_a_year_before_the_subject_began_has_no_rating() -> None:
    case = Case(unit((), begins=2025), date(2025, 3, 1))
    streak = RatingStreak("hoan-thanh", Window())
    assert streak.of(case) == (0, 0)
    assert streak.at_least(1)(case) == Measure.at_least(streak, 1)(case) == FAILS


def unit(awards: tuple[law.PastAward, ...], **more: Any) -> law.Dossier:
    return law.Dossier(
        kind=law.SubjectKind.UNIT, subject="Đơn vị (minh họa)", year=2024, awards=awards, **more
    )
