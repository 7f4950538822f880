"""A draft really edited and saved by LibreOffice: its Writer keeps the keys through all of it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_draft import IDENTITY, VERSION, came_back, told, word

from thidua.papers.drafts import read

SOFFICE = shutil.which("soffice")
PYTHON = os.environ.get("THIDUA_TEST_WRITER", "")
pytestmark = pytest.mark.skipif(
    not (SOFFICE and PYTHON), reason="no LibreOffice Writer with Python; see tools/writer"
)
EDITS = [
    ("replace", "nhiều khó khăn", "rất nhiều khó khăn"),
    ("replace", "94", "99"),
    ("add", "Một số báo cáo", "Đoạn mới thêm."),
    ("remove", "Điểm hai", ""),
    ("track", "", "on"),
    ("replace", "Ít sáng kiến", "Còn ít sáng kiến"),
]


def in_writer(folder: Path, *edits: tuple[str, str, str]) -> bytes:
    """Open the draft in Writer, edit it there, save it as Word."""
    source, target, pipe = folder / "ban.docx", folder / "sua.docx", f"thidua-{folder.name}"
    source.write_bytes(word())
    options = ("--headless", "--norestore", f"-env:UserInstallation={(folder / 'o').as_uri()}")
    with subprocess.Popen(
        [str(SOFFICE), *options, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL
    ) as office:
        try:
            script = Path(__file__).with_name("office_edit.py")
            command = [PYTHON, str(script), pipe, str(source), str(target), json.dumps(edits)]
            subprocess.run(command, check=True, timeout=120)
            office.wait(30)
        finally:
            office.kill()
    return target.read_bytes()


def test_a_draft_saved_by_writer_comes_back_without_a_change(tmp_path: Path) -> None:
    content = in_writer(tmp_path)
    document = read(content)
    assert (document.identity, document.version) == (IDENTITY, VERSION)
    assert came_back(content).changes == ()


def test_what_was_edited_in_writer_comes_back_one_by_one(tmp_path: Path) -> None:
    back = came_back(in_writer(tmp_path, *EDITS))
    assert told(back) == [
        (
            "changed", "tinh_hinh_1", "Năm *2021* có nhiều khó khăn.",
            "Năm *2021* có rất nhiều khó khăn.",
        ),
        ("fixed", "hang_r4", "2 | B | 94", "2 | B | 99"),
        ("added", "+21", "", "Đoạn mới thêm."),
        ("changed", "han_che_2", "Ít sáng kiến cấp tỉnh.", "Còn ít sáng kiến cấp tỉnh."),
        ("removed", "tinh_hinh_3", "b) Điểm hai.", ""),
    ]  # fmt: skip
    assert [change.authors != () for change in back.changes] == [False, False, False, True, False]
