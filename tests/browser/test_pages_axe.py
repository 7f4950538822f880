"""Main pages against WCAG 2.2 AA, on a desk and on a phone; none scrolls sideways."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.axe import cut_off, examined, faults
from browser.house import PLAYED, House

pytestmark = pytest.mark.browser

PROVISION = "vn:law:15-2003-qh11:d26:k1"


def visit(page: Page, address: str) -> list[str]:
    page.goto(address)
    return examined(page)


def in_tabs(page: Page) -> dict[str, str]:
    links = page.locator(".tabs a").all()
    return {link.inner_text(): link.get_attribute("href") or "" for link in links}


def first(page: Page, selector: str) -> str:
    return page.locator(selector).first.get_attribute("href") or ""


def test_every_tab_of_a_finished_year(house: House) -> None:
    page = house.desk("thuky")
    house.enter_year(page, PLAYED)
    pages = [house.address + href for href in in_tabs(page).values()]
    assert len(pages) == 10
    assert [fault for address in pages for fault in visit(page, address)] == []


@pytest.mark.parametrize(("width", "tab"), [(1440, "Chỉ tiêu"), (360, "Tổng quan")])
def test_no_column_and_no_menu_entry_is_cut_off(house: House, width: int, tab: str) -> None:
    page = house.window_of("thuky", width=width, height=900)
    house.enter_year(page, PLAYED)
    page.goto(house.address + in_tabs(page)[tab])
    assert cut_off(page) == []


def test_a_card_a_nomination_and_the_law_s_answer(house: House) -> None:
    page = house.desk("thuky")
    house.enter_year(page, PLAYED)
    tabs = in_tabs(page)
    found = []
    for tab, link in (
        ("Chấm điểm", "tbody td a"),
        ("Xếp hạng", "a[aria-label^='Đối chiếu']"),
        ("Đề nghị khen thưởng", "tbody td a"),
    ):
        page.goto(house.address + tabs[tab])
        found += visit(page, house.address + first(page, link))
    assert found == []


def test_the_grid_being_filled_in(house: House) -> None:
    page = house.desk("canbo-snv")
    house.own_card(page)
    found = examined(page)
    page.locator(".card-input").first.fill("99")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.locator(".field-fault").first.wait_for()
    assert found + examined(page) == []


def test_the_editor_of_the_scoring_table(house: House) -> None:
    """Begun and written without JavaScript, then looked at on a desk and on a phone."""
    page = house.sign_in(house.window(width=1440, height=900, script=False), "canbo-snv")
    house.enter_year(page, PLAYED, number=2022)
    editor = house.address + in_tabs(page)["Chấm điểm"].replace("cham-diem", "bang-cham-diem")
    page.goto(f"{editor}moi/")
    page.locator("button[value='university-unit-annex-1b']").click()
    page.locator("button[value='down-1']").click()
    page.locator("input[name='maximum-1']").fill("mười")
    page.locator("input[name='maximum-1']").press("Enter")
    page.locator(".editor-wrong").wait_for()
    shown = house.desk("canbo-snv")
    names = ("", "moi/", "soan/", "soan/1/", "soan/thu-tinh/", "khac/", "nhap/")
    assert [fault for name in names for fault in visit(shown, editor + name)] == []


def test_how_evenly_a_bloc_was_scored_and_what_other_points_would_change(house: House) -> None:
    page = house.desk("thuky")
    house.enter_year(page, PLAYED)
    page.goto(house.address + in_tabs(page)["Xếp hạng"])
    links = [
        page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
        for name in ("Nếu điểm khác đi", "Độ đồng đều khi chấm")
    ]
    found = [f for href in links for f in visit(page, house.address + href)]
    page.goto(house.address + links[0])
    page.get_by_label("Được số điểm").fill("0")
    page.get_by_role("button", name="Tính thử").click()
    page.get_by_role("heading", name="Kết quả tính thử").wait_for()
    assert found + examined(page) == []


def test_the_room_the_screen_and_the_minutes(house: House) -> None:
    page = house.desk("banthidua")
    house.enter_year(page, PLAYED)
    page.goto(house.address + in_tabs(page)["Hội nghị"])
    more = [
        page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
        for name in ("Màn hình lớn", "Biên bản")
    ]
    assert [f for href in more for f in visit(page, house.address + href)] == []


def test_a_cockpit_before_the_meeting(house: House) -> None:
    page = house.desk("banthidua")
    house.enter_year(page, f"Luyện tập: hội nghị ({PLAYED})")
    page.locator(".tabs").get_by_role("link", name="Hội nghị", exact=True).click()
    page.get_by_role("heading", name="Hội nghị", level=1).wait_for()
    assert examined(page) == []


def test_the_pages_of_everybody(house: House) -> None:
    page = house.window(width=1440, height=900)
    addresses = ["/dang-nhap/", "/cong-khai/", "/kiem-tra/"]
    found = [f for a in addresses for f in visit(page, house.address + a)]
    house.sign_in(page, "thutruong-stc")
    found += [f for a in ("/", "/bieu-quyet/") for f in visit(page, house.address + a)]
    assert found == []


def test_signing_a_paper_and_checking_it(house: House, tmp_path: Path) -> None:
    page = house.desk("thuky")
    house.enter_year(page, PLAYED, 2022)
    page.goto(house.address + in_tabs(page)["Văn bản"])
    paper = house.address + first(page, "a[href$='/ky-so/']")
    found = visit(page, paper)
    page.get_by_role("button", name="Đưa ra lấy chữ ký").click()
    page.get_by_text("đang chờ ký").first.wait_for()
    found += examined(page)
    page = house.desk("thutruong-snv")
    found += visit(page, f"{house.address}/ky-so/")
    page.get_by_role("link", name="Đọc và ký").click()
    page.get_by_role("heading", name="Ký số: Giao ước").wait_for()
    found += examined(page)
    page.get_by_role("button", name="Ký thử bằng chứng thư DEMO").click()
    page.get_by_role("link", name="Bản ký 01").wait_for()
    found += examined(page)
    signed = page.context.request.get(house.address + first(page, "a[href*='/ban-ky/']"))
    (tmp_path / "signed.pdf").write_bytes(signed.body())
    found += visit(page, f"{house.address}/kiem-tra-chu-ky/")
    page.get_by_label("Tệp PDF đã ký số").set_input_files(tmp_path / "signed.pdf")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.get_by_role("heading", name="Đối chiếu với hồ sơ lưu").wait_for()
    assert found + examined(page) == []


def test_the_law_for_everybody(house: House) -> None:
    page = house.window(width=1440, height=900)
    flag = "/luat/co-thi-dua-chinh-phu/"
    addresses = [
        "/luat/?ngay=01/12/2025", "/luat/?ngay=01/01/1990", "/luat/?tim=huan+chuong",
        f"{flag}?ngay=17/12/2021", f"{flag}?ngay=01/12/2026", "/luat/khong-co/",
        f"{flag}so-sanh/?tu=31/12/2023&den=01/12/2025", "/luat/chua-kiem-chung/",
        f"/luat/chua-kiem-chung/{PROVISION}/",
    ]  # fmt: skip
    assert [f for a in addresses for f in visit(page, house.address + a)] == []


def test_the_ladder_and_the_confirming_of_a_provision(house: House) -> None:
    page = house.desk("banthidua")
    house.enter_year(page, PLAYED)
    page.goto(f"{page.url}ho-so/")
    page.goto(house.address + first(page, "tbody td a"))
    found = visit(page, house.address + first(page, "a[href*='/lo-trinh/']"))
    address = f"{house.address}/luat/chua-kiem-chung/{PROVISION}/"
    found += visit(page, address)
    page.get_by_role("button", name="Ghi lời xác nhận").click()
    page.locator(".field-fault").first.wait_for()
    found += examined(page)
    page.get_by_label("Đã đọc ở đâu").fill("Công báo số 255 (minh họa)")
    page.get_by_role("button", name="Ghi lời xác nhận").click()
    page.get_by_text("Đang được tính").wait_for()
    found += examined(page)
    page.get_by_text("Rút lời xác nhận này").click()
    found += examined(page)
    page.get_by_label("Vì sao rút").fill("Đọc nhầm bản")
    page.get_by_role("button", name="Rút lời xác nhận").click()
    page.get_by_text("Đã rút lời xác nhận.").wait_for()
    assert found + examined(page) == []


def test_the_check_itself_notices_a_fault(house: House) -> None:
    page = house.window(width=1440, height=900)
    page.goto(f"{house.address}/cong-khai/")
    page.evaluate("document.querySelector('main').append(new Image())")
    assert [fault.split()[1] for fault in faults(page)] == ["image-alt:"]


def test_the_pages_where_a_year_is_laid_out(house: House) -> None:
    page = house.desk("banthidua")
    house.enter_year(page, PLAYED, 2022)
    year = page.url
    paths = ["", "quy-che/", "quy-che/nominate/", "quy-che/so-luong/", "ho-so/", "bao-cao/",
             "vai-tro/", "vai-tro/giao/", "phong-trao/"]  # fmt: skip
    found = [fault for path in paths for fault in visit(page, year + path)]
    page.goto(f"{year}ho-so/")
    found += visit(page, house.address + first(page, "tbody td a"))
    secretary = house.desk("canbo-snv")
    for path in ("chi-tieu/dat/?nhu=CT01", "bang-cham-diem/", "quy-che/nominate/", "bao-cao/"):
        found += visit(secretary, year + path)
    assert found == []


def test_the_papers_their_drafts_numbers_and_certificates(house: House) -> None:
    page = house.desk("banthidua")
    house.enter_year(page, PLAYED)
    papers = house.address + in_tabs(page)["Văn bản"]
    year = papers.removesuffix("van-ban/")
    found = visit(page, papers)
    for part in (
        "so-van-ban-di/",
        "in-bang/",
        "mau-bang/",
        "mau-bang/bang-khen-bo-tinh/",
        "goi-luu-tru/",
    ):
        found += visit(page, year + part)
    found += visit(page, f"{house.address}/danh-muc-bieu-mau/")
    found += visit(page, f"{house.address}/kiem-tra-the-thuc/")
    page = house.desk("thuky")
    house.enter_year(page, f"Luyện tập: hội nghị ({PLAYED})")
    drafts = house.address + in_tabs(page)["Văn bản"].replace("van-ban", "du-thao")
    found += visit(page, drafts)
    for kind in ("bao-cao", "giay-moi"):
        found += visit(page, f"{drafts}{kind}/")
    assert found == []
