"""The stretch of time in which a mail may go out, and when in it.

    window = recovery_after(workout.ends_at, recipient.evening)
    due = due_in(window, now) if window else None

None of either: there is no such mail. A row is planned for `due`; when it is judged, the window is
made anew and asked again: a due instant in the future says "later", None "too late".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.zones import local_day
from reminders.schedule.quiet import Evening, Rest, rests

# Design choice: an evening mail that is three hours late helps nobody any more.
USEFUL_FOR = timedelta(hours=3)
# Design choice: a round of warmth that is 20 minutes late is decided on the screen, not by a mail.
HEAT_USEFUL_FOR = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time in which one mail may go out; `closes_at` is not part of it.

    `day` is the local day of what the mail is about (a workout's start or end), `local_on` the one
    on which the window opens; both on the recipient's clock. `rests` are the quiet hours within: a
    mail that can wait waits them out. `useful_for` is how late after its due instant a mail still
    helps; None: until the window closes.
    """

    day: date
    local_on: date
    opens_at: datetime
    closes_at: datetime
    # The hour itself fell into the night, so this is the end of the night. Evidence 8: then at most
    # 5 mL/kg are drunk.
    is_at_waking: bool = False
    rests: tuple[Rest, ...] = ()
    useful_for: timedelta | None = USEFUL_FOR


@dataclass(frozen=True, slots=True)
class Due:
    """When to send, and from when on it is pointless."""

    due_at: datetime
    stale_at: datetime


def due_in(window: Window, now: datetime) -> Due | None:
    """At the opening; at once when that has passed, but not in a rest; None when it has closed."""
    due_at = max(window.opens_at, now)
    for begins_at, ends_at in window.rests:
        if begins_at <= due_at < ends_at:
            due_at = ends_at
    if due_at >= window.closes_at:
        return None
    if window.useful_for is None:
        return Due(due_at=due_at, stale_at=window.closes_at)
    return Due(due_at=due_at, stale_at=min(window.closes_at, due_at + window.useful_for))


def fits(window: Window, due_at: datetime, now: datetime) -> bool:
    """Whether a row already planned for `due_at` may stay as it is."""
    if not window.opens_at <= due_at < window.closes_at:
        return False
    if any(begins_at <= due_at < ends_at for begins_at, ends_at in window.rests):
        return False
    soonest = due_in(window, now)
    return due_at <= (soonest.due_at if soonest else now)


def waiting(
    about: datetime, opens_at: datetime, closes_at: datetime, evening: Evening
) -> Window | None:
    """The window of a mail that waits quiet hours out; None when they fill it.

    `about` is the instant that the mail is about.
    """
    if opens_at >= closes_at:
        return None
    return Window(
        day=local_day(about, evening.zone),
        local_on=local_day(opens_at, evening.zone),
        opens_at=opens_at,
        closes_at=closes_at,
        rests=rests(opens_at, closes_at, evening),
        useful_for=None,
    )
