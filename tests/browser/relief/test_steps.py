"""“Cramp now” in a real browser: one tap away, and step by step to the end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import CrampEpisode, ReliefStep
from tests.browser.conftest import Visitor
from tests.browser.hands import button, tab_to
from tests.browser.relief.conftest import Clock
from tests.browser.relief.hands import (
    ROUGHLY,
    assert_near,
    begin,
    is_lit,
    wait_for_diary,
    wait_for_steps,
)

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_the_step_that_is_lit_is_seen(phone: Page, clock: Clock) -> None:
    begin(phone)

    for minutes, words in ((3, "Warm it"), (8, "Ten minutes.")):
        clock.forward(minutes=minutes)
        is_lit(phone, words)
        expect(phone.locator(".relief > .is-now h2:visible")).to_be_in_viewport(ratio=1)
