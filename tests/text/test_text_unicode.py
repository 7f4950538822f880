import unicodedata

from hypothesis import given, strategies as st

from thidua.text import clean, fold


def test_decomposed_text_becomes_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "Đỗ Thị Hường")) == "Đỗ Thị Hường"


def test_invisible_characters_go_and_odd_spaces_become_one() -> None:
    assert clean("\ufeffSở\u00a0\u00a0Nội\u200b vụ\u00ad \t") == "Sở Nội vụ"


def test_line_breaks_stay() -> None:
    assert clean("một\r\nhai\rba") == "một\nhai\nba"


def test_a_mark_split_off_by_a_zero_width_space_joins_its_letter() -> None:
    assert clean("o\u200b\u031b") == "ơ"


def test_the_search_key_has_no_marks_and_no_d_with_stroke() -> None:
    assert fold("Đỗ Đức  Ưởng") == "do duc uong"


def test_old_and_new_tone_placement_fold_alike() -> None:
    assert fold("hoà Thuý khoẻ") == fold("hòa Thúy khỏe") == "hoa thuy khoe"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(s: str) -> None:
    assert clean(clean(s)) == clean(s)


@given(st.text())
def test_clean_text_is_composed_and_trimmed(s: str) -> None:
    cleaned = clean(s)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()


@given(st.text(alphabet="aăâdđeêioôơuưy ÀẢÃÁẠĐƯỢ"))
def test_the_search_key_of_vietnamese_is_ascii_and_does_not_depend_on_the_form(s: str) -> None:
    assert fold(s).isascii()
    assert fold(s) == fold(unicodedata.normalize("NFD", s)) == fold(fold(s))
