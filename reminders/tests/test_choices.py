"""Every kind has its switch; what rests is listed and can be ended."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import html5lib
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from reminders import services
from reminders.models import Kind, Preference, Snooze, State
from reminders.tests.test_planning import athlete
from reminders.words import OF_A_COACH, WORDS, groups
from tests import make

pytestmark = pytest.mark.django_db

URL = "/reminders/"
HOURS = {
    "evening_at": "20:00",
    "morning_at": "07:30",
    "quiet_from": "22:00",
    "quiet_to": "06:00",
    "paused_until": "",
}
OF_COACHES = [kind for group in OF_A_COACH for kind in group.kinds]
OF_ATHLETES = [kind for kind in Kind if kind not in OF_COACHES]


def get(client: Client) -> str:
    with time_machine.travel(make.NOON, tick=False):
        return client.get(URL).content.decode()


def post(client: Client, **choices: Any) -> str:
    with time_machine.travel(make.NOON, tick=False):
        return client.post(URL, HOURS | choices, follow=True).content.decode()


def logged_in(client: Client, **fields: Any) -> User:
    user = athlete(**fields)
    client.force_login(user)
    return user


def test_each_kind_has_a_switch_and_a_sentence(client: Client) -> None:
    logged_in(client, is_coach=True)

    html = get(client)

    html5lib.HTMLParser(strict=True).parse(html)
    for kind in Kind:
        assert f'name="{kind.value}"' in html
        assert kind.label in html
        assert WORDS[kind].help in html
    for group in groups(is_coach=True):
        assert f">{group.name}</h3>" in html
    assert "At most two e-mails speak of one workout" in html


def test_two_are_off_until_they_are_asked_for(client: Client) -> None:
    logged_in(client, is_coach=True)

    html = get(client)

    off = [kind for kind in Kind if f'id="id_{kind.value}"' in html and not _is_on(html, kind)]
    assert off == [Kind.FOUR_HOURS, Kind.TWO_HOURS]


def _is_on(html: str, kind: Kind) -> bool:
    tag = html[html.index(f'name="{kind.value}"') :]
    return " checked" in tag[: tag.index(">")]


def test_what_is_for_coaches_is_asked_of_coaches_only(client: Client) -> None:
    user = logged_in(client)
    make.preference(user, digest=False, morning_at=time(6, 45))

    html = get(client)
    post(client, hydration="on", attention="", digest="on", morning_at="09:00")

    for name in ("For coaches", "morning_at", *OF_COACHES):
        assert name not in html
    kept = Preference.objects.get()
    assert (kept.attention, kept.digest, kept.morning_at) == (True, False, time(6, 45))


@pytest.mark.parametrize("kind", list(Kind))
def test_each_switch_is_kept_by_itself(client: Client, kind: Kind) -> None:
    user = logged_in(client, is_coach=True)

    html = post(client, **{kind.value: "on"})

    assert "Your e-mails are saved." in html
    kept = Preference.objects.get(user=user)
    assert [each for each in Kind if kept.wants(each)] == [kind]


@pytest.mark.parametrize(
    ("hour", "says"),
    [
        ("04:59", "between 05:00 and 12:00"),
        ("12:01", "between 05:00 and 12:00"),
        ("05:30", "is in your quiet hours. They end at 06:00."),
        ("nine", "Write the hour as 07:30."),
        ("", "Choose an hour, such as 07:30."),
    ],
)
def test_a_morning_hour_that_cannot_be_is_said(client: Client, hour: str, says: str) -> None:
    logged_in(client, is_coach=True)

    html = post(client, morning_at=hour)

    assert says in html
    assert f'value="{hour}"' in html or not hour
    assert not Preference.objects.exists()


def test_what_rests_is_listed_with_its_end_and_can_be_ended(client: Client) -> None:
    user = logged_in(client)
    make.workout(user)
    with time_machine.travel(make.NOON, tick=False):
        services.rest(user, Kind.HYDRATION, days=7, now=make.NOON)
        services.rest(user, Kind.DOCTOR, days=1, now=make.NOON - timedelta(days=3))
    services.plan(make.NOON)

    html = get(client)
    with time_machine.travel(make.NOON, tick=False):
        ended = client.post("/reminders/rests/hydration/end/", follow=True).content.decode()
        again = client.post("/reminders/rests/hydration/end/")

    assert "Until Wed 21 January, 00:00 Lisbon time" in html
    assert "/reminders/rests/doctor/end/" not in html
    assert "You asked for a rest until 21 January, 00:00." in html
    assert "They come again: the evening before a workout." in ended
    assert "What rests now" not in ended
    assert "Wed 14 January, 20:00 Lisbon time" in ended
    assert again.status_code == 302
    assert [each.kind for each in Snooze.objects.all()] == [Kind.DOCTOR]


def test_nobody_ends_the_rest_of_somebody_else(client: Client) -> None:
    bea = athlete("bea")
    services.rest(bea, Kind.HYDRATION, days=7, now=make.NOON)
    logged_in(client)

    client.post("/reminders/rests/hydration/end/")

    assert client.post("/reminders/rests/everything/end/").status_code == 404
    assert Snooze.objects.get().user == bea


def test_a_planned_mail_of_any_kind_is_named_with_its_workout(client: Client) -> None:
    user = logged_in(client)
    workout = make.workout(user, title="O’Brien’s hills", planned_minutes=30)
    other = make.workout(athlete("bea"), title="Bea’s")
    for hours, kind in enumerate((Kind.FOUR_HOURS, Kind.RECOVERY, Kind.DIGEST), start=1):
        make.reminder(
            user, kind=kind, subject_id=str(workout.pk), due_at=make.NOON + timedelta(hours=hours)
        )
    make.reminder(
        user, kind=Kind.PACE, subject_id=str(other.pk), due_at=make.NOON + timedelta(hours=9)
    )

    html = get(client)

    for kind in (Kind.FOUR_HOURS, Kind.RECOVERY, Kind.DIGEST, Kind.PACE):
        assert WORDS[kind].coming in html
    assert html.count("<bdi>O’Brien’s hills</bdi>") == 3
    assert "Bea’s" not in html
    assert "Wed 14 January, 13:00 Lisbon time" in html


def test_the_next_five_are_the_soonest_however_many_wait(client: Client) -> None:
    user = logged_in(client)
    for days in range(60):
        make.reminder(
            user,
            kind=Kind.ATTENTION,
            subject_id=str(days),
            due_at=make.NOON + timedelta(days=days, hours=1),
        )
    make.reminder(user, state=State.SENT, subject_id="2026-01-02", due_at=make.NOON)

    html = get(client)

    assert html.count(WORDS[Kind.ATTENTION].coming) == 5
    assert "Wed 14 January, 13:00" in html
    assert "Sun 18 January, 13:00" in html


def test_the_page_costs_the_same_with_every_kind_planned(client: Client) -> None:
    user = logged_in(client, is_coach=True)
    workouts = [
        make.workout(user, planned_start_at=make.NOON + timedelta(hours=20 + hours))
        for hours in range(8)
    ]
    make.reminder(user, kind=Kind.PACE, subject_id=str(uuid4()))
    with CaptureQueriesContext(connection) as few:
        get(client)
    for kind in Kind:
        if kind is not Kind.HYDRATION:
            for workout in workouts:
                make.reminder(user, kind=kind, subject_id=str(workout.pk))

    with CaptureQueriesContext(connection) as many:
        get(client)

    assert len(many) == len(few) <= 10
