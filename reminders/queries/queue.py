"""How the queue of mails stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from reminders.models import Reminder, ReminderQuerySet, Ring, State


def waiting() -> ReminderQuerySet:
    """Planned mails with their recipients, soonest first (1 query)."""
    rows = Reminder.objects.filter(state=State.PLANNED).select_related("recipient")
    return rows.order_by("due_at", "pk")


def oldest_due(now: datetime) -> datetime | None:
    """Since when the mail that waits longest has been due; None: nothing waits (1 query)."""
    oldest: datetime | None = Reminder.objects.due(now).aggregate(oldest=Min("due_at"))["oldest"]
    return oldest


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the queue stands: since when the oldest mail is due, and when a worker last heard beat.

    None: nothing is due; nobody ever heard it.
    """

    oldest_due: datetime | None
    rang_at: datetime | None


def pulse(now: datetime) -> Pulse:
    """How the queue stands (2 queries)."""
    rang_at: datetime | None = Ring.objects.aggregate(last=Max("at"))["last"]
    return Pulse(oldest_due(now), rang_at)
