"""Bounds on files that nobody vouches for, checked before anything parses them."""

import re
import zipfile
import zlib
from io import BytesIO

from thidua.papers.conformance.reading import UnreadableFile
from thidua.papers.errors import BROKEN_ZIP

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, MOST_PARTS = 10 * MEGABYTE, 64 * MEGABYTE, 2_000
_CHUNK, _PIECE = MEGABYTE, 64 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_NESTED = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl|LZWDecode)\b")
_OLE = b"\xd0\xcf\x11\xe0"
SAVE_AGAIN = (
    "Hãy mở tệp bằng phần mềm soạn thảo rồi lưu lại dạng .docx hoặc .pdf, không đặt mật khẩu."
)
_SMALLER = "Hãy bỏ ảnh thừa hoặc tách phụ lục thành tệp riêng rồi thử lại."


def is_pdf(content: bytes) -> bool:
    """Tell a PDF from a Word file, by its bytes, within their bounds.

    Raises:
        UnreadableFile: it is neither, or too large.
    """
    if not content:
        raise UnreadableFile("Tệp không có nội dung.", "Hãy chọn lại tệp.")
    if len(content) > LARGEST:
        raise UnreadableFile(f"Tệp lớn hơn {LARGEST // MEGABYTE} MB.", _SMALLER)
    if content.startswith(_OLE):
        raise UnreadableFile("Tệp có mật khẩu hoặc là định dạng .doc đời cũ.", SAVE_AGAIN)
    if b"%PDF-" in content[:1024]:
        return True
    if content.startswith(b"PK"):
        return False
    raise UnreadableFile("Tệp không phải là .docx hay .pdf.", SAVE_AGAIN)


def bounded_pdf(content: bytes) -> None:
    """Refuse a PDF whose streams unpack to more than any paper needs.

    Raises:
        UnreadableFile: they do.
    """
    room = LARGEST_UNPACKED
    nested = _NESTED.search(content) is not None
    for start in _STREAM.finditer(content):
        room -= _inflated(content, start.end(), room)
        if room < 0 or nested:
            raise UnreadableFile("Nội dung tệp PDF khi giải nén quá lớn.", _SMALLER)


def _inflated(content: bytes, start: int, room: int) -> int:
    """Return how much the stream there unpacks to, counting no further than just above the room."""
    inflate, size = zlib.decompressobj(), 0
    try:
        for place in range(start, len(content), _PIECE):
            packed = content[place : place + _PIECE]
            while packed and size <= room:
                size += len(inflate.decompress(packed, _CHUNK))
                packed = inflate.unconsumed_tail
            if inflate.eof or size > room:
                break
    except zlib.error:
        return size
    return size


def word_parts(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of a Word file by name.

    Raises:
        UnreadableFile: it is broken, no Word file, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _unpacked(archive)
    except BROKEN_ZIP as broken:
        raise UnreadableFile(
            "Tệp Word hỏng hoặc có mật khẩu, không mở được.", SAVE_AGAIN
        ) from broken


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    names = archive.namelist()
    if "word/document.xml" not in names:
        raise UnreadableFile("Tệp không phải là văn bản Word (.docx).", SAVE_AGAIN)
    if len(names) > MOST_PARTS:
        raise UnreadableFile("Tệp Word chứa quá nhiều phần.", SAVE_AGAIN)
    room, parts = LARGEST_UNPACKED, {}
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as packed:
                parts[name] = packed.read(room + 1)
            room -= len(parts[name])
            if room < 0:
                raise UnreadableFile("Nội dung tệp Word khi giải nén quá lớn.", _SMALLER)
    return parts
