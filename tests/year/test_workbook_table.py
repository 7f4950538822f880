"""The sheets of the scoring table with the further kinds, options and rules, all of them optional."""

from decimal import Decimal

import pytest
from workbook_tools import Book, example, example_plan, refusal

from thidua.apps.assessments.enums import UnassignedRule
from thidua.scoring import Options
from thidua.year.plan import CriterionPlan
from thidua.year.workbook.grids import Value
from thidua.year.workbook.reading import plan_of

SHEET = "Bảng điểm"


def with_cells(book: Book, **cells: Value) -> int:
    """Fill in further columns of a criterion marked by hand; return its row."""
    place = book.row(SHEET, Cách_chấm="Chấm trực tiếp")
    for heading, value in cells.items():
        book.put(SHEET, place, heading.replace("_", " "), value)
    return place


def line_at(book: Book, place: int) -> CriterionPlan:
    code = book.sheets[SHEET][place][book.column(SHEET, "Mã")]
    return next(c for c in plan_of(book.grids()).table.criteria if c.code == code)


def test_a_workbook_without_the_further_columns_reads_as_before() -> None:
    book = example()
    first = book.column(SHEET, "Mức phải đạt")
    book.sheets[SHEET] = [row[:first] for row in book.sheets[SHEET]]
    assert plan_of(book.grids()) == example_plan()


def test_the_further_columns_are_read_into_options() -> None:
    book = example()
    place = with_cells(
        book, Điểm_tối_thiểu="0", Hệ_số=1, Chỉ_cơ_quan_thường_trực_chấm="Có",
        Minh_chứng_cần_có="Báo cáo (minh họa)", Không_minh_chứng_thì_không_có_điểm="Không",
    )  # fmt: skip
    options = Options.from_json(line_at(book, place).options)
    assert (options.minimum, options.weight, options.office, options.evidence_required) == (
        Decimal(0), Decimal(1), True, False,
    )  # fmt: skip
    assert options.evidence == "Báo cáo (minh họa)"


def test_a_banded_line_is_read_with_its_ranges() -> None:
    book = example()
    place = with_cells(book, Các_khoảng="")
    full = str(book.sheets[SHEET][place][book.column(SHEET, "Điểm tối đa")]).removesuffix(".0")
    book.put(SHEET, place, "Cách chấm", "Theo khoảng của số liệu")
    book.put(SHEET, place, "Các khoảng", f"<50: 0; >=50: {full}")
    note = Options.from_json(line_at(book, place).options)
    assert [band.text for band in note.bands] == ["<50", ">=50"]


@pytest.mark.parametrize(
    ("heading", "value", "message"),
    [
        ("Các khoảng", "0-50 3", "chưa có dấu hai chấm"),
        ("Các khoảng", "0-50: ba", "“ba” không phải là một số"),
        ("Chiều tính", "Ngang", "không có trong danh mục"),
        ("Hệ số", "nhiều", "không phải là điểm"),
        ("Chỉ cơ quan thường trực chấm", "có lẽ", "không có trong danh mục"),
        ("Hệ số", 0, "Hệ số phải lớn hơn 0"),
    ],
)
def test_a_further_cell_that_cannot_be_read_is_told_with_its_cell(
    heading: str, value: Value, message: str
) -> None:
    book = example()
    place = with_cells(book)
    cell = book.put(SHEET, place, heading, value)
    found = [(f.sheet, f.cell, message in f.line) for f in refusal(book.to_bytes()).findings]
    assert (SHEET, cell, True) in found


def test_who_agreed_the_rules_and_the_grades_are_lines_of_the_form() -> None:
    book = example()
    form = book.sheets["Quy định chấm điểm"]
    told = {
        "Ai thông qua": "Hội nghị ký giao ước (minh họa)",
        "Tiêu chí không giao": "Tính đủ điểm",
        "Tổng điểm để xếp loại không quá": 100,
        "Xếp loại": "Tốt: >=80 (tối đa 20%); Khá: 50-<80",
    }
    form += [[item, value] for item, value in told.items()]
    table = plan_of(book.grids()).table
    assert (table.adopted_by, table.unassigned, table.cap) == (
        told["Ai thông qua"], UnassignedRule.FULL, Decimal(100),
    )  # fmt: skip
    assert [(g.label, g.quota_percent) for g in table.grades] == [("Tốt", 20), ("Khá", None)]
