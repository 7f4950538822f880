"""Reading running text word by word, with its numbers understood whether in figures or in words."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from thidua.text.unicode import fold

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_LINKS = {"linh", "le"}
_SMALL = {"muoi": 10, "tram": 100}
_LARGE = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_NUMBER_WORDS = _UNITS.keys() | _LINKS | _SMALL.keys() | _LARGE.keys()
_FIRST_WORDS = _UNITS.keys() | {"muoi"}
_PER_CENT = ("phan", "tram")


class Word(NamedTuple):
    """A folded word, or a number with its value, and where it stands in the text."""

    key: str
    start: int
    end: int
    value: Decimal | None = None
    per_cent: bool = False


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order; "ba mươi phần trăm" and "30%" are the same number."""
    plain = [Word(_key(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]
    return list(_with_numbers(plain))


# Few syllables make up all texts.
_key = lru_cache(maxsize=1 << 14)(fold)


def _with_numbers(words: Sequence[Word]) -> Iterator[Word]:
    at = 0
    while at < len(words):
        end, value = _number_at(words, at)
        if value is None:
            yield words[at]
            at += 1
            continue
        after = _past_per_cent(words, end)
        yield Word("#", words[at].start, words[after - 1].end, value, per_cent=after > end)
        at = after


def _past_per_cent(words: Sequence[Word], at: int) -> int:
    if at < len(words) and words[at].key == "%":
        return at + 1
    return at + 2 if tuple(w.key for w in words[at : at + 2]) == _PER_CENT else at


def _number_at(words: Sequence[Word], at: int) -> tuple[int, Decimal | None]:
    """Return where the number that begins here ends, and its value; None when there is none."""
    first = words[at].key
    if first not in _FIRST_WORDS:
        return _figures(words, at) if first[0].isdigit() else (at, None)
    end = at
    while end < len(words) and words[end].key in _NUMBER_WORDS:
        end += 1
    run = [word.key for word in words[at:end]]
    # Folded, "nam" is five and year, "sau" six and after: alone they are words.
    alone = len(run) == 1 and _past_per_cent(words, end) == end
    told = _has_size(run) or len(run) == 1
    return (end, Decimal(_value(run))) if told and not alone else (at, None)


def _has_size(run: Sequence[str]) -> bool:
    return any(key in _SMALL or key in _LARGE for key in run)


def _figures(words: Sequence[Word], at: int) -> tuple[int, Decimal | None]:
    """Read figures with the size behind them: 1,5 tỷ."""
    try:
        value = Decimal(words[at].key.replace(".", "").replace(",", ".", 1).replace(",", ""))
    except InvalidOperation:  # figures of another script
        return at, None
    end = at + 1
    while end < len(words) and words[end].key in _LARGE:
        value *= _LARGE[words[end].key]
        end += 1
    return end, value


def _value(run: Sequence[str]) -> int:
    total, group, unit = 0, 0, None
    for key in run:
        if key in _SMALL:
            group, unit = group + (1 if unit is None else unit) * _SMALL[key], None
        elif key in _LARGE:
            below = group + (unit or 0)
            # A "nghìn" before "tỷ" is counted in it.
            before, total = (total, 0) if _LARGE[key] == _LARGE["ty"] else (0, total)
            total, group, unit = total + (before + below or 1) * _LARGE[key], 0, None
        elif key in _UNITS:
            unit = _UNITS[key]
    return total + group + (unit or 0)
