"""Kiểm tra gói lưu trữ: python3 kiem_tra.py GOI.zip, hoặc thư mục đã giải nén. Chỉ cần Python 3.9."""

import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

SUMS, JOURNAL = "SHA256SUMS", "nhat-ky.jsonl"
LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
SEALED = (
    "previous",
    "authority",
    "number",
    "at",
    "actor",
    "deed",
    "subject_kind",
    "subject",
    "facts",
)
# Its own list: this file goes into the archive and runs without the rest.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)  # fmt: skip
GENESIS = "0" * 64
Opener = Callable[[str], IO[bytes]]


def faults_of(path: Path) -> list[str]:
    """Return what isn't as it was packed, by name; nothing if the archive is whole."""
    if path.is_dir():
        names = [p.relative_to(path).as_posix() for p in sorted(path.rglob("*")) if p.is_file()]
        return list(_faults(names, lambda name: (path / name).open("rb")))
    try:
        with zipfile.ZipFile(path) as pack:
            return list(_faults(pack.namelist(), pack.open))
    except BROKEN:
        return [f"Không mở được gói {path.name}: tệp không có, không phải ZIP hoặc đã hỏng."]


def digest_of(name: str, opened: Opener) -> str:
    """Return the SHA-256 of a file; empty if it can't be read."""
    digest = hashlib.sha256()
    try:
        with opened(name) as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except BROKEN:
        return ""
    return digest.hexdigest()


def _faults(names: list[str], opened: Opener) -> Iterator[str]:
    yield from (f"Tệp trùng tên: {name}" for name, times in Counter(names).items() if times > 1)
    if SUMS not in names:
        yield f"Thiếu tệp: {SUMS}"
        return
    try:
        with opened(SUMS) as file:
            *lines, rest = file.read().decode().split("\n")
    except BROKEN:
        yield f"Tệp đã bị sửa: {SUMS}"
        return
    read = [LINE.fullmatch(line) for line in lines]
    yield from (f"Tệp đã bị sửa: {SUMS}, dòng {n}" for n, m in enumerate(read, 1) if m is None)
    if rest:
        yield f"Tệp đã bị sửa: {SUMS}, dòng cuối"
    sums = {m[2]: m[1] for m in read if m}
    yield from (f"Thiếu tệp: {name}" for name in sums if name not in names)
    yield from (f"Thừa tệp: {name}" for name in dict.fromkeys(names) if name not in {*sums, SUMS})
    for name in (name for name in sums if name in names):
        if digest_of(name, opened) != sums[name]:
            yield f"Tệp đã bị sửa: {name}"
    yield from _journal_faults(names, opened)


def _journal_faults(names: list[str], opened: Opener) -> Iterator[str]:
    if JOURNAL not in names:
        return
    try:
        with opened(JOURNAL) as file:
            yield from (f"Nhật ký đứt chuỗi: {JOURNAL}, {told}" for told in breaks(file))
    except BROKEN:
        yield f"Không đọc được: {JOURNAL}"


def breaks(lines: Iterable[bytes]) -> Iterator[str]:
    """Recompute the seals; entries of other years are a gap that only carries the seal on."""
    number, seal = 0, ""
    for place, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            gap = entry.get("skipped")
            fits = bool(gap) or entry["digest"] == seal_of(entry)
            follows = (
                not number
                or bool(gap)
                or (entry["number"], entry["previous"]) == (number + 1, seal)
            )
            begins = number or gap or entry["number"] > 1 or entry["previous"] == GENESIS
            number, seal = (number + gap if gap else entry["number"]), entry["digest"]
        except (ValueError, KeyError, TypeError, AttributeError):
            yield f"dòng {place}: không đọc được"
            return
        if not fits:
            yield f"dòng {place} (số {number}): niêm phong không khớp nội dung"
        if not (follows and begins):
            yield f"dòng {place} (số {number}): không nối tiếp dòng trước"


def seal_of(entry: "dict[str, Any]") -> str:
    """Seal an entry together with the seal of the one before it."""
    told = [entry[name] for name in SEALED]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def main(arguments: "list[str]") -> int:
    """Check each archive named, or the unpacked one this file lies in; returns the exit code."""
    broken = 0
    for path in map(Path, arguments or [str(Path(__file__).resolve().parent)]):
        found = faults_of(path)
        broken += bool(found)
        told = [f"  - {fault}" for fault in found] or ["  Nguyên vẹn."]
        sys.stdout.write("\n".join([f"{path}:", *told]) + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
