"""The forms of cramps and near-cramps on a phone: taps counted, no script, keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import CrampEpisode, NearCramp, ReliefStep
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.browser.hands import Finger, button, heading, tab_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]
STOPPED_SHORT = "It stopped short of a cramp"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(
    request: pytest.FixtureRequest, ana: User, live_server: LiveServer, visitor: Visitor
) -> Iterator[Visit]:
    """Ana's phone of 390 px, with JavaScript and without."""
    visit = visitor(ana, live_server.url, script=request.param)
    assert visit.page.viewport_size == {"width": 390, "height": 844}
    yield visit
    assert not visit.complaints


@pytest.fixture
def plain(ana: User, live_server: LiveServer, visitor: Visitor) -> Visit:
    """Ana's phone with JavaScript off."""
    return visitor(ana, live_server.url, script=False)


@pytest.fixture
def scripted(ana: User, live_server: LiveServer, visitor: Visitor) -> Visit:
    """Ana's phone with JavaScript on."""
    return visitor(ana, live_server.url)


def test_a_cramp_is_saved_in_two_taps_from_home(phone: Visit) -> None:
    page, finger = phone.page, Finger()
    page.goto("/today/")

    finger.tap(page.locator(".chip-cramp").first)
    finger.tap(button(page, "Save cramp"))
    expect(heading(page)).to_have_text("Left calf")

    assert finger.taps == 2
    assert CrampEpisode.objects.get().muscles == ["calf-l"]


def test_a_near_cramp_is_saved_in_two_taps_from_home(phone: Visit) -> None:
    page, finger = phone.page, Finger()
    page.goto("/today/")

    finger.tap(page.locator(".chip-cramp").first)
    finger.tap(button(page, STOPPED_SHORT))
    expect(page.locator(".bar .sub")).to_contain_text("Near-cramp")

    assert finger.taps == 2
    assert NearCramp.objects.get().muscles == ["calf-l"]
    assert not CrampEpisode.objects.exists()


@pytest.mark.parametrize(
    ("save", "model"), [("Save cramp", CrampEpisode), (STOPPED_SHORT, NearCramp)]
)
def test_by_keyboard_alone_from_home_through_the_list(
    phone: Visit, save: str, model: type[CrampEpisode | NearCramp]
) -> None:
    page = phone.page
    page.goto("/today/")
    tab_to(page, page.get_by_role("link", name="Log a cramp"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Log a cramp")

    # The drawing is for fingers; Tab leads through the list, which shows itself.
    tab_to(page, page.locator("#m-ham-r"))
    expect(page.locator(".picked label[for=m-ham-r]")).to_be_visible()
    page.keyboard.press("Space")
    tab_to(page, button(page, save))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Right hamstring")

    assert model.objects.get().muscles == ["ham-r"]


def test_enter_in_a_field_saves_the_cramp_and_no_near_cramp(scripted: Visit) -> None:
    page = scripted.page
    page.goto("/cramps/log/?muscle=calf-l")
    page.locator("#length > summary").click()
    page.locator("label[for=id_when-other]").click()
    page.locator("#id_clock").fill("11:00")
    page.locator("#helped > summary").click()
    page.locator("#helped label", has_text="Stretching").first.click()
    page.locator("#id_sec_stretch").fill("40")

    page.locator("#id_sec_stretch").press("Enter")
    expect(heading(page)).to_have_text("Left calf")

    assert ReliefStep.objects.get().seconds_to_relief == 40
    assert not NearCramp.objects.exists()


def test_the_map_and_the_list_are_one_set_of_boxes(phone: Visit) -> None:
    page = phone.page
    page.goto("/cramps/log/")

    page.locator(".hits label[for=m-calf-l]").click()
    page.get_by_text("Pick from a list").click()
    expect(page.locator("#m-calf-l")).to_be_checked()
    page.locator(".picked label[for=m-quad-r]").click()
    page.get_by_text("Pick on the map").click()

    expect(page.locator("#m-quad-r")).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_warning_sign_is_answered_in_the_form_at_once(phone: Visit) -> None:
    page = phone.page
    page.goto("/cramps/log/?muscle=calf-l")
    page.locator("#signs > summary").click()
    now, today = page.locator(".answer-now"), page.locator(".answer-today")
    expect(now).to_be_hidden()
    expect(today).to_be_hidden()

    page.get_by_text("Urine dark like cola").click()
    expect(today).to_be_visible()
    expect(today).to_contain_text("With vomiting or confusion")
    expect(now).to_be_hidden()
    page.get_by_text("Fever, or vomiting").click()
    expect(now).to_be_visible()
    page.get_by_text("Fever, or vomiting").click()
    expect(now).to_be_hidden()
    page.locator("#signs label", has_text="Confused, acting").click()
    expect(now.get_by_text("Cool first")).to_be_visible()
    expect(now.get_by_text("Salty broth")).to_be_hidden()

    button(page, "Save cramp").click()
    expect(page.get_by_role("heading", name="Call 112 now")).to_be_in_viewport()


def test_without_script_every_question_can_be_answered(plain: Visit) -> None:
    page = plain.page
    page.goto("/cramps/log/?muscle=calf-l")
    for fold in ("length", "helped", "like", "signs", "note"):
        page.locator(f"#{fold} > summary").click()
    took = page.locator(".took-stretch")
    expect(took).to_be_hidden()

    page.locator("#helped label", has_text="Stretching").first.click()
    expect(took).to_be_visible()
    page.locator("#id_min_stretch").fill("1")
    page.locator("#id_sec_stretch").fill("35")
    for name in ("sudden", "painful", "visibly_hard"):
        page.locator(f"label[for=id_{name}-yes]").click()
    page.locator("label[for=id_soreness_next_day-3]").click()
    expect(page.locator("#div_id_sleep_disturbance")).to_be_visible()
    page.locator("label[for=id_sleep_disturbance-8]").click()
    page.locator("label[for=id_phase-during]").click()
    page.locator("label[for=id_phase_quarter-4]").click()
    page.get_by_text("None of these").click()
    button(page, "Save cramp").click()
    expect(heading(page)).to_have_text("Left calf")

    saved = CrampEpisode.objects.get()
    assert (saved.sudden, saved.painful, saved.visibly_hard) == (True, True, True)
    assert (saved.soreness_next_day, saved.sleep_disturbance) == (3, 8)
    assert (saved.phase, saved.phase_quarter, saved.red_flags) == ("during", 4, [])
    assert saved.steps.get().seconds_to_relief == 95


def test_sleep_is_asked_of_a_cramp_at_night(scripted: Visit) -> None:
    page = scripted.page
    page.goto("/cramps/log/?muscle=calf-l")
    page.locator("#like > summary").click()
    sleep = page.locator("#div_id_sleep_disturbance")
    expect(sleep).to_be_hidden()

    page.locator("#length > summary").click()
    page.locator("label[for=id_phase-night]").click()
    expect(sleep).to_be_visible()
    page.locator("label[for=id_phase-rest]").click()
    expect(sleep).to_be_hidden()

    page.locator("label[for=id_when-other]").click()
    for clock, asked in (("21:00", True), ("20:59", False), ("06:59", True), ("07:00", False)):
        page.locator("#id_clock").fill(clock)
        page.locator("#id_clock").blur()
        expect(sleep).to_be_visible(visible=asked)


def test_today_asks_and_one_tap_answers(phone: Visit, ana: User) -> None:
    going = make.episode(ana, days_ago=0.03, end_kind="ongoing")
    sore = make.episode(ana, days_ago=0.8, muscles=["ham-r"])
    page = phone.page
    page.goto("/today/")

    button(page, "Yes, just now").click()
    expect(page.locator(".toast-bar")).to_contain_text("Saved that it has ended.")
    button(page, "4 of 10").click()
    expect(page.locator(".toast-bar")).to_contain_text("Noted: soreness 4 of 10.")

    going.refresh_from_db()
    sore.refresh_from_db()
    assert going.lasted is not None
    assert going.lasted > timedelta(minutes=40)
    assert sore.soreness_next_day == 4
    assert page.url.endswith("/today/")
