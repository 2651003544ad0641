"""What was typed survives an ended session."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Ana <O'Brien>",
    "zone": "Asia/Kathmandu",
    "units": "us",
    "theme": "dark",
}


def post_without_session(client: Client, **changes: object) -> str:
    """The settings form, sent after the session ended: where it leads."""
    return client.post(reverse("accounts:settings"), TYPED | changes).headers["Location"]


def log_in(client: Client, onward: str, name: str = "ana") -> str:
    """By password, with the address to go on to: where it leads."""
    answer = client.post(
        reverse("account_login"),
        {"login": f"{name}@example.org", "password": make.PASSWORD, "next": onward},
    )
    return answer.headers["Location"]


def kept_address(location: str) -> str:
    """The page that gives the form back, from the address of the log-in page."""
    path, _, onward = location.partition("?next=")
    assert path == reverse("account_login")
    assert re.fullmatch(r"/you/resume/[\w-]{20,}/", onward)
    return onward


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form that saves."""
    form = page.split(f'action="{reverse("accounts:settings")}"', 1)[1].split("</form>", 1)[0]
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in fields}


def test_a_form_sent_after_the_session_ended_is_saved_after_log_in() -> None:
    ana = make.user()
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    form = client.get(reverse("accounts:settings")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    del client.cookies["sessionid"]

    sent = client.post(reverse("accounts:settings"), TYPED | {"csrfmiddlewaretoken": token[1]})
    onward = kept_address(sent.headers["Location"])
    login = client.get(sent.headers["Location"]).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', login)
    assert token
    client.post(
        reverse("account_login"),
        {
            "login": ana.email,
            "password": make.PASSWORD,
            "next": onward,
            "csrfmiddlewaretoken": token[1],
        },
    )
    page = client.get(onward).content.decode()
    assert "Ana &lt;O&#x27;Brien&gt;" in page
    ana.refresh_from_db()
    assert ana.name == "Ana"
    saved = client.post(reverse("accounts:settings"), hidden(page))

    ana.refresh_from_db()
    assert saved.headers["Location"] == reverse("accounts:settings")
    assert (ana.name, ana.zone, ana.units, ana.theme) == tuple(TYPED.values())


def test_a_form_sent_as_multipart_with_many_values_comes_back_whole(client: Client) -> None:
    make.user()
    url = f"{reverse('journal:log_cramp')}?from=today"
    values = {"muscles": ["calf-l", "calf-r"], "note": "first\nsecond", "empty": ""}

    onward = kept_address(client.post(url, values).headers["Location"])
    assert log_in(client, onward) == onward
    page = client.get(onward).content.decode()

    assert f'action="{url}"' in page
    assert page.count('name="muscles"') == 2
    assert 'name="empty" value=""' in page
    assert '<dd class="text-break">first<br>second</dd>' in page


@pytest.mark.parametrize(
    ("route", "values"),
    [
        pytest.param("accounts:settings", {"note": "x" * 100_001}, id="too long"),
        pytest.param("accounts:settings", {"password": "secret"}, id="a password"),
        pytest.param("account_change_password", {"code": "1"}, id="not a page of ours"),
        pytest.param(
            "accounts:settings", {"photo": SimpleUploadedFile("a.png", b"x")}, id="a file"
        ),
    ],
)
def test_some_forms_are_not_kept(client: Client, route: str, values: dict[str, object]) -> None:
    url = reverse(route)

    location = client.post(url, values).headers["Location"]

    assert location == f"{reverse('account_login')}?next={url}"


def test_other_kinds_of_bodies_are_not_kept(client: Client) -> None:
    url = reverse("accounts:settings")

    location = client.post(url, {"name": "x"}, content_type="application/json").headers["Location"]

    assert location == f"{reverse('account_login')}?next={url}"


def test_a_page_that_was_only_opened_comes_back_as_ever(client: Client) -> None:
    url = reverse("accounts:settings")

    assert client.get(url).headers["Location"] == f"{reverse('account_login')}?next={url}"


def test_after_an_hour_nothing_is_kept(client: Client) -> None:
    ana = make.user()
    with time_machine.travel(make.NOON, tick=False):
        onward = kept_address(post_without_session(client))

    with time_machine.travel(make.NOON + timedelta(minutes=61), tick=False):
        client.force_login(ana)
        page = client.get(onward).content.decode()

    assert "Nothing kept" in page
    assert "Kathmandu" not in page


def test_it_is_shown_in_the_browser_that_sent_it_and_to_nobody_else(client: Client) -> None:
    make.user("ana")
    bea = make.user("bea")
    onward = kept_address(post_without_session(client))
    other = Client()
    other.force_login(bea)

    assert client.get(onward).status_code == 302
    page = other.get(onward).content.decode()

    assert "Nothing kept" in page
    assert "Kathmandu" not in page


def test_it_can_be_thrown_away_twice(client: Client) -> None:
    make.user()
    onward = kept_address(post_without_session(client))
    log_in(client, onward)

    for _ in range(2):
        assert client.post(onward).headers["Location"] == reverse("advice:today")

    assert "Nothing kept" in client.get(onward).content.decode()
    assert User.objects.get().name == "Ana"


def test_only_the_last_three_forms_are_kept(client: Client) -> None:
    make.user()
    onwards = [kept_address(post_without_session(client)) for _ in range(4)]
    log_in(client, onwards[-1])

    pages = [client.get(onward).content.decode() for onward in onwards]

    assert ["Kathmandu" in page for page in pages] == [False, True, True, True]


def test_a_form_older_than_the_log_in_is_given_back_and_not_lost() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.user())
    url = reverse("accounts:settings")
    client.get(url)

    answer = client.post(
        url, TYPED | {"csrfmiddlewaretoken": "a" * 64}, headers={"origin": "http://testserver"}
    )

    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Kathmandu" in page
    assert hidden(page)["csrfmiddlewaretoken"]


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example"])
def test_a_form_of_another_site_is_refused_and_not_kept(origin: str | None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.user())
    headers = {"origin": origin} if origin else {}

    answer = client.post(reverse("accounts:settings"), TYPED, headers=headers)

    assert answer.status_code == 403
    assert answer.content.decode().count("<h1") == 1
    assert "typed_before_login" not in client.session


@pytest.mark.parametrize("consents", [True, False])
def test_of_a_diary_without_consent_nothing_typed_is_kept(consents: bool) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.user(consent=consents))

    answer = client.post(
        reverse("journal:add_medicine"),
        {"name": "Salmeterol", "csrfmiddlewaretoken": "a" * 64},
        headers={"origin": "http://testserver"},
    )

    assert answer.status_code == (302 if consents else 403)
    assert ("typed_before_login" in client.session) is consents


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_the_page_knows_its_methods(client: Client, method: str) -> None:
    client.force_login(make.user())

    answer = getattr(client, method)(reverse("accounts:resume", args=["x"]))

    assert answer.status_code == 405
