from __future__ import annotations

from uuid import uuid4

import html5lib
import pytest
from django.test import Client

from accounts.models import User
from accounts.tokens import sign
from reminders import emails
from reminders.emails import frame
from reminders.models import Kind, Preference
from tests import make

pytestmark = pytest.mark.django_db


def address(user: User, kind: Kind = Kind.HYDRATION) -> str:
    return emails.stop_url(user, kind).removeprefix("http://localhost:8000")


def test_opening_the_link_shows_a_button_and_writes_nothing(client: Client) -> None:
    url = address(make.user())

    html = client.get(url).content.decode()
    client.head(url)

    html5lib.HTMLParser(strict=True).parse(html)
    assert "Stop them" in html
    assert "evening before" in html
    assert not Preference.objects.exists()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_mail_program_stops_it_with_one_click(kind: Kind) -> None:
    user = make.user()
    make.preference(user, **{each.value: True for each in Kind})
    # RFC 8058: no cookie, no token of ours, just this body.
    program = Client(enforce_csrf_checks=True)
    body = {"List-Unsubscribe": "One-Click"}

    first = program.post(address(user, kind), body)
    again = program.post(address(user, kind), body)

    assert (first.status_code, again.status_code) == (200, 200)
    assert "turn them on again" in first.content.decode()
    found = Preference.objects.get()
    assert {each: found.wants(each) for each in Kind} == {each: each is not kind for each in Kind}


def test_stopping_keeps_the_other_choices() -> None:
    user = make.user()
    make.preference(user, doctor=False)

    Client().post(address(user))

    assert not Preference.objects.get().doctor
    assert not Preference.objects.get().hydration


def test_a_link_stops_one_person_only() -> None:
    ana = make.user("ana")
    make.user("bea")

    Client().post(address(ana))

    assert [row.user for row in Preference.objects.all()] == [ana]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_says_so(client: Client, method: str) -> None:
    user = make.user()
    good = address(user).split("/")[3]
    for token in (
        "nonsense",
        good[:-1],
        good.replace("hydration", "doctor"),
        sign("another purpose", f"hydration.{user.pk}"),
        sign(frame.STOP_PURPOSE, f"hydration.{uuid4()}"),
    ):
        answer = getattr(client, method)(f"/mail/stop/{token}/")
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    assert not Preference.objects.exists()


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(address(make.user())).status_code == 405


def test_it_works_for_whoever_is_logged_in_as_somebody_else(client: Client) -> None:
    ana, bea = make.user("ana"), make.user("bea", consent=False)
    client.force_login(bea)

    assert client.post(address(ana)).status_code == 200
    assert Preference.objects.get().user == ana
