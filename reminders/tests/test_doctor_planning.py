from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.models import CrampEpisode, Workout
from reminders import services
from reminders.models import Reminder, State
from reminders.tests.test_planning import cramping, only
from tests import make

pytestmark = pytest.mark.django_db


def test_the_doctor_mail_is_planned_once_when_cramps_recur() -> None:
    cramping()

    assert services.plan(make.NOON) == 1
    assert services.plan(make.NOON) == 0
    assert services.plan(make.NOON + timedelta(days=1)) == 0
    row = only()
    assert (row.kind, row.subject_id, row.due_at) == ("doctor", "consistent_cramps", make.NOON)
    assert row.stale_at is None


def test_two_cramps_are_no_reason_for_a_doctor_mail() -> None:
    cramping()
    CrampEpisode.objects.filter(started_at__lt=make.NOON - timedelta(days=10)).delete()
    Workout.objects.filter(starts_at__lt=make.NOON - timedelta(days=10)).delete()

    assert services.plan(make.NOON) == 0


def test_the_doctor_mail_waits_for_the_morning() -> None:
    cramping()
    night = make.NOON + timedelta(hours=13)

    services.plan(night)

    assert only().due_at == make.NOON + timedelta(hours=18)


def test_the_doctor_mail_waits_for_the_end_of_a_pause() -> None:
    make.preference(cramping(), paused_until=date(2026, 1, 20))

    services.plan(make.NOON)

    assert only().due_at == datetime(2026, 1, 20, 6, tzinfo=ZoneInfo("Europe/Lisbon"))
    assert only().local_on == date(2026, 1, 20)


def test_after_28_days_the_doctor_mail_may_come_again() -> None:
    user = cramping()
    make.reminder(
        user,
        kind="doctor",
        subject_id="consistent_cramps",
        state=State.SENT,
        created_at=make.NOON - timedelta(days=28),
        local_on=make.TODAY - timedelta(days=28),
    )

    assert services.plan(make.NOON - timedelta(hours=1)) == 0
    assert services.plan(make.NOON + timedelta(hours=1)) == 1


def test_the_doctor_mail_can_be_switched_off() -> None:
    make.preference(cramping(), doctor=False)

    assert services.plan(make.NOON) == 0


def test_old_cramps_do_not_bring_the_doctor_mail() -> None:
    cramping()
    CrampEpisode.objects.update(changed_at=make.NOON - timedelta(days=3))
    Workout.objects.update(changed_at=make.NOON - timedelta(days=3))

    assert services.plan(make.NOON) == 0


def test_doctor_planning_for_thirty_costs_as_many_queries_as_for_one() -> None:
    cramping("a0")
    with CaptureQueriesContext(connection) as one:
        services.plan(make.NOON)
    Reminder.objects.all().delete()
    for number in range(1, 30):
        cramping(f"a{number}")

    with CaptureQueriesContext(connection) as thirty:
        assert services.plan(make.NOON) == 30

    assert len(thirty) == len(one)


def test_a_pause_does_not_bring_two_doctor_mails_within_28_days() -> None:
    user = cramping()
    make.reminder(
        user,
        kind="doctor",
        subject_id="consistent_cramps",
        state=State.SENT,
        created_at=make.NOON - timedelta(days=40),
        sent_at=make.NOON - timedelta(days=20),
        local_on=make.TODAY - timedelta(days=20),
    )

    assert services.plan(make.NOON) == 0

    late = make.reminder(
        user, kind="doctor", subject_id="consistent_cramps", due_at=make.NOON, stale_at=None
    )
    services.send_due(make.NOON)
    late.refresh_from_db()
    assert late.state == State.SKIPPED


def test_a_doctor_mail_that_waits_for_long_is_not_planned_again() -> None:
    user = cramping()
    make.reminder(
        user,
        kind="doctor",
        subject_id="consistent_cramps",
        created_at=make.NOON - timedelta(days=60),
        due_at=make.NOON + timedelta(days=5),
        local_on=make.TODAY + timedelta(days=5),
    )

    assert services.plan(make.NOON) == 0


@pytest.mark.parametrize(
    ("ago", "minute", "planned"),
    [
        pytest.param(timedelta(minutes=14), 30, 1, id="fresh"),
        pytest.param(timedelta(minutes=15), 30, 0, id="looked at before"),
        pytest.param(timedelta(hours=47), 4, 1, id="the whole look-back each hour"),
        pytest.param(timedelta(hours=47), 5, 0, id="not all the hour long"),
    ],
)
def test_the_whole_look_back_is_for_the_first_minutes_of_an_hour(
    ago: timedelta, minute: int, planned: int
) -> None:
    cramping()
    now = make.NOON + timedelta(minutes=minute)
    CrampEpisode.objects.update(changed_at=now - ago)
    Workout.objects.update(changed_at=now - ago)

    assert services.plan(now) == planned
