from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from law_cases import DAY, empty, with_figures, with_findings

from thidua import law
from thidua.law.case import Case
from thidua.law.check import Check
from thidua.law.entries import read
from thidua.law.library import shipped
from thidua.law.operators import Reader
from thidua.law.outcome import all_of, any_of, denied
from thidua.law.provisions import Span

MET, NOT_MET, UNKNOWN = law.Outcome.MET, law.Outcome.NOT_MET, law.Outcome.UNKNOWN
ORDER = (NOT_MET, UNKNOWN, MET)
A, B, C = "doan-ket-guong-mau", "dan-chu-co-so", "chap-hanh-phap-luat"


def check(text: str, folder: Path) -> Check:
    (folder / "check.yaml").write_text(text, encoding="utf-8")
    reader = Reader(shipped().catalogue, {}, Span(DAY, DAY))
    return reader.check(read(folder / "check.yaml", folder))


def judged(text: str, dossier: law.Dossier, folder: Path) -> law.Outcome:
    return check(text, folder).judge(Case(dossier, DAY))


@pytest.mark.parametrize(("one", "other"), list(product(ORDER, repeat=2)))
def test_all_is_the_lowest_and_any_the_highest(one: law.Outcome, other: law.Outcome) -> None:
    places = ORDER.index(one), ORDER.index(other)
    assert all_of((one, other)) is ORDER[min(places)]
    assert any_of((one, other)) is ORDER[max(places)]


def test_not_turns_round_what_is_known() -> None:
    assert [denied(outcome) for outcome in ORDER] == [MET, UNKNOWN, NOT_MET]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((True, True, False), MET),
        ((True, False, True), NOT_MET),
        ((False, False, True), MET),
        ((False, True, False), NOT_MET),
        ((None, True, True), MET),
        ((None, False, False), NOT_MET),
        ((None, True, False), UNKNOWN),
        ((True, None, False), UNKNOWN),
    ],
)
def test_choose_lets_through_what_holds_either_way(
    found: tuple[bool | None, ...], expected: law.Outcome, tmp_path: Path
) -> None:
    text = f"choose: {{if: {{finding: {A}}}, then: {{finding: {B}}}, else: {{finding: {C}}}}}"
    dossier = with_findings(empty(), dict(zip((A, B, C), found, strict=True)))
    assert judged(text, dossier, tmp_path) is expected


def test_not_denies_a_condition_and_keeps_its_facts(tmp_path: Path) -> None:
    text = f"not: {{finding: {A}}}"
    dossier = with_findings(empty(), {A: True})
    assert judged(text, dossier, tmp_path) is NOT_MET
    assert check(text, tmp_path).facts(Case(dossier, DAY)) == (
        (
            "Hội đồng (minh họa) nhận định ngày 05/01/2022 (Biên bản số 01/BB-HĐ): "
            "nội bộ đoàn kết, gương mẫu."
        ),
    )


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("at_least", [NOT_MET, MET, MET]),
        ("over", [NOT_MET, NOT_MET, MET]),
        ("at_most", [MET, MET, NOT_MET]),
        ("under", [MET, NOT_MET, NOT_MET]),
    ],
)
def test_a_bound_at_its_edge(bound: str, expected: list[law.Outcome], tmp_path: Path) -> None:
    text = f"figure: {{name: new_models, {bound}: 3}}"
    values = [with_figures(empty(), new_models=n) for n in (2, 3, 4)]
    assert [judged(text, dossier, tmp_path) for dossier in values] == expected


def test_a_share_is_compared_without_rounding(tmp_path: Path) -> None:
    text = "share: {part: advanced_workers, whole: headcount, at_least: 70}"
    just, under = (with_figures(empty(), headcount=1_000_000_000, advanced_workers=n)
                   for n in (700_000_000, 699_999_999))  # fmt: skip
    assert judged(text, just, tmp_path) is MET
    assert judged(text, under, tmp_path) is NOT_MET


STREAK = "holds_award_streak: {award: cstd-co-so, years: 3}"


def held(*years: int) -> tuple[law.PastAward, ...]:
    return tuple(law.PastAward("cstd-co-so", year) for year in years)


@pytest.mark.parametrize(
    ("years", "complete_from", "expected"),
    [
        ((2019, 2020, 2021), None, MET),
        ((2018, 2020, 2021), 2018, NOT_MET),
        ((2020, 2021), None, UNKNOWN),
        ((2020, 2021), 2020, UNKNOWN),
        ((2020, 2021), 2019, NOT_MET),
        ((2019, 2020), 2021, NOT_MET),
        ((2019, 2020, 2022), 2015, NOT_MET),
    ],
)
def test_a_streak_fails_only_in_a_year_whose_register_is_complete(
    years: tuple[int, ...], complete_from: int | None, expected: law.Outcome, tmp_path: Path
) -> None:
    complete = {"awards": complete_from} if complete_from else {}
    dossier = replace(empty(), awards=held(*years), complete_from=complete)
    assert judged(STREAK, dossier, tmp_path) is expected


def test_a_broken_streak_names_the_year(tmp_path: Path) -> None:
    awards = (law.PastAward("cstd-co-so", 2021, "7/QĐ-SKH", DAY),)
    dossier = replace(empty(), awards=awards, complete_from={"awards": 2020})
    streak, case = check(STREAK, tmp_path), Case(dossier, DAY)
    assert streak.facts(case) == (
        "Năm 2021: Chiến sĩ thi đua cơ sở (Quyết định số 7/QĐ-SKH ngày 12/01/2022).",
        "Năm 2020: không có quyết định công nhận “Chiến sĩ thi đua cơ sở”.",
    )
    assert [lack.text for lack in streak.lacks(case)] == [
        "Chưa có căn cứ về “Chiến sĩ thi đua cơ sở” năm 2019; cần: Bản sao quyết định khen thưởng."
    ]


def test_a_registration_may_be_asked_for_one_award(tmp_path: Path) -> None:
    text = "registered: co-thi-dua-chinh-phu"
    other = replace(
        empty(),
        registrations=(law.Registration("co-thi-dua-bo-tinh"),),
        complete_from={"registrations": 2021},
    )
    assert judged(text, other, tmp_path) is NOT_MET
    assert judged("registered: any", other, tmp_path) is MET


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("finds: x", "không có phép “finds”"),
        ("figure: {name: bloc_reviewed, at_least: 1}", "số liệu “bloc_reviewed” thuộc loại flag"),
        ("figure: {name: headcount}", "phải có đúng một trong: at_least, over, at_most, under."),
        ("holds_true: headcount", "số liệu “headcount” thuộc loại whole, ở đây cần flag."),
        ("any: []", "phải là một danh sách có ít nhất một mục."),
        ("years_at_rating: {rating: tot, years: 1}", "chỉ nhận một trong: hoan-thanh-xuat-sac"),
        ("bloc_rank: {at_most: mot}", "chỉ nhận một trong: "),
    ],
)
def test_an_operator_refuses_arguments_it_cannot_use(text: str, rule: str, tmp_path: Path) -> None:
    with pytest.raises(law.BrokenRulebook) as refusal:
        check(text, tmp_path)
    assert str(refusal.value).partition("”: ")[2].startswith(rule)
