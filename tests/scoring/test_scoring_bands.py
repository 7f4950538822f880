import pytest
from hypothesis import given, strategies as st
from sample_tables import D, line, table

from thidua.scoring import Band, Kind, Options, points_for_figure
from thidua.scoring.bands import overlapping

LATE = tuple(
    Band.parse(text, D(points))
    for text, points in (("0", 2), ("1-2", "1.5"), ("3-5", 1), ("6-10", "0.5"), (">10", 0))
)
SHARES = tuple(
    Band.parse(text, D(points))
    for text, points in ((">95", 3), ("75-95", 2), ("50-<75", 1), ("<50", 0))
)


@pytest.mark.parametrize(
    ("days", "points"), [(0, 2), (1, "1.5"), (2, "1.5"), (3, 1), (5, 1), (6, "0.5"), (11, 0)]
)
def test_a_late_report_earns_the_points_of_its_range(days: int, points: int | str) -> None:
    late = line("A", Kind.BANDED, 2, options=Options(bands=LATE, unit="ngày"))
    assert points_for_figure(late, D(days), 2).points == D(points)


@pytest.mark.parametrize(
    ("share", "points"), [("95.01", 3), (95, 2), (75, 2), ("74.99", 1), (50, 1), ("49.99", 0)]
)
def test_the_ends_of_a_range_count_as_it_is_printed(share: int | str, points: int) -> None:
    signed = line("A", Kind.BANDED, 3, options=Options(bands=SHARES))
    assert points_for_figure(signed, D(share), 2).points == D(points)


def test_a_figure_between_the_ranges_is_refused_with_the_ranges() -> None:
    late = line("A", Kind.BANDED, 2, options=Options(bands=LATE))
    with pytest.raises(ValueError, match=r"0,5 không thuộc khoảng nào trong các khoảng 0; 1-2;"):
        points_for_figure(late, D("0.5"), 2)


@pytest.mark.parametrize("text", ["", "tốt", "5-3", "1--2", "> x", "10%"])
def test_a_range_that_cant_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hoảng"):
        Band.parse(text, D(1))


NUMBERS = st.decimals(min_value=0, max_value=1000, places=2)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    ends = draw(st.sampled_from(["both", "low", "high"]))
    above, below = draw(st.booleans()), draw(st.booleans())
    if ends == "low":
        return Band(low=low, high=None, points=D(1), above=above)
    if ends == "high":
        return Band(low=None, high=high, points=D(1), below=below)
    strict = low < high
    return Band(low=low, high=high, points=D(1), above=strict and above, below=strict and below)


@given(bands())
def test_a_range_reads_back_as_it_is_written(band: Band) -> None:
    assert Band.parse(band.text, band.points) == band


@given(bands(), bands(), NUMBERS)
def test_ranges_that_share_a_figure_overlap(first: Band, second: Band, figure: D) -> None:
    if first.holds(figure) and second.holds(figure):
        assert overlapping((first, second)) is not None


def test_ranges_that_touch_without_sharing_a_figure_do_not_overlap() -> None:
    assert overlapping(SHARES) is None
    assert overlapping((*SHARES, Band.parse("95", D(0)))) is not None


def test_a_table_refuses_ranges_that_overlap_and_a_best_range_that_is_not_the_maximum() -> None:
    twice = (*LATE, Band.parse("2-3", D(1)))
    broken = table(
        line("A", Kind.BANDED, 2, options=Options(bands=twice)),
        line("B", Kind.BANDED, 3, options=Options(bands=LATE)),
        line("C", Kind.BANDED, 3),
    )
    assert [fault.message for fault in broken.check()] == [
        "Tiêu chí A: khoảng “1-2” và “2-3” chồng lên nhau.",
        "Tiêu chí B: khoảng cao nhất được 2, điểm tối đa ghi 3.",
        "Tiêu chí C: chấm theo khoảng nhưng chưa ghi các khoảng.",
    ]
