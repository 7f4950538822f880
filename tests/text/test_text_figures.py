from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from thidua.text import decimal_text, money, padded, parse_decimal, percent_text

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)


def test_money_groups_by_dots() -> None:
    assert money(17_880_000) == "17.880.000 đồng"
    assert money(0) == "0 đồng"


def test_counts_below_ten_carry_a_zero() -> None:
    assert [padded(n) for n in (0, 4, 10, 123)] == ["00", "04", "10", "123"]


def test_decimals_stand_after_a_comma_without_zeros_at_the_end() -> None:
    assert decimal_text(Decimal("95.250")) == "95,25"
    assert decimal_text(Decimal("1234567.5")) == "1.234.567,5"
    assert decimal_text(Decimal("1E+3")) == "1.000"


def test_fixed_places_round_half_up() -> None:
    assert decimal_text(Decimal("95.125"), 2) == "95,13"
    assert decimal_text(Decimal(95), 2) == "95,00"


def test_nothing_is_ever_minus_zero() -> None:
    assert decimal_text(Decimal("-0.001"), 2) == "0,00"
    assert decimal_text(Decimal("-0.5")) == "-0,5"


def test_numbers_are_read_as_vietnamese_write_them() -> None:
    read = [parse_decimal(v) for v in ("95,25", "1.234,5", " 1.234.567 ", "-3", "\u22120,5")]
    assert read == [Decimal(v) for v in ("95.25", "1234.5", "1234567", "-3", "-0.5")]


def test_numbers_of_a_sheet_are_taken_as_they_are() -> None:
    assert parse_decimal(0.1) == Decimal("0.1")
    assert parse_decimal(Decimal("2.50")) == Decimal("2.50")
    assert parse_decimal(7) == Decimal(7)


@pytest.mark.parametrize("wrong", ["95.25", "1.23.456", "12a", "", "1,2,3", float("nan"), True])
def test_a_wrong_number_is_refused_with_the_way_to_write_it(wrong: str | float) -> None:
    with pytest.raises(ValueError, match=r"ví dụ 95,25 hoặc 1\.234,5"):
        parse_decimal(wrong)


def test_a_share_has_at_most_two_decimals() -> None:
    assert percent_text(10, 11) == "90,91%"
    assert percent_text(13, 13) == "100%"
    assert percent_text(5, 8) == "62,5%"


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="tổng số bằng 0"):
        percent_text(1, 0)


@given(NUMBERS)
def test_what_is_written_reads_back(number: Decimal) -> None:
    assert parse_decimal(decimal_text(number)) == number


@pytest.mark.parametrize(("typed", "meant"), [("95.25", "95,25"), ("-3.5", "-3,5")])
def test_a_point_where_a_comma_belongs_is_refused_with_what_was_meant(
    typed: str, meant: str
) -> None:
    with pytest.raises(ValueError, match=f"hãy ghi {meant}"):
        parse_decimal(typed)
