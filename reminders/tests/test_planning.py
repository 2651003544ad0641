from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from journal.models import CrampEpisode, Workout
from reminders import services
from reminders.kinds import KINDS
from reminders.models import Kind, Reminder, State
from tests import make

pytestmark = pytest.mark.django_db

EVENING = make.NOON + timedelta(hours=8)
MORNING = date(2026, 1, 15)


def athlete(name: str = "ana", **fields: Any) -> User:
    user = make.user(name, **fields)
    make.profile(user)
    return user


def only() -> Reminder:
    return Reminder.objects.get()


def cramping(name: str = "ana") -> User:
    """Three sessions with a cramp in 28 days: rule 4 is true."""
    user = athlete(name)
    for days in (1, 8, 15):
        workout = make.done_workout(user, days_ago=days, cramped=True)
        make.episode(user, days_ago=days, workout=workout)
    CrampEpisode.objects.filter(athlete=user).update(changed_at=make.NOON)
    Workout.objects.filter(athlete=user).update(changed_at=make.NOON)
    return user


def test_a_planned_workout_gets_one_mail_however_often_we_plan() -> None:
    make.workout(athlete())

    assert services.plan(make.NOON) == 1
    assert services.plan(make.NOON) == 0
    assert services.plan(make.NOON + timedelta(hours=2)) == 0
    row = only()
    assert (row.due_at, row.stale_at) == (EVENING, EVENING + timedelta(hours=2))
    assert (row.subject_id, row.local_on) == ("2026-01-15", make.TODAY)


def test_several_workouts_of_a_day_are_one_mail_and_days_are_apart() -> None:
    ana = athlete()
    make.workout(ana)
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=30))
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=44))

    services.plan(make.NOON)

    rows = Reminder.objects.order_by("due_at")
    assert [row.subject_id for row in rows] == ["2026-01-15", "2026-01-16"]


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Asia/Kathmandu", "2026-01-14T20:00+05:45"),
        ("Pacific/Honolulu", "2026-01-14T20:00-10:00"),
        ("Pacific/Tongatapu", "2026-01-14T20:00+13:00"),
    ],
)
def test_the_mail_comes_at_eight_on_the_athletes_clock(zone: str, due: str) -> None:
    ana = athlete(zone=zone)
    start = datetime(2026, 1, 15, 6, tzinfo=ZoneInfo(zone))
    make.workout(ana, planned_start_at=start)

    services.plan(start - timedelta(hours=20))

    assert only().due_at == datetime.fromisoformat(due)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_on_the_days_clocks_change_it_is_eight_too(day: date) -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    start = datetime.combine(day, time(10), tzinfo=lisbon)
    make.workout(athlete(), planned_start_at=start)
    make.workout(
        User.objects.get(),
        planned_start_at=datetime.combine(day, time(10), tzinfo=lisbon) + timedelta(days=1),
    )

    services.plan(start - timedelta(hours=20))

    dues = [row.due_at.astimezone(lisbon) for row in Reminder.objects.order_by("due_at")]
    assert [due.hour for due in dues] == [20, 20]


def test_planned_after_the_hour_it_is_due_at_once_and_stays_so() -> None:
    make.workout(athlete())
    late = EVENING + timedelta(minutes=40)

    assert services.plan(late) == 1
    assert services.plan(late + timedelta(minutes=5)) == 0
    assert only().due_at == late


def test_planned_in_quiet_hours_there_is_no_mail() -> None:
    make.workout(athlete())

    assert services.plan(EVENING + timedelta(hours=2)) == 0
    assert not Reminder.objects.exists()


def test_a_workout_moved_to_another_day_takes_its_mail_along() -> None:
    workout = make.workout(athlete())
    services.plan(make.NOON)
    workout.planned_start_at = make.NOON + timedelta(hours=46)
    workout.save(update_fields=["planned_start_at", "changed_at"])

    services.plan(make.NOON)

    old, new = Reminder.objects.order_by("due_at")
    assert (old.subject_id, old.state) == ("2026-01-15", State.SKIPPED)
    assert old.reason == "Nothing is planned for that day any more."
    assert (new.subject_id, new.state) == ("2026-01-16", State.PLANNED)


def test_a_workout_moved_back_revives_its_mail() -> None:
    make.workout(athlete())
    services.plan(make.NOON)
    Workout.objects.update(state="cancelled")
    services.plan(make.NOON)
    assert only().state == State.SKIPPED

    Workout.objects.update(state="planned")
    services.plan(make.NOON)

    assert only().state == State.PLANNED
    assert only().reason == ""


def test_an_earlier_start_after_midnight_keeps_the_evening_of_the_day_before() -> None:
    make.workout(athlete(), planned_start_at=make.NOON + timedelta(hours=12, minutes=30))

    services.plan(make.NOON)

    assert only().due_at == EVENING


def test_another_hour_moves_what_is_planned() -> None:
    ana = athlete()
    make.workout(ana)
    services.plan(make.NOON)
    make.preference(ana, evening_at=time(18))

    assert services.plan(make.NOON) == 1
    assert services.plan(make.NOON) == 0
    assert only().due_at == make.NOON + timedelta(hours=6)


def test_another_zone_moves_what_is_planned() -> None:
    ana = athlete()
    make.workout(ana)
    services.plan(make.NOON)
    User.objects.update(zone="Europe/Athens")

    services.plan(make.NOON)

    assert only().due_at == make.NOON + timedelta(hours=6)


def test_an_hour_that_was_moved_past_now_goes_out_at_once() -> None:
    ana = athlete()
    make.workout(ana)
    services.plan(make.NOON)
    make.preference(ana, evening_at=time(15))
    later = make.NOON + timedelta(hours=5)

    services.plan(later)

    assert only().due_at == later


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        ({"preference": {"hydration": False}}, "These mails were switched off."),
        (
            {"preference": {"paused_until": date(2026, 1, 20)}},
            "E-mails were paused until 20 January.",
        ),
        ({"consent": True}, "There is no consent to keep health data."),
        ({"unverified": True}, "The e-mail address is not confirmed yet."),
        ({"inactive": True}, "The account is closed."),
    ],
)
def test_whoever_may_not_be_written_to_gets_no_row_and_loses_a_planned_one(
    spoil: dict[str, Any], reason: str
) -> None:
    ana, bea = athlete(), athlete("bea")
    make.workout(ana)
    services.plan(make.NOON)
    make.workout(bea)
    for user in (ana, bea):
        if "preference" in spoil:
            make.preference(user, **spoil["preference"])
        if "consent" in spoil:
            user.consents.update(withdrawn_at=make.NOON)
        if "unverified" in spoil:
            EmailAddress.objects.filter(user=user).update(verified=False)
        if "inactive" in spoil:
            User.objects.filter(pk=user.pk).update(is_active=False)

    services.plan(make.NOON)

    assert (only().recipient_id, only().state, only().reason) == (ana.pk, State.SKIPPED, reason)


def test_switching_back_on_revives_the_mail() -> None:
    ana = athlete()
    make.workout(ana)
    choice = make.preference(ana, hydration=False)
    services.plan(make.NOON)
    assert not Reminder.objects.exists()
    choice.hydration = True
    choice.save(update_fields=["hydration"])

    services.plan(make.NOON)

    assert only().state == State.PLANNED


def test_a_pause_that_ends_before_the_evening_leaves_the_mail() -> None:
    ana = athlete()
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=46))
    make.preference(ana, paused_until=MORNING)

    services.plan(make.NOON)

    assert only().state == State.PLANNED


@pytest.mark.parametrize(
    ("workout", "state"),
    [
        pytest.param({"planned_minutes": 45}, State.SKIPPED, id="45 minutes are short"),
        pytest.param({"planned_minutes": 46}, State.PLANNED, id="46 minutes are not"),
        pytest.param(
            {"planned_minutes": 30, "temperature_c": 30.0, "humidity_percent": 60.0},
            State.PLANNED,
            id="a warm day counts",
        ),
    ],
)
def test_short_sessions_are_mailed_about_on_warm_days_only(
    workout: dict[str, Any], state: State
) -> None:
    make.workout(athlete(), **workout)

    services.plan(make.NOON)

    assert only().state == state
    if state == State.SKIPPED:
        assert only().reason == "No session of that day calls for a drink the evening before."


def test_advice_is_not_asked_every_minute_about_a_day_it_did_not_want() -> None:
    make.workout(athlete(), planned_minutes=30)
    Workout.objects.update(changed_at=make.NOON - timedelta(hours=1))
    services.plan(make.NOON)

    with CaptureQueriesContext(connection) as queries:
        assert services.plan(make.NOON + timedelta(minutes=1)) == 0

    assert not any("healthprofile" in query["sql"] for query in queries)


def test_a_short_session_that_grows_gets_its_mail() -> None:
    workout = make.workout(athlete(), planned_minutes=30)
    services.plan(make.NOON)
    workout.planned_minutes = 90
    workout.save(update_fields=["planned_minutes"])
    Workout.objects.update(changed_at=make.NOON + timedelta(minutes=5))

    services.plan(make.NOON + timedelta(minutes=6))

    assert only().state == State.PLANNED


def test_a_fluid_limit_lifted_before_the_hour_is_seen_at_the_hour() -> None:
    ana = athlete()
    ana.health.fluid_limited = True
    ana.health.save(update_fields=["fluid_limited"])
    make.workout(ana)
    Workout.objects.update(changed_at=make.NOON - timedelta(hours=1))
    services.plan(make.NOON)
    assert only().state == State.SKIPPED
    assert "doctor limits" in only().reason
    ana.health.fluid_limited = False
    ana.health.save(update_fields=["fluid_limited"])

    services.plan(EVENING)

    assert only().state == State.PLANNED


def test_a_sent_mail_is_never_planned_again() -> None:
    ana = athlete()
    make.workout(ana)
    make.reminder(ana, state=State.SENT, sent_at=make.NOON)

    assert services.plan(make.NOON) == 0
    assert only().state == State.SENT


def test_two_evenings_within_hours_after_a_flight_are_one() -> None:
    ana = athlete(zone="Pacific/Auckland")
    start = datetime(2026, 1, 19, 6, tzinfo=ZoneInfo("Pacific/Auckland"))
    make.workout(ana, planned_start_at=start)
    sent = datetime(2026, 1, 18, 19, tzinfo=ZoneInfo("Pacific/Auckland"))
    make.reminder(
        ana, subject_id="2026-01-18", state=State.SENT, sent_at=sent, due_at=sent, stale_at=None
    )

    services.plan(sent + timedelta(minutes=30))

    row = Reminder.objects.get(subject_id="2026-01-19")
    assert (row.state, row.reason) == (
        State.SKIPPED,
        "Another evening e-mail went out shortly before.",
    )


def test_planning_for_thirty_costs_as_many_queries_as_for_one() -> None:
    make.workout(athlete("a0"))
    with CaptureQueriesContext(connection) as one:
        assert services.plan(make.NOON) == 1
    Reminder.objects.all().delete()
    for number in range(1, 30):
        make.workout(athlete(f"a{number}"))

    with CaptureQueriesContext(connection) as thirty:
        assert services.plan(make.NOON) == 30
    with CaptureQueriesContext(connection) as again:
        assert services.plan(make.NOON) == 0

    assert len(thirty) == len(one)
    assert len(again) <= 5 * len(KINDS)


def test_pages_are_walked_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reminders.queries.pages.PAGE", 2)
    for number in range(5):
        ana = athlete(f"a{number}")
        make.workout(ana)
        make.workout(ana, planned_start_at=make.NOON + timedelta(hours=24))

    services.plan(make.NOON)
    assert Reminder.objects.filter(state=State.PLANNED).count() == 5

    Workout.objects.update(state="cancelled")
    services.plan(make.NOON)
    assert Reminder.objects.filter(state=State.SKIPPED).count() == 5


def test_who_is_found_in_two_ways_is_looked_at_once_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reminders.queries.pages.PAGE", 2)
    for number in range(3):
        # A cramp, and a workout that was answered with "cramped".
        cramping(f"a{number}")
    looked_at: list[UUID] = []
    real = KINDS[Kind.DOCTOR]

    def plan(pks: Collection[UUID], now: datetime) -> int:
        looked_at.extend(pks)
        return 0

    watched = {Kind.DOCTOR: replace(real, plan=plan)}
    monkeypatch.setattr("reminders.services.planning.KINDS", watched)

    services.plan(make.NOON)

    assert len([pk for page in real.pages(make.NOON) for pk in page]) == 6
    assert len(looked_at) == len(set(looked_at)) == 3
