"""Dates and times as Vietnamese papers and screens write them."""

import re
from datetime import date, time

from thidua.text.unicode import clean

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def paper_date(d: date) -> str:
    """Return "ngày 05 tháng 01 năm 2022": zeros before days 1-9 and months 1-2 only.

    Source: Decree 30/2020/NĐ-CP, Annex I, Part I, II.4 (place and date of a paper).
    """
    month = f"{d.month:02d}" if d.month < 3 else str(d.month)
    return f"ngày {d.day:02d} tháng {month} năm {d.year}"


def short_date(d: date) -> str:
    """Return "05/01/2022", for screens and tables."""
    return f"{d.day:02d}/{d.month:02d}/{d.year:04d}"


def parse_date(s: str) -> date:
    """Read a day written dd/mm/yyyy or d/m/yyyy.

    Raises:
        ValueError: the text is no such day; the message (Vietnamese) shows how to write one.
    """
    match = _DATE.fullmatch(clean(s))
    try:
        day, month, year = map(int, match.groups()) if match else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{s}” không phải là một ngày hợp lệ; hãy ghi ngày/tháng/năm, ví dụ 05/01/2022."
        ) from None


def paper_time(t: time) -> str:
    """Return "08 giờ 30 phút", as minutes and invitations write a time of day."""
    return f"{t.hour:02d} giờ {t.minute:02d} phút"
