from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from reminders import schedule
from reminders.models import Kind
from reminders.schedule import Due, Evening, Policy, Window
from reminders.schedule.window import waiting

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
LISBON = Evening(ZoneInfo("Europe/Lisbon"))
BEFORE = [schedule.four_hours_before, schedule.two_hours_before, schedule.pace_before]
# Every window about one workout that starts, and an hour later ends.
OF_A_WORKOUT: dict[str, Callable[[datetime, Evening], Window | None]] = {
    "hydration": schedule.evening_before,
    "four_hours": schedule.four_hours_before,
    "two_hours": schedule.two_hours_before,
    "pace": schedule.pace_before,
    "recovery": lambda start, evening: schedule.recovery_after(start + HOUR, evening),
    "unanswered": lambda start, evening: schedule.answer_after(start + HOUR, evening),
}


def at(text: str, zone: str = "Europe/Lisbon") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def clocks(window: Window | None, zone: str = "Europe/Lisbon") -> tuple[str, str] | None:
    """When it opens and closes on the clock of 15 January; a "+" or "-" is another day."""
    if window is None:
        return None
    shown = [each.astimezone(ZoneInfo(zone)) for each in (window.opens_at, window.closes_at)]
    signs = {14: "-", 15: "", 16: "+"}
    opens, closes = (f"{signs[each.day]}{each:%H:%M}" for each in shown)
    return opens, closes


@pytest.mark.parametrize(
    ("start", "four", "two", "pace"),
    [
        pytest.param("00:30", ("-20:30", "-21:30"), None, None, id="half past midnight"),
        pytest.param("01:30", ("-21:30", "-22:00"), None, None, id="until the night begins"),
        pytest.param("02:00", None, None, None, id="the night has begun"),
        pytest.param("05:00", None, None, None, id="before waking"),
        pytest.param("06:29", None, None, None, id="29 min after waking"),
        pytest.param("06:30", None, None, ("06:00", "06:10"), id="30 min after waking"),
        pytest.param("06:59", None, None, ("06:00", "06:29"), id="59 min after waking"),
        pytest.param(
            "07:00",
            ("06:00", "06:10"),
            ("06:00", "06:10"),
            ("06:00", "06:30"),
            id="60 min after waking",
        ),
        pytest.param("08:00", ("06:00", "07:00"), ("06:00", "07:00"), ("06:30", "07:30")),
        pytest.param("09:59", ("06:00", "08:59"), ("07:59", "08:59"), ("08:29", "09:29")),
        pytest.param("10:00", ("06:00", "07:00"), ("08:00", "09:00"), ("08:30", "09:30")),
        pytest.param("18:00", ("14:00", "15:00"), ("16:00", "17:00"), ("16:30", "17:30")),
        pytest.param("23:59", ("19:59", "20:59"), ("21:59", "22:00"), None, id="late at night"),
    ],
)
def test_the_hours_before_a_workout(
    start: str,
    four: tuple[str, str] | None,
    two: tuple[str, str] | None,
    pace: tuple[str, str] | None,
) -> None:
    starts_at = at(f"2026-01-15T{start}")

    found = [clocks(window(starts_at, LISBON)) for window in BEFORE]

    assert found == [four, two, pace]


def test_what_was_moved_to_waking_says_so() -> None:
    early, late = at("2026-01-15T09:59"), at("2026-01-15T10:00")

    moved, kept = (schedule.four_hours_before(each, LISBON) for each in (early, late))

    assert moved is not None
    assert moved.is_at_waking
    assert kept is not None
    assert not kept.is_at_waking
    assert moved.opens_at == kept.opens_at


def test_who_sleeps_longer_is_told_at_waking() -> None:
    sleeper = Evening(LISBON.zone, quiet_from=time(23), quiet_to=time(8, 30))

    found = [clocks(each(at("2026-01-15T10:00"), sleeper)) for each in BEFORE]

    assert found == [("08:30", "09:00"), ("08:30", "09:00"), ("08:30", "09:30")]


def test_who_sleeps_shorter_is_left_alone_till_six() -> None:
    lark = Evening(LISBON.zone, quiet_from=time(21), quiet_to=time(4))
    nobody_quiet = Evening(LISBON.zone, quiet_from=time(0), quiet_to=time(0))

    for evening in (lark, nobody_quiet):
        assert clocks(schedule.four_hours_before(at("2026-01-15T08:00"), evening)) == (
            "06:00",
            "07:00",
        )
        assert schedule.recovery_after(at("2026-01-15T22:00"), evening) is None


def test_who_works_at_night_has_no_hour_before() -> None:
    """Quiet by day, barred by night: nothing is left, so nothing is sent."""
    owl = Evening(LISBON.zone, quiet_from=time(6), quiet_to=time(22))

    assert [each(at("2026-01-15T23:00"), owl) for each in BEFORE] == [None, None, None]


def test_the_hours_before_are_hours_that_pass_and_not_hours_of_the_clock() -> None:
    # In Lisbon clocks jump from 01:00 to 02:00 on 29 March and back on 25 October.
    gap, fold = at("2026-03-29T10:00"), at("2026-10-25T10:00")

    for start in (gap, fold):
        window = schedule.four_hours_before(start, LISBON)
        assert window is not None
        assert start - window.opens_at == 4 * HOUR
    assert (gap - at("2026-03-29T00:00"), fold - at("2026-10-25T00:00")) == (9 * HOUR, 11 * HOUR)


def test_the_day_is_the_workouts_and_the_row_is_of_the_day_it_opens() -> None:
    window = schedule.four_hours_before(at("2026-01-15T00:30"), LISBON)

    assert window is not None
    assert (window.day, window.local_on) == (date(2026, 1, 15), date(2026, 1, 14))


@pytest.mark.parametrize(
    ("end", "recovery", "answer"),
    [
        pytest.param("10:00", ("10:10", "12:00"), ("12:00", "+12:00"), id="in the morning"),
        pytest.param("20:30", ("20:40", "22:00"), ("+06:00", None), id="in the evening"),
        pytest.param("19:59", ("20:09", "21:59"), ("21:59", "+21:59"), id="just in time"),
        pytest.param("21:49", ("21:59", "22:00"), ("+06:00", None), id="a minute is left"),
        pytest.param("21:50", None, ("+06:00", None), id="quiet ten minutes later"),
        pytest.param("05:49", None, ("07:49", "+07:49"), id="before waking"),
        pytest.param("05:50", ("06:00", "07:50"), ("07:50", "+07:50"), id="at waking"),
    ],
)
def test_the_hours_after_a_workout(
    end: str, recovery: tuple[str, str] | None, answer: tuple[str, str | None]
) -> None:
    ended_at = at(f"2026-01-15T{end}")

    assert clocks(schedule.recovery_after(ended_at, LISBON)) == recovery
    for window in (schedule.answer_after, schedule.ongoing_after):
        found = window(ended_at, LISBON)
        assert found is not None
        assert found.closes_at - found.opens_at == 24 * HOUR
        assert found.opens_at.astimezone(LISBON.zone).strftime("%H:%M") == answer[0].lstrip("+")
        assert found.day == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        pytest.param("2026-01-15T12:00", "2026-01-15T14:00", id="planned before"),
        pytest.param("2026-01-15T21:59", "2026-01-15T21:59", id="planned late: at once"),
        pytest.param("2026-01-15T22:00", "2026-01-16T06:00", id="planned at night: waits"),
        pytest.param("2026-01-16T05:59", "2026-01-16T06:00", id="still at night: waits"),
        pytest.param("2026-01-16T13:59", "2026-01-16T13:59", id="in its last minute"),
        pytest.param("2026-01-16T14:00", None, id="a day later: too late"),
    ],
)
def test_a_question_waits_quiet_hours_out_and_stays_useful_for_a_day(
    now: str, due: str | None
) -> None:
    window = schedule.answer_after(at("2026-01-15T12:00"), LISBON)
    assert window is not None

    found = schedule.due_in(window, at(now))

    assert found == (Due(at(due), at("2026-01-16T14:00")) if due else None)


def test_a_row_in_a_rest_or_behind_its_hour_does_not_fit() -> None:
    window = schedule.answer_after(at("2026-01-15T12:00"), LISBON)
    assert window is not None
    night, morning = at("2026-01-15T23:00"), at("2026-01-16T06:00")

    assert schedule.fits(window, morning, night)
    assert not schedule.fits(window, night, night)
    assert not schedule.fits(window, morning + MINUTE, night)
    assert not schedule.fits(window, window.opens_at - MINUTE, night)
    assert not schedule.fits(window, window.closes_at, window.closes_at)


def test_quiet_hours_that_begin_twice_are_a_rest_both_times() -> None:
    """In Nuuk clocks go back from midnight to 23:00; the second 23:05 is not quiet, 23:20 is."""
    nuuk = Evening(ZoneInfo("America/Nuuk"), quiet_from=time(23, 15))
    second = datetime(2026, 10, 25, 1, 5, tzinfo=UTC)

    window = waiting(second, second, second + 24 * HOUR, nuuk)

    assert window is not None
    due = schedule.due_in(window, second + 15 * MINUTE)
    assert due is not None
    assert due.due_at == at("2026-10-25T06:00", "America/Nuuk")


def test_a_free_quarter_that_a_gap_swallows_comes_a_day_later() -> None:
    wakeful = Evening(ZoneInfo("America/New_York"), quiet_from=time(2, 30), quiet_to=time(2, 15))
    noon = at("2026-03-07T12:00", "America/New_York")

    assert schedule.after_quiet(noon, wakeful) == at("2026-03-09T02:15", "America/New_York")


def test_an_evening_hour_that_a_gap_pushes_behind_midnight_moves_before_it() -> None:
    # In Nuuk clocks jump from 23:00 to midnight, where nothing is quiet for somebody up late.
    late = Evening(ZoneInfo("America/Nuuk"), time(23, 15), time(1), time(7))

    window = schedule.evening_before(at("2026-03-29T09:00", "America/Nuuk"), late)

    assert window is not None
    assert window.opens_at == at("2026-03-28T22:45", "America/Nuuk")


def test_an_athlete_who_needs_an_eye_is_told_of_at_once_or_in_the_morning() -> None:
    noon = schedule.attention_at(at("2026-01-15T12:00"), LISBON)
    night = schedule.attention_at(at("2026-01-15T23:00"), LISBON)

    assert noon is not None
    assert noon.opens_at == at("2026-01-15T12:00")
    assert night is not None
    assert night.opens_at == at("2026-01-16T06:00")
    assert night.closes_at == at("2026-01-23T06:00")
    assert (night.day, night.local_on) == (date(2026, 1, 15), date(2026, 1, 16))


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        pytest.param("2026-01-15T12:00", "2026-01-19", id="a Thursday"),
        pytest.param("2026-01-18T23:59", "2026-01-19", id="late on Sunday"),
        pytest.param("2026-01-19T00:00", "2026-01-19", id="as Monday begins"),
        pytest.param("2026-01-19T23:59", "2026-01-19", id="late on Monday: the same"),
        pytest.param("2026-01-20T00:00", "2026-01-26", id="as Tuesday begins: the next"),
    ],
)
def test_the_week_is_told_of_on_the_monday_after_it(now: str, monday: str) -> None:
    window = schedule.weekly(at(now), LISBON, time(7, 30))

    assert window is not None
    assert window.opens_at == at(f"{monday}T07:30")
    assert window.closes_at - at(f"{monday}T00:00") == 24 * HOUR
    assert window.local_on == date.fromisoformat(monday)
    assert window.day == date.fromisoformat(monday) - timedelta(days=7)


@pytest.mark.parametrize(
    ("quiet", "opens"),
    [
        pytest.param((time(22), time(9)), "09:00", id="sleeps longer"),
        pytest.param((time(7), time(19)), "19:00", id="works in the morning"),
        pytest.param((time(7), time(6, 30)), "06:30", id="free for half an hour before it"),
        pytest.param((time(7), time(0)), "00:00", id="free till seven"),
        pytest.param((time(0), time(0)), "07:30", id="never quiet"),
    ],
)
def test_a_digest_in_quiet_hours_waits_for_a_free_moment_of_monday(
    quiet: tuple[time, time], opens: str
) -> None:
    coach = Evening(LISBON.zone, time(20), *quiet)

    window = schedule.weekly(at("2026-01-15T12:00"), coach, time(7, 30))

    assert window is not None
    assert window.opens_at == at(f"2026-01-19T{opens}")


def test_a_digest_that_beat_slept_over_comes_later_that_monday() -> None:
    late = at("2026-01-19T15:00")
    window = schedule.weekly(late, LISBON, time(7, 30))
    assert window is not None

    assert schedule.due_in(window, late) == Due(late, at("2026-01-20T00:00"))


def moved(text: str, before: int, after: int) -> ZoneInfo:
    """A zone that changes its side of the date line at that instant, hours ahead of UTC."""
    head = struct.pack(">4sc15x6l", b"TZif", b"\0", 0, 0, 0, 1, 2, 4)
    change = struct.pack(">lB", int(datetime.fromisoformat(text).timestamp()), 1)
    kinds = b"".join(struct.pack(">lBB", hours * 3600, 0, 0) for hours in (before, after))
    return ZoneInfo.from_file(BytesIO(head + change + kinds + b"LMT\0"))


def test_a_monday_that_a_zone_skips_is_told_of_on_tuesday() -> None:
    """No zone ever skipped a Monday (Apia did a Friday), but one may."""
    zone = moved("2026-01-19T10:00Z", -10, 14)
    tuesday = datetime(2026, 1, 20, 7, 30, tzinfo=zone).astimezone(UTC)

    for now in (tuesday - timedelta(days=3), tuesday, tuesday + 16 * HOUR):
        window = schedule.weekly(now, Evening(zone), time(7, 30))
        assert window is not None
        assert (window.opens_at, window.local_on) == (tuesday, date(2026, 1, 20))
        assert window.closes_at - window.opens_at == 16.5 * HOUR

    sunday = schedule.evening_before(tuesday, Evening(zone))
    assert sunday is not None
    assert sunday.local_on == date(2026, 1, 18)
    assert tuesday - sunday.opens_at == 11.5 * HOUR


def test_a_monday_whose_only_free_minute_is_skipped_has_no_digest() -> None:
    zone = moved("2026-01-19T23:30Z", 0, 1)
    busy = Evening(zone, quiet_from=time(0), quiet_to=time(23, 59))

    assert schedule.weekly(at("2026-01-15T12:00"), busy, time(7, 30)) is None


def test_a_monday_that_comes_twice_has_one_digest() -> None:
    zone = moved("2026-01-19T10:00Z", 14, -10)
    monday = datetime(2026, 1, 19, 7, 30, tzinfo=zone).astimezone(UTC)

    found = {
        schedule.weekly(monday + hours * HOUR, Evening(zone), time(7, 30))
        for hours in range(-90, 40)
    }

    (window,) = found
    assert window is not None
    assert window.opens_at == monday
    assert window.closes_at - window.opens_at == 40.5 * HOUR


@pytest.mark.parametrize(
    ("hours", "together"),
    [
        pytest.param([8], [[8]], id="one"),
        pytest.param([8, 12], [[8, 12]], id="four hours apart"),
        pytest.param([8, 13], [[8], [13]], id="five hours apart"),
        pytest.param([8, 11, 14], [[8, 11], [14]], id="measured from the first"),
        pytest.param([14, 8, 11], [[8, 11], [14]], id="in any order"),
        pytest.param([], [], id="none"),
    ],
)
def test_workouts_close_to_each_other_are_one_group(
    hours: list[int], together: list[list[int]]
) -> None:
    starts = [(hour, at("2026-01-15T00:00") + hour * HOUR) for hour in hours]

    assert [list(group) for group in schedule.groups(starts)] == together


def test_each_kind_says_what_becomes_of_it_in_quiet_hours() -> None:
    assert schedule.POLICIES.keys() == {*Kind.values}


@pytest.mark.parametrize("kind", OF_A_WORKOUT)
def test_a_kind_that_is_dropped_closes_and_one_that_waits_rests(kind: str) -> None:
    night = at("2026-01-15T22:30")
    for quarters in range(4 * 24):
        window = OF_A_WORKOUT[kind](at("2026-01-15T12:00") + quarters * HOUR / 4, LISBON)
        if window is None or not window.opens_at <= night < window.closes_at:
            continue
        assert schedule.POLICIES[kind] is Policy.DELAY
        due = schedule.due_in(window, night)
        assert due is None or due.due_at == at("2026-01-16T06:00")


WAKEFUL = Evening(LISBON.zone, quiet_from=time(0), quiet_to=time(0))
OWL = Evening(LISBON.zone, quiet_from=time(6), quiet_to=time(22))
WAITING = [
    lambda moment, wish: schedule.answer_after(moment - 2 * HOUR, wish),
    lambda moment, wish: schedule.ongoing_after(moment - 2 * HOUR, wish),
    schedule.attention_at,
]


@pytest.mark.parametrize("window", WAITING)
def test_what_waits_waits_for_the_end_of_the_night_whatever_hours_are_quiet(
    window: Callable[[datetime, Evening], Window | None],
) -> None:
    found = window(at("2026-01-15T22:00"), WAKEFUL)

    assert found is not None
    assert found.opens_at == at("2026-01-16T06:00")
    due = schedule.due_in(found, at("2026-01-16T22:30"))
    assert due is None or due.due_at == at("2026-01-17T06:00")


@pytest.mark.parametrize("window", WAITING)
def test_who_leaves_only_the_night_is_written_to_in_it(
    window: Callable[[datetime, Evening], Window | None],
) -> None:
    found = window(at("2026-01-15T12:00"), OWL)

    assert found is not None
    assert found.opens_at == at("2026-01-15T22:00")


def test_a_late_plan_is_not_mailed_at_night_but_to_who_chose_an_hour_in_it() -> None:
    start = at("2026-01-16T10:00")
    late = Evening(LISBON.zone, time(22, 30), time(0), time(0))

    closes = [clocks(schedule.evening_before(start, each)) for each in (WAKEFUL, late)]

    assert closes == [("20:00", "22:00"), ("22:30", "+00:00")]
