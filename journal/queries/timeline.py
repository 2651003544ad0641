"""Workouts, cramps and near-cramps on one line of time, newest first, paged by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.access import Access
from accounts.models import Category
from accounts.paging import Key, behind, cut
from journal.models import CrampEpisode, NearCramp, Workout
from journal.queries.days import Day, days_of

PAGE_ROWS = 20
# What a line says: a workout has three times as many columns, and a page reads 21 of each kind.
_OF_WORKOUTS = (
    "zone",
    "sport",
    "title",
    "state",
    "is_race",
    "part_of_day",
    "planned_minutes",
    "started_at",
    "starts_at",
    "minutes",
    "distance_m",
    "cramped",
)
_OF_CRAMPS = ("zone", "muscles", "started_at", "end_kind", "ended_at", "severity", "stopped")
_OF_NEAR_CRAMPS = ("zone", "muscles", "started_at")
KINDS = ("all", "workouts", "cramps")


@dataclass(frozen=True, slots=True)
class Row:
    """A workout, a cramp or a near-cramp; the others are None."""

    at: datetime
    pk: UUID
    workout: Workout | None = None
    episode: CrampEpisode | None = None
    near: NearCramp | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Days from the newest on, and the key of the next page if there is one."""

    days: tuple[Day[Row], ...]
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
    """One page of the line (at most 3 queries, whatever the length of the diary)."""
    rows: list[Row] = []
    if kind in ("all", "workouts") and access.can(Category.WORKOUTS):
        found = Workout.objects.of(access).filter(behind("starts_at", before))
        rows += [
            Row(one.starts_at, one.pk, workout=one)
            for one in found.only(*_OF_WORKOUTS).order_by("-starts_at", "-pk")[: PAGE_ROWS + 1]
        ]
    if kind in ("all", "cramps") and access.can(Category.CRAMPS):
        cramps = CrampEpisode.objects.of(access).filter(behind("started_at", before))
        rows += [
            Row(one.started_at, one.pk, episode=one)
            for one in cramps.only(*_OF_CRAMPS).order_by("-started_at", "-pk")[: PAGE_ROWS + 1]
        ]
        nears = NearCramp.objects.of(access).filter(behind("started_at", before))
        rows += [
            Row(one.started_at, one.pk, near=one)
            for one in nears.only(*_OF_NEAR_CRAMPS).order_by("-started_at", "-pk")[: PAGE_ROWS + 1]
        ]
    rows.sort(key=lambda row: (row.at, row.pk), reverse=True)
    page, older = cut(rows, PAGE_ROWS, lambda row: Key(row.at, row.pk))
    return Page(days_of(page, access.athlete.zone_info, lambda row: row.at), older)
