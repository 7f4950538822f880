from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from thidua.text import decimal_in_words, money_in_words, number_in_words

READINGS = {
    0: "không",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    55: "năm mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    105: "một trăm linh năm",
    110: "một trăm mười",
    221: "hai trăm hai mươi mốt",
    1005: "một nghìn không trăm linh năm",
    1015: "một nghìn không trăm mười lăm",
    2022: "hai nghìn không trăm hai mươi hai",
    1_000_001: "một triệu không trăm linh một",
    1_500_000: "một triệu năm trăm nghìn",
    2_005_000_000: "hai tỷ không trăm linh năm triệu",
    12_345_678_901_234: (
        "mười hai nghìn ba trăm bốn mươi lăm tỷ sáu trăm bảy mươi tám triệu "
        "chín trăm linh một nghìn hai trăm ba mươi tư"
    ),
    -3: "âm ba",
}


@pytest.mark.parametrize(("number", "words"), READINGS.items())
def test_a_number_is_read_as_vietnamese_read_it(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_money_in_words_starts_with_a_capital() -> None:
    expected = "Mười bảy triệu tám trăm tám mươi nghìn đồng"
    assert money_in_words(17_880_000) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("2.5", "hai phẩy năm"),
        ("0.3", "không phẩy ba"),
        ("95.25", "chín mươi lăm phẩy hai năm"),
        ("98.00", "chín mươi tám"),
        ("10.05", "mười phẩy không năm"),
        ("-1.5", "âm một phẩy năm"),
        ("0", "không"),
    ],
)
def test_figures_after_the_comma_are_read_one_by_one(number: str, words: str) -> None:
    assert decimal_in_words(Decimal(number)) == words


VALUES = {
    **dict(
        zip(
            ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"],
            range(10),
            strict=True,
        )
    ),
    "mười": 10,
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}
UNITS = {"nghìn": 1000, "triệu": 1_000_000}


def read_back(words: str) -> int:
    """An independent reader: the value of a reading, word by word."""
    billions = total = group = 0
    for word in words.split():
        if word in VALUES:
            group += VALUES[word]
        elif word in {"mươi", "trăm"}:
            last = group % 10
            group += last * ((10 if word == "mươi" else 100) - 1)
        elif word in UNITS:
            total, group = total + group * UNITS[word], 0
        elif word == "tỷ":
            billions, total, group = (billions + total + group) * 10**9, 0, 0
    return billions + total + group


@given(st.integers(min_value=0, max_value=10**15))
def test_a_reading_gives_its_number_back(number: int) -> None:
    assert read_back(number_in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_readings_have_no_double_or_stray_spaces(number: int) -> None:
    words = number_in_words(number)
    assert words.split(" ") == words.split()
