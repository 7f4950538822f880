"""Vietnamese text: clean NFC, search and sort keys, dates, numbers and money as papers write them."""

from thidua.text.collation import name_key, text_key
from thidua.text.dates import paper_date, paper_time, parse_date, short_date
from thidua.text.figures import decimal_text, money, padded, parse_decimal, percent_text
from thidua.text.unicode import clean, fold
from thidua.text.words import decimal_in_words, money_in_words, number_in_words
from thidua.text.working_days import (
    Swap,
    after_working_days,
    day_swaps,
    is_working_day,
    moved_by_years,
    next_working_day,
    swaps_between,
    working_days_left,
)

__all__ = [
    "Swap",
    "after_working_days",
    "clean",
    "day_swaps",
    "decimal_in_words",
    "decimal_text",
    "fold",
    "is_working_day",
    "money",
    "money_in_words",
    "moved_by_years",
    "name_key",
    "next_working_day",
    "number_in_words",
    "padded",
    "paper_date",
    "paper_time",
    "parse_date",
    "parse_decimal",
    "percent_text",
    "short_date",
    "swaps_between",
    "text_key",
    "working_days_left",
]
