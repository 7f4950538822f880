"""An evening of the conference in four browsers: the secretary's and three voters' phones."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.axe import faults, sideways
from browser.house import House

pytestmark = pytest.mark.browser

VOTERS = {"thutruong-snv": "Đồng ý", "thutruong-stc": "Đồng ý", "thutruong-skhdt": "Không đồng ý"}
WITHOUT_SCRIPT = "thutruong-skhdt"


def enter_room(secretary: Page) -> None:
    secretary.get_by_role("link", name="Điều hành hội nghị").click()


def take_roll(secretary: Page) -> None:
    """One unit by proxy with its mandate, then all the others at once."""
    seat = secretary.locator("li.seat").filter(has_text="Ban Quản lý các khu công nghiệp")
    seat.get_by_role("combobox").select_option(label="Người được ủy quyền dự")
    seat.get_by_role("textbox").fill("Giấy ủy quyền số 05/GUQ ngày 15/12/2021")
    secretary.get_by_role("button", name="Ghi tất cả có mặt").click()
    counts = secretary.locator("#diem-danh .counts li")
    expect(counts).to_have_text(["Có mặt 08", "Người được ủy quyền dự 01", "Vắng 00"])


def open_meeting(secretary: Page) -> None:
    secretary.locator("summary", has_text="Khai mạc").click()
    secretary.get_by_role("button", name="Đúng, khai mạc").click()
    expect(secretary.locator(".pagehead")).to_contain_text("Đang họp")


def put_to_vote(secretary: Page, button: str, mode: str) -> None:
    secretary.get_by_role("radio", name=mode).check()
    secretary.get_by_role("button", name=button).first.click()
    secretary.get_by_role("button", name="Mở biểu quyết").click()


def three_taps(voter: Page, choice: str, *, examined: bool = False) -> None:
    voter.get_by_role("link", name="Mở phiếu").click()
    assert not examined or faults(voter) + sideways(voter) == []
    voter.get_by_role("button", name=choice, exact=True).click()
    expect(voter.locator(".chosen")).to_have_text(f"Ông/Bà chọn: {choice}")
    voter.get_by_role("button", name="Bỏ phiếu").click()
    expect(voter.get_by_role("main")).to_contain_text("Đã nhận phiếu của")


def test_an_evening(house: House) -> None:
    secretary = house.desk("thuky")
    enter_room(secretary)
    take_roll(secretary)
    open_meeting(secretary)
    phones = {who: house.phone(who, script=who != WITHOUT_SCRIPT) for who in VOTERS}
    for phone in phones.values():
        phone.goto(f"{house.address}/bieu-quyet/")
        expect(phone.get_by_role("main")).to_contain_text("Hiện không có phiếu nào chờ Ông/Bà.")

    put_to_vote(secretary, "Đưa ra: Sở Kế hoạch và Đầu tư", "Bỏ phiếu trên điện thoại")
    ballots_appear_and_are_cast(phones, secretary)
    nothing_is_cast_twice(phones["thutruong-snv"], secretary)
    close_electronic(secretary, phones)
    adopt_report_on_paper(secretary)
    minutes_are_complete(secretary)


def ballots_appear_and_are_cast(phones: dict[str, Page], secretary: Page) -> None:
    """The page finds the open ballot by itself, with script and without."""
    for number, (who, choice) in enumerate(VOTERS.items(), start=1):
        expect(phones[who].get_by_role("link", name="Mở phiếu")).to_be_visible(timeout=15_000)
        three_taps(phones[who], choice, examined=who != WITHOUT_SCRIPT)
        expect(secretary.locator(".pulse")).to_have_text(f"{number:02d} / 09 phiếu đã bỏ")
    assert faults(secretary) == []
    told = secretary.locator("#bieu-quyet").inner_text()
    assert re.findall(r"\d+", told.split("phiếu đã bỏ")[1]) == []


def nothing_is_cast_twice(phone: Page, secretary: Page) -> None:
    """After a reload the ballot is closed to the voter; a form kept open elsewhere is refused."""
    phone.reload()
    assert phone.get_by_role("main").locator("form").count() == 0
    token = next(c["value"] for c in phone.context.cookies() if c["name"] == "csrftoken")
    again = phone.request.post(
        phone.url,
        form={"choice": "no", "step": "cast", "csrfmiddlewaretoken": token},
        headers={"Referer": phone.url},
    )
    assert again.status == 409
    assert "đã bỏ phiếu cho nội dung này" in again.text()
    expect(secretary.locator(".pulse")).to_have_text("03 / 09 phiếu đã bỏ")


def close_electronic(secretary: Page, phones: dict[str, Page]) -> None:
    secretary.locator("summary", has_text="Kết thúc và kiểm phiếu").click()
    secretary.get_by_role("button", name="Đúng, kết thúc và kiểm phiếu").click()
    result = secretary.locator("#bieu-quyet")
    expect(result).to_contain_text("Không thông qua")
    expect(result).to_contain_text("Chưa đạt: 02/09 phiếu (22,22%), cần ít nhất 08 phiếu")
    for phone in phones.values():
        phone.reload()
        expect(phone.get_by_role("main")).to_contain_text("Chưa đạt: 02/09 phiếu")


def adopt_report_on_paper(secretary: Page) -> None:
    """The tellers' figures are refused while they don't add up, and stay as typed."""
    put_to_vote(secretary, "Đưa ra: Thông qua báo cáo tổng kết", "Đếm phiếu giấy hoặc giơ tay")
    for label, value in (("Thu về", "9"), ("Đồng ý", "7"), ("Không đồng ý", "1")):
        field = "Số phiếu thu về" if label == "Thu về" else label
        secretary.get_by_label(field, exact=True).fill(value)
    secretary.get_by_label("Không có ý kiến").fill("0")
    secretary.get_by_role("button", name="Kiểm và công bố kết quả").click()
    expect(secretary.get_by_role("alert")).to_contain_text("không khớp")
    expect(secretary.get_by_label("Đồng ý", exact=True)).to_have_value("7")
    secretary.get_by_label("Đồng ý", exact=True).fill("8")
    secretary.get_by_role("button", name="Kiểm và công bố kết quả").click()
    # The question says "Thông qua" too; the count stands only on the page that comes after.
    expect(secretary.locator("#bieu-quyet")).to_contain_text("08/09 phiếu")


def minutes_are_complete(secretary: Page) -> None:
    secretary.get_by_label("Ý kiến thảo luận").fill("Sở Nội vụ: nhất trí với báo cáo")
    secretary.locator("summary", has_text="Bế mạc và lập biên bản").click()
    expect(secretary.locator("#be-mac")).to_contain_text("Chưa bầu được Khối trưởng năm 2022.")
    secretary.get_by_role("button", name="Đúng, bế mạc và lập biên bản").click()
    expect(secretary.locator(".pagehead")).to_contain_text("Đã bế mạc")
    secretary.get_by_role("link", name="Biên bản", exact=True).click()
    minutes = secretary.locator(".minutes")
    expect(minutes).to_contain_text("Có mặt 09/09.")
    expect(minutes).to_contain_text("Đồng ý: 02; Không đồng ý: 01; Không có ý kiến: 00.")
    expect(minutes).to_contain_text("Đồng ý: 08; Không đồng ý: 01; Không có ý kiến: 00.")
    expect(minutes).to_contain_text("Sở Nội vụ: nhất trí với báo cáo")
