"""An office's own table: columns by their headings, levels by their codes, faults by their cells."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, strategies as st

from thidua.scoring import DraftLine, parents_of
from thidua.year.tables.columns import guesses, head_row
from thidua.year.tables.levels import depths, unique_codes
from thidua.year.tables.reading import Imported, read_table
from thidua.year.tables.sheets import (
    A_DATE,
    from_json,
    has_hidden_columns,
    read_sheets,
    to_json,
)
from thidua.year.workbook import WorkbookRefused

HEAD = ["STT", "Nội dung chấm điểm", "Điểm chuẩn", "Cách tính"]
COLUMNS = {"code": 0, "text": 1, "maximum": 2, "note": 3}


def packed(rows: list[list[Any]], *, hide: int | None = None, merge: str = "") -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Bảng điểm")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(number, column, value, None, "")
            elif value != "":
                sheet.write(number, column, value)
    if hide is not None:
        sheet.set_column(hide, hide, 5, None, {"hidden": True})
    if merge:
        sheet.merge_range(merge, "BẢNG CHẤM ĐIỂM THI ĐUA (minh họa)")
    book.close()
    return out.getvalue()


def imported(*rows: list[Any]) -> Imported:
    sheets = read_sheets(packed([HEAD, *rows]))
    return read_table("Bảng điểm", sheets["Bảng điểm"], 0, COLUMNS)


def tree(read: Imported) -> list[str]:
    return [f"{'.' * line.depth}{line.code}" for line in read.lines]


def told(read: Imported) -> list[tuple[str, str]]:
    return [(finding.cell, finding.what) for finding in read.findings]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("I 1 2 II 1", [0, 1, 1, 0, 1]),
        ("I 1 1.1 1.2 2 2.1 II 1", [0, 1, 2, 2, 1, 2, 0, 1]),
        ("A I 1 a b II B I", [0, 1, 2, 3, 3, 1, 0, 1]),
        ("I. 1. a) b) 2. a) II.", [0, 1, 2, 2, 1, 2, 0]),
        ("1 1.1 1.1.1 1.2 2", [0, 1, 2, 1, 0]),
        ("I I.1 I.1.a I.2 II", [0, 1, 2, 1, 0]),
        ("1 - - 2 -", [0, 1, 1, 0, 1]),
        ("H I K", [0, 0, 0]),
        ("1 g h i k 2", [0, 1, 1, 1, 1, 0]),
        ("IV V VI IX X", [0, 0, 0, 0, 0]),
    ],
)
def test_levels_are_read_from_the_codes_offices_write(codes: str, expected: list[int]) -> None:
    assert list(depths(codes.split())) == expected


def test_a_code_used_under_two_sections_is_told_apart_by_its_section() -> None:
    codes = ["I", "1", "1.1", "II", "1", "1.1", "-", "-"]
    lines = [DraftLine(depth=depth) for depth in depths(codes)]
    made = unique_codes(codes, parents_of(lines))
    assert made == ["I", "I.1", "I.1.1", "II", "II.1", "II.1.1", "II.1.1.1", "II.1.1.2"]


@given(st.lists(st.text("I1a.-VX", max_size=4), max_size=12))
def test_whatever_the_codes_every_line_has_a_place_below_one_before_it(codes: list[str]) -> None:
    found = list(depths(codes))
    assert all(depth <= before + 1 for before, depth in zip([-1, *found], found, strict=False))


@pytest.mark.parametrize(
    "heads",
    [
        ["STT", "Nội dung", "Điểm tối đa", "Hướng dẫn"],
        ["TT", "TIÊU CHÍ CHẤM ĐIỂM", "Thang điểm", "Ghi chú"],
        ["Mã", "Nội dung", "Điểm tối đa", "Hướng dẫn chấm"],
        ["Số TT", "Nội dung thi đua của khối", "Mức điểm (tối đa 100)", "Cách tính điểm"],
    ],
)
def test_usual_headings_are_known(heads: list[str]) -> None:
    assert guesses(heads, {}) == {0: "code", 1: "text", 2: "maximum", 3: "note"}


def test_headings_mapped_before_are_known_by_that() -> None:
    known = {"maximum": "Barem", "text": "Việc"}
    assert guesses(["Barem", "Việc"], known) == {0: "maximum", 1: "text"}


def test_headings_are_found_below_a_merged_title() -> None:
    rows = read_sheets(packed([["x"], [], HEAD, ["I", "Mục", 10]], merge="A1:D1"))["Bảng điểm"]
    assert head_row(rows) == 2


def test_a_table_is_read_into_a_tree_with_its_sections() -> None:
    read = imported(
        ["I", "Nhiệm vụ chính trị", 60, ""],
        [1, "Hoàn thành chỉ tiêu", "40", "Theo tỷ lệ"],
        [2, "Cải cách hành chính", "20 điểm", ""],
        ["II", "Điểm trừ", 10, ""],
        [1, "Báo cáo chậm", "-10", ""],
        ["", "Tổng cộng", 70, ""],
    )
    assert tree(read) == ["I", ".I.1", ".I.2", "II", ".II.1"]
    assert [(line.kind, line.maximum) for line in read.lines] == [
        ("sum", "60"), ("judgement", "40"), ("judgement", "20"), ("sum", "10"), ("deduction", "10"),
    ]  # fmt: skip
    assert (read.lines[1].options, told(read)) == ({"note": "Theo tỷ lệ"}, [])


def test_a_row_that_only_goes_on_is_guidance_of_the_line_above() -> None:
    read = imported([1, "Việc", 10, "Ghi chú"], ["", "nếu chậm thì trừ", ""], ["-", "nếu sớm", ""])
    assert (tree(read), read.lines[0].options["note"]) == (
        ["1"],
        "Ghi chú\nnếu chậm thì trừ\nnếu sớm",
    )


@pytest.mark.parametrize(
    ("cell", "maximum"),
    [("9,5", "9,5"), ("9.5", "9,5"), (9.5, "9,5"), (0.1 + 0.2, "0,3"), ("1.000", "1.000"),
     ("Tối đa 5 điểm", "5"), ("9.25", "9,25")],
)  # fmt: skip
def test_marks_are_read_as_figures_and_as_text_with_comma_or_point(
    cell: str | float, maximum: str
) -> None:
    assert [line.maximum for line in imported([1, "Việc", cell]).lines] == [maximum]


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        ([date(2026, 1, 1), "Việc", 5], "A2", "Excel đã đổi nội dung ô thành ngày"),
        ([1, "Việc", date(2026, 1, 1)], "C2", "Excel đã đổi nội dung ô thành ngày"),
        ([1, "Việc", "từ 3 đến 5"], "C2", "không rõ số nào"),
        ([1, "Việc", "nhiều"], "C2", "“nhiều” không phải là số điểm"),
        ([1, "Việc", ""], "C2", "Chưa ghi điểm tối đa"),
        ([1, "", 5], "B2", ""),
        ([1, "Việc", "=1+1"], "C2", "Chưa ghi điểm tối đa"),
        ([1, "x" * 500, 5], "B2", "dài 500 ký tự"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cell(row: list[Any], cell: str, what: str) -> None:
    found = told(imported(row))
    assert what == "" or any(where == cell and what in said for where, said in found), found


def test_an_error_value_is_told_with_its_cell() -> None:
    read = read_table("T", [HEAD, ["1", "Việc", "#REF!", ""]], 0, COLUMNS)
    assert ("C2", "Ô có lỗi công thức #REF!.") in told(read)


def test_a_section_that_does_not_add_up_is_told_at_its_marks() -> None:
    read = imported(["I", "Mục", 9], [1, "Việc", 10])
    assert [(cell, "mục ghi 9" in what) for cell, what in told(read)] == [("C2", True)]


def test_a_column_that_is_missing_is_told_once() -> None:
    read = read_table("T", [HEAD, ["1", "Việc", "5", ""]], 0, {"code": 0, "text": 1})
    assert [f.what for f in read.findings if not f.cell] == ["Chưa chọn cột “Điểm tối đa”."]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
        (packed([]), "không có ô nào có nội dung"),
        (packed([[n] for n in range(1_200)]), "nhiều nhất 1000 hàng"),
    ],
)
def test_a_file_that_holds_no_table_is_refused_in_words(content: bytes, what: str) -> None:
    with pytest.raises(WorkbookRefused, match=what):
        read_sheets(content)


def test_hidden_columns_are_read_and_told() -> None:
    assert has_hidden_columns(packed([HEAD], hide=1)) is True
    assert has_hidden_columns(packed([HEAD])) is False
    assert list(read_sheets(packed([HEAD], hide=1))["Bảng điểm"][0]) == HEAD


CELLS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9)


@given(st.lists(st.lists(CELLS.map(lambda c: "" if c is None else c), max_size=5), max_size=6))
def test_whatever_the_cells_a_table_is_read_or_told_never_broken(rows: list[list[Any]]) -> None:
    read = read_table("T", [HEAD, *rows], 0, COLUMNS)
    assert len(read.lines) == len(read.rows)


def test_cells_are_the_same_after_a_form_carried_them() -> None:
    sheets = read_sheets(packed([HEAD, ["1", "Việc", 9.5, date(2026, 1, 2)]]))
    assert from_json(to_json(sheets)) == {"Bảng điểm": [list(row) for row in sheets["Bảng điểm"]]}
    assert str(sheets["Bảng điểm"][1][3]).startswith(A_DATE)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"T": 5}', '{"T": [1]}', "[" * 9_000])
def test_cells_spoilt_on_the_way_are_refused(text: str) -> None:
    with pytest.raises(WorkbookRefused):
        from_json(text)
