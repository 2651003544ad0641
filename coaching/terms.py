"""When sharing ends by itself: a day a person picks, an instant the database keeps. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.zones import day_span, local_day

# Design choice: further away than five years is a slip of the finger.
MAX_DAYS = 1_826


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a clock in the zone leaves this day."""
    return day_span(day, day, zone)[1]


def last_day(ends_at: datetime, zone: ZoneInfo) -> date:
    """The last local day that still lies before the end."""
    return local_day(ends_at - timedelta(microseconds=1), zone)
