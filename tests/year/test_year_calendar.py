"""Calendar files: what other programs read out of them."""

from datetime import date

import cast
from thidua.year.calendar import Day, calendar


def unfolded(file: bytes) -> list[str]:
    return file.decode().replace("\r\n ", "").split("\r\n")


DAY = Day(key="k", on=date(2021, 12, 31), title="Hạn; nộp, phiếu \\ điểm", about="Dòng 1\nDòng 2")


def test_a_day_is_a_whole_day_that_ends_where_the_next_begins() -> None:
    lines = unfolded(calendar([DAY], cast.AT))
    assert "DTSTART;VALUE=DATE:20211231" in lines
    assert "DTEND;VALUE=DATE:20220101" in lines
    assert "DTSTAMP:20211217T010000Z" in lines


def test_what_has_a_meaning_in_a_calendar_file_is_escaped() -> None:
    lines = unfolded(calendar([DAY], cast.AT))
    assert "SUMMARY:Hạn\\; nộp\\, phiếu \\\\ điểm" in lines
    assert "DESCRIPTION:Dòng 1\\nDòng 2" in lines


def test_no_line_is_longer_than_the_standard_allows_and_no_letter_is_broken() -> None:
    long = Day(key="k", on=cast.DAY, title="Ngày cuối cùng nộp phiếu chấm điểm thi đua " * 9)
    file = calendar([long], cast.AT)
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert f"SUMMARY:{long.title}" in unfolded(file)
