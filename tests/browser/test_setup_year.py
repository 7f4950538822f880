"""A bloc's year from nothing to open in the browser, on a phone and without JavaScript."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.axe import examined
from browser.house import House

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("THIDUA_TEST_PICTURES")
BAD = "TT\tTên cơ quan\tChức vụ\tVai trò\n1\tSở Tài chính\tGiám đốc\tTrưởng ban\n"
GOOD = (
    "TT\tTên cơ quan\tChức vụ\tVai trò\n1\tSở Tài chính\tGiám đốc\tKhối trưởng\n"
    "2\tTrung tâm mới (minh họa)\tGiám đốc\tKhối phó\n3\tSở Tư pháp\tGiám đốc\t\n"
)


@pytest.fixture
def house(chromium: Browser, apart: str) -> Iterator[House]:
    house = House(chromium, apart, {})
    yield house
    house.close()


def kept(page: Page, name: str) -> None:
    """Keep a page's picture where somebody wants to look at it."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def go_on(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Lưu và sang bước sau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def prepare(page: Page) -> None:
    """Fill in the five steps, once with a bad paste; leave after the second and come back."""
    page.get_by_role("link", name="Chuẩn bị mở năm").click()
    page.get_by_role("button", name="Bắt đầu chuẩn bị").click()
    page.get_by_label("Tên khối mới").fill("Khối thi đua số 9 (minh họa)")
    page.get_by_label("Năm thi đua").fill("2026")
    go_on(page, "Đơn vị thành viên")
    page.get_by_label("Bảng đơn vị thành viên").fill(BAD)
    go_on(page, "Đơn vị thành viên")
    expect(page.locator(".field-fault")).to_contain_text("Dòng 2, ô “Vai trò”")
    kept(page, "setup-2-fault")
    page.get_by_label("Bảng đơn vị thành viên").fill(GOOD)
    go_on(page, "Khối trưởng, Khối phó")
    page.goto(page.url.split("/mo-nam/")[0] + "/mo-nam/")
    page.get_by_role("link", name="Khối thi đua số 9 (minh họa), năm 2026").click()
    page.get_by_role("link", name="Khối trưởng, Khối phó").click()
    expect(page.get_by_label("Khối trưởng", exact=True)).to_contain_text("Sở Tài chính")
    kept(page, "setup-3-lead")
    go_on(page, "Lịch của năm")
    kept(page, "setup-4-calendar")
    go_on(page, "Tham số của khối")
    page.get_by_role("button", name="Lưu và sang bước sau").click()
    expect(page.get_by_role("main")).to_contain_text("Trung tâm mới (minh họa)")
    kept(page, "setup-6-review")


def test_a_year_is_prepared_left_taken_up_again_and_opened_on_a_phone_without_script(
    house: House,
) -> None:
    page = house.phone("banthidua", script=False)
    prepare(page)
    page.locator("details.confirm summary").first.click()
    page.get_by_role("button", name="Đúng, mở năm thi đua").click()
    expect(page.get_by_role("main")).to_contain_text("Trung tâm mới (minh họa)")
    page.get_by_role("link", name="Lịch của khối").click()
    expect(page.get_by_role("main")).to_contain_text("Hội nghị tổng kết khối")
    kept(page, "setup-7-calendar")


def test_its_pages_keep_to_wcag_on_a_desk_and_on_a_phone(house: House) -> None:
    page = house.desk("banthidua")
    prepare(page)
    at = page.url.split("/mo-nam/")[0]
    review = page.url
    steps = [review.replace("xem-lai", step) for step in ("bloc", "members", "lead", "calendar")]
    found = [fault for address in (*steps, review) for fault in visited(page, address)]
    page.locator("details.confirm summary").first.click()
    page.get_by_role("button", name="Đúng, mở năm thi đua").click()
    page.locator(".tabs a").first.wait_for()
    year = page.url
    own = [f"{at}/viec-den-han/", f"{at}/lich-va-thu-bao/"]
    pages = [f"{year}lich/", f"{year}lich/them/", f"{year}dau-nam/", f"{year}ban-giao/"]
    for address in (*pages, f"{year}sao-chep/", *own):
        found += visited(page, address)
    assert found == []


def visited(page: Page, address: str) -> list[str]:
    page.goto(address)
    name = address.rstrip("/").rsplit("/", 1)[-1]
    kept(page, f"desk-{name}")
    return [f"{name}: {fault}" for fault in examined(page)]
