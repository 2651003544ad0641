"""Every page in a real browser: no axe finding, no CSP complaint, no sideways scroll, no script."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from script.chromium import DESKTOP, PHONE
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.doors import House, doors, house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    },
    "resultTypes": ["violations"],
    "preload": False,  # asks for every style sheet anew, for one rule that is switched off
}
# What can be wrong in one colour scheme and right in the other, where the rest was asked before.
COLOUR = WCAG | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# 320 px is WCAG's reflow width.
NARROW = {"width": 320, "height": 700}
# Each page is loaded once and looked at four times. Neighbours differ in one thing.
LOOKS: tuple[tuple[Literal["light", "dark"], dict[str, int], dict[str, Any]], ...] = (
    ("light", PHONE, WCAG),
    ("light", DESKTOP, WCAG),
    ("dark", DESKTOP, COLOUR),
    ("dark", PHONE, COLOUR),
)
# allauth's own pages, which have no namespace.
ACCOUNT_PAGES = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
)
WELCOME_PAGES = ("/welcome/you/", "/welcome/reminders/", "/welcome/first/")
EMPTY_PAGES = (
    *("/today/", "/journal/", "/journal/?kind=cramps", "/calendar/", "/drinks/", "/insights/"),
    *("/medicines/", "/history/", "/deleted/", "/doctor/", "/sharing/", "/you/seen-by/"),
)
# A label that is taken, one that tells only a range, one that is refused.
DRINK_PAGES = (
    "/drinks/check/",
    "/drinks/check/?carbs=6&sugars=6&kind=sucrose&salt=0.1&fat=1",
    "/drinks/check/?per=powder&powder_g=40&water_ml=500&carbs=90",
    "/drinks/check/?per=serving&carbs=300&sugars=400&sodium=salty",
)
OWN_ACCOUNT_PAGES = (
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/2fa/",
    "/accounts/sessions/",
)


@pytest.fixture
def rooms() -> House:
    return house(make.user("ana"), make.coach())


def pages(rooms: House) -> list[str]:
    """The addresses that answer with a page of their own to ana."""
    client = Client()
    client.force_login(rooms.ana)
    urls = dict.fromkeys(door.url(rooms.values(door)) for door in doors())
    return [*(url for url in urls if _is_page(client, url)), *OWN_ACCOUNT_PAGES]


def _is_page(client: Client, url: str) -> bool:
    response = client.get(url)
    return response.status_code == 200 and "html" in response["Content-Type"]


def complaints(visit: Visit, urls: list[str]) -> list[str]:
    """What axe, the console and the layout say against these pages, in each size and colour."""
    found: list[str] = []
    for url in urls:
        visit.page.goto(url)
        found += [f"{url}: {words}" for words in visit.complaints]
        if _is_wider(visit, NARROW):
            found.append(f"{url}: scrolls sideways at {NARROW['width']} px")
        visit.page.evaluate(AXE_SCRIPT)
        for scheme, size, rules in LOOKS:
            visit.page.emulate_media(color_scheme=scheme)
            if _is_wider(visit, size):
                found.append(f"{url}: scrolls sideways at {size['width']} px")
            found += [
                f"{url}, {scheme}, {size['width']} px: {words}"
                for words in violations(visit, rules)
            ]
        # What axe itself tries against the policy is not the page's doing.
        visit.complaints.clear()
    return found


def violations(visit: Visit, rules: dict[str, Any]) -> list[str]:
    """What axe, already in the page, finds by these rules."""
    report: Any = visit.page.evaluate("options => axe.run(options)", rules)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]


def _is_wider(visit: Visit, size: dict[str, int]) -> bool:
    visit.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return bool(
        visit.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    )


def test_nothing_to_complain_about(rooms: House, live_server: LiveServer, visitor: Visitor) -> None:
    urls = pages(rooms)

    assert len(urls) > 45
    found = complaints(visitor(rooms.ana, live_server.url, reduced_motion="reduce"), urls)
    assert not found, "\n".join(found)


def test_a_first_day_has_nothing_to_complain_about(
    live_server: LiveServer, visitor: Visitor
) -> None:
    """The pages before the first entry: the welcome, and what says that there is nothing yet."""
    visit = visitor(make.user("nuno"), live_server.url, reduced_motion="reduce")

    found = complaints(visit, [*WELCOME_PAGES, *EMPTY_PAGES])
    assert not found, "\n".join(found)


def test_the_public_pages_have_nothing_to_complain_about(
    live_server: LiveServer, visitor: Visitor
) -> None:
    visit = visitor(None, live_server.url, reduced_motion="reduce")

    found = complaints(
        visit, ["/", "/relief/", "/relief/calf/", "/rules/", *DRINK_PAGES, *ACCOUNT_PAGES]
    )
    assert not found, "\n".join(found)


def test_every_page_answers_without_script(
    rooms: House, live_server: LiveServer, visitor: Visitor
) -> None:
    visit = visitor(rooms.ana, live_server.url, script=False)

    for url in pages(rooms):
        response = visit.page.goto(url)

        assert response is not None
        assert response.status == 200
        assert visit.page.locator("h1").count() == 1
