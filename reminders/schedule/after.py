"""The hours after a workout, or after the beginning of something that has no end yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.zones import local_day
from reminders.schedule.quiet import Evening, after_quiet, by_day, first, with_night
from reminders.schedule.window import Window, waiting

# Evidence 8: the recovery drink is named ten minutes after the end.
RECOVERY = timedelta(minutes=10)
# Design choice: two hours after the end most have drunk and eaten.
RECOVERY_LEFT = timedelta(hours=2)
# Design choice: by then somebody is home, and remembers it well.
ANSWER = timedelta(hours=2)
# Design choice: after two hours an entry without an end was more likely forgotten than lived.
ONGOING = timedelta(hours=2)
# Design choice: a day later another question would only nag; Today keeps asking.
ASKED_FOR = timedelta(hours=24)


def recovery_after(ended_at: datetime, evening: Evening) -> Window | None:
    """What to drink after a workout: until two hours after its end, or till the night begins.

    None when ten minutes after the end it is night or quiet: in the morning it helps nobody.
    `day` is the local day of the end.
    """
    awake = with_night(evening)
    opens_at = ended_at + RECOVERY
    if awake.is_quiet(opens_at):
        return None
    quiet_at = first(opens_at, awake, quiet=True)
    closes_at = ended_at + RECOVERY_LEFT
    return Window(
        day=local_day(ended_at, evening.zone),
        local_on=local_day(opens_at, evening.zone),
        opens_at=opens_at,
        closes_at=closes_at if quiet_at is None else min(closes_at, quiet_at),
    )


def answer_after(ended_at: datetime, evening: Evening) -> Window | None:
    """The question how a workout was: two hours after its end or after quiet, for a day.

    `day` is the local day of the end.
    """
    awake = by_day(ended_at + ANSWER, evening)
    opens_at = after_quiet(ended_at + ANSWER, awake)
    return waiting(ended_at, opens_at, opens_at + ASKED_FOR, awake)


def ongoing_after(started_at: datetime, evening: Evening) -> Window | None:
    """The question whether it is over: two hours after it began or after quiet, for a day.

    `day` is the local day of the beginning.
    """
    awake = by_day(started_at + ONGOING, evening)
    opens_at = after_quiet(started_at + ONGOING, awake)
    return waiting(started_at, opens_at, opens_at + ASKED_FOR, awake)
