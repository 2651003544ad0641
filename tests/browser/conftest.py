"""A real Chromium against a real server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import User
from script import chromium
from script.chromium import PHONE
from tests import make

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
            log_in(context, user, base)
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


def log_in(context: BrowserContext, user: User, base: str) -> None:
    """The two cookies that a log-in leaves.

    Without the second one the first pages that the browser asks for at once would each make a
    secret, and the form of one would be refused for the other's.
    """
    client, request = Client(), HttpRequest()
    client.force_login(user)
    get_token(request)
    kept = {
        "sessionid": client.cookies["sessionid"].value,
        "csrftoken": request.META["CSRF_COOKIE"],
    }
    context.add_cookies([{"name": name, "value": kept[name], "url": base} for name in kept])


@pytest.fixture
def noon() -> Iterator[None]:
    """The server's clock runs from NOON on."""
    with time_machine.travel(make.NOON):
        yield


@pytest.fixture
def ana() -> User:
    return make.user("ana")
