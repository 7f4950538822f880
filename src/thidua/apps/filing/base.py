"""Files that people send in: what they are is read from their bytes, never from their names."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.text import get_valid_filename

from thidua.apps.filing.enums import DOCX, PDF, PPTX, XLSX
from thidua.apps.journal.base import Refused
from thidua.papers.errors import BROKEN_ZIP

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, MOST_PARTS = 10 * MEGABYTE, 200 * MEGABYTE, 10_000
SIGNATURES = (
    (b"%PDF-", PDF, "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)
OFFICE = (("word/", DOCX, "docx"), ("xl/", XLSX, "xlsx"), ("ppt/", PPTX, "pptx"))
# Frame markers of JPEG, which hold the sides; the three left out say other things.
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
TAKEN = "Nhận tệp PDF, ảnh PNG hoặc JPEG, Word, Excel, PowerPoint (docx, xlsx, pptx)."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept."""

    name: str
    media_type: str
    content: bytes


def read_upload(name: str, content: bytes) -> Upload:
    """Tell what a file is, and refuse what is too large, of another kind, or could do harm.

    Raises:
        Refused: it can't be kept.
    """
    if not content:
        raise Refused(f"Tệp “{name}” không có nội dung.")
    if len(content) > LARGEST:
        raise Refused(
            f"Tệp “{name}” lớn hơn {LARGEST // MEGABYTE} MB.",
            remedy="Hãy nén ảnh hoặc tách thành nhiều tệp.",
        )
    for start, media_type, ending in SIGNATURES:
        if content.startswith(start):
            return Upload(file_name(name, ending), media_type, content)
    if content.startswith(b"PK\x03\x04"):
        return office(name, content)
    why = "Tệp Office đời cũ hoặc có mật khẩu." if content.startswith(OLD_OFFICE) else ""
    raise Refused(f"Không nhận tệp “{name}”.", why, TAKEN)


def office(name: str, content: bytes) -> Upload:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except BROKEN_ZIP:
        raise Refused(f"Tệp “{name}” hỏng, không mở được.", remedy=TAKEN) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(f"Tệp “{name}” giải nén ra quá lớn nên không nhận.")
    names = {part.filename for part in parts}
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise Refused(
            f"Tệp “{name}” có chứa macro nên không nhận.",
            remedy="Hãy lưu lại dạng không có macro (docx, xlsx, pptx).",
        )
    for folder, media_type, ending in OFFICE:
        if "[Content_Types].xml" in names and any(part.startswith(folder) for part in names):
            return Upload(file_name(name, ending), media_type, content)
    raise Refused(f"Không nhận tệp “{name}”.", remedy=TAKEN)


def file_name(name: str, ending: str) -> str:
    """Return a name fit for saving, with the ending of what the file is."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return f"{get_valid_filename(stem.strip(' .') or 'minh-chung')[:100]}.{ending}"


def picture_sides(content: bytes) -> tuple[int, int] | None:
    """Return a PNG's or a JPEG's width and height, or None where its head is broken."""
    if content.startswith(b"\x89PNG"):
        head = content[16:24]
        return (big_endian(head[:4]), big_endian(head[4:])) if len(head) == 8 else None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], big_endian(content[at + 2 : at + 4])
        if kind in JPEG_FRAMES:
            return big_endian(content[at + 7 : at + 9]), big_endian(content[at + 5 : at + 7])
        at += 2 + max(length, 2)
    return None


def big_endian(part: bytes) -> int:
    return int.from_bytes(part, "big")
