"""A page against WCAG 2.2 AA, and against scrolling sideways, on a desk and on a phone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SIZES = {"desk": (1440, 900), "phone": (360, 740)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults(page: Page) -> list[str]:
    """Return what axe objects to, with the places."""
    tags = {"type": "tag", "values": TAGS}
    # Without the places where all is well, of which there are thousands.
    found = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]})
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


def examined(page: Page) -> list[str]:
    """Return what is wrong with a page on a desk, and once it is as narrow as a phone."""
    found = []
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{name}: {fault}" for fault in faults(page) + sideways(page)]
    return found


def cut_off(page: Page) -> list[str]:
    """Return the tables and menus that hide columns or entries at their right edge."""
    boxes = "[...document.querySelectorAll('.scroll, .masthead-nav')]"
    return [
        str(name)
        for name in page.evaluate(
            f"{boxes}.filter(b => b.scrollWidth > b.clientWidth).map(b => b.ariaLabel)"
        )
    ]
