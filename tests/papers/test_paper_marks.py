from hypothesis import given, strategies as st

from thidua.papers.marks import Stretch, marked, plain, stretches

LETTERS = st.text(alphabet="aăđ*_\\ .,(1", max_size=12)
STRETCHES = st.lists(st.builds(Stretch, LETTERS, st.booleans(), st.booleans()), max_size=5)


def test_stars_make_bold_and_low_lines_italic() -> None:
    assert stretches("Năm *2021* là _năm_ đầu") == (
        Stretch("Năm "), Stretch("2021", bold=True), Stretch(" là "), Stretch("năm", italic=True),
        Stretch(" đầu"),
    )  # fmt: skip


def test_both_marks_may_stand_around_the_same_words() -> None:
    assert stretches("*_rất tốt_*") == (Stretch("rất tốt", bold=True, italic=True),)


def test_a_sign_without_its_pair_is_a_sign() -> None:
    for text in ("5 * 3 * 2", "mã_số_1", "* chú thích", "a*b"):
        assert stretches(text) == (Stretch(text),)


def test_a_style_that_ends_inside_a_word_goes_with_its_first_letter() -> None:
    assert marked((Stretch("(Đi", bold=True), Stretch("ểm) cộng"))) == "*(Điểm)* cộng"


@given(STRETCHES)
def test_what_is_written_with_marks_reads_as_the_same_words(parts: list[Stretch]) -> None:
    words = " ".join("".join(part.text for part in parts).split())
    assert plain(marked(parts)) == words


@given(STRETCHES)
def test_written_marks_read_as_the_same_styles(parts: list[Stretch]) -> None:
    once = marked(parts)
    assert marked(stretches(once)) == once
