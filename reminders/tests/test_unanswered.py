"""The question how a day's workouts were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from journal.models import Workout
from reminders import services
from reminders.kinds.unanswered import UNANSWERED
from reminders.models import Kind, Reminder, Seat, State
from reminders.queries.pages import PAGE
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOON
HOUR = timedelta(hours=1)


def ring(now: datetime) -> None:
    """What beat does each minute."""
    services.plan(now)
    services.recover(now)
    while services.send_due(now):
        pass


def ran(athlete: User, *, ended: float, **fields: object) -> Workout:
    """A run of an hour that ended so many hours before NOON; nobody has said how it was."""
    return make.done_workout(athlete, days_ago=(ended + 1) / 24, **fields)


def only() -> Reminder:
    return Reminder.objects.get(kind=Kind.UNANSWERED)


def asked() -> list[str]:
    return [str(each.subject) for each in mail.outbox]


def test_a_run_that_nobody_spoke_of_is_asked_about_once_however_often_we_run() -> None:
    ran(make.user(), ended=2)

    for minute in range(5):
        ring(NOW + timedelta(minutes=minute))

    assert asked() == ["How was Wednesday?"]
    row = only()
    assert (row.state, row.subject_id, row.due_at) == (State.SENT, "2026-01-14", NOW)


def test_it_is_asked_two_hours_after_the_end() -> None:
    ran(make.user(), ended=1.5)

    ring(NOW)

    assert not mail.outbox
    assert only().due_at == NOW + HOUR / 2


def test_planning_twice_changes_nothing() -> None:
    ran(make.user(), ended=1)

    assert services.plan(NOW) == 1
    assert services.plan(NOW) == 0
    assert services.plan(NOW + timedelta(minutes=1)) == 0


def test_a_plan_whose_time_is_over_is_asked_about_too() -> None:
    make.workout(make.user(), planned_start_at=NOW - 3 * HOUR, title="Hills")

    ring(NOW)

    assert "Hills" in str(mail.outbox[0].body)


def test_all_of_a_day_are_one_mail_after_the_last() -> None:
    ana = make.user()
    ran(ana, ended=3, title="Morning run")
    make.workout(ana, planned_start_at=NOW + 2 * HOUR, title="Track")

    ring(NOW)
    waits_until = only().due_at
    ring(NOW + 5 * HOUR)

    assert waits_until == NOW + 5 * HOUR
    assert len(mail.outbox) == 1
    text = str(mail.outbox[0].body)
    assert text.index("Morning run") < text.index("Track")


def test_when_the_last_of_the_day_is_cancelled_it_is_asked_at_once() -> None:
    ana = make.user()
    ran(ana, ended=3)
    later = make.workout(ana, planned_start_at=NOW + 2 * HOUR)
    services.plan(NOW)

    Workout.objects.filter(pk=later.pk).update(state="cancelled")
    services.plan(NOW + timedelta(minutes=1))

    assert only().due_at == NOW + timedelta(minutes=1)


def test_in_quiet_hours_it_waits_for_the_morning() -> None:
    ana = make.user()
    ran(ana, ended=-9)

    ring(NOW + 10 * HOUR)
    ring(NOW + 18 * HOUR)

    assert only().sent_at == NOW + 18 * HOUR
    assert asked() == ["How was Wednesday?"]


def test_two_days_are_never_asked_about_on_one() -> None:
    """The evening's question waits for the morning, so the next day's waits for the next."""
    ana = make.user()
    ran(ana, ended=-9)
    ran(ana, ended=-24)

    for half_hours in range(16, 120):
        ring(NOW + half_hours * HOUR / 2)

    sent = Reminder.objects.filter(state=State.SENT).order_by("sent_at")
    assert [row.subject_id for row in sent] == ["2026-01-14", "2026-01-15"]
    assert [row.sent_at for row in sent] == [
        NOW + 18 * HOUR,
        datetime(2026, 1, 16, 7, 30, tzinfo=UTC),
    ]


def answered(run: Workout) -> None:
    Workout.objects.filter(pk=run.pk).update(cramped=False)


def cramped(run: Workout) -> None:
    Workout.objects.filter(pk=run.pk).update(cramped=True)


def cancelled(run: Workout) -> None:
    Workout.objects.filter(pk=run.pk).update(state="cancelled", cramped=None)


def skipped(run: Workout) -> None:
    Workout.objects.filter(pk=run.pk).update(state="skipped")


def deleted(run: Workout) -> None:
    Workout.objects.filter(pk=run.pk).update(deleted_at=NOW)


def opted_out(run: Workout) -> None:
    services.stop(run.athlete_id, Kind.UNANSWERED)


def paused(run: Workout) -> None:
    make.preference(run.athlete, paused_until=make.TODAY + timedelta(days=1))


def snoozed(run: Workout) -> None:
    run.athlete.snoozes.create(kind=Kind.UNANSWERED, until=NOW + 4 * HOUR)


def withdrawn(run: Workout) -> None:
    run.athlete.consents.update(withdrawn_at=NOW)


def unverified(run: Workout) -> None:
    EmailAddress.objects.filter(user=run.athlete).update(verified=False)


def bounced(run: Workout) -> None:
    User.objects.filter(pk=run.athlete_id).update(bounced_address=run.athlete.email)


CHANGES = [
    answered,
    cramped,
    cancelled,
    skipped,
    deleted,
    opted_out,
    paused,
    snoozed,
    withdrawn,
    unverified,
    bounced,
]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_asked_when_the_reason_is_gone(change: Callable[[Workout], None]) -> None:
    run = ran(make.user(), ended=1)
    services.plan(NOW)

    change(run)
    ring(NOW + HOUR)

    assert not mail.outbox
    row = only()
    assert row.state == State.SKIPPED
    assert row.reason


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_planned_where_there_is_no_reason(change: Callable[[Workout], None]) -> None:
    run = ran(make.user(), ended=1)

    change(run)

    assert services.plan(NOW) == 0


def test_who_only_left_out_the_effort_is_not_written_to() -> None:
    ran(make.user(), ended=2, rpe=None, cramped=False)

    assert services.plan(NOW) == 0


def test_what_was_long_ago_is_not_asked_about() -> None:
    ana = make.user()
    ran(ana, ended=27)
    make.done_workout(ana, days_ago=5)

    assert services.plan(NOW) == 0


def test_a_mail_that_could_not_go_out_within_a_day_is_dropped() -> None:
    ran(make.user(), ended=2)
    services.plan(NOW)

    services.send_due(NOW + 24 * HOUR)
    services.plan(NOW + 24 * HOUR)

    assert not mail.outbox
    assert only().state == State.MISSED


def test_a_run_written_down_after_the_day_was_answered_is_asked_about() -> None:
    ana = make.user()
    answered_run = ran(ana, ended=2)
    services.plan(NOW)
    answered(answered_run)
    ring(NOW)

    late = ran(ana, ended=1.5, title="Second run")
    Workout.objects.filter(pk=late.pk).update(changed_at=NOW + HOUR)
    ring(NOW + HOUR)

    assert "Second run" in str(mail.outbox[0].body)


def test_a_session_of_which_two_mails_spoke_is_left_out() -> None:
    ana = make.user()
    full, other = ran(ana, ended=3, title="Hills"), ran(ana, ended=2, title="Track")
    for number in (1, 2):
        row = make.reminder(ana, kind="recovery", subject_id=str(number), state=State.SENT)
        Seat.objects.create(reminder=row, of=f"w.{full.pk}", number=number)

    ring(NOW)

    text = str(mail.outbox[0].body)
    assert "Track" in text
    assert "Hills" not in text
    assert Seat.objects.filter(of=f"w.{other.pk}").count() == 1


def test_when_two_mails_spoke_of_each_there_is_none() -> None:
    ana = make.user()
    run = ran(ana, ended=2)
    for number in (1, 2):
        row = make.reminder(ana, kind="recovery", subject_id=str(number), state=State.SENT)
        Seat.objects.create(reminder=row, of=f"w.{run.pk}", number=number)

    for minute in range(3):
        ring(NOW + timedelta(minutes=minute))

    assert not mail.outbox
    assert "Two e-mails" in only().reason


def test_the_day_is_the_readers() -> None:
    """Noon in Lisbon is one in the morning of the next day in Auckland, and quiet."""
    ana = make.user(zone="Pacific/Auckland")
    ran(ana, ended=1)

    ring(NOW)

    row = only()
    assert row.subject_id == "2026-01-15"
    assert row.due_at == datetime(2026, 1, 15, 6, tzinfo=ZoneInfo("Pacific/Auckland"))


@pytest.mark.parametrize("title", ["O'Brien’s ß & <b>hills</b>", "تمرين الصباح"])
def test_names_stay_as_they_are(title: str) -> None:
    ran(make.user(), ended=2, title=title)

    ring(NOW)

    assert title in str(mail.outbox[0].body)


def test_what_began_lately_is_looked_at_each_minute_and_the_rest_each_hour() -> None:
    ana = make.user()
    ran(ana, ended=2)
    quarter = NOW + timedelta(minutes=15)

    assert [len(page) for page in UNANSWERED.pages(quarter)] == []
    make.workout(ana, planned_start_at=quarter - timedelta(minutes=14))
    assert [len(page) for page in UNANSWERED.pages(quarter)] == [1]
    assert sum(len(page) for page in UNANSWERED.pages(NOW + HOUR)) == 2


@pytest.mark.parametrize("step", [services.plan, services.send_due])
def test_thirty_cost_as_many_queries_as_one(step: Callable[[datetime], object]) -> None:
    assert PAGE > 30
    counts = []
    for first, last in ((0, 1), (1, 31)):
        Reminder.objects.all().delete()
        for number in range(first, last):
            ran(make.user(f"athlete{number}"), ended=2)
        if step is services.send_due:
            services.plan(NOW)
            Workout.objects.update(cramped=False)
        with CaptureQueriesContext(connection) as found:
            step(NOW)
        counts.append(len(found))
        Workout.objects.all().delete()

    if step is services.send_due:
        # What is not sent is recorded row by row.
        counts[1] -= 29
    assert counts[0] == counts[1]
