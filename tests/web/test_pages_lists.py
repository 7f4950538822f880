"""Lists: searching them, paging them, taking them along to Excel."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from cast import before_conference, before_scoring, played
from thidua.apps.awards.queries import register_of
from thidua.web.export import sheet_of
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


def sheet(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_register_is_searched_without_accents() -> None:
    address = reverse("register", args=[played().pk])
    page = text_of(client_of("thanhtra").get(address, {"tim": "so tai chinh"}))
    assert ("Sở Tài chính" in page, "Sở Tư pháp" in page) == (True, False)


def test_the_register_goes_to_excel_with_amounts_as_figures() -> None:
    address = reverse("register", args=[played().pk])
    rows = sheet(client_of("thanhtra").get(address, {"tai": "xlsx"}).content)
    assert [(row[2], row[9]) for row in rows[1:]] == [
        (entry.subject, float(entry.bonus)) for entry in register_of(played())
    ]


def test_every_plan_of_every_member_goes_to_excel() -> None:
    address = reverse("targets", args=[played().pk])
    rows = sheet(client_of("thuky").get(address, {"tai": "xlsx"}).content)
    plans = sum(target.assignments.count() for target in played().targets.all())
    assert len(rows) - 1 == plans


@pytest.mark.parametrize("typed", ["=1+1", "+84", "@x", "-2"])
def test_text_that_looks_like_a_formula_stays_text(typed: str) -> None:
    assert sheet(sheet_of(["Đầu đề"], [[typed]])) == [["Đầu đề"], [typed]]


def test_a_page_number_that_is_not_there_shows_the_nearest() -> None:
    address = reverse("journal", args=[played().pk])
    client = client_of("thanhtra")
    shown = [
        text_of(client.get(address, {"trang": page})).count("khớp ") > 1
        for page in ("0", "9999", "x")
    ]
    assert shown == [True, True, True]


@pytest.mark.parametrize(
    ("sign_in", "title"),
    [
        ("canbo-stc", "Tự chấm điểm"),
        ("thutruong-snv", "Dự hội nghị tổng kết của khối"),
        ("thuky", "Điểm danh và khai mạc hội nghị"),
        ("canbo-snv", "Đặt chỉ tiêu"),
    ],
)
def test_the_first_page_names_what_waits_for_each(sign_in: str, title: str) -> None:
    assert title in text_of(client_of(sign_in).get("/"))


@pytest.mark.parametrize("sign_in", ["thanhtra", "hoidong", "kyduyet"])
def test_nothing_waits_for_those_whose_turn_it_is_not(sign_in: str) -> None:
    assert "Không có việc nào chờ Ông/Bà lúc này." in text_of(client_of(sign_in).get("/"))


def test_every_button_of_the_first_page_leads_to_a_page_that_opens() -> None:
    client = client_of("thuky")
    hrefs = [task.href for task in client.get("/").context["tasks"]]
    assert [client.get(href).status_code for href in hrefs] == [200] * len(hrefs)


def test_the_overview_tells_where_each_practice_year_stands() -> None:
    client = client_of("thuky")
    now = [
        next(
            s.phase.label
            for s in client.get(reverse("year", args=[y.pk])).context["steps"]
            if s.when == "now"
        )
        for y in (before_scoring(), before_conference())
    ]
    assert now == ["Tự chấm điểm", "Hội nghị tổng kết"]
