"""Figures in Vietnamese writing: dot between thousands, comma before decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from thidua.text.unicode import clean

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", re.ASCII)
_POINT = re.compile(r"[+-]?\d+\.\d+", re.ASCII)


def money(n: int) -> str:
    """Return an amount of đồng as "17.880.000 đồng"."""
    return f"{_grouped(str(n))} đồng"


def padded(n: int) -> str:
    """Return a count as papers write it: 01 to 09 with a zero, then plain."""
    return f"{n:02d}"


def decimal_text(d: Decimal, places: int | None = None) -> str:
    """Return `d` with a decimal comma: "95,25", "1.234,5".

    Args:
        d: a finite number.
        places: figures after the comma, rounded half up; None keeps the value as it is and
            drops the zeros at its end.
    """
    return _written(d, places)


@lru_cache(maxsize=4096)
def _written(d: Decimal, places: int | None) -> str:
    """Write a figure once: a page shows the same few hundreds over and over."""
    if places is not None:
        d = d.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{d:f}".partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    text = _grouped(whole) + ("," + fraction if fraction else "")
    return text if d else text.removeprefix("-")


def parse_decimal(value: str | float | Decimal) -> Decimal:
    """Read a number as Vietnamese write it ("95,25", "1.234,5") or as a cell of a sheet holds it.

    A dot may only group thousands: "95.25" is refused, because "9.125" could not be told apart.

    Raises:
        ValueError: not a finite number in this writing; the message (Vietnamese) says how to write.
    """
    text = clean(value).replace("\u2212", "-") if isinstance(value, str) else None
    if text is not None and _NUMBER.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if text is None and not isinstance(value, bool):
        number = Decimal(str(value))
        if number.is_finite():
            return number
    meant = text and _POINT.fullmatch(text)
    hint = f" Nếu là phần thập phân, hãy ghi {text.replace('.', ',')}." if text and meant else ""
    raise ValueError(
        f"“{value}” không phải là một số hợp lệ; phần thập phân ghi sau dấu phẩy, "
        f"dấu chấm chỉ để tách hàng nghìn, ví dụ 95,25 hoặc 1.234,5.{hint}"
    )


def percent_text(numerator: int, denominator: int) -> str:
    """Return a share as "90,91%", at most two decimals, rounded half up.

    For reading only: whether a share reaches a threshold is decided on the integers.

    Raises:
        ValueError: the denominator is zero (message in Vietnamese).
    """
    if denominator == 0:
        raise ValueError("Không tính được tỷ lệ phần trăm vì tổng số bằng 0.")
    hundredths = (Decimal(numerator) * 100 / denominator).quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP
    )
    return decimal_text(hundredths) + "%"


def _grouped(whole: str) -> str:
    return f"{int(whole):,}".replace(",", ".") if whole != "-0" else whole
