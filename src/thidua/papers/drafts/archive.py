"""Opening a .docx that nobody vouches for: bounded before it is parsed, no entities, no macros."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx.oxml import parse_xml

from thidua.papers.drafts.errors import Unreadable
from thidua.papers.errors import BROKEN_ZIP

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ENTRIES = 500
DOCUMENT, COMMENTS, STYLES = "word/document.xml", "word/comments.xml", "word/styles.xml"

_OLE = b"\xd0\xcf\x11\xe0"
_CHUNK = 1024 * 1024
_SAVE_AGAIN = "Hãy mở tệp bằng Word hoặc LibreOffice rồi lưu lại dạng .docx, không đặt mật khẩu."
_BROKEN = (*BROKEN_ZIP, SyntaxError)


def opened(content: bytes) -> dict[str, Any]:
    """Return the roots of the parts that hold text: the document, its comments, its styles.

    Raises:
        Unreadable: the file is none of Word's, is protected, broken, too large or carries macros.
    """
    if not content:
        raise Unreadable("Tệp không có nội dung.", "Hãy chọn lại tệp dự thảo đã sửa.")
    if len(content) > MAX_FILE:
        raise Unreadable(
            f"Tệp lớn hơn {MAX_FILE // 1024 // 1024} MB.", "Hãy bỏ ảnh chèn thêm rồi lưu lại."
        )
    if content.startswith(_OLE):
        raise Unreadable("Tệp có mật khẩu hoặc là định dạng .doc cũ.", _SAVE_AGAIN)
    try:
        return {name: _root(xml) for name, xml in _parts(content).items()}
    except _BROKEN as broken:
        raise Unreadable("Tệp không phải là văn bản .docx hoặc đã hỏng.", _SAVE_AGAIN) from broken


def replaced(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of our own with some parts exchanged, still without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            told = parts[name] if name in parts else source.read(name)
            # An entry made anew carries the earliest time there is, like those of `to_docx`.
            target.writestr(zipfile.ZipInfo(name), told, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    room = MAX_UNPACKED
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        _refuse_foreign(names)
        for name in (DOCUMENT, COMMENTS, STYLES):
            if name in names:
                parts[name] = _unpacked(archive, name, room)
                room -= len(parts[name])
    return parts


def _refuse_foreign(names: list[str]) -> None:
    if len(names) > MAX_ENTRIES:
        raise Unreadable("Tệp chứa quá nhiều phần.", _SAVE_AGAIN)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(
            "Tệp có chứa macro nên không nhận.", "Hãy lưu lại dạng .docx, không có macro."
        )
    if DOCUMENT not in names:
        raise Unreadable("Tệp không phải là văn bản .docx.", _SAVE_AGAIN)


def _unpacked(archive: zipfile.ZipFile, name: str, room: int) -> bytes:
    parts: list[bytes] = []
    with archive.open(name) as packed:
        while part := packed.read(_CHUNK):
            room -= len(part)
            if room < 0:
                raise Unreadable(
                    "Nội dung tệp khi giải nén quá lớn.", "Hãy lưu lại tệp dự thảo từ Word."
                )
            parts.append(part)
    return b"".join(parts)


def _root(xml: bytes) -> Any:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("a document type in an office file")
    return parse_xml(xml)
