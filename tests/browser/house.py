"""Browser windows of the people of the demo."""

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

PASSWORD = "thidua2021"
PLAYED = "Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định"
PATIENCE = 15_000  # milliseconds to wait for what a page should show


class House:
    """Opens a browser window of its own for each person; a person signs in once.

    Args:
        signed_in: what a browser keeps of each person who has signed in before.
    """

    def __init__(self, browser: Browser, address: str, signed_in: dict[str, StorageState]) -> None:
        self.browser, self.address, self.signed_in = browser, address, signed_in
        self.windows: list[BrowserContext] = []

    def window(
        self, *, width: int, height: int, script: bool = True, kept: StorageState | None = None
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            storage_state=kept,
        )
        context.set_default_timeout(PATIENCE)
        self.windows.append(context)
        return context.new_page()

    def close(self) -> None:
        """Close every window: one left open goes on asking the server for news."""
        for context in self.windows:
            context.close()

    def sign_in(self, page: Page, sign_in: str) -> Page:
        page.goto(f"{self.address}/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(sign_in)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("button", name="Đăng xuất").wait_for()
        return page

    def window_of(self, sign_in: str, *, width: int, height: int, script: bool = True) -> Page:
        """Open a window of somebody who is signed in, on the page that everybody begins with."""
        kept = self.signed_in.get(sign_in)
        page = self.window(width=width, height=height, script=script, kept=kept)
        if kept is None:
            self.sign_in(page, sign_in)
            self.signed_in[sign_in] = page.context.storage_state()
        else:
            page.goto(self.address)
        return page

    def desk(self, sign_in: str) -> Page:
        return self.window_of(sign_in, width=1440, height=900)

    def phone(self, sign_in: str, *, script: bool = True) -> Page:
        return self.window_of(sign_in, width=360, height=740, script=script)

    def enter_year(self, page: Page, name: str, number: int = 2021) -> None:
        page.goto(self.address)
        row = page.get_by_role("main").locator("tr").filter(has_text=str(number))
        row.get_by_role("link", name=name, exact=True).click()
        # A click doesn't wait for the page it leads to; the home page has no such tabs.
        page.locator(".tabs a").first.wait_for()

    def own_card(self, page: Page) -> None:
        """Go to the card that the person's unit is to fill in."""
        self.enter_year(page, f"Luyện tập: chấm điểm ({PLAYED})")
        page.locator(".tabs").get_by_role("link", name="Chấm điểm").click()
        page.get_by_role("main").locator("tr.mine a.btn").click()
        page.locator(".card-input").first.wait_for()
