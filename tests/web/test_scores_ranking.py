"""The ranking: withheld, provisional, closed; shared places; who asks the law."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.services import marks_save
from thidua.apps.units.models import BlocYear
from thidua.year.phases import advance
from web.pages import client_of, text_of
from web.scoring_round import card_of, cross_score, cross_scoring, hand_in

pytestmark = pytest.mark.django_db


def ranking(year: BlocYear) -> str:
    return reverse("ranking", args=[year.pk])


def places(html: str) -> list[str]:
    return re.findall(r'data-label="Hạng"><b>(\d+)</b>', html)


def provisional(html: str) -> list[tuple[str, str]]:
    """Place and total of each row of a ranking that isn't closed."""
    rows = html.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0].split("</tr>")[:-1]
    figures = (re.findall(r'data-label="(?:Hạng tạm tính|Tổng điểm)"><b>([^<]+)', r) for r in rows)
    return [(place, total) for place, total in figures]


def appraised() -> BlocYear:
    """The practice year with every card appraised: the deputy or the board judges the lead's."""
    year = cross_scoring()
    for member in year.memberships.select_related("unit"):
        card = card_of(year, member.unit.code)
        cross_score(card)
        hand_in(card, Stage.APPRAISED, cast.board())
    return year


def test_members_see_no_ranking_before_it_is_closed() -> None:
    page = client_of("canbo-stc").get(ranking(cross_scoring()))
    assert "Bảng xếp hạng chưa chốt." in text_of(page)
    assert places(page.content.decode()) == []


@pytest.mark.parametrize("sign_in", ["thuky", "banthidua"])
def test_who_runs_the_scoring_sees_a_ranking_that_says_it_is_provisional(sign_in: str) -> None:
    page = client_of(sign_in).get(ranking(cross_scoring()))
    assert "Tạm tính, chưa chốt" in text_of(page)
    assert len(re.findall(r'data-label="Đơn vị">', page.content.decode())) == 9


def test_a_unit_that_handed_nothing_in_has_no_place_and_no_points() -> None:
    year = cast.before_scoring()
    page = client_of("thuky").get(ranking(year))
    assert provisional(page.content.decode()) == [("—", "—")] * 9
    assert "Chưa xếp hạng" in text_of(page)
    hand_in(card_of(year, "stc"), Stage.SELF, cast.head("stc"))
    html = client_of("thuky").get(ranking(year)).content.decode()
    assert [place for place, _ in provisional(html)] == ["1"] + ["—"] * 8
    assert html.index("Sở Tài chính</a>") < html.index("Sở Nội vụ</a>")


def test_an_appraisal_in_progress_does_not_count_its_blanks_as_nothing() -> None:
    year = cross_scoring()
    card = card_of(year, "stc")
    cross_score(card)
    before = provisional(client_of("thuky").get(ranking(year)).content.decode())
    card.refresh_from_db()
    marks_save(scorecard=card, stage=Stage.APPRAISED, points={"I.3": Decimal(10)}, reasons={},
               actor=cast.secretary(), at=cast.AT)  # fmt: skip
    assert provisional(client_of("thuky").get(ranking(year)).content.decode()) == before


def test_closing_is_offered_in_the_appraisal_once_every_card_is_appraised() -> None:
    secretary, address = client_of("thuky"), ranking(cast.before_scoring())
    told = [secretary.get(address)]
    year = appraised()
    told.append(secretary.get(address))
    advance(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    told.append(secretary.get(address))
    assert ["Đúng, chốt bảng xếp hạng" in text_of(page) for page in told] == [False, False, True]
    assert "khi mọi phiếu đã thẩm định (còn 09 phiếu)" in text_of(told[0])


def test_the_closed_ranking_is_read_by_all_with_the_gap_to_the_self_score() -> None:
    html = client_of("canbo-stc").get(ranking(cast.played())).content.decode()
    assert places(html) == [str(place) for place in range(1, 10)]
    first = re.findall(r'<td class="num[^"]*"[^>]*>\s*(?:<b>)?([^<]+)', html.split("<tbody>")[1])[
        :8
    ]
    assert [figure.strip() for figure in first] == [
        "1", "103,00", "99,00", "4,00", "0,00", "103,25", "+0,25", "2",
    ]  # fmt: skip


def test_equal_totals_share_a_place() -> None:
    year = appraised()
    client_of("thuky").post(reverse("ranking-close", args=[year.pk]))
    page = client_of("canbo-stc").get(ranking(year))
    told = text_of(page)
    shared = sum(s.shared for s in year.standings.all())
    assert page.content.decode().count(">đồng hạng<") == shared
    assert shared > 0
    assert "Điểm bằng nhau thì cùng hạng." in told


def test_a_ranking_with_cards_open_is_not_closed_and_says_which() -> None:
    year = cross_scoring()
    page = client_of("thuky").post(reverse("ranking-close", args=[year.pk]))
    assert page.status_code == 409
    assert "còn phiếu chưa thẩm định" in text_of(page)


def test_a_member_may_not_close_the_ranking() -> None:
    year = cross_scoring()
    page = client_of("canbo-stc").post(reverse("ranking-close", args=[year.pk]))
    assert page.status_code == 403


def test_a_unit_asks_the_law_about_itself_only() -> None:
    year = cast.played()
    address = {
        unit: reverse("check", args=[year.pk, "bang-khen-bo-tinh", cast.seat(year, unit).pk])
        for unit in ("stc", "snv")
    }
    officer, secretary = client_of("canbo-stc"), client_of("thuky")
    assert [officer.get(address[u]).status_code for u in ("stc", "snv")] == [200, 404]
    assert [secretary.get(address[u]).status_code for u in ("stc", "snv")] == [200, 200]
    linked = re.findall(
        r'aria-label="Đối chiếu ([^"]+) với luật"', officer.get(ranking(year)).content.decode()
    )
    assert linked == ["Sở Tài chính"]


@pytest.mark.parametrize(("sign_in", "rows"), [("canbo-stc", 0), ("thuky", 9)])
def test_the_workbook_of_a_ranking_holds_no_more_than_the_page(sign_in: str, rows: int) -> None:
    answer = client_of(sign_in).get(ranking(cross_scoring()) + "?tai=xlsx")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    assert len(sheet.to_python()) - 1 == rows
