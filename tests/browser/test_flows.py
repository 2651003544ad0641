"""The diary's main flows in a real browser: without script, by keyboard alone, in few taps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Grant, User
from advice.share_links import passcode_of, token_of
from journal.models import CheckIn, CrampEpisode, Intake, Workout
from reminders import emails
from reminders.models import Kind, Preference
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.browser.hands import Finger, button, tab_to, toast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


@pytest.fixture
def plain(ana: User, live_server: LiveServer, visitor: Visitor) -> Iterator[Visit]:
    """Ana's phone with JavaScript off."""
    visit = visitor(ana, live_server.url, script=False)
    yield visit
    assert not visit.complaints


@pytest.fixture
def phone(ana: User, live_server: LiveServer, visitor: Visitor) -> Iterator[Visit]:
    """Ana's phone."""
    visit = visitor(ana, live_server.url)
    yield visit
    assert not visit.complaints


def test_plan_finish_and_answer_without_script(plain: Visit, ana: User) -> None:
    page = plain.page
    page.goto("/workouts/plan/")
    page.locator("#id_day").fill("2026-01-14")
    page.locator("#id_clock").fill("12:10")
    page.get_by_label("How long").fill("0")
    button(page, "Save plan").click()
    expect(page).to_have_title(re.compile("^Check: "))
    expect(page.get_by_label("How long")).to_be_focused()
    expect(page.locator("#id_minutes_error")).to_have_text("Write a whole number from 1 to 1,440.")
    expect(page.locator("#id_clock")).to_have_value("12:10")
    page.get_by_label("How long").fill("5")
    button(page, "Save plan").click()
    expect(toast(page)).to_contain_text("Planned.")

    workout = Workout.objects.get()
    page.goto(f"/workouts/{workout.pk}/done/")
    page.locator("#id_clock").fill("11:00")
    page.locator("label[for=id_rpe-6]").click()
    button(page, "Save workout").click()
    page.goto("/today/")
    button(page, "No cramp").click()
    expect(toast(page)).to_contain_text("Noted: no cramp.")

    workout.refresh_from_db()
    assert (workout.state, workout.planned_minutes, workout.rpe, workout.cramped) == (
        "done",
        5,
        6,
        False,
    )


def test_log_a_cramp_by_map_and_by_list_without_script(plain: Visit) -> None:
    page = plain.page
    page.goto("/cramps/log/")
    page.locator(".hits label[for=m-calf-l]").click()
    button(page, "Save cramp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf")

    page.goto("/cramps/log/")
    page.get_by_text("Pick from a list").click()
    page.get_by_text("Right hamstring", exact=True).click()
    page.locator("label[for=id_when-15]").click()
    page.locator("label[for=id_severity-7]").click()
    button(page, "Save cramp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Right hamstring")

    first, second = CrampEpisode.objects.order_by("created_at")
    assert (first.muscles, second.muscles, second.severity) == (["calf-l"], ["ham-r"], 7)
    assert first.started_at - second.started_at > timedelta(minutes=14)


def test_delete_and_undo_without_script(plain: Visit, ana: User) -> None:
    cramp = make.episode(ana)
    page = plain.page
    page.goto(f"/cramps/{cramp.pk}/delete/")
    button(page, "Delete").click()
    expect(toast(page)).to_contain_text("deleted")
    assert not CrampEpisode.objects.owned_by(ana).exists()

    button(page, "Undo").click()

    assert CrampEpisode.objects.owned_by(ana).get() == cramp


def test_a_drink_in_one_tap_and_undo_in_two_without_script(plain: Visit, ana: User) -> None:
    make.drink()
    page = plain.page
    page.goto("/today/")
    page.locator(".chip-water").first.click()
    expect(toast(page)).to_contain_text("saved")
    assert page.url.endswith("/today/")
    assert Intake.objects.owned_by(ana).count() == 1

    button(page, "Undo").click()
    if page.url.endswith("/delete/"):
        button(page, "Delete").click()

    assert not Intake.objects.owned_by(ana).exists()


def test_check_in_and_e_mails_without_script(plain: Visit, ana: User) -> None:
    page = plain.page
    page.goto("/check-in/")
    page.locator("label[for=id_fatigue-3]").click()
    page.locator("label[for=id_sleep-other]").click()
    page.get_by_label("Hours slept").fill("7:30")
    button(page, "Save the check").click()
    expect(toast(page)).to_contain_text("Morning check saved.")
    check = CheckIn.objects.get()
    assert (check.fatigue, check.sleep_hours) == (3, 7.5)

    page.goto("/reminders/")
    page.get_by_label("Evening e-mail at").fill("19:00")
    button(page, "Save e-mails").click()
    expect(toast(page)).to_contain_text("Your e-mails are saved.")
    page.goto(urlsplit(emails.stop_url(ana, Kind.HYDRATION)).path)
    button(page, "Stop them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stopped")

    preference = Preference.objects.get(user=ana)
    assert (f"{preference.evening_at:%H:%M}", preference.hydration) == ("19:00", False)


def test_invite_accept_read_and_revoke_without_script(
    plain: Visit, ana: User, live_server: LiveServer, visitor: Visitor
) -> None:
    make.episode(ana)
    page = plain.page
    page.goto("/sharing/invite/")
    button(page, "Make the invitation").click()
    code = re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", page.locator("main").inner_text())
    assert code
    kim = visitor(make.user("kim"), live_server.url, script=False).page
    kim.goto("/invitations/")
    kim.get_by_label("Code").fill(code[0].lower())
    button(kim, "Show the invitation").click()
    button(kim, "Accept").click()
    kim.goto(f"/athletes/{ana.pk}/journal/")
    expect(kim.locator("main")).to_contain_text("Left calf")

    page.goto(f"/sharing/{Grant.objects.get().pk}/revoke/")
    button(page, "Stop sharing").click()
    expect(toast(page)).to_contain_text("Stopped.")

    gone = kim.goto(f"/athletes/{ana.pk}/journal/")
    assert gone is not None
    assert gone.status == 404


def test_a_cramp_by_keyboard_alone(phone: Visit) -> None:
    page = phone.page
    page.goto("/cramps/log/")
    tab_to(page, page.locator("#m-calf-l"))
    expect(page.locator("label[for=m-calf-l]").last).to_be_visible()
    page.keyboard.press("Space")
    tab_to(page, page.locator("#id_when-0"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#id_when-5")).to_be_checked()
    tab_to(page, page.locator("#id_severity-0"))
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    tab_to(page, button(page, "Save cramp"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf")

    cramp = CrampEpisode.objects.get()
    assert (cramp.muscles, cramp.severity) == (["calf-l"], 6)


def test_the_skip_link_comes_first_and_leads_past_the_nav(phone: Visit) -> None:
    page = phone.page
    page.goto("/today/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("path", "save", "focused"),
    [
        ("/cramps/log/", "Save cramp", "m-calf-l"),
        ("/workouts/log/", "Save workout", "id_clock"),
        ("/drinks/log/", None, "id_drink"),
        ("/medicines/add/", None, "id_name"),
        ("/invitations/", "Show the invitation", "id_code"),
    ],
)
def test_the_focus_is_on_the_first_wrong_field_and_it_can_be_seen(
    plain: Visit, path: str, save: str | None, focused: str
) -> None:
    page = plain.page
    page.goto(path)
    if save is None:
        page.locator("form button[type=submit], form input[type=submit]").last.click()
    else:
        button(page, save).click()

    expect(page).to_have_title(re.compile("^Check: "))
    expect(page.locator(f"#{focused}")).to_be_focused()
    expect(page.locator(".invalid-feedback").first).to_be_in_viewport()


def test_a_double_click_on_save_makes_one_row(phone: Visit) -> None:
    page = phone.page
    page.goto("/cramps/log/?muscle=calf-l")
    button(page, "Save cramp").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf")
    page.goto("/workouts/plan/")
    page.locator("#id_clock").fill("18:00")
    page.get_by_label("How long").fill("60")
    button(page, "Save plan").dblclick()
    expect(page).to_have_url(re.compile(r"/workouts/[0-9a-f-]{36}/$"))

    assert CrampEpisode.objects.count() == 1
    assert Workout.objects.count() == 1


def test_back_forward_and_reload_after_saving_write_nothing(phone: Visit) -> None:
    page = phone.page
    page.goto("/today/")
    page.goto("/cramps/log/?muscle=calf-l")
    button(page, "Save cramp").click()
    saved = page.get_by_role("heading", level=1, name="Left calf")
    expect(saved).to_be_visible()

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log a cramp")
    page.go_forward()
    expect(saved).to_be_visible()
    page.reload()
    expect(saved).to_be_visible()

    assert CrampEpisode.objects.count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_cramp_survives_a_session_that_ended(
    ana: User, live_server: LiveServer, visitor: Visitor, script: bool
) -> None:
    visit = visitor(ana, live_server.url, script=script)
    page = visit.page
    page.goto("/cramps/log/")
    page.locator(".hits label[for=m-calf-l]").click()
    page.locator("label[for=id_severity-8]").click()
    page.locator("#note > summary").click()
    page.get_by_label("Note").fill("At the hill\n  second lap 🦵")
    visit.context.clear_cookies(name="sessionid")

    button(page, "Save cramp").click()
    page.get_by_label("E-mail").fill(ana.email)
    page.get_by_label("Password").fill(make.PASSWORD)
    button(page, "Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet")
    expect(page.locator("main")).to_contain_text("second lap")
    assert not CrampEpisode.objects.exists()
    button(page, "Save it as Ana").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf")

    cramp = CrampEpisode.objects.get()
    assert (cramp.athlete, cramp.muscles, cramp.severity) == (ana, ["calf-l"], 8)
    assert cramp.note.splitlines() == ["At the hill", "  second lap 🦵"]


def test_taps_a_cramp_takes_two_and_a_no_takes_one(phone: Visit, ana: User) -> None:
    make.episode(ana, days_ago=3)
    asked = make.done_workout(ana, days_ago=1)
    page, finger = phone.page, Finger()
    page.goto("/today/")

    finger.tap(page.locator(".chip-cramp").first)
    finger.tap(button(page, "Save cramp"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf")
    assert finger.taps == 2
    assert CrampEpisode.objects.count() == 2

    # Whoever never cramped yet: the form is one tap away, muscle and save are two.
    page.goto("/cramps/log/")
    finger = Finger()
    finger.tap(page.locator(".hits label[for=m-calf-r]"))
    finger.tap(button(page, "Save cramp"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Right calf")
    assert finger.taps == 2

    page.goto("/today/")
    finger = Finger()
    finger.tap(button(page, "No cramp"))
    expect(toast(page)).to_contain_text("Noted: no cramp.")
    asked.refresh_from_db()
    assert finger.taps == 1
    assert asked.cramped is False


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_doctor_without_an_account_opens_a_page_by_link_and_passcode(
    ana: User, live_server: LiveServer, visitor: Visitor, script: bool
) -> None:
    share = make.share(make.report_file(ana))
    visit = visitor(None, live_server.url, script=script)
    page, code = visit.page, passcode_of(share.pk)
    page.goto(f"/shared/{token_of(share.pk)}/")

    page.get_by_label("Passcode").fill(f"{(int(code) + 1) % 10**8:08d}")
    button(page, "Open the page").click()
    expect(page.get_by_text("This is not the passcode")).to_be_visible()
    page.get_by_label("Passcode").fill(code)
    with page.expect_response(lambda answer: answer.request.method == "POST") as got:
        button(page, "Open the page").click(no_wait_after=True)

    assert (got.value.status, got.value.headers["content-type"]) == (200, "application/pdf")
    share.refresh_from_db()
    assert (share.opens, share.wrong_tries) == (1, 0)
    assert not visit.complaints
