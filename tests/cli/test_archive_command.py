"""`thidua archive`: a year packed from the command line, checked anywhere."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from example_year import copy_to_file
from thidua.cli.main import app

COMMAND = [sys.executable, "-c", "from thidua.cli.main import main; main()", "archive"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, folder_of_the_run: Path) -> Path:
    file = tmp_path_factory.mktemp("archive") / "year.sqlite3"
    copy_to_file(file, folder_of_the_run)
    return file


def made(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    ours = {"THIDUA_DATABASE": f"sqlite:///{database}", "THIDUA_DATA": str(database.parent)}
    return subprocess.run(
        [*COMMAND, "make", *words], env=kept | ours, capture_output=True, text=True, check=False
    )


def checked(*packs: Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["archive", "check", *map(str, packs)], env={"COLUMNS": "200"})
    return done.exit_code, done.output


def test_a_year_is_packed_then_checked_and_a_changed_copy_is_told(
    database: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "goi.zip"
    words = ("khoi-tong-hop", "2021", "--by", "thanhtra", "--out", str(pack))
    done = made(database, *words)
    assert (done.returncode, "SHA-256 của SHA256SUMS" in done.stdout) == (0, True)
    assert checked(pack) == (0, f"{pack}: nguyên vẹn.\n")
    again = made(database, *words)
    assert (again.returncode, "đã có" in again.stdout) == (1, True)
    changed = shutil.copy(pack, tmp_path / "sua.zip")
    with zipfile.ZipFile(changed, "a") as file:
        file.writestr("la.txt", "x")
    assert checked(pack, Path(changed)) == (
        1, f"{pack}: nguyên vẹn.\n{changed}: không còn nguyên vẹn:\n  • Thừa tệp: la.txt\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("khoi-la", "2021", "--by", "thanhtra"), "Không có năm 2021 của khối “khoi-la”. Đang có:"),
        (("khoi-tong-hop", "2021", "--by", "ai-do"), "Không có tài khoản “ai-do”."),
        (("khoi-tong-hop", "2021", "--by", "canbo-stc"), "Việc này dành cho:"),
    ],
)
def test_what_can_not_be_packed_is_told_and_leaves_no_file(
    database: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    pack = tmp_path / "goi.zip"
    done = made(database, *words, "--out", str(pack))
    assert (done.returncode, told in done.stdout, pack.exists()) == (1, True, False)
    assert "Traceback" not in done.stderr
