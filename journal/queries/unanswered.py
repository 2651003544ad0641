"""Workouts that still ask their athlete something."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from accounts.paging import Key, behind, cut
from journal.models import Workout
from journal.models.workout import State, WorkoutQuerySet
from journal.queries.statement import Statement
from journal.unanswered import DAYS, EFFORT_DAYS, Questions, questions

PAGE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Open:
    """A workout with what it asks."""

    workout: Workout
    asks: Questions


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first, and the key of the next page if there is one."""

    rows: tuple[Open, ...]
    older: Key | None


def unanswered(athlete: User, now: datetime, before: Key | None = None) -> Page:
    """One page of what is open (1 query)."""
    found = _open(athlete, now).filter(behind("starts_at", before))
    rows = found.order_by("-starts_at", "-pk")[: PAGE_ROWS + 1]
    page, older = cut(list(rows), PAGE_ROWS, lambda row: Key(row.starts_at, row.pk))
    return Page(_asking(page, now), older)


def still_open(athlete: User, pks: Iterable[UUID], now: datetime) -> tuple[Open, ...]:
    """Of these workouts the athlete's own that still ask something, newest first (1 query)."""
    rows = Workout.objects.owned_by(athlete).filter(pk__in=list(pks))
    return _asking(rows.order_by("-starts_at", "-pk"), now)


def count_unanswered(athlete: User, now: datetime) -> int:
    """How many workouts ask something (1 query over the index of four weeks)."""
    since, lately = now - timedelta(days=DAYS), now - timedelta(days=EFFORT_DAYS)
    rows = _MAY_ASK.rows(athlete=athlete.pk, since=since, until=now, lately=lately)
    return sum(1 for row in map(_Told._make, rows) if questions(row, now))


def begun_since(since: datetime, now: datetime) -> tuple[WorkoutQuerySet, WorkoutQuerySet]:
    """Everybody's workouts that began since then and may wait for a word.

    Those still planned, and those done without an answer to the question about a cramp: two
    questions, since each has its own index.
    """
    begun = Workout.objects.filter(deleted_at=None, starts_at__gt=since, starts_at__lte=now)
    return begun.planned(), begun.done().filter(cramped=None)


def may_ask(
    athletes: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, list[Workout]]:
    """Their workouts of that time that are planned or wait for an answer, soonest first (1 query).

    What only wants to know how hard it was is left out: nobody is written to for that alone.
    """
    rows = (
        Workout.objects.starting(since, until)
        .filter(Q(state=State.PLANNED) | Q(state=State.DONE, cramped=None))
        .filter(athlete__in=athletes, deleted_at=None)
        .defer("note", "target_muscles")
        .order_by("starts_at", "pk")
    )
    found: dict[UUID, list[Workout]] = {}
    for row in rows:
        found.setdefault(row.athlete_id, []).append(row)
    return found


def _open(athlete: User, now: datetime) -> WorkoutQuerySet:
    """What may be open: the hour is looked at row by row."""
    since, lately = now - timedelta(days=DAYS), now - timedelta(days=EFFORT_DAYS)
    return _may_ask(athlete.pk, since, now, lately)


def _may_ask(athlete: UUID, since: datetime, until: datetime, lately: datetime) -> WorkoutQuerySet:
    rows = Workout.objects.filter(athlete=athlete, deleted_at=None).starting(since, until)
    effort = Q(rpe=None, starts_at__gt=lately)
    return rows.filter(
        Q(state=State.PLANNED) | Q(state=State.DONE) & (Q(cramped=None) | effort),
    )


class _Told(NamedTuple):
    """Columns of Workout that say what is known."""

    state: str
    starts_at: datetime
    minutes: int | None
    planned_minutes: int | None
    rpe: int | None
    cramped: bool | None


_MAY_ASK = Statement(lambda **values: _may_ask(**values).values_list(*_Told._fields))


def _asking(rows: Iterable[Workout], now: datetime) -> tuple[Open, ...]:
    asked = (Open(row, questions(row, now)) for row in rows)
    return tuple(one for one in asked if one.asks)
