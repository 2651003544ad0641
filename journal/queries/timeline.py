"""Workouts, cramps and near-cramps on one line of time, newest first, paged by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from accounts.access import Access
from accounts.models import Category
from accounts.paging import Key, behind, cut
from journal.models import CrampEpisode, Entry, NearCramp, Workout
from journal.queries.days import Day, days_of
from journal.queries.statement import Statement

PAGE_ROWS = 20
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
    asked: list[_Line] = []
    if kind in ("all", "workouts") and access.can(Category.WORKOUTS):
        asked += [_WORKOUTS]
    if kind in ("all", "cramps") and access.can(Category.CRAMPS):
        asked += [_CRAMPS, _NEAR_CRAMPS]
    since: dict[str, Any] = {"at": before.at, "pk": before.pk} if before is not None else {}
    found = [
        (row[line.time], row[line.key], line, row)
        for line in asked
        for row in line.statement.rows(athlete=access.athlete.pk, **since)
    ]
    # Each kind brings a page, of which only the newest lines become entries.
    found.sort(key=lambda each: each[:2], reverse=True)
    page, older = cut(found, PAGE_ROWS, lambda each: Key(*each[:2]))
    rows = [Row(at, pk, **{line.name: line.entry(row)}) for at, pk, line, row in page]
    return Page(days_of(rows, access.athlete.zone_info, lambda row: row.at), older)


class _Line:
    """How entries of a kind are read: what a line says, which is a third of a workout's columns."""

    def __init__(self, name: str, model: type[Entry], time: str, *columns: str) -> None:
        self.name, self.model, self.columns = name, model, {"id", time, *columns}
        # The order in which a model takes its columns.
        order = [each.attname for each in model._meta.concrete_fields]  # noqa: SLF001
        taken = [each for each in order if each in self.columns]
        self.time, self.key = taken.index(time), taken.index("id")
        self.statement = Statement(partial(_newest, model, time, taken))

    def entry(self, row: tuple[Any, ...]) -> Any:
        """The entry of a row, its other columns not loaded."""
        return self.model.from_db(connection.alias, self.columns, row)


def _newest(
    model: type[Entry],
    time: str,
    columns: list[str],
    athlete: UUID,
    at: datetime | None = None,
    pk: UUID | None = None,
) -> QuerySet[Entry, tuple[Any, ...]]:
    key = Key(at, pk) if at is not None and pk is not None else None
    theirs = model._default_manager.filter(athlete=athlete, deleted_at=None)  # noqa: SLF001
    behind_it = theirs.filter(behind(time, key)).order_by(f"-{time}", "-pk")
    return behind_it.values_list(*columns)[: PAGE_ROWS + 1]


_WORKOUTS = _Line(
    "workout",
    Workout,
    "starts_at",
    "zone",
    "sport",
    "title",
    "state",
    "is_race",
    "part_of_day",
    "planned_minutes",
    "started_at",
    "minutes",
    "distance_m",
    "cramped",
)
_CRAMPS = _Line(
    "episode",
    CrampEpisode,
    "started_at",
    "zone",
    "muscles",
    "end_kind",
    "ended_at",
    "severity",
    "stopped",
)
_NEAR_CRAMPS = _Line("near", NearCramp, "started_at", "zone", "muscles")
