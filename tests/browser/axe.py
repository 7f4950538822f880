"""A page against WCAG 2.2 AA, and against scrolling sideways."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults(page: Page) -> list[str]:
    """Return what axe objects to, with the places."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{page.url} {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{page.url} scrolls sideways by {over} px"] if over else []


def cut_off(page: Page) -> list[str]:
    """Return the tables and menus that hide columns or entries at their right edge."""
    boxes = "[...document.querySelectorAll('.scroll, .masthead-nav')]"
    return [
        str(name)
        for name in page.evaluate(
            f"{boxes}.filter(b => b.scrollWidth > b.clientWidth).map(b => b.ariaLabel)"
        )
    ]
