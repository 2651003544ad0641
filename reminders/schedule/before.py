"""The hours before a workout (evidence 8).

Nobody set an hour for these mails, so besides the reader's quiet hours the night is barred to them
whatever the reader chose. An hour that falls into either moves to its end, which we take for waking
up; when too little time is left from there, there is no mail.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.zones import local_day
from reminders.schedule.quiet import Evening, first, with_night
from reminders.schedule.window import Window

# Evidence 8: so long before the start …
FOUR_HOURS = timedelta(hours=4)
TWO_HOURS = timedelta(hours=2)
PACE = timedelta(minutes=90)
# … and a drink at waking no less than so long before it. A look at the urine takes the same.
DRINK_LEFT = timedelta(minutes=60)
# Design choice: a pace is settled on the way, so half an hour is enough.
PACE_LEFT = timedelta(minutes=30)
# Design choice: an hour late, the four hours are three, and the mail of two hours is near.
FOUR_HOURS_LEFT = timedelta(hours=3)
# Design choice: who wakes just in time gets the mail though it is some minutes on its way.
ON_THE_WAY = timedelta(minutes=10)


def four_hours_before(starts_at: datetime, evening: Evening) -> Window | None:
    """The drink four hours before: open for an hour, or from waking until an hour before."""
    return _before(starts_at, evening, FOUR_HOURS, closes=FOUR_HOURS_LEFT, least=DRINK_LEFT)


def two_hours_before(starts_at: datetime, evening: Evening) -> Window | None:
    """The look at the urine two hours before: until an hour before."""
    return _before(starts_at, evening, TWO_HOURS, closes=DRINK_LEFT, least=DRINK_LEFT)


def pace_before(starts_at: datetime, evening: Evening) -> Window | None:
    """Pace and heat an hour and a half before: until half an hour before."""
    return _before(starts_at, evening, PACE, closes=PACE_LEFT, least=PACE_LEFT)


def _before(
    starts_at: datetime,
    evening: Evening,
    before: timedelta,
    *,
    closes: timedelta,
    least: timedelta,
) -> Window | None:
    """Open `before` the start until `closes` before it; moved to waking, `least` must be left."""
    awake = with_night(evening)
    hour = starts_at - before
    opens_at = first(hour, awake, quiet=False)
    if opens_at is None:
        return None
    closes_at = starts_at - closes
    if opens_at > hour:
        if opens_at > starts_at - least:
            return None
        closes_at = max(starts_at - least, opens_at + ON_THE_WAY)
    quiet_at = first(opens_at, awake, quiet=True)
    return Window(
        day=local_day(starts_at, evening.zone),
        local_on=local_day(opens_at, evening.zone),
        opens_at=opens_at,
        closes_at=closes_at if quiet_at is None else min(closes_at, quiet_at),
        is_at_waking=opens_at > hour,
    )
