"""Numbers and amounts of money in Vietnamese words."""

from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Read after "mươi", these three change; after "mười" only five does.
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 1_000_000_000


def number_in_words(n: int) -> str:
    """Return `n` in words: 1005 is "một nghìn không trăm linh năm".

    Groups of three figures after the first are read in full ("không trăm", "linh"), empty groups
    are left out; 10^12 and above count in thousands of "tỷ".
    """
    if n < 0:
        return f"âm {number_in_words(-n)}"
    return " ".join(_number(n, full=False)) or _DIGITS[0]


def money_in_words(n: int) -> str:
    """Return an amount of đồng in words with a capital, as it stands after "Bằng chữ:"."""
    words = number_in_words(n)
    return f"{words[0].upper()}{words[1:]} đồng"


def decimal_in_words(d: Decimal) -> str:
    """Return a number with its figures after the comma read one by one: "hai phẩy năm"."""
    whole, _, fraction = f"{abs(d):f}".partition(".")
    told = number_in_words(int(whole))
    figures = " ".join(_DIGITS[int(figure)] for figure in fraction.rstrip("0"))
    sign = "âm " if d < 0 else ""
    return f"{sign}{told} phẩy {figures}" if figures else f"{sign}{told}"


def _number(n: int, *, full: bool) -> list[str]:
    """Words of `n`, none for zero; `full` when a higher group has been read before it."""
    billions, rest = divmod(n, _BILLION)
    head = [*_number(billions, full=full), "tỷ"] if billions else []
    return head + _below_billion(rest, full=full or bool(billions))


def _below_billion(n: int, *, full: bool) -> list[str]:
    words: list[str] = []
    for size, unit in ((1_000_000, ["triệu"]), (1000, ["nghìn"]), (1, [])):
        group = n // size % 1000
        if group:
            words += [*_group(group, full=full or bool(words)), *unit]
    return words


def _group(n: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(n, 100)
    head = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    return head + _below_hundred(rest, after_hundreds=bool(head))


def _below_hundred(n: int, *, after_hundreds: bool) -> list[str]:
    tens, ones = divmod(n, 10)
    if tens == 0:
        link = ["linh"] if after_hundreds and ones else []
        return [*link, _DIGITS[ones]] if ones else []
    if tens == 1:
        return ["mười", *_ones(ones, {5: "lăm"})]
    return [_DIGITS[tens], "mươi", *_ones(ones, _AFTER_TENS)]


def _ones(n: int, changed: dict[int, str]) -> list[str]:
    return [changed.get(n, _DIGITS[n])] if n else []
