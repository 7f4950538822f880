"""Whatever the bytes, the reader answers with a year or with a refusal that says what to do."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from workbook_tools import EXAMPLE, example, example_plan, refusal

from thidua.year.plan import YearPlan
from thidua.year.workbook import Finding, WorkbookRefused, opening, read
from thidua.year.workbook.grids import cell_name
from thidua.year.workbook.reading import plan_of
from tried import tried

PACKED = EXAMPLE.read_bytes()
SHEET = "xl/worksheets/sheet3.xml"


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Pack the example again with its parts changed; a part that becomes None is left out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(PACKED)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def in_sheet(change: Callable[[bytes], bytes]) -> bytes:
    return repacked(lambda name, xml: change(xml) if name == SHEET else xml)


def told(source: bytes) -> str:
    (finding,) = refusal(source).findings
    assert (finding.sheet, finding.cell) == ("", "")
    assert finding.remedy
    return finding.what


@pytest.mark.parametrize(
    "source",
    [b"", b"x", b"PK\x03\x04 and nothing more", b"\x89PNG\r\n", PACKED[:5000], PACKED[5000:]],
    ids=["empty", "one letter", "no archive", "a picture", "cut off", "without its beginning"],
)
def test_what_is_no_workbook_is_refused(source: bytes) -> None:
    assert told(source) == "Tệp không phải là bảng tính .xlsx hoặc đã hỏng."


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert told(out.getvalue()) == "Tệp không phải là bảng tính .xlsx."


def test_a_protected_workbook_is_refused() -> None:
    assert "mật khẩu" in told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read(tmp_path / "none.xlsx")
    assert "Không mở được tệp." in str(refused.value)


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", len(PACKED))
    assert read(PACKED) == example_plan()
    monkeypatch.setattr(opening, "MAX_FILE", len(PACKED) - 1)
    assert "Tệp lớn hơn" in told(PACKED)


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    bomb = repacked(lambda name, xml: b" " * (opening.MAX_UNPACKED + 1) if name == SHEET else xml)
    assert len(bomb) < opening.MAX_FILE
    assert told(bomb) == "Nội dung tệp khi giải nén quá lớn."


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    """The header says a few bytes, the stream goes on."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"a" * 100_000)
    lying = out.getvalue().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "hỏng" in told(lying)


def test_too_many_parts_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(opening.MAX_ENTRIES + 1):
            archive.writestr(f"xl/{number}.xml", b"")
    assert told(out.getvalue()) == "Tệp chứa quá nhiều phần."


@pytest.mark.parametrize("cell", ["XFD1048576", "A5001", "IW1", "ZZZZ9999999999"])
def test_a_cell_far_out_is_refused_before_every_cell_before_it_is_laid_out(cell: str) -> None:
    far = f'<row><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
    spoiled = in_sheet(lambda xml: xml.replace(b"</sheetData>", far))
    assert "hàng hoặc" in told(spoiled)


def test_rows_without_names_are_counted() -> None:
    rows = b"<row><c><v>1</v></c></row>" * (opening.MAX_ROWS + 1)
    spoiled = in_sheet(
        lambda xml: re.sub(
            rb"<sheetData>.*</sheetData>",
            b"<sheetData>" + rows + b"</sheetData>",
            xml,
            flags=re.DOTALL,
        )
    )
    assert "hàng hoặc" in told(spoiled)


def test_the_last_row_and_column_allowed_are_read() -> None:
    book = example()
    rows = book.sheets["Đăng ký"]
    rows.extend([[] for _ in range(opening.MAX_ROWS - len(rows))])
    rows[-1] = [""] * (opening.MAX_COLUMNS - 1) + ["ghi chú"]
    assert cell_name(len(rows) - 1, len(rows[-1]) - 1) == "IV5000"
    assert read(book.to_bytes()) == example_plan()


def test_an_error_value_is_not_read_as_a_blank() -> None:
    spoiled = repacked(
        lambda _, xml: re.sub(
            rb'<c r="D4"( s="\d+")?><v>\d+</v></c>', rb'<c r="D4" t="e"><v>#DIV/0!</v></c>', xml
        )
    )
    assert spoiled != PACKED
    findings = refusal(spoiled).findings
    assert any("#DIV/0!" in f.what for f in findings)


def test_a_sheet_of_broken_xml_is_refused() -> None:
    assert "hỏng" in told(in_sheet(lambda xml: xml[: len(xml) // 2]))


def test_a_workbook_that_names_a_missing_part_is_refused() -> None:
    assert "hỏng" in told(repacked(lambda name, xml: None if name == SHEET else xml))


def findings_of(take: Callable[[], YearPlan]) -> tuple[Finding, ...] | None:
    """Return why a workbook was refused, None if it was taken; any other error is let through."""
    try:
        take()
    except WorkbookRefused as refused:
        return refused.findings
    return None


def check_answer(source: bytes) -> None:
    findings = findings_of(lambda: read(source))
    assert findings is None or (findings and all(f.what and f.remedy for f in findings))


@tried(40)
@given(
    st.binary(max_size=2000),
    st.sampled_from([b"", b"PK\x03\x04", PACKED[:1000], b"\xd0\xcf\x11\xe0"]),
)
def test_no_bytes_break_the_reader(tail: bytes, head: bytes) -> None:
    check_answer(head + tail)


@tried(30)
@given(
    st.lists(
        st.tuples(st.integers(0, len(PACKED) - 1), st.integers(0, 255)), min_size=1, max_size=20
    )
)
def test_no_flipped_bytes_break_the_reader(flips: list[tuple[int, int]]) -> None:
    spoiled = bytearray(PACKED)
    for place, value in flips:
        spoiled[place] = value
    check_answer(bytes(spoiled))


PARTS = zipfile.ZipFile(BytesIO(PACKED)).namelist()


@tried(40)
@given(st.sampled_from(PARTS), st.data())
def test_no_change_of_a_part_breaks_the_reader(part: str, data: st.DataObject) -> None:
    def change(name: str, xml: bytes) -> bytes:
        if name != part:
            return xml
        start = data.draw(st.integers(0, len(xml)))
        piece = data.draw(
            st.sampled_from(
                [
                    b"",
                    b"<",
                    b'"',
                    b"&",
                    b'r="Z9"',
                    b"<c/>",
                    b"<row/>",
                    b"999999999",
                    b'<c t="s"><v>9999</v></c>',
                ]
            )
        )
        return xml[:start] + piece + xml[start + data.draw(st.integers(0, 30)) :]

    check_answer(repacked(change))


CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "",
            "#REF!",
            "31/02/2021",
            "Khối trưởng",
            "snv",
            "I.3",
            "-",
            "0",
            "1e9",
            "=1+1",
            "\ud7ff",
            "a" * 5000,
        ]
    ),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@tried(30)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(example().sheets)), st.integers(0, 40), st.integers(0, 12), CELLS
        ),
        max_size=8,
    )
)
def test_no_value_of_a_cell_breaks_the_reader(
    changes: list[tuple[str, int, int, str | float | date | datetime | time | timedelta]],
) -> None:
    book = example()
    for sheet, row, column, value in changes:
        rows = book.sheets[sheet]
        cells = rows[row % len(rows)]
        cells[column % len(cells)] = value
    findings = findings_of(lambda: plan_of(book.grids()))
    assert findings is None or (findings and {f.sheet for f in findings} <= set(book.sheets))
