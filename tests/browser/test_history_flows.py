"""Nothing is lost: two tabs, a closed tab, a first day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import CrampEpisode, HealthProfile, Workout
from tests import make
from tests.browser.conftest import Visitor
from tests.browser.hands import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]

OFFER = "Bring back what you typed"
NO_DRAFT = "Object.keys(localStorage).every((key) => !key.startsWith('draft:'))"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_two_tabs_do_not_undo_each_other(
    live_server: LiveServer, visitor: Visitor, ana: User, script: bool
) -> None:
    run = make.done_workout(ana, minutes=60)
    visit = visitor(ana, live_server.url, script=script)
    one, two = visit.page, visit.context.new_page()
    for tab in (one, two):
        tab.goto(f"/workouts/{run.pk}/edit/")
    one.get_by_label("How long").fill("50")
    press(one, "Save changes")
    two.get_by_label("How long").fill("70")

    press(two, "Save changes")

    alert = two.locator(".alert")
    expect(alert).to_contain_text("after you opened it")
    expect(alert).to_contain_text("How long: 60 min → 50 min")
    expect(alert.locator("p")).to_be_focused()
    expect(two.get_by_label("How long")).to_have_value("70")
    run.refresh_from_db()
    assert run.minutes == 50
    press(two, "Save changes")
    expect(two.get_by_role("status")).to_contain_text("Changed.")
    two.get_by_role("link", name="History").click()
    expect(two.locator("main")).to_contain_text("50 min")
    expect(two.locator("main")).to_contain_text("70 min")
    run.refresh_from_db()
    assert run.minutes == 70
    assert not [text for text in visit.complaints if "draft" in text]


def test_a_closed_tab_brings_back_what_was_typed(
    live_server: LiveServer, visitor: Visitor, ana: User
) -> None:
    visit = visitor(ana, live_server.url)
    page = visit.page
    page.goto("/cramps/log/")
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)
    page.locator("label[for=m-ham-r]").first.click()
    page.locator("#note > summary").click()
    page.get_by_label("Note").fill("On the last hill")
    page.close()

    again = visit.context.new_page()
    again.goto("/cramps/log/")
    expect(again.locator("#m-ham-r")).not_to_be_checked()
    press(again, OFFER)

    expect(again.get_by_role("status")).to_have_text("Brought back. It is not saved yet.")
    expect(again.locator("#m-ham-r")).to_be_checked()
    expect(again.get_by_label("Note")).to_have_value("On the last hill")
    press(again, "Save cramp")
    expect(again.get_by_role("heading", level=1)).to_have_text("Right hamstring")
    again.goto("/cramps/log/")
    expect(again.get_by_role("button", name=OFFER)).to_have_count(0)
    assert CrampEpisode.objects.get().note == "On the last hill"
    assert not visit.complaints


def test_a_form_that_is_refused_keeps_its_draft_and_offers_nothing(
    live_server: LiveServer, visitor: Visitor, ana: User
) -> None:
    page = visitor(ana, live_server.url).page
    page.goto("/workouts/log/")
    page.get_by_label("How long").fill("forever")
    press(page, "Save workout")
    expect(page).to_have_title("Check: Log a workout · CrampTracker")
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)

    page.goto("/journal/")
    page.goto("/workouts/log/")
    press(page, "Throw it away")

    page.goto("/workouts/log/")
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)


def test_a_form_that_is_saved_and_shown_again_leaves_no_draft(
    live_server: LiveServer, visitor: Visitor, ana: User
) -> None:
    page = visitor(ana, live_server.url).page
    page.goto("/check-in/")
    page.locator(".urine label", has_text="cola or brown").click()
    press(page, "Save the check")

    expect(page.get_by_role("status")).to_contain_text("Morning check saved.")
    wait_until(page, NO_DRAFT)


def test_logging_out_leaves_nothing_typed_behind(
    live_server: LiveServer, visitor: Visitor, ana: User
) -> None:
    page = visitor(ana, live_server.url).page
    page.goto("/check-in/")
    page.get_by_label("Note").fill("Private")
    page.goto("/accounts/logout/")
    stored = page.evaluate("JSON.stringify(localStorage)")
    press(page, "Log out")
    page.wait_for_url("**/")

    assert "Private" in stored
    wait_until(page, NO_DRAFT)


def test_somebody_else_at_this_browser_finds_no_draft(
    live_server: LiveServer, visitor: Visitor, ana: User
) -> None:
    visit = visitor(ana, live_server.url)
    page = visit.page
    page.goto("/check-in/")
    page.get_by_label("Note").fill("Private")
    page.goto("/today/")
    visit.context.clear_cookies()

    # The log-in page keeps it for ana, who may only have been away for long.
    page.goto("/accounts/login/")
    assert "Private" in page.evaluate("JSON.stringify(localStorage)")
    bea = make.user("bea")
    page.locator("#id_login").fill(bea.email)
    page.locator("#id_password").fill(make.PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/today/")

    wait_until(page, NO_DRAFT)


def test_a_session_that_ended_loses_nothing(
    live_server: LiveServer, visitor: Visitor, ana: User
) -> None:
    visit = visitor(ana, live_server.url)
    page = visit.page
    page.goto("/check-in/")
    page.get_by_label("Note").fill("Slept badly")
    visit.context.clear_cookies(name="sessionid")
    press(page, "Save the check")
    page.locator("#id_login").fill(ana.email)
    page.locator("#id_password").fill(make.PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet")
    assert "Slept badly" in page.evaluate("JSON.stringify(localStorage)")

    press(page, "Save it as Ana")

    expect(page.get_by_role("status")).to_contain_text("Morning check saved.")
    wait_until(page, NO_DRAFT)


def test_a_draft_is_gone_after_a_week(live_server: LiveServer, visitor: Visitor, ana: User) -> None:
    page = visitor(ana, live_server.url).page
    page.goto("/check-in/")
    page.get_by_label("Note").fill("Old")
    page.goto("/today/")
    days = timedelta(days=7, minutes=1) / timedelta(milliseconds=1)
    page.evaluate(
        """(age) => { for (const key of Object.keys(localStorage)) {
        if (!key.startsWith("draft:")) continue;
        const draft = JSON.parse(localStorage[key]); draft.at -= age;
        localStorage[key] = JSON.stringify(draft); } }""",
        days,
    )

    page.goto("/check-in/")

    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)
    wait_until(page, NO_DRAFT)
    assert not Workout.objects.exists()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_first_day_ends_with_a_first_entry(
    live_server: LiveServer, visitor: Visitor, script: bool
) -> None:
    nuno = make.user("nuno", consent=False)
    visit = visitor(nuno, live_server.url, script=script)
    page = visit.page
    heading = page.get_by_role("heading", level=1)
    page.goto("/today/")
    expect(page.locator(".bar")).to_contain_text("Step 1 of 4")
    page.get_by_role("checkbox").check()
    press(page, "Start my diary")
    expect(heading).to_have_text("About you")
    page.locator("label", has_text="US: fl oz").click()
    page.get_by_label("Your weight").fill("heavy")
    press(page, "Save and go on")
    expect(page.locator(".invalid-feedback")).to_contain_text("Write a number in lb")
    page.get_by_label("Your weight").fill("154")
    press(page, "Save and go on")
    expect(heading).to_have_text("How we remind you")
    page.get_by_label("Evening e-mail at").fill("19:30")
    press(page, "Save and go on")
    expect(heading).to_have_text("Your first entry")

    # She leaves, and goes on where she was.
    page.goto("/today/")
    page.get_by_role("link", name="Set up your diary").click()
    expect(heading).to_have_text("Your first entry")
    press(page, "Log my last cramp")
    page.locator(".hits label[for=m-calf-l]").click()
    press(page, "Save cramp")

    expect(heading).to_have_text("Left calf")
    expect(page.get_by_role("status")).to_contain_text("That was your first entry.")
    nuno.refresh_from_db()
    body = HealthProfile.objects.get()
    assert nuno.units == "us"
    assert body.body_mass_kg == pytest.approx(69.85, abs=0.01)
    assert body.welcomed_at is not None
    page.goto("/welcome/")
    expect(heading).to_have_text("Today")
    assert not visit.complaints


def test_the_welcome_works_by_keyboard_and_fits_a_narrow_phone(
    live_server: LiveServer, visitor: Visitor
) -> None:
    nuno = make.user("nuno")
    page = visitor(nuno, live_server.url, size={"width": 320, "height": 640}).page
    page.goto("/welcome/")
    for step in ("About you", "How we remind you"):
        expect(page.get_by_role("heading", level=1)).to_have_text(step)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        press_until(page, "Skip this step")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your first entry")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    press_until(page, "Plan my next workout")

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan a workout")


def press_until(page: Page, words: str) -> None:
    """Tab until the focus is on these words, then Enter."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText ?? ''"):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"Tab never reaches “{words}”")


def test_a_deleted_entry_is_brought_back_from_its_page(
    live_server: LiveServer, visitor: Visitor, ana: User
) -> None:
    cramp = make.episode(ana)
    page = visitor(ana, live_server.url, script=False).page
    page.goto(f"/cramps/{cramp.pk}/delete/")
    press(page, "Delete")
    page.goto("/you/")
    page.get_by_role("link", name="Deleted entries").click()
    expect(page.locator("main")).to_contain_text("gone on 13 February")
    press(page, "Bring back")

    expect(page.get_by_role("status")).to_contain_text("Cramp is back.")
    expect(page.locator("main")).to_contain_text("Nothing is deleted")
    cramp.refresh_from_db()
    assert cramp.deleted_at is None
