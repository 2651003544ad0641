"""Rows of the mails four hours, two hours and an hour and a half before a workout."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from journal.models import Workout
from reminders import queries, services
from reminders.kinds import KINDS
from reminders.kinds.before import TOGETHER, WINDOW_CLOSED
from reminders.kinds.reasons import GONE
from reminders.models import Kind, Reminder, Seat, State
from reminders.tests.mails import reader
from tests import make

pytestmark = pytest.mark.django_db

ALL = (Kind.FOUR_HOURS, Kind.TWO_HOURS, Kind.PACE)
# How long before the start each is due, and how long it may be late.
BEFORE = {
    Kind.FOUR_HOURS: (timedelta(hours=4), timedelta(hours=1)),
    Kind.TWO_HOURS: (timedelta(hours=2), timedelta(hours=1)),
    Kind.PACE: (timedelta(minutes=90), timedelta(hours=1)),
}


def in_hours(user: User, hours: float, **fields: Any) -> Workout:
    """A run that begins so many hours after NOON."""
    return make.workout(user, planned_start_at=make.NOON + timedelta(hours=hours), **fields)


def plan(kind: Kind, now: datetime) -> int:
    return sum(KINDS[kind].plan(page, now) for page in KINDS[kind].pages(now))


def deal(now: datetime) -> None:
    while services.send_due(now):
        pass


def rows(kind: Kind) -> list[Reminder]:
    return list(Reminder.objects.filter(kind=kind).order_by("due_at", "pk"))


@pytest.mark.parametrize("kind", ALL)
def test_a_workout_has_one_row_however_often_we_plan(kind: Kind) -> None:
    workout = in_hours(reader(), 6)
    before, useful = BEFORE[kind]
    first = workout.starts_at - before - timedelta(minutes=20)

    assert plan(kind, first) == 1
    assert plan(kind, first) == 0
    assert plan(kind, first + timedelta(minutes=10)) == 0

    (row,) = rows(kind)
    assert (row.subject_id, row.local_on) == (str(workout.pk), make.TODAY)
    assert (row.due_at, row.stale_at) == (
        workout.starts_at - before,
        workout.starts_at - before + useful,
    )


def test_the_drinks_of_the_day_are_for_who_asked() -> None:
    asked, said_no, never_asked = reader("ana"), make.user("bea"), make.user("cas")
    make.preference(said_no, pace=False)
    for user in (asked, said_no, never_asked):
        in_hours(user, 1.75)
        in_hours(user, 26)

    services.plan(make.NOON)

    def who(kind: Kind) -> set[User]:
        return {row.recipient for row in rows(kind)}

    assert who(Kind.FOUR_HOURS) == who(Kind.TWO_HOURS) == {asked}
    assert who(Kind.PACE) == {asked, never_asked}


def test_a_row_about_pace_is_made_two_hours_before_and_not_earlier() -> None:
    in_hours(make.user(), 3)

    assert plan(Kind.PACE, make.NOON + timedelta(minutes=59)) == 0
    assert plan(Kind.PACE, make.NOON + timedelta(minutes=61)) == 1


@pytest.mark.parametrize("kind", ALL)
def test_planned_after_the_hour_it_is_due_at_once_while_it_helps(kind: Kind) -> None:
    before, useful = BEFORE[kind]
    late = make.NOON + before - timedelta(minutes=30)
    user = reader()
    in_hours(user, (late - make.NOON).total_seconds() / 3600)
    too_late = reader("bea")
    in_hours(too_late, (before - useful).total_seconds() / 3600)

    assert plan(kind, make.NOON) == 1

    (row,) = rows(kind)
    assert row.recipient == user
    assert (row.due_at, row.stale_at) == (make.NOON, make.NOON + timedelta(minutes=30))


def test_nobody_is_woken_and_an_hour_must_be_left() -> None:
    starts = {
        "04:00": None,
        "06:30": None,
        "07:00": "06:00",
        "09:00": "06:00",
        "10:00": "06:00",
        "11:15": "07:15",
    }
    for number, start in enumerate(starts):
        hour, minute = start.split(":")
        at = datetime(2026, 1, 15, int(hour), int(minute), tzinfo=UTC)
        make.workout(reader(f"a{number}"), planned_start_at=at)

    plan(Kind.FOUR_HOURS, make.NOON)

    found = {row.subject_id: f"{row.due_at:%H:%M}" for row in rows(Kind.FOUR_HOURS)}
    workouts = {f"{each.starts_at:%H:%M}": str(each.pk) for each in Workout.objects.all()}
    assert {start: found.get(workouts[start]) for start in starts} == starts


def test_half_past_midnight_has_its_drink_on_the_evening_before() -> None:
    make.workout(reader(), planned_start_at=datetime(2026, 1, 15, 0, 30, tzinfo=UTC))

    plan(Kind.FOUR_HOURS, make.NOON)

    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.due_at, row.local_on) == (datetime(2026, 1, 14, 20, 30, tzinfo=UTC), make.TODAY)


@pytest.mark.parametrize(
    ("day", "start", "due"),
    [
        pytest.param(date(2026, 3, 29), "07:30", "06:00", id="clocks went forward in that night"),
        pytest.param(date(2026, 3, 29), "10:30", "06:30", id="hours count as they pass"),
        pytest.param(date(2026, 10, 25), "07:30", "06:00", id="clocks went back in that night"),
    ],
)
def test_a_night_with_a_clock_change(day: date, start: str, due: str) -> None:
    zone = ZoneInfo("Europe/Lisbon")
    at = datetime.fromisoformat(f"{day}T{start}").replace(tzinfo=zone)
    make.workout(reader(), planned_start_at=at)

    plan(Kind.FOUR_HOURS, at.astimezone(UTC) - timedelta(hours=20))

    (row,) = rows(Kind.FOUR_HOURS)
    assert f"{row.due_at.astimezone(zone):%H:%M}" == due


@pytest.mark.parametrize("kind", ALL)
def test_a_row_moves_with_its_workout(kind: Kind) -> None:
    workout = in_hours(reader(), 5)
    before, useful = BEFORE[kind]
    plan(kind, workout.starts_at - before - timedelta(minutes=20))

    Workout.objects.update(planned_start_at=make.NOON + timedelta(hours=6))
    plan(kind, make.NOON + timedelta(hours=6) - before - timedelta(minutes=20))

    (row,) = rows(kind)
    assert row.state == State.PLANNED
    assert row.due_at == make.NOON + timedelta(hours=6) - before
    assert row.stale_at == row.due_at + useful


def test_a_workout_moved_far_within_its_day_keeps_its_one_row() -> None:
    make.workout(reader(), planned_start_at=datetime(2026, 1, 15, 7, tzinfo=UTC))
    plan(Kind.FOUR_HOURS, make.NOON)

    Workout.objects.update(planned_start_at=datetime(2026, 1, 15, 23, tzinfo=UTC))

    assert plan(Kind.FOUR_HOURS, make.NOON) == 1
    assert plan(Kind.FOUR_HOURS, make.NOON) == 0
    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.state, row.due_at.hour) == (State.PLANNED, 19)


def test_a_workout_moved_to_another_day_has_its_mail_then_and_not_before() -> None:
    in_hours(reader(), 22)
    plan(Kind.FOUR_HOURS, make.NOON)

    Workout.objects.update(planned_start_at=make.NOON + timedelta(hours=46))
    plan(Kind.FOUR_HOURS, make.NOON)
    assert plan(Kind.FOUR_HOURS, make.NOON) == 0

    old, new = rows(Kind.FOUR_HOURS)
    assert (old.state, old.reason) == (State.SKIPPED, GONE)
    assert (new.state, new.local_on) == (State.PLANNED, date(2026, 1, 16))
    Workout.objects.update(planned_start_at=make.NOON + timedelta(hours=22))
    plan(Kind.FOUR_HOURS, make.NOON)
    assert [row.state for row in rows(Kind.FOUR_HOURS)] == [State.PLANNED, State.SKIPPED]


def test_a_window_that_closed_by_a_move_gives_the_row_up() -> None:
    in_hours(reader(), 6)
    plan(Kind.FOUR_HOURS, make.NOON)

    Workout.objects.update(planned_start_at=make.NOON + timedelta(hours=2))

    assert plan(Kind.FOUR_HOURS, make.NOON) == 1
    assert plan(Kind.FOUR_HOURS, make.NOON) == 0
    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.state, row.reason) == (State.SKIPPED, WINDOW_CLOSED)


@pytest.mark.parametrize(
    "change",
    [{"state": "cancelled"}, {"state": "skipped"}, {"deleted_at": make.NOON}],
    ids=["cancelled", "not done", "deleted"],
)
def test_a_workout_that_is_off_gives_its_row_up_and_may_come_back(change: dict[str, Any]) -> None:
    workout = in_hours(reader(), 6)
    plan(Kind.FOUR_HOURS, make.NOON)

    Workout.objects.update(**change)
    plan(Kind.FOUR_HOURS, make.NOON)
    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.state, row.reason) == (State.SKIPPED, GONE)

    Workout.objects.filter(pk=workout.pk).update(state="planned", deleted_at=None)
    plan(Kind.FOUR_HOURS, make.NOON)
    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.state, row.reason) == (State.PLANNED, "")


def test_switched_off_the_row_is_given_up_and_on_again_it_comes_back() -> None:
    user = reader()
    in_hours(user, 6)
    plan(Kind.FOUR_HOURS, make.NOON)

    user.reminder_preference.four_hours = False
    user.reminder_preference.save()
    plan(Kind.FOUR_HOURS, make.NOON)
    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.state, row.reason) == (State.SKIPPED, "These mails were switched off.")

    user.reminder_preference.four_hours = True
    user.reminder_preference.save()
    plan(Kind.FOUR_HOURS, make.NOON)
    (row,) = rows(Kind.FOUR_HOURS)
    assert row.state == State.PLANNED


def test_workouts_within_four_hours_are_one_mail_and_the_next_has_its_own() -> None:
    user = reader()
    first, second, third = (in_hours(user, hours) for hours in (5, 9, 9.5))

    plan(Kind.TWO_HOURS, make.NOON)

    found = rows(Kind.TWO_HOURS)
    assert [row.subject_id for row in found] == [str(first.pk), str(third.pk)]
    for row in found:
        plan(Kind.TWO_HOURS, row.due_at)
        deal(row.due_at)
    assert {row.state for row in rows(Kind.TWO_HOURS)} == {State.SENT}
    assert [message.subject for message in mail.outbox] == ["Today, 17:00", "Today, 21:30"]
    seats = set(Seat.objects.filter(of__startswith="w.").values_list("of", flat=True))
    assert seats == {f"w.{each.pk}" for each in (first, second, third)}


def test_the_second_of_a_group_has_no_mail_of_its_own_once_the_first_is_over() -> None:
    user = reader()
    first = in_hours(user, 2)
    in_hours(user, 4)
    plan(Kind.TWO_HOURS, make.NOON)
    deal(make.NOON)

    Workout.objects.filter(pk=first.pk).update(state="done", started_at=first.starts_at, minutes=60)
    for minutes in range(0, 240, 10):
        plan(Kind.TWO_HOURS, make.NOON + timedelta(minutes=minutes))
        deal(make.NOON + timedelta(minutes=minutes))

    assert len(mail.outbox) == 1
    assert [row.state for row in rows(Kind.TWO_HOURS)] == [State.SENT]


def test_a_workout_that_comes_to_stand_beside_another_shares_its_row() -> None:
    user = reader()
    later = in_hours(user, 7)
    plan(Kind.FOUR_HOURS, make.NOON)

    in_hours(user, 5)
    plan(Kind.FOUR_HOURS, make.NOON)
    assert plan(Kind.FOUR_HOURS, make.NOON) == 0

    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.subject_id, row.due_at) == (str(later.pk), make.NOON + timedelta(hours=1))


def test_two_rows_that_become_one_group_are_one_mail() -> None:
    user = reader()
    in_hours(user, 5)
    far = in_hours(user, 10)
    plan(Kind.FOUR_HOURS, make.NOON)

    Workout.objects.filter(pk=far.pk).update(planned_start_at=make.NOON + timedelta(hours=7))
    plan(Kind.FOUR_HOURS, make.NOON)
    assert plan(Kind.FOUR_HOURS, make.NOON) == 0

    states = [(row.state, row.reason) for row in rows(Kind.FOUR_HOURS)]
    assert states == [(State.PLANNED, ""), (State.SKIPPED, TOGETHER)]


def test_rows_of_one_group_that_are_due_together_are_one_mail() -> None:
    user = reader()
    first, second = in_hours(user, 2), in_hours(user, 3)
    for workout in (first, second):
        make.reminder(
            user, kind=Kind.TWO_HOURS, subject_id=str(workout.pk), due_at=make.NOON,
            stale_at=make.NOON + timedelta(hours=1),
        )  # fmt: skip

    deal(make.NOON)

    told = {row.state: row.reason for row in rows(Kind.TWO_HOURS)}
    assert told.keys() == {State.SENT, State.SKIPPED}
    assert told[State.SKIPPED] == TOGETHER
    assert len(mail.outbox) == 1


def test_without_the_first_the_second_has_the_mail() -> None:
    user = reader()
    first, second = in_hours(user, 6), in_hours(user, 7)
    plan(Kind.FOUR_HOURS, make.NOON)

    Workout.objects.filter(pk=first.pk).update(state="cancelled")
    plan(Kind.FOUR_HOURS, make.NOON)

    gone, kept = rows(Kind.FOUR_HOURS)
    assert (gone.subject_id, gone.state) == (str(first.pk), State.SKIPPED)
    assert (kept.subject_id, kept.state) == (str(second.pk), State.PLANNED)


def test_what_was_sent_is_not_planned_again_when_the_zone_changes() -> None:
    user = reader()
    in_hours(user, 4)
    plan(Kind.FOUR_HOURS, make.NOON)
    deal(make.NOON)

    User.objects.update(zone="Pacific/Kiritimati")
    plan(Kind.FOUR_HOURS, make.NOON + timedelta(minutes=5))

    assert [row.state for row in rows(Kind.FOUR_HOURS)] == [State.SENT]


@pytest.mark.parametrize("kind", ALL)
def test_planning_for_thirty_costs_as_many_queries_as_for_one(kind: Kind) -> None:
    in_hours(reader("a0"), 1.75)
    in_hours(User.objects.get(), 24)
    with CaptureQueriesContext(connection) as one:
        plan(kind, make.NOON)
    one_row = rows(kind)
    Reminder.objects.all().delete()
    for number in range(1, 30):
        user = reader(f"a{number}")
        in_hours(user, 1.75)
        in_hours(user, 24)

    with CaptureQueriesContext(connection) as thirty:
        assert plan(kind, make.NOON) == 30 * len(one_row)
    with CaptureQueriesContext(connection) as again:
        assert plan(kind, make.NOON) == 0

    assert len(thirty) == len(one)
    assert len(again) <= 7


def test_judging_ten_costs_as_many_queries_as_one() -> None:
    counts = []
    for names in (["a0"], [f"a{number}" for number in range(1, 11)]):
        for name in names:
            user = reader(name)
            in_hours(user, 2)
            in_hours(user, 3)
        plan(Kind.TWO_HOURS, make.NOON)
        due = list(Reminder.objects.filter(kind=Kind.TWO_HOURS, state=State.PLANNED))
        people = queries.recipients({row.recipient_id for row in due})
        with CaptureQueriesContext(connection) as asked:
            KINDS[Kind.TWO_HOURS].judge(due, people, make.NOON)
        counts.append(len(asked))
        Reminder.objects.all().delete()

    assert counts[0] == counts[1]
