from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import html5lib
import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from kombu.exceptions import OperationalError

from journal.models import HealthProfile
from reminders import tasks
from reminders.models import Preference, Reminder, State
from reminders.tests.test_planning import athlete
from tests import make

pytestmark = pytest.mark.django_db

URL = "/reminders/"
CHOICES: dict[str, Any] = {
    "hydration": "on",
    "doctor": "on",
    "evening_at": "19:30",
    "quiet_from": "21:30",
    "quiet_to": "06:30",
    "paused_until": "",
}


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def logged_in(client: Client, name: str = "ana") -> Any:
    user = athlete(name)
    client.force_login(user)
    return user


def page(client: Client, **choices: Any) -> str:
    with time_machine.travel(make.NOON, tick=False):
        if choices:
            return client.post(URL, CHOICES | choices).content.decode()
        return client.get(URL).content.decode()


def test_strangers_meet_the_login_page(client: Client) -> None:
    for url in (URL, reverse("reminders:send_test")):
        answer = client.post(url)
        assert answer.status_code == 302
        assert "login" in answer["Location"]


def test_without_consent_there_is_no_page(client: Client) -> None:
    client.force_login(make.user(consent=False))

    assert "/consent/" in client.get(URL)["Location"]


def test_other_methods_are_refused(client: Client) -> None:
    logged_in(client)

    assert client.put(URL).status_code == 405
    assert client.get(reverse("reminders:send_test")).status_code == 405


def test_nobody_has_chosen_yet_and_sees_the_defaults(client: Client) -> None:
    logged_in(client)

    html = page(client)

    html5lib.HTMLParser(strict=True).parse(html)
    assert 'value="20:00"' in html
    assert 'value="22:00"' in html
    assert "Lisbon time" in html
    assert "Nothing." in html
    assert not Preference.objects.exists()


def test_choices_are_kept_and_what_is_planned_moves_at_once(client: Client) -> None:
    user = logged_in(client)
    make.workout(user)
    make.reminder(user)

    with time_machine.travel(make.NOON, tick=False):
        answer = client.post(URL, CHOICES)

    assert answer["Location"] == URL
    found = Preference.objects.get()
    assert (found.evening_at, found.quiet_from, found.quiet_to) == (
        time(19, 30),
        time(21, 30),
        time(6, 30),
    )
    assert Reminder.objects.get().due_at == make.NOON + timedelta(hours=7, minutes=30)
    with time_machine.travel(make.NOON, tick=False):
        client.post(URL, CHOICES)
    assert Preference.objects.count() == 1


def test_a_switch_left_off_stops_the_mail(client: Client) -> None:
    user = logged_in(client)
    make.workout(user)
    make.reminder(user)
    choices = {name: value for name, value in CHOICES.items() if name != "hydration"}

    with time_machine.travel(make.NOON, tick=False):
        client.post(URL, choices)

    assert not Preference.objects.get().hydration
    assert Preference.objects.get().doctor
    assert Reminder.objects.get().state == State.SKIPPED


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"evening_at": "21:15"}, "21:15 is in your quiet hours or less than half an hour"),
        ({"evening_at": "23:00"}, "23:00 is in your quiet hours or less than half an hour"),
        ({"evening_at": "09:00"}, "choose an hour between 12:00 and 23:30"),
        ({"evening_at": "late"}, "Write the hour as 20:00."),
        ({"evening_at": ""}, "Choose an hour, such as 20:00."),
        ({"quiet_from": "x"}, "Write the hour as 22:00."),
        ({"paused_until": "2026-01-14"}, "Choose a day after today, or leave it empty."),
        ({"paused_until": "2028-01-14"}, "Choose a day within a year."),
        ({"paused_until": "soon"}, "Write the day as 2026-12-31."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(
    client: Client, choice: dict[str, str], sentence: str
) -> None:
    logged_in(client)

    html = page(client, **choice)

    assert sentence in html
    assert "<title>Check: E-mails" in html
    for typed in choice.values():
        assert typed == "" or f'value="{typed}"' in html
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param({"evening_at": "21:00"}, id="half an hour before"),
        pytest.param({"quiet_from": "06:00", "quiet_to": "06:00"}, id="no quiet hours"),
        pytest.param(
            {"evening_at": "23:30", "quiet_from": "00:30", "quiet_to": "08:00"}, id="an owl"
        ),
        pytest.param({"paused_until": "2026-01-15"}, id="paused until tomorrow"),
    ],
)
def test_what_can_be_kept_is(client: Client, choice: dict[str, str]) -> None:
    logged_in(client)

    assert page(client, **choice) == ""
    assert Preference.objects.exists()


def test_a_pause_that_is_over_is_not_shown(client: Client) -> None:
    make.preference(logged_in(client), paused_until=date(2026, 1, 10))

    assert "2026-01-10" not in page(client)


def test_the_next_five_and_what_became_of_the_others(client: Client) -> None:
    user = logged_in(client)
    for days in range(7):
        make.workout(user, planned_start_at=make.NOON + timedelta(days=days, hours=22))
    make.reminder(user)
    make.reminder(
        user, subject_id="2026-01-13", state=State.SENT, due_at=make.NOON - timedelta(hours=40)
    )
    make.reminder(
        user,
        subject_id="2026-01-12",
        state=State.SKIPPED,
        reason="These mails were switched off.",
        due_at=make.NOON - timedelta(hours=64),
    )

    html = page(client)

    assert html.count("What to drink the evening before, for ") == 5
    for day in ("Wed 14 January, 20:00", "Thu 15 January, 20:00", "Sun 18 January, 20:00"):
        assert day in html
    assert "Mon 19 January, 20:00" not in html
    assert "Sent" in html
    assert "Not needed" in html
    assert "These mails were switched off." in html


def test_why_there_will_be_no_mail_is_said(client: Client) -> None:
    user = logged_in(client)
    make.preference(user, paused_until=date(2026, 1, 16))
    make.workout(user)
    make.workout(user, planned_start_at=make.NOON + timedelta(hours=6))

    html = page(client)

    assert "E-mails were paused until 16 January." in html
    assert "It was planned after the evening before." in html


def test_no_mail_is_promised_that_advice_will_not_want(client: Client) -> None:
    user = logged_in(client)
    make.workout(user, planned_minutes=30)

    assert "No session of that day calls for a drink the evening before." in page(client)

    HealthProfile.objects.filter(athlete=user).update(fluid_limited=True)
    assert "A doctor limits what you drink" in page(client)


def test_kinds_that_a_newer_version_left_do_not_break_the_page(client: Client) -> None:
    ana = logged_in(client)
    make.reminder(ana, kind="moon")
    make.snooze(ana, kind="moon")

    assert "moon" not in page(client)


def test_nobody_sees_the_mails_of_somebody_else(client: Client) -> None:
    bea = athlete("bea")
    make.workout(bea, title="Bea’s hills")
    make.reminder(bea)
    logged_in(client)

    assert "hills" not in page(client)


def test_the_page_costs_the_same_with_much_on_it(client: Client) -> None:
    user = logged_in(client)
    make.workout(user)
    make.reminder(user)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for days in range(1, 31):
        make.workout(user, planned_start_at=make.NOON + timedelta(days=days, hours=22))
        make.reminder(
            user,
            subject_id=(make.TODAY - timedelta(days=days)).isoformat(),
            state=State.SENT,
            due_at=make.NOON - timedelta(days=days),
        )

    with CaptureQueriesContext(connection) as thirty:
        page(client)

    assert len(thirty) == len(one) <= 10


def test_a_test_mail_is_sent_once_a_minute(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    logged_in(client)

    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(reverse("reminders:send_test"), follow=True).content.decode()
        second = client.post(reverse("reminders:send_test"), follow=True).content.decode()

    assert "on its way to ana@example.org" in first
    assert "One is on its way already" in second
    assert [message.subject for message in mail.outbox] == ["A test from your diary"]


def test_an_address_that_is_not_confirmed_gets_no_test(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(make.user(verified=False))

    with django_capture_on_commit_callbacks(execute=True):
        html = client.post(reverse("reminders:send_test"), follow=True).content.decode()

    assert "Confirm your e-mail address first." in html
    assert mail.outbox == []


def test_a_broker_that_does_not_answer_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged_in(client)

    def refuse(*args: str) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.send_test, "delay_on_commit", refuse)

    first = client.post(reverse("reminders:send_test"), follow=True).content.decode()
    again = client.post(reverse("reminders:send_test"), follow=True).content.decode()

    assert "E-mails wait at the moment." in first
    assert "E-mails wait at the moment." in again
