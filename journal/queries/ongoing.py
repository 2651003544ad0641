"""Cramps without an end, everybody's: who may be asked whether it is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journal.models import CrampEpisode
from journal.models.entry import EntryQuerySet
from journal.models.episode import EndKind


@dataclass(frozen=True, slots=True)
class Endless:
    """A cramp that still goes on as far as the diary knows.

    `seen_at` is when the guided screen, if it is still open, last said that somebody looks.
    """

    athlete_id: UUID
    episode_id: UUID
    started_at: datetime
    seen_at: datetime | None


def going_on(since: datetime, now: datetime) -> EntryQuerySet:
    """Everybody's cramps without an end that began since then; served by a partial index."""
    return CrampEpisode.objects.filter(
        end_kind=EndKind.ONGOING, deleted_at=None, started_at__gt=since, started_at__lte=now
    )


def endless(athletes: Collection[UUID], since: datetime, now: datetime) -> list[Endless]:
    """Those of these athletes (1 query)."""
    rows = going_on(since, now).filter(athlete__in=athletes).order_by("started_at", "pk")
    columns = ("athlete_id", "pk", "started_at", "run__seen_at", "run__finished_at")
    return [
        Endless(athlete, pk, started_at, seen_at if finished_at is None else None)
        for athlete, pk, started_at, seen_at, finished_at in rows.values_list(*columns)
    ]
