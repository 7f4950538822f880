"""What is wrong with data is said in words that help: the table, the column, the nearest name."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from thidua import law
from thidua.analysis import AnalysisError, Tables, batch, measures_of, prepare
from thidua.law.library import program

DAY = date(2022, 1, 15)
FIGHTER = "cstd-co-so"
ONE = {"id": [1], "kind": ["person"]}


def refused(
    subjects: dict[str, list[object]], records: dict[str, pl.DataFrame] | None = None
) -> str:
    with pytest.raises(AnalysisError) as fault:
        Tables.of(pl.DataFrame(subjects), records)
    return str(fault.value)


def test_a_missing_column_is_named_with_what_may_be_meant() -> None:
    told = refused({"id": [1], "kinds": ["person"]})
    assert told.startswith("Bảng subjects: thiếu cột “kind”. Có phải “kinds”?")


@pytest.mark.parametrize(
    ("column", "meant"),
    [
        ("figure:headcounts", "figure:headcount"),
        ("finding:doan-ket-guong-mao", "finding:doan-ket-guong-mau"),
        ("complete_from:award", "complete_from:awards"),
    ],
)
def test_an_unknown_figure_finding_or_source_is_refused(column: str, meant: str) -> None:
    told = refused({**ONE, column: [1]})
    assert told == f"Bảng subjects: không hiểu cột “{column}”. Có phải “{meant}”?"


def test_a_free_column_is_left_alone() -> None:
    tables = Tables.of(pl.DataFrame({**ONE, "sex": ["nam"]}))
    assert "sex" in tables.columns


def test_an_unknown_table_is_refused() -> None:
    assert refused(dict(ONE), {"award": pl.DataFrame()}).startswith("Không có bảng “award”.")


def test_a_column_of_the_wrong_type_is_refused() -> None:
    assert "cột “begins” phải là Int32, đang là String" in refused({**ONE, "begins": ["2020"]})


def test_a_folder_and_its_subjects_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="Không có thư mục dữ liệu"):
        Tables.read(tmp_path / "nowhere")
    with pytest.raises(AnalysisError, match=r"thiếu tệp subjects\.parquet"):
        Tables.read(tmp_path)


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "subjects.parquet").write_text("id;kind\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match="không đọc được như tệp Parquet"):
        Tables.read(tmp_path)


def test_a_word_that_is_none_of_those_allowed_is_refused(tmp_path: Path) -> None:
    pl.DataFrame(ONE).write_parquet(tmp_path / "subjects.parquet")
    rating = {"subject": [1], "year": [2021], "rating": ["tot"]}
    pl.DataFrame(rating).write_parquet(tmp_path / "ratings.parquet")
    with pytest.raises(AnalysisError, match="Bảng ratings, cột “rating”: không có “tot”"):
        Tables.read(tmp_path)


def test_a_frame_prepared_for_another_award_is_refused() -> None:
    one = program("lao-dong-tien-tien", law.SubjectKind.PERSON, DAY)
    other = program(FIGHTER, law.SubjectKind.PERSON, DAY)
    frame = prepare(Tables.of(pl.DataFrame(ONE)), measures_of([one]), 2021, DAY)
    with pytest.raises(AnalysisError, match=r"bảng chưa có cột .*initiatives"):
        batch(frame, other)


def test_only_subjects_of_the_kind_are_judged_in_their_order() -> None:
    subjects = pl.DataFrame({"id": ["c", "a", "b"], "kind": ["person", "unit", "person"]})
    judged = program(FIGHTER, law.SubjectKind.PERSON, DAY)
    frame = prepare(Tables.of(subjects), measures_of([judged]), 2021, DAY)
    for engine in ("polars", "sql"):
        answer = batch(frame, judged, engine=engine)
        assert answer["id"].to_list() == ["c", "b"]
        assert answer.columns[:2] == ["id", "outcome"]
