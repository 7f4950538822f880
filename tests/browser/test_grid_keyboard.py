"""The scorecard's grid works as a spreadsheet, and saves as one types."""

import pytest
from playwright.sync_api import Page, expect

from browser.house import House

pytestmark = pytest.mark.browser


@pytest.fixture
def card(house: House) -> Page:
    page = house.desk("canbo-stc")
    house.own_card(page)
    return page


def test_enter_goes_down_and_shift_enter_up(card: Page) -> None:
    first, second = card.locator(".card-input").nth(0), card.locator(".card-input").nth(1)
    first.fill("")
    card.keyboard.type("9,25")
    card.keyboard.press("Enter")
    expect(second).to_be_focused()
    card.keyboard.press("Shift+Enter")
    expect(first).to_be_focused()
    expect(first).to_have_value("9,25")


def test_a_column_copied_from_a_sheet_fills_the_cells_below(card: Page) -> None:
    first = card.locator(".card-input").nth(0)
    first.focus()
    first.evaluate(
        """(cell) => {
            const data = new DataTransfer();
            data.setData("text", "9,5\\tx\\n4,5\\ty\\n5\\tz");
            cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }"""
    )
    values = [card.locator(".card-input").nth(at).input_value() for at in range(3)]
    assert values == ["9,5", "4,5", "5"]


def test_the_wrong_cell_has_the_focus_and_its_reason_beside_it(card: Page) -> None:
    card.locator(".card-input").nth(0).fill("99")
    card.locator(".card-input").nth(1).fill("5")
    card.get_by_role("button", name="Lưu", exact=True).click()
    wrong = card.locator(".card-input[aria-invalid]")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_value("99")
    expect(card.locator(".field-fault")).to_contain_text("vượt mức tối đa 10")
    expect(card.locator(".card-input").nth(1)).to_have_value("5")


def test_a_cell_is_saved_as_it_is_left_and_stands_there_again(card: Page) -> None:
    cell = card.locator(".card-input").nth(1)
    cell.fill("4")
    card.keyboard.press("Tab")
    row = cell.locator("xpath=ancestor::tr")
    expect(row.locator(".card-saved")).to_contain_text("Đã lưu")
    card.reload()
    expect(card.locator(".card-input").nth(1)).to_have_value("4")
