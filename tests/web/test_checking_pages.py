"""What would make an award, and the ladder of a unit: who may read them and what they say."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from thidua import law
from thidua.apps.awards.queries import confirmed_by, dossier_of
from web.confirming import SOURCE, confirm, withdraw
from web.pages import client_of, stranger, text_of

pytestmark = pytest.mark.django_db
FLAG, HIGHER = "co-thi-dua-bo-tinh", "co-thi-dua-chinh-phu"


def check(unit: str, award: str = FLAG) -> str:
    year = cast.played()
    return reverse("check", args=[year.pk, award, cast.seat(year, unit).pk])


def ladder(unit: str) -> str:
    year = cast.played()
    return reverse("ladder", args=[year.pk, cast.seat(year, unit).pk])


@pytest.mark.parametrize("address", [check, ladder])
@pytest.mark.parametrize(
    ("sign_in", "status"),
    [("canbo-stc", 200), ("thuky", 200), ("banthidua", 200), ("canbo-stp", 404)],
)
def test_a_unit_s_prospects_are_for_itself_and_who_judges_it(
    address: Callable[[str], str], sign_in: str, status: int
) -> None:
    assert client_of(sign_in).get(address("stc")).status_code == status
    assert stranger().get(address("stc")).status_code == 404


def test_the_panel_tells_the_earliest_year_and_every_way() -> None:
    advice = law.advise(dossier_of(cast.seat(cast.played(), "stc")), HIGHER, on=cast.DAY)
    page = text_of(client_of("canbo-stc").get(check("stc", HIGHER)))
    panel = page.split("Cần gì để đủ điều kiện", 2)[2]
    assert f"Sớm nhất: năm {advice.earliest}" in panel
    assert all(need.text in panel for way in advice.ways for need in way.needs)
    always = [n for n in advice.ways[0].needs if all(n in way.needs for way in advice.ways)]
    assert always
    assert {panel.count(f"{need.text} ") for need in always} == {1}


def test_who_meets_the_standards_reads_no_ways() -> None:
    page = text_of(client_of("banthidua").get(check("skhdt", HIGHER)))
    assert "Đã đủ tiêu chuẩn cho năm 2021." in page
    assert "Cách 1" not in page


def test_an_award_the_day_s_law_does_not_know_is_told() -> None:
    page = client_of("canbo-stc").get(check("stc", "khong-co"))
    assert (page.status_code, "không có danh hiệu, hình thức" in text_of(page)) == (200, True)


def test_a_confirmation_counts_at_once_and_is_named_with_its_source() -> None:
    def unread() -> int:
        html = client_of("canbo-stc").get(check("stc")).content.decode()
        return html.count('title="Chưa đối chiếu với văn bản gốc"')

    before, made = unread(), confirm()
    page = text_of(client_of("canbo-stc").get(check("stc")))
    assert unread() < before
    assert f"cơ quan thường trực đã đối chiếu: {SOURCE}" in page
    assert "theo lời xác nhận của cơ quan thường trực" in page
    withdraw(made)
    assert unread() == before


def test_the_ladder_starts_where_the_unit_stands() -> None:
    year = cast.played()
    seat = cast.seat(year, "stc")
    rungs = law.ladder(dossier_of(seat), on=cast.DAY, confirmed=confirmed_by(year.authority_id))
    here = max(place for place, rung in enumerate(rungs) if rung.held)
    html = client_of("canbo-stc").get(ladder("stc")).content.decode()
    shown = re.findall(rf'href="/nam/{year.pk}/doi-chieu/([a-z0-9-]+)/', html)
    assert shown == [rung.award for rung in (*rungs[here:], *rungs[:here])]
    assert (html.count("Đang ở đây"), html.count("Bậc kế tiếp")) == (1, 3)


def test_a_unit_s_prospects_cost_the_same_with_any_number_of_confirmations() -> None:
    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200
        return len(told)

    client = client_of("canbo-stc")
    few = [cost(check("stc")), cost(ladder("stc"))]
    named = [use.citation for use in law.provisions_in_use() if not use.citation.verified]
    for citation in [c for c in named if c.provision.startswith("vn:law:15")][:5]:
        confirm(provision=citation.provision)
    assert [cost(check("stc")), cost(ladder("stc"))] == few


def test_a_unit_s_dossier_warns_of_more_fighters_than_their_share_and_keeps_them() -> None:
    year, seat = cast.played(), cast.seat(cast.played(), "stc")
    record = seat.unit.year_records.get(year=2021)
    address = reverse("dossier", args=[year.pk, seat.pk])
    assert "vượt tỷ lệ" not in text_of(client_of("canbo-stc").get(address))
    record.advanced_workers, record.grassroots_fighters = 20, 5
    record.save()
    page = text_of(client_of("canbo-stc").get(address))
    assert "05 “Chiến sĩ thi đua cơ sở” trên 20 “Lao động tiên tiến”, vượt tỷ lệ 15%" in page
    assert "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP" in page
    record.refresh_from_db()
    assert record.grassroots_fighters == 5
