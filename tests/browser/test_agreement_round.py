"""An agreement in the browser: the lead drafts, two members remark, the lead answers, all sign."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.axe import examined
from browser.conftest import ROOT, environment
from browser.house import PLAYED, House

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("THIDUA_TEST_PICTURES")
OTHERS = Path(__file__).with_name("agreement_others.py")
YEAR = 2023
HEADS = ("snv", "stc", "stp")  # who agree and sign in the browser


@pytest.fixture
def house(chromium: Browser, apart: str) -> Iterator[House]:
    house = House(chromium, apart, {})
    yield house
    house.close()


def others(folder: Path, step: str) -> None:
    """Open the year, or let all other heads agree or sign."""
    settings = environment(folder) | {
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}",
    }
    command = [sys.executable, str(OTHERS), step, str(YEAR), *HEADS]
    subprocess.run(command, check=True, env=settings, capture_output=True, text=True)


def looked_at(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page on a desk and on a phone; keep pictures for who wants them."""
    found = [f"{name}: {fault}" for fault in examined(page)]
    for width, kind in ((360, "phone"), (1440, "desk")):
        page.set_viewport_size({"width": width, "height": 900})
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{kind}.png", full_page=True)
    return found


def agreement(house: House, page: Page) -> Page:
    house.enter_year(page, PLAYED, YEAR)
    page.locator(".tabs").get_by_role("link", name="Giao ước").click()
    return page


def sure(page: Page, what: str) -> None:
    asked = page.locator("details.confirm", has=page.locator("summary", has_text=what))
    asked.locator("summary").click()
    asked.locator(".confirm-body button").click()


def told(page: Page, what: str) -> None:
    expect(page.locator(".messages, [role=status]").first).to_contain_text(what)


def draft(house: House, lead: Page) -> list[str]:
    """Begin with last year's text, promise too much, open the draft to the members."""
    agreement(house, lead).get_by_role("button", name="Lập dự thảo").click()
    new = lead.get_by_label("Thêm khoản vào Điều 5")
    new.fill("Từ 15% trở lên cá nhân đạt Chiến sĩ thi đua cơ sở.")
    lead.get_by_role("button", name="Lưu bản dự thảo").click()
    told(lead, "Đã lưu bản 2")
    expect(lead.get_by_role("region", name="Đối chiếu pháp luật")).to_contain_text("15%")
    lead.get_by_role("button", name="Mở lấy ý kiến").click()
    told(lead, "góp ý được đến hết ngày")
    return looked_at(lead, "1-draft")


def remark(house: House, page: Page, place: str, said: str, wording: str = "") -> list[str]:
    agreement(house, page).get_by_role("link", name=f"Góp ý {place}", exact=True).click()
    page.get_by_label("Ý kiến").fill(said)
    if wording:
        page.get_by_label("Đề nghị sửa thành").fill(wording)
    found = looked_at(page, f"2-remark-{'proposal' if wording else 'comment'}")
    page.get_by_role("button", name="Gửi góp ý").click()
    told(page, "Đã gửi góp ý")
    return found


def answer(house: House, lead: Page) -> list[str]:
    """Refuse the comment with its reason, take the proposal; the text follows."""
    agreement(house, lead)
    found = looked_at(lead, "3-remarks")
    first = lead.locator(".draft-remark", has_text="Cần nêu số liệu")
    first.get_by_label("Trả lời").fill("Số liệu ghi ở phụ lục.")
    first.get_by_role("button", name="Không tiếp thu").click()
    told(lead, "Đã trả lời")
    second = lead.locator(".draft-remark", has_text="Quá mức trần")
    second.get_by_role("button", name="Tiếp thu", exact=True).click()
    told(lead, "Đã trả lời")
    expect(lead.get_by_role("region", name="Đối chiếu pháp luật")).to_have_count(0)
    return found


def test_an_agreement_is_drafted_by_three_members_adopted_and_signed_by_all(
    house: House, tmp_path: Path
) -> None:
    others(tmp_path, "open")
    lead, one, two = (house.desk(name) for name in ("canbo-snv", "canbo-stc", "canbo-stp"))
    faults = draft(house, lead)
    faults += remark(house, one, "khoản 1 Điều 1", "Cần nêu số liệu.")
    proposed = "Không quá 15% cá nhân đạt Chiến sĩ thi đua cơ sở."
    faults += remark(house, two, "khoản 4 Điều 5", "Quá mức trần.", proposed)
    faults += answer(house, lead)
    others(tmp_path, "assent")
    heads = [house.desk(f"thutruong-{code}") for code in HEADS]
    for head in heads:
        agreement(house, head).get_by_role("button", name="Đồng ý với bản").click()
        told(head, "đồng ý với dự thảo")
    agreement(house, lead)
    faults += looked_at(lead, "4-agreed")
    sure(lead, "Ghi nhận đã thông qua")
    told(lead, "đã được thông qua")
    others(tmp_path, "sign")
    for head in heads:
        sure(agreement(house, head), "Ký giao ước")
        told(head, "Đã ký giao ước")
    agreement(house, lead)
    expect(lead.get_by_role("main")).to_contain_text("Có hiệu lực")
    expect(lead.get_by_role("main")).to_contain_text(proposed)
    faults += looked_at(lead, "5-signed")
    lead.get_by_role("link", name="So với năm trước").click()
    faults += looked_at(lead, "6-compared")
    agreement(house, lead).get_by_role("link", name="Sửa đổi, bổ sung").click()
    faults += looked_at(lead, "7-amendments")
    lead.get_by_role("link", name="Toàn văn theo ngày").click()
    faults += looked_at(lead, "8-text")
    assert faults == []
