"""A round of scoring in the browser: the unit's officer, the cross-scorer, the bloc's secretary."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.axe import examined
from browser.conftest import ROOT, environment
from browser.house import PLAYED, House

pytestmark = pytest.mark.browser
UNIT, NAME = "stc", "Sở Tài chính"
YEAR = f"Luyện tập: chấm điểm ({PLAYED})"
SAVING = 60_000  # milliseconds that a busy machine may take to save a card line by line
OTHERS = Path(__file__).with_name("others.py")
PICTURES = os.environ.get("THIDUA_TEST_PICTURES")


@pytest.fixture
def house(chromium: Browser, apart: str) -> Iterator[House]:
    house = House(chromium, apart, {})
    yield house
    house.close()


def others(folder: Path, stage: str) -> str:
    """Let all other cards' stage be handed in; return who cross-scores the one played here."""
    settings = environment(folder) | {
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}",
    }
    command = [sys.executable, str(OTHERS), stage, UNIT]
    done = subprocess.run(command, check=True, env=settings, capture_output=True, text=True)
    return done.stdout


def looked_at(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page; keep its picture where somebody wants to look at it."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    return [f"{name}: {fault}" for fault in examined(page)]


def cards(house: House, page: Page) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    house.enter_year(page, YEAR)
    page.locator(".tabs").get_by_role("link", name="Chấm điểm").click()
    page.get_by_role("heading", name="Phiếu chấm điểm").wait_for()
    return page


def card(house: House, page: Page) -> Page:
    cards(house, page).get_by_role("link", name=NAME, exact=True).click()
    page.get_by_role("heading", name=NAME, exact=True).wait_for()
    return page


def line(page: Page, code: str) -> Locator:
    return page.locator(f"[id='tc-{code}']")


def fill_all(page: Page) -> None:
    """Type the most into every open line that wants points, as a diligent officer does."""
    for row in page.locator("tbody tr:has(input.card-input)").all():
        most = row.locator("td[data-label='Tối đa']").inner_text().split()[0]
        label = row.locator(".card-input").get_attribute("aria-label") or ""
        if "VIII" not in label and "VII" not in label:
            row.locator(".card-input").fill(most)
    page.keyboard.press("Tab")


def hand_in(page: Page, stage: str) -> None:
    sure(page, f"Nộp phần {stage}")
    expect(page.locator(".messages, [role=status]").first).to_contain_text("Đã nộp")


def sure(page: Page, what: str) -> None:
    """Press what asks once more, and say yes."""
    asked = page.locator("details.confirm", has=page.locator("summary", has_text=what))
    asked.locator("summary").click()
    asked.locator(".confirm-body button").click()


def move_on(house: House, secretary: Page, phase: str) -> None:
    house.enter_year(secretary, YEAR)
    sure(secretary, f"Chuyển sang: {phase}")
    expect(secretary.get_by_role("main")).to_contain_text(phase)


def score_oneself(house: House, officer: Page) -> list[str]:
    """Give oneself the most, prove a line with a paper, hand the card in."""
    fill_all(card(house, officer))
    saved = expect(officer.locator(".card-left"))
    saved.to_have_text("Đã đủ điểm, có thể nộp.", timeout=SAVING)
    officer.get_by_label("Số, ký hiệu").fill("15/BC-STC")
    officer.get_by_label("Ngày", exact=True).fill("10/12/2021")
    officer.locator("#e-criterion").select_option("II.3")
    officer.get_by_role("button", name="Gắn minh chứng").click()
    expect(line(officer, "II.3")).to_contain_text("15/BC-STC")
    found = looked_at(officer, "1-self-score")
    hand_in(officer, "tự chấm")
    return found


def cross_score(house: House, scorer: Page) -> list[str]:
    """See what the unit gave itself and its paper; take a point off, with the reason."""
    fill_all(card(house, scorer))
    expect(line(scorer, "II.3")).to_contain_text("15/BC-STC")
    line(scorer, "II.3").locator(".card-input").fill("4")
    line(scorer, "II.3").locator(".card-reason").fill("Báo cáo thiếu số liệu quý IV")
    found = looked_at(scorer, "2-cross-score")
    hand_in(scorer, "chấm chéo")
    return found


def appraise(house: House, secretary: Page) -> list[str]:
    """Change a line beyond the margin: without a reason it is refused, nothing typed is lost."""
    fill_all(card(house, secretary))
    line(secretary, "II.3").locator(".card-input").fill("2")
    sure(secretary, "Nộp phần thẩm định")
    expect(line(secretary, "II.3").locator(".field-fault")).to_contain_text("lý do")
    expect(line(secretary, "II.3").locator(".card-input")).to_have_value("2")
    found = looked_at(secretary, "3-appraisal-refused")
    line(secretary, "II.3").locator(".card-reason").fill("Chỉ nộp báo cáo, không có biên bản")
    hand_in(secretary, "thẩm định")
    return found


def object_(house: House, officer: Page) -> list[str]:
    card(house, officer)
    officer.locator("#o-criterion").select_option("II.3")
    officer.get_by_label("Điểm đề nghị").fill("4,5")
    officer.get_by_label("Căn cứ").fill("Biên bản kiểm tra số 07/BB-STC ngày 01/12/2021")
    found = looked_at(officer, "4-objection")
    officer.get_by_role("button", name="Gửi kiến nghị").click()
    expect(line(officer, "II.3")).to_contain_text("Kiến nghị chưa được trả lời")
    return found


def answer(house: House, secretary: Page) -> list[str]:
    card(house, secretary)
    secretary.get_by_label("Chấp nhận", exact=True).check()
    secretary.get_by_label("Lý do", exact=True).last.fill("Đã xem biên bản")
    found = looked_at(secretary, "5-answer")
    secretary.get_by_role("button", name="Trả lời", exact=True).click()
    expect(line(secretary, "II.3")).to_contain_text("chấp nhận, 4,5 điểm")
    line(secretary, "II.3").get_by_role("link", name="Diễn biến").click()
    secretary.get_by_role("heading", level=1).wait_for()
    return found + looked_at(secretary, "6-timeline")


def close_ranking(house: House, officer: Page, secretary: Page) -> list[str]:
    """The ranking waits for the unit, which may still object; then it is closed and seen by all."""
    cards(house, secretary).locator(".tabs").get_by_role("link", name="Xếp hạng").click()
    expect(secretary.get_by_role("main")).to_contain_text("Còn trong thời hạn kiến nghị")
    found = looked_at(secretary, "7-ranking-open")
    sure(card(house, officer), "Không kiến nghị")
    secretary.reload()
    sure(secretary, "Chốt bảng xếp hạng")
    expect(secretary.get_by_role("main")).to_contain_text("Đã chốt")
    cards(house, officer).locator(".tabs").get_by_role("link", name="Xếp hạng").click()
    own = officer.locator("tr.mine")
    expect(own).to_contain_text(NAME)
    return found + looked_at(officer, "8-ranking-closed")


def test_self_score_cross_score_objection_appraisal_and_ranking(
    house: House, tmp_path: Path
) -> None:
    officer, secretary = house.desk(f"canbo-{UNIT}"), house.desk("thuky")
    found = score_oneself(house, officer)
    others(tmp_path, "self")
    move_on(house, secretary, "Chấm chéo")
    scorer = house.desk(f"canbo-{others(tmp_path, 'cross')}")
    found += cross_score(house, scorer)
    move_on(house, secretary, "Thẩm định")
    others(tmp_path, "appraised")
    found += appraise(house, secretary)
    found += object_(house, officer)
    found += answer(house, secretary)
    found += close_ranking(house, officer, secretary)
    assert found == []
