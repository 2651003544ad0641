"""Coaches to write to, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Grant, User
from accounts.zones import zones_where
from coaching.attention import worse_since
from reminders.models import Kind, Reminder, State
from reminders.queries.pages import FRESH, LOOK_BACK, WHOLE_UNTIL_MINUTE, people_of

MONDAY = 0
# Longer than a Monday lasts anywhere, shorter than the way to the next.
A_MONDAY = timedelta(days=2)
# Whose due instant is that long ago is not about today.
LATELY = timedelta(days=3)
WAITING = (State.PLANNED, State.CLAIMED)


def with_news(now: datetime) -> Iterator[list[UUID]]:
    """Coaches to whose list something new came that they were not told of, page by page.

    What came in the last minutes each time, what was left out in the first minutes of an hour.
    """
    since = now - (LOOK_BACK if now.minute < WHOLE_UNTIL_MINUTE else FRESH)
    return people_of(worse_since(since), "worse_at", "grant__coach_id")


def on_monday(now: datetime) -> Iterator[list[UUID]]:
    """Coaches where it is Monday who have athletes and no row for this Monday yet, page by page.

    On most days that is nowhere, and nothing is asked.
    """
    zones = zones_where(now, weekday=MONDAY)
    return people_of(coaches_in(zones, now), "zone", "id") if zones else iter(())


def coaches_in(zones: Collection[str], now: datetime) -> QuerySet[User]:
    """Coaches of these zones to plan a week's mail for; served by a partial index.

    Who does not want it is left out, so that nobody is looked at each minute.
    """
    planned = Reminder.objects.filter(
        recipient=OuterRef("pk"), kind=Kind.DIGEST, due_at__gt=now - A_MONDAY
    )
    held = Grant.objects.live(now).filter(coach=OuterRef("pk"))
    wanted = Q(reminder_preference=None) | Q(reminder_preference__digest=True)
    return User.objects.filter(
        wanted, Exists(held), ~Exists(planned), is_coach=True, zone__in=zones
    )


def attention_rows(pks: Collection[UUID], now: datetime) -> dict[UUID, list[Reminder]]:
    """The rows about athletes who need an eye that wait or are of these days, by coach (1 query).

    The newest last. One may wait for long, by a pause.
    """
    lately = Q(due_at__gt=now - LATELY) | Q(state__in=WAITING)
    rows = Reminder.objects.filter(lately, recipient__in=pks, kind=Kind.ATTENTION)
    found: dict[UUID, list[Reminder]] = {}
    for row in rows.order_by("due_at", "pk"):
        found.setdefault(row.recipient_id, []).append(row)
    return found
