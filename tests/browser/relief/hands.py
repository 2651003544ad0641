"""What hands do on the relief screen, and what eyes see there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import BrowserContext, Locator, Page, expect

from journal.models import ReliefStep
from tests.browser.hands import LOOK_MS, PATIENCE_MS, button, wait_until

# A clock that runs differs from ours by what the browser needs.
ROUGHLY = timedelta(seconds=20)


def lit(page: Page) -> Locator:
    """The heading of the step that is lit."""
    return page.locator(".relief > .is-now h2:visible")


def is_lit(page: Page, words: str) -> None:
    expect(lit(page)).to_contain_text(words, use_inner_text=True)


def network(context: BrowserContext, *, on: bool) -> None:
    context.set_offline(not on)


def begin(page: Page, muscle: str = "Left calf") -> None:
    page.goto("/relief/")
    button(page, muscle).click()
    is_lit(page, "Stretch the calf")


def wait_for_diary(page: Page, holds: Callable[[], object]) -> None:
    """Until the diary has what the phone sent."""
    for _ in range(PATIENCE_MS // LOOK_MS):
        if holds():
            return
        page.wait_for_timeout(LOOK_MS)
    raise AssertionError("the diary never had it")


def wait_for_steps(page: Page, count: int) -> list[ReliefStep]:
    """The steps that the diary has, once there are so many."""
    wait_for_diary(page, lambda: ReliefStep.objects.count() >= count)
    found = list(ReliefStep.objects.order_by("started_at"))
    assert len(found) == count
    return found


def wait_for_worker(page: Page) -> None:
    """The worker has the page and its files."""
    wait_until(
        page,
        """async () => {
          const there = await navigator.serviceWorker.getRegistration("/relief/");
          const [name] = await caches.keys();
          if (!there?.active || !name) return false;
          return (await (await caches.open(name)).keys()).length === 6;
        }""",
    )


def assert_near(first: datetime | None, second: datetime) -> None:
    assert first is not None
    assert abs(first - second) < ROUGHLY
