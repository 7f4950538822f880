"""`thidua papers check`: what is wrong with files, and how grave it is."""

from pathlib import Path

import docx
from typer.testing import CliRunner

from thidua.cli.main import app


def said(*files: Path) -> tuple[int, str]:
    words = ["papers", "check", *map(str, files)]
    done = CliRunner().invoke(app, words, env={"COLUMNS": "200"})
    return done.exit_code, " ".join(done.output.replace("│", " ").split())


def written(path: Path, *texts: str) -> Path:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_faults_are_told_with_their_section_and_the_exit_code_is_1(tmp_path: Path) -> None:
    code, text = said(written(tmp_path / "thu.docx", "Không theo mẫu."))
    assert code == 1
    assert "lỗi thể thức" in text
    assert "Điều 8 và Phụ lục I, Phần I, mục II.1" in text
    assert "Hãy thêm Quốc hiệu" in text


def test_a_paper_beyond_the_decree_has_no_faults(tmp_path: Path) -> None:
    code, text = said(written(tmp_path / "dang.docx", "ĐẢNG CỘNG SẢN VIỆT NAM"))
    assert (code, "thể thức của Đảng" in text) == (0, True)


def test_the_gravest_of_several_files_decides_the_exit_code(tmp_path: Path) -> None:
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7")
    code, text = said(written(tmp_path / "thu.docx", "Không theo mẫu."), broken)
    assert code == 2
    assert "hong.pdf: Tệp PDF hỏng, không đọc được." in text


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    code, text = said(tmp_path / "khong-co.docx")
    assert (code, "Không mở được tệp." in text) == (2, True)
