"""A real Chromium against a real server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import User

# Playwright runs an event loop in this thread; Django then refuses the ORM unless told otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
NAMES = ("chromium", "chromium-browser", "google-chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ARGUMENTS = [
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


def find_chromium() -> str | None:
    """$CHROMIUM, else one on the path, else Chrome on a Mac."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return named or (str(MAC) if MAC.exists() else None)


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One browser for the whole run."""
    path = find_chromium()
    if path is None:
        message = "No Chromium found: install chromium or set $CHROMIUM to its path."
        if pytestconfig.getoption("--require-all"):
            pytest.fail(message)
        pytest.skip(message)
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS + root)
        yield browser
        browser.close()


@dataclass(slots=True)
class Visit:
    """A browser window, and what its console complained about."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
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
        context = chromium.new_context(
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
