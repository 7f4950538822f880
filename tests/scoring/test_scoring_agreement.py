from sample_tables import D

from thidua.scoring import Difference, Inflation, MutualHigh, compare, inflation, mutual_highs


def test_marks_of_one_criterion_stand_side_by_side() -> None:
    assert compare({"I.1": D(10)}, {"I.1": D(9)}, {"I.1": D("7.5")}, D(2)) == (
        Difference(
            code="I.1",
            self_=D(10),
            cross=D(9),
            appraised=D("7.5"),
            spread=D("2.5"),
            beyond_margin=True,
        ),
    )


def test_a_difference_of_exactly_the_margin_is_within_it() -> None:
    (difference,) = compare({"I.1": D(10)}, {}, {"I.1": D(8)}, D(2))
    assert (difference.spread, difference.beyond_margin) == (D(2), False)


def test_a_mark_that_was_not_given_is_none_and_not_zero() -> None:
    alone, late = compare({"I.1": D(10)}, {}, {"I.2": D(4)}, D(0))
    assert (alone.code, alone.cross, alone.spread, alone.beyond_margin) == (
        "I.1",
        None,
        D(0),
        False,
    )
    assert (late.code, late.self_, late.appraised) == ("I.2", None, D(4))


def test_units_that_scored_themselves_too_high_are_listed_worst_first() -> None:
    own = {"Sở A": D(96), "Sở B": D(99), "Sở C": D(90), "Sở D": D(99)}
    appraised = {"Sở A": D(93), "Sở B": D("92.5"), "Sở C": D(95)}
    worst, next_ = inflation(own, appraised, D(2))
    assert worst == Inflation(
        unit="Sở B",
        self_=D(99),
        appraised=D("92.5"),
        excess=D("6.5"),
        sentence="Sở B tự chấm 99 điểm, cao hơn kết quả thẩm định (92,5 điểm) 6,5 điểm.",
    )
    assert (next_.unit, next_.excess) == ("Sở A", D(3))


def test_a_self_score_above_by_exactly_the_margin_is_not_inflated() -> None:
    assert inflation({"Sở A": D(95)}, {"Sở A": D(93)}, D(2)) == ()


APPRAISED = {"Sở A": D(90), "Sở B": D(88), "Sở C": D(92)}


def test_two_units_that_score_each_other_high_are_named_once() -> None:
    crosses = {("Sở B", "Sở A"): D(95), ("Sở A", "Sở B"): D("94.5"), ("Sở C", "Sở A"): D(99)}
    assert mutual_highs(crosses, APPRAISED, D(3)) == (
        MutualHigh(
            first="Sở A",
            second="Sở B",
            first_excess=D(5),
            second_excess=D("6.5"),
            sentence="Sở A và Sở B chấm chéo cho nhau đều cao hơn kết quả thẩm định: "
            "Sở A được chấm cao hơn 5 điểm, Sở B được chấm cao hơn 6,5 điểm; cần xem lại.",
        ),
    )


def test_one_high_score_that_is_not_returned_is_not_mutual() -> None:
    crosses = {("Sở A", "Sở B"): D(99), ("Sở B", "Sở A"): D(91), ("Sở B", "Sở C"): D(99)}
    assert mutual_highs(crosses, APPRAISED, D(3)) == ()


def test_a_unit_without_an_appraisal_is_compared_with_nothing() -> None:
    crosses = {("Sở A", "Sở D"): D(99), ("Sở D", "Sở A"): D(99)}
    assert mutual_highs(crosses, APPRAISED, D(3)) == ()


def test_cross_scores_above_by_exactly_the_margin_are_not_high() -> None:
    crosses = {("Sở A", "Sở B"): D(91), ("Sở B", "Sở A"): D(95)}
    assert mutual_highs(crosses, APPRAISED, D(3)) == ()
    assert len(mutual_highs(crosses, APPRAISED, D("2.99"))) == 1
