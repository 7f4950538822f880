"""`thidua law`: what the law of a day says, for people and as JSON."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from thidua.cli.main import app
from thidua.cli.unread import uses

AWARD = "Chiến sĩ thi đua cơ sở"
SALARY_OF_2023 = "vn:decree:24-2023-nd-cp:muc-luong-co-so"


def said(*words: str) -> tuple[int, str]:
    """Return the exit code and what was printed, lines joined."""
    done = CliRunner().invoke(app, ["law", *words], env={"COLUMNS": "160"})
    return done.exit_code, " ".join(done.output.replace("│", " ").split())


def told(*words: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["law", *words, "--json"])
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.output)
    return answer


def test_the_awards_of_a_day_are_those_of_its_regime() -> None:
    code, text = said("list", "--on", "31/12/2021")
    assert (code, AWARD in text, "cstd-co-so" in text) == (0, True, True)
    assert told("list", "--on", "2021-12-31")["rulebook"] == "vn-2003"


@pytest.mark.parametrize("words", ["cstd-co-so", AWARD, "chien si thi dua co so", f"“{AWARD}”"])
def test_an_award_is_found_by_slug_and_by_name_with_or_without_marks(words: str) -> None:
    assert told("show", words, "--on", "31/12/2021")["slug"] == "cstd-co-so"


def test_an_unknown_award_gets_suggestions() -> None:
    code, text = said("show", "thi dua co so", "--on", "31/12/2021")
    assert code == 1
    assert f"Có phải là: “{AWARD}”" in text


def test_an_award_is_shown_with_articles_share_bonus_and_what_is_unverified() -> None:
    _, text = said("show", "cstd-co-so", "--on", "31/12/2021")
    for words in (
        "[điểm b khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP]",
        "Tỷ lệ: không quá 15% số cá nhân",
        "Người quyết định:",
        "1 × 1.490.000 đồng = 1.490.000 đồng",
        "chưa kiểm chứng",
    ):
        assert words in text


def test_an_award_of_the_later_law_is_shown_with_dossier_deadline_and_revocation() -> None:
    _, text = said("show", "cstd-toan-quoc", "--on", "1/9/2025")
    for words in ("Hồ sơ", "Chậm nhất ngày 31/10 hằng năm", "Gian dối trong việc kê khai"):
        assert words in text


def test_a_local_layer_is_named_and_an_unknown_one_refused() -> None:
    _, text = said("show", "cstd-co-so", "--on", "1/1/2021", "--layer", "nam-dinh")
    assert "Quy định địa phương: Quy định của tỉnh Nam Định" in text
    assert "Tỉnh Nam Định chưa quy định, hoặc mức đã quy định chưa được nhập" in text
    code, text = said("show", "cstd-co-so", "--on", "1/1/2021", "--layer", "khong-co")
    assert (code, "Không có quy định địa phương" in text) == (1, True)


def test_two_days_of_one_regime_differ_in_nothing_and_two_regimes_do() -> None:
    assert told("diff", "cstd-co-so", "1/1/2020", "1/1/2021")["changes"] == []
    changes = told("diff", "cstd-co-so", "1/1/2023", "1/9/2025")["changes"]
    assert {"added", "removed", "changed"} <= {change["kind"] for change in changes}
    _, text = said("diff", "cstd-co-so", "1/1/2023", "1/9/2025")
    assert "Thẩm quyền quyết định" in text


def test_what_nobody_has_read_is_listed_with_its_uses_and_where_to_confirm() -> None:
    provisions = told("unverified")["provisions"]
    assert provisions
    for one in provisions:
        assert not one["verified"]
        assert one["used_by"]
        assert one["confirm_at"]
    _, text = said("unverified")
    assert f"chưa kiểm chứng: {len(provisions)}" in text


def test_what_sets_the_money_on_any_day_of_a_regime_is_looked_at() -> None:
    seen = {use for citation, _, use in uses() if citation.provision == SALARY_OF_2023}
    assert ("vn-2003", "giay-khen", "tiền thưởng") in seen
    assert ("vn-2022-d98", "giay-khen", "tiền thưởng") in seen


def test_an_award_without_a_bonus_and_one_whose_bonus_nobody_read_are_told_apart() -> None:
    none, unknown = (told("show", w, "--on", "2021-12-31") for w in ("huy-hieu", "hc-dung-cam"))
    assert (none["no_bonus"], none["bonus_unknown"]) == (["person"], [])
    assert (unknown["no_bonus"], unknown["bonus_unknown"]) == ([], ["person", "unit"])
    assert "không có tiền thưởng theo quy định" in said("show", "huy-hieu", "--on", "2021-12-31")[1]
    assert "chưa ai đọc quy định" in said("show", "hc-dung-cam", "--on", "2021-12-31")[1]


@pytest.mark.parametrize("day", ["31/13/2021", "2021-2-30", "hôm nay"])
def test_an_impossible_day_is_refused_with_how_to_write_one(day: str) -> None:
    code, text = said("list", "--on", day)
    assert (code, "05/01/2022" in text) == (2, True)


def test_a_day_without_law_is_told_with_the_days_that_have_it() -> None:
    code, text = said("list", "--on", "1/1/1999")
    assert (code, "Chưa nạp bộ quy định nào áp dụng cho ngày 01/01/1999" in text) == (1, True)
