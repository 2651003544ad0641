"""Every zone of the IANA list, every hour of start and of planning, two years of clock changes.

What is expected is found the slow way: by looking at the clock each quarter of an hour. Zones whose
clocks go alike in both years are tried once; a test holds their clocks together at each hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from reminders import schedule
from reminders.schedule import Due, Evening, Window

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# Two years, and what their first and last days look back and ahead to.
FIRST = datetime(2025, 12, 20, tzinfo=UTC)
LAST = datetime(2028, 1, 12, tzinfo=UTC)
# Days on which hardly any clock changes, a month's and a year's end among them.
ORDINARY = (date(2026, 1, 1), date(2026, 7, 1), date(2027, 2, 28), date(2027, 12, 31))
# Zones that skipped a day or changed at an odd hour, with a day around which they did.
ODD = [
    pytest.param("Pacific/Apia", date(2011, 12, 30), id="Apia skips a Friday"),
    pytest.param("Pacific/Kiritimati", date(1994, 12, 31), id="Kiritimati skips a Saturday"),
    pytest.param("Pacific/Kwajalein", date(1993, 8, 21), id="Kwajalein skips a Saturday"),
    pytest.param("Pacific/Pago_Pago", date(2026, 3, 29), id="Pago Pago never changes"),
    pytest.param("America/Nuuk", date(2023, 3, 26), id="Nuuk jumps at ten in the evening"),
    pytest.param("America/Caracas", date(2016, 5, 1), id="Caracas by half an hour"),
    pytest.param("Asia/Pyongyang", date(2018, 5, 5), id="Pyongyang at midnight"),
    pytest.param("Australia/Lord_Howe", date(2024, 4, 7), id="Lord Howe by half an hour"),
    pytest.param("Antarctica/Casey", date(2023, 3, 9), id="Casey by three hours"),
    pytest.param("Asia/Gaza", date(2023, 4, 29), id="Gaza at two"),
]


@dataclass(slots=True)
class Clock:
    """A clock on the wall of somebody with the quiet hours that everybody begins with."""

    zone: ZoneInfo
    seen: dict[datetime, datetime] = field(default_factory=dict)

    def at(self, moment: datetime) -> datetime:
        """What it shows."""
        if moment not in self.seen:
            self.seen[moment] = moment.astimezone(self.zone)
        return self.seen[moment]

    def is_night(self, moment: datetime) -> bool:
        return not 6 <= self.at(moment).hour < 22

    def after(self, moment: datetime, *, night: bool) -> datetime:
        """The first quarter from here on at which it is night, or not."""
        while self.is_night(moment) is not night:
            moment += QUARTER
        return moment

    def starts(self, day: date) -> Iterator[datetime]:
        """Every hour of that day that the clock shows, both passes of one that comes twice."""
        moment = datetime.combine(day, time(), tzinfo=UTC) - 16 * HOUR
        for _ in range(4 * 48):
            shown = self.at(moment)
            if shown.date() == day and shown.minute == 0:
                yield moment
            moment += QUARTER

    def eve(self, start: datetime) -> tuple[datetime, datetime]:
        """Eight in the evening of the day before, and the end of that evening."""
        day, moment = self.at(start).date(), start
        while self.at(moment).date() >= day:
            moment -= QUARTER
        eve = self.at(moment).date()
        evening = [
            quarter
            for quarter in (moment - 30 * HOUR + n * QUARTER for n in range(4 * 32))
            if self.at(quarter).date() == eve and 20 <= self.at(quarter).hour < 22
        ]
        return evening[0], evening[-1] + QUARTER


Span = tuple[datetime, datetime]
Changes = tuple[tuple[datetime, timedelta], ...]
Expected = Callable[[Clock, datetime], Span | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mail: what the code makes of an instant, and what the clock says about it."""

    window: Callable[[datetime, Evening], Window | None]
    expected: Expected
    waits: bool = False
    is_before: bool = False


def before(minutes: int, *, closes: int, least: int) -> Expected:
    """So long before the start; moved to waking while so much is left."""

    def expected(clock: Clock, start: datetime) -> Span | None:
        hour = start - timedelta(minutes=minutes)
        opens = clock.after(hour, night=False)
        last = start - timedelta(minutes=closes)
        if opens != hour:
            last = start - timedelta(minutes=least)
            if opens > last:
                return None
            last = max(last, opens + timedelta(minutes=10))
        return opens, min(last, clock.after(opens, night=True))

    return expected


def recovery(clock: Clock, end: datetime) -> Span | None:
    if clock.is_night(end + timedelta(minutes=10)):
        return None
    return end + timedelta(minutes=10), min(end + 2 * HOUR, clock.after(end, night=True))


def waits(hours: int, days: int) -> Expected:
    """So long after, or in the morning; open for so many days."""

    def expected(clock: Clock, moment: datetime) -> Span | None:
        opens = clock.after(moment + hours * HOUR, night=False)
        return opens, opens + days * DAY

    return expected


KINDS = {
    "evening": Kind(schedule.evening_before, Clock.eve, is_before=True),
    "four hours": Kind(
        schedule.four_hours_before, before(240, closes=180, least=60), is_before=True
    ),
    "two hours": Kind(schedule.two_hours_before, before(120, closes=60, least=60), is_before=True),
    "pace": Kind(schedule.pace_before, before(90, closes=30, least=30), is_before=True),
    "recovery": Kind(schedule.recovery_after, recovery),
    "answer": Kind(schedule.answer_after, waits(2, 1), waits=True),
    "ongoing": Kind(schedule.ongoing_after, waits(2, 1), waits=True),
    "attention": Kind(schedule.attention_at, waits(0, 7), waits=True),
}


def ahead(zone: ZoneInfo, moment: datetime) -> timedelta:
    """How far the clock is ahead of UTC."""
    return moment.astimezone(zone).replace(tzinfo=UTC) - moment


def changes(zone: ZoneInfo) -> Changes:
    """The offset at first, and each change of it, to the second."""
    at, offset = FIRST, ahead(zone, FIRST)
    found = [(at, offset)]
    while at < LAST:
        low, high = at, at + DAY
        at = high
        if ahead(zone, high) == offset:
            continue
        while high - low > timedelta(seconds=1):
            middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
            if ahead(zone, middle) == offset:
                low = middle
            else:
                high = middle
        offset = ahead(zone, high)
        found.append((high, offset))
    return tuple(found)


@cache
def alike() -> dict[Changes, list[str]]:
    """All zones there are, by how their clocks go."""
    found: dict[Changes, list[str]] = {}
    for name in sorted(available_timezones()):
        found.setdefault(changes(ZoneInfo(name)), []).append(name)
    return found


def days_to_try() -> Iterator[tuple[str, list[date]]]:
    """A zone of each class: ordinary days, and the days before, of and after each change."""
    for key, names in alike().items():
        zone = ZoneInfo(names[0])
        changed = [at.astimezone(zone).date() for at, _ in key[1:]]
        around = {day + n * DAY for day in changed for n in (-1, 0, 1)}
        yield names[0], sorted(around | set(ORDINARY))


def prove(kind: Kind, clock: Clock, moment: datetime) -> None:
    """One start or end, planned at each of 47 hours before and after it."""
    window = kind.window(moment, Evening(clock.zone))
    expected = kind.expected(clock, moment)
    found = window and (window.opens_at, window.closes_at)
    assert found == expected, f"{clock.zone} {clock.at(moment)}"
    if window is None:
        return
    assert window.day == clock.at(moment).date()
    assert window.local_on == clock.at(window.opens_at).date()
    assert not kind.is_before or window.closes_at < moment + QUARTER
    for hours in range(-47, 48):
        now = moment + hours * HOUR
        wanted = max(now, window.opens_at)
        if kind.waits and now > window.opens_at:
            wanted = clock.after(now, night=False)
        due = schedule.due_in(window, now)
        found_at = due and due.due_at
        expected_at = wanted if wanted < window.closes_at else None
        assert found_at == expected_at, f"{clock.zone} {clock.at(moment)} at {clock.at(now)}"
        if due is not None and (wanted == now or hours == -47):
            hold(kind, clock, moment, window, due, now)


def hold(
    kind: Kind, clock: Clock, moment: datetime, window: Window, due: Due, now: datetime
) -> None:
    """What must be true of every due instant."""
    assert not clock.is_night(due.due_at)
    assert due.due_at < due.stale_at <= window.closes_at
    assert not kind.is_before or due.stale_at <= moment
    assert kind.waits or not clock.is_night(due.stale_at - timedelta(seconds=1))
    assert schedule.fits(window, due.due_at, now)


def test_zones_that_are_tried_together_show_the_same_clock_at_every_hour() -> None:
    hours = [
        FIRST.replace(tzinfo=None) + n * HOUR for n in range((LAST - FIRST) // HOUR)
    ]  # on the clock itself, where it is quickest

    for first, *others in alike().values():
        shown = [*map(ZoneInfo(first).utcoffset, hours)]
        for other in others:
            assert [*map(ZoneInfo(other).utcoffset, hours)] == shown, f"{first}, {other}"

    assert {name for names in alike().values() for name in names} == available_timezones()


def test_the_two_years_have_the_clock_changes_of_every_kind() -> None:
    steps = {after - before for key in alike() for (_, before), (_, after) in pairwise(key)}

    assert steps >= {HOUR, -HOUR, HOUR / 2, -HOUR / 2, 2 * HOUR, -2 * HOUR}
    assert sum(len(key) - 1 for key in alike()) > 100
    assert all(at.minute % 15 == at.second == 0 for key in alike() for at, _ in key)


@pytest.mark.parametrize("name", KINDS)
def test_each_mail_has_its_hour_in_every_zone_at_every_hour(name: str) -> None:
    tried = 0
    for zone, days in days_to_try():
        clock = Clock(ZoneInfo(zone))
        for day in days:
            for moment in clock.starts(day):
                prove(KINDS[name], clock, moment)
                tried += 1

    assert tried > 10_000


@pytest.mark.parametrize(("zone", "day"), ODD)
def test_each_mail_has_its_hour_where_the_clock_did_something_odd(zone: str, day: date) -> None:
    clock = Clock(ZoneInfo(zone))

    for kind in KINDS.values():
        for days in range(-3, 4):
            for moment in clock.starts(day + days * DAY):
                prove(kind, clock, moment)


def test_every_monday_of_two_years_has_its_digest_in_every_zone() -> None:
    for key, names in alike().items():
        zone = ZoneInfo(names[0])
        for monday in (date(2026, 1, 5) + n * 7 * DAY for n in range(104)):
            around = [at for at, _ in key if abs(at.astimezone(zone).date() - monday) <= 7 * DAY]
            step = 1 if around else 36
            digest(zone, monday, step)


@pytest.mark.parametrize(("zone", "day"), ODD)
def test_the_digest_comes_in_weeks_in_which_the_clock_did_something_odd(
    zone: str, day: date
) -> None:
    monday = day - day.weekday() * DAY
    for weeks in (-1, 0, 1):
        digest(ZoneInfo(zone), monday + weeks * 7 * DAY, 1)


def digest(zone: ZoneInfo, monday: date, step: int) -> None:
    """Planned at every so-manieth hour of the six days before and of Monday."""
    opens = datetime.combine(monday, time(7, 30), tzinfo=zone).astimezone(UTC)
    closes = datetime.combine(monday + DAY, time(), tzinfo=zone).astimezone(UTC)
    tuesday = datetime.combine(monday - 6 * DAY, time(), tzinfo=zone).astimezone(UTC)
    for hours in range(0, (closes - tuesday) // HOUR, step):
        now = tuesday + hours * HOUR
        window = schedule.weekly(now, Evening(zone), time(7, 30))
        assert window is not None
        assert (window.opens_at, window.closes_at) == (opens, closes), f"{zone} {now}"
        assert (window.local_on, window.day) == (monday, monday - 7 * DAY)
        due = schedule.due_in(window, now)
        late = now.astimezone(zone)
        if late.date() == monday and late.hour >= 22:
            assert due is None
        else:
            assert due is not None
            assert due.due_at == max(now, opens)
