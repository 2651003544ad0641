"""One-click unsubscribing as a mail provider does it (RFC 8058), for each kind of mail."""

from __future__ import annotations

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from reminders import services
from reminders.kinds import KINDS
from reminders.models import Kind, Preference, Reminder, State
from reminders.tests.mails import Mail, mail_of, reader
from tests import make

BOUNDARY = "----provider"
BODIES = {
    "application/x-www-form-urlencoded": b"List-Unsubscribe=One-Click",
    f"multipart/form-data; boundary={BOUNDARY}": (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
        f"One-Click\r\n--{BOUNDARY}--\r\n"
    ).encode(),
}


@pytest.fixture
def found(request: pytest.FixtureRequest, db: None, settings: Settings) -> Mail:
    """A mail of the kind that the test is about, of a site behind https."""
    settings.SITE_URL = "https://diary.example.org"
    settings.ALLOWED_HOSTS = ["diary.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return mail_of(request.param, reader())


def of_each_kind(test: Any) -> Any:
    return pytest.mark.parametrize("found", list(KINDS), indirect=True)(test)


def provider() -> Client:
    """No cookie, no referrer, nothing of ours; https, as the header says."""
    return Client(enforce_csrf_checks=True, headers={"host": "diary.example.org"})


def switches() -> dict[str, bool]:
    return {kind.value: Preference.objects.get().wants(kind) for kind in Kind}


@of_each_kind
def test_the_header_is_one_https_address_and_the_promise_is_exact(found: Mail) -> None:
    message = found.parsed

    headers = [str(each).strip() for each in message.get_all("List-Unsubscribe", [])]
    assert headers == [f"<{found.stop_url}>"]
    assert message.get_all("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]
    address = urlsplit(found.stop_url)
    assert (address.scheme, address.netloc) == ("https", "diary.example.org")
    assert not address.query
    assert not address.fragment
    assert not set("<>, \t\"'") & set(found.stop_url)
    assert found.stop_url.isascii()


@of_each_kind
def test_the_raw_header_is_unfolded_and_not_encoded(found: Mail) -> None:
    raw = found.message.message().as_bytes()
    head = raw.partition(b"\n\n")[0].replace(b"\r\n", b"\n").replace(b"\n ", b" ")
    lines = [line for line in head.split(b"\n") if line.startswith(b"List-Unsubscribe:")]

    assert [b" ".join(line.split()) for line in lines] == [
        f"List-Unsubscribe: <{found.stop_url}>".encode()
    ]
    assert b"=?" not in lines[0]


@of_each_kind
@pytest.mark.parametrize("content_type", list(BODIES), ids=["urlencoded", "multipart"])
def test_one_post_turns_this_kind_off_and_no_other(found: Mail, content_type: str) -> None:
    path = urlsplit(found.stop_url).path

    for _ in range(2):
        answer = provider().generic(
            "POST", path, BODIES[content_type], content_type=content_type, secure=True
        )

        assert answer.status_code == 200
        assert "Location" not in answer
        assert not answer.cookies
        assert switches() == {kind.value: kind is not found.kind for kind in Kind}


@of_each_kind
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_no_other_method_changes_anything(found: Mail, method: str) -> None:
    before = Preference.objects.values().get()

    answer = provider().generic(method, urlsplit(found.stop_url).path, secure=True)

    assert answer.status_code in {200, 405}
    assert Preference.objects.values().get() == before


@of_each_kind
def test_a_planned_mail_of_that_kind_does_not_go_out_after_it(found: Mail) -> None:
    row = Reminder.objects.get(kind=found.kind, state=State.SENT)
    again = make.reminder(
        found.user,
        kind=found.kind,
        subject_id=row.subject_id,
        local_on=row.local_on.replace(year=2025),
        due_at=make.NOON,
        stale_at=None,
    )
    mail.outbox.clear()

    provider().post(urlsplit(found.stop_url).path, secure=True)
    services.send_due(make.NOON)

    again.refresh_from_db()
    assert (again.state, again.reason) == (State.SKIPPED, "These mails were switched off.")
    assert mail.outbox == []


@of_each_kind
@pytest.mark.parametrize("body", [b"", b"List-Unsubscribe=Other", b"\xff\xfe", b"a" * 5000])
def test_whatever_the_body_holds_the_address_is_enough(found: Mail, body: bytes) -> None:
    answer = provider().generic(
        "POST",
        urlsplit(found.stop_url).path,
        body,
        content_type="application/x-www-form-urlencoded",
        secure=True,
    )

    assert answer.status_code == 200
    assert not Preference.objects.get().wants(found.kind)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("content_type", list(BODIES), ids=["urlencoded", "multipart"])
def test_it_works_over_a_real_line_with_nothing_but_the_request(
    live_server: LiveServer, settings: Settings, content_type: str
) -> None:
    settings.SITE_URL = live_server.url
    found = mail_of(Kind.HYDRATION, reader())
    address = urlsplit(found.stop_url)

    line = http.client.HTTPConnection(address.netloc, timeout=10)
    line.putrequest("POST", address.path, skip_accept_encoding=True)
    line.putheader("Content-Type", content_type)
    line.putheader("Content-Length", str(len(BODIES[content_type])))
    line.endheaders(BODIES[content_type])
    answer = line.getresponse()
    answer.read()
    line.close()

    assert answer.status == 200
    assert answer.getheader("Set-Cookie") is None
    assert not Preference.objects.get().hydration
