"""Columns that were added after workbooks were in use: they may be missing, and are held to if there."""

import pytest
from workbook_tools import HEAD, Book, example, only_line, unwritten_refusal

from thidua.year.plan import InitiativePlan, PriorAwardPlan
from thidua.year.workbook import read
from thidua.year.workbook.reading import plan_of

AWARDS, WORKS = "Khen thưởng đã có", "Sáng kiến"


def without(book: Book, sheet: str, *headings: str) -> Book:
    for heading in headings:
        place = book.column(sheet, heading)
        for row in book.sheets[sheet][HEAD:]:
            del row[place]
    return book


def test_a_workbook_from_before_reads_as_it_did() -> None:
    book = without(example(), AWARDS, "Khen theo", "Thành tích tính đến năm")
    book = without(book, WORKS, "Loại", "Đã dùng để đề nghị", "Nhân rộng được")
    plan = plan_of(book.grids())
    assert {(p.basis, p.period_to) for p in plan.prior_awards} == {("cong-trang", None)}
    assert {(i.kind, i.used_for, i.replicable) for i in plan.initiatives} == {
        ("sang-kien", "", True)
    }


def filled() -> Book:
    book = example()
    book.put(AWARDS, HEAD + 1, "Khen theo", "Theo phong trào chuyên đề")
    book.put(AWARDS, HEAD + 1, "Thành tích tính đến năm", 2018)
    book.put(WORKS, HEAD + 1, "Loại", "Đề tài, đề án, công trình khoa học")
    book.put(WORKS, HEAD + 1, "Đã dùng để đề nghị", "Bằng khen năm 2020")
    book.put(WORKS, HEAD + 1, "Nhân rộng được", "Không")
    return book


def first(book: Book) -> tuple[PriorAwardPlan, InitiativePlan]:
    plan = read(book.to_bytes())
    return plan.prior_awards[0], plan.initiatives[0]


def test_what_is_written_there_is_read_back() -> None:
    award, work = first(filled())
    assert (award.basis, award.period_to) == ("chuyen-de", 2018)
    assert (work.kind, work.used_for, work.replicable) == ("de-tai", "Bằng khen năm 2020", False)


@pytest.mark.parametrize(
    ("sheet", "heading"), [(AWARDS, "Khen theo"), (WORKS, "Loại"), (WORKS, "Nhân rộng được")]
)
def test_an_unknown_word_is_told_with_its_cell(sheet: str, heading: str) -> None:
    book = example()
    cell = book.put(sheet, HEAD + 1, heading, "Gì đó")
    (finding,) = unwritten_refusal(book).findings
    assert (finding.sheet, finding.cell) == (sheet, cell)
    assert "“Gì đó” không có trong danh mục" in finding.what


def test_one_award_of_a_year_may_be_given_for_merit_and_for_a_movement() -> None:
    book = example()
    again = book.copy_row(AWARDS, HEAD + 1)
    assert "đã có ở dòng" in only_line(book)
    book.put(AWARDS, again, "Khen theo", "Đột xuất")
    assert read(book.to_bytes()).prior_awards[-1].basis == "dot-xuat"


def test_the_same_award_twice_is_told_where_the_column_is_missing() -> None:
    book = without(example(), AWARDS, "Khen theo")
    book.copy_row(AWARDS, HEAD + 1)
    assert "Khen theo" not in only_line(book)


def test_another_column_of_the_office_is_no_later_one() -> None:
    book = example()
    book.sheets[AWARDS][HEAD][book.column(AWARDS, "Khen theo")] = "Ghi chú riêng"
    assert {p.basis for p in plan_of(book.grids()).prior_awards} == {"cong-trang"}
