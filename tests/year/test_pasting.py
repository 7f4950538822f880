"""Reading what offices paste: headings in their words, faults by row and cell, nothing guessed wrong."""

import pytest
from hypothesis import given, strategies as st

from thidua.apps.planning.enums import Doer
from thidua.apps.units.enums import Position
from thidua.year.pasting import code_from, read_members, read_work

TABLE = (
    "STT\tTÊN CƠ QUAN\tTên viết tắt\tChức vụ\tVai trò\n"
    "1\tSở Tài chính\tSTC\tGiám đốc\tKhối trưởng\n"
    "2\tSở Tư pháp\t\t\tKhối phó\n"
    "3\tThanh tra tỉnh\tTTr\tChánh Thanh tra\t\n"
)


def faults(text: str) -> list[str]:
    return [fault.line for fault in read_members(text)[1]]


def test_columns_are_found_by_an_offices_own_headings_and_blanks_are_filled() -> None:
    rows, wrong = read_members(TABLE)
    assert wrong == []
    assert [(r.name, r.short_name, r.head_post, r.position) for r in rows] == [
        ("Sở Tài chính", "STC", "Giám đốc", Position.LEAD),
        ("Sở Tư pháp", "Sở Tư pháp", "Thủ trưởng", Position.DEPUTY),
        ("Thanh tra tỉnh", "TTr", "Chánh Thanh tra", Position.MEMBER),
    ]


def test_a_list_of_names_alone_needs_no_headings() -> None:
    rows, wrong = read_members("Sở Tài chính\n\nSở Tư pháp\n")
    assert wrong == []
    assert [row.name for row in rows] == ["Sở Tài chính", "Sở Tư pháp"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["Cả bảng: chưa có đơn vị nào; hãy dán bảng từ Excel vào ô."]),
        ("1\tSở Tài chính\n2\tSở Tư pháp", [
            "Dòng 1: không thấy cột “Tên đơn vị” ở dòng tiêu đề; hãy dán cả dòng tiêu đề của bảng."
        ]),
        ("Đơn vị\tVai trò\nSở A\tTrưởng ban\nSở B\t", [
            "Dòng 2, ô “Vai trò”: “Trưởng ban” không rõ; hãy ghi Khối trưởng, Khối phó hoặc để trống."
        ]),
        ("Đơn vị\tVai trò\n\tKhối phó\nSở B\t", [
            "Dòng 2, ô “Tên đơn vị”: để trống; hãy ghi tên đơn vị hoặc bỏ cả dòng."
        ]),
        ("Sở A\nsở a", ["Dòng 2, ô “Tên đơn vị”: “sở a” đã có ở dòng 1."]),
        ("Sở A", ["Cả bảng: khối phải có ít nhất hai đơn vị để thi đua với nhau."]),
        ("Đơn vị\tVai trò\nSở A\tKhối trưởng\nSở B\tCụm trưởng", [
            "Cả bảng, ô “Vai trò”: có 2 Khối trưởng: Sở A, Sở B."
        ]),
        ("Đơn vị\n" + "A" * 201 + "\nSở B", ["Dòng 2, ô “Tên đơn vị”: dài quá 200 chữ."]),
        ("Đơn vị\n" + "A" * 61 + "\nSở B", [
            "Dòng 2, ô “Tên viết tắt”: tên đơn vị dài quá 60 chữ nên phải có tên viết tắt."
        ]),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_row_and_cell_with_what_would_be_right(
    text: str, told: list[str]
) -> None:
    assert faults(text) == told


def test_dated_work_is_read_with_tabs_or_semicolons() -> None:
    rows, wrong = read_work("15/3/2026; Ký giao ước; Khối trưởng\n08/07/2026\tSơ kết\t", 2026)
    assert wrong == []
    assert [(r.day.isoformat(), r.title, r.doer) for r in rows] == [
        ("2026-03-15", "Ký giao ước", Doer.LEAD),
        ("2026-07-08", "Sơ kết", Doer.MEMBERS),
    ]


def test_work_on_no_day_of_another_time_or_of_nobody_known_is_told() -> None:
    text = "31/02/2026; A; \n01/01/2016; B; \n01/01/2026; ; \n01/01/2026; C; ông Ba"
    told = [fault.line for fault in read_work(text, 2026)[1]]
    assert [line.partition(":")[0] for line in told] == [
        "Dòng 1, ô “Ngày”", "Dòng 2, ô “Ngày”", "Dòng 3, ô “Việc”", "Dòng 4, ô “Ai làm”",
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_faulted_and_never_an_error(text: str) -> None:
    rows, wrong = read_members(text)
    assert rows or wrong
    read_work(text, 2026)


@given(st.lists(st.text(min_size=1, max_size=30), max_size=12))
def test_codes_are_never_given_twice_and_fit_their_column(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        code = code_from(name, taken)
        assert code not in taken
        assert 0 < len(code) <= 40
        taken.add(code)
