"""What the hands of a person do at a page: find, tap, press keys, wait until something holds."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

# How long a condition may take: a slow moment of the machine is no finding.
PATIENCE_MS = 15_000
LOOK_MS = 50


class Finger:
    """Counts what it taps."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1


def button(page: Page, name: str) -> Locator:
    """The button with exactly these words."""
    return page.get_by_role("button", name=name, exact=True)


def heading(page: Page) -> Locator:
    """The page's one h1."""
    return page.get_by_role("heading", level=1)


def toast(page: Page) -> Locator:
    """What the page says about the last tap."""
    return page.locator(".toast-bar")


def tab_to(page: Page, wanted: Locator, most: int = 150) -> None:
    """Press Tab until the focus is there; AssertionError when it takes more than `most`."""
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def wait_until(page: Page, holds: str, arg: str = "") -> None:
    """Until this JavaScript, which may be an async function of `arg`, is true in the page.

    Playwright's own wait_for_function takes a promise for a yes, and asks by eval, which the
    site's policy forbids.
    """
    for _ in range(PATIENCE_MS // LOOK_MS):
        if page.evaluate(holds, arg):
            return
        page.wait_for_timeout(LOOK_MS)
    raise AssertionError(f"It never held: {holds}")
