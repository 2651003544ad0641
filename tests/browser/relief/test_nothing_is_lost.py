"""Without a network, after a reload, in other hands: nothing that was tapped is lost or told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import CrampEpisode, ReliefStep
from tests import make
from tests.browser.conftest import Visitor, log_in
from tests.browser.hands import button, wait_until
from tests.browser.relief.conftest import Clock
from tests.browser.relief.hands import (
    ROUGHLY,
    assert_near,
    begin,
    is_lit,
    network,
    wait_for_steps,
    wait_for_worker,
)

pytestmark = pytest.mark.django_db(transaction=True)


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
