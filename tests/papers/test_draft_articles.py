"""The wording of an agreement: keys stay, nothing is lost, two versions and two years are compared."""

from itertools import count

from hypothesis import given, strategies as st

from thidua.papers.drafts import (
    ArticleWords,
    ClauseWords,
    TextClash,
    Wording,
    retyped,
    reworded,
    shifted,
    texts_of,
    with_clauses,
    without,
    wording_changes,
    wording_from_json,
    wording_to_json,
    year_changes,
)

WORDING: Wording = (
    ArticleWords("a", "Nhiệm vụ", (ClauseWords("a1", "Một."), ClauseWords("a2", "Hai."))),
    ArticleWords("b", "Phong trào", (ClauseWords("b1", "Ba."),)),
)
KEYS = st.sampled_from([*texts_of(WORDING), "none"])


def fresh() -> str:
    return f"new{next(NUMBERS)}"


NUMBERS = count()


@given(st.lists(st.tuples(KEYS, st.sampled_from([-1, 1])), max_size=12))
def test_moving_loses_no_text_and_no_key(moves: list[tuple[str, int]]) -> None:
    wording = WORDING
    for key, by in moves:
        wording = shifted(wording, key, by)
    assert texts_of(wording).items() == texts_of(WORDING).items()


@given(st.dictionaries(KEYS, st.text(max_size=20)), st.dictionaries(KEYS, st.text(max_size=20)))
def test_what_two_typed_is_kept_or_asked(theirs: dict[str, str], mine: dict[str, str]) -> None:
    now = reworded(WORDING, theirs, fresh)
    changed, clashes = retyped(WORDING, now, mine)
    began, stands = texts_of(WORDING), texts_of(now)
    for key, text in mine.items():
        touched = key in began and text not in (began[key], stands.get(key))
        assert touched == (key in changed or key in {clash.key for clash in clashes})
    assert all(stands[key] == began[key] for key in changed)


def test_a_clause_passes_into_the_next_article() -> None:
    moved = shifted(WORDING, "a2", 1)
    assert [[c.key for c in a.clauses] for a in moved] == [["a1"], ["a2", "b1"]]
    (told,) = wording_changes(WORDING, moved)
    assert (told.place, told.name) == ("khoản 1 Điều 2", "đổi chỗ")


def test_an_empty_text_removes_and_a_further_line_splits() -> None:
    told = reworded(WORDING, {"a1": "Một.\n Rưỡi. ", "a2": ""}, lambda: "x")
    assert told[0].clauses == (ClauseWords("a1", "Một."), ClauseWords("x", "Rưỡi."))


def test_removed_by_one_and_reworded_by_the_other_is_asked() -> None:
    now = without(WORDING, "a1")
    assert retyped(WORDING, now, {"a1": "Khác."}) == ({}, (TextClash("a1", "Khác.", ""),))


def test_years_are_paired_by_their_words_since_no_key_is_shared() -> None:
    this = (
        ArticleWords("n", "Nhiệm vụ", (
            ClauseWords("n1", "Xử lý công việc trên môi trường mạng và ký số."),
            ClauseWords("n2", "Một khoản hoàn toàn mới."),
        )),
    )  # fmt: skip
    last = (
        ArticleWords("o", "Nhiệm vụ", (
            ClauseWords("o1", "Xử lý công việc trên môi trường mạng."), ClauseWords("o2", "Bỏ đi."),
        )),
    )  # fmt: skip
    assert [(one.place, one.name) for one in year_changes(last, this)] == [
        ("khoản 1 Điều 1", "sửa lời"), ("khoản 2 Điều 1", "thêm"), ("khoản 2 Điều 1", "bỏ"),
    ]  # fmt: skip


def test_a_wording_comes_back_from_its_stored_form() -> None:
    told = with_clauses(WORDING, "b", "Bốn.\nNăm.", fresh)
    assert wording_from_json(wording_to_json(told)) == told
