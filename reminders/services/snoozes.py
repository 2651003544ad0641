"""One kind of mail rests for a while, and comes back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from accounts.models import User
from accounts.zones import instant, local_day
from reminders.models import Kind, Snooze
from reminders.services.planning import plan_for

# What is offered, in days (design choice); a longer rest is a pause or a switch.
DAYS_OFFERED = (1, 3, 7, 28)


def rest(user: User, kind: Kind, *, days: int, now: datetime) -> Snooze:
    """Let one kind rest from now on until a local day begins, `days` from today.

    The last wish counts; the same wish twice on one day changes nothing. Raises ValueError for a
    number of days that is not offered.
    """
    if days not in DAYS_OFFERED:
        msg = f"A rest lasts {DAYS_OFFERED} days, not {days}"
        raise ValueError(msg)
    day = local_day(now, user.zone_info) + timedelta(days=days)
    until = instant(day, time.min, user.zone_info)
    snooze, _ = Snooze.objects.update_or_create(user=user, kind=kind, defaults={"until": until})
    return snooze


def wake(user: User, kind: Kind, now: datetime) -> bool:
    """End a rest, and plan again what it held back; whether there was one."""
    ended, _ = Snooze.objects.filter(user=user, kind=kind).delete()
    if ended:
        plan_for(user.pk, now)
    return bool(ended)
