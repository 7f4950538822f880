from dataclasses import replace

from law_cases import empty

from thidua import law

MERGED = 2021


def unit(name: str, *ratings: tuple[int, str]) -> law.Dossier:
    rated = tuple(law.YearRating(year, rating) for year, rating in ratings)
    complete = dict.fromkeys(law.SOURCES, 2010)
    return replace(empty(), subject=name, ratings=rated, complete_from=complete, begins=2010)


def went_up(dossier: law.Dossier, *, inherits: bool = True) -> law.Predecessor:
    return law.Predecessor(dossier, until=MERGED - 1, inherits=inherits, paper="15/QĐ-UBND")


FIRST = unit("Sở A (minh họa)", (2019, "hoan-thanh-xuat-sac"), (2020, "hoan-thanh-xuat-sac"))
OTHER = unit("Sở B (minh họa)", (2019, "hoan-thanh-tot"))
HEIR = replace(empty(), complete_from=dict.fromkeys(law.SOURCES, MERGED))


def test_the_rating_of_a_year_before_the_merger_is_the_lowest_of_the_predecessors() -> None:
    merged = law.with_predecessors(HEIR, [went_up(FIRST), went_up(OTHER)])
    assert {r.year: r.rating for r in merged.ratings} == {2019: "hoan-thanh-tot"}


def test_an_award_is_carried_on_and_told_with_its_holder() -> None:
    flag = law.PastAward("co-thi-dua-bo-tinh", 2020)
    merged = law.with_predecessors(HEIR, [went_up(replace(FIRST, awards=(flag,)))])
    assert [(a.award, a.held_by) for a in merged.awards] == [("co-thi-dua-bo-tinh", FIRST.subject)]


def test_what_was_given_after_the_merger_is_not_the_predecessor_s() -> None:
    late = law.PastAward("co-thi-dua-bo-tinh", MERGED)
    merged = law.with_predecessors(HEIR, [went_up(replace(FIRST, awards=(late,)))])
    assert merged.awards == ()


def test_nothing_is_handed_on_unless_the_decision_says_so() -> None:
    assert law.with_predecessors(HEIR, [went_up(FIRST, inherits=False)]) == HEIR


def test_a_source_is_complete_from_where_it_is_complete_for_every_predecessor() -> None:
    later = replace(OTHER, complete_from=dict.fromkeys(law.SOURCES, 2015))
    merged = law.with_predecessors(HEIR, [went_up(FIRST), went_up(later)])
    assert set(merged.complete_from.values()) == {2015}


def test_years_before_the_merger_stay_open_while_a_predecessor_s_register_is_not_here() -> None:
    unknown = replace(OTHER, complete_from={})
    merged = law.with_predecessors(HEIR, [went_up(FIRST), went_up(unknown)])
    assert set(merged.complete_from.values()) == {MERGED}
