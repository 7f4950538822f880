"""A target against the time gone by: what is due, the light, the forecast."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from thidua.scoring import Aim, Measured, Pace, PaceRule, Rhythm, due_on, elapsed, foretold, paced

RULE = PaceRule()
JUNE, SEPTEMBER, DECEMBER = date(2021, 6, 30), date(2021, 9, 30), date(2021, 12, 31)
figures = st.decimals(min_value=0, max_value=10_000, places=2)
days = st.dates(date(2021, 1, 1), DECEMBER)


def aim(rhythm: Rhythm = Rhythm.CUMULATIVE, *, lower: bool = False, planned: int = 100) -> Aim:
    return Aim(planned=Decimal(planned), year=2021, rhythm=rhythm, lower=lower)


def light(of: Aim, value: str, taken: date = JUNE, on: date = JUNE) -> Pace:
    return paced(of, [Measured(taken, Decimal(value))], on, RULE).pace


@pytest.mark.parametrize(
    ("value", "pace"), [("49.6", Pace.ON_TIME), ("49", Pace.SLIPPING), ("44", Pace.LATE)]
)
def test_what_adds_up_is_due_in_the_share_of_the_year_gone_by(value: str, pace: Pace) -> None:
    assert light(aim(), value) is pace


def test_a_level_is_due_in_full_on_any_day() -> None:
    assert light(aim(Rhythm.LEVEL), "89") is Pace.LATE
    assert light(aim(Rhythm.LEVEL), "90") is Pace.SLIPPING
    assert light(aim(Rhythm.LEVEL), "100") is Pace.ON_TIME


def test_a_limit_used_up_faster_than_time_slips_and_is_late_once_passed() -> None:
    of = aim(lower=True, planned=10)
    assert light(of, "4") is Pace.ON_TIME
    assert light(of, "9") is Pace.SLIPPING
    assert light(of, "11") is Pace.LATE


def test_a_figure_is_judged_by_the_day_it_was_taken_not_by_today() -> None:
    assert light(aim(), "50", taken=JUNE, on=DECEMBER) is Pace.ON_TIME


def test_no_figure_is_a_state_of_its_own_and_a_yearly_one_is_not_due_before_the_end() -> None:
    assert paced(aim(), [], JUNE, RULE).pace is Pace.UNKNOWN
    assert paced(aim(Rhythm.ONCE), [], DECEMBER, RULE).pace is Pace.NOT_DUE
    assert paced(aim(Rhythm.ONCE), [], date(2022, 1, 1), RULE).pace is Pace.UNKNOWN
    assert paced(aim(), [Measured(SEPTEMBER, Decimal(90))], JUNE, RULE).pace is Pace.UNKNOWN


def test_three_figures_foretell_the_end_between_the_least_and_the_most() -> None:
    made = [(date(2021, 3, 31), "20"), (JUNE, "50"), (SEPTEMBER, "80")]
    told = foretold(aim(), [Measured(on, Decimal(value)) for on, value in made])
    assert told is not None
    assert round(told.value, 2) == Decimal("106.96")
    assert (round(told.least, 2), round(told.most, 2)) == (Decimal("81.11"), Decimal("106.96"))


def test_too_few_figures_or_a_yearly_one_foretell_nothing() -> None:
    made = [Measured(date(2021, m, 1), Decimal(m)) for m in (3, 6, 9)]
    assert foretold(aim(), made[:2]) is None
    assert foretold(aim(Rhythm.ONCE), made) is None
    assert foretold(aim(), [Measured(date(2021, 1, d), Decimal(d)) for d in (1, 2, 3)]) is None


@given(days)
def test_the_share_gone_by_grows_to_one(on: date) -> None:
    assert 0 < elapsed(2021, on) <= 1
    assert (elapsed(2021, on) == 1) == (on == DECEMBER)


@given(figures, figures, days, st.sampled_from(list(Rhythm)))
def test_a_better_figure_never_stands_worse(
    one: Decimal, other: Decimal, on: date, rhythm: Rhythm
) -> None:
    order = [Pace.LATE, Pace.SLIPPING, Pace.ON_TIME]
    for lower in (False, True):
        of = aim(rhythm, lower=lower)
        worse, better = sorted((one, other), reverse=lower)
        places = [order.index(light(of, str(v), on, on)) for v in (worse, better)]
        assert places == sorted(places)
        assert due_on(of, on) <= of.planned
