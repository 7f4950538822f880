"""Every fault of a workbook is told with its sheet, its cell, the rule and the remedy."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from workbook_tools import Book, example, only_line, places, refusal, unwritten_refusal

from thidua.year.people_shares import exceeded_shares
from thidua.year.workbook import Finding
from thidua.year.workbook.grids import Value, cell_name
from thidua.year.workbook.reading import plan_of

Spoil = Callable[[Book], str]
SNV = "Sở Nội vụ"


def score(book: Book, value: object, unit: str = SNV, code: str = "I.3") -> str:
    return book.put("Thẩm định", book.row("Thẩm định", Mã=code), unit, value)


def ballot(book: Book, heading: str, value: object, **where: object) -> str:
    return book.put("Kiểm phiếu", book.row("Kiểm phiếu", **where), heading, value)


def flag(book: Book, heading: str, value: object) -> str:
    return ballot(
        book,
        heading,
        value,
        Danh_hiệu_COMMA_hình_thức="Cờ thi đua của Chính phủ",
    )


def member(book: Book, heading: str, value: object, code: str = "stc") -> str:
    return book.put("Đơn vị", book.row("Đơn vị", Mã=code), heading, value)


def again(book: Book, sheet: str, heading: str, row: int) -> str:
    copied = book.copy_row(sheet, row)
    return book.put(sheet, copied, heading, book.sheets[sheet][row][book.column(sheet, heading)])


def unrated(book: Book) -> str:
    book.put("Hồ sơ năm", 3, "Số quyết định", "")
    return book.put("Hồ sơ năm", 3, "Xếp loại", book.sheets["Hồ sơ năm"][3][2])


def a_persons_title(book: Book) -> str:
    sheet = "Khen thưởng đã có"
    row = book.copy_row(sheet, len(book.sheets[sheet]) - 1)
    return book.put(sheet, row, "Danh hiệu, hình thức", "Chiến sĩ thi đua cơ sở")


CASES: list[tuple[str, str, Spoil, str]] = [
    ("a title of persons held by a unit", "Khen thưởng đã có", a_persons_title,
     "không tặng cho tập thể"),
    ("a text where a score belongs", "Thẩm định", lambda b: score(b, "chín"), "không phải là điểm"),
    ("a score over its maximum", "Thẩm định", lambda b: score(b, 12), "vượt mức tối đa 10"),
    ("a negative score", "Thẩm định", lambda b: score(b, -1), "từ 0 đến"),
    ("a score of three decimals", "Thẩm định", lambda b: score(b, 8.755), "2 chữ số thập phân"),
    ("a score that is no step", "Thẩm định", lambda b: score(b, 3.5, code="I.4"), "5; 4; 3; 0"),
    ("half a checklist", "Thẩm định", lambda b: score(b, 1, code="III.4"), "chỉ chấm 0 hoặc 2 điểm"),
    ("a blank score", "Thẩm định", lambda b: score(b, ""), "Ô trống không phải là 0 điểm"),
    ("points for what is computed", "Thẩm định", lambda b: score(b, 5, code="I.1"), "nhập tay"),
    ("points for a section", "Thẩm định", lambda b: score(b, 5, code="II"), "nhập tay"),
    ("a formula that failed", "Thẩm định", lambda b: score(b, "#REF!"), "lỗi công thức #REF!"),
    ("a score that is true", "Thẩm định", lambda b: score(b, True), "không phải là điểm"),
    ("a score that is a day", "Thẩm định", lambda b: score(b, date(2021, 1, 2)), "chỉ nhận số"),
    ("more off than allowed without a reason", "Thẩm định", lambda b: score(b, 7),
     "Lệch quá 0,5 điểm thì phải có lý do"),
    ("a second lead", "Đơn vị", lambda b: member(b, "Vai trò trong khối", "Khối trưởng"),
     "đúng một Khối trưởng"),
    ("a code with a space", "Đơn vị", lambda b: member(b, "Mã", "so tai chinh"), "không dấu"),
    ("a day that is none", "Đơn vị", lambda b: member(b, "Hoạt động từ ngày", "31/02/2021"),
     "không phải là một ngày hợp lệ"),
    ("a number for a day", "Đơn vị", lambda b: member(b, "Hoạt động từ ngày", 44197),
     "không phải là một ngày"),
    ("a day out of all time", "Đơn vị", lambda b: member(b, "Hoạt động từ ngày", date(1900, 3, 1)),
     "Năm 1900 không hợp lý"),
    ("an unknown choice", "Đơn vị", lambda b: member(b, "Nguồn gốc", "nghe nói"),
     "đã công bố; minh họa; ghi nhận"),
    ("a name too long", "Đơn vị", lambda b: member(b, "Chức danh người đứng đầu", "x" * 81),
     "tối đa 80 ký tự"),
    ("a name that Excel made a day", "Đơn vị", lambda b: member(b, "Tên gọi tắt", date(2021, 1, 2)),
     "định dạng ô là Văn bản"),
    ("an invisible control character", "Đơn vị", lambda b: member(b, "Chức danh người đứng đầu", "a\x7fb"),
     "ký tự không in được"),
    ("more votes than voters", "Kiểm phiếu", lambda b: flag(b, "Phát ra", 10),
     "nhiều hơn tổng số thành viên (09)"),
    ("more returned than issued", "Kiểm phiếu", lambda b: flag(b, "Thu về", 10),
     "Số phiếu thu về (10) nhiều hơn số phiếu phát ra (09)"),
    ("answers that don't add up", "Kiểm phiếu", lambda b: flag(b, "Đồng ý", 7),
     "không bằng số phiếu đồng ý (07) cộng"),
    ("half a ballot", "Kiểm phiếu", lambda b: flag(b, "Đồng ý", 8.5), "không phải là số phiếu"),
    ("an unknown award", "Kiểm phiếu", lambda b: flag(b, "Danh hiệu, hình thức", "Cờ của Thủ tướng"),
     "danh mục khen thưởng của năm 2021"),
    ("a nominee without award", "Kiểm phiếu", lambda b: flag(b, "Danh hiệu, hình thức", ""),
     "chưa ghi đủ danh hiệu và đơn vị"),
    ("a ballot without answer", "Kiểm phiếu", lambda b: flag(b, "Không đồng ý", ""), "không có thì ghi 0"),
    ("yes votes in an election", "Kiểm phiếu",
     lambda b: ballot(b, "Đồng ý", 7, Nội_dung="Bầu Khối trưởng năm sau"), "Bầu Khối trưởng"),
    ("more votes than ballots in an election", "Bầu Khối trưởng",
     lambda b: b.put("Bầu Khối trưởng", 4, "Số phiếu", 5), "nhiều hơn số phiếu hợp lệ (9)"),
    ("the lead up for election", "Bầu Khối trưởng",
     lambda b: b.put("Bầu Khối trưởng", 4, "Đơn vị được giới thiệu", "vpdoan"), "luân phiên"),
    ("a proxy without mandate", "Điểm danh",
     lambda b: b.put("Điểm danh", b.row("Điểm danh", Đơn_vị="BQL các KCN"), "Giấy ủy quyền", ""),
     "phải có giấy ủy quyền"),
    ("a stranger in the council", "Thành viên Hội đồng",
     lambda b: b.put("Thành viên Hội đồng", 5, "Họ và tên", "Người lạ (minh họa)"),
     "không có trong trang “Nhân sự”"),
    ("a sum that does not add up", "Bảng điểm",
     lambda b: b.put("Bảng điểm", b.row("Bảng điểm", Mã="II"), "Điểm tối đa", 24),
     "tổng điểm các tiêu chí con là 15, mục ghi 24"),
    ("a ratio without target", "Bảng điểm",
     lambda b: b.put("Bảng điểm", b.row("Bảng điểm", Mã="II.1"), "Chỉ tiêu", ""),
     "chưa gắn với chỉ tiêu"),
    ("an unknown target", "Bảng điểm",
     lambda b: b.put("Bảng điểm", b.row("Bảng điểm", Mã="II.1"), "Chỉ tiêu", "CT99"),
     "Chỉ tiêu “CT99” không có trong trang “Chỉ tiêu”"),
    ("an unknown section", "Bảng điểm",
     lambda b: b.put("Bảng điểm", b.row("Bảng điểm", Mã="II.1"), "Thuộc mục", "XX"),
     "Tiêu chí “XX” không có trong trang “Bảng điểm”"),
    ("a floor above the cap", "Bảng điểm",
     lambda b: b.put("Bảng điểm", b.row("Bảng điểm", Mã="II.1"), "Không điểm khi dưới (%)", 120),
     "Tỷ lệ tối thiểu (120%)"),
    ("an unknown criterion", "Minh chứng", lambda b: b.put("Minh chứng", 3, "Tiêu chí", "I.9"),
     "không có trong trang “Bảng điểm”"),
    ("an unknown unit", "Minh chứng", lambda b: b.put("Minh chứng", 3, "Đơn vị", "Sở Y tế"),
     "Đơn vị “Sở Y tế” không có trong trang “Đơn vị”"),
    ("a figure twice", "Kết quả", lambda b: again(b, "Kết quả", "Đơn vị", 3), "đã có ở dòng 4"),
    ("a registration twice", "Đăng ký", lambda b: again(b, "Đăng ký", "Danh hiệu, hình thức", 3),
     "đã có ở dòng 4"),
    ("a unit scored by itself", "Phân công chấm chéo",
     lambda b: b.put("Phân công chấm chéo", 3, "Đơn vị chấm", b.sheets["Phân công chấm chéo"][3][1]),
     "chấm chính mình"),
    ("more workers than people", "Hồ sơ năm", lambda b: b.put("Hồ sơ năm", 3, "Lao động tiên tiến", 999),
     "nhiều hơn tổng số người"),
    ("a rating without decision", "Hồ sơ năm", unrated, "đi cùng nhau"),
    ("a target of zero", "Chỉ tiêu",
     lambda b: b.put("Chỉ tiêu", b.row("Chỉ tiêu", Mã="CT03"), SNV, 0), "trống hoặc bằng 0"),
    ("a target in no article", "Chỉ tiêu",
     lambda b: b.put("Chỉ tiêu", b.row("Chỉ tiêu", Mã="CT03"), "Điều", 9), "không có Điều 9"),
    ("an article of two names", "Giao ước", lambda b: b.put("Giao ước", 4, "Tên điều", "Tên khác"),
     "có hai tên"),
    ("a threshold above all", "Quy tắc biểu quyết",
     lambda b: b.put("Quy tắc biểu quyết", 4, "Tỷ lệ (%)", 120), "từ 0 đến 100"),
    ("a sign-in twice", "Nhân sự",
     lambda b: b.put("Nhân sự", b.row("Nhân sự", Tên_đăng_nhập="hoidong"), "Tên đăng nhập", "thuky"),
     "đã dùng cho Nguyễn Đức Toàn"),
    ("an officer of nowhere", "Nhân sự",
     lambda b: b.put("Nhân sự", b.row("Nhân sự", Tên_đăng_nhập="thanhtra"), "Đơn vị", "snv"),
     "không thuộc đơn vị nào"),
    ("a meeting that ends before it begins", "Hội nghị",
     lambda b: b.put("Hội nghị", b.line("Hội nghị", "Bế mạc"), "Nội dung", "17/12/2021 07:00"),
     "không sau giờ khai mạc"),
    ("a meeting without an hour", "Hội nghị",
     lambda b: b.put("Hội nghị", b.line("Hội nghị", "Khai mạc"), "Nội dung", date(2021, 12, 17)),
     "ngày kèm giờ"),
    ("an hour that is none", "Hội nghị",
     lambda b: b.put("Hội nghị", b.line("Hội nghị", "Khai mạc"), "Nội dung", "17/12/2021 25:00"),
     "ngày kèm giờ"),
    ("steps out of order", "Thời gian",
     lambda b: b.put("Thời gian", b.line("Thời gian", "Thẩm định"), "Nội dung",
                     datetime(2021, 11, 30, 8, 0)), "trước bước liền trên"),  # noqa: DTZ001
    ("a year without law", "Khối",
     lambda b: b.put("Khối", b.line("Khối", "Năm thi đua"), "Nội dung", 1990), "1990"),
    ("a line that is none", "Khối", lambda b: b.put("Khối", 3, "Mục", "Mã cơ quan quản lí"),
     "Có phải là “Mã cơ quan quản lý”?"),
    ("a reason for no mark", "Lý do điều chỉnh",
     lambda b: b.put("Lý do điều chỉnh", 3, "Tiêu chí", "VIII.2"), "Lý do đi kèm một điểm"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "spoil", "words"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_fault_is_told_at_its_cell(sheet: str, spoil: Spoil, words: str) -> None:
    book = example()
    cell = spoil(book)
    findings = refusal(book.to_bytes()).findings
    assert (sheet, cell) in {(f.sheet, f.cell) for f in findings}
    assert any(words in f.line for f in findings if (f.sheet, f.cell) == (sheet, cell))
    assert all(f.remedy for f in findings)


def test_no_kind_of_fault_hides_another_kind() -> None:
    """A missing sheet, a doubled member, two leads, a wrong score: each is told in the same go."""
    book = example()
    units, scores = book.sheets["Đơn vị"], book.sheets["Tự chấm"]
    del book.sheets["Điểm danh"]
    second = book.put("Đơn vị", 6, "Vai trò trong khối", "Khối trưởng")
    twice = book.copy_row("Đơn vị", 5)
    text = book.put("Tự chấm", 6, "VP Đoàn ĐBQH và HĐND", "chín điểm")
    over = book.put("Tự chấm", 7, "Sở Nội vụ", 99)
    unknown = book.put("Đăng ký", 4, book.sheets["Đăng ký"][2][0], "Sở Du lịch")
    more = book.put("Kiểm phiếu", 4, "Thu về", 12)
    assert len(units) == twice + 1
    assert len(scores) > 7
    told = set(places(book))
    expected = {
        ("Điểm danh", ""),
        ("Đơn vị", second),
        ("Đơn vị", f"A{twice + 1}"),
        ("Tự chấm", text),
        ("Tự chấm", over),
        ("Đăng ký", unknown),
        ("Kiểm phiếu", more),
    }
    assert expected - told == set()


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_the_sheets() -> None:
    book = example()
    wanted = [
        ("Đơn vị", member(book, "Nguồn gốc", "nghe nói")),
        ("Kết quả", book.put("Kết quả", 7, "Kết quả", "nhiều")),
        ("Thẩm định", score(book, 12)),
        ("Kiểm phiếu", flag(book, "Phát ra", 10)),
    ]
    assert places(book) == wanted


def test_a_finding_reads_as_one_line() -> None:
    book = example()
    cell = score(book, 12)
    assert only_line(book) == (
        f"Trang “Thẩm định”, ô {cell}: Tiêu chí I.3: điểm 12 vượt mức tối đa 10. Hãy sửa điểm."
    )


def test_the_refusal_holds_a_line_for_each_finding() -> None:
    book = example()
    score(book, 12)
    flag(book, "Phát ra", 10)
    refused = refusal(book.to_bytes())
    assert str(refused).splitlines() == [f.line for f in refused.findings]
    assert len(refused.findings) == 2


def test_a_finding_about_the_whole_file_names_no_sheet() -> None:
    assert Finding("", "", "Hỏng.", "", "Lưu lại.").line == "Tệp bảng tính: Hỏng. Lưu lại."


def test_a_missing_sheet_is_told_with_the_nearest_name() -> None:
    book = example()
    book.sheets["Điểm danh hội nghị"] = book.sheets.pop("Điểm danh")
    assert only_line(book) == (
        "Trang “Điểm danh”: Thiếu trang này. Hãy thêm trang hoặc đổi tên trang cho đúng. "
        "Trang “Điểm danh hội nghị” có tên gần giống."
    )


@pytest.mark.parametrize(
    "sheet", [name for name in example().sheets if name not in {"Đọc trước", "Danh mục"}]
)
def test_each_sheet_is_missed(sheet: str) -> None:
    book = example()
    del book.sheets[sheet]
    findings = unwritten_refusal(book).findings
    assert [f.cell for f in findings if f.sheet == sheet] == [""]
    assert {f.sheet for f in findings} == {sheet}


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        (name, str(heading))
        for name, rows in example().sheets.items()
        if name not in {"Đọc trước", "Danh mục"}
        for heading in rows[2]
        if heading and heading not in {"Nội dung tiêu chí", "Điểm tối đa"}
    ],
)
def test_each_renamed_column_is_missed(sheet: str, heading: str) -> None:
    book = example()
    column = book.column(sheet, heading)
    book.sheets[sheet][2][column] = f"{heading} cũ"
    findings = unwritten_refusal(book).findings
    assert {f.sheet for f in findings} == {sheet}
    assert cell_name(2, column) in {f.cell for f in findings}


def test_a_renamed_column_is_told_with_what_stands_there() -> None:
    book = example()
    book.sheets["Đăng ký"][2][2] = "Ngày đăng kí"
    assert only_line(book) == (
        "Trang “Đăng ký”, ô C3: Thiếu cột “Ngày đăng ký”; có cột “Ngày đăng kí”. "
        "Hãy đổi tiêu đề thành “Ngày đăng ký” nếu đó là cùng một cột."
    )


@pytest.mark.parametrize(
    ("sheet", "heading", "found", "line"),
    [
        ("Tự chấm", "Mã", "Mã số", "Trang “Tự chấm”, ô A3: Thiếu cột “Mã”; có cột “Mã số”."),
        ("Chỉ tiêu", "Chiều", "Xu thế", "Trang “Chỉ tiêu”, ô E3: Thiếu cột “Chiều”; có cột “Xu thế”."),
        ("Đăng ký", "Ngày đăng ký", "", "Trang “Đăng ký”, ô C3: Thiếu cột “Ngày đăng ký”."),
    ],
)  # fmt: skip
def test_a_renamed_column_is_told_once_at_its_cell(
    sheet: str, heading: str, found: str, line: str
) -> None:
    book = example()
    column = book.column(sheet, heading)
    book.sheets[sheet][2][column] = found
    for row in book.sheets[sheet][3:]:
        row[-1] = "sai"
    assert only_line(book).startswith(line)


@pytest.mark.parametrize(
    ("other", "cell", "what"),
    [
        ({2021: 2030}, "A4", "Chưa có giao ước thi đua năm 2021, mà có năm 2030."),
        ({2021: 2022, 2022: 2023}, "A18", "Chưa có giao ước thi đua năm 2021, mà có năm 2023."),
    ],
)
def test_another_year_in_one_sheet_is_told_once(
    other: dict[Value, Value], cell: str, what: str
) -> None:
    book = example()
    column = book.column("Giao ước", "Năm")
    for row in book.sheets["Giao ước"][3:]:
        row[column] = other.get(row[column], row[column])
    assert only_line(book).startswith(f"Trang “Giao ước”, ô {cell}: {what}")


def test_a_bloc_of_another_year_than_its_sheets_is_told_once() -> None:
    book = example()
    book.put("Khối", book.line("Khối", "Năm thi đua"), "Nội dung", 2022)
    assert only_line(book).startswith("Trang “Giao ước”, ô A4: Chưa có giao ước thi đua năm 2023")


def test_a_sheet_without_headings_is_told() -> None:
    book = example()
    book.sheets["Đăng ký"] = [["x"]]
    assert "Không tìm thấy hàng tiêu đề cột." in only_line(book)


def test_a_list_that_may_not_be_empty_is_told() -> None:
    book = example()
    del book.sheets["Số lượng đề nghị"][3:]
    assert only_line(book).startswith("Trang “Số lượng đề nghị”, ô A3: Trang chưa có dòng nào.")


def test_a_member_twice_is_told_by_its_code_and_by_its_name() -> None:
    book = example()
    row = book.copy_row("Đơn vị", book.row("Đơn vị", Mã="stc"))
    assert places(book) == [("Đơn vị", f"A{row + 1}")]
    book.sheets["Đơn vị"][row][0] = "stc-2"
    assert [place for place in places(book) if place[0] == "Đơn vị"] == [
        ("Đơn vị", f"B{row + 1}"),
        ("Đơn vị", f"C{row + 1}"),
    ]


def test_a_bloc_without_a_lead_is_told() -> None:
    book = example()
    cell = member(book, "Vai trò trong khối", "Thành viên", code="vpdoan")
    assert ("Đơn vị", cell) in places(book)


def test_a_bloc_without_a_deputy_is_told() -> None:
    book = example()
    member(book, "Vai trò trong khối", "Thành viên", code="snv")
    assert "chưa có Khối phó" in only_line(book)


def test_a_unit_without_an_officer_is_told() -> None:
    book = example()
    row = book.row("Nhân sự", Tên_đăng_nhập="canbo-stp")
    del book.sheets["Nhân sự"][row]
    assert "Cán bộ thi đua của đơn vị Sở Tư pháp" in only_line(book)


def test_a_unit_without_a_column_of_points_is_told() -> None:
    book = example()
    column = book.column("Tự chấm", SNV)
    for row in book.sheets["Tự chấm"][2:]:
        del row[column]
    assert only_line(book).startswith("Trang “Tự chấm”: Thiếu cột của Sở Nội vụ.")


def test_a_unit_with_two_columns_is_told() -> None:
    book = example()
    book.sheets["Tự chấm"][2].append("snv")
    assert "có hai cột" in only_line(book)


def test_a_unit_missing_from_the_roll_is_told() -> None:
    book = example()
    del book.sheets["Điểm danh"][book.row("Điểm danh", Đơn_vị="Sở Tư pháp")]
    assert "Danh sách điểm danh thiếu đơn vị stp" in refusal(book.to_bytes()).findings[0].line


def test_a_kind_of_vote_without_a_rule_is_told() -> None:
    book = example()
    del book.sheets["Quy tắc biểu quyết"][3]
    assert "Chưa có quy tắc biểu quyết cho: Thông qua báo cáo tổng kết." in only_line(book)


def test_an_award_without_a_decision_is_told() -> None:
    book = example()
    del book.sheets["Quyết định"][3]
    assert ("Số lượng đề nghị", "A4") in places(book)


def test_a_bad_row_of_one_sheet_is_not_told_again_by_the_sheets_that_refer_to_it() -> None:
    book = example()
    cell = member(book, "Hoạt động từ ngày", "hôm qua", code="snv")
    assert places(book) == [("Đơn vị", cell)]


def test_a_form_with_a_line_twice_is_told() -> None:
    book = example()
    row = book.copy_row("Khối", book.line("Khối", "Địa danh"))
    assert places(book) == [("Khối", f"B{row + 1}")]


def test_a_form_without_a_line_is_told() -> None:
    book = example()
    del book.sheets["Khối"][book.line("Khối", "Địa danh")]
    assert only_line(book).startswith("Trang “Khối”: Thiếu mục “Địa danh”.")


def test_more_fighters_than_their_share_are_told_and_the_workbook_is_taken() -> None:
    book = example()
    row = book.row("Hồ sơ năm", Đơn_vị="Sở Tài chính", Năm=2021)
    figures = {"Lao động tiên tiến": 20, "Chiến sĩ thi đua cơ sở": 5}
    for heading, value in figures.items():
        book.put("Hồ sơ năm", row, heading, value)
    plan = plan_of(book.grids())
    (warning,) = exceeded_shares(plan)
    assert "vượt tỷ lệ 15% (tối đa 03): thừa 02" in warning.line
    assert "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP" in warning.line
    (record,) = (r for r in plan.records if (r.unit, r.year) == ("stc", 2021))
    assert record.grassroots_fighters == 5
