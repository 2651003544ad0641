"""When each drink before a workout is due. Pure: instants and the athlete's zone come in.

Instants go in aware and come out in UTC; `zone` is the athlete's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.zones import instant, local_day

# Evidence row 19: 18:00-20:00 local; we say 20:00 (design choice, as the mail).
EVENING_CLOCK = time(20)
# Evidence 8: nobody is woken to drink. Waking at 06:00 is a design choice.
WAKING_CLOCK = time(6)
ON_WAKING_AT_LEAST = timedelta(minutes=60)
FOUR_HOURS = timedelta(hours=4)
TWO_HOURS = timedelta(hours=2)
JUST_BEFORE = timedelta(minutes=15)
# Two drinks closer than this are one (design choice).
APART = timedelta(minutes=60)
# How early a drink counts for its step (design choice).
EARLY_ELSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Times:
    """The instants of the steps before a start; `two_hours` None when waking leaves no room."""

    night: datetime
    first: datetime
    on_waking: bool
    two_hours: datetime | None
    just_before: datetime


def times_before(starts_at: datetime, zone: ZoneInfo) -> Times:
    """When to drink before this start (evidence rows 19 and 20, section 8).

    A first drink that would fall between midnight and six waits for waking, but stays an hour
    before the start.
    """
    start = starts_at.astimezone(UTC)
    day = local_day(start, zone)
    first = start - FOUR_HOURS
    waking = instant(local_day(first, zone), WAKING_CLOCK, zone)
    on_waking = first < waking
    if on_waking:
        first = max(first, min(waking, start - ON_WAKING_AT_LEAST))
    second = start - TWO_HOURS
    return Times(
        night=instant(day - timedelta(days=1), EVENING_CLOCK, zone),
        first=first,
        on_waking=on_waking,
        two_hours=second if second - first >= APART else None,
        just_before=start - JUST_BEFORE,
    )
