"""The morning check and one-tap cups on a phone: taps and seconds counted, no script, keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import CheckIn, Intake
from journal.muscles import GROUPS
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.browser.hands import Finger, button, tab_to, toast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]

MOST_TAPS = 9
MOST_SECONDS = 20


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def phone(
    ana: User, live_server: LiveServer, visitor: Visitor, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Ana's phone, 390 px wide."""
    visit = visitor(ana, live_server.url, script=request.param)
    yield visit
    assert not visit.complaints


def test_a_full_check_in_takes_few_taps_and_seconds(phone: Visit) -> None:
    page = phone.page
    page.goto("/today/")
    finger = Finger()
    begun = monotonic()

    finger.tap(page.get_by_role("link", name="Morning check"))
    finger.tap(page.locator("label[for=id_fatigue-3]").first)
    finger.tap(page.locator("label[for=id_stress-2]").first)
    finger.tap(page.locator("label[for='id_sleep-7.5']").first)
    finger.tap(page.locator(".hits label[for=at-calf]").first)
    finger.tap(page.locator("label[for=id_sore_calf-4]").first)
    finger.tap(page.locator("label[for=id_urine-3]").first)
    finger.tap(page.locator("label[for=id_thirst-2]").first)
    finger.tap(button(page, "Save the check"))
    expect(toast(page)).to_contain_text("Morning check saved.")
    seconds = monotonic() - begun

    saved = CheckIn.objects.get()
    assert (saved.fatigue, saved.stress, saved.sleep_hours) == (3, 2, 7.5)
    assert (saved.soreness, saved.urine_colour, saved.thirst) == ({"calf": 4}, 3, 2)
    assert finger.taps <= MOST_TAPS
    assert seconds < MOST_SECONDS


def test_nothing_sore_is_one_tap_and_the_numbers_hide_until_asked(phone: Visit) -> None:
    page = phone.page
    page.goto("/check-in/")
    calf = page.locator("#div_id_sore_calf")
    expect(calf).to_be_hidden()
    page.locator(".hits label[for=at-calf]").first.click()
    expect(calf).to_be_visible()
    expect(page.locator("#div_id_sore_ham")).to_be_hidden()

    page.get_by_text("Nothing sore").click()
    button(page, "Save the check").click()

    expect(toast(page)).to_be_visible()
    assert CheckIn.objects.get().soreness == dict.fromkeys(GROUPS, 0)


def test_brown_urine_says_at_once_who_should_look(phone: Visit) -> None:
    page = phone.page
    page.goto("/check-in/")
    expect(page.get_by_text("See a doctor today")).to_be_hidden()

    page.locator("label[for=id_urine-brown]").click()
    expect(page.get_by_text("See a doctor today")).to_be_visible()
    button(page, "Save the check").click()

    expect(page.get_by_text("See a doctor today")).to_be_visible()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    assert CheckIn.objects.get().brown_urine


def test_a_check_in_by_keyboard_alone(phone: Visit) -> None:
    page = phone.page
    page.goto("/check-in/")
    page.keyboard.press("Tab")

    tab_to(page, page.locator("#id_fatigue-0"))
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    tab_to(page, page.locator("#at-calf"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#at-ham")).to_be_checked()
    tab_to(page, page.locator("#id_sore_ham-0"))
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    tab_to(page, button(page, "Save the check"))
    page.keyboard.press("Enter")
    expect(toast(page)).to_contain_text("Morning check saved.")

    saved = CheckIn.objects.get()
    assert (saved.fatigue, saved.soreness) == (3, {"ham": 6})


def test_a_saved_bottle_is_one_tap_from_today(phone: Visit, ana: User) -> None:
    mix = make.drink("Club mix", owner=ana)
    make.drink()
    make.cup(ana, mix, name="Blue bottle", volume_ml=750)
    page = phone.page
    page.goto("/today/")
    finger = Finger()

    finger.tap(page.get_by_role("button", name="Blue bottle"))
    expect(toast(page)).to_contain_text("750 mL of Club mix saved.")

    saved = Intake.objects.get()
    assert (saved.drink, saved.volume_ml, finger.taps) == (mix, 750, 1)
    assert page.url.endswith("/today/")
