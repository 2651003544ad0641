"""Due instants from local days: pure, the clock is an argument.

Everything is decided on the recipient's own clock. The local day of a workout is read there too,
because that is the clock on which the mail says "tomorrow"; a workout written down in a zone
across the date line would otherwise get its evening after its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.zones import instant, local_day

# Design choice: an evening mail that is three hours late helps nobody any more.
USEFUL_FOR = timedelta(hours=3)
# Design choice: a round of warmth that is 20 minutes late is decided on the screen, not by a mail.
HEAT_USEFUL_FOR = timedelta(minutes=20)
# An evening hour that a clock change pushed into quiet hours moves back in such steps.
STEP_BACK = timedelta(minutes=30)
# Design choice: two evening mails closer than this are one too many (somebody changed zones).
MIN_APART = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Evening:
    """When somebody wants to hear about tomorrow, and when never. Equal ends: no quiet hours."""

    zone: ZoneInfo
    at: time = time(20)
    quiet_from: time = time(22)
    quiet_to: time = time(6)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether the recipient's clock shows a quiet hour."""
        clock = moment.astimezone(self.zone).time()
        return is_quiet_clock(clock, self.quiet_from, self.quiet_to)


def is_quiet_clock(clock: time, quiet_from: time, quiet_to: time) -> bool:
    """Whether a clock time lies in quiet hours, which may cross midnight; the end is not quiet."""
    if quiet_from <= quiet_to:
        return quiet_from <= clock < quiet_to
    return clock >= quiet_from or clock < quiet_to


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time in which the mail about a local day may go out.

    `day` is the day of the workouts, `local_on` the evening before; both on the recipient's clock.
    """

    day: date
    local_on: date
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """When to send, and from when on it is pointless."""

    due_at: datetime
    stale_at: datetime


def evening_before(starts_at: datetime, evening: Evening) -> Window | None:
    """The window of the evening before a workout, or None when no evening hour is free of quiet.

    It opens at the chosen hour of the previous local day and closes at the first of: quiet hours,
    midnight (after it "tomorrow" would be wrong), the start.
    """
    day = local_day(starts_at, evening.zone)
    # The day that ended as this one began: a zone that changes sides of the date line skips one.
    midnight = instant(day, time.min, evening.zone)
    eve = local_day(midnight - timedelta(seconds=1), evening.zone)
    opens_at = _opening(eve, evening)
    if opens_at is None:
        return None
    ends = [starts_at, midnight]
    quiet_at = _next(opens_at, evening, quiet=True)
    if quiet_at is not None:
        ends.append(quiet_at)
    return Window(day=day, local_on=eve, opens_at=opens_at, closes_at=min(ends))


def due_in(window: Window, now: datetime) -> Due | None:
    """At the chosen hour; at once when it has passed; None when the window has closed."""
    due_at = max(window.opens_at, now)
    if due_at >= window.closes_at:
        return None
    return Due(due_at=due_at, stale_at=min(window.closes_at, due_at + USEFUL_FOR))


def fits(window: Window, due_at: datetime, now: datetime) -> bool:
    """Whether a row already planned for `due_at` may stay as it is."""
    return window.opens_at <= due_at < window.closes_at and due_at <= max(window.opens_at, now)


def after_quiet(moment: datetime, evening: Evening) -> datetime:
    """This instant, or the end of the quiet hours it falls into."""
    return _next(moment, evening, quiet=False) or moment


def after_pause(now: datetime, paused_until: date | None, evening: Evening) -> datetime:
    """The first instant that is neither paused nor quiet; mails come again from that day on."""
    if paused_until is None:
        return after_quiet(now, evening)
    return after_quiet(max(now, instant(paused_until, time.min, evening.zone)), evening)


def is_paused(now: datetime, paused_until: date | None, zone: ZoneInfo) -> bool:
    """Whether mails rest now; from the first moment of the day itself on they come again.

    An instant and not a day: where clocks go back over midnight, the day before comes twice.
    """
    return paused_until is not None and now < instant(paused_until, time.min, zone)


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


def _next(moment: datetime, evening: Evening, *, quiet: bool) -> datetime | None:
    """The first instant from `moment` on that is quiet, or not quiet; None when there is none.

    Quietness changes only where a clock shows one of its two ends, or where the clock itself is
    changed; those few instants are tried, no minute is counted.
    """
    if evening.is_quiet(moment) is quiet:
        return moment
    changes = (*_ends(moment, evening, quiet=quiet), *_jumps(moment, evening.zone))
    return min(
        (at for at in changes if at > moment and evening.is_quiet(at) is quiet), default=None
    )


def _ends(moment: datetime, evening: Evening, *, quiet: bool) -> Iterator[datetime]:
    """Both passes of the clock over that end of the quiet hours, on the days around."""
    clock = evening.quiet_from if quiet else evening.quiet_to
    today = local_day(moment, evening.zone)
    for days in range(3):
        local = datetime.combine(today + timedelta(days=days), clock, tzinfo=evening.zone)
        yield local.replace(fold=0).astimezone(UTC)
        yield local.replace(fold=1).astimezone(UTC)


def _jumps(moment: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The clock change within the next two days, to the second."""
    low, high = moment.astimezone(UTC), moment.astimezone(UTC) + timedelta(days=2)
    before = low.astimezone(zone).utcoffset()
    if high.astimezone(zone).utcoffset() == before:
        return
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    yield high.replace(microsecond=0)
