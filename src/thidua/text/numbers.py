"""Reading running text word by word, with its numbers understood whether in figures or in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from thidua.text.unicode import fold

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_LINKS = {"linh", "le"}
_SMALL = {"muoi": 10, "tram": 100}
_LARGE = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_PER_CENT = ("phan", "tram")


@dataclass(frozen=True, slots=True)
class Word:
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
    if words[at].key[0].isdigit():
        return _figures(words, at)
    end = at
    while end < len(words) and _is_number_word(words, end):
        end += 1
    run = [word.key for word in words[at:end]]
    # Folded, "nam" is five and year, "sau" six and after: alone they are words.
    alone = len(run) == 1 and _past_per_cent(words, end) == end
    told = bool(run) and run[0] in _UNITS.keys() | {"muoi"} and (_has_size(run) or len(run) == 1)
    return (end, Decimal(_value(run))) if told and not alone else (at, None)


def _is_number_word(words: Sequence[Word], at: int) -> bool:
    key = words[at].key
    return key in _UNITS or key in _SMALL or key in _LARGE or key in _LINKS


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
    total, group, unit = 0, 0, 0
    for key in run:
        if key in _SMALL:
            group, unit = group + (unit or 1) * _SMALL[key], 0
        elif key in _LARGE:
            total, group, unit = total + (group + unit or 1) * _LARGE[key], 0, 0
        elif key in _UNITS:
            unit = _UNITS[key]
    return total + group + unit
