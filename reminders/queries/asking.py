"""Whom to ask something about what they wrote, a page at a time, and what was asked already."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from django.db.models import Q

from journal.queries.ongoing import going_on
from journal.queries.unanswered import begun_since
from reminders.models import MAILS_A_WORKOUT, Kind, Reminder, Seat, State
from reminders.queries.pages import FRESH, LOOK_BACK, WHOLE_UNTIL_MINUTE, people_of

# Rows of the kinds that ask are about the last days.
ASKED_WITHIN = timedelta(days=4)


def with_unanswered(now: datetime) -> Iterator[list[UUID]]:
    """Athletes whose workouts began lately and wait for a word, page by page.

    What began in the last minutes each time; what was written down later, or was left out by an
    outage, in the first minutes of an hour.
    """
    rows = begun_since(_since(now), now)
    return chain.from_iterable(people_of(each, "starts_at", "athlete_id") for each in rows)


def without_end(now: datetime) -> Iterator[list[UUID]]:
    """Athletes with a cramp that began lately and has no end, page by page, as above."""
    return people_of(going_on(_since(now), now), "started_at", "athlete_id")


def _since(now: datetime) -> datetime:
    return now - (LOOK_BACK if now.minute < WHOLE_UNTIL_MINUTE else FRESH)


def rows_of(pks: Collection[UUID], kind: Kind, now: datetime) -> dict[tuple[UUID, str], Reminder]:
    """The mails of that kind of the last days by recipient and subject, the newest (1 query)."""
    rows = Reminder.objects.filter(
        recipient__in=pks, kind=kind, due_at__gt=now - ASKED_WITHIN
    ).order_by("due_at", "pk")
    return {(row.recipient_id, row.subject_id): row for row in rows}


def full_workouts(pks: Collection[UUID], rows: Collection[int]) -> set[UUID]:
    """Those of the workouts that others than these mails wrote about often enough (1 query)."""
    names = {f"w.{pk}": pk for pk in pks}
    taken = Seat.objects.filter(of__in=names).exclude(reminder__in=rows).values_list("of", "number")
    counts: dict[str, int] = {}
    for of, _ in taken:
        counts[of] = counts.get(of, 0) + 1
    return {names[of] for of, count in counts.items() if count >= MAILS_A_WORKOUT}


def warmth_around(pks: Collection[UUID], now: datetime, hour: timedelta) -> dict[str, datetime]:
    """When a mail about warmth went out within that time, or is about to, by cramp (1 query)."""
    under_way = Q(state__in=[State.PLANNED, State.CLAIMED], due_at__lt=now + hour)
    rows = Reminder.objects.filter(
        Q(sent_at__gt=now - hour) | under_way, recipient__in=pks, kind=Kind.HEAT
    )
    found: dict[str, datetime] = {}
    for row in rows:
        episode = row.subject_id.partition(".")[0]
        at = row.sent_at or row.due_at
        found[episode] = max(at, found.get(episode, at))
    return found
