"""A conference with a sealed vote: a screen, a cockpit, two tellers' desks, five phones.

One phone reloads in between, one loses its network; who has no phone votes at a shared device. The files are recounted by the script that lies
beside them, in a process of its own.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from browser.axe import SIZES, faults, sideways
from browser.house import House

pytestmark = pytest.mark.browser
YES, NO, NEITHER = "Đồng ý", "Không đồng ý", "Không có ý kiến"
VOTERS = {"snv": YES, "stc": YES, "skhdt": NO, "stp": NEITHER, "tttinh": YES}
RELOADS, LOSES_NETWORK = "stc", "skhdt"
TELLERS = ("snv", "stp")
SLOW = 60_000  # milliseconds that a busy machine may take to make, sign and cast a ballot
PICTURES = os.environ.get("THIDUA_TEST_PICTURES")


@pytest.fixture
def house(chromium: Browser, apart: str) -> Iterator[House]:
    house = House(chromium, apart, {})
    expect.set_options(timeout=SLOW)
    yield house
    expect.set_options(timeout=5_000)
    house.close()


def looked_at(page: Page, name: str, *sizes: str) -> list[str]:
    """Return what is wrong with a page; keep its picture where somebody wants to look at it."""
    found = []
    before = page.viewport_size
    for size in sizes or (*SIZES,):
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/sealed-{name}-{size}.png", full_page=True)
        found += [f"{name}, {size}: {fault}" for fault in faults(page) + sideways(page)]
    if before:
        page.set_viewport_size(before)
    return found


class Evening:
    """The people of the evening and their windows; `wrong` gathers what axe finds."""

    def __init__(self, house: House) -> None:
        self.house, self.wrong = house, list[str]()
        self.secretary = house.desk("thuky")
        self.phones = {unit: house.phone(f"thutruong-{unit}") for unit in VOTERS}
        self.desks = {unit: house.desk(f"thutruong-{unit}") for unit in TELLERS}
        self.screen = house.window_of("thuky", width=1280, height=720)
        for context in house.windows:
            context.set_default_timeout(SLOW)
        self.vote = ""
        self.files: dict[str, bytes] = {}

    def look(self, page: Page, name: str, *sizes: str) -> None:
        self.wrong += looked_at(page, name, *sizes)


def name_of(page: Page) -> str:
    return page.locator(".masthead-who").inner_text().splitlines()[0].strip()


def put_on_the_table(evening: Evening) -> None:
    """Everyone is there, the meeting is open, the screen stands, the question is put."""
    secretary, house = evening.secretary, evening.house
    secretary.get_by_role("link", name="Điều hành hội nghị").click()
    evening.screen.goto(f"{secretary.url.replace('/hoi-nghi/', '/hop/hoi-nghi/man-hinh/')}")
    secretary.get_by_role("button", name="Ghi tất cả có mặt").click()
    secretary.locator("summary", has_text="Khai mạc").click()
    secretary.get_by_role("button", name="Đúng, khai mạc").click()
    secretary.get_by_role("radio", name="Phiếu kín niêm phong").check()
    secretary.get_by_role("button", name="Đưa ra: Sở Kế hoạch và Đầu tư").first.click()
    secretary.get_by_role("link", name="Trang hòm phiếu niêm phong").click()
    found = re.search(r"/bieu-quyet/([0-9a-f-]{36})/", secretary.url)
    assert found
    evening.vote = f"{house.address}/bieu-quyet/{found[1]}/"


def tellers_offer_keys(evening: Evening) -> None:
    secretary = evening.secretary
    for unit in TELLERS:
        secretary.get_by_role("checkbox", name=name_of(evening.desks[unit])).check()
    secretary.get_by_role("button", name="Cử người kiểm phiếu").click()
    for unit, desk in evening.desks.items():
        desk.goto(f"{evening.vote}to-kiem-phieu/")
        desk.get_by_role("button", name="Tạo khóa mới").click()
        with desk.expect_download() as kept:
            desk.get_by_role("button", name="1. Lưu tệp khóa").click()
        evening.files[unit] = Path(kept.value.path()).read_bytes()
        if unit == TELLERS[0]:
            evening.look(desk, "teller-keeps")
        desk.get_by_role("button", name="3. Giao phần công khai").click()
        expect(desk.locator("#teller-desk")).to_contain_text("Đã giao phần công khai")


def seal_and_open(evening: Evening) -> None:
    secretary = evening.secretary
    secretary.goto(f"{evening.vote}hom/")
    secretary.get_by_role("button", name="Niêm phong và cấp phiếu").click()
    early = evening.phones["snv"]
    early.goto(evening.vote)
    expect(early.locator("#sealed-ballot")).to_contain_text("Hòm phiếu chưa mở")
    secretary.get_by_role("button", name="Mở hòm phiếu").click()
    expect(early.locator("#sealed-ballot")).to_contain_text("Chọn một mục")
    evening.look(secretary, "cockpit-box")


def choose(phone: Page, choice: str) -> None:
    phone.get_by_role("button", name=choice, exact=True).click()
    expect(phone.locator(".chosen")).to_have_text(f"Ông/Bà chọn: {choice}")


def confirm(phone: Page) -> None:
    phone.get_by_role("button", name="Bỏ phiếu", exact=True).click()


def is_inside(phone: Page) -> None:
    expect(phone.locator("#sealed-ballot")).to_contain_text("Phiếu đã ở trong hòm")


def everyone_votes(evening: Evening) -> None:
    for unit, phone in evening.phones.items():
        phone.goto(evening.vote)
        expect(phone.locator("#sealed-ballot")).to_contain_text("Chọn một mục")
        if unit == RELOADS:
            reload_in_between(phone)
        choose(phone, VOTERS[unit])
        if unit == "snv":
            evening.look(phone, "phone-confirm", "phone")
        lose_network(phone) if unit == LOSES_NETWORK else confirm(phone)
    for phone in evening.phones.values():
        is_inside(phone)
    evening.look(evening.phones["snv"], "phone-inside", "phone")
    vote_by_slip(evening)
    expect(evening.screen.locator("main")).to_contain_text("06 / 09")
    evening.look(evening.screen, "screen-voting", "desk")


def vote_by_slip(evening: Evening) -> None:
    """A code on paper, typed carelessly at a device where nobody is signed in."""
    secretary = evening.secretary
    secretary.goto(f"{evening.vote}hom/")
    secretary.get_by_role("checkbox", name="Sở Khoa học và Công nghệ").check()
    secretary.get_by_role("button", name="Lập mã để in").click()
    code = secretary.locator(".slip-code").inner_text()
    shared = evening.house.window(width=1440, height=900)
    shared.goto(evening.vote.replace("bieu-quyet", "phieu-giay"))
    shared.get_by_label("Mã phiếu").fill("sai mã")
    shared.get_by_role("button", name="Nhận phiếu").click()
    shared.get_by_role("button", name="Gõ lại mã").click()
    evening.look(shared, "shared-code", "phone")
    shared.get_by_label("Mã phiếu").fill(code.lower().replace("-", " "))
    shared.get_by_role("button", name="Nhận phiếu").click()
    choose(shared, YES)
    confirm(shared)
    is_inside(shared)
    shared.get_by_role("button", name="Xong, xóa khỏi máy chung").click()
    shared.get_by_label("Mã phiếu").wait_for()
    assert shared.evaluate("Object.values(localStorage).join().includes('tracker')") is False


def reload_in_between(phone: Page) -> None:
    """The token that was given before the reload is the one used after it; none is asked anew."""
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.reload()
    expect(phone.locator("#sealed-ballot")).to_contain_text("Chọn một mục")
    assert not [address for address in asked if address.endswith("/xin-phieu/")]


def lose_network(phone: Page) -> None:
    """The box gets the ballot, its answer is lost, the phone is reloaded: the same ballot goes again."""
    sent: list[str | None] = []

    def deliver_and_lose(route: Route) -> None:
        sent.append(route.request.post_data)
        assert "cookie" not in route.request.all_headers()
        if len(sent) == 1:
            assert route.fetch().status == 200
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.route("**/hom-phieu/", deliver_and_lose)
    confirm(phone)
    expect(phone.locator("#sealed-ballot")).to_contain_text("Mạng yếu")
    phone.reload()
    is_inside(phone)
    assert len(sent) > 1
    assert len(set(sent)) == 1


def nothing_is_cast_twice(evening: Evening) -> None:
    """A device that knows nothing of the ballot is told that it was given."""
    phone = evening.house.phone("thutruong-snv")
    phone.goto(evening.vote)
    expect(phone.locator("#sealed-ballot [role=alert]")).to_contain_text("phiếu")
    assert phone.get_by_role("button", name=YES, exact=True).count() == 0


def close_the_box(evening: Evening) -> None:
    secretary = evening.secretary
    secretary.goto(f"{evening.vote}hom/")
    secretary.locator("summary", has_text="Đóng hòm phiếu").click()
    secretary.get_by_role("button", name="Đúng, đóng hòm phiếu").click()
    for phone in evening.phones.values():
        told = expect(phone.locator("#sealed-ballot"))
        told.to_contain_text("Phiếu của Ông/Bà có trong hòm")
    evening.look(evening.phones["snv"], "phone-found", "phone")


def bring_key_to_another_device(evening: Evening, unit: str) -> None:
    """The secret is on the device that made it alone, until its owner brings the file."""
    desk = evening.desks[unit] = evening.house.desk(f"thutruong-{unit}")
    desk.goto(f"{evening.vote}to-kiem-phieu/")
    other = next(evening.files[one] for one in TELLERS if one != unit)
    for content in (other, evening.files[unit]):
        file = FilePayload(name="khoa-kiem-phieu.txt", mimeType="text/plain", buffer=content)
        desk.get_by_label("Chọn tệp khóa đã lưu").set_input_files(file)
        if content == other:
            expect(desk.get_by_role("alert")).to_contain_text("không phải khóa đã giao")


def tellers_open_and_sign(evening: Evening) -> None:
    bring_key_to_another_device(evening, TELLERS[1])
    for desk in evening.desks.values():
        desk.get_by_role("button", name="Giao khóa mở phiếu").click()
        expect(desk.locator("#teller-desk")).to_contain_text("Đã giao khóa mở phiếu")
    secretary = evening.secretary
    secretary.get_by_role("button", name="Kiểm phiếu", exact=True).click()
    for unit, desk in evening.desks.items():
        button = desk.get_by_role("button", name="Ký kết quả này")
        expect(button).to_be_visible()
        if unit == TELLERS[0]:
            evening.look(desk, "teller-signs")
        button.click()
    last = evening.desks[TELLERS[-1]]
    expect(last.locator("#teller-desk")).to_contain_text("Kết quả đã công bố")
    # The box's page looks for itself whether all have signed.
    secretary.get_by_role("link", name="Tệp kết quả công khai").wait_for()
    evening.look(secretary, "cockpit-result", "desk")


def files_are_recounted(evening: Evening, folder: Path) -> None:
    """Both files say the same hash, which stands on the page, and are found right."""
    teller = evening.desks[TELLERS[0]]
    for name in ("ket-qua.json", "kiem-phieu.json", "recount.py"):
        answer = teller.request.get(f"{evening.vote}{name}")
        assert answer.status == 200, name
        (folder / name).write_bytes(answer.body())
    told = recounted(folder, "ket-qua.json"), recounted(folder, "kiem-phieu.json")
    digests = {one.split(": ")[-1].splitlines()[0] for one in told}
    assert len(digests) == 1
    assert all("[4 Đồng ý; 1 Không đồng ý; 1 Không có ý kiến; 0 (trắng)" in one for one in told)
    expect(evening.secretary.get_by_role("main")).to_contain_text(digests.pop())


def recounted(folder: Path, name: str) -> str:
    command = [sys.executable, str(folder / "recount.py"), str(folder / name)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def result_is_on_the_screen(evening: Evening) -> None:
    told = expect(evening.screen.locator("main"))
    told.to_contain_text("Không thông qua")
    told.to_contain_text("cần ít nhất 08 phiếu")
    evening.look(evening.screen, "screen-result", "desk")


def kept_by(phone: Page) -> Any:
    return phone.evaluate("Object.values(localStorage).filter((one) => one.includes('tracker'))")


def phones_forget(evening: Evening) -> None:
    """All that a phone still has is its tracker; on demand it is gone as well."""
    phone = evening.phones["snv"]
    phone.get_by_role("link", name="Tệp kết quả công khai").wait_for()
    assert [re.findall(r'"(\w+)":', one) for one in kept_by(phone)] == [["tracker", "inside"]]
    phone.get_by_role("button", name="Xóa mã khỏi máy này").click()
    assert kept_by(phone) == []


def test_a_conference_with_a_sealed_vote(house: House, tmp_path: Path) -> None:
    evening = Evening(house)
    put_on_the_table(evening)
    tellers_offer_keys(evening)
    seal_and_open(evening)
    everyone_votes(evening)
    nothing_is_cast_twice(evening)
    close_the_box(evening)
    tellers_open_and_sign(evening)
    files_are_recounted(evening, tmp_path)
    result_is_on_the_screen(evening)
    phones_forget(evening)
    assert evening.wrong == []
