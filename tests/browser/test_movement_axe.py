"""Movements, the library, the board and news against WCAG 2.2 AA, on a desk and on a phone."""

import pytest

from browser.axe import examined
from browser.house import PLAYED, House

pytestmark = pytest.mark.browser

PAGES = [
    "phong-trao/", "phong-trao/cay/", "phong-trao/ghi/", "thu-vien/", "cach-lam-hay/",
    "cach-lam-hay/chia-se/", "tin/",
]  # fmt: skip


def test_every_list_and_form(house: House) -> None:
    page = house.desk("canbo-stc")
    house.enter_year(page, PLAYED)
    year = page.url
    found = []
    for name in PAGES:
        page.goto(year + name)
        found += examined(page)
    page.goto(f"{year}phong-trao/")
    page.locator("tbody td a").first.click()
    assert found + examined(page) == []
