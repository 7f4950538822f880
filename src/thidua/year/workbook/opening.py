"""Opening an .xlsx file that nobody vouches for: its size is bounded before it is parsed."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import python_calamine

from thidua.papers.errors import BROKEN_ZIP
from thidua.year.workbook.encodings import as_unicode
from thidua.year.workbook.findings import Finding, WorkbookRefused
from thidua.year.workbook.grids import Grid, key

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ENTRIES = 500
MAX_ROWS = 5_000
MAX_COLUMNS = 256

_CHUNK = 1024 * 1024
_BOOK = "xl/workbook.xml"
# Protected workbooks and those of Excel before 2007 are OLE containers, not archives.
_OLE = b"\xd0\xcf\x11\xe0"
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)")
_REF = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_ERROR = re.compile(rb"""(<(?:\w+:)?c\s[^>]*\bt\s*=\s*["'])e(["'])""")
# A formula that no program has computed; text that came out empty is marked as text.
_UNCOMPUTED = re.compile(
    rb"""<((?:\w+:)?c)\b((?:(?!\bt\s*=)[^<>])*)>\s*<((?:\w+:)?f)\b[^<>]*(?:/>|>[^<]*</\3>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</\1>"""
)
_SAVE_AGAIN = "Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx, không đặt mật khẩu."
_TOO_BIG = "Hãy xóa các trang, hàng và cột không dùng rồi lưu lại."


def open_grids(source: Path | bytes, max_rows: int = MAX_ROWS) -> dict[str, Grid]:
    """Return the sheets by the key of their name; a sheet may have so many rows.

    Raises:
        WorkbookRefused: the file is no workbook, is protected, or is larger than its purpose needs.
    """
    packed = _load(source)
    if packed.startswith(_OLE):
        raise _refused("Tệp có mật khẩu hoặc là định dạng .xls cũ.", _SAVE_AGAIN)
    try:
        return as_unicode(_grids(_repacked(packed, max_rows)))
    except BROKEN_ZIP as broken:
        raise _refused("Tệp không phải là bảng tính .xlsx hoặc đã hỏng.", _SAVE_AGAIN) from broken


def _load(source: Path | bytes) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > MAX_FILE:
            raise _refused(f"Tệp lớn hơn {MAX_FILE // 1024 // 1024} MB.", _TOO_BIG)
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError as missing:
        raise _refused("Không mở được tệp.", "Hãy kiểm tra đường dẫn và quyền đọc.") from missing


def _repacked(packed: bytes, max_rows: int) -> BytesIO:
    """Unpack under a limit and pack again without compression, XML only, every sheet bounded."""
    room = MAX_UNPACKED
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as archive, zipfile.ZipFile(out, "w") as plain:
        names = dict.fromkeys(archive.namelist())
        if len(names) > MAX_ENTRIES:
            raise _refused("Tệp chứa quá nhiều phần.", _SAVE_AGAIN)
        if _BOOK not in names:
            raise _refused("Tệp không phải là bảng tính .xlsx.", _SAVE_AGAIN)
        for name in names:
            if name.endswith((".xml", ".rels")) and name != "content.xml":
                content = _unpacked(archive, name, room)
                room -= len(content)
                plain.writestr(name, _bounded(content, max_rows))
    out.seek(0)
    return out


def _unpacked(archive: zipfile.ZipFile, name: str, room: int) -> bytes:
    parts: list[bytes] = []
    with archive.open(name) as packed:
        while part := packed.read(_CHUNK):
            room -= len(part)
            if room < 0:
                raise _refused("Nội dung tệp khi giải nén quá lớn.", _TOO_BIG)
            parts.append(part)
    return b"".join(parts)


def _bounded(xml: bytes, max_rows: int) -> bytes:
    """Refuse a far cell, for which the parser would lay out every cell before it.

    Error values (#REF!, #N/A) and formulas without a value are turned to text, because the parser
    reads them as blanks.
    """
    row = column = 0
    for tag, attributes in _TAG.findall(xml):
        letters, digits = _reference(attributes)
        if tag == b"row":
            row, column = int(digits or row + 1), 0
        else:
            row, column = int(digits or row), _number(letters) or column + 1
        if row > max_rows or column > MAX_COLUMNS:
            raise _refused(f"Một trang có quá {max_rows} hàng hoặc {MAX_COLUMNS} cột.", _TOO_BIG)
    told = _UNCOMPUTED.sub(rb'<\1\2 t="str"><v>#CALC!</v></\1>', xml)
    return _ERROR.sub(rb"\1str\2", told)


def _reference(attributes: bytes) -> tuple[bytes, bytes]:
    found = _REF.search(attributes)
    letters, digits = found.groups() if found else (b"", b"")
    return letters[:4], digits[:9]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _grids(plain: BytesIO) -> dict[str, Grid]:
    try:
        book = python_calamine.load_workbook(plain)
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        return {key(s.name): _grid(s) for s in sheets}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as broken:  # a panic of the Rust parser is no Exception
        raise ValueError("the parser gave up") from broken


def _grid(sheet: python_calamine.CalamineSheet) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    return Grid(sheet.name, rows, sheet.merged_cell_ranges or ())


def _refused(what: str, remedy: str) -> WorkbookRefused:
    return WorkbookRefused([Finding("", "", what, "", remedy)])
