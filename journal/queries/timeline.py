"""Workouts and cramps on one line of time, newest first, paged by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import Q

from accounts.access import Access
from accounts.models import Category
from accounts.zones import local_day
from journal.models import CrampEpisode, Workout

PAGE_ROWS = 20
KINDS = ("all", "workouts", "cramps")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ends: instant and id, the order of the line."""

    at: datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.pk.hex}"


def key_of(text: str) -> Key | None:
    """The key an address carries, or None when it is none."""
    instant, _, pk = text.rpartition("-")
    try:
        return Key(_EPOCH + timedelta(microseconds=int(instant)), UUID(pk))
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """A workout or a cramp; the other one is None."""

    at: datetime
    pk: UUID
    workout: Workout | None = None
    episode: CrampEpisode | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The rows of one local day of the athlete."""

    on: date
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Days from the newest on, and the key of the next page if there is one."""

    days: tuple[Day, ...]
    older: Key | None


def kinds_open(access: Access) -> tuple[str, ...]:
    """The filters that make sense for this reader; empty when nothing is granted."""
    open_kinds = tuple(
        kind
        for kind, category in (("workouts", Category.WORKOUTS), ("cramps", Category.CRAMPS))
        if access.can(category)
    )
    return KINDS if len(open_kinds) == 2 else open_kinds


def timeline(access: Access, *, kind: str = "all", before: Key | None = None) -> Page:
    """One page of the line (at most 2 queries, whatever the length of the diary)."""
    rows: list[Row] = []
    if kind in ("all", "workouts") and access.can(Category.WORKOUTS):
        found = Workout.objects.of(access).filter(past("starts_at", before))
        rows += [
            Row(one.starts_at, one.pk, workout=one)
            for one in found.order_by("-starts_at", "-pk")[: PAGE_ROWS + 1]
        ]
    if kind in ("all", "cramps") and access.can(Category.CRAMPS):
        cramps = CrampEpisode.objects.of(access).filter(past("started_at", before))
        rows += [
            Row(one.started_at, one.pk, episode=one)
            for one in cramps.order_by("-started_at", "-pk")[: PAGE_ROWS + 1]
        ]
    rows.sort(key=lambda row: (row.at, row.pk), reverse=True)
    page, more = rows[:PAGE_ROWS], rows[PAGE_ROWS:]
    older = Key(page[-1].at, page[-1].pk) if more else None
    return Page(days_of(page, access), older)


def days_of(rows: Sequence[Row], access: Access) -> tuple[Day, ...]:
    """Rows in order, grouped by the athlete's local day."""
    zone = access.athlete.zone_info
    grouped = groupby(rows, key=lambda row: local_day(row.at, zone))
    return tuple(Day(on, tuple(group)) for on, group in grouped)


def past(field: str, before: Key | None) -> Q:
    """Behind the key in the line's order; the first comparison is the one the index serves."""
    if before is None:
        return Q()
    behind = Q(**{f"{field}__lt": before.at}) | Q(pk__lt=before.pk)
    return Q(**{f"{field}__lte": before.at}) & behind
