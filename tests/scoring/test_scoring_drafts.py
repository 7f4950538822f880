"""A table while it is written: cells as typed, lines moved about, versions compared."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st
from sample_tables import YEAR

from scoring_samples import CRITERIA
from thidua.scoring import (
    Change,
    Criterion,
    DraftLine,
    differences,
    parents_of,
    published_tables,
    read_draft,
    written,
)
from thidua.scoring.outline import added, indented, moved_down, moved_up, outdented, removed


@given(CRITERIA)
def test_a_line_reads_back_as_the_criterion_it_was_written_from(criterion: Criterion) -> None:
    (line,) = written([criterion])
    assert read_draft([line], 2).criteria == (criterion,)


@pytest.mark.parametrize("name", sorted(published_tables()))
def test_a_published_table_reads_back_line_by_line(name: str) -> None:
    table = published_tables()[name].table
    assert read_draft(written(table.criteria), table.places).criteria == table.criteria


def test_a_line_whose_text_the_source_masks_is_told_until_somebody_writes_it() -> None:
    masked = [
        line
        for line in written(published_tables()["police-ward-cluster-quang-tri-2025"].table.criteria)
        if "không đọc được" in line.text
    ]
    told = read_draft(masked, 2).faults
    assert masked != []
    assert {fault.field for fault in told} >= {"text"}


def typed(**cells: Any) -> DraftLine:
    return DraftLine(**{"code": "1", "text": "Việc", "maximum": "10", **cells})


@pytest.mark.parametrize(
    ("line", "field", "message"),
    [
        (typed(code=""), "code", "Mã phải có từ 1 đến 20 ký tự"),
        (typed(text=" "), "text", "Chưa ghi nội dung"),
        (typed(text="x" * 401), "text", "dài 401 ký tự"),
        (typed(kind=""), "kind", "Chưa chọn cách chấm"),
        (typed(maximum=""), "maximum", "Chưa ghi điểm tối đa"),
        (typed(maximum="9.5"), "maximum", "hãy ghi 9,5"),
        (typed(maximum="-1"), "maximum", "ngoài khoảng"),
        (typed(kind="steps", options={"steps": "1; hai"}), "steps", "Các mức điểm: “hai”"),
        (typed(kind="banded", options={"bands": "0-5 3"}), "bands", "chưa có dấu hai chấm"),
        (typed(kind="ratio", options={"cap_percent": "0"}), "cap_percent", "lớn hơn 0%"),
        (
            typed(kind="ratio", options={"cap_percent": "100", "floor_percent": "120"}),
            "floor_percent",
            "phải từ 0%",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_its_name(
    line: DraftLine, field: str, message: str
) -> None:
    told = [(fault.field, message in fault.message) for fault in read_draft([line], 2).faults]
    assert (field, True) in told


def test_a_table_whose_cells_read_is_checked_as_a_whole() -> None:
    lines = [typed(code="I", kind="sum", maximum="9"), typed(code="1", depth=1)]
    (fault,) = read_draft(lines, 2).faults
    assert (fault.place, fault.field) == (0, "maximum")
    assert "tổng điểm các tiêu chí con là 10" in fault.message


def test_an_option_of_another_kind_is_kept_as_typed_and_left_unread() -> None:
    line = typed(kind="judgement", options={"steps": "hai"})
    assert (read_draft([line], 2).faults, DraftLine.from_json(line.to_json())) == ((), line)


def codes(lines: list[DraftLine]) -> list[str]:
    return [f"{'.' * line.depth}{line.code}" for line in lines]


A, B, C, E = typed(code="A"), typed(code="B", depth=1), typed(code="C", depth=1), typed(code="E")
TREE = [A, B, C, E]


def test_a_line_is_moved_within_its_section_with_what_is_below_it() -> None:
    assert codes(moved_up(TREE, 3)) == ["E", "A", ".B", ".C"]
    assert codes(moved_down(TREE, 0)) == ["E", "A", ".B", ".C"]
    assert codes(moved_up(TREE, 2)) == ["A", ".C", ".B", "E"]


def test_the_first_and_the_last_line_of_a_section_stay() -> None:
    assert [moved_up(TREE, 1), moved_down(TREE, 2), moved_up(TREE, 0)] == [TREE] * 3


def test_a_line_set_under_another_makes_a_section_of_it() -> None:
    made = indented(TREE, 2)
    assert codes(made) == ["A", ".B", "..C", "E"]
    assert (made[1].kind, indented(TREE, 1)) == ("sum", TREE)
    assert codes(outdented(made, 2)) == codes(TREE)


def test_a_new_line_counts_on_from_the_one_before() -> None:
    lines = [typed(code="I"), typed(code="I.1", depth=1), typed(code="I.9", depth=1)]
    assert codes(added(lines, 0, below=True))[-1] == ".I.10"
    assert codes(added(lines, 1, below=False)) == ["I", ".I.1", ".I.2", ".I.9"]
    assert codes(added(lines, 1, below=True)) == ["I", ".I.1", "..I.1.1", ".I.9"]


def test_a_line_is_taken_out_with_those_below_it() -> None:
    assert codes(removed(TREE, 0)) == ["E"]


TREES = st.lists(st.integers(0, 3), min_size=1, max_size=8).map(
    lambda depths: [typed(code=str(n), depth=depth) for n, depth in enumerate(depths)]
)


@given(TREES, st.integers(0, 7))
def test_moving_a_line_up_and_down_again_changes_nothing(
    lines: list[DraftLine], number: int
) -> None:
    place = number % len(lines)
    up = moved_up(lines, place)
    assert up == lines or moved_down(up, up.index(lines[place])) == lines


def changes(after: list[DraftLine], before: list[DraftLine] | None = None) -> dict[str, str]:
    return {
        (one.after or one.before or typed()).code: one.change.value
        for one in differences(written(YEAR.criteria) if before is None else before, after)
        if one.change is not Change.SAME
    }


def test_the_same_table_twice_differs_in_nothing() -> None:
    assert changes(written(YEAR.criteria)) == {}


def test_a_line_put_in_between_renumbers_the_others_without_changing_them() -> None:
    before = [typed(code="I", text="Mục", kind="sum"), typed(depth=1, text="Cũ")]
    after = [before[0], typed(depth=1, text="Mới"), typed(depth=1, code="2", text="Cũ")]
    found = differences(before, after)
    assert [one.change.value for one in found] == ["same", "added", "changed"]
    assert [one.keeps_marks for one in found] == [True, False, True]


def test_a_code_given_to_something_else_is_another_line() -> None:
    before, after = [typed(text="Bảo vệ an ninh")], [typed(text="Cải cách hành chính")]
    assert [one.change.value for one in differences(before, after)] == ["added", "removed"]


def test_a_line_that_was_reworded_is_the_same_line_to_be_scored_anew() -> None:
    before, after = [typed(text="Bảo vệ an ninh")], [typed(text="Bảo vệ tốt an ninh")]
    found = differences(before, after)
    assert [(one.change.value, one.keeps_marks) for one in found] == [("changed", False)]


def test_a_line_under_another_section_has_moved_and_keeps_its_marks() -> None:
    lines = written(YEAR.criteria)
    place = next(n for n, line in enumerate(lines) if line.code == "I.2")
    moved = [*lines[:place], *lines[place + 1 : place + 3], lines[place], *lines[place + 3 :]]
    assert changes(moved) == {"I.2": "moved"}
    found = {one.after.code: one.keeps_marks for one in differences(lines, moved) if one.after}
    assert found["I.2"] is True


def test_of_two_lines_that_change_places_one_has_moved() -> None:
    lines = written(YEAR.criteria)
    assert changes(moved_up(lines, len(lines) - 1)) == {"IV.2": "moved"} or changes(
        moved_up(lines, len(lines) - 1)
    ) == {"IV.1": "moved"}


def test_what_was_changed_taken_out_and_added_is_told_cell_by_cell() -> None:
    lines = written(YEAR.criteria)
    after = [
        replace(line, maximum="25") if line.code == "II.1" else line
        for line in lines
        if line.code != "IV.2"
    ]
    found = [one for one in differences(lines, after) if one.change is not Change.SAME]
    assert [one.change.value for one in found] == ["changed", "removed"]
    assert [(f.name, f.before, f.after) for f in found[0].fields] == [("maximum", "30", "25")]
    assert found[0].keeps_marks is False


@given(TREES, TREES)
def test_every_line_of_both_versions_stands_in_the_comparison_once(
    before: list[DraftLine], after: list[DraftLine]
) -> None:
    found = differences(before, after)
    assert [one.after for one in found if one.after is not None] == after
    assert sum(one.before is not None for one in found) == len(before)


def test_a_line_stands_under_the_nearest_one_set_in_less() -> None:
    assert parents_of(TREE) == [None, 0, 0, None]
