from dataclasses import replace
from datetime import date

import pytest
from law_cases import DAY, YEAR, empty, full, with_figures, with_findings

from thidua import law
from thidua.law.advice import open_sets
from thidua.law.verdict import every

PERSON = law.SubjectKind.PERSON


def ids(way: law.Way) -> set[str]:
    return {need.id for need in way.needs}


def test_an_award_that_is_met_asks_for_nothing_more() -> None:
    advice = law.advise(full(), "tap-the-lao-dong-xuat-sac", on=DAY)
    assert (advice.ways, advice.earliest) == ((), YEAR)


def test_what_is_unknown_could_hold_this_year_and_names_its_paper() -> None:
    unit = with_findings(full(), {"phong-trao-thi-dua": None})
    advice = law.advise(unit, "tap-the-lao-dong-tien-tien", on=DAY)
    (way,) = advice.ways
    assert (ids(way), way.year, advice.earliest) == ({"ttldtt-2"}, YEAR, YEAR)
    assert way.needs[0].missing
    assert way.needs[0].settled_by


def test_a_figure_of_the_year_that_fails_can_hold_next_year_at_the_earliest() -> None:
    unit = with_figures(full(), advanced_workers=5)
    advice = law.advise(unit, "tap-the-lao-dong-tien-tien", on=DAY)
    assert [(ids(way), way.year) for way in advice.ways] == [({"ttldtt-3"}, YEAR + 1)]
    assert advice.earliest == YEAR + 1


def test_any_of_several_routes_is_a_way_of_its_own() -> None:
    unit = with_figures(full(), bloc_rank=2)
    unit = with_findings(
        unit, {"dan-dau-cum-trung-uong": False, "tieu-bieu-phong-trao-chuyen-de": False}
    )
    advice = law.advise(unit, "co-thi-dua-chinh-phu", on=DAY)
    assert [ids(way) for way in advice.ways] == [{"ctdcp-4a-dan-dau"}, {"ctdcp-4b"}, {"ctdcp-4c"}]
    assert {way.year for way in advice.ways} == {YEAR + 1}


@pytest.mark.parametrize("award", ["co-thi-dua-chinh-phu", "tap-the-lao-dong-xuat-sac"])
def test_a_set_suffices_and_no_part_of_it_does(award: str) -> None:
    """Settle what a set names, and the award holds; leave one out, and it doesn't."""
    unit = empty()
    verdict = law.explain(unit, award, on=DAY)
    sets = open_sets(verdict.standards)
    assert sets
    for chosen in sets:
        places = {standing.step.place for standing in chosen}
        assert holds(verdict.standards, places)
        assert not any(holds(verdict.standards, places - {place}) for place in places)


def holds(standings: tuple[law.Standing, ...], settled: set[int]) -> bool:
    """Tell whether all standards hold once those of the given places do."""
    return all(one_holds(standing, settled) for standing in standings)


def one_holds(standing: law.Standing, settled: set[int]) -> bool:
    if standing.outcome is law.Outcome.MET or standing.step.place in settled:
        return True
    parts = [one_holds(route, settled) for route in standing.routes]
    return any(parts) if standing.step.any_one else bool(parts) and all(parts)


def test_the_forecast_does_not_depend_on_the_clock() -> None:
    unit = with_figures(full(), advanced_workers=5)
    one, other = (law.advise(unit, "tap-the-lao-dong-tien-tien", on=DAY) for _ in range(2))
    assert (one.ways, one.earliest) == (other.ways, other.earliest)


def test_a_leap_day_has_a_next_year() -> None:
    unit = with_figures(full(), advanced_workers=5)
    advice = law.advise(unit, "tap-the-lao-dong-tien-tien", on=date(2020, 2, 29))
    assert advice.earliest == YEAR + 1


def test_a_ladder_goes_from_the_lowest_award_up_and_says_what_is_held() -> None:
    unit = replace(full(), awards=(law.PastAward("tap-the-lao-dong-tien-tien", 2020),))
    rungs = law.ladder(unit, on=DAY)
    levels = [tuple(law.Level).index(rung.level) for rung in rungs]
    assert levels == sorted(levels)
    assert {r.award: r.held for r in rungs}["tap-the-lao-dong-tien-tien"] == 2020
    assert {r.award: r.outcome for r in rungs}["tap-the-lao-dong-xuat-sac"] is law.Outcome.MET


@pytest.mark.parametrize("on", [DAY, date(2024, 6, 1), date(2025, 9, 1)], ids=str)
@pytest.mark.parametrize("kind", [PERSON, law.SubjectKind.UNIT])
def test_what_is_kept_for_special_deeds_is_no_rung_of_the_ladder(
    kind: law.SubjectKind, on: date
) -> None:
    rungs = {rung.award for rung in law.ladder(replace(empty(kind), year=on.year - 1), on=on)}
    special = {"hc-dung-cam", "hc-huu-nghi", "hc-dai-doan-ket", "hc-chien-cong-ba"}
    assert rungs & special == set()
    assert {"hc-lao-dong-ba", "hc-doc-lap-ba", "bang-khen-thu-tuong"} <= rungs
    assert special & {award.slug for award in law.awards(on) if not award.special} == set()


def test_every_need_stands_among_the_standards_of_the_verdict() -> None:
    advice = law.advise(empty(PERSON), "cstd-co-so", on=DAY)
    told = {standing.id for standing in every(advice.verdict.standards)}
    assert {need.id for way in advice.ways for need in way.needs} <= told


def test_the_ladder_takes_what_was_confirmed_as_read() -> None:
    unit = with_figures(full(), targets_met=0, targets_exceeded=0)
    uses = law.provisions_in_use()
    read = frozenset((use.citation.provision, "Công báo") for use in uses)
    rungs = {rung.award: rung.outcome for rung in law.ladder(unit, on=DAY, confirmed=read)}
    assert rungs == {
        slug: law.explain(unit, slug, on=DAY, confirmed=read).outcome for slug in rungs
    }
    assert rungs != {rung.award: rung.outcome for rung in law.ladder(unit, on=DAY)}
