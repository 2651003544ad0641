"""The row is the lock: who turns it from planned to claimed may send it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import F, Field

from reminders.kinds import KINDS
from reminders.models import Reminder, ReminderQuerySet, State

# A claim this old belongs to a worker that stopped.
ABANDONED_AFTER = timedelta(minutes=10)
# About two days of hourly attempts.
MAX_ATTEMPTS = 50
ONCE = tuple(kind for kind, each in KINDS.items() if each.once)

STOPPED = "A worker stopped while sending; not sent again, so that it never comes twice."
STARTED = "The worker that was sending it stopped; it is sent again."
NOT_BEGUN = "The worker that had it stopped before it was sent."
GIVEN_UP = "It could not be sent in two days."


def claim(now: datetime, size: int) -> list[Reminder]:
    """Up to `size` due rows that are ours now, in the order in which they must be sent.

    2 queries. Where the database can, rows that another worker is about to claim are skipped, so
    no worker waits for another.
    """
    token = uuid4()
    with transaction.atomic():
        due = Reminder.objects.due(now).order_by("due_at", "pk")
        rows = list(due.select_for_update(skip_locked=True)[:size])
        if not rows:
            return []
        Reminder.objects.filter(pk__in=[row.pk for row in rows], state=State.PLANNED).update(
            state=State.CLAIMED, claimed_at=now, claim=token
        )
    # Planning may have moved one between the database's sorting and its locking.
    rows.sort(key=lambda row: (row.due_at, row.pk))
    for row in rows:
        row.state, row.claimed_at, row.claim = State.CLAIMED, now, token
    return rows


def release(rows: Collection[Reminder]) -> None:
    """Give back what was not begun (1 query, none without rows); this was no attempt."""
    if rows:
        ours(rows).update(state=State.PLANNED, claimed_at=None, claim=None)


def ours(rows: Collection[Reminder]) -> ReminderQuerySet:
    """Those of the rows that are still claimed as they were."""
    claims = {row.claim for row in rows}
    return Reminder.objects.filter(
        pk__in=[row.pk for row in rows], state=State.CLAIMED, claim__in=claims
    )


def record(row: Reminder, **columns: object) -> bool:
    """Write what became of a row, if it is still claimed as it was (1 query); whether it was.

    Once a mail: putting this together by `update` takes Django longer than the database to do it.
    """
    values = {**columns, "claim": None}
    held = {"id": row.pk, "state": State.CLAIMED, "claim": row.claim}
    parameters = [
        _field(name).get_db_prep_save(value, connection)
        for name, value in (*values.items(), *held.items())
    ]
    with connection.cursor() as cursor:
        cursor.execute(_record_sql(tuple(values), tuple(held)), parameters)
        return bool(cursor.rowcount)


def _field(name: str) -> Field[Any, Any]:
    field = Reminder._meta.get_field(name)  # noqa: SLF001 public by its documentation
    if not isinstance(field, Field):
        raise TypeError(f"{name} is no column.")
    return field


@cache
def _record_sql(names: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Names of columns only; the values come with each call."""
    changes = ", ".join(f'"{name}" = %s' for name in names)
    where = " AND ".join(f'"{name}" = %s' for name in held)
    return f'UPDATE "{Reminder._meta.db_table}" SET {changes} WHERE {where}'  # noqa: S608, SLF001


@transaction.atomic
def recover(now: datetime) -> Counter[str]:
    """Settle rows whose worker stopped with them (1 query without any; no mail).

    A worker sends its rows in the order of (due_at, pk) and records each before the next, so only
    the first that is left of a claim may have gone out. If its kind comes once it is not sent
    again; else it is, under the same Message-ID, so that a mail program shows it once. The others
    were never begun. All of a claim is settled or nothing: of half a claim another recovery would
    take the next row for the first.
    """
    left = Reminder.objects.filter(state=State.CLAIMED, claimed_at__lt=now - ABANDONED_AFTER)
    # A second recovery waits here, and finds them settled.
    rows = list(left.select_for_update().order_by("due_at", "pk"))
    begun: dict[UUID | int, Reminder] = {}
    for row in rows:
        begun.setdefault(row.claim or row.pk, row)
    in_doubt = list(begun.values())
    first = {row.pk for row in in_doubt}
    never = [row for row in in_doubt if row.kind in ONCE]
    again = [row for row in in_doubt if row.kind not in ONCE]
    worn_out = [row for row in again if row.attempts + 1 >= MAX_ATTEMPTS]

    def settle(some: Collection[Reminder], **columns: object) -> int:
        return left.filter(pk__in=[row.pk for row in some]).update(**columns) if some else 0

    waiting = {"state": State.PLANNED, "claimed_at": None}
    tally = {
        State.MISSED: settle(never, state=State.MISSED, reason=STOPPED),
        State.FAILED: settle(worn_out, state=State.FAILED, reason=GIVEN_UP),
        State.PLANNED: settle(again, reason=STARTED, attempts=F("attempts") + 1, **waiting)
        + settle([row for row in rows if row.pk not in first], reason=NOT_BEGUN, **waiting),
    }
    return Counter({state: count for state, count in tally.items() if count})
