"""Every page in a real browser: no axe finding, no CSP complaint, no sideways scroll, no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from pytest_django.live_server_helper import LiveServer

from script.chromium import DESKTOP, PHONE
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.doors import Door, House, doors, house

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    }
}
# 320 px is WCAG's reflow width.
NARROW = {"width": 320, "height": 700}
# allauth's own pages, which have no namespace.
ACCOUNT_PAGES = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
)
OWN_ACCOUNT_PAGES = (
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/2fa/",
    "/accounts/sessions/",
)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The server's clock runs from NOON on, so that the cast's rows are of today."""
    with time_machine.travel(make.NOON):
        yield


@pytest.fixture
def rooms() -> House:
    return house(make.user("ana"), make.coach())


def pages(rooms: House, visit: Visit) -> list[str]:
    """The addresses that answer with a page of their own to the one who looks."""
    urls = {door.url(rooms.values(door)): door for door in doors()}
    return [url for url in urls if _is_page(visit, url, urls[url])]


def _is_page(visit: Visit, url: str, door: Door) -> bool:
    response = visit.context.request.get(url, max_redirects=0)
    return response.status == 200 and "html" in response.headers["content-type"]


def complaints(visit: Visit, urls: list[str]) -> list[str]:
    """What axe, the console and the layout say against these pages."""
    found: list[str] = []
    for url in urls:
        visit.page.goto(url)
        found += [f"{url}: {words}" for words in visit.complaints]
        report: Any = Axe().run(visit.page, options=WCAG)
        found += [
            f"{url}: {violation['id']}: {node['html'][:160]}"
            for violation in report.response["violations"]
            for node in violation["nodes"]
        ]
        if visit.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            found.append(f"{url}: scrolls sideways")
        # What axe itself tries against the policy is not the page's doing.
        visit.complaints.clear()
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_to_complain_about(
    rooms: House, live_server: LiveServer, visitor: Visitor, size: dict[str, int], dark: bool
) -> None:
    visit = visitor(rooms.ana, live_server.url, size=size, dark=dark)
    urls = pages(rooms, visit)

    assert len(urls) > 40
    found = complaints(visit, [*urls, *OWN_ACCOUNT_PAGES])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_public_pages_have_nothing_to_complain_about(
    live_server: LiveServer, visitor: Visitor, dark: bool
) -> None:
    visit = visitor(None, live_server.url, dark=dark)

    found = complaints(visit, ["/", "/relief/", "/relief/calf/", "/rules/", *ACCOUNT_PAGES])
    assert not found, "\n".join(found)


def test_no_page_scrolls_sideways_at_320(
    rooms: House, live_server: LiveServer, visitor: Visitor
) -> None:
    visit = visitor(rooms.ana, live_server.url, size=NARROW)
    wide = []

    for url in [*pages(rooms, visit), *OWN_ACCOUNT_PAGES]:
        visit.page.goto(url)
        if visit.page.evaluate("document.documentElement.scrollWidth > 320"):
            wide.append(url)

    assert not wide, "\n".join(wide)


def test_every_page_answers_without_script(
    rooms: House, live_server: LiveServer, visitor: Visitor
) -> None:
    visit = visitor(rooms.ana, live_server.url, script=False)

    for url in [*pages(rooms, visit), *OWN_ACCOUNT_PAGES]:
        response = visit.page.goto(url)

        assert response is not None
        assert response.status == 200
        assert visit.page.locator("h1").count() == 1
