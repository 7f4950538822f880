"""A card filled in offline: what comes back is read right or told by its cell, never guessed."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter.utility import xl_cell_to_rowcol

from scoring.sample_tables import line
from thidua import scoring
from thidua.scoring import Band, Kind, Options, Table
from thidua.year.dossiers.books import FIRST_ROW
from thidua.year.scorebooks.card_book import card_book
from thidua.year.scorebooks.card_reading import CardBack, Entered, Proof, read_card
from thidua.year.scorebooks.card_sheet import CARD, CardInHand
from thidua.year.workbook import WorkbookRefused
from year.recalculation import needs_calc, parts_of, recalculated, sheets_of

D = Decimal
BANDS = (Band.parse("0-<5", D("7.5")), Band.parse("5-10", D(10)))
TABLE = Table(
    title="Bảng chấm điểm (minh họa)",
    places=2,
    criteria=(
        line("I", Kind.SUM, "60"),
        line("I.1", Kind.JUDGEMENT, "20", "I"),
        line("I.2", Kind.CHECKLIST, "10", "I"),
        line("I.3", Kind.STEPS, "10", "I", Options(steps=(D(0), D("2.5"), D(10)))),
        line("I.4", Kind.BANDED, "10", "I", Options(bands=BANDS)),
        line("I.5", Kind.RATIO, "10", "I"),
        line("II", Kind.SUM, "10"),
        line("II.1", Kind.BONUS, "10", "II"),
        line("III", Kind.SUM, "0"),
        line("III.1", Kind.DEDUCTION, "0", "III"),
        line("IV", Kind.SUM, "0"),
        line("IV.1", Kind.DISQUALIFIER, "0", "IV"),
    ),
)
ROWS = {c.code: row for row, c in enumerate(TABLE.criteria, FIRST_ROW + 1)}
CARD_A = CardInHand(
    id="a", unit="Sở A (minh họa)", table=TABLE, made_at=datetime(2026, 1, 2, tzinfo=UTC),
    points={"I.1": D("17.5"), "I.2": D(10), "I.3": D("2.5")}, filled={"I.5": D("9.75")},
)  # fmt: skip
Part = Callable[[str], str]


def cell(code: str, column: str = "F") -> str:
    return f"{column}{ROWS[code]}"


def text(value: str) -> str:
    return f' t="inlineStr"><is><t>{value}</t></is></c>'


def number(value: str) -> str:
    return f"><v>{value}</v></c>"


def formula(value: str) -> str:
    return f"><f>1+1</f><v>{value}</v></c>"


def spoiled(book: bytes, change: Part, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, change(content.decode()).encode() if name == part else content,
                zipfile.ZIP_DEFLATED,
            )  # fmt: skip
    return out.getvalue()


def filled(**cells: str) -> bytes:
    """Return the workbook with cells typed into, as a spreadsheet would save them."""

    def change(xml: str) -> str:
        for name, content in cells.items():
            pattern = rf'<c r="{name}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
            xml, times = re.subn(pattern, lambda m: f'<c r="{name}"{m[1] or ""}{content}', xml)  # noqa: B023 -- used at once
            assert times == 1, name
        return xml

    return spoiled(card_book(CARD_A), change)


def read(book: bytes) -> CardBack:
    return read_card(book, CARD_A)


def told(book: bytes, card: CardInHand = CARD_A) -> list[str]:
    with pytest.raises(WorkbookRefused) as refused:
        read_card(book, card)
    assert all(finding.what and finding.remedy for finding in refused.value.findings)
    return [finding.line for finding in refused.value.findings]


def only(book: bytes, card: CardInHand = CARD_A) -> str:
    (line_told,) = told(book, card)
    return line_told


def test_an_untouched_card_comes_back_as_it_was() -> None:
    back = read(card_book(CARD_A))
    assert (back.points(), back.proofs) == (dict(CARD_A.points), ())
    assert back.made_at == CARD_A.made_at


def test_words_steps_figures_and_points_are_read_by_their_line() -> None:
    book = filled(
        F5=number("12.25"), F6=text("không đạt"), F7=number("10"), F8=number("2"),
        F11=number("3"), F13=number("1.5"), F15=text("Có"),
    )  # fmt: skip
    assert read(book).points() == {
        "I.1": D("12.25"), "I.2": D(0), "I.3": D(10), "I.4": D("7.5"),
        "II.1": D(3), "III.1": D("1.5"), "IV.1": D(1),
    }  # fmt: skip


def test_a_figure_is_kept_beside_the_points_that_follow_from_it() -> None:
    back = read(filled(F8=number("2")))
    assert back.entered["I.4"] == Entered(
        points=D("7.5"), explanation="2, thuộc khoảng 0-<5 → 7,5 điểm", figure=D(2)
    )


def test_a_number_typed_as_text_with_a_comma_is_read() -> None:
    assert read(filled(F5=text("9,5"))).points()["I.1"] == D("9.5")


def test_a_number_typed_as_text_with_a_point_is_asked_about_and_not_guessed() -> None:
    line_told = only(filled(F5=text("9.5")))
    assert line_told.startswith(f"Trang “{CARD}”, ô {cell('I.1')}: “9.5” không phải là số.")
    assert "dấu phẩy" in line_told


def test_a_number_that_became_a_day_is_told() -> None:
    day = number("46151").replace(">", ' s="DAY">', 1)

    def change(xml: str) -> str:
        style = re.search(rf'<c r="{cell("I.1", "I")}" s="(\d+)"', xml)
        assert style
        new = day.replace("DAY", style[1])
        return re.sub(rf'<c r="{cell("I.1")}"[^>]*>.*?</c>', f'<c r="{cell("I.1")}"{new}', xml)

    line_told = only(spoiled(card_book(CARD_A), change))
    assert "là ngày 09/05/2026, không phải số" in line_told


def test_a_formula_in_an_open_cell_counts_by_its_value() -> None:
    assert read(filled(F5=formula("2"))).points()["I.1"] == D(2)


@pytest.mark.parametrize("empty", ["", "<v></v>", "<v/>"])
def test_a_formula_that_nothing_computed_is_not_taken_for_a_blank(empty: str) -> None:
    line_told = only(filled(F5=f"><f>SUM(A1:A2)</f>{empty}</c>"))
    assert f"ô {cell('I.1')}: Ô có lỗi công thức #CALC!" in line_told


def test_an_error_is_told_by_its_cell() -> None:
    line_told = only(filled(F5=' t="e"><v>#REF!</v></c>'))
    assert f"ô {cell('I.1')}: Ô có lỗi công thức #REF!" in line_told


def test_papers_beside_a_line_become_evidence() -> None:
    book = filled(H5=text("12/BC-SA"), I5=text("05/01/2026"), J5=text("Báo cáo quý"))
    assert read(book).proofs == (
        Proof(code="I.1", number="12/BC-SA", dated=date(2026, 1, 5), title="Báo cáo quý"),
    )


def test_a_day_that_became_a_number_is_read() -> None:
    def unformatted(xml: str) -> str:
        number_cell = f'<c r="{cell("I.1", "I")}"><v>46027</v></c>'
        return re.sub(rf'<c r="{cell("I.1", "I")}"[^>]*/>', number_cell, xml)

    book = spoiled(filled(H5=text("12/BC-SA")), unformatted)
    assert read(book).proofs[0].dated == date(2026, 1, 5)


@pytest.mark.parametrize("value", ["12", "99999999"])
def test_a_number_that_can_be_no_day_is_told(value: str) -> None:
    assert f"ô {cell('I.1', 'I')}: " in only(filled(H5=text("1/BC"), I5=number(value)))


def test_a_paper_without_its_number_is_told() -> None:
    assert f"ô {cell('I.1', 'H')}: Thiếu “Số văn bản”" in only(filled(J5=text("Báo cáo quý")))


def test_a_paper_beside_a_section_is_told() -> None:
    assert f"ô {cell('I', 'H')}: Mục I không nhận minh chứng" in only(filled(H4=text("1/BC")))


@pytest.mark.parametrize(
    ("code", "content", "says"),
    [
        ("I.1", number("20.5"), "vượt mức tối đa 20"),
        ("I.1", number("-1"), "nằm ngoài khoảng"),
        ("I.1", number("1.234"), "quá 2 chữ số thập phân"),
        ("I.1", text("mười"), "“mười” không phải là số"),
        ("I.2", text("gần đạt"), "không có trong danh mục"),
        ("I.2", number("5"), "chỉ chấm 0 hoặc 10 điểm"),
        ("I.3", number("3"), "không phải là một trong các mức 0; 2,5; 10"),
        ("I.4", number("15"), "không thuộc khoảng nào"),
        ("I.5", number("9"), "Điểm được tính từ kết quả thực hiện chỉ tiêu."),
        ("I", number("9"), "Đây là mục"),
        ("IV.1", text("có lẽ"), "không có trong danh mục"),
    ],
)
def test_what_a_line_does_not_take_is_told_by_its_cell(code: str, content: str, says: str) -> None:
    line_told = only(filled(**{cell(code): content}))
    assert line_told.startswith(f"Trang “{CARD}”, ô {cell(code)}: ")
    assert says in line_told


def test_every_fault_is_told_at_once() -> None:
    lines = told(filled(F5=number("99"), F6=number("5"), J8=text("x")))
    assert [re.findall(r"ô (\w+)", one)[0] for one in lines] == ["F5", "F6", "H8"]


def test_a_line_not_assigned_takes_nothing() -> None:
    card = replace(CARD_A, not_assigned=frozenset({"I.1"}))
    assert "không giao cho đơn vị" in only(filled(F5=number("9")), card)


def test_cells_made_one_are_told() -> None:
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="F5:F6"/></mergeCells>'
    book = spoiled(card_book(CARD_A), lambda xml: xml.replace("</sheetData>", merged))
    assert "ô F5: Các ô F5:F6 bị gộp làm một." in told(book)[0]


def test_hidden_rows_and_columns_are_read_like_the_others() -> None:
    def hide(xml: str) -> str:
        hidden = re.sub(r'<row r="5"', '<row r="5" hidden="1"', xml)
        return re.sub(r'<col min="6" max="6"', '<col hidden="1" min="6" max="6"', hidden)

    book = spoiled(filled(F5=number("3")), hide)
    assert 'hidden="1" min="6"' in parts_of(book)[0]
    assert read(book).points()["I.1"] == D(3)


def test_a_changed_code_and_the_line_it_hides_are_told() -> None:
    lines = told(filled(A5=text("I.9")))
    assert ["ô A5: Bảng chấm điểm không có tiêu chí I.9" in lines[0], "I.1" in lines[1]] == [
        True, True,
    ]  # fmt: skip


def test_another_units_card_is_refused_by_name() -> None:
    other = card_book(replace(CARD_A, id="b", unit="Sở B (minh họa)"))
    assert "Tệp là phiếu của Sở B (minh họa), không phải của Sở A (minh họa)" in only(other)


def test_a_card_by_an_older_table_is_refused() -> None:
    lines = (replace(TABLE.criteria[0], text="Tên cũ"), *TABLE.criteria[1:])
    older = card_book(replace(CARD_A, table=replace(TABLE, criteria=lines)))
    assert "Phiếu lập ngày 02/01/2026 theo bảng chấm điểm cũ." in only(older)


def test_a_workbook_of_another_make_is_refused() -> None:
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out) as book:
        book.add_worksheet(CARD).write(0, 0, "x")
    assert "không phải là phiếu tự chấm" in only(out.getvalue())


def test_a_file_that_is_no_workbook_or_has_a_password_is_refused() -> None:
    assert "không phải là bảng tính" in only(b"%PDF-1.7 x")
    assert "mật khẩu" in only(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_macros_are_left_behind_and_the_cells_are_read() -> None:
    out = BytesIO(card_book(CARD_A))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert read(out.getvalue()).points() == dict(CARD_A.points)


def test_a_million_empty_rows_are_refused_with_what_to_do() -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(1000, 1_001_000))
    book = spoiled(
        card_book(CARD_A), lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")
    )
    assert "Hãy xóa các trang, hàng và cột không dùng" in only(book)


def test_a_zip_bomb_is_refused() -> None:
    book = spoiled(card_book(CARD_A), lambda xml: xml + " " * (65 * 1024 * 1024))
    assert len(book) < 1024 * 1024
    assert "giải nén quá lớn" in only(book)


def test_only_the_cells_to_fill_in_are_open() -> None:
    sheet = parts_of(card_book(CARD_A))[0]
    assert "<sheetProtection" in sheet
    styles = zipfile.ZipFile(BytesIO(card_book(CARD_A))).read("xl/styles.xml").decode()
    formats = styles.split("<cellXfs")[1].split("</cellXfs>")[0].split("<xf ")[1:]
    free = {n for n, xf in enumerate(formats) if 'locked="0"' in xf}
    styled = re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet)
    unlocked = {xl_cell_to_rowcol(name) for name, style in styled if int(style) in free}
    closed = {"I", "I.5", "II", "III", "IV"}
    assert unlocked == {
        (row - 1, column) for code, row in ROWS.items() if code not in closed
        for column in (5, 7, 8, 9)
    }  # fmt: skip


def test_sheets_cannot_be_added_taken_away_or_renamed() -> None:
    book = zipfile.ZipFile(BytesIO(card_book(CARD_A))).read("xl/workbook.xml").decode()
    # The schema wants the lock between the properties and the views.
    order = re.findall(r"<(workbookPr|workbookProtection|bookViews|sheets)\b", book)
    assert order == ["workbookPr", "workbookProtection", "bookViews", "sheets"]
    assert 'lockStructure="1"' in book


def test_words_and_steps_are_chosen_from_lists() -> None:
    sheet = parts_of(card_book(CARD_A))[0]
    lists = dict(re.findall(r'type="list"[^>]*sqref="(\w+)"><formula1>(.*?)</formula1>', sheet))
    assert lists == {
        cell("I.2"): '"Đạt,Không đạt"', cell("I.3"): "'Danh mục'!$A$1:$A$3",
        cell("IV.1"): '"Có,Không"',
    }  # fmt: skip


@needs_calc
@pytest.mark.parametrize(("figure", "points"), [("55", 10.0), ("50", 5.0), ("40", 4.0)])
def test_a_figure_that_is_compared_in_the_bloc_earns_what_it_would_alone(
    figure: str, points: float, tmp_path: Path
) -> None:
    compared = Table(
        "Bảng thử", places=2,
        criteria=(line("A", Kind.RELATIVE, "10", "", Options(plan=D(50), unit="%")),),
    )  # fmt: skip
    card = replace(CARD_A, table=compared, points={}, filled={})
    cells = r'<c r="F4"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
    book = spoiled(
        card_book(card),
        lambda xml: re.sub(cells, lambda m: f'<c r="F4"{m[1]}{number(figure)}', xml),
    )
    back = read_card(book, card).entered["A"]
    assert (back.figure, float(back.points or 0)) == (D(figure), points)
    assert back.explanation.endswith("tạm tính, còn so với các đơn vị khác")
    sheet = recalculated({"card": book}, tmp_path)["card"][CARD]
    assert sheet[FIRST_ROW][6] == points


@needs_calc
def test_the_subtotals_follow_what_is_typed_as_the_engine_does(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    book = filled(F5=number("12.25"), F6=text("Không đạt"), F8=number("2"), F13=number("1.5"))
    points = read(book).points() | {"I.5": D("9.75")}
    totals = scoring.total(TABLE, points)
    sheet = recalculated({"card": book}, tmp_path_factory.mktemp("card"))["card"][CARD]
    column = [row[6] for row in sheet[FIRST_ROW : FIRST_ROW + len(TABLE.criteria)]]
    computed = dict(zip(ROWS, column, strict=True))
    expected = {c.code: points.get(c.code) for c in TABLE.criteria} | dict(totals.sections)
    assert computed == {code: "" if p is None else float(p) for code, p in expected.items()}
    foot = [row[6] for row in sheet[FIRST_ROW + len(TABLE.criteria) :][:5]]
    assert foot == [
        float(totals.base), float(totals.bonus), float(totals.deduction), float(totals.total),
        len(totals.missing),
    ]  # fmt: skip
    assert sheets_of(book)[CARD] != sheet
