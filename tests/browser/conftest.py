"""A real Chromium against a real server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import User
from script import chromium
from script.chromium import PHONE

# Playwright runs an event loop in this thread; Django then refuses the ORM unless told otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path, args=chromium.arguments()
        )
        yield started
        started.close()


@dataclass(slots=True)
class Visit:
    """A browser window, and what its console complained about."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Opens windows: `visitor(user, base, dark=True, script=False, size=PHONE)`."""
    opened: list[BrowserContext] = []

    def visit(
        user: User | None = None,
        base: str = "",
        *,
        size: dict[str, int] = PHONE,
        dark: bool = False,
        script: bool = True,
        **options: Any,
    ) -> Visit:
        context = browser.new_context(
            base_url=base,
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            **options,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": base}])
        made = Visit(context, context.new_page())
        made.page.on(
            "console",
            lambda message: (
                made.complaints.append(message.text)
                if message.type in {"error", "warning"}
                else None
            ),
        )
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        return made

    yield visit
    for context in opened:
        context.close()


def session_of(user: User) -> str:
    """The session key of a fresh log-in."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
