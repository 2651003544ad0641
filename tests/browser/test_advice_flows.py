"""The advice by hand: an answer, the page for a doctor and its link, a drink looked up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from advice import report_files
from advice.models import FindingSnapshot, ReportFile
from tests import make
from tests.browser.conftest import Visitor
from tests.browser.hands import button

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


@pytest.fixture
def phone(ana: User, live_server: LiveServer, visitor: Visitor) -> Page:
    return visitor(ana, live_server.url, script=False).page


def apart(one: Locator, other: Locator) -> tuple[float, float]:
    """How far right of and below the other it begins."""
    here, there = one.bounding_box(), other.bounding_box()
    assert here is not None
    assert there is not None
    return here["x"] - there["x"], here["y"] - there["y"]


def is_pdf(response: Response) -> bool:
    return response.status == 200 and response.headers["content-type"] == "application/pdf"


def test_an_answer_is_one_tap_without_a_script_and_can_be_undone(phone: Page, ana: User) -> None:
    make.profile(ana)
    make.workout(ana, mass_before_kg=64, mass_after_kg=62.4)
    phone.goto("/insights/")
    card = phone.locator("article.rec").filter(has=button(phone, "I did it")).first
    headline = card.get_by_role("heading").inner_text()

    card.get_by_role("button", name="I did it").click()

    expect(phone.get_by_text("Noted: I did it.")).to_be_visible()
    assert FindingSnapshot.objects.get(athlete=ana).answer == "followed"
    button(phone, "Undo").click()
    expect(phone.get_by_role("heading", name=headline)).to_be_visible()
    expect(phone.get_by_text("Your answer is taken back.")).to_be_visible()


def test_putting_a_finding_off_leaves_the_button_where_it_was(phone: Page, ana: User) -> None:
    make.profile(ana)
    make.workout(ana, mass_before_kg=64, mass_after_kg=62.4)
    phone.goto("/insights/")
    card = phone.locator("article.rec").filter(has=phone.locator(".later")).first
    opener = card.get_by_text("Not now", exact=True)
    beside = card.get_by_role("button", name="Not this time")
    opener.scroll_into_view_if_needed()
    before = apart(opener, beside)

    opener.click()

    assert apart(opener, beside) == before
    card.get_by_role("button", name="1 week").click()
    expect(phone.get_by_text(re.compile("^Noted: Not now, until"))).to_be_visible()


def test_the_page_for_a_doctor_becomes_a_pdf_that_opens(
    ana: User, live_server: LiveServer, visitor: Visitor
) -> None:
    make.episode(ana)
    page = visitor(ana, live_server.url).page
    page.goto("/doctor/")
    page.get_by_role("link", name="Make a PDF").click()
    page.get_by_label("Your questions for the doctor").fill("Is it the calf?")
    button(page, "Make the PDF").click()
    expect(page.get_by_role("progressbar")).to_be_visible()

    for pk in ReportFile.objects.filter(athlete=ana, state="queued").values_list("pk", flat=True):
        assert report_files.make(pk, make.NOON)

    opens = page.get_by_role("link", name="Open the page (PDF)")
    opens.wait_for()  # the page looks again by itself
    assert page.request.get(str(opens.get_attribute("href"))).body().startswith(b"%PDF")


@pytest.mark.parametrize("script", [True, False])
def test_a_link_and_its_passcode_open_the_page_in_another_browser(
    ana: User, live_server: LiveServer, visitor: Visitor, *, script: bool
) -> None:
    file = make.report_file(ana)
    own = visitor(ana, live_server.url, script=script).page
    own.goto(f"/doctor/files/{file.pk}/")
    own.get_by_role("link", name="Show it to a doctor by a link").click()
    button(own, "For 7 days").click()
    address = own.locator('main a[href*="/shared/"]').inner_text()
    passcode = own.get_by_text("Passcode:").locator(".num").inner_text()
    doctor = visitor(base=live_server.url, script=script).page
    doctor.goto(re.sub("^.*(?=/shared/)", "", address))

    doctor.get_by_label("Passcode").fill("0000 0000" if passcode != "0000 0000" else "1")
    button(doctor, "Open the page").click()
    expect(doctor.get_by_text("This is not the passcode of this link.")).to_be_visible()
    doctor.get_by_label("Passcode").fill(passcode)
    with doctor.expect_response(is_pdf):
        button(doctor, "Open the page").click()

    own.reload()
    expect(own.get_by_text("Opened 1 time")).to_be_visible()
    own.get_by_role("link", name="Shut the link").click()
    button(own, "Shut the link").click()
    doctor.goto(re.sub("^.*(?=/shared/)", "", address))
    expect(doctor.get_by_role("heading", name="This link is shut")).to_be_visible()


def test_a_drink_is_looked_up_without_a_script_or_an_account(
    live_server: LiveServer, visitor: Visitor
) -> None:
    page = visitor(base=live_server.url, script=False).page
    page.goto("/")
    page.get_by_role("link", name="How strong is your drink?").click()
    page.get_by_label("Carbohydrate").fill("300")
    button(page, "Compute").click()
    expect(page.locator(".invalid-feedback").first).to_be_visible()
    expect(page.get_by_label("Carbohydrate")).to_have_value("300")

    page.get_by_label("Carbohydrate").fill("11")
    page.get_by_label("of which sugars").fill("11")
    button(page, "Compute").click()

    expect(page.get_by_role("heading", name="When it suits")).to_be_visible()
    expect(page.get_by_text("Stronger than blood")).to_be_visible()
