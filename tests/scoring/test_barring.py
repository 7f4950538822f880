"""What a table says a disqualifier bars is read as regulations word it."""

import pytest

from thidua.scoring import bars_award, bars_everything

FLAG = ("co-thi-dua-bo-tinh", "Cờ thi đua của Ủy ban nhân dân tỉnh Nam Định")


@pytest.mark.parametrize(
    ("blocks", "bars"),
    [
        ((), True),
        (("Xếp hạng",), True),
        (("Cờ thi đua",), True),
        (("cờ thi đua của UBND tỉnh",), True),
        (("co-thi-dua-bo-tinh",), True),
        (("Bằng khen", "Cờ thi đua"), True),
        (("Bằng khen",), False),
        (("Cờ thi đua của Chính phủ",), False),
        (("Cờ thi",), True),
        (("ờ thi đua",), False),
    ],
)
def test_a_bar_is_read_by_whole_words(blocks: tuple[str, ...], bars: object) -> None:
    assert bars_award(blocks, FLAG) is bars


def test_naming_nothing_or_the_ranking_bars_everything() -> None:
    assert [bars_everything(b) for b in ((), ("Xét thi đua",), ("Cờ thi đua",))] == [
        True, True, False,
    ]  # fmt: skip
