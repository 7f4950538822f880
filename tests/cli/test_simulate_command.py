"""`thidua simulate` as an analyst runs it: make a sample, compare, read the files."""

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from thidua.cli.main import app


def thidua(*words: str | Path) -> tuple[int, str]:
    """Return the exit code and what was told, however wide the terminal was."""
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, " ".join(done.output.split())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulate") / "sample"
    code, told = thidua("simulate", "--sample", folder, "--count", "500", "--year", "2024")
    assert code == 0, told
    assert "500 đối tượng GIẢ LẬP của năm 2024" in told
    return folder


def compare(data: Path, *more: str | Path, to: str = "vn-2022-d98") -> tuple[int, str]:
    laws = ("--from", "vn-2003", "--to", to)
    return thidua("simulate", *laws, "--data", data, "--award", "cstd-co-so", *more)


def test_what_changes_is_shown_with_the_mark_of_a_sample(data: Path) -> None:
    code, told = compare(data)
    assert code == 0
    assert "Dữ liệu giả lập" in told
    assert "Năm 2024: vn-2003 → vn-2022-d98" in told


def test_a_workbook_has_a_sheet_for_each_table(data: Path, tmp_path: Path) -> None:
    code, _ = compare(data, "--out", tmp_path / "change.xlsx")
    assert code == 0
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(tmp_path / "change.xlsx")
    assert book.sheet_names == ["chuyen-doi", "nhom", "tieu-chuan"]


def test_csv_files_stand_beside_one_another(data: Path, tmp_path: Path) -> None:
    code, _ = compare(data, "--out", tmp_path / "change.csv")
    assert code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["change-nhom.csv", "change-tieu-chuan.csv", "change.csv"]
    transitions = pl.read_csv(tmp_path / "change.csv")
    people = pl.read_parquet(data / "subjects.parquet").filter(pl.col("kind") == "person").height
    assert transitions["số đối tượng"].sum() == people


def test_what_can_t_be_done_is_refused_in_words(data: Path, tmp_path: Path) -> None:
    assert compare(data, to="vn-1999")[0] == 1
    assert "Không có bộ quy định “vn-1999”" in compare(data, to="vn-1999")[1]
    assert "Không có thư mục dữ liệu" in compare(tmp_path / "nowhere")[1]
    assert "chỉ ghi được tệp .csv hoặc .xlsx" in compare(data, "--out", tmp_path / "a.pdf")[1]
    assert "thư mục đã có tệp" in thidua("simulate", "--sample", data)[1]
    assert thidua("simulate", "--from", "vn-2003")[0] == 2
