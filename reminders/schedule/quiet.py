"""When somebody wants to hear from us, and when never: quiet hours and pauses.

Everything is decided on the recipient's own clock; clock changes are searched for, not assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.zones import instant, local_day
from advice.relief import NO_MAIL_FROM, NO_MAIL_TO

# From one instant to another; the end is not part of it.
Rest = tuple[datetime, datetime]
# A stretch of the clock, which may cross midnight; its end is not part of it.
Span = tuple[time, time]
# Evidence 8: none from ten to six.
NIGHT: Span = (NO_MAIL_FROM, NO_MAIL_TO)


@dataclass(frozen=True, slots=True)
class Evening:
    """When somebody wants to hear about tomorrow, and when never. Equal ends: no quiet hours."""

    zone: ZoneInfo
    at: time = time(20)
    quiet_from: time = time(22)
    quiet_to: time = time(6)
    # Hours that are quiet whatever the person chose.
    also_quiet: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All stretches of the clock that are quiet; they may overlap."""
        return ((self.quiet_from, self.quiet_to), *self.also_quiet)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether the recipient's clock shows a quiet hour."""
        clock = moment.astimezone(self.zone).time()
        return any(is_quiet_clock(clock, *span) for span in self.spans)


def with_night(evening: Evening) -> Evening:
    """The same, with the night of evidence 8 on top: for mails that nobody set an hour for."""
    return replace(evening, also_quiet=(NIGHT,))


def by_day(moment: datetime, evening: Evening) -> Evening:
    """With the night on top, for mails that wait; as it is where that leaves no minute free.

    Who chose to hear from us at night only, and on the days after `moment` at no other hour, must
    not lose a mail by it.
    """
    awake = with_night(evening)
    return evening if first(moment, awake, quiet=False) is None else awake


def is_quiet_clock(clock: time, quiet_from: time, quiet_to: time) -> bool:
    """Whether a clock time lies in quiet hours, which may cross midnight; the end is not quiet."""
    if quiet_from <= quiet_to:
        return quiet_from <= clock < quiet_to
    return clock >= quiet_from or clock < quiet_to


def after_quiet(moment: datetime, evening: Evening) -> datetime:
    """This instant, or the end of the quiet hours it falls into."""
    return first(moment, evening, quiet=False) or moment


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


def rests(opens_at: datetime, closes_at: datetime, evening: Evening) -> tuple[Rest, ...]:
    """The quiet stretches between two instants, in order; each begins before `closes_at`."""
    found = []
    at: datetime | None = opens_at
    while at is not None and (begins := first(at, evening, quiet=True)) is not None:
        if begins >= closes_at:
            break
        at = first(begins, evening, quiet=False)
        found.append((begins, at or closes_at))
    return tuple(found)


def first(moment: datetime, evening: Evening, *, quiet: bool) -> datetime | None:
    """The first instant from `moment` on that is quiet, or not quiet; None when there is none.

    Quietness changes only where a clock shows one of its ends, or where the clock itself is
    changed; those few instants are tried, no minute is counted.
    """
    if evening.is_quiet(moment) is quiet:
        return moment
    jumps = tuple(_jumps(moment, evening.zone))
    # Where no clock is changed a day is like the next, and no hour comes twice.
    ends = (
        _ends(moment, evening, quiet=quiet) if jumps else _calm_ends(moment, evening, quiet=quiet)
    )
    changes = sorted((*ends, *jumps))
    return next((at for at in changes if at > moment and evening.is_quiet(at) is quiet), None)


def _ends(moment: datetime, evening: Evening, *, quiet: bool) -> Iterator[datetime]:
    """Both passes of the clock over those ends of the quiet hours, on the days around."""
    today = local_day(moment, evening.zone)
    for quiet_from, quiet_to in evening.spans:
        clock = quiet_from if quiet else quiet_to
        for days in range(3):
            local = datetime.combine(today + timedelta(days=days), clock, tzinfo=evening.zone)
            yield local.replace(fold=0).astimezone(UTC)
            yield local.replace(fold=1).astimezone(UTC)


def _calm_ends(moment: datetime, evening: Evening, *, quiet: bool) -> Iterator[datetime]:
    """The next pass of the clock over each of those ends, where no change of clocks is near."""
    local = moment.astimezone(evening.zone).replace(tzinfo=None)
    for quiet_from, quiet_to in evening.spans:
        away = datetime.combine(local, quiet_from if quiet else quiet_to) - local
        yield moment.astimezone(UTC) + away % timedelta(days=1)


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
