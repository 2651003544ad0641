from __future__ import annotations

import pytest
from django.test import RequestFactory

from accounts.http import way_back


@pytest.mark.parametrize(
    ("wanted", "back"),
    [
        ("/today/", "/today/"),
        ("/journal/?kind=cramps&before=1-a", "/journal/?kind=cramps&before=1-a"),
        ("", "/more/"),
        ("today", "/more/"),
        ("advice:today", "/more/"),
        ("https://evil.example/", "/more/"),
        ("//evil.example/", "/more/"),
        ("/\\evil.example/", "/more/"),
        ("http://testserver/today/", "/more/"),
        ("javascript:alert(1)", "/more/"),
    ],
)
def test_the_way_back_is_a_path_of_this_site(wanted: str, back: str) -> None:
    posted = RequestFactory().post("/", {"next": wanted})
    asked = RequestFactory().get("/", {"next": wanted})

    assert way_back(posted, "/more/") == back
    assert way_back(asked, "/more/") == back


def test_what_is_posted_goes_before_the_address() -> None:
    request = RequestFactory().post("/?next=/address/", {"next": "/posted/"})

    assert way_back(request) == "/posted/"
