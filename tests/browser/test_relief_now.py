"""“Cramp now” in a real browser: one tap away, and nothing that was tapped is ever lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import CrampEpisode, ReliefStep
from tests import make
from tests.browser.conftest import Visitor, log_in
from tests.browser.hands import LOOK_MS, PATIENCE_MS, button, tab_to, wait_until

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


@pytest.fixture
def phone(ana: User, live_server: LiveServer, visitor: Visitor, clock: Clock) -> Page:
    """Ana's phone."""
    page = visitor(ana, live_server.url).page
    clock.carry(page)
    return page


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


@pytest.mark.parametrize(
    "path", ["/today/", "/calendar/", "/insights/", "/cramps/log/", "/check-in/"]
)
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


def test_killed_in_the_middle_and_opened_again(
    ana: User, live_server: LiveServer, visitor: Visitor, clock: Clock
) -> None:
    first = visitor(ana, live_server.url)
    clock.carry(first.page)
    begin(first.page)
    network(first.context, on=False)
    button(first.page, "Still there").click()
    is_lit(first.page, "Rub along the muscle")
    kept = first.context.storage_state()
    first.context.close()

    again = visitor(None, live_server.url, storage_state=kept).page
    clock.carry(again)
    again.goto("/relief/")
    button(again, "Go on: left calf, 12:00").click()

    is_lit(again, "Rub along the muscle")
    steps = wait_for_steps(again, 2)
    assert [step.kind for step in steps] == ["stretch", "massage"]


def test_a_session_that_ended_keeps_the_taps_until_the_log_in(
    phone: Page, ana: User, live_server: LiveServer, clock: Clock
) -> None:
    begin(phone)
    wait_for_steps(phone, 1)
    phone.context.clear_cookies()
    button(phone, "Still there").click()
    expect(phone.locator("[data-note=login]")).to_be_visible()
    is_lit(phone, "Rub along the muscle")
    phone.reload()
    is_lit(phone, "Rub along the muscle")
    expect(phone.locator("[data-note=login]")).to_contain_text("1 tap waiting")

    log_in(phone.context, ana, live_server.url)
    phone.reload()

    steps = wait_for_steps(phone, 2)
    assert [step.kind for step in steps] == ["stretch", "massage"]


def test_on_a_phone_of_two_nobody_writes_into_the_others_diary(
    phone: Page, ana: User, live_server: LiveServer, clock: Clock
) -> None:
    bea = make.user("bea")
    begin(phone)
    wait_for_worker(phone)
    wait_for_steps(phone, 1)
    _log_in(phone, bea, live_server)
    button(phone, "Still there").click()
    expect(phone.locator("[data-note=login]")).to_contain_text("1 tap waiting")

    other = phone.context.new_page()
    other.goto(f"{live_server.url}/today/")
    wait_until(
        other,
        """async (ana) => {
          const [name] = await caches.keys();
          const kept = await (await caches.open(name)).match("/relief/");
          return Boolean(kept) && !(await kept.text()).includes(ana);
        }""",
        str(ana.pk),
    )
    other.goto(f"{live_server.url}/relief/")
    expect(button(other, "Left calf")).to_be_visible()
    expect(other.locator("[data-go-on]")).to_be_hidden()
    assert not CrampEpisode.objects.filter(athlete=bea).exists()
    other.close()

    _log_in(phone, ana, live_server)
    phone.reload()
    steps = wait_for_steps(phone, 2)
    assert {step.episode.athlete for step in steps} == {ana}


def _log_in(page: Page, somebody: User, live_server: LiveServer) -> None:
    """Somebody else’s session in the same browser, and nobody has logged out."""
    page.context.clear_cookies(name="sessionid")
    log_in(page.context, somebody, live_server.url)


def test_what_the_diary_refuses_is_said_and_kept(phone: Page, clock: Clock) -> None:
    begin(phone)
    wait_for_steps(phone, 1)
    # This phone's clock runs an hour ahead of ours.
    phone.clock.fast_forward(3_600_000)

    button(phone, "It’s gone").click()

    note = phone.locator("[data-note=refused]")
    expect(note).to_contain_text("It lies in the future.")
    phone.reload()
    expect(note).to_contain_text("It lies in the future.")
    button(phone, "I have noted it").click()
    expect(note).to_be_hidden()
    assert CrampEpisode.objects.get().is_ongoing


def test_another_muscle_after_all(phone: Page) -> None:
    begin(phone)
    button(phone, "Change").click()
    button(phone, "Right hamstring").click()

    is_lit(phone, "Stretch the hamstring")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Right hamstring")
    wait_for_diary(phone, CrampEpisode.objects.filter(muscles=["ham-r"]).exists)
    assert CrampEpisode.objects.get().steps.count() == 1


def test_the_mail_about_warmth_is_asked_for_with_one_tick(phone: Page, clock: Clock) -> None:
    begin(phone)
    clock.forward(minutes=4)
    button(phone, "Warm pack is on").click()
    phone.get_by_label("E-mail me when the next round is due").check()
    wait_for_steps(phone, 2)
    clock.forward(minutes=20)
    expect(phone.locator("[data-panel=heat]")).to_contain_text("Take it off now")
    clock.forward(minutes=41)
    button(phone, "The warm pack is on").click()
    expect(phone.locator("[data-panel=heat]")).to_contain_text("round 2 of 3")
    is_lit(phone, "Ten minutes.")
    wait_for_steps(phone, 3)
    assert CrampEpisode.objects.get().run.mail_heat


def test_a_strangers_phone_keeps_it_and_nobody_else(
    live_server: LiveServer, visitor: Visitor, clock: Clock
) -> None:
    visit = visitor(None, live_server.url)
    page = visit.page
    clock.carry(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto("/relief/")
    page.get_by_role("link", name="Left calf", exact=True).click()
    is_lit(page, "Stretch the calf")
    page.get_by_role("link", name="Still there", exact=True).click()
    is_lit(page, "Rub along the muscle")

    page.reload()
    is_lit(page, "Rub along the muscle")
    page.goto("/relief/")
    button(page, "Go on: left calf, 12:00").click()
    page.get_by_role("link", name="It’s gone").click()

    expect(page.get_by_role("heading", name="Good, it is gone")).to_be_visible()
    expect(page.get_by_role("link", name="Start a diary")).to_be_visible()
    assert set(sent) == {"GET"}
    assert not CrampEpisode.objects.exists()
    assert not visit.complaints


def test_the_whole_way_without_script(
    ana: User, live_server: LiveServer, visitor: Visitor, clock: Clock
) -> None:
    page = visitor(ana, live_server.url, script=False).page
    page.goto("/today/")
    page.get_by_role("link", name="Cramp now").click()
    button(page, "Left calf").click()
    is_lit(page, "Stretch the calf")
    clock.forward(seconds=40)
    button(page, "Still there").click()
    is_lit(page, "Rub along the muscle")
    clock.forward(seconds=150)
    page.reload()
    is_lit(page, "Warm it, round 1 of 3")
    button(page, "Warm pack is on").click()
    page.get_by_label("E-mail me when the next round is due").check()
    button(page, "Save").click()
    clock.forward(minutes=4)
    button(page, "It’s gone").click()

    expect(page.locator(".toast-bar")).to_contain_text("Saved. Add more if you feel like it.")
    episode = CrampEpisode.objects.get()
    assert [step.kind for step in episode.steps.all()] == ["stretch", "massage", "heat"]
    assert episode.helped == ["heat"]
    assert episode.run.mail_heat


def test_a_stranger_needs_no_script_either(
    live_server: LiveServer, visitor: Visitor, clock: Clock
) -> None:
    page = visitor(None, live_server.url, script=False).page
    page.goto("/relief/")
    page.get_by_role("link", name="Left calf", exact=True).click()
    clock.forward(seconds=40)
    page.get_by_role("link", name="Still there", exact=True).click()
    is_lit(page, "Rub along the muscle")
    assert re.search(r"did=stretch\.0,massage\.[45]\d$", page.url)

    page.get_by_role("link", name="It’s gone").click()

    expect(page.get_by_role("heading", name="Good, it is gone")).to_be_visible()


def test_by_keyboard_alone(phone: Page) -> None:
    phone.goto("/today/")
    tab_to(phone, phone.get_by_role("link", name="Cramp now"), most=8)
    phone.keyboard.press("Enter")
    tab_to(phone, button(phone, "Left calf"))
    phone.keyboard.press("Enter")
    is_lit(phone, "Stretch the calf")
    tab_to(phone, button(phone, "Still there"))
    phone.keyboard.press("Space")
    is_lit(phone, "Rub along the muscle")
    tab_to(phone, button(phone, "It’s gone"))
    phone.keyboard.press("Enter")

    expect(phone.locator(".toast-bar")).to_contain_text("Saved.")
    assert CrampEpisode.objects.get().helped == ["massage"]


def test_logging_out_leaves_nothing_on_the_phone(phone: Page) -> None:
    begin(phone)
    wait_for_worker(phone)
    wait_for_steps(phone, 1)
    phone.goto("/accounts/logout/")
    button(phone, "Log out").click()

    expect(phone).to_have_url(re.compile("/$"))
    assert phone.evaluate("localStorage.length") == 0
    assert phone.evaluate("async () => (await caches.keys()).length") == 0


def test_only_the_relief_page_is_kept(phone: Page) -> None:
    begin(phone)
    wait_for_worker(phone)
    for path in ("/today/", "/journal/", "/relief/"):
        phone.goto(path)

    kept = phone.evaluate(
        """async () => {
          const [name] = await caches.keys();
          const all = await (await caches.open(name)).keys();
          return all.map((request) => new URL(request.url).pathname);
        }"""
    )

    assert sorted(path for path in kept if not path.startswith("/static/")) == ["/relief/"]


def test_the_step_that_is_lit_is_seen(phone: Page, clock: Clock) -> None:
    begin(phone)

    for minutes, words in ((3, "Warm it"), (8, "Ten minutes.")):
        clock.forward(minutes=minutes)
        is_lit(phone, words)
        expect(phone.locator(".relief > .is-now h2:visible")).to_be_in_viewport(ratio=1)
