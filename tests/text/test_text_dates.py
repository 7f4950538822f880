from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from thidua.text import paper_date, paper_time, parse_date, short_date


def test_days_below_ten_and_the_first_two_months_carry_a_zero() -> None:
    assert paper_date(date(2022, 1, 5)) == "ngày 05 tháng 01 năm 2022"
    assert paper_date(date(2021, 2, 28)) == "ngày 28 tháng 02 năm 2021"


def test_months_from_march_carry_no_zero() -> None:
    assert paper_date(date(2019, 6, 29)) == "ngày 29 tháng 6 năm 2019"
    assert paper_date(date(2021, 3, 9)) == "ngày 09 tháng 3 năm 2021"


def test_a_date_may_be_typed_without_zeros() -> None:
    assert parse_date(" 5/1/2022 ") == parse_date("05/01/2022") == date(2022, 1, 5)


@pytest.mark.parametrize("wrong", ["31/02/2021", "2021-02-01", "1/2/21", "", "hôm nay", "1/2/0000"])
def test_a_wrong_date_is_refused_with_the_way_to_write_it(wrong: str) -> None:
    with pytest.raises(ValueError, match="hãy ghi ngày/tháng/năm, ví dụ 05/01/2022") as caught:
        parse_date(wrong)
    assert f"“{wrong}”" in str(caught.value)


def test_a_time_carries_zeros() -> None:
    assert paper_time(time(8, 5)) == "08 giờ 05 phút"


@given(st.dates())
def test_a_short_date_reads_back(day: date) -> None:
    assert parse_date(short_date(day)) == day
