"""Local days and hours, wherever somebody lives and whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.zones import day_span, instant, instants, local_day, zone_names

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# Odd minutes, half-hour summer time, a day that was skipped, clocks that change at midnight,
# summer time that is the standard, fourteen hours ahead, and the usual.
ODD = (
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Europe/Dublin",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "Europe/Lisbon",
    "America/New_York",
)
# Until 2011 Newfoundland's clocks went back at one minute past midnight, so that a day began
# twice; since then every day is one piece everywhere.
FIRST, LAST = date(2012, 1, 1), date(2100, 12, 31)
zones = st.sampled_from(ODD) | st.sampled_from(zone_names())
days = st.dates(FIRST, LAST)
moments = st.integers(0, 88 * 365 * 86_400).map(
    lambda seconds: datetime(2012, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)
)
clocks = st.times(timezones=st.none())


@given(moments, zones)
@example(datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), "Europe/Lisbon")
@example(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Lisbon")
@example(datetime(2026, 4, 4, 14, 45, tzinfo=UTC), "Australia/Lord_Howe")
@example(datetime(2026, 1, 14, 18, 14, 59, tzinfo=UTC), "Asia/Kathmandu")
@example(datetime(2018, 2, 18, 2, 30, tzinfo=UTC), "America/Sao_Paulo")
def test_every_instant_lies_in_its_own_day_and_in_no_other(moment: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    day = local_day(moment, zone)

    start, end = day_span(day, day, zone)

    assert start <= moment < end
    assert day_span(day - DAY, day - DAY, zone)[1] == start
    assert day_span(day + DAY, day + DAY, zone)[0] == end


@given(days, st.integers(0, 60), zones)
def test_days_lie_side_by_side_and_a_span_is_its_days(first: date, more: int, name: str) -> None:
    zone = ZoneInfo(name)
    spans = [day_span(first + n * DAY, first + n * DAY, zone) for n in range(more + 1)]

    assert all(start <= end for start, end in spans)
    assert all(one[1] == next_one[0] for one, next_one in pairwise(spans))
    assert day_span(first, first + more * DAY, zone) == (spans[0][0], spans[-1][1])


@pytest.mark.parametrize(
    ("name", "day", "hours"),
    [
        ("Europe/Lisbon", date(2026, 3, 29), 23),
        ("Europe/Lisbon", date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Asia/Kathmandu", date(2026, 3, 29), 24),
        ("Pacific/Apia", date(2011, 12, 29), 24),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Pacific/Apia", date(2011, 12, 31), 24),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
    ],
)
def test_a_day_is_as_long_as_its_clocks_made_it(name: str, day: date, hours: float) -> None:
    start, end = day_span(day, day, ZoneInfo(name))

    assert (end - start) / HOUR == hours


@given(days, clocks, zones)
@example(date(2026, 3, 29), time(1, 30), "Europe/Lisbon")
@example(date(2026, 10, 25), time(1, 30), "Europe/Lisbon")
@example(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")
@example(date(2011, 12, 30), time(12, 0), "Pacific/Apia")
def test_an_instant_shows_the_clock_that_was_meant(day: date, clock: time, name: str) -> None:
    zone = ZoneInfo(name)
    found = instants(day, clock, zone)

    assert found[0] == instant(day, clock, zone)
    assert list(found) == sorted(set(found))
    for moment in found:
        local = moment.astimezone(zone)
        shown = (local.date(), local.time().replace(fold=0)) == (day, clock)
        # A time that the clocks skipped moves forward, by no more than the gap.
        assert shown or (
            len(found) == 1 and local.replace(tzinfo=None, fold=0) > datetime.combine(day, clock)
        )


@given(days, clocks, zones, st.integers(0, 100))
def test_hours_before_are_hours_and_not_turns_of_the_clock(
    day: date, clock: time, name: str, hours: int
) -> None:
    start = instant(day, clock, ZoneInfo(name))

    before = start - hours * HOUR

    # Local times with one zone would be subtracted as clocks are read, an hour off in a night
    # when they change; instants are UTC.
    assert start.tzinfo is UTC
    assert (start.timestamp() - before.timestamp()) / 3600 == hours
