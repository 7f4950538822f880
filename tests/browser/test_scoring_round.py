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
        bonus = row.locator(".card-input").get_attribute("aria-label") or ""
        if not any(code in bonus for code in ("THUONG", "TRU")):
            row.locator(".card-input").fill(most)


def hand_in(page: Page, stage: str) -> None:
    page.locator("summary", has_text=f"Nộp phần {stage}").click()
    page.get_by_role("button", name="Đúng, nộp").click()
    expect(page.locator(".messages, [role=status]").first).to_contain_text("Đã nộp")


def move_on(house: House, secretary: Page, phase: str) -> None:
    house.enter_year(secretary, YEAR)
    secretary.locator("summary", has_text=f"Chuyển sang: {phase}").click()
    secretary.locator(".confirm-body").get_by_role("button").first.click()
    expect(secretary.locator(".pagehead, main").first).to_contain_text(phase)


def test_a_round(house: House, tmp_path: Path) -> None:
    officer, secretary = house.desk(f"canbo-{UNIT}"), house.desk("thuky")
    card(house, officer)
    print([row.get_attribute("id") for row in officer.locator("tbody tr").all()])
    fill_all(officer)
    found = looked_at(officer, "1-self-score")
    hand_in(officer, "tự chấm")
    assert found == []
