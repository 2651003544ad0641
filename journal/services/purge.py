"""What was deleted is gone after UNDO_DAYS, and its history with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Entry,
    EntryQuerySet,
    Intake,
    Medication,
    NearCramp,
    Workout,
)

# Small transactions, so that nobody who writes a diary waits (design choice).
BATCH = 500
# Cramps and drinks of a workout stay when it goes; they forget which one it was.
KINDS: tuple[type[Entry], ...] = (
    CrampEpisode,
    NearCramp,
    Intake,
    CheckIn,
    Medication,
    Workout,
)


def purge(now: datetime) -> int:
    """Remove every entry that was deleted UNDO_DAYS ago or earlier; how many.

    Safe to run twice, and beside another run: each batch locks its rows and skips locked ones.
    """
    return sum(_purge(kind, now) for kind in KINDS)


def _purge(kind: type[Entry], now: datetime) -> int:
    gone = 0
    while found := _batch(kind, now):
        gone += found
    return gone


def _batch(kind: type[Entry], now: datetime) -> int:
    rows = EntryQuerySet(kind).overdue(now)
    with transaction.atomic():
        locked = rows.select_for_update(skip_locked=True).values_list("pk", flat=True)
        keys = list(locked[:BATCH])
        Change.objects.filter(entry_id__in=keys).delete()
        # Asked again: one that was brought back between the two statements stays.
        rows.filter(pk__in=keys).delete()
    return len(keys)
