"""`thidua play` as a newcomer runs it: twice, from the shell, in folders of their own."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from rich.console import Console

from pictures import pages_as_pictures
from thidua.cli.playing import short_ground, show
from thidua.cli.serving import kept_secret

EXAMPLE = Path(__file__).parents[2] / "examples" / "nam-dinh-2021"
GENERAL = "quy định của Luật Thi đua, khen thưởng năm 2003"
LAW_25 = "khoản 1, khoản 2 (chưa kiểm chứng) Điều 25 Luật Thi đua, khen thưởng năm 2003"


def thidua(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from thidua.cli.main import main; main()", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def outs(tmp_path_factory: pytest.TempPathFactory, played_out: Path) -> list[Path]:
    second = tmp_path_factory.mktemp("run-2") / "out"
    done = thidua("play", EXAMPLE, "--out", second)
    assert done.returncode == 0, done.stdout + done.stderr
    return [played_out, second]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_runs_give_the_same_bytes_but_for_the_time(outs: list[Path]) -> None:
    first, second = (files(folder) for folder in outs)
    summaries = [json.loads(run.pop("summary.json")) for run in (first, second)]
    for summary in summaries:
        assert summary.pop("seconds") > 0
    assert summaries[0] == summaries[1]
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_two_runs_look_the_same_on_every_page_and_no_page_is_blank(outs: list[Path]) -> None:
    for paper in sorted((outs[0] / "papers").glob("*.pdf")):
        first, second = (pages_as_pictures(out / "papers" / paper.name) for out in outs)
        assert first == second, paper.name
        assert all(page.count(page[-1:]) < len(page) - 500 for page in first), paper.name


def test_the_summary_lists_every_paper_written(outs: list[Path]) -> None:
    summary = json.loads((outs[0] / "summary.json").read_text(encoding="utf-8"))
    written = {name for name in files(outs[0]) if name.startswith("papers/")}
    assert set(summary["papers"]) == written
    assert {Path(name).suffix for name in written} == {".pdf", ".docx", ".xlsx"}


@pytest.mark.parametrize(
    ("ground", "told"),
    [
        (
            f"{GENERAL}; {LAW_25}; Điều 11 Nghị định số 91/2017/NĐ-CP",
            ["Đ.25 Luật TĐKT*", "Đ.11 NĐ 91/2017"],
        ),
        (GENERAL, ["quy định của Luật TĐKT"]),
    ],
)
def test_a_ground_is_told_short_with_a_star_for_what_is_unverified(
    ground: str, told: list[str]
) -> None:
    assert short_ground(ground) == told


def test_the_table_of_a_play_is_read_in_80_columns(outs: list[Path]) -> None:
    summary = json.loads((outs[0] / "summary.json").read_text(encoding="utf-8"))
    console = Console(record=True, width=80)
    show(summary, console)
    told = console.export_text()
    assert max(map(len, told.splitlines())) <= 80
    assert "Đ.25 Luật TĐKT*" in told
    assert "* chưa kiểm chứng. Căn cứ đầy đủ: summary.md" in told
    assert len(told.splitlines()) < 60


def test_every_paper_is_a_whole_file_of_its_kind(outs: list[Path]) -> None:
    for path in (outs[0] / "papers").iterdir():
        if path.suffix == ".pdf":
            assert path.read_bytes().startswith(b"%PDF-1.7")
        else:
            with zipfile.ZipFile(path) as packed:
                assert packed.testzip() is None


def test_a_broken_workbook_stops_the_play_with_its_cells_named(tmp_path: Path) -> None:
    broken = tmp_path / "year.xlsx"
    broken.write_bytes((EXAMPLE / "year.xlsx").read_bytes()[:2000])
    done = thidua("play", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "chưa nạp gì" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "out").exists()


def test_a_good_workbook_passes_the_check(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE / "year.xlsx", tmp_path)
    done = thidua("play", tmp_path, "--check")
    assert (done.returncode, "không có lỗi" in done.stdout) == (0, True)


def test_a_folder_of_papers_that_is_somebody_else_s_is_left_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "papers" / "luan-an.docx"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    done = thidua("play", EXAMPLE, "--out", tmp_path)
    assert (done.returncode, own.read_bytes()) == (1, b"mine")
    assert "không do lệnh này ghi ra" in done.stdout


def test_the_kept_secret_is_for_its_owner_only_from_the_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    secret = kept_secret(path)
    assert (path.stat().st_mode & 0o777, kept_secret(path)) == (0o600, secret)
