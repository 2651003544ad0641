"""The evening before a workout.

The local day of a workout is read on the recipient's clock too, because that is the clock on which
the mail says "tomorrow"; a workout written down in a zone across the date line would otherwise get
its evening after its start.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from accounts.zones import instant, local_day
from reminders.schedule.quiet import Evening, first, with_night
from reminders.schedule.window import Window

# An evening hour that a clock change pushed into quiet hours moves back in such steps.
STEP_BACK = timedelta(minutes=30)
# Design choice: two evening mails closer than this are one too many (somebody changed zones).
MIN_APART = timedelta(hours=12)


def evening_before(starts_at: datetime, evening: Evening) -> Window | None:
    """The window of the evening before a workout, or None when no evening hour is free of quiet.

    It opens at the chosen hour of the previous local day and closes at the first of: quiet hours,
    midnight (after it "tomorrow" would be wrong), the start; also at the night of evidence 8, but
    for who chose an hour in it.
    """
    day = local_day(starts_at, evening.zone)
    # The day that ended as this one began: a zone that changes sides of the date line skips one.
    midnight = instant(day, time.min, evening.zone)
    eve = local_day(midnight - timedelta(seconds=1), evening.zone)
    opens_at = _opening(eve, evening)
    if opens_at is None:
        return None
    ends = [starts_at, midnight]
    awake = with_night(evening)
    quiet_at = first(opens_at, evening if awake.is_quiet(opens_at) else awake, quiet=True)
    if quiet_at is not None:
        ends.append(quiet_at)
    return Window(day=day, local_on=eve, opens_at=opens_at, closes_at=min(ends))


def _opening(eve: date, evening: Evening) -> datetime | None:
    """The chosen hour of that day, or the last half-hour step before it that is not quiet.

    The form refuses an hour inside quiet hours, but a gap can push one in: in Nuuk clocks jump
    from 22:00 to 23:00 on a Saturday evening.
    """
    moment = instant(eve, evening.at, evening.zone)
    while local_day(moment, evening.zone) >= eve:
        if not evening.is_quiet(moment) and local_day(moment, evening.zone) == eve:
            return moment
        moment -= STEP_BACK
    return None
