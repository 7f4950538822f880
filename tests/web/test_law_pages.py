"""The law open to everybody: awards of a day, one award, two days side by side, and clear refusals."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua import law
from thidua.text import money
from web.pages import text_of

pytestmark = pytest.mark.django_db

LIST = reverse("law")
FLAG, FIGHTER = "co-thi-dua-chinh-phu", "cstd-toan-quoc"
DAYS = ["17/12/2021", "15/01/2025", "01/12/2025", "01/12/2026"]
IN_2025 = date(2025, 1, 15)


def award(slug: str, **asked: str) -> tuple[str, dict[str, str]]:
    return reverse("law-award", args=[slug]), asked


def parsed(day: str) -> date:
    number, month, year = map(int, day.split("/"))
    return date(year, month, number)


@pytest.mark.parametrize("day", DAYS)
def test_the_list_has_every_award_of_the_day_once_with_their_count(
    day: str, client: Client
) -> None:
    html = client.get(LIST, {"ngay": day}).content.decode()
    links = re.findall(rf'href="/luat/([a-z0-9-]+)/\?ngay={day}"', html)
    every = law.awards(parsed(day))
    assert sorted(links) == sorted(a.slug for a in every)
    assert f"<strong>{len(every):02d}</strong> danh hiệu, hình thức." in html


def test_without_a_day_the_list_is_today_s(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.web.shell.clock", lambda: datetime(2021, 12, 31, 20, tzinfo=UTC))
    assert 'value="01/01/2022"' in client.get(LIST).content.decode()


@pytest.mark.parametrize("sought", ["huan chuong lao dong", "Huân chương LAO ĐỘNG"])
def test_the_list_is_searched_without_accents(sought: str, client: Client) -> None:
    page = client.get(LIST, {"ngay": "15/01/2025", "tim": sought})
    found = re.findall(r'href="/luat/(hc-[a-z0-9-]+|[a-z0-9-]+)/\?ngay', page.content.decode())
    assert found == ["hc-lao-dong-nhat", "hc-lao-dong-nhi", "hc-lao-dong-ba"]
    assert f"03 trong {len(law.awards(IN_2025))}" in text_of(page)


def test_a_search_that_finds_nothing_says_so(client: Client) -> None:
    page = client.get(LIST, {"ngay": "15/01/2025", "tim": "không có"})
    assert "Không có danh hiệu, hình thức nào khớp." in text_of(page)


def test_a_day_outside_every_rulebook_is_told_with_the_regimes_there_are(client: Client) -> None:
    for address, asked in ((LIST, {"ngay": "01/01/1990"}), award(FLAG, ngay="01/01/1990")):
        page = client.get(address, asked)
        assert page.status_code == 404
        assert "Chưa nạp bộ quy định nào áp dụng cho ngày 01/01/1990" in text_of(page)
        assert all(book.title in text_of(page) for book in law.rulebooks())


def test_what_is_no_day_is_refused_and_kept_in_the_field(client: Client) -> None:
    for address, asked in ((LIST, {"ngay": "31/02/2022"}), award(FLAG, ngay="31/02/2022")):
        page = client.get(address, asked)
        assert page.status_code == 422
        assert "“31/02/2022” không phải là một ngày hợp lệ" in text_of(page)
        assert 'value="31/02/2022"' in page.content.decode()


def test_an_award_of_another_regime_says_which_and_one_of_none_says_none(client: Client) -> None:
    later = next(
        slug
        for slug in law.rulebook_on(IN_2025).awards
        if slug not in law.rulebook_named("vn-2003").awards
    )
    address, asked = award(later, ngay="17/12/2021")
    page = client.get(address, asked)
    shown = text_of(page)
    assert (page.status_code, law.rulebook_named("vn-2022-d98").title in shown) == (404, True)
    name = law.award(later, IN_2025).name_vi
    assert f"Quy định có hiệu lực ngày 17/12/2021 không có “{name}”." in shown
    nowhere = client.get(*award("khong-co-that", ngay="17/12/2021"))
    assert nowhere.status_code == 404
    assert "Không chế độ nào đã nạp có danh hiệu" in text_of(nowhere)


@pytest.mark.parametrize("day", DAYS)
def test_every_award_of_every_regime_opens_with_all_its_standards(day: str, client: Client) -> None:
    on = parsed(day)
    for one in law.awards(on):
        response = client.get(*award(one.slug, ngay=day))
        assert response.status_code == 200, one.slug
        shown = re.findall(r'<li id="([^"]+)" class="rule', response.content.decode())
        assert shown == ids(law.outline(one.slug, on)), one.slug


def ids(lines: Any) -> list[str]:
    return [id_ for line in lines for id_ in (line.id, *ids(line.parts))]


def test_an_award_tells_who_decides_the_vote_the_money_and_the_marks(client: Client) -> None:
    response = client.get(*award(FIGHTER, ngay="15/01/2025"))
    page = text_of(response)
    told = law.award(FIGHTER, IN_2025)
    bonus = law.bonus(FIGHTER, law.SubjectKind.PERSON, IN_2025)
    assert told.decided_by in page
    assert "Bỏ phiếu kín; từ 80% tổng số thành viên; người vắng mặt cho ý kiến bằng văn bản" in page
    assert f"4,5 × 2.340.000 đồng = {money(bonus.amount)}" in page
    assert "chưa kiểm chứng" in page
    assert all(paper.text in page for paper in told.procedure.dossier)
    assert all(ground.text in page for ground in law.rulebook_on(IN_2025).revocation)
    assert "Đạt một trong 03 trường hợp:" in page


def test_a_quota_stands_with_what_it_is_a_share_of(client: Client) -> None:
    page = text_of(client.get(*award(FLAG, ngay="17/12/2021")))
    assert "Không quá 20%, tính trên số tập thể đạt tiêu chuẩn Cờ thi đua cấp bộ" in page


def test_the_regime_that_waits_for_its_law_warns(client: Client) -> None:
    for address, asked in ((LIST, {"ngay": "01/12/2026"}), award(FLAG, ngay="01/12/2026")):
        assert "Chế độ này chưa được cập nhật." in text_of(client.get(address, asked))
    assert "chưa được cập nhật" not in text_of(client.get(*award(FLAG, ngay="15/01/2025")))


def test_the_way_through_the_regimes_marks_those_without_the_award(client: Client) -> None:
    html = client.get(*award("xa-phuong-tieu-bieu", ngay="01/12/2025")).content.decode()
    states = re.findall(r'<li class="(era-now|era-none|)">', html)
    having = ["xa-phuong-tieu-bieu" in book.awards for book in law.rulebooks()]
    assert [state != "era-none" for state in states] == having
    assert states.count("era-now") == 1


def test_two_days_stand_side_by_side_in_words(client: Client) -> None:
    address = reverse("law-compare", args=[FIGHTER])
    response = client.get(address, {"tu": "31/12/2023", "den": "15/01/2025"})
    page = text_of(response)
    changes = law.diff(FIGHTER, date(2023, 12, 31), IN_2025)
    assert f"{len(changes):02d} điểm khác" in page
    assert "từ 90% tổng số thành viên" in page
    assert "từ 80% tổng số thành viên" in page
    assert not re.search(r"all_members|secret|unit:", page)


def test_the_comparison_starts_from_the_regime_before(client: Client) -> None:
    html = client.get(
        reverse("law-compare", args=[FIGHTER]), {"den": "01/12/2025"}
    ).content.decode()
    assert re.findall(r'name="(?:tu|den)" value="([^"]+)"', html) == ["30/06/2025", "01/12/2025"]


@pytest.mark.parametrize(
    ("slug", "asked", "status", "said"),
    [
        (FIGHTER, {"tu": "15/01/2025", "den": "16/01/2025"}, 200, "Hai ngày có cùng quy định"),
        (FIGHTER, {"tu": "01/01/1990", "den": "15/01/2025"}, 404, "Chưa nạp bộ quy định nào"),
        (FIGHTER, {"tu": "hôm qua", "den": "15/01/2025"}, 422, "không phải là một ngày hợp lệ"),
        ("khong-co", {"tu": "31/12/2023", "den": "15/01/2025"}, 404, "Cả hai ngày đều không có"),
    ],
)
def test_a_comparison_that_can_t_be_made_says_why(
    slug: str, asked: dict[str, str], status: int, said: str, client: Client
) -> None:
    page = client.get(reverse("law-compare", args=[slug]), asked)
    assert (page.status_code, said in text_of(page)) == (status, True)


def test_the_law_asks_the_database_nothing(client: Client) -> None:
    addresses = [LIST, f"{LIST}{FLAG}/", f"{LIST}{FLAG}/so-sanh/", reverse("provisions")]
    with CaptureQueriesContext(connection) as told:
        assert [client.get(address).status_code for address in addresses] == [200] * 4
    assert len(told) == 0


def test_masthead_and_foot_lead_to_the_law(client: Client) -> None:
    html = client.get(reverse("public")).content.decode()
    assert html.count(f'href="{LIST}"') == 2
    assert html.count(f'href="{reverse("provisions")}"') == 1


def test_the_law_is_read_with_the_rules_of_a_province_and_says_what_of_them_is_unknown(
    client: Client,
) -> None:
    address, asked = award("cstd-co-so", ngay="17/12/2021")
    national, local = (
        client.get(address, {**asked, **more}) for more in ({}, {"quy-dinh": "nam-dinh"})
    )
    told = "Chưa rõ mức của Tỉnh Nam Định"
    assert told not in text_of(national)
    assert told in text_of(local)
    assert "Không quá 15%" in text_of(local)
    assert '<option value="nam-dinh" selected>' in local.content.decode()
    assert "so-sanh/?den=17/12/2021&amp;quy-dinh=nam-dinh" in local.content.decode()


def test_a_day_outside_a_province_s_rules_is_told(client: Client) -> None:
    page = client.get(*award("cstd-co-so", ngay="01/12/2025", **{"quy-dinh": "nam-dinh"}))
    assert "chỉ có hiệu lực từ 15/03/2019 đến 30/06/2025" in text_of(page)


def test_unknown_local_rules_are_named_and_the_law_alone_is_shown(client: Client) -> None:
    address = reverse("law-compare", args=["cstd-co-so"])
    for page in (
        client.get(*award("cstd-co-so", ngay="17/12/2021", **{"quy-dinh": "ha-nam"})),
        client.get(address, {"den": "17/12/2021", "quy-dinh": "ha-nam"}),
    ):
        assert "Không có quy định địa phương “ha-nam”" in text_of(page)
