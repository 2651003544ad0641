"""Evenings as they are lived: rows are planned and sent while workouts and people move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from accounts.models import User
from journal.models import Workout
from reminders import services
from reminders.models import Kind, Reminder, Seat, State, seat_of_workout
from tests import make

pytestmark = pytest.mark.django_db

LISBON = "Europe/Lisbon"
HOUR = timedelta(hours=1)
Life = Mapping[datetime, Callable[[], object]]


def at(text: str, zone: str = LISBON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def athlete(zone: str = LISBON, **choices: Any) -> User:
    ana = make.user(zone=zone)
    make.profile(ana)
    make.preference(ana, **choices)
    return ana


def planned(ana: User, start: str, zone: str = "", **fields: Any) -> Workout:
    """A workout by the clock of its zone, long enough for a mail."""
    zone = zone or ana.zone
    values = {"zone": zone, "planned_start_at": at(start, zone), "planned_minutes": 90} | fields
    made = make.workout(ana, **values)
    Workout.objects.filter(pk=made.pk).update(changed_at=made.starts_at - timedelta(days=3))
    return made


def live(since: datetime, until: datetime, life: Life | None = None) -> None:
    """Beat and workers at each event, at each hour a row waits for, and every three hours."""
    events = dict(life or {})
    now = since
    while now <= until:
        for when in sorted(when for when in events if when <= now):
            events.pop(when)()
        services.plan(now)
        if services.send_due(now):
            # Ringing once more in the same minute changes nothing.
            assert not services.plan(now)
            assert not services.send_due(now)
        hours = Reminder.objects.filter(state=State.PLANNED, due_at__gt=now)
        ahead = [*events, *hours.values_list("due_at", flat=True)]
        now = min([now + 3 * HOUR, *ahead])


def evenings(zone: str = LISBON) -> list[str]:
    """When evening mails went out, on that clock."""
    sent = Reminder.objects.filter(kind=Kind.HYDRATION, state=State.SENT).order_by("sent_at")
    moments = [row.sent_at for row in sent if row.sent_at is not None]
    return [moment.astimezone(ZoneInfo(zone)).strftime("%d %H:%M") for moment in moments]


def move(workout: Workout, start: str, when: str, zone: str = LISBON) -> dict[datetime, Any]:
    """At that moment the workout gets another start."""

    def happen() -> None:
        Workout.objects.filter(pk=workout.pk).update(
            planned_start_at=at(start, zone), changed_at=at(when, zone)
        )

    return {at(when, zone): happen}


def travel(ana: User, zone: str, when: datetime) -> dict[datetime, Any]:
    """At that moment they tell us another zone."""
    return {when: lambda: User.objects.filter(pk=ana.pk).update(zone=zone)}


@pytest.mark.parametrize("clock", ["00:30", "05:00", "06:00", "10:00", "19:00", "23:30"])
def test_whenever_it_starts_the_mail_comes_on_the_evening_before(clock: str) -> None:
    ana = athlete()
    planned(ana, f"2026-01-15T{clock}")

    live(at("2026-01-13T12:00"), at("2026-01-15T23:30"))

    assert evenings() == ["14 20:00"]


def test_a_start_soon_after_midnight_has_its_first_drinks_tonight() -> None:
    planned(athlete(), "2026-01-15T00:30")

    live(at("2026-01-14T18:00"), at("2026-01-14T21:00"))

    body = str(mail.outbox[0].body)
    tonight, _, tomorrow = body.partition("TOMORROW")
    assert "Tomorrow, Thursday 15 January, 00:30" in tonight
    assert "At 20:30. Slowly" in tonight
    assert "22:30" in tomorrow
    assert "Tonight. Only if your urine is dark" in tomorrow
    assert tomorrow.count("Tonight.") == 1


@pytest.mark.parametrize(
    ("when", "sent"),
    [
        pytest.param("2026-01-14T20:30", ["14 20:30"], id="at once"),
        pytest.param("2026-01-14T21:30", ["14 21:30"], id="at once, late"),
        pytest.param("2026-01-14T22:00", [], id="quiet hours began"),
        pytest.param("2026-01-15T07:00", [], id="in the morning"),
    ],
)
def test_planned_after_the_hour_it_comes_at_once_until_it_is_quiet(
    when: str, sent: list[str]
) -> None:
    ana = athlete()

    live(
        at("2026-01-14T12:00"),
        at("2026-01-15T12:00"),
        {at(when): lambda: planned(ana, "2026-01-15T10:00")},
    )

    assert evenings() == sent


@pytest.mark.parametrize(
    ("to", "when", "sent"),
    [
        pytest.param("2026-01-16T05:00", "2026-01-14T12:00", ["15 20:00"], id="earlier that day"),
        pytest.param("2026-01-16T21:00", "2026-01-14T12:00", ["15 20:00"], id="later that day"),
        pytest.param("2026-01-15T10:00", "2026-01-14T12:00", ["14 20:00"], id="a day earlier"),
        pytest.param("2026-01-15T10:00", "2026-01-14T21:00", ["14 21:00"], id="… in the evening"),
        pytest.param("2026-01-15T10:00", "2026-01-14T23:00", [], id="… too late for an evening"),
        pytest.param("2026-01-17T10:00", "2026-01-15T19:30", ["16 20:00"], id="a day later"),
        pytest.param(
            "2026-01-17T10:00", "2026-01-15T20:30", ["15 20:00", "16 20:00"], id="… once told"
        ),
        pytest.param("2026-01-16T19:00", "2026-01-15T20:30", ["15 20:00"], id="… that day"),
        pytest.param("2026-01-15T21:00", "2026-01-15T12:00", [], id="to tonight"),
    ],
)
def test_a_workout_that_is_moved_takes_its_evening_along(
    to: str, when: str, sent: list[str]
) -> None:
    workout = planned(athlete(), "2026-01-16T10:00")

    live(at("2026-01-14T08:00"), at("2026-01-17T12:00"), move(workout, to, when))

    assert evenings() == sent


def test_a_workout_moved_onto_another_ones_day_is_told_of_in_its_mail() -> None:
    ana = athlete()
    planned(ana, "2026-01-15T10:00")
    other = planned(ana, "2026-01-16T18:00")

    live(
        at("2026-01-14T08:00"),
        at("2026-01-16T20:00"),
        move(other, "2026-01-15T18:00", "2026-01-14T19:30"),
    )

    assert evenings() == ["14 20:00"]
    assert "18:00" in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("zone", "when", "sent"),
    [
        pytest.param("Europe/Athens", "2026-01-14T12:00", "14 18:00", id="two hours east"),
        pytest.param("Europe/Athens", "2026-01-14T18:30", "14 18:30", id="its hour just passed"),
        pytest.param("America/New_York", "2026-01-14T12:00", "15 01:00", id="five hours west"),
        pytest.param("Asia/Kathmandu", "2026-01-14T12:00", "14 14:15", id="a quarter off the hour"),
        pytest.param("Asia/Tokyo", "2026-01-14T10:00", "14 11:00", id="nine hours east"),
        pytest.param("Asia/Tokyo", "2026-01-14T15:30", None, id="… where it is quiet already"),
        pytest.param("America/New_York", "2026-01-14T20:30", "14 20:00", id="told before leaving"),
        pytest.param("Pacific/Honolulu", "2026-01-14T20:30", "14 20:00", id="told, far west"),
        pytest.param("Asia/Tokyo", "2026-01-14T20:30", "14 20:00", id="told, far east"),
    ],
)
def test_a_zone_changed_after_planning_moves_the_evening_and_never_doubles_it(
    zone: str, when: str, sent: str | None
) -> None:
    ana = athlete()
    planned(ana, "2026-01-15T13:00")

    live(at("2026-01-14T08:00"), at("2026-01-15T13:00"), travel(ana, zone, at(when)))

    assert evenings() == ([sent] if sent else [])


def test_a_mail_about_the_same_start_does_not_come_again_in_another_zone() -> None:
    """Lisbon calls the start the day after the one it has in Honolulu: another evening comes."""
    ana = athlete("Pacific/Honolulu")
    planned(ana, "2026-01-15T21:30")
    told = at("2026-01-14T20:00", "Pacific/Honolulu")

    live(told - HOUR, told + timedelta(hours=26), travel(ana, LISBON, told + HOUR))

    assert evenings("Pacific/Honolulu") == ["14 20:00"]
    row = Reminder.objects.get(kind=Kind.HYDRATION, state=State.SKIPPED)
    assert row.reason == "You had an evening e-mail about it already."


def test_moved_after_the_mail_it_is_another_start_and_told_of_again() -> None:
    ana = athlete("Pacific/Honolulu")
    workout = planned(ana, "2026-01-15T21:30")
    told = at("2026-01-14T20:00", "Pacific/Honolulu")
    moved = move(workout, "2026-01-15T22:00", "2026-01-14T20:30", "Pacific/Honolulu")

    live(
        told - HOUR,
        told + timedelta(hours=26),
        moved | travel(ana, LISBON, told + HOUR),
    )

    assert evenings("Pacific/Honolulu") == ["14 20:00", "15 10:00"]


@pytest.mark.parametrize(
    ("zone", "start", "sent"),
    [
        pytest.param(LISBON, "2026-03-29T09:00", "28 20:00", id="before a gap in the night"),
        pytest.param(LISBON, "2026-03-30T09:00", "29 20:00", id="after it"),
        pytest.param(LISBON, "2026-10-25T09:00", "24 20:00", id="before a fold in the night"),
        pytest.param(LISBON, "2026-10-26T09:00", "25 20:00", id="after it, an hour later"),
        pytest.param("Asia/Beirut", "2026-10-25T09:00", "24 20:00", id="midnight comes twice"),
        pytest.param("Asia/Beirut", "2026-03-29T05:00", "28 20:00", id="midnight is skipped"),
        pytest.param("America/Havana", "2026-11-01T05:00", "31 20:00", id="an hour of the day"),
        pytest.param("Australia/Lord_Howe", "2026-04-05T05:00", "04 20:00", id="half an hour"),
        pytest.param("Antarctica/Troll", "2026-03-29T05:00", "28 20:00", id="two hours"),
        pytest.param("Africa/Casablanca", "2026-02-15T05:00", "14 20:00", id="for Ramadan"),
    ],
)
def test_a_change_of_clocks_leaves_the_evening_where_it_is(
    zone: str, start: str, sent: str
) -> None:
    ana = athlete(zone)
    planned(ana, start)

    live(at(start, zone) - timedelta(hours=36), at(start, zone))

    assert evenings(zone) == [sent]


@pytest.mark.parametrize(
    ("start", "evening_at", "sent"),
    [
        # In Nuuk clocks jump from 23:00 to midnight, and go back from midnight to 23:00.
        pytest.param("2026-03-29T09:00", time(23), ["28 22:30"], id="an hour that is skipped"),
        pytest.param("2026-10-25T09:00", time(23), ["24 23:00"], id="an hour that comes twice"),
    ],
)
def test_an_evening_hour_in_a_change_of_clocks_comes_once(
    start: str, evening_at: time, sent: list[str]
) -> None:
    ana = athlete("America/Nuuk", evening_at=evening_at, quiet_from=time(1), quiet_to=time(7))
    planned(ana, start)

    live(at(start, "America/Nuuk") - timedelta(hours=30), at(start, "America/Nuuk"))

    assert evenings("America/Nuuk") == sent


@pytest.mark.parametrize(
    ("home", "there"),
    [("Pacific/Pago_Pago", "Pacific/Apia"), ("Pacific/Apia", "Pacific/Pago_Pago")],
)
@pytest.mark.parametrize("hours", [-4, 4])
def test_across_the_date_line_the_same_evening_has_another_date(
    home: str, there: str, hours: int
) -> None:
    """Clocks agree to the hour, a day apart: the row of the other date takes the mail's place."""
    ana = athlete(home)
    planned(ana, "2026-01-15T09:00")
    evening = at("2026-01-14T20:00", home)

    live(
        evening - timedelta(hours=12),
        evening + timedelta(hours=30),
        travel(ana, there, evening + timedelta(hours=hours)),
    )

    assert evenings(home) == ["14 20:00"]


def test_from_the_first_zone_of_the_world_to_the_last_an_evening_is_not_doubled() -> None:
    """Kiritimati is 24 hours ahead of Honolulu: its Thursday is their Wednesday."""
    ana = athlete("Pacific/Kiritimati")
    planned(ana, "2026-01-15T09:00")
    planned(ana, "2026-01-16T09:00")
    evening = at("2026-01-14T20:00", "Pacific/Kiritimati")

    live(
        evening - timedelta(hours=6),
        evening + timedelta(hours=40),
        travel(ana, "Pacific/Honolulu", evening + timedelta(hours=3)),
    )

    assert evenings("Pacific/Kiritimati") == ["14 20:00", "15 20:00"]


def test_a_workout_written_for_a_trip_is_told_of_on_the_readers_clock() -> None:
    """09:00 in Tokyo is midnight in Lisbon: the evening before is Lisbon's, as its hours are."""
    ana = athlete()
    planned(ana, "2026-01-18T09:00", "Asia/Tokyo")

    live(at("2026-01-16T12:00"), at("2026-01-18T12:00"))

    assert evenings() == ["17 20:00"]
    body = str(mail.outbox[0].body)
    assert "Tomorrow, Sunday 18 January, 00:00" in body
    assert "Lisbon time" in body


def test_who_says_that_they_have_arrived_is_told_on_the_clock_there() -> None:
    ana = athlete()
    planned(ana, "2026-01-18T09:00", "Asia/Tokyo")

    live(
        at("2026-01-16T12:00"),
        at("2026-01-18T12:00"),
        travel(ana, "Asia/Tokyo", at("2026-01-17T06:00")),
    )

    assert evenings("Asia/Tokyo") == ["17 20:00"]
    assert "09:00" in str(mail.outbox[0].body)


def test_beat_that_slept_catches_up_within_the_evening_and_not_behind_it() -> None:
    ana = athlete()
    planned(ana, "2026-01-15T10:00")
    planned(ana, "2026-01-17T10:00")
    live(at("2026-01-14T12:00"), at("2026-01-14T19:30"))

    live(at("2026-01-14T21:30"), at("2026-01-15T12:00"))
    live(at("2026-01-16T22:30"), at("2026-01-17T12:00"))

    assert evenings() == ["14 21:30"]


def test_a_day_of_all_that_ends_in_one_mail() -> None:
    """Moved, cancelled, another zone, another hour, quiet hours: whatever happens, one evening."""
    ana = athlete()
    first, other = planned(ana, "2026-01-15T10:00"), planned(ana, "2026-01-15T18:00")

    def choose(**fields: Any) -> Callable[[], object]:
        return lambda: type(ana.reminder_preference).objects.update(**fields)

    def cancel(pk: UUID) -> Callable[[], object]:
        return lambda: Workout.objects.filter(pk=pk).update(
            state="cancelled", changed_at=at("2026-01-14T13:00")
        )

    live(
        at("2026-01-14T08:00"),
        at("2026-01-15T23:00"),
        {
            **move(first, "2026-01-16T10:00", "2026-01-14T09:00"),
            at("2026-01-14T10:00"): choose(evening_at=time(18)),
            **travel(ana, "Europe/Athens", at("2026-01-14T11:00")),
            at("2026-01-14T12:00"): choose(quiet_from=time(23), evening_at=time(21)),
            at("2026-01-14T13:00"): cancel(first.pk),
            **travel(ana, LISBON, at("2026-01-14T20:30")),
            at("2026-01-14T21:30"): choose(evening_at=time(22)),
            **move(other, "2026-01-15T09:00", "2026-01-14T22:30"),
        },
    )

    assert evenings() == ["14 19:00"]


@pytest.mark.parametrize("zone", [LISBON, "Asia/Kathmandu"])
@pytest.mark.parametrize("clock", ["00:30", "07:00", "12:00", "20:00"])
def test_with_every_kind_on_a_workout_gets_two_mails_and_none_at_night(
    clock: str, zone: str
) -> None:
    """Hot and hard, weighed and not answered: all kinds want to speak."""
    ana = athlete(zone, four_hours=True, two_hours=True)
    workout = planned(
        ana,
        f"2026-01-15T{clock}",
        temperature_c=31.0,
        humidity_percent=70.0,
        planned_effort=9,
    )
    end = workout.starts_at + timedelta(minutes=90)

    def finish() -> None:
        Workout.objects.filter(pk=workout.pk).update(
            state="done",
            started_at=workout.starts_at,
            minutes=90,
            rpe=9,
            mass_before_kg=70.0,
            mass_after_kg=68.6,
            changed_at=end,
        )

    live(workout.starts_at - 36 * HOUR, end + 20 * HOUR, {end: finish})

    sent = list(Reminder.objects.filter(state=State.SENT))
    about = Seat.objects.filter(of=seat_of_workout(workout.pk), reminder__in=sent)
    assert about.count() == 2
    for row in sent:
        assert row.sent_at is not None
        assert 6 <= row.sent_at.astimezone(ZoneInfo(zone)).hour < 22
