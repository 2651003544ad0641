"""The days and starts of a workout that comes back. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from accounts.zones import instant

# Design choices: the shortest repeat is twice, the longest half a year.
WEEKS = range(2, 27)
LONGEST = timedelta(weeks=WEEKS[-1])


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One coming back: the local day, and the instant at which the local clock shows the time."""

    on: date
    at: datetime


def end_of_weeks(first: date, weeks: int) -> date:
    """The last day of so many weeks that begin with `first`: each weekday comes `weeks` times."""
    return first + timedelta(weeks=weeks) - timedelta(days=1)


def days_until(first: date, last: date, weekdays: Collection[int]) -> tuple[date, ...]:
    """The days after `first` up to and with `last` that fall on these weekdays, Monday is 0.

    `first` itself is not among them: it is the workout that is there already.
    """
    later = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return tuple(day for day in later if day.weekday() in weekdays)


def occurrences(days: Collection[date], clock: time, zone: ZoneInfo) -> tuple[Occurrence, ...]:
    """The same time on the local clock on each day, whatever the zone does in between.

    A time that a spring night skips moves forward by the length of the gap; of a time that an
    autumn night shows twice it is the first.
    """
    return tuple(Occurrence(day, instant(day, clock, zone)) for day in days)


def key_on(seed: UUID, day: date) -> UUID:
    """The form key of one day's row: the same form and day give the same key, so one row."""
    return uuid5(seed, day.isoformat())
