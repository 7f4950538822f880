"""What is alike: the same in other words, another order, other figures; not the same about the same things."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from likeness_corpus import HIDDEN, Asked, corpus, questions
from thidua.text import number_in_words
from thidua.text.likeness import (
    LIKE,
    Weights,
    marks_of,
    packed,
    pairs_of,
    sentences_of,
    unpacked,
)
from thidua.text.numbers import words_of

SIZE, EACH = 150, 6


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ba mươi phần trăm", (30, True)), ("30%", (30, True)), ("30 %", (30, True)),
        ("hai phần trăm", (2, True)), ("1,5 tỷ", (1_500_000_000, False)),
        ("một nghìn hai trăm", (1200, False)), ("1.200", (1200, False)),
        ("BA MUOI phan tram", (30, True)), ("mười lăm", (15, False)),
        ("hai mươi mốt triệu", (21_000_000, False)),
    ],
)  # fmt: skip
def test_a_number_is_the_same_in_figures_and_in_words(text: str, number: tuple[int, bool]) -> None:
    (word,) = words_of(text)
    assert (word.value, word.per_cent) == number


@pytest.mark.parametrize("text", ["năm ngoái", "sau đó", "ba má", "phần", "muối ăn", "tư vấn"])
def test_a_word_that_only_sounds_like_a_number_is_a_word(text: str) -> None:
    assert [word.value for word in words_of(text)] == [None] * len(text.split())


@given(st.integers(11, 10**14))
def test_every_number_in_words_is_read_as_it_is(number: int) -> None:
    values = [word.value for word in words_of(number_in_words(number))]
    assert values == [Decimal(number)]


def likeness(one: str, other: str) -> float:
    return Weights([]).likeness(marks_of(one), marks_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trả kết quả hồ sơ đất đai tại xã", "tra ket qua ho so dat dai tai xa"),
        ("hồ sơ hoà giải", "hồ sơ hòa giải"),
        ("giảm ba mươi phần trăm thời gian chờ", "giảm 45% thời gian chờ"),
    ],
)
def test_accents_and_figures_make_no_difference(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(1.0)


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert 0.0 <= there <= 1.0 + 1e-9
    assert there == pytest.approx(back)


@given(st.text(max_size=300))
def test_marks_survive_packing(text: str) -> None:
    assert unpacked(packed(marks_of(text))) == marks_of(text)


def test_a_phrase_that_stands_everywhere_weighs_nothing() -> None:
    stock = "góp phần nâng cao hiệu lực hiệu quả quản lý nhà nước"
    weights = Weights([marks_of(stock)] * 10)
    one, other = (marks_of(f"{stock}. {own}") for own in ("sửa trạm bơm", "soạn bài giảng"))
    assert weights.likeness(one, other) == 0.0


def test_like_sentences_are_laid_side_by_side_with_what_they_share() -> None:
    (pair,) = pairs_of(
        "Việc khác hẳn. Rút ngắn ba mươi phần trăm thời gian xử lý hồ sơ.",
        "Thời gian xử lý hồ sơ rút ngắn được 25%. Không liên quan.",
        Weights([]),
    )
    assert "".join(piece.text for piece in pair.mine).startswith("Rút ngắn ba mươi")
    assert any(piece.shared and "xử lý hồ sơ" in piece.text for piece in pair.theirs)
    assert pair.other_numbers


@given(st.text(max_size=200))
def test_the_pieces_of_a_sentence_are_the_sentence(text: str) -> None:
    for pair in pairs_of(text, text, Weights([])):
        joined = "".join(piece.text for piece in pair.mine)
        assert joined in [sentence.text for sentence in sentences_of(text)]


@pytest.fixture(scope="module")
def answers() -> list[tuple[Asked, int, float]]:
    marks = [marks_of(f"{title}\n{text}") for title, text in corpus(SIZE)]
    weights, told = Weights(marks), []
    for asked in questions(SIZE, EACH):
        mine = marks_of(f"{asked.title}\n{asked.text}")
        shares = [weights.likeness(mine, theirs) for theirs in marks]
        best = max(range(SIZE), key=shares.__getitem__)
        told.append((asked, best, shares[best]))
    return told


@pytest.mark.parametrize("way", HIDDEN)
def test_nine_of_ten_hidden_copies_are_found(
    way: str, answers: list[tuple[Asked, int, float]]
) -> None:
    mine = [one for one in answers if one[0].way == way]
    found = [one for one in mine if one[2] >= LIKE and one[1] == one[0].source]
    assert len(found) >= 0.9 * len(mine)


def test_nine_of_ten_of_what_is_told_are_copies(
    answers: list[tuple[Asked, int, float]],
) -> None:
    told = [one for one in answers if one[2] >= LIKE]
    right = [one for one in told if one[0].copied and one[1] == one[0].source]
    assert len(right) >= 0.9 * len(told)
