"""Percentages of awards in the clauses of an agreement, against the ceilings of the law."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from thidua import law
from thidua.law import Bound
from thidua.text import number_in_words

OLD, NOW = date(2021, 12, 17), date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "percent", "bound", "said"),
    [
        ("từ 15% trở lên", "15", Bound.AT_LEAST, "từ 15% trở lên"),
        ("15 % trở lên", "15", Bound.AT_LEAST, "15 % trở lên"),
        ("ít nhất mười lăm phần trăm", "15", Bound.AT_LEAST, "ít nhất mười lăm phần trăm"),
        ("trên 20 %", "20", Bound.OVER, "trên 20 %"),
        ("không quá 15%", "15", Bound.AT_MOST, "không quá 15%"),
        ("không vượt quá 12,5 phần trăm", "12.5", Bound.AT_MOST, "không vượt quá 12,5 phần trăm"),
        ("không dưới 95%", "95", Bound.AT_LEAST, "không dưới 95%"),
        ("dưới 3%", "3", Bound.UNDER, "dưới 3%"),
        ("tối đa hai mươi mốt phần trăm", "21", Bound.AT_MOST, "tối đa hai mươi mốt phần trăm"),
        ("đạt 100% kế hoạch", "100", Bound.EXACTLY, "đạt 100%"),
        ("70% trở xuống", "70", Bound.AT_MOST, "70% trở xuống"),
    ],
)
def test_a_percentage_is_read_with_which_way_it_is_meant(
    text: str, percent: str, bound: Bound, said: str
) -> None:
    (found,) = law.shares_in(f"Phấn đấu {text}.")
    assert (found.percent, found.bound, found.said) == (Decimal(percent), bound, said)


@pytest.mark.parametrize("text", ["Điều 15. Thi đua", "năm 2021", "phần trăm", "Quyết định số 15"])
def test_a_figure_that_is_no_percentage_is_left_alone(text: str) -> None:
    assert law.shares_in(text) == ()


@given(st.integers(1, 100), st.sampled_from(["{n}%", "{n} %", "{n} phần trăm", "{w} phần trăm"]))
def test_figures_and_words_read_alike(n: int, form: str) -> None:
    (found,) = law.shares_in(f"đạt {form.format(n=n, w=number_in_words(n))} số đơn vị")
    assert found.percent == n


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(law.concerns_in(text, OLD), tuple)


def test_fifteen_percent_or_more_meets_the_ceiling_of_fifteen() -> None:
    (found,) = law.concerns_in("Có từ 15% trở lên cá nhân đạt “Chiến sĩ thi đua cơ sở”.", OLD)
    assert (found.over, found.verified) == (False, True)
    assert found.what == (
        "“từ 15% trở lên” “Chiến sĩ thi đua cơ sở” không có giới hạn trên, mức tối đa là 15%."
    )
    assert "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP" in found.why


def test_the_same_clause_today_rests_on_a_ceiling_nobody_has_checked() -> None:
    (found,) = law.concerns_in("15 % trở lên CSTĐ cơ sở", NOW)
    assert not found.verified
    assert found.why.endswith("Quy định này chưa đối chiếu với văn bản gốc.")


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("20% đạt Chiến sĩ thi đua cơ sở", [True]),
        ("trên 15% đạt CSTĐ cơ sở", [True]),
        ("15% đạt CSTĐ cơ sở", []),
        ("không quá 15% Chiến sĩ thi đua cơ sở", []),
        ("không quá 30% Chiến sĩ thi đua cơ sở", [True]),
        ("95% Lao động tiên tiến", []),
        ("100% chi bộ hoàn thành tốt nhiệm vụ", []),
        ("95% Lao động tiên tiến; từ 15% trở lên Chiến sĩ thi đua cơ sở", [False]),
        ("95% LĐTT, 15 % trở lên CSTĐ cơ sở", [False]),
        ("100% chi bộ hoàn thành nhiệm vụ, ít nhất 10% cá nhân đạt CSTĐ cơ sở", [False]),
        ("Chiến sĩ thi đua cơ sở: đạt từ 20% trở lên", [True]),
    ],
)
def test_only_what_the_ceiling_does_not_allow_is_told(text: str, over: list[bool]) -> None:
    assert [found.over for found in law.concerns_in(text, OLD)] == over


def test_a_target_in_figures_is_held_against_the_same_ceiling() -> None:
    promise = law.promise_of("cstd-co-so", Decimal(15), Bound.AT_LEAST, OLD)
    found = law.concern_of(promise)
    assert found is not None
    assert (
        found.over,
        law.concern_of(law.promise_of("cstd-co-so", Decimal(10), Bound.AT_MOST, OLD)),
    ) == (False, None)
