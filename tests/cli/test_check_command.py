"""`thidua check` as an officer runs it: from the shell, with files of their own."""

import subprocess
import sys
from pathlib import Path

import pytest
from dossier_book import example


def thidua(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from thidua.cli.main import main; main()", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def test_from_template_to_verdicts(tmp_path: Path) -> None:
    made = thidua("check", "--template", "mau.xlsx", "--on", "12/01/2022", cwd=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    done = thidua("check", "mau.xlsx", "--on", "2022-01-12", "--out", "kq", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (tmp_path / "kq").iterdir()} == {"ket-qua.xlsx", "bao-cao.pdf"}
    assert not (tmp_path / "data").exists()


def test_faults_end_with_1_and_the_verdicts_are_written_all_the_same(tmp_path: Path) -> None:
    book = example()
    cell = book.put("Số liệu", "Số tháng công tác tại đơn vị", "cả năm")
    (tmp_path / "ho-so.xlsx").write_bytes(book.to_bytes())
    done = thidua("check", "ho-so.xlsx", "--on", "12/01/2022", cwd=tmp_path)
    assert done.returncode == 1
    assert f"Trang “Số liệu”, ô {cell}" in done.stdout
    assert (tmp_path / "out" / "ket-qua.xlsx").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not a workbook", "không phải là bảng tính"),
        (b"\xd0\xcf\x11\xe0 protected", "Tệp có mật khẩu"),
        (None, "Không mở được tệp."),
    ],
)
def test_a_file_that_cant_be_read_ends_with_2(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / "ho-so.xlsx").write_bytes(content)
    done = thidua("check", "ho-so.xlsx", "--on", "12/01/2022", cwd=tmp_path)
    assert (done.returncode, told in done.stdout) == (2, True)
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_sheet_ends_with_2_and_is_named(tmp_path: Path) -> None:
    book = example()
    del book.sheets["Nhận định"]
    (tmp_path / "ho-so.xlsx").write_bytes(book.to_bytes())
    done = thidua("check", "ho-so.xlsx", "--on", "12/01/2022", cwd=tmp_path)
    assert (done.returncode, "Trang “Nhận định”" in done.stdout) == (2, True)


def test_a_template_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mau.xlsx").write_bytes(b"mine")
    done = thidua("check", "--template", "mau.xlsx", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "mau.xlsx").read_bytes()) == (2, b"mine")


def test_a_day_is_asked_for(tmp_path: Path) -> None:
    done = thidua("check", "ho-so.xlsx", cwd=tmp_path)
    assert (done.returncode, "--on" in done.stderr) == (2, True)
