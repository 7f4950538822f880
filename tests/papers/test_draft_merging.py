from hypothesis import given, strategies as st

from thidua.papers.drafts import (
    Clash,
    Room,
    Side,
    Words,
    merged,
    numbered,
    version_differences,
    word_differences,
)

BASE = (Words("a_1", "một"), Words("a_2", "hai"), Words("a_3", "ba"))
TEXTS = st.text(alphabet="ab \n", max_size=15)
KEYS = st.lists(st.sampled_from(["a_1", "a_2", "a_3", "a_4"]), unique=True, max_size=4)
VERSIONS = KEYS.flatmap(
    lambda keys: st.tuples(*(st.builds(Words, st.just(k), st.sampled_from("xyz")) for k in keys))
)


def test_what_two_change_in_different_paragraphs_is_all_kept() -> None:
    theirs = (Words("a_1", "MỘT"), *BASE[1:])
    mine = (*BASE[:2], Words("a_3", "BA"))
    assert merged({"a": BASE}, {"a": theirs}, {"a": mine}).written == {
        "a": (Words("a_1", "MỘT"), Words("a_2", "hai"), Words("a_3", "BA"))
    }


def test_what_both_changed_is_asked_and_mine_stands_until_then() -> None:
    theirs, mine = (Words("a_1", "T"), *BASE[1:]), (Words("a_1", "M"), *BASE[1:])
    merge = merged({"a": BASE}, {"a": theirs}, {"a": mine})
    assert merge.clashes == (Clash("a", "a_1", "M", "T"),)
    assert merge.written["a"][0] == Words("a_1", "M")


def test_removing_what_another_rewrote_is_asked_too() -> None:
    theirs = (Words("a_1", "T"), *BASE[1:])
    assert merged({"a": BASE}, {"a": theirs}, {"a": BASE[1:]}).clashes == (
        Clash("a", "a_1", "", "T"),
    )


def test_both_additions_stay_each_behind_its_neighbour() -> None:
    theirs = (BASE[0], Words("a_4", "của họ"), *BASE[1:])
    mine = (*BASE, Words("", "của tôi"))
    told = merged({"a": BASE}, {"a": theirs}, {"a": mine}).written["a"]
    assert [one.text for one in told] == ["một", "của họ", "hai", "ba", "của tôi"]


def test_a_new_paragraph_gets_a_key_nobody_had() -> None:
    given_ = numbered({"a": (*BASE, Words("", "mới"))}, ["a_4"])
    assert given_["a"][-1] == Words("a_5", "mới")


@given(VERSIONS, VERSIONS)
def test_whoever_changes_nothing_takes_what_the_other_wrote(
    base: tuple[Words, ...], theirs: tuple[Words, ...]
) -> None:
    merge = merged({"a": base}, {"a": theirs}, {"a": base})
    assert merge.clashes == ()
    assert {w.key: w.text for w in merge.written["a"]} == {w.key: w.text for w in theirs}


@given(VERSIONS, VERSIONS)
def test_alone_one_gets_what_one_wrote(base: tuple[Words, ...], mine: tuple[Words, ...]) -> None:
    merge = merged({"a": base}, {"a": base}, {"a": mine})
    assert (merge.clashes, merge.written["a"]) == ((), mine)


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts_whole(before: str, after: str) -> None:
    told = word_differences(before, after)
    assert "".join(s.text for s in told if s.side is not Side.NEW) == before
    assert "".join(s.text for s in told if s.side is not Side.OLD) == after


def test_words_changed_side_by_side_are_shown_as_one_change() -> None:
    assert [(s.side.value, s.text) for s in word_differences("09 đơn vị này", "09 cơ quan này")] == [
        ("both", "09 "), ("old", "đơn vị"), ("new", "cơ quan"), ("both", " này"),
    ]  # fmt: skip


def test_a_paragraph_that_changed_place_is_told_once() -> None:
    room = Room(key="a", label="A")
    moved = version_differences((room,), {"a": BASE}, {"a": (BASE[2], *BASE[:2])})
    assert [(d.key, d.moved, d.before == d.after) for d in moved] == [("a_3", True, True)]
