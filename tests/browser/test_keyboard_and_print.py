"""What the keyboard comes to is in sight; what is printed says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from playwright.sync_api import Page
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from journal.muscles import LEG_SITES
from tests import make
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/cramps/log/",
    "/check-in/",
    "/workouts/plan/",
    "/workouts/unanswered/",
    "/calendar/week/",
)
# The focused control, or the label that shows its ring, against the bar fixed over the page.
COVERED = """() => {
  const at = document.activeElement;
  const bar = document.querySelector(".dock, .nav-main");
  if (!at || at === document.body || !bar || bar.contains(at)) return null;
  const label = at.matches(".btn-check") && at.nextElementSibling;
  const [box, edge] = [(label || at).getBoundingClientRect(), bar.getBoundingClientRect()];
  return box.bottom > edge.top + 1 && box.top < edge.bottom ? at.outerHTML.slice(0, 120) : null;
}"""
PRINTED = """() => [...document.querySelectorAll("h1, .main .btn, .nav-main")]
  .filter(each => each.getClientRects().length).map(each => each.textContent.trim())"""


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The server's clock runs from NOON on."""
    with time_machine.travel(make.NOON):
        yield


def covered(page: Page, address: str) -> list[str]:
    """What the fixed bar covers, of all that Tab comes to."""
    page.goto(address)
    found = []
    for _ in range(60):
        page.keyboard.press("Tab")
        found.append(page.evaluate(COVERED))
    return [f"{address}: {each}" for each in found if each]


def test_the_fixed_bar_covers_nothing_that_the_keyboard_comes_to(
    live_server: LiveServer, visitor: Visitor
) -> None:
    ana = make.user("ana")
    for days in range(1, 6):
        make.done_workout(ana, days_ago=days, rpe=None)
    page = visitor(ana, live_server.url, reduced_motion="reduce").page

    found = [each for address in PAGES for each in covered(page, address)]

    assert not found, "\n".join(found)


def test_a_printed_page_has_its_heading_and_no_buttons(
    live_server: LiveServer, visitor: Visitor
) -> None:
    ana = make.user("ana", theme="dark")
    cramp = make.episode(ana)
    page = visitor(ana, live_server.url, dark=True).page
    page.emulate_media(media="print")

    page.goto(f"/cramps/{cramp.pk}/")

    assert page.evaluate(PRINTED) == ["Left calf"]
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert ink == "rgb(0, 0, 0)"


@pytest.mark.parametrize("places", [2, 16])
def test_the_doctors_page_is_printed_on_one_sheet(
    places: int, live_server: LiveServer, visitor: Visitor
) -> None:
    ana = make.user("ana", theme="dark")
    for day in range(60):
        make.done_workout(ana, days_ago=day + 0.3, cramped=False, temperature_c=20.0)
    for day, site in enumerate([*LEG_SITES][:places]):
        make.episode(ana, days_ago=day + 0.3, muscles=[site], severity=6, red_flags=["nerves"])
        make.medication(ana, f"Salmeterol and fluticasone {day}", started_on=make.TODAY)
    page = visitor(ana, live_server.url, dark=True).page

    page.goto("/doctor/")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages

    assert len(sheets) == 1
    assert "Self-reported; not a diagnosis." in sheets[0].extract_text()
