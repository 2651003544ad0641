"""Log-in, and everything that guards it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import HealthConsent, User
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.browser.hands import button, heading

pytestmark = pytest.mark.django_db(transaction=True)

NEW_PASSWORD = "nine green apples 33"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The server's clock runs from NOON on, and nobody has tried before."""
    cache.clear()
    with time_machine.travel(make.NOON):
        yield


@pytest.fixture
def door(live_server: LiveServer, visitor: Visitor) -> Page:
    """The log-in page, seen by nobody yet."""
    page = visitor(None, live_server.url).page
    page.goto("/accounts/login/")
    return page


def log_in(page: Page, user: User, password: str = make.PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(password)
    button(page, "Log in").click()


def mailed_code() -> str:
    """The code in the newest mail."""
    found = re.search(r"^    (\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def app_code(secret: str) -> str:
    """What an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    shown: str = format_hotp_value(hotp_value(secret, counter))
    return shown


def confirm_it_is_you(page: Page) -> None:
    """The password once more, where allauth asks for it."""
    if "reauthenticate" in page.url:
        page.locator("#id_password").fill(make.PASSWORD)
        page.locator("main button[type=submit]").first.click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_sign_up_to_the_first_page(
    live_server: LiveServer, visitor: Visitor, script: bool
) -> None:
    options = {"timezone_id": "Asia/Kathmandu"} if script else {}
    page = visitor(None, live_server.url, script=script, **options).page
    page.goto("/accounts/signup/")
    page.locator("#id_email").fill("nuno@example.org")
    page.locator("#id_name").fill("Nuno")
    page.locator("#id_password1").fill(NEW_PASSWORD)
    page.locator("#id_password2").fill(NEW_PASSWORD)
    if not script:
        page.locator("#id_zone").select_option("Asia/Kathmandu")
    button(page, "Sign up").click()
    page.get_by_label("Code").fill("AAAA-AAAA")
    button(page, "Confirm").click()
    expect(page).to_have_title(re.compile("^Check: "))
    expect(page.locator(".invalid-feedback")).to_contain_text("This code is not right.")
    expect(page.get_by_label("Code")).to_be_focused()
    page.get_by_label("Code").fill(mailed_code())
    button(page, "Confirm").click()
    expect(heading(page)).to_have_text("Before your first entry")
    assert not HealthConsent.objects.exists()
    page.get_by_role("checkbox").check()
    button(page, "Start my diary").click()
    expect(heading(page)).to_have_text("About you")
    page.get_by_role("link", name="Skip this step").click()
    expect(heading(page)).to_have_text("How we remind you")
    page.get_by_role("link", name="Skip this step").click()
    expect(heading(page)).to_have_text("Your first entry")
    page.get_by_role("button", name="Later").click()
    expect(heading(page)).to_have_text("Today")

    nuno = User.objects.get()
    # Chromium still reports the old name of the same zone.
    assert nuno.zone == ("Asia/Katmandu" if script else "Asia/Kathmandu")
    assert nuno.name == "Nuno"
    assert HealthConsent.objects.get().user == nuno


def test_an_authenticator_app_and_a_recovery_code(
    door: Page, live_server: LiveServer, visitor: Visitor
) -> None:
    ana = make.user("ana")
    log_in(door, ana)
    door.goto("/accounts/2fa/totp/activate/")
    confirm_it_is_you(door)
    secret = door.locator("main strong.text-break").inner_text()
    door.get_by_label("Code from the app").fill("000000")
    button(door, "Switch on").click()
    expect(door.locator(".invalid-feedback")).to_contain_text("This code is not right.")
    assert door.locator("main strong.text-break").inner_text() == secret
    door.get_by_label("Code from the app").fill(app_code(secret))
    button(door, "Switch on").click()
    door.goto("/accounts/2fa/recovery-codes/")
    codes = door.locator(".codes li").all_inner_texts()
    assert len(codes) == 10

    other = visitor(None, live_server.url, script=False).page
    log_in(other, ana)
    expect(heading(other)).to_have_text("Second step")
    other.get_by_label("Code").fill("123")
    button(other, "Log in").click()
    expect(other.locator(".invalid-feedback")).to_contain_text("This code is not right.")
    other.get_by_label("Code").fill(codes[0])
    button(other, "Log in").click()
    expect(heading(other)).to_have_text("Today")

    third = visitor(None, live_server.url).page
    log_in(third, ana)
    third.get_by_label("Code").fill(codes[0])
    button(third, "Log in").click()
    expect(third.locator(".invalid-feedback")).to_contain_text("This code is not right.")


def test_a_passkey_is_added_and_logs_in_alone(live_server: LiveServer, visitor: Visitor) -> None:
    ana = make.user("ana")
    visit: Visit = visitor(None, live_server.url)
    page = visit.page
    chip = visit.context.new_cdp_session(page)
    chip.send("WebAuthn.enable")
    chip.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    log_in(page, ana)
    page.goto("/accounts/2fa/webauthn/add/")
    confirm_it_is_you(page)
    page.get_by_label("Name").fill("My phone")
    button(page, "Add passkey").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("My phone")

    visit.context.clear_cookies()
    page.goto("/accounts/login/?next=/you/")
    button(page, "Use a passkey").click()
    expect(heading(page)).to_have_text("More")
    assert not visit.complaints


def test_every_other_session_is_ended(
    door: Page, live_server: LiveServer, visitor: Visitor
) -> None:
    ana = make.user("ana")
    log_in(door, ana)
    other = visitor(None, live_server.url).page
    log_in(other, ana)
    door.goto("/accounts/sessions/")
    expect(door.locator(".rows li")).to_have_count(2)

    button(door, "Log out everywhere else").click()

    expect(door.locator(".rows li")).to_have_count(1)
    other.goto("/today/")
    expect(heading(other)).to_have_text("Log in")
    door.goto("/today/")
    expect(heading(door)).to_have_text("Today")


def test_a_forgotten_password_by_code(door: Page) -> None:
    ana = make.user("ana")
    door.get_by_role("link", name="Forgot your password?").click()
    door.get_by_label("E-mail").fill(ana.email)
    button(door, "Send me a code").click()
    door.get_by_label("Code").fill(mailed_code())
    button(door, "Confirm").click()
    door.locator("#id_password1").fill(NEW_PASSWORD)
    door.locator("#id_password2").fill("something else")
    button(door, "Save password").click()
    expect(door.locator(".invalid-feedback")).to_contain_text("You must type the same password")
    door.locator("#id_password1").fill(NEW_PASSWORD)
    door.locator("#id_password2").fill(NEW_PASSWORD)
    button(door, "Save password").click()

    door.context.clear_cookies()
    log_in(door, ana)
    expect(door.locator("main")).to_contain_text("do not belong together")
    expect(door.locator("#id_login")).to_have_value(ana.email)
    log_in(door, ana, NEW_PASSWORD)
    expect(heading(door)).to_have_text("Today")


def test_guessing_a_password_is_slowed_down(door: Page, settings: Settings) -> None:
    """At the limits of a real run: the tests' own settings switch them off."""
    del settings.ACCOUNT_RATE_LIMITS
    ana = make.user("ana")

    for guess in range(12):
        log_in(door, ana, f"guess {guess}")

    log_in(door, ana)
    assert door.url.endswith("/accounts/login/")
    expect(door.locator("main")).to_contain_text("Too many tries.")
    with time_machine.travel(make.NOON.replace(hour=13)):
        log_in(door, ana)
        expect(heading(door)).to_have_text("Today")


def test_logging_out_needs_a_button_and_closes_the_diary(
    live_server: LiveServer, visitor: Visitor
) -> None:
    page = visitor(make.user("ana"), live_server.url, script=False).page
    page.goto("/accounts/logout/")
    page.locator("main form button[type=submit]").first.click()

    page.goto("/today/")

    expect(heading(page)).to_have_text("Log in")
