"""Every page is valid HTML with one h1, and says nothing that must never be said."""

from __future__ import annotations

import re

import html5lib
import pytest
import time_machine
from django.test import Client

from tests import make
from tests.doors import Door, House, doors, house

pytestmark = pytest.mark.django_db

DOORS = doors()
# Words that blame, promise or claim more than anybody knows (design section 8).
NEVER = re.compile(
    r"\b(stop taking|risk zone|failed|streak|missed|your fault)\b|\bcauses? (?:of )?your cramps?\b",
    re.IGNORECASE,
)


@pytest.fixture
def rooms() -> House:
    return house(make.user("ana"), make.coach())


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.name}{len(door.arguments)}")
@time_machine.travel(make.NOON, tick=False)
def test_every_page_is_valid_html_with_one_h1(door: Door, rooms: House, client: Client) -> None:
    client.force_login(rooms.ana)

    response = client.get(door.url(rooms.values(door)))

    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        # A redirect, a 405 of a POST-only address or a file: nothing to parse.
        assert response.status_code in {200, 302, 404, 405}
        return
    html = response.content.decode()
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert len(re.findall(r"<h1[\s>]", html)) == 1
    assert "style=" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert not NEVER.search(re.sub(r"<[^>]+>", " ", html))
