"""A workbook of dossiers: every rule broken once, and what a fault does to the verdicts it touches."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pypdf
import pytest
import python_calamine
from dossier_book import FIRST, ON, Book, answer, example, filled, results

from thidua.law import Outcome
from thidua.law.library import shipped
from thidua.papers import to_pdf
from thidua.year.dossiers.report import report
from thidua.year.dossiers.shares import COUNTED
from thidua.year.dossiers.template import template
from thidua.year.dossiers.verdict_book import verdict_book
from thidua.year.workbook import WorkbookRefused

REGIMES = [date(2019, 1, 15), ON, date(2024, 6, 1), date(2025, 9, 1), date(2026, 11, 1)]


@pytest.mark.parametrize("on", REGIMES, ids=str)
def test_the_template_of_every_regime_is_read_without_a_fault(on: date) -> None:
    read = filled(example(on), on)
    assert read.faults == ()
    assert [one.code for one in read.subjects] == ["CN-01", "CN-02", "TT-01"]


def test_the_examples_show_a_subject_that_qualifies_and_one_that_stays_open() -> None:
    outcomes = {code: result.outcome for code, result in results(example()).items()}
    assert outcomes == {"CN-01": Outcome.MET, "CN-02": Outcome.UNKNOWN, "TT-01": Outcome.MET}


def test_every_made_up_row_of_the_template_is_marked() -> None:
    book = example()
    bare = [
        (sheet, row)
        for sheet, rows in book.sheets.items()
        if sheet not in {"Hướng dẫn", "Thông tin chung", "Danh mục", "Danh sách chọn", "Độ đầy đủ"}
        for row in rows[FIRST:]
        if any(row) and not any("(minh họa)" in str(cell) for cell in row)
    ]
    assert bare == []


def unknown_award(book: Book) -> str:
    return book.put("Hồ sơ", "Danh hiệu đề nghị", "Chiến sỹ thi đua cơ sơ")


def award_for_others(book: Book) -> str:
    return book.put("Hồ sơ", "Danh hiệu đề nghị", "Tập thể lao động xuất sắc")


def year_judged_to_come(book: Book) -> str:
    return book.put("Hồ sơ", "Năm xét", 2023)


def work_begun_after_the_year(book: Book) -> str:
    return book.put("Hồ sơ", "Năm bắt đầu công tác", 2022)


def subject_twice(book: Book) -> str:
    return book.put("Hồ sơ", "Mã hồ sơ", "cn-01", book.copy("Hồ sơ"))


def impossible_date(book: Book) -> str:
    return book.put("Danh hiệu đã có", "Ngày quyết định", "31/02/2021")


def two_titles_of_a_year(book: Book) -> str:
    row = book.copy("Danh hiệu đã có")
    book.put("Danh hiệu đã có", "Số quyết định", "99/QĐ (minh họa)", row)
    return book.put("Danh hiệu đã có", "Danh hiệu, hình thức", "lao dong tien tien", row)


def a_title_of_collectives_held_by_a_person(book: Book) -> str:
    return book.put("Danh hiệu đã có", "Danh hiệu, hình thức", "Tập thể lao động xuất sắc")


def a_title_of_persons_held_by_a_unit(book: Book) -> str:
    row = book.copy("Danh hiệu đã có")
    book.put("Danh hiệu đã có", "Mã hồ sơ", "TT-01", row)
    return book.put("Danh hiệu đã có", "Danh hiệu, hình thức", "Chiến sĩ thi đua cơ sở", row)


def no_decision_number(book: Book) -> str:
    return book.put("Danh hiệu đã có", "Số quyết định", "")


def praised_before_the_merit(book: Book) -> str:
    return book.put("Danh hiệu đã có", "Ngày quyết định", date(2019, 12, 30))


def decided_after_the_day(book: Book) -> str:
    return book.put("Danh hiệu đã có", "Ngày quyết định", date(2022, 2, 1), FIRST + 1)


def unknown_code(book: Book) -> str:
    return book.put("Xếp loại", "Mã hồ sơ", "CN-09")


def text_for_a_number(book: Book) -> str:
    return book.put("Số liệu", "Số tháng công tác tại đơn vị", "cả năm")


def fact_after_the_year(book: Book) -> str:
    return book.put("Xếp loại", "Năm", 2022)


def rated_twice(book: Book) -> str:
    row = book.copy("Xếp loại")
    return book.put("Xếp loại", "Năm", 2021, row)


def unknown_finding(book: Book) -> str:
    return book.put("Nhận định", "Nội dung nhận định", "có đạo đức, lối sống trong lành")


def figure_twice(book: Book) -> str:
    row = book.copy("Số liệu")
    book.sheets["Số liệu"][row][2:] = [""] * len(book.sheets["Số liệu"][row][2:])
    return book.put("Số liệu", "Hình thức kỷ luật cao nhất trong năm", "Cảnh cáo", row)


DAYS_OFF = shipped().catalogue.figures["days_off"].title
MATERNITY = shipped().catalogue.figures["days_off_maternity"].title


def more_days_off_than_days(book: Book) -> str:
    return book.put("Số liệu", DAYS_OFF, 400)


def more_maternity_leave_than_days_off(book: Book) -> str:
    return book.put("Số liệu", MATERNITY, 126)


def unknown_figure(book: Book) -> str:
    column = book.column("Số liệu", "Số tháng công tác tại đơn vị")
    return (
        book.put("Số liệu", "Số tháng công tác tại đơn vị", "Số tháng công tác", 2)
        if column
        else ""
    )


def share_of_nobody(book: Book) -> str:
    return book.put("Mẫu số tỷ lệ", "Đơn vị", "Sở Vắng mặt (minh họa)")


RULES: list[tuple[Callable[[Book], str], str, str]] = [
    (unknown_award, "Hồ sơ", "Có phải là “Chiến sĩ thi đua cơ sở”"),
    (award_for_others, "Hồ sơ", "“Tập thể lao động xuất sắc” không xét cho cá nhân."),
    (year_judged_to_come, "Hồ sơ", "Năm xét 2023 sau ngày xét 12/01/2022."),
    (work_begun_after_the_year, "Hồ sơ", "Năm bắt đầu công tác 2022 sau năm xét 2021."),
    (subject_twice, "Hồ sơ", "Mã hồ sơ “cn-01” đã có ở dòng 4."),
    (impossible_date, "Danh hiệu đã có", "“31/02/2021” không phải là một ngày hợp lệ."),
    (two_titles_of_a_year, "Danh hiệu đã có", "đã có “Lao động tiên tiến” năm 2020 ở dòng 4"),
    (
        a_title_of_collectives_held_by_a_person,
        "Danh hiệu đã có",
        "“Tập thể lao động xuất sắc” không tặng cho cá nhân như hồ sơ “CN-01”.",
    ),
    (
        a_title_of_persons_held_by_a_unit,
        "Danh hiệu đã có",
        "“Chiến sĩ thi đua cơ sở” không tặng cho tập thể như hồ sơ “TT-01”.",
    ),
    (no_decision_number, "Danh hiệu đã có", "Thiếu “Số quyết định”."),
    (praised_before_the_merit, "Danh hiệu đã có", "ký trước năm 2020 được khen."),
    (decided_after_the_day, "Danh hiệu đã có", "Ngày 01/02/2022 sau ngày xét 12/01/2022."),
    (unknown_code, "Xếp loại", "Mã hồ sơ “CN-09” không có trong trang “Hồ sơ”."),
    (text_for_a_number, "Số liệu", "“cả năm” không phải là số nguyên."),
    (fact_after_the_year, "Xếp loại", "Năm 2022 sau năm xét 2021 của hồ sơ “CN-01”."),
    (rated_twice, "Xếp loại", "đã có ở dòng 4."),
    (unknown_finding, "Nhận định", "Có phải là “có đạo đức, lối sống lành mạnh”"),
    (figure_twice, "Số liệu", "Số liệu này của hồ sơ “CN-01” đã có ở dòng 4."),
    (more_days_off_than_days, "Số liệu", "Hồ sơ “CN-01” ghi nghỉ 400 ngày. Một năm chỉ có 366"),
    (more_maternity_leave_than_days_off, "Số liệu", "đã là 126, quá 5 ngày nghỉ trong năm."),
    (unknown_figure, "Số liệu", "“Số tháng công tác” không phải là số liệu có trong danh mục."),
    (share_of_nobody, "Mẫu số tỷ lệ", "Không có hồ sơ nào của đơn vị “Sở Vắng mặt (minh họa)”."),
]


@pytest.mark.parametrize(("breach", "sheet", "told"), RULES, ids=[r[0].__name__ for r in RULES])
def test_a_broken_rule_is_told_once_with_its_cell_rule_and_remedy(
    breach: Callable[[Book], str], sheet: str, told: str
) -> None:
    book = example()
    cell = breach(book)
    (fault,) = filled(book).faults
    assert (fault.sheet, fault.cell) == (sheet, cell)
    assert told in fault.line
    assert fault.remedy


def test_maternity_leave_in_the_workbook_counts_as_work() -> None:
    book = example()
    book.put("Hồ sơ", "Danh hiệu đề nghị", "Lao động tiên tiến")
    book.put("Số liệu", DAYS_OFF, 130)
    assert results(book)["CN-01"].outcome is Outcome.UNKNOWN
    book.put("Số liệu", MATERNITY, 126)
    assert results(book)["CN-01"].outcome is Outcome.MET


def two_state_commendations(book: Book) -> str:
    """The person's two titles of other years become two commendations by the state of one year."""
    sheet, name = "Danh hiệu đã có", "Danh hiệu, hình thức"
    book.put(sheet, name, "Chiến sĩ thi đua toàn quốc", book.copy(sheet))
    row = book.copy(sheet)
    return book.put(sheet, name, "Bằng khen của Thủ tướng Chính phủ", row)


def test_two_commendations_the_law_does_not_give_together_warn_and_are_judged_all_the_same() -> (
    None
):
    before, book = results(example()), example()
    cell = two_state_commendations(book)
    read = filled(book)
    (warning,) = read.warnings
    assert (warning.sheet, warning.cell) == ("Danh hiệu đã có", cell)
    assert "Năm 2020, hồ sơ “CN-01” có cả “Bằng khen của Thủ tướng" in warning.what
    assert "Nghị định số 91/2017/NĐ-CP (chưa kiểm chứng)" in warning.why
    assert read.faults == ()
    found = results(book)
    assert {c: r.outcome for c, r in found.items()} == {c: r.outcome for c, r in before.items()}
    assert [result.spoiled for result in found.values()] == ["", "", ""]


def test_the_answer_shows_what_to_look_into() -> None:
    book = example()
    cell = two_state_commendations(book)
    sheets = python_calamine.load_workbook(BytesIO(verdict_book(answer(book))))
    rows = sheets.get_sheet_by_name("Cần xem lại").to_python()
    assert [row[1] for row in rows if row[0] == "Danh hiệu đã có"] == [cell]
    assert "Khen thưởng cần đối chiếu lại" in str(report(answer(book)).body)
    assert "Khen thưởng cần đối chiếu lại" not in str(report(answer(example())).body)


def test_a_title_beside_the_one_it_rests_on_is_no_matter_for_a_warning() -> None:
    book = example()
    row = book.copy("Danh hiệu đã có")
    book.put("Danh hiệu đã có", "Danh hiệu, hình thức", "Chiến sĩ thi đua cơ sở", row)
    read = filled(book)
    assert (read.faults, read.warnings) == ((), ())


def test_all_faults_are_told_together_in_the_order_of_the_sheets() -> None:
    book = example()
    places = [
        ("Hồ sơ", unknown_award(book)),
        ("Số liệu", text_for_a_number(book)),
        ("Danh hiệu đã có", impossible_date(book)),
        ("Xếp loại", unknown_code(book)),
        ("Nhận định", unknown_finding(book)),
    ]
    assert [(fault.sheet, fault.cell) for fault in filled(book).faults] == places


def test_the_others_are_judged_and_the_one_at_fault_is_named_as_left_out() -> None:
    book = example()
    unknown_award(book)
    read = filled(book)
    assert [one.code for one in read.subjects] == ["CN-02", "TT-01"]
    assert [(left.code, left.row) for left in read.left_out] == [("CN-01", FIRST)]


def test_a_fault_marks_the_verdicts_it_touches_and_no_others() -> None:
    book = example()
    text_for_a_number(book)
    found = results(book)
    assert found["CN-01"].filed.spoiled == ("Số liệu",)
    assert "“Số liệu”" in found["CN-01"].spoiled
    assert [found[code].spoiled for code in ("CN-02", "TT-01")] == ["", ""]


def test_a_row_left_out_never_counts_as_what_did_not_happen() -> None:
    """The initiative is there, with a fault: the standard stays open instead of failing."""
    on, book = date(2025, 9, 1), example(date(2025, 9, 1))
    book.put("Xếp loại", "Mức xếp loại", "Hoàn thành tốt nhiệm vụ")
    assert results(book, on)["CN-01"].outcome is Outcome.MET
    book.put("Sáng kiến", "Số quyết định", "")
    assert results(book, on)["CN-01"].outcome is Outcome.UNKNOWN
    del book.sheets["Sáng kiến"][FIRST]
    assert results(book, on)["CN-01"].outcome is Outcome.NOT_MET


def test_a_subject_may_ask_for_several_awards() -> None:
    book = example()
    book.put("Hồ sơ", "Danh hiệu đề nghị", "lao dong tien tien; cstd-co-so")
    awards = [one.awards for one in filled(book).subjects]
    assert awards[0] == ("lao-dong-tien-tien", "cstd-co-so")


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"\xd0\xcf\x11\xe0 protected"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    from thidua.year.dossiers.reading import read_dossiers

    with pytest.raises(WorkbookRefused):
        read_dossiers(content, ON)


def test_missing_sheets_and_columns_are_all_told_before_anything_is_read() -> None:
    book = example()
    del book.sheets["Xếp loại"]
    book.put("Đăng ký", "Ngày đăng ký", "Ngày nộp", 2)
    with pytest.raises(WorkbookRefused) as refused:
        filled(book)
    assert [(f.sheet, f.what) for f in refused.value.findings] == [
        ("Xếp loại", "Thiếu trang này."),
        ("Đăng ký", "Thiếu cột “Ngày đăng ký”; có cột “Ngày nộp”."),
    ]


def rows_of(content: bytes, sheet: str) -> list[list[object]]:
    book = python_calamine.load_workbook(BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()[3:]]


def test_the_workbook_has_a_row_per_award_asked_for_and_for_who_was_left_out() -> None:
    book = example()
    unknown_award(book)
    rows = rows_of(verdict_book(answer(book)), "Kết luận")
    assert [(row[1], row[7]) for row in rows] == [
        ("CN-02", "Chưa đủ căn cứ"),
        ("TT-01", "Đủ tiêu chuẩn"),
        ("CN-01", "Chưa xét được: dòng hồ sơ có lỗi"),
    ]


def test_an_open_verdict_tells_the_first_thing_missing_and_who_settles_it() -> None:
    rows = rows_of(verdict_book(answer(example())), "Kết luận")
    (row,) = (row for row in rows if row[1] == "CN-02")
    assert "Biên bản nghiệm thu" in str(row[12])
    assert row[13] == "Thủ trưởng đơn vị"


def test_the_proof_has_a_row_per_standard_with_facts_and_article() -> None:
    found = answer(example())
    rows = rows_of(verdict_book(found), "Tiêu chuẩn")
    (row,) = (row for row in rows if row[:1] == ["CN-01"] and row[3] == "cstdcs-1-da-tang")
    assert row[5] == "Đạt"
    assert "Quyết định số 21/QĐ-SKH (minh họa) ngày 20/12/2021" in str(row[6])
    assert row[9] == "điểm a khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP"


def test_the_faults_stand_on_a_sheet_of_their_own() -> None:
    book = example()
    cell = impossible_date(book)
    (row,) = rows_of(verdict_book(answer(book)), "Lỗi")
    assert row[:2] == ["Danh hiệu đã có", cell]


def test_a_share_exceeded_warns_with_base_and_article_and_cuts_nobody() -> None:
    book = example()
    book.put("Mẫu số tỷ lệ", "Số làm mẫu số", 6)
    found = answer(book)
    (share,) = found.shares
    assert (share.qualify, share.base, share.allowed, share.excess) == (1, 6, 0, 1)
    (row,) = rows_of(verdict_book(found), "Tỷ lệ")
    assert "Vượt 01" in str(row[10])
    assert "Điều 9 Nghị định số 91/2017/NĐ-CP" in str(row[11])
    assert results(book)["CN-01"].outcome is Outcome.MET


def test_a_base_counted_in_the_file_is_shown_and_sets_no_limit() -> None:
    book = example()
    del book.sheets["Mẫu số tỷ lệ"][FIRST]
    (share,) = answer(book).shares
    assert (share.base, share.base_source, share.allowed, share.excess) == (1, COUNTED, None, 0)
    assert "hãy nhập số đúng" in share.remark


def test_the_same_workbook_gives_the_same_bytes() -> None:
    book = example()
    text_for_a_number(book)
    assert template(ON) == template(ON)
    assert verdict_book(answer(book)) == verdict_book(answer(book))
    assert to_pdf(report(answer(book))) == to_pdf(report(answer(book)))


def test_the_report_lists_everyone_and_proves_each() -> None:
    book = example()
    text_for_a_number(book)
    pages = pypdf.PdfReader(BytesIO(to_pdf(report(answer(book))))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for name in ("Nguyễn Văn An", "Trần Thị Bình", "Phòng Quản lý khoa học"):
        assert text.count(name) >= 2
    assert "ĐỐI CHIẾU TỪNG TIÊU CHUẨN" in text
    assert "“cả năm” không phải là số nguyên" in text
    assert "chưa trọn vẹn" in text.lower()


def test_a_long_report_says_that_its_annex_is_cut_and_where_the_rest_is() -> None:
    found = answer(example())
    cut, whole = report(found, 1), report(found, None)
    assert "Phụ lục chỉ in đối chiếu của 01 lượt" in str(cut.body)
    assert "Phụ lục chỉ in" not in str(whole.body)
    assert len(str(cut.annexes)) < len(str(whole.annexes))
