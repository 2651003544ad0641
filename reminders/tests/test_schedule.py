from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.zones import local_day, zone_names
from reminders import schedule
from reminders.schedule import Evening, evening_before

LISBON = Evening(ZoneInfo("Europe/Lisbon"))

evenings = st.builds(
    Evening,
    zone=st.sampled_from(zone_names()).map(ZoneInfo),
    at=st.times(min_value=time(12)).map(lambda clock: clock.replace(second=0, microsecond=0)),
    quiet_from=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    quiet_to=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
)
starts = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def evening(zone: str, at: time = time(20), quiet: tuple[time, time] | None = None) -> Evening:
    quiet_from, quiet_to = quiet or (time(22), time(6))
    return Evening(ZoneInfo(zone), at, quiet_from, quiet_to)


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "start", "opens"),
    [
        pytest.param("Europe/Lisbon", "2026-01-15T10:00", "2026-01-14T20:00", id="an ordinary day"),
        pytest.param("Europe/Lisbon", "2026-01-15T05:00", "2026-01-14T20:00", id="at five"),
        pytest.param("Europe/Lisbon", "2026-01-15T00:30", "2026-01-14T20:00", id="after midnight"),
        pytest.param("Europe/Lisbon", "2026-01-15T23:59", "2026-01-14T20:00", id="late at night"),
        pytest.param("Asia/Kathmandu", "2026-01-15T06:00", "2026-01-14T20:00", id="+05:45"),
        pytest.param("Pacific/Honolulu", "2026-01-15T06:00", "2026-01-14T20:00", id="-10:00"),
        pytest.param("Pacific/Tongatapu", "2026-01-15T06:00", "2026-01-14T20:00", id="+13:00"),
        pytest.param("Pacific/Kiritimati", "2026-01-15T06:00", "2026-01-14T20:00", id="+14:00"),
        pytest.param("Europe/Lisbon", "2026-03-29T09:00", "2026-03-28T20:00", id="before a gap"),
        pytest.param("Europe/Lisbon", "2026-10-25T09:00", "2026-10-24T20:00", id="before a fold"),
        pytest.param("America/New_York", "2026-03-09T07:00", "2026-03-08T20:00", id="on a gap day"),
        pytest.param("America/New_York", "2026-11-02T07:00", "2026-11-01T20:00", id="on a fold"),
        pytest.param("Australia/Lord_Howe", "2026-04-05T06:00", "2026-04-04T20:00", id="half fold"),
        pytest.param("Australia/Lord_Howe", "2026-04-06T06:00", "2026-04-05T20:00", id="after it"),
        pytest.param("Australia/Lord_Howe", "2026-10-04T06:00", "2026-10-03T20:00", id="half gap"),
        pytest.param("Australia/Lord_Howe", "2026-10-05T06:00", "2026-10-04T20:00", id="later"),
        pytest.param("Antarctica/Troll", "2026-03-29T06:00", "2026-03-28T20:00", id="+2 h"),
        pytest.param("Antarctica/Troll", "2026-10-25T06:00", "2026-10-24T20:00", id="-2 h"),
        pytest.param("Asia/Beirut", "2026-10-25T06:00", "2026-10-24T20:00", id="midnight twice"),
        pytest.param("Pacific/Apia", "2026-01-15T06:00", "2026-01-14T20:00", id="Apia"),
        pytest.param("Pacific/Apia", "2011-12-31T06:00", "2011-12-29T20:00", id="a skipped day"),
    ],
)
def test_the_evening_is_the_one_of_the_previous_local_day(
    zone: str, start: str, opens: str
) -> None:
    window = evening_before(local(start, zone), evening(zone))

    assert window is not None
    assert window.opens_at == local(opens, zone)
    assert window.local_on == date.fromisoformat(opens[:10])
    assert window.day == date.fromisoformat(start[:10])


def test_an_hour_that_a_gap_swallows_moves_forward() -> None:
    # In Nuuk clocks jumped from 22:00 to 23:00 on the Saturday evening of 25 March 2023.
    late = evening("America/Nuuk", time(22, 30), (time(23, 45), time(6)))

    window = evening_before(local("2023-03-26T09:00", "America/Nuuk"), late)

    assert window is not None
    assert window.opens_at.astimezone(late.zone).time() == time(23, 30)
    assert window.opens_at == datetime(2023, 3, 26, 1, 30, tzinfo=UTC)


def test_an_hour_that_a_gap_pushes_into_quiet_hours_moves_before_them() -> None:
    late = evening("America/Nuuk", time(22, 30), (time(23), time(6)))

    window = evening_before(local("2023-03-26T09:00", "America/Nuuk"), late)

    assert window is not None
    assert window.opens_at.astimezone(late.zone).time() == time(21, 30)


def test_an_hour_that_a_gap_pushes_into_the_next_day_moves_before_it() -> None:
    # Since 2024 the gap in Nuuk is from 23:00 to midnight.
    late = evening("America/Nuuk", time(23, 15), (time(23, 45), time(6)))

    window = evening_before(local("2026-03-29T09:00", "America/Nuuk"), late)

    assert window is not None
    assert window.opens_at.astimezone(late.zone).time() == time(22, 45)
    assert window.local_on == date(2026, 3, 28)


def test_an_hour_that_comes_twice_is_taken_the_first_time() -> None:
    # In Nuuk clocks go back from midnight to 23:00 on a Saturday evening.
    late = evening("America/Nuuk", time(23, 15), (time(23, 45), time(6)))

    window = evening_before(local("2026-10-25T09:00", "America/Nuuk"), late)

    assert window is not None
    assert window.opens_at == local("2026-10-24T23:15", "America/Nuuk")
    assert window.opens_at.astimezone(late.zone).fold == 0


def test_a_workout_across_the_date_line_still_gets_its_evening_before_the_start() -> None:
    honolulu = evening("Pacific/Honolulu")
    race = local("2026-01-18T07:00", "Pacific/Auckland")

    window = evening_before(race, honolulu)

    assert window is not None
    assert window.opens_at == local("2026-01-16T20:00", "Pacific/Honolulu")
    assert window.opens_at == local("2026-01-17T19:00", "Pacific/Auckland")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        pytest.param("2026-01-14T09:00", "2026-01-14T20:00", id="planned in the morning"),
        pytest.param("2026-01-14T20:00", "2026-01-14T20:00", id="planned on the hour"),
        pytest.param("2026-01-14T21:40", "2026-01-14T21:40", id="planned late: at once"),
        pytest.param("2026-01-14T22:00", None, id="planned when quiet hours begin: too late"),
        pytest.param("2026-01-15T07:00", None, id="planned in the morning: too late"),
    ],
)
def test_planned_after_the_hour_it_goes_at_once_or_not_at_all(now: str, due: str | None) -> None:
    zone = "Europe/Lisbon"
    window = evening_before(local("2026-01-15T10:00", zone), LISBON)
    assert window is not None

    found = schedule.due_in(window, local(now, zone))

    assert (found and found.due_at) == (local(due, zone) if due else None)
    if found:
        assert found.stale_at == local("2026-01-14T22:00", zone)


def test_an_early_evening_hour_goes_stale_after_three_hours() -> None:
    early = evening("Europe/Lisbon", time(17))
    window = evening_before(local("2026-01-15T10:00", "Europe/Lisbon"), early)
    assert window is not None

    due = schedule.due_in(window, local("2026-01-14T09:00", "Europe/Lisbon"))
    late = schedule.due_in(window, local("2026-01-14T21:00", "Europe/Lisbon"))

    assert due is not None
    assert due.stale_at == local("2026-01-14T20:00", "Europe/Lisbon")
    assert late is not None
    assert late.stale_at == local("2026-01-14T22:00", "Europe/Lisbon")


def test_quiet_hours_that_begin_after_midnight_close_the_window_at_midnight() -> None:
    owl = evening("Europe/Lisbon", time(23), (time(1), time(8)))

    window = evening_before(local("2026-01-15T10:00", "Europe/Lisbon"), owl)

    assert window is not None
    assert window.closes_at == local("2026-01-15T00:00", "Europe/Lisbon")


def test_an_evening_hour_inside_quiet_hours_is_brought_before_them() -> None:
    window = evening_before(
        local("2026-01-15T10:00", "Europe/Lisbon"), evening("Europe/Lisbon", time(23))
    )

    assert window is not None
    assert window.opens_at == local("2026-01-14T21:30", "Europe/Lisbon")


def test_a_day_that_is_all_quiet_has_no_evening() -> None:
    window = evening_before(
        local("2026-01-15T10:00", "Europe/Lisbon"),
        evening("Europe/Lisbon", time(20), (time(0), time(23, 59))),
    )

    assert window is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-01-14T12:00", "2026-01-14T12:00", id="at noon: at once"),
        pytest.param("2026-01-14T22:00", "2026-01-15T06:00", id="at ten: in the morning"),
        pytest.param("2026-01-15T05:59", "2026-01-15T06:00", id="just before six"),
        pytest.param("2026-01-15T06:00", "2026-01-15T06:00", id="at six: at once"),
    ],
)
def test_a_mail_that_can_wait_waits_for_the_end_of_quiet_hours(now: str, expected: str) -> None:
    zone = "Europe/Lisbon"

    assert schedule.after_quiet(local(now, zone), LISBON) == local(expected, zone)


def test_a_paused_mail_waits_for_the_first_hour_of_the_day() -> None:
    noon = local("2026-01-14T12:00", "Europe/Lisbon")

    assert schedule.after_pause(noon, None, LISBON) == noon
    assert schedule.after_pause(noon, date(2026, 1, 10), LISBON) == noon
    assert schedule.after_pause(noon, date(2026, 1, 20), LISBON) == local(
        "2026-01-20T06:00", "Europe/Lisbon"
    )


def test_a_pause_ends_on_its_day() -> None:
    noon = local("2026-01-14T12:00", "Europe/Lisbon")

    assert schedule.is_paused(noon, date(2026, 1, 15), LISBON.zone)
    assert not schedule.is_paused(noon, date(2026, 1, 14), LISBON.zone)
    assert not schedule.is_paused(noon, None, LISBON.zone)


@given(starts, evenings)
def test_no_evening_lies_in_quiet_hours_or_after_the_start(start: datetime, wish: Evening) -> None:
    window = evening_before(start, wish)

    if window is not None:
        assert window.opens_at < window.closes_at <= start
        assert local_day(window.opens_at, wish.zone) == window.local_on
        assert local_day(start, wish.zone) == window.day
        assert start - window.opens_at <= timedelta(hours=49)
        minutes = int((window.closes_at - window.opens_at) / timedelta(minutes=1))
        for minute in range(minutes):
            assert not wish.is_quiet(window.opens_at + timedelta(minutes=minute))


@given(starts, evenings, st.timedeltas(timedelta(hours=-60), timedelta(hours=10)))
def test_a_due_instant_is_never_quiet_never_past_and_never_after_the_start(
    start: datetime, wish: Evening, ago: timedelta
) -> None:
    now = start + ago
    window = evening_before(start, wish)
    due = schedule.due_in(window, now) if window else None

    if window is not None and due is not None:
        assert now <= due.due_at < due.stale_at <= start
        assert not wish.is_quiet(due.due_at)
        assert due.stale_at - due.due_at <= schedule.USEFUL_FOR
        assert schedule.fits(window, due.due_at, now)


@given(starts, evenings)
def test_the_end_of_quiet_hours_is_the_first_moment_that_is_not_quiet(
    moment: datetime, wish: Evening
) -> None:
    free = schedule.after_quiet(moment, wish)

    assert not wish.is_quiet(free)
    assert free >= moment
    if free > moment:
        assert wish.is_quiet(free - timedelta(seconds=1))


@given(st.sampled_from(zone_names()), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_with_the_defaults_everybody_gets_eight_in_the_evening(name: str, day: date) -> None:
    zone = ZoneInfo(name)
    noon = datetime.combine(day, time(12), tzinfo=zone)

    window = evening_before(noon, Evening(zone))

    assert window is not None
    opens = window.opens_at.astimezone(zone)
    assert (opens.date(), opens.hour, opens.minute) == (day - timedelta(days=1), 20, 0)


@pytest.mark.parametrize("minute", range(0, 180, 15))
def test_where_midnight_comes_twice_a_pause_and_a_mail_agree(minute: int) -> None:
    """Else a mail would be judged free and found paused again, over and over."""
    beirut = Evening(ZoneInfo("Asia/Beirut"), quiet_from=time(3), quiet_to=time(3))
    until = date(2026, 10, 25)
    now = datetime(2026, 10, 24, 20, tzinfo=UTC) + timedelta(minutes=minute)

    free = schedule.after_pause(now, until, beirut) <= now

    assert schedule.is_paused(now, until, beirut.zone) is not free
