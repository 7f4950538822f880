"""Shares of persons: whole numbers, rounded as the data say, and nobody is ever taken out."""

from datetime import date

import pytest

from thidua import law

IN_2021, IN_2024 = date(2021, 12, 17), date(2024, 12, 17)


def share(fighters: int | None, workers: int | None, **asked: str) -> law.UnitShare:
    figures = {"grassroots_fighters": fighters, "advanced_workers": workers}
    (found,) = law.unit_shares(figures, IN_2021, **asked)
    return found


@pytest.mark.parametrize(
    ("fighters", "workers", "allowed", "excess"),
    [
        (0, 0, 0, 0), (1, 0, 0, 1), (0, 6, 0, 0), (1, 6, 0, 1), (1, 7, 1, 0), (2, 13, 1, 1),
        (2, 14, 2, 0), (3, 14, 2, 1), (3, 20, 3, 0), (5, 20, 3, 2), (15, 100, 15, 0),
        (16, 100, 15, 1), (15, 106, 15, 0), (16, 107, 16, 0),
    ],
)  # fmt: skip
def test_fifteen_in_a_hundred_are_allowed_and_a_part_of_one_is_not_counted(
    fighters: int, workers: int, allowed: int, excess: int
) -> None:
    tally = share(fighters, workers).tally
    assert (tally.allowed, tally.excess) == (allowed, excess)


def test_an_exceeded_share_is_told_with_its_figures_and_takes_nobody_out() -> None:
    found = share(5, 20)
    assert found.exceeded
    assert found.words.startswith(
        "05 “Chiến sĩ thi đua cơ sở” trên 20 “Lao động tiên tiến”, vượt tỷ lệ 15% (tối đa 03): thừa 02."
    )
    assert "không tự loại ai" in found.words
    assert found.tally.counted == 5
    assert "Điều 9 Nghị định số 91/2017/NĐ-CP" in found.tally.quota.citation.text


def test_without_those_it_is_a_share_of_nothing_is_said_to_be_exceeded() -> None:
    found = share(5, None)
    assert (found.exceeded, found.tally.allowed) == (False, None)
    assert "chưa ghi số “Lao động tiên tiến”" in found.words


def test_a_unit_whose_fighters_nobody_counted_has_no_share_to_tell() -> None:
    assert law.unit_shares({"advanced_workers": 20}, IN_2021) == ()
    assert law.unit_shares({}, IN_2024) == ()


def test_within_the_law_s_share_it_is_told_that_the_province_s_is_not_known() -> None:
    assert "Tỉnh Nam Định" not in share(3, 20).words
    assert "Tỉnh Nam Định chưa quy định" in share(3, 20, layer="nam-dinh").words
    assert share(4, 20, layer="nam-dinh").exceeded


def test_a_share_may_be_rounded_up_where_the_data_say_so() -> None:
    quota = law.award("cstd-co-so", IN_2021).quota
    assert quota is not None
    assert not quota.up
    rounded_up = law.Quota(percent=15, of=quota.of, citation=quota.citation, note="", up=True)
    assert [rounded_up.allowed(n) for n in (0, 1, 6, 7, 20, 21)] == [0, 1, 1, 2, 3, 4]
