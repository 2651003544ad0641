"""The mail after a workout: its row, its reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from journal.models import HealthProfile, Workout
from reminders import services
from reminders.kinds.mail_kind import OVER
from reminders.kinds.reasons import SILENCES
from reminders.kinds.recovery import CHANGED, REASONS
from reminders.models import Kind, Preference, Reminder, State
from reminders.services.seats import WORKOUT_FULL
from reminders.tests.test_hours_before import deal, plan, rows
from tests import make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TEN = timedelta(minutes=10)


def lighter(user: User, *, ended: timedelta = -TEN, **fields: Any) -> Workout:
    """An hour that ended so long before NOON, a kilogram lighter after it."""
    values: dict[str, Any] = {
        "started_at": make.NOON + ended - HOUR,
        "mass_before_kg": 70.0,
        "mass_after_kg": 69.0,
        "changed_at": make.NOON,
    } | fields
    return make.done_workout(user, **values)


@pytest.fixture
def ana() -> User:
    return make.user()


def test_ten_minutes_after_the_end_and_once_however_often_we_plan(ana: User) -> None:
    workout = lighter(ana, ended=timedelta(minutes=-5))

    assert plan(Kind.RECOVERY, make.NOON) == 1
    assert plan(Kind.RECOVERY, make.NOON) == 0

    (row,) = rows(Kind.RECOVERY)
    assert (row.subject_id, row.local_on) == (str(workout.pk), make.TODAY)
    assert row.due_at == make.NOON + timedelta(minutes=5)
    assert row.stale_at == make.NOON + timedelta(minutes=115)


def test_written_down_late_it_is_due_at_once_and_after_two_hours_not_at_all(ana: User) -> None:
    lighter(ana, ended=timedelta(minutes=-119))
    lighter(make.user("bea"), ended=timedelta(hours=-2))

    assert plan(Kind.RECOVERY, make.NOON) == 1

    (row,) = rows(Kind.RECOVERY)
    assert (row.recipient, row.due_at) == (ana, make.NOON)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"mass_after_kg": None}, id="not weighed after"),
        pytest.param({"mass_before_kg": None}, id="not weighed before"),
        pytest.param({"mass_after_kg": 70.0}, id="as heavy as before"),
        pytest.param({"mass_after_kg": 70.4}, id="heavier"),
        pytest.param({"minutes": None}, id="length not known"),
        pytest.param({"deleted_at": make.NOON}, id="deleted"),
    ],
)
def test_there_is_no_row_without_a_known_loss(ana: User, fields: dict[str, Any]) -> None:
    lighter(ana, **fields)

    assert plan(Kind.RECOVERY, make.NOON) == 0


def test_a_session_of_a_whole_day_is_found_too(ana: User) -> None:
    lighter(ana, started_at=make.NOON - timedelta(hours=14), minutes=13 * 60)

    assert plan(Kind.RECOVERY, make.NOON) == 1


def test_in_the_night_there_is_no_mail(ana: User) -> None:
    lighter(ana, started_at=datetime(2026, 1, 14, 21, tzinfo=UTC))

    assert plan(Kind.RECOVERY, datetime(2026, 1, 14, 22, 10, tzinfo=UTC)) == 0


def test_it_is_for_who_wants_it(ana: User) -> None:
    make.preference(ana, recovery=False)
    lighter(ana)

    assert plan(Kind.RECOVERY, make.NOON) == 0


def test_a_row_moves_with_the_end(ana: User) -> None:
    lighter(ana, ended=timedelta(0))
    plan(Kind.RECOVERY, make.NOON)

    Workout.objects.update(minutes=55)

    assert plan(Kind.RECOVERY, make.NOON) == 1
    assert plan(Kind.RECOVERY, make.NOON) == 0
    assert rows(Kind.RECOVERY)[0].due_at == make.NOON + timedelta(minutes=5)


def drank(volume_ml: float) -> Callable[[User], object]:
    def change(user: User) -> None:
        started_at = make.NOON - timedelta(minutes=3)
        make.intake(user, make.drink(), volume_ml=volume_ml, started_at=started_at)

    return change


def weighed_later(user: User) -> None:
    lighter(user, ended=timedelta(minutes=-2), minutes=5,
            started_at=make.NOON - timedelta(minutes=7))  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            lambda user: make.profile(user, fluid_limited=True),
            SILENCES["fluid_limit"],
            id="a doctor's limit",
        ),
        pytest.param(
            lambda user: make.episode(user, started_at=make.NOON - HOUR, red_flags=["heat_stroke"]),
            SILENCES["emergency"],
            id="an emergency",
        ),
        pytest.param(
            lambda user: make.done_workout(
                user, started_at=make.NOON - 5 * HOUR, mass_before_kg=70.0, mass_after_kg=71.0
            ),
            SILENCES["gained"],
            id="too much drunk in another session of today",
        ),
        pytest.param(drank(1250), REASONS["drunk"], id="the lower amount was drunk"),
        pytest.param(weighed_later, REASONS["other"], id="a later one was weighed"),
        pytest.param(
            lambda user: make.workout(user, planned_start_at=make.NOON + timedelta(minutes=20)),
            REASONS["over"],
            id="sips before the next start",
        ),
        pytest.param(
            lambda _: Workout.objects.update(mass_after_kg=None), REASONS["unknown"], id="no weight"
        ),
        pytest.param(
            lambda _: Workout.objects.update(mass_after_kg=70.0), REASONS["no_loss"], id="no loss"
        ),
        pytest.param(lambda _: Workout.objects.update(deleted_at=make.NOON), CHANGED, id="deleted"),
        pytest.param(lambda _: Workout.objects.update(minutes=None), CHANGED, id="no length"),
        pytest.param(
            lambda user: make.preference(user, recovery=False),
            "These mails were switched off.",
            id="switched off",
        ),
        pytest.param(
            lambda user: make.preference(user, paused_until=make.TODAY + timedelta(days=2)),
            "E-mails were paused until 16 January.",
            id="paused",
        ),
    ],
)
def test_why_it_is_not_sent(ana: User, change: Callable[[User], object], reason: str) -> None:
    lighter(ana)
    plan(Kind.RECOVERY, make.NOON)
    change(ana)

    deal(make.NOON)

    row = rows(Kind.RECOVERY)[0]
    assert (row.state, row.reason, mail.outbox) == (State.SKIPPED, reason, [])


def test_what_was_drunk_since_is_taken_off(ana: User) -> None:
    lighter(ana)
    drank(500)(ana)

    services.plan(make.NOON)
    deal(make.NOON)

    assert "\n750–1,000 mL in all\n" in str(mail.outbox[0].body)


def test_weights_that_were_corrected_bring_it_back(ana: User) -> None:
    lighter(ana)
    plan(Kind.RECOVERY, make.NOON)
    Workout.objects.update(mass_after_kg=70.0)
    deal(make.NOON)
    assert rows(Kind.RECOVERY)[0].state == State.SKIPPED

    later = make.NOON + timedelta(minutes=5)
    Workout.objects.update(mass_after_kg=69.5, changed_at=later)
    assert plan(Kind.RECOVERY, later) == 1
    deal(later)

    assert rows(Kind.RECOVERY)[0].state == State.SENT
    assert plan(Kind.RECOVERY, later) == 0


def test_a_pause_that_ended_brings_it_back(ana: User) -> None:
    lighter(ana)
    plan(Kind.RECOVERY, make.NOON)
    Preference.objects.create(user=ana, paused_until=make.TODAY + timedelta(days=2))
    deal(make.NOON)
    assert plan(Kind.RECOVERY, make.NOON) == 0

    Preference.objects.update(paused_until=None)

    assert plan(Kind.RECOVERY, make.NOON) == 1
    deal(make.NOON)
    assert rows(Kind.RECOVERY)[0].state == State.SENT


def test_a_mail_that_waited_too_long_is_missed_and_one_whose_end_moved_waits(ana: User) -> None:
    lighter(ana)
    bea = make.user("bea")
    moved = lighter(bea)
    plan(Kind.RECOVERY, make.NOON)
    Workout.objects.filter(pk=moved.pk).update(started_at=make.NOON + timedelta(minutes=50))

    deal(make.NOON + timedelta(minutes=110))

    told = {row.recipient: (row.state, row.reason) for row in rows(Kind.RECOVERY)}
    assert told[ana] == (State.MISSED, OVER)
    (row,) = Reminder.objects.filter(recipient=bea)
    assert (row.state, row.due_at) == (State.PLANNED, make.NOON + timedelta(hours=2))


def test_after_two_mails_before_the_workout_there_is_none_after_it(ana: User) -> None:
    HealthProfile.objects.create(athlete=ana, body_mass_kg=70.0)
    make.preference(ana, four_hours=True, two_hours=True)
    make.workout(ana, planned_start_at=make.NOON + 5 * HOUR)
    for minutes in range(0, 300, 10):
        services.plan(make.NOON + timedelta(minutes=minutes))
        deal(make.NOON + timedelta(minutes=minutes))
    Workout.objects.update(
        state="done", started_at=make.NOON + 5 * HOUR, minutes=60, mass_before_kg=70.0,
        mass_after_kg=69.0,
    )  # fmt: skip

    services.plan(make.NOON + timedelta(minutes=370))
    deal(make.NOON + timedelta(minutes=370))

    assert len(mail.outbox) == 2
    (row,) = rows(Kind.RECOVERY)
    assert (row.state, row.reason) == (State.SKIPPED, WORKOUT_FULL)


def test_planning_for_thirty_costs_as_many_queries_as_for_one() -> None:
    counts = []
    for names in (["a0"], [f"a{number}" for number in range(1, 31)]):
        for name in names:
            lighter(make.user(name))
        with CaptureQueriesContext(connection) as planned:
            assert plan(Kind.RECOVERY, make.NOON) == len(names)
        with CaptureQueriesContext(connection) as again:
            assert plan(Kind.RECOVERY, make.NOON) == 0
        counts.append((len(planned), len(again)))

    assert counts[0] == counts[1]
    assert counts[0][1] <= 6
