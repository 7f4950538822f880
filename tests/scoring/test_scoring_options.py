from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from thidua.scoring import Direction, Options

POSITIVE = st.decimals(min_value="0.01", max_value=100, places=2)
OPTIONS = st.builds(
    Options,
    cap_percent=st.none() | st.integers(100, 200),
    floor_percent=st.none() | st.integers(0, 100),
    steps=st.lists(POSITIVE, max_size=4).map(tuple),
    per_occurrence=st.none() | POSITIVE,
    direction=st.sampled_from(Direction),
    article=st.text(max_size=5),
    note=st.text(max_size=5),
)


@given(OPTIONS)
def test_options_read_back_as_they_were_written(options: Options) -> None:
    assert Options.from_json(options.to_json()) == options


def test_only_what_is_set_is_written() -> None:
    assert Options().to_json() == {}
    assert Options(steps=(Decimal("0.5"),), direction=Direction.LOWER).to_json() == {
        "steps": ["0.5"],
        "direction": "lower",
    }


def test_numbers_are_read_with_a_comma_or_as_json_numbers() -> None:
    read = Options.from_json({"steps": ["0,5", 1, 2.5], "cap_percent": 120, "note": None})
    assert read == Options(steps=(Decimal("0.5"), Decimal(1), Decimal("2.5")), cap_percent=120)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"cap": 100}, "Thiết lập không có trong công thức chấm điểm: cap; chỉ dùng được"),
        ({"cap_percent": "nhiều"}, "“cap_percent” phải là một số, không phải “nhiều”"),
        ({"cap_percent": True}, "“cap_percent” phải là một số"),
        ({"cap_percent": 99.5}, "“cap_percent” phải là số phần trăm nguyên"),
        ({"cap_percent": 0}, "Tỷ lệ được điểm tối đa phải lớn hơn 0%"),
        ({"floor_percent": 110}, "phải từ 0% đến tỷ lệ được điểm tối đa"),
        ({"floor_percent": -1}, "phải từ 0% đến tỷ lệ được điểm tối đa"),
        ({"steps": "0;1"}, "“steps” phải là danh sách các mức điểm"),
        ({"steps": ["-1"]}, "Các mức điểm không được âm"),
        ({"per_occurrence": 0}, "Điểm mỗi lần phải lớn hơn 0"),
        ({"per_occurrence": "1.234,5"}, "“per_occurrence” phải là một số"),
        ({"direction": "up"}, "“direction” phải là “higher”"),
        ({"note": 1}, "“note” phải là chữ"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_by_name(
    data: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Options.from_json(data)
