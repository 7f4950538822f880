"""Targets and reports in the browser: a unit's officer, another unit's, the bloc's secretary."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect

from browser.axe import examined
from browser.house import PLAYED, House

pytestmark = pytest.mark.browser
SCORING = f"Luyện tập: chấm điểm ({PLAYED})"
MEETING = f"Luyện tập: hội nghị ({PLAYED})"
PICTURES = os.environ.get("THIDUA_TEST_PICTURES")
SAID = {
    "stc": "Cắt giảm 30% thời gian giải quyết thủ tục về ngân sách (minh họa).",
    "stp": "Rà soát 120 văn bản quy phạm pháp luật trong năm (minh họa).",
}
WHY = "Do dịch bệnh, các lớp tập huấn phải lùi sang quý I năm sau (minh họa)."


@pytest.fixture
def house(chromium: Browser, apart: str) -> Iterator[House]:
    house = House(chromium, apart, {})
    yield house
    house.close()


def looked_at(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page; keep its pictures where somebody wants to look at them."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    found = [f"{name}: {fault}" for fault in examined(page)]
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}-phone.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def tab(house: House, page: Page, year: str, name: str) -> Page:
    house.enter_year(page, year)
    page.locator(".tabs").get_by_role("link", name=name).click()
    page.get_by_role("heading", level=1).wait_for()
    return page


def test_an_officer_enters_a_figure_the_light_changes_and_is_explained(house: House) -> None:
    officer = house.desk("canbo-stc")
    tab(house, officer, SCORING, "Chỉ tiêu").get_by_role("link", name="Tiến độ, dự báo").click()
    found = looked_at(officer, "targets-1-board")
    officer.locator("[name=don-vi]").select_option("stc")
    officer.get_by_role("button", name="Xem", exact=True).click()
    found += looked_at(officer, "targets-2-unit")
    row = officer.locator("tr", has_text="CT01")
    expect(row).to_contain_text("Đúng tiến độ")
    row.get_by_role("link").click()
    one = officer.url
    officer.get_by_role("link", name="Ghi kết quả").click()
    officer.locator("[name=figure]").select_option("final")
    officer.locator("[name=value]").fill("1")
    officer.locator("[name=paper_number]").fill("12/BC-STC")
    officer.locator("[name=paper_date]").fill("05/12/2021")
    officer.get_by_role("main").get_by_role("button", name="Ghi kết quả").click()
    officer.goto(one)
    expect(officer.get_by_role("main")).to_contain_text("chưa có giải trình")
    expect(officer.locator(".light").first).to_have_text("Chậm")
    officer.locator("[name=text]").fill(WHY)
    officer.get_by_role("button", name="Ghi giải trình").click()
    expect(officer.locator("#giai-trinh")).to_contain_text(WHY)
    assert found + looked_at(officer, "targets-3-one") == []


def test_two_units_send_paragraphs_and_the_lead_puts_the_report_together(house: House) -> None:
    secretary, found = house.desk("thuky"), []
    for unit, said in SAID.items():
        officer = tab(house, house.desk(f"canbo-{unit}"), MEETING, "Văn bản")
        progress(officer)
        officer.get_by_role("link", name="Soạn báo cáo của").click()
        officer.locator("[name=n-gop_khoi]").fill(said)
        officer.get_by_role("button", name="Lưu bản dự thảo").click()
        expect(officer.get_by_role("main")).to_contain_text("Bản 1")
        if unit == "stc":
            found += looked_at(officer, "report-1-unit")
        officer.locator("#ban-hanh button").click()
        officer.get_by_role("heading", name="Văn bản", exact=False).first.wait_for()
    progress(tab(house, secretary, MEETING, "Văn bản"))
    secretary.get_by_role("link", name="Lấy ý kiến dự thảo").click()
    secretary.locator("[name=due_on]").fill(f"{localdate() + timedelta(days=3):%d/%m/%Y}")
    secretary.get_by_role("button", name="Mở đợt").click()
    found += looked_at(secretary, "report-2-progress")
    progress(officer)
    officer.get_by_role("link", name="Góp ý dự thảo").click()
    officer.locator("[name=text]").fill("Đề nghị thêm số liệu quý IV.")
    officer.get_by_role("button", name="Gửi ý kiến").click()
    progress(secretary)
    secretary.get_by_role("link", name="Tiếp thu, giải trình").click()
    secretary.locator("[name=text]").fill("Đã bổ sung.")
    secretary.get_by_role("button", name="Ghi tiếp thu").click()
    expect(secretary.get_by_role("main")).to_contain_text("Đã bổ sung.")
    found += looked_at(secretary, "report-3-answered")
    secretary.get_by_role("link", name="Mở dự thảo").click()
    for said in SAID.values():
        expect(secretary.get_by_role("main")).to_contain_text(said)
    found += looked_at(secretary, "report-4-draft")
    secretary.locator("[aria-label='Báo cáo các đơn vị đã gửi'] p a.small").first.click()
    found += looked_at(secretary, "report-5-sources")
    assert found == []


def progress(page: Page) -> None:
    """Go to where the bloc's report is put together."""
    year = "/".join(page.url.split("/")[:5])
    page.goto(f"{year}/tong-hop/bao-cao/")
    page.get_by_role("heading", level=1).wait_for()
