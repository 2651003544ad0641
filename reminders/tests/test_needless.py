"""Why a mail of the day of a workout is not sent, and the row says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from journal.models import CheckIn, HealthProfile, Workout
from reminders import services
from reminders.kinds.drinks import ENOUGH, HAD, NO_STEP, SHORT
from reminders.kinds.mail_kind import OVER
from reminders.kinds.pace import CALM
from reminders.kinds.reasons import GONE, HELD_BACK, SILENCES
from reminders.models import Kind, Preference, Reminder, State
from reminders.services.seats import WORKOUT_FULL
from reminders.tests.mails import DUE, reader
from reminders.tests.test_hours_before import deal, in_hours, plan, rows
from tests import make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DRINKS = (Kind.FOUR_HOURS, Kind.TWO_HOURS)
Change = Callable[[User], object]


def settled(kind: Kind, change: Change) -> tuple[str, str]:
    """What becomes of a mail of this kind when the diary changes after planning."""
    user = reader()
    DUE[kind](user, "Long run")
    plan(kind, make.NOON)
    assert len(rows(kind)) == 1
    change(user)
    Reminder.objects.exclude(kind=kind).delete()
    deal(make.NOON)
    (row,) = rows(kind)
    assert mail.outbox == []
    return row.state, row.reason


def gained(user: User) -> None:
    make.done_workout(
        user, started_at=make.NOON - 3 * HOUR, mass_before_kg=70.0, mass_after_kg=70.9
    )


def warned(user: User) -> None:
    make.episode(user, started_at=make.NOON - HOUR, red_flags=["heat_stroke"])


def heavier(user: User, **fields: Any) -> None:
    for days in range(1, 6):
        on = make.TODAY - timedelta(days=days)
        make.check_in(user, local_on=on, morning_mass_kg=70.0)
    make.check_in(user, morning_mass_kg=72.0, **fields)


def swollen(user: User) -> None:
    heavier(user, swelling="both")


def limited(user: User) -> None:
    HealthProfile.objects.filter(athlete=user).update(fluid_limited=True)


def unverified(user: User) -> None:
    EmailAddress.objects.filter(user=user).update(verified=False)


def switched_off(user: User) -> None:
    Preference.objects.filter(user=user).update(**{kind.value: False for kind in Kind})


def paused(user: User) -> None:
    Preference.objects.filter(user=user).update(paused_until=make.TODAY + timedelta(days=2))


def drank(volume_ml: float, minutes: float = 20) -> Change:
    def change(user: User) -> None:
        started_at = make.NOON - timedelta(minutes=minutes)
        make.intake(user, make.drink(), volume_ml=volume_ml, started_at=started_at)

    return change


def workout(**fields: Any) -> Change:
    return lambda _: Workout.objects.filter(state="planned").update(**fields)


@pytest.mark.parametrize("kind", DRINKS)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(limited, SILENCES["fluid_limit"], id="a doctor's limit"),
        pytest.param(gained, SILENCES["gained"], id="heavier after a session of today"),
        pytest.param(swollen, SILENCES["swollen"], id="heavier and swollen"),
        pytest.param(warned, SILENCES["emergency"], id="an emergency"),
        pytest.param(heavier, HELD_BACK["heavier"], id="heavier in the morning"),
        pytest.param(drank(500), HAD, id="already drunk"),
        pytest.param(workout(planned_minutes=45), SHORT, id="short and cool"),
        pytest.param(workout(state="done", started_at=make.NOON - HOUR), GONE, id="done"),
        pytest.param(workout(state="cancelled"), GONE, id="cancelled"),
        pytest.param(workout(state="skipped"), GONE, id="not done"),
        pytest.param(workout(deleted_at=make.NOON), GONE, id="deleted"),
        pytest.param(unverified, "The e-mail address is not confirmed yet.", id="not verified"),
        pytest.param(switched_off, "These mails were switched off.", id="switched off"),
        pytest.param(paused, "E-mails were paused until 16 January.", id="paused"),
    ],
)
def test_a_drink_is_not_named(kind: Kind, change: Change, reason: str) -> None:
    assert settled(kind, change) == (State.SKIPPED, reason)


def test_a_short_session_in_the_heat_has_its_drink() -> None:
    user = reader()
    in_hours(user, 4, planned_minutes=30, temperature_c=30.0, humidity_percent=50.0)
    plan(Kind.FOUR_HOURS, make.NOON)
    deal(make.NOON)

    assert [message.subject for message in mail.outbox] == ["Today, 16:00"]


def test_what_was_drunk_before_its_time_leaves_no_second_drink() -> None:
    # Of the 840 mL that 70 kg may have, 40 are left: less than a mouthful.
    assert settled(Kind.TWO_HOURS, drank(800, minutes=90)) == (State.SKIPPED, ENOUGH)


def test_what_was_gained_today_holds_the_drink_back_after_its_twelve_hours() -> None:
    user = reader()
    in_hours(user, 6)
    plan(Kind.TWO_HOURS, make.NOON)
    make.done_workout(
        user, started_at=make.NOON - timedelta(hours=11, minutes=55), minutes=60,
        mass_before_kg=70.0, mass_after_kg=70.9,
    )  # fmt: skip
    Reminder.objects.exclude(kind=Kind.TWO_HOURS).delete()

    deal(make.NOON + 4 * HOUR)

    assert rows(Kind.TWO_HOURS)[0].reason == HELD_BACK["gained_today"]


def test_an_early_start_leaves_no_room_for_a_second_drink() -> None:
    user = reader()
    start = make.NOON.replace(hour=8) + timedelta(days=1)
    make.workout(user, planned_start_at=start)
    plan(Kind.TWO_HOURS, make.NOON)
    (row,) = rows(Kind.TWO_HOURS)

    deal(row.due_at)

    assert rows(Kind.TWO_HOURS)[0].reason == NO_STEP


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(warned, SILENCES["emergency"], id="an emergency"),
        pytest.param(
            workout(
                planned_distance_m=None,
                planned_pace_s_km=None,
                temperature_c=None,
                planned_minutes=50,
            ),
            CALM,
            id="nothing calls for it",
        ),
        pytest.param(workout(state="cancelled"), GONE, id="cancelled"),
        pytest.param(switched_off, "These mails were switched off.", id="switched off"),
    ],
)
def test_nothing_is_said_of_pace(change: Change, reason: str) -> None:
    assert settled(Kind.PACE, change) == (State.SKIPPED, reason)


@pytest.mark.parametrize(
    ("fields", "soreness", "is_sent"),
    [
        pytest.param({}, {}, False, id="nothing"),
        pytest.param({"temperature_c": 29.0, "humidity_percent": 50.0}, {}, True, id="hot"),
        pytest.param({"temperature_c": 26.0, "humidity_percent": 40.0}, {}, False, id="warm"),
        pytest.param({"planned_distance_m": 10_600.0}, {}, True, id="faster by 6 %"),
        pytest.param({"planned_distance_m": 10_400.0}, {}, False, id="faster by 4 %"),
        pytest.param({"planned_minutes": 67}, {}, True, id="over 1.1 times the longest"),
        pytest.param({"planned_minutes": 66}, {}, False, id="1.1 times the longest"),
        pytest.param({"planned_minutes": 90}, {}, True, id="hard because long"),
        pytest.param({"planned_effort": 9}, {}, False, id="hard by effort alone"),
        pytest.param({}, {"calf": 4}, True, id="sore"),
        pytest.param({}, {"calf": 3}, False, id="a little sore"),
        pytest.param({"target_muscles": ["ham-l"]}, {"calf": 6}, False, id="sore elsewhere"),
    ],
)
def test_pace_heat_length_and_soreness_call_for_it(
    fields: dict[str, Any], soreness: dict[str, int], *, is_sent: bool
) -> None:
    user = make.user()
    for day in (3, 9, 16):
        make.done_workout(user, days_ago=day, distance_m=10_000, minutes=60)
    if soreness:
        make.check_in(user, soreness=soreness)
    in_hours(user, 1.5, **fields)

    plan(Kind.PACE, make.NOON)
    deal(make.NOON)

    states = [(row.state, row.reason) for row in rows(Kind.PACE)]
    assert (states[0][0] == State.SENT) is is_sent
    assert is_sent or states == [(State.SKIPPED, CALM)]


def test_advice_is_asked_again_when_the_workout_changed_and_only_then() -> None:
    user = reader()
    in_hours(user, 4, planned_minutes=30)
    plan(Kind.FOUR_HOURS, make.NOON)
    deal(make.NOON)
    assert rows(Kind.FOUR_HOURS)[0].reason == SHORT
    Workout.objects.update(changed_at=make.NOON)
    assert plan(Kind.FOUR_HOURS, make.NOON + timedelta(minutes=1)) == 0

    later = make.NOON + timedelta(minutes=2)
    Workout.objects.update(planned_minutes=90, changed_at=later)
    assert plan(Kind.FOUR_HOURS, later) == 1
    deal(later)

    assert rows(Kind.FOUR_HOURS)[0].state == State.SENT


def test_the_second_that_calls_for_it_is_the_one_the_mail_is_about() -> None:
    user = reader()
    in_hours(user, 4, planned_minutes=20, title="Stretching")
    in_hours(user, 5, planned_minutes=90, title="Long run")
    plan(Kind.FOUR_HOURS, make.NOON)
    deal(make.NOON + HOUR - timedelta(minutes=1))

    text = str(mail.outbox[0].body)

    assert mail.outbox[0].subject == "Today, 17:00"
    assert text.index("Long run") < text.index("Stretching")


def test_moved_between_planning_and_sending_it_waits_for_the_new_hour() -> None:
    user = reader()
    in_hours(user, 4)
    plan(Kind.FOUR_HOURS, make.NOON)
    Workout.objects.update(planned_start_at=make.NOON + 5 * HOUR)

    deal(make.NOON)

    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.state, row.due_at) == (State.PLANNED, make.NOON + HOUR)
    assert mail.outbox == []


def test_a_mail_that_could_not_go_out_in_time_is_missed() -> None:
    in_hours(reader(), 4)
    plan(Kind.FOUR_HOURS, make.NOON)
    Reminder.objects.exclude(kind=Kind.FOUR_HOURS).delete()

    deal(make.NOON + HOUR)

    (row,) = rows(Kind.FOUR_HOURS)
    assert (row.state, row.reason) == (State.MISSED, OVER)


def test_at_most_two_mails_are_about_one_workout() -> None:
    user = reader()
    for day in (3, 9, 16):
        make.done_workout(user, days_ago=day, distance_m=10_000, minutes=60)
    in_hours(user, 22, planned_distance_m=10_600.0)

    for minutes in range(0, 24 * 60, 10):
        now = make.NOON + timedelta(minutes=minutes)
        services.plan(now)
        deal(now)

    assert [message.subject for message in mail.outbox] == ["Tomorrow, 10:00", "Today, 10:00"]
    told = {row.kind: (row.state, row.reason) for row in Reminder.objects.all()}
    assert told[Kind.TWO_HOURS] == (State.SKIPPED, WORKOUT_FULL)
    assert told[Kind.PACE] == (State.SKIPPED, WORKOUT_FULL)


def test_a_morning_check_that_is_deleted_says_nothing() -> None:
    user = make.user()
    make.check_in(user, soreness={"calf": 8})
    in_hours(user, 1.5)
    plan(Kind.PACE, make.NOON)
    CheckIn.objects.update(deleted_at=make.NOON)

    deal(make.NOON)

    assert rows(Kind.PACE)[0].reason == CALM
