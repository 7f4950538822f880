"""Workbooks typed before Unicode: converted as they are opened, and told before anything is kept."""

import io

import pytest
import xlsxwriter

from thidua.year.tables.sheets import read_sheets
from thidua.year.workbook import converted_in
from thidua.year.workbook.opening import open_grids


def book(*cells: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Bang")
        for row, cell in enumerate(cells):
            sheet.write_string(row, 0, cell)
    return out.getvalue()


OLD = book("Së Néi vô tØnh Nam §Þnh", "Sở Tư pháp", "®Çu t\u00ad", "12")
LOST = book("bé kÕ ho¹ch vµ ®Çu t", "Sở Tư pháp")


def test_cells_in_tcvn3_come_out_as_unicode_beside_those_that_are() -> None:
    assert read_sheets(OLD)["Bang"] == [
        ["Sở Nội vụ tỉnh Nam Định"], ["Sở Tư pháp"], ["đầu tư"], ["12"],
    ]  # fmt: skip


def test_what_was_converted_is_told_with_examples() -> None:
    (told,) = converted_in(OLD)
    assert (told.sheet, told.cell) == ("Bang", "A1")
    assert told.what == (
        "Đã chuyển mã 2 ô từ TCVN3 sang Unicode: “Së Néi vô tØnh Nam §Þnh” → “Sở Nội vụ tỉnh Nam "
        "Định”; “®Çu t\u00ad” → “đầu tư”."
    )
    assert told.why == ""


def test_a_letter_that_was_lost_for_good_is_told() -> None:
    (told,) = converted_in(LOST)
    assert told.why == "Có thể đã mất chữ “ư” ở: t."


@pytest.mark.parametrize("text", ["Sở Nội vụ", "Hà Nam, báo cáo", "10 m²", "Müller GmbH"])
def test_what_is_unicode_already_stays_and_nothing_is_told(text: str) -> None:
    content = book(text)
    assert converted_in(content) == ()
    assert [grid.rows for grid in open_grids(content).values()] == [[[text]]]
