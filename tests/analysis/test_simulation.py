"""Two laws on the same facts: what is counted, whom it names, what it refuses."""

from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest
from adverse_dossiers import dossiers

from thidua import law
from thidua.analysis import AnalysisError, Tables, regime, simulate, tables_of
from thidua.analysis.sample import sample, write_sample

DRAFT = """\
layer: du-thao-thu
title: Dự thảo để thử (minh họa)
authority: Tỉnh Nam Định
level: authority
from: "2019-03-15"
to: "2025-06-30"

standards:
  cstd-co-so:
    - id: du-thao-1
      text: Không có ngày nghỉ nào (minh họa).
      provision: vn:nam-dinh:05-2019-qd-ubnd:ty-le-cstd-co-so
      check: {figure: {name: days_off, at_most: 0}}
"""
FIGHTER = "cstd-co-so"


@pytest.fixture(scope="module")
def people() -> list[law.Dossier]:
    return dossiers(Random(5), law.SubjectKind.PERSON, 2021, 80)


def draft_in(folder: Path) -> str:
    path = folder / "layer.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return f"vn-2003+{path}"


def outcome(unit: law.Dossier, day: date) -> str:
    return law.explain(unit, FIGHTER, on=day).outcome.value


def test_transitions_are_those_of_the_explained_verdicts(people: list[law.Dossier]) -> None:
    result = simulate(tables_of(people), 2021, "vn-2003", "vn-2022-d98", awards=[FIGHTER])
    pairs = [(outcome(p, date(2022, 1, 15)), outcome(p, date(2024, 1, 1))) for p in people]
    rows = result.transitions.select("before", "after", "subjects").rows()
    assert sorted(rows) == sorted((*pair, pairs.count(pair)) for pair in set(pairs))


def test_the_same_law_changes_nothing(people: list[law.Dossier]) -> None:
    result = simulate(tables_of(people), 2021, "vn-2003", "vn-2003")
    assert result.groups.select(pl.sum("gain", "lose")).row(0) == (0, 0)
    assert result.standards.is_empty()
    assert result.only_before == result.only_after == ()


def test_a_draft_that_adds_a_standard_names_it_for_every_loss(tmp_path: Path) -> None:
    result = simulate(sample(2_000, 2021), 2021, "vn-2003", draft_in(tmp_path))
    lost = result.groups.filter((pl.col("by") == "") & (pl.col("lose") > 0))
    assert lost["award"].to_list() == [FIGHTER]
    assert set(result.standards["standard"]) == {"du-thao-1"}
    assert result.standards["subjects"].sum() == lost["lose"].sum() > 0


def test_gains_and_losses_of_a_group_add_up_to_all(tmp_path: Path) -> None:
    result = simulate(sample(2_000, 2021), 2021, "vn-2003", draft_in(tmp_path))
    sums = result.groups.group_by("award", "kind", "by").agg(pl.sum("subjects", "gain", "lose"))
    assert set(sums["by"]) == {"", "unit_kind", "sex", "direct_worker"}
    assert sums.drop("by").unique().height == sums.filter(pl.col("by") == "").height


def test_the_shipped_layer_is_taken_by_its_name() -> None:
    found = regime("vn-2003+nam-dinh", date(2016, 1, 1))
    assert (found.book.id, found.on) == ("vn-2003", date(2019, 3, 15))


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("vn-1999", "Không có bộ quy định “vn-1999”"),
        ("vn-2003+ha-noi", "Không có quy định địa phương “ha-noi” trên “vn-2003”"),
        ("vn-2003+absent/layer.yaml", "Không có tệp dự thảo “absent/layer.yaml”"),
    ],
)
def test_a_law_that_is_not_there_is_refused(before: str, told: str) -> None:
    with pytest.raises(AnalysisError, match=told.replace("+", r"\+")):
        simulate(sample(10, 2021), 2021, before, "vn-2003")


def test_a_draft_with_a_fault_is_refused_with_the_line(tmp_path: Path) -> None:
    name = draft_in(tmp_path)
    path = tmp_path / "layer.yaml"
    path.write_text(DRAFT.replace("days_off", "days_of"), encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"Dự thảo .* dòng 13"):
        regime(name, date(2022, 1, 1))


def test_an_award_only_one_law_has_is_refused_and_listed() -> None:
    with pytest.raises(AnalysisError, match="“co-gi” không có trong cả hai bộ quy định"):
        simulate(sample(10, 2021), 2021, "vn-2003", "vn-2003", awards=["co-gi"])


def test_a_column_to_tell_by_that_is_not_there_is_refused() -> None:
    with pytest.raises(AnalysisError, match="không có cột “tuoi”"):
        simulate(sample(10, 2021), 2021, "vn-2003", "vn-2003", by=["tuoi"])


def test_figures_of_another_year_are_refused() -> None:
    with pytest.raises(AnalysisError, match="là của năm 2021, không phải 2022"):
        simulate(sample(10, 2021), 2022, "vn-2003", "vn-2003")


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(AnalysisError, match="Năm 22 không hợp lệ"):
        simulate(sample(10, 2021), 22, "vn-2003", "vn-2003")


def test_columns_the_data_lack_are_named() -> None:
    tables = Tables.of(pl.DataFrame({"id": [1], "kind": ["person"]}))
    result = simulate(tables, 2021, "vn-2003", "vn-2003", awards=["lao-dong-tien-tien"])
    assert "figure:months_employed" in result.absent
    assert result.transitions.select("before", "after", "subjects").rows() == [
        ("unknown", "unknown", 1)
    ]


def test_the_sample_is_the_same_each_time_and_says_that_it_is_made_up(tmp_path: Path) -> None:
    write_sample(tmp_path, 50, 2024)
    read, made = Tables.read(tmp_path), sample(50, 2024)
    assert read.made_up
    assert "giả lập" in (tmp_path / "DU-LIEU-GIA-LAP.txt").read_text(encoding="utf-8")
    assert read.subjects.collect().equals(made.subjects.collect())
