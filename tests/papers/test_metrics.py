"""How wide text is, and lines as even as they go."""

import pytest
from hypothesis import given, strategies as st

from thidua.papers.metrics import even_lines, text_width

WORDS = st.lists(st.sampled_from(["TRUNG", "TÂM", "DỊCH", "VỤ", "PHÁT", "TRIỂN"]), max_size=30)


def test_marks_take_no_room() -> None:
    assert text_width("Nguyễn Đức", 14) == text_width("Nguyen Duc", 14)


def test_a_text_is_as_wide_as_the_face_says() -> None:
    # 722 and 500 thousandths of an em.
    assert text_width("Do", 10) == pytest.approx(12.22 * 25.4 / 72)


@given(WORDS)
def test_even_lines_keep_the_words_and_need_no_more_lines(words: list[str]) -> None:
    text = " ".join(words)
    lines = even_lines(text, 13, 60, bold=True).split("\n")
    assert " ".join(lines) == text
    assert all(text_width(line, 13, bold=True) <= 60 for line in lines)
    total = text_width(text, 13, bold=True)
    assert len(lines) <= 1 + total / 40


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", ""), ("SỞ NỘI VỤ", "SỞ NỘI VỤ"), ("A\nB", "A\nB"), ("X" * 80, "X" * 80)],
)
def test_what_fits_or_cannot_be_broken_stays(text: str, lines: str) -> None:
    assert even_lines(text, 13, 60) == lines


def test_two_lines_come_out_even() -> None:
    told = even_lines("VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI", 13, 66, bold=True)
    assert told == "VĂN PHÒNG ĐOÀN\nĐẠI BIỂU QUỐC HỘI"
