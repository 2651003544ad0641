"""A rest for one kind of mail, asked for from the mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import html5lib
import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.tokens import sign
from reminders import emails, links, services
from reminders.models import Kind, Reminder, Snooze, State
from reminders.services.snoozes import DAYS_OFFERED
from reminders.tests.test_planning import EVENING, athlete, cramping
from reminders.words import WORDS
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon() -> object:
    cache.clear()
    with time_machine.travel(make.NOON, tick=False):
        yield


def address(user: User, kind: Kind = Kind.HYDRATION) -> str:
    return links.snooze_url(user, kind).removeprefix("http://localhost:8000")


def stranger() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("kind", list(Kind))
def test_opening_the_link_shows_the_choices_and_writes_nothing(kind: Kind) -> None:
    url = address(make.user(), kind)

    answer = stranger().get(url)
    stranger().head(url)

    html = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    assert WORDS[kind].these in html
    for words in ("Until tomorrow", "3 days", "A week", "Four weeks"):
        assert words in html
    assert not Snooze.objects.exists()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("days", DAYS_OFFERED)
def test_a_rest_lasts_until_a_day_begins_on_the_readers_clock(kind: Kind, days: int) -> None:
    user = make.user(zone="Pacific/Kiritimati")

    first = stranger().post(address(user, kind), {"days": days}, follow=True)
    again = stranger().post(address(user, kind), {"days": days})

    row = Snooze.objects.get()
    # At noon UTC it is 02:00 of the 15th there.
    assert row.until == datetime(2026, 1, 15, tzinfo=user.zone_info) + timedelta(days=days)
    assert (row.user, row.kind) == (user, kind)
    assert "They rest until" in first.content.decode()
    assert again.status_code == 302


def test_the_last_wish_counts_and_other_kinds_go_on() -> None:
    user = make.user()

    for days in (28, 3):
        stranger().post(address(user), {"days": days})
    stranger().post(address(user, Kind.DOCTOR), {"days": 1})

    assert {row.kind: row.until for row in Snooze.objects.all()} == {
        Kind.HYDRATION: datetime(2026, 1, 17, tzinfo=UTC),
        Kind.DOCTOR: datetime(2026, 1, 15, tzinfo=UTC),
    }


@pytest.mark.parametrize("days", ["", "2", "-1", "365", "a week", "\x00"])
def test_another_length_is_refused_beside_the_field(days: str) -> None:
    answer = stranger().post(address(make.user()), {"days": days})

    assert answer.status_code == 200
    assert "Pick one" in answer.content.decode()
    assert not Snooze.objects.exists()


def test_an_evening_mail_in_a_rest_is_left_out_with_its_reason() -> None:
    user = athlete()
    make.workout(user)
    services.plan(make.NOON)
    stranger().post(address(user), {"days": 3})

    services.plan(make.NOON + timedelta(minutes=1))
    services.send_due(EVENING)

    row = Reminder.objects.get()
    assert (row.state, row.reason) == (
        State.SKIPPED,
        "You asked for a rest until 17 January, 00:00.",
    )
    assert mail.outbox == []


def test_a_rest_that_is_asked_for_after_planning_counts_at_sending() -> None:
    user = athlete()
    make.workout(user)
    services.plan(make.NOON)
    stranger().post(address(user), {"days": 1})

    services.send_due(EVENING)

    assert Reminder.objects.get().state == State.SKIPPED
    assert mail.outbox == []


def test_a_rest_until_tomorrow_lets_tomorrows_evening_through() -> None:
    user = athlete()
    make.workout(user, planned_start_at=make.NOON + timedelta(hours=46))
    stranger().post(address(user), {"days": 1})

    tomorrow = EVENING + timedelta(days=1)
    services.plan(tomorrow)
    services.send_due(tomorrow)

    assert [message.subject for message in mail.outbox] == ["Tomorrow, 10:00"]


def test_a_doctor_mail_is_put_off_and_not_lost() -> None:
    user = cramping()
    stranger().post(address(user, Kind.DOCTOR), {"days": 1})
    services.plan(make.NOON)

    services.send_due(make.NOON + timedelta(hours=12))
    before = list(mail.outbox)
    services.send_due(datetime(2026, 1, 15, 6, tzinfo=UTC))

    assert before == []
    # The rest ends at midnight, the quiet hours at six.
    assert Reminder.objects.get(kind=Kind.DOCTOR).state == State.SENT
    assert [message.subject for message in mail.outbox] == ["Your page is ready"]


def test_a_doctor_mail_that_was_planned_before_the_rest_waits_for_its_end() -> None:
    user = cramping()
    services.plan(make.NOON)
    stranger().post(address(user, Kind.DOCTOR), {"days": 3})

    services.send_due(make.NOON)

    row = Reminder.objects.get(kind=Kind.DOCTOR)
    assert (row.state, row.due_at) == (State.PLANNED, datetime(2026, 1, 17, 6, tzinfo=UTC))


def test_a_link_of_another_purpose_or_person_lets_nothing_rest() -> None:
    user = make.user()
    good = address(user).split("/")[3]
    stop = emails.stop_url(user, Kind.HYDRATION).rstrip("/").rpartition("/")[2]
    for token in (
        "nonsense",
        good[:-1],
        good.replace("hydration", "doctor"),
        stop,
        sign("another purpose", f"hydration.{user.pk}"),
        sign(links.SNOOZE_PURPOSE, f"hydration.{uuid4()}"),
    ):
        for answer in (
            stranger().get(f"/mail/snooze/{token}/"),
            stranger().post(f"/mail/snooze/{token}/", {"days": 7}),
        ):
            assert answer.status_code == 404
            assert "This link does not work" in answer.content.decode()
    assert stranger().post(f"/mail/stop/{good}/").status_code == 404
    assert not Snooze.objects.exists()


def test_a_program_that_sends_it_all_day_meets_a_door() -> None:
    url = address(make.user())

    answers = [stranger().post(url, {"days": 7}).status_code for _ in range(32)]

    assert answers == [302] * 30 + [429] * 2
    with time_machine.travel(make.NOON + timedelta(minutes=11), tick=False):
        assert stranger().post(url, {"days": 7}).status_code == 302


def test_a_length_that_is_not_offered_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="A rest lasts"):
        services.rest(make.user(), Kind.HYDRATION, days=2, now=make.NOON)


def test_ending_twice_changes_nothing() -> None:
    user = athlete()
    services.rest(user, Kind.HYDRATION, days=7, now=make.NOON)

    assert services.wake(user, Kind.HYDRATION, make.NOON)
    assert not services.wake(user, Kind.HYDRATION, make.NOON)
