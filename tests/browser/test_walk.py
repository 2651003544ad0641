"""The whole loop with nothing but clicks and typing, against `python3 run.py`.

An athlete plans, is reminded, logs, reads why, is told to see a doctor, shares, and stops sharing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from accounts.zones import zone_names
from script.chromium import DESKTOP
from tests.browser.conftest import Visitor
from tests.running import Run, wait_for

pytestmark = pytest.mark.processes

PASSWORD = "seven slow rivers 42"
# Beat rings each minute; the mail is due at once.
MAIL_S = 150
LOOK_MS = 2_000


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a whole local run."""
    run = Run(tmp_path)
    try:
        wait_for(run.is_up)
        yield f"http://localhost:{run.port}"
    finally:
        run.stop()


def where_it_is_evening() -> str:
    """A zone whose clocks show eight something now: the evening mail is due, quiet is far."""
    now = datetime.now(UTC)
    return next(name for name in zone_names() if now.astimezone(ZoneInfo(name)).hour == 20)


def sign_up(page: Page, name: str, zone: str) -> None:
    """From the front door to consent, with the code from the mailbox page."""
    email = f"{name.lower()}@example.org"
    page.goto("/accounts/signup/" if "/invitations/" not in page.url else page.url)
    if page.get_by_role("link", name="Sign up").count():
        page.get_by_role("link", name="Sign up").first.click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_label("Time zone").select_option(zone)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_label("Code").fill(code_for(page, email))
    page.get_by_role("button", name="Confirm").click()


def code_for(page: Page, email: str) -> str:
    """The newest code in the mailbox for this address, read in another tab."""
    tab = page.context.new_page()
    tab.goto("/dev/mail/")
    tab.get_by_role("link", name=re.compile(re.escape(email))).first.click()
    found = re.search(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b", tab.locator("main").inner_text())
    tab.close()
    assert found
    return found[0]


def consent(page: Page) -> None:
    """The explicit yes, before anything is stored."""
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start my diary").click()


def mail(page: Page, subject: str) -> str:
    """The text of the mail with this subject once worker and broker have brought it."""
    page.goto("/dev/mail/")
    link = page.get_by_role("link", name=re.compile(subject))
    for _ in range(MAIL_S * 1000 // LOOK_MS):
        if link.count():
            break
        page.wait_for_timeout(LOOK_MS)
        page.get_by_role("link", name="Look again").click()
    link.first.click()
    return page.locator("main").inner_text()


def log_cramp(page: Page, at: datetime) -> None:
    """A cramp in the left calf that stopped the workout, some time ago."""
    page.goto("/cramps/log/")
    page.locator(".hits label[for=m-calf-l]").click()
    page.locator("label[for=id_when-other]").click()
    page.locator("#id_on").fill(f"{at:%Y-%m-%d}")
    page.locator("#id_clock").fill(f"{at:%H:%M}")
    page.get_by_text("Yes, I stopped").click()
    page.locator("#length > summary").click()
    page.locator("label[for=id_phase-during]").click()
    page.get_by_role("button", name="Save cramp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf")


def test_the_main_job_from_end_to_end(site: str, visitor: Visitor) -> None:
    zone = where_it_is_evening()
    local = datetime.now(ZoneInfo(zone))
    ana = visitor(None, site).page
    kim = visitor(None, site, size=DESKTOP).page

    # Ana opens a diary and tells her weight.
    ana.goto("/")
    ana.get_by_role("link", name="Start a diary").click()
    sign_up(ana, "Ana", zone)
    consent(ana)
    ana.goto("/body/")
    ana.get_by_label("Your weight").fill("61")
    ana.get_by_role("button", name="Save").click()

    # She plans tomorrow's run, and the evening mail comes by beat, broker and worker.
    ana.goto("/today/")
    ana.get_by_role("link", name=re.compile("plan a workout", re.IGNORECASE)).first.click()
    ana.get_by_label("Time", exact=False).first.fill("10:00")
    ana.get_by_label("How long").fill("100")
    ana.get_by_role("button", name="Save plan").click()
    evening = mail(ana, "10:00")
    assert "300 mL" in evening
    assert zone.rpartition("/")[2].replace("_", " ") in evening

    # She logs a workout with a cramp, and two more cramps of the last days.
    ana.goto("/workouts/log/")
    started = local - timedelta(days=1, hours=3)
    ana.get_by_label("Day").fill(f"{started:%Y-%m-%d}")
    ana.get_by_label("Start").fill(f"{started:%H:%M}")
    ana.get_by_label("How long").fill("90")
    ana.get_by_text("Yes", exact=True).first.click()
    ana.get_by_role("button", name="Save workout").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Log a cramp")
    for hours in (26, 75, 123):
        log_cramp(ana, local - timedelta(hours=hours))

    # She reads why, with her own numbers.
    ana.goto("/today/")
    card = ana.locator("#finding-consistent_cramps")
    card.get_by_text("Why you see this").click()
    expect(card).to_contain_text("Workouts with a cramp in 28 days: 3")
    expect(card).to_contain_text("What nobody knows")

    # The doctor mail comes, and says nothing that is private.
    letter = mail(ana, "Your page is ready")
    assert not re.search(r"calf|muscle|pain", letter, re.IGNORECASE)

    # She invites a coach; the coach signs up in a second browser and reads the history.
    ana.goto("/sharing/")
    ana.get_by_role("link", name="Invite a coach").click()
    ana.get_by_role("button", name="Make the invitation").click()
    code = re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", ana.locator("main").inner_text())
    assert code
    kim.goto(f"/invitations/{code[0]}/")
    sign_up(kim, "Kim", "Europe/Berlin")
    expect(kim.get_by_role("heading", level=1)).to_have_text("Ana invites you")
    kim.get_by_role("button", name="Accept").click()
    kim.goto("/athletes/")
    expect(kim.locator("main")).to_contain_text("Ana")
    kim.get_by_role("link", name="Diary of Ana").click()
    expect(kim.locator("main")).to_contain_text("Left calf")
    journal = kim.url

    # She stops sharing, and the coach's next click finds nothing.
    ana.goto("/sharing/")
    ana.get_by_role("link", name=re.compile("Kim")).first.click()
    ana.get_by_role("link", name=re.compile("Stop sharing")).click()
    ana.get_by_role("button", name="Stop sharing").click()
    gone = kim.goto(journal)
    assert gone is not None
    assert gone.status == 404
