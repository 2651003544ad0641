from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.months import YEARS
from journal.repeats import WEEKS, days_until, end_of_weeks, key_on, occurrences
from journal.weeks import Week, week_of, week_on

# Both hemispheres, half and quarter hours, half an hour of daylight saving, and none.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Lisbon",
        "America/New_York",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "UTC",
    )
]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
WEEKDAYS = st.frozensets(st.integers(0, 6), min_size=1)
CLOCKS = st.times(timezones=st.none()).map(lambda clock: clock.replace(second=0, microsecond=0))


@given(DAYS, WEEKDAYS, st.sampled_from(WEEKS))
def test_each_weekday_comes_once_a_week(first: date, weekdays: frozenset[int], weeks: int) -> None:
    days = days_until(first, end_of_weeks(first, weeks), weekdays)

    there = {first.weekday()} & weekdays
    assert len(days) == weeks * len(weekdays) - len(there)
    assert {day.weekday() for day in days} <= weekdays
    assert all(earlier < later for earlier, later in pairwise((first, *days)))


@given(DAYS, WEEKDAYS, st.integers(0, 400))
def test_until_a_day_includes_the_day_and_nothing_after(
    first: date, weekdays: frozenset[int], ahead: int
) -> None:
    last = first + timedelta(days=ahead)

    days = days_until(first, last, weekdays)

    assert all(first < day <= last for day in days)
    assert (last in days) == (ahead > 0 and last.weekday() in weekdays)


@given(DAYS, WEEKDAYS, st.sampled_from(WEEKS), CLOCKS, st.sampled_from(ZONES))
def test_the_local_clock_stays_over_every_change_of_the_zone(
    first: date, weekdays: frozenset[int], weeks: int, clock: time, zone: ZoneInfo
) -> None:
    days = days_until(first, end_of_weeks(first, weeks), weekdays)

    found = occurrences(days, clock, zone)

    assert tuple(one.on for one in found) == days
    assert len({one.at for one in found}) == len(found)
    for one in found:
        local = one.at.astimezone(zone)
        wanted = datetime.combine(one.on, clock)
        assert one.at.tzinfo is UTC
        # Only in a spring gap the clock shows something else, and that is later.
        if local.replace(tzinfo=None) != wanted:
            assert not _exists(wanted, zone)
            assert local.replace(tzinfo=None) > wanted
        else:
            assert local.fold == 0


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    there = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there.replace(tzinfo=None) == wall


def test_a_night_that_skips_the_hour_moves_it_forward_and_the_next_is_back() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    days = (date(2026, 3, 22), date(2026, 3, 29), date(2026, 4, 5))

    found = occurrences(days, time(1, 30), lisbon)

    clocks = [one.at.astimezone(lisbon).time() for one in found]
    assert clocks == [time(1, 30), time(2, 30), time(1, 30)]


def test_a_night_with_the_hour_twice_takes_the_first() -> None:
    (found,) = occurrences((date(2026, 10, 25),), time(1, 30), ZoneInfo("Europe/Lisbon"))

    assert found.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_nepal_keeps_its_quarter_hours() -> None:
    (found,) = occurrences((date(2026, 1, 14),), time(6, 0), ZoneInfo("Asia/Kathmandu"))

    assert found.at == datetime(2026, 1, 14, 0, 15, tzinfo=UTC)


@given(st.uuids(), DAYS, DAYS)
def test_a_key_is_the_same_for_the_same_day_only(seed: UUID, one: date, other: date) -> None:
    assert (key_on(seed, one) == key_on(seed, other)) == (one == other)
    assert key_on(seed, one) != key_on(uuid4(), one)


@given(DAYS)
def test_a_week_holds_its_day_and_has_neighbours(day: date) -> None:
    week = week_on(day)

    assert week is not None
    assert day in week.days
    assert (week.days[0], week.days[-1]) == (week.monday, week.sunday)
    assert week.monday.weekday() == 0
    assert week.next is not None
    assert week.next.previous == week
    assert week.next.monday == week.monday + timedelta(days=7)


@pytest.mark.parametrize(
    ("year", "number"), [(2026, 0), (2026, 54), (2025, 53), (1949, 1), (2101, 1), (99_999, 1)]
)
def test_there_is_no_such_week(year: int, number: int) -> None:
    assert week_of(year, number) is None


def test_the_year_of_a_week_is_that_of_its_thursday() -> None:
    assert week_on(date(2027, 1, 1)) == Week(2026, 53)
    assert week_on(date(2025, 12, 29)) == Week(2026, 1)


def test_the_weeks_end_with_the_pages() -> None:
    assert Week(YEARS[0], 1).previous is None
    assert Week(YEARS[-1], 52).next is None
