"""An archive tells of every byte that was changed, of what is missing or added, of a broken chain."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from thidua.papers.archive import (
    JOURNAL,
    SUMS,
    About,
    JournalSpan,
    Ledger,
    PaperFacts,
    PaperRow,
    faults_of,
    finish,
    metadata_xml,
    packing,
    pages_of,
)
from thidua.papers.archive.checking import GENESIS, breaks, seal_of

Change = Callable[[dict[str, bytes]], None]
ABOUT = About(
    bloc="Khối <thử> (minh họa)", authority="UBND tỉnh", year=2021, notice="Số liệu minh họa."
)
REPORT = "van-ban/001-bao-cao/bao-cao.pdf"


def chain(*facts: dict[str, object], first: int = 1) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = []
    seal = GENESIS
    for number, told in enumerate(facts, first):
        entry: dict[str, object] = {
            "previous": seal, "authority": "a", "number": number, "at": "2021-12-17T01:00:00+00:00",
            "actor": "p", "deed": "filing.paper.file", "subject_kind": "filing.paper", "subject": "s",
            "facts": told,
        }  # fmt: skip
        entry["digest"] = seal = seal_of(entry)
        entries.append(entry)
    return entries


def lines_of(entries: list[dict[str, object]]) -> list[bytes]:
    return [json.dumps(entry, ensure_ascii=False).encode() + b"\n" for entry in entries]


def packed() -> bytes:
    target, entries = io.BytesIO(), chain({"title": "Báo cáo"}, {"title": "Tờ trình"}, {})
    with packing(target) as pack:
        file = pack.add(REPORT, b"%PDF-1.7 gi\xe1\xba\xa3", "PDF")
        row = PaperRow(dated=date(2021, 12, 17), number="01/BC-KTĐ", kind="Báo cáo", summary="Báo cáo <b>",
                       remark="minh họa", files=(file,))  # fmt: skip
        pack.add_lines(JOURNAL, iter(lines_of(entries)))
        ledger = Ledger("so.json", "Sổ", ("Số", "Đơn vị"), (("1", "Sở A & B"),))
        finish(pack, ABOUT, [row], [ledger], JournalSpan(3, 0, str(entries[-1]["digest"])))
    return target.getvalue()


PACKED = packed()
NAMES = zipfile.ZipFile(io.BytesIO(PACKED)).namelist()


def contents() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(PACKED)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def zipped(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return path


def faults_after(change: Change, folder: Path) -> list[str]:
    files = contents()
    change(files)
    return faults_of(zipped(files, folder / "goi.zip"))


def test_the_same_year_gives_the_same_bytes_and_carries_no_time() -> None:
    assert packed() == PACKED
    with zipfile.ZipFile(io.BytesIO(PACKED)) as pack:
        assert {entry.date_time for entry in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_whole_archive_has_no_faults_as_it_came_packed_anew_and_unpacked(tmp_path: Path) -> None:
    (tmp_path / "goi.zip").write_bytes(PACKED)
    assert faults_of(tmp_path / "goi.zip") == []
    assert faults_after(lambda _: None, tmp_path) == []
    zipfile.ZipFile(io.BytesIO(PACKED)).extractall(tmp_path / "mo")
    assert faults_of(tmp_path / "mo") == []


@given(st.data())
def test_a_byte_changed_in_any_file_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(NAMES))
    place = data.draw(st.integers(0, len(contents()[name]) - 1))
    bit = data.draw(st.integers(0, 7))

    def flip(files: dict[str, bytes]) -> None:
        changed = bytearray(files[name])
        changed[place] ^= 1 << bit
        files[name] = bytes(changed)

    found = faults_after(flip, tmp_path_factory.getbasetemp())
    assert found
    if name != SUMS:
        assert f"Tệp đã bị sửa: {name}" in found


@pytest.mark.parametrize("name", NAMES)
def test_a_byte_changed_inside_the_zip_itself_is_told_by_name(name: str, tmp_path: Path) -> None:
    place = PACKED.index(contents()[name])
    broken = bytearray(PACKED)
    broken[place] ^= 1
    (tmp_path / "goi.zip").write_bytes(broken)
    assert f"Tệp đã bị sửa: {name}" in faults_of(tmp_path / "goi.zip")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_taken_away_is_told(name: str, tmp_path: Path) -> None:
    assert faults_after(lambda files: files.pop(name) and None, tmp_path) == [f"Thiếu tệp: {name}"]


def test_a_file_added_or_doubled_is_told(tmp_path: Path) -> None:
    added = faults_after(lambda files: files.update({"van-ban/la.pdf": b"x"}), tmp_path)
    assert added == ["Thừa tệp: van-ban/la.pdf"]
    path = zipped(contents(), tmp_path / "hai.zip")
    with zipfile.ZipFile(path, "a") as pack, pytest.warns(UserWarning, match="Duplicate"):
        pack.writestr(REPORT, b"%PDF khac")
    assert f"Tệp trùng tên: {REPORT}" in faults_of(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", PACKED[: len(PACKED) // 2]])
def test_what_is_no_archive_is_told_and_no_traceback(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "goi.zip").write_bytes(content)
    (told,) = faults_of(tmp_path / "goi.zip")
    assert told.startswith("Không mở được gói goi.zip")
    assert faults_of(tmp_path / "khong-co.zip")[0].startswith("Không mở được gói khong-co.zip")


def test_who_forges_the_journal_and_its_checksum_is_told_by_the_chain(tmp_path: Path) -> None:
    def forge(files: dict[str, bytes]) -> None:
        before = hashlib.sha256(files[JOURNAL]).hexdigest()
        files[JOURNAL] = files[JOURNAL].replace("Tờ trình".encode(), "Tờ khác".encode())
        after = hashlib.sha256(files[JOURNAL]).hexdigest()
        files[SUMS] = files[SUMS].replace(before.encode(), after.encode())

    assert faults_after(forge, tmp_path) == [
        f"Nhật ký đứt chuỗi: {JOURNAL}, dòng 2 (số 2): niêm phong không khớp nội dung"
    ]


def test_a_line_left_out_or_put_elsewhere_breaks_the_chain() -> None:
    lines = lines_of(chain({"a": 1}, {"b": 2}, {"c": 3}))
    assert list(breaks(lines)) == []
    assert list(breaks(lines[1:])) == []
    assert list(breaks([lines[0], lines[2]])) == ["dòng 2 (số 3): không nối tiếp dòng trước"]
    assert list(breaks([lines[0], b"{}\n"])) == ["dòng 2: không đọc được"]


def test_a_gap_carries_the_seal_over_what_is_of_other_years() -> None:
    entries = chain({"a": 1}, {"b": 2}, {"c": 3}, {"d": 4})
    gap = {"skipped": 2, "digest": entries[2]["digest"]}
    assert list(breaks(lines_of([entries[0], gap, entries[3]]))) == []
    wrong = {**gap, "digest": entries[1]["digest"]}
    assert list(breaks(lines_of([entries[0], wrong, entries[3]]))) == [
        "dòng 3 (số 4): không nối tiếp dòng trước"
    ]


@pytest.mark.parametrize("by", ["zip", "folder"])
def test_the_checker_in_the_archive_runs_alone_on_nothing_but_python(
    by: str, tmp_path: Path
) -> None:
    zipfile.ZipFile(io.BytesIO(PACKED)).extractall(tmp_path / "mo")
    pack = zipped({**contents(), REPORT: b"%PDF khac"}, tmp_path / "goi.zip")
    (tmp_path / "mo" / REPORT).write_bytes(b"%PDF khac")
    command = [sys.executable, "-I", str(tmp_path / "mo" / "kiem_tra.py")]
    named = [str(pack)] if by == "zip" else []
    done = subprocess.run([*command, *named], capture_output=True, text=True, check=False)
    assert (done.returncode, f"  - Tệp đã bị sửa: {REPORT}\n" in done.stdout) == (1, True)


def test_the_checksums_are_what_sha256sum_reads() -> None:
    files = contents()
    told = dict(reversed(line.split("  ", 1)) for line in files.pop(SUMS).decode().splitlines())
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_page_asks_for_nothing_from_elsewhere_and_shows_text_as_text() -> None:
    page = contents()["index.html"].decode()
    assert "://" not in page
    assert "<b>" not in page
    assert "Khối &lt;thử&gt; (minh họa)" in page
    assert ("Sở A &amp; B" in page, REPORT in page, "17/12/2021" in page) == (True, True, True)


def test_two_contents_under_one_name_are_a_fault_of_ours_and_the_same_twice_is_one() -> None:
    with packing(io.BytesIO()) as pack:
        assert pack.add("a", b"1") == pack.add("a", b"1")
        with pytest.raises(ValueError, match="two files under one name"):
            pack.add("a", b"2")


FACTS = PaperFacts(
    year=2021, ordinal=3, kind="Báo cáo", number="01", symbol="BC-KTĐ", dated=date(2021, 12, 17),
    issuer="Khối thi đua", summary="Báo cáo tổng kết", pages=6,
    signers=(("Giám đốc", "Trần A (minh họa)"), ("", "Lê B (minh họa)")), recipients=("Sở Nội vụ",),
)  # fmt: skip
ORDER = [
    "FileCode", "DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName",
    "Subject", "Language", "PageAmount", "Description", "SignerInfo", "SignerInfo", "To", "Priority",
    "IssuedAmount", "DueDate",
]  # fmt: skip


def read(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 -- our own


def test_metadata_has_the_names_of_annex_vi_in_their_order() -> None:
    root = read(metadata_xml(FACTS))
    assert [one.tag for one in root] == ORDER
    assert [one.tag for one in root[0]] == ["OrganId", "FileCatalog", "FileNotation"]
    assert (root.findtext("IssuedDate"), root.findtext("PageAmount")) == ("17/12/2021", "6")
    assert [s.findtext("FullName") for s in root.iter("SignerInfo")] == [
        n for _, n in FACTS.signers
    ]


def test_what_nobody_recorded_is_an_empty_element() -> None:
    root = read(metadata_xml(FACTS))
    assert [root.findtext(name) for name in ("Priority", "IssuedAmount", "DueDate")] == ["", "", ""]


def test_what_is_longer_than_the_annex_has_room_for_is_cut_and_shows_it() -> None:
    long = read(metadata_xml(replace(FACTS, issuer="x" * 201))).findtext("OrganName")
    assert long == "x" * 199 + "…"


def test_a_pdf_nobody_can_read_has_no_number_of_pages() -> None:
    assert [pages_of(content) for content in (b"", b"%PDF-1.7", b"x" * 99)] == [None] * 3
