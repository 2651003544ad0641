"""What a coach is told: an athlete who needs an eye, and the week that ended."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from accounts.zones import instant, local_day
from reminders.schedule.quiet import Evening, after_quiet, by_day
from reminders.schedule.window import Window, waiting

WEEK = timedelta(days=7)
# Design choice: then the week's own mail says it as well.
ATTENTION_FOR = WEEK


def attention_at(found_at: datetime, evening: Evening) -> Window | None:
    """At once, or after quiet; open for a week. `day` is the local day of the finding."""
    awake = by_day(found_at, evening)
    opens_at = after_quiet(found_at, awake)
    return waiting(found_at, opens_at, opens_at + ATTENTION_FOR, awake)


def weekly(now: datetime, evening: Evening, morning_at: time) -> Window | None:
    """The Monday morning of today or the next to come: until Monday's midnight.

    It tells of the week that ended: `local_on` is the Monday, `day` the Monday before, with which
    that week began. An hour in quiet hours waits for their end; when that is on Tuesday, the first
    free moment of Monday serves. None: on Monday there is none. A Monday that the zone skips
    is told of on the next day there is.
    """
    today = local_day(now, evening.zone)
    monday = today - timedelta(days=today.weekday())
    if _midnight_after(monday, evening) <= now:
        monday += WEEK
    opens_at = instant(monday, morning_at, evening.zone)
    on = local_day(opens_at, evening.zone)
    closes_at = _midnight_after(monday, evening)
    opens_at = after_quiet(opens_at, evening)
    if opens_at >= closes_at:
        opens_at = after_quiet(instant(on, time.min, evening.zone), evening)
    # Noon is on the day that is meant, whatever the clock does around midnight.
    began_at = instant(monday - WEEK, time(12), evening.zone)
    return waiting(began_at, opens_at, closes_at, evening)


def _midnight_after(monday: date, evening: Evening) -> datetime:
    """When that day ends on the reader's clock, or the day that came in its place."""
    there = local_day(instant(monday, time(12), evening.zone), evening.zone)
    return instant(there + timedelta(days=1), time.min, evening.zone)
