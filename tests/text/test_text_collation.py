import unicodedata
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, strategies as st

from thidua.text import name_key, text_key

WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạệợẫ ", max_size=12)


def assert_strictly_ordered(items: list[str], key: Callable[[str], str]) -> None:
    assert [a for a, b in pairwise(items) if not key(a) < key(b)] == []


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert_strictly_ordered(letters, text_key)


def test_tones_stand_in_the_order_ngang_huyen_hoi_nga_sac_nang() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert_strictly_ordered(tones, text_key)


def test_tones_decide_only_between_equal_letters() -> None:
    names = ["Lê An", "Lê Anh", "Lê Ánh", "Lê Ân"]
    assert_strictly_ordered(names, text_key)


def test_a_shorter_first_word_comes_first() -> None:
    assert text_key("Sở Xây dựng") < text_key("Sở Y tế")
    assert text_key("An Bình") < text_key("Anh Ba")


def test_persons_stand_by_given_name() -> None:
    given = ["An", "Anh", "Ánh", "Ăn", "Ân", "Ba", "Bích", "Bình", "Dung", "Đông", "Đức"]
    people = [f"Nguyễn Văn {name}" for name in given]
    assert_strictly_ordered(people, name_key)


def test_persons_of_one_given_name_stand_by_the_rest() -> None:
    people = ["Đỗ Thị Anh", "Lê Anh", "Lê Bình Anh", "Bùi Ánh"]
    assert_strictly_ordered(people, name_key)


def test_old_and_new_tone_placement_stand_together() -> None:
    assert text_key("Thúy Hòa") == text_key("Thuý Hoà")
    assert name_key("Lê Thúy") == name_key("Lê Thuý")


def test_an_empty_name_has_a_key() -> None:
    assert name_key("") < name_key("An")


@given(WORDS)
def test_keys_do_not_depend_on_form_or_case(s: str) -> None:
    assert text_key(s) == text_key(unicodedata.normalize("NFD", s.upper()))
    assert text_key(s).isascii()


@given(WORDS, WORDS)
def test_equal_given_names_leave_the_order_to_the_rest(a: str, b: str) -> None:
    assert (name_key(f"{a} An") < name_key(f"{b} An")) == (text_key(a) < text_key(b))
