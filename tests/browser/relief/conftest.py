"""One clock for the server and every phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests import make
from tests.browser.conftest import Visitor


class Clock:
    """The clock of the server and of every phone: NOON, running, and set forward together."""

    def __init__(self) -> None:
        self._travel: Any = None
        self._now = make.NOON
        self._phones: list[Page] = []

    def start(self) -> None:
        self._travel = time_machine.travel(self._now)
        self._travel.start()

    def stop(self) -> None:
        self._travel.stop()

    def carry(self, page: Page) -> None:
        """Give a phone this clock."""
        page.clock.install(time=self.now)
        self._phones.append(page)

    @property
    def now(self) -> datetime:
        return datetime.now(make.NOON.tzinfo)

    def forward(self, **span: float) -> None:
        """Everybody's clock, so much later."""
        self._now = self.now + timedelta(**span)
        self.stop()
        self.start()
        for page in self._phones:
            if not page.is_closed():
                page.clock.fast_forward(int(timedelta(**span).total_seconds() * 1000))


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    made = Clock()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def phone(ana: User, live_server: LiveServer, visitor: Visitor, clock: Clock) -> Page:
    """Ana's phone."""
    page = visitor(ana, live_server.url).page
    clock.carry(page)
    return page
