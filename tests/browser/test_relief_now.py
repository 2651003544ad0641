"""“Cramp now” in a real browser: one tap away, and nothing that was tapped is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
import time_machine
from django.core.handlers.base import BaseHandler
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import CrampEpisode, ReliefStep
from tests import make
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

# A clock that runs differs from ours by what the browser needs.
ROUGHLY = timedelta(seconds=20)


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


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests take turns, as BEGIN IMMEDIATE makes them do in a file."""
    turn = Lock()
    answer = BaseHandler.get_response

    def in_turn(handler: BaseHandler, request: Any) -> Any:
        with turn:
            return answer(handler, request)

    monkeypatch.setattr(BaseHandler, "get_response", in_turn)


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def phone(ana: User, live_server: LiveServer, visitor: Visitor, clock: Clock) -> Page:
    """Ana's phone."""
    page = visitor(ana, live_server.url).page
    clock.carry(page)
    return page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def lit(page: Page) -> Locator:
    """The heading of the step that is lit."""
    return page.locator(".relief > .is-now h2:visible")


def is_lit(page: Page, words: str) -> None:
    expect(lit(page)).to_contain_text(words, use_inner_text=True)


def begin(page: Page, muscle: str = "Left calf") -> None:
    page.goto("/relief/")
    button(page, muscle).click()
    is_lit(page, "Stretch the calf")


def in_diary(count: int) -> list[ReliefStep]:
    """The steps that the diary has, once there are so many."""
    return list(ReliefStep.objects.order_by("started_at")) if count else []


def wait_for_steps(page: Page, count: int) -> list[ReliefStep]:
    for _ in range(100):
        if ReliefStep.objects.count() >= count:
            break
        page.wait_for_timeout(50)
    found = list(ReliefStep.objects.order_by("started_at"))
    assert len(found) == count
    return found


def wait_for_worker(page: Page) -> None:
    """The worker has the page and its files."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function(
        "async () => (await (await caches.open((await caches.keys())[0])).keys()).length >= 6"
    )


def assert_near(first: datetime | None, second: datetime) -> None:
    assert first is not None
    assert abs(first - second) < ROUGHLY


@pytest.mark.parametrize("path", ["/today/", "/calendar/", "/insights/", "/you/", "/journal/"])
def test_it_is_one_tap_away(phone: Page, path: str) -> None:
    phone.goto(path)

    phone.get_by_role("link", name="Cramp now").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Where is it?")


def test_everything_done_becomes_the_cramp(phone: Page, clock: Clock) -> None:
    phone.goto("/today/")
    phone.get_by_role("link", name="Cramp now").click()
    button(phone, "Left calf").click()
    is_lit(phone, "Stretch the calf")
    began = clock.now
    clock.forward(seconds=60)
    button(phone, "Still there").click()
    is_lit(phone, "Rub along the muscle")
    clock.forward(seconds=40)
    button(phone, "Still there").click()
    is_lit(phone, "Sip")
    clock.forward(seconds=100)
    is_lit(phone, "Warm it, round 1 of 3")
    button(phone, "Warm pack is on").click()
    is_lit(phone, "Warm, round 1 of 3")
    clock.forward(seconds=420)
    is_lit(phone, "Ten minutes. Is it gone? If not, get advice today")
    clock.forward(seconds=30)

    button(phone, "It’s gone").click()

    expect(phone.locator(".toast-bar")).to_contain_text("Saved. Add more if you feel like it.")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Left calf")
    episode = CrampEpisode.objects.get()
    steps = list(episode.steps.all())
    assert [step.kind for step in steps] == ["stretch", "massage", "drink", "heat"]
    assert [step.eased for step in steps] == [False, False, False, True]
    assert episode.helped == ["heat"]
    assert episode.end_kind == "known"
    assert_near(episode.started_at, began)
    assert_near(episode.ended_at, began + timedelta(seconds=650))
    assert steps[-1].to_relief is not None
    assert abs(steps[-1].to_relief - timedelta(seconds=450)) < ROUGHLY


def test_a_reload_shows_the_same_step(phone: Page, clock: Clock) -> None:
    begin(phone)
    clock.forward(seconds=30)
    button(phone, "Still there").click()
    wait_for_steps(phone, 2)

    phone.reload()

    is_lit(phone, "Rub along the muscle")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Left calf")
    assert ReliefStep.objects.count() == 2


def test_another_device_goes_on(
    phone: Page, ana: User, live_server: LiveServer, visitor: Visitor, clock: Clock
) -> None:
    begin(phone)
    button(phone, "Still there").click()
    wait_for_steps(phone, 2)
    tablet = visitor(ana, live_server.url).page
    clock.carry(tablet)
    tablet.goto("/relief/")

    tablet.get_by_role("link", name="Go on: left calf, since 12:00").click()

    is_lit(tablet, "Rub along the muscle")
    button(tablet, "Still there").click()
    is_lit(tablet, "Sip")
    wait_for_steps(tablet, 3)


def test_a_screen_that_was_locked_is_as_late_as_the_clock(phone: Page, clock: Clock) -> None:
    begin(phone)

    clock.forward(seconds=200)

    expect(phone.locator("[data-elapsed]")).to_have_text(re.compile(r"3:2\d|3:3\d"))
    is_lit(phone, "Warm it")


def test_offline_taps_survive_a_reload_and_reach_the_diary_once(phone: Page, clock: Clock) -> None:
    begin(phone)
    wait_for_worker(phone)
    wait_for_steps(phone, 1)
    network(phone.context, on=False)
    clock.forward(seconds=50)
    button(phone, "Still there").click()
    rubbed = clock.now
    expect(phone.locator("[data-note=offline]")).to_be_visible()
    clock.forward(seconds=40)

    phone.reload()

    is_lit(phone, "Rub along the muscle")
    button(phone, "Still there").click()
    sipped = clock.now
    assert ReliefStep.objects.count() == 1
    network(phone.context, on=True)
    steps = wait_for_steps(phone, 3)
    assert [step.kind for step in steps] == ["stretch", "massage", "drink"]
    assert_near(steps[1].started_at, rubbed)
    assert_near(steps[2].started_at, sipped)
    expect(phone.locator("[data-note=offline]")).to_be_hidden()


def test_begun_and_ended_without_a_network(phone: Page, clock: Clock) -> None:
    phone.goto("/today/")
    wait_for_worker(phone)
    network(phone.context, on=False)
    phone.get_by_role("link", name="Cramp now").click()
    button(phone, "Right hamstring").click()
    is_lit(phone, "Stretch the hamstring")
    clock.forward(seconds=45)
    button(phone, "It’s gone").click()
    expect(phone.get_by_role("heading", name="Good, it is gone")).to_be_visible()
    assert not CrampEpisode.objects.exists()

    network(phone.context, on=True)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Right hamstring")
    expect(phone.locator(".toast-bar")).to_contain_text("Saved.")
    episode = CrampEpisode.objects.get()
    assert episode.lasted is not None
    assert abs(episode.lasted - timedelta(seconds=45)) < ROUGHLY
    assert episode.helped == ["stretch"]


def network(context: BrowserContext, *, on: bool) -> None:
    context.set_offline(not on)


@contextmanager
def own_browser(folder: Path, chromium_path: str) -> Iterator[None]:
    yield None
