"""A week of the diary, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.access import Access
from accounts.models import Category
from journal.models import Workout
from journal.models.workout import State
from journal.queries.span import STATE_WORDS, done_and_cramped, rows_by_day
from journal.queries.timeline import Row
from journal.weeks import Week

_COUNTED = (*STATE_WORDS.values(), "cramp", "near-cramp")


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day with its rows in order of time. `next_on`: the day a plan of it can move on to."""

    on: date
    is_today: bool
    is_past: bool
    next_on: date
    rows: tuple[Row, ...]

    @property
    def says(self) -> str:
        """What is on it in words: “1 done, 2 cramps”; empty for nothing."""
        counts = Counter(_kind(row) for row in self.rows)
        return ", ".join(
            f"{counts[kind]} {kind}{'s' if kind.endswith('cramp') and counts[kind] > 1 else ''}"
            for kind in _COUNTED
            if counts[kind]
        )


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of a week; None where there is none with a known length.

    `planned` is everything that was planned, done since or not, but for what was cancelled.
    """

    planned: int | None
    done: int | None


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """A week. `minutes` is None when workouts are not granted, `with_cramp` without cramps."""

    week: Week
    days: tuple[WeekDay, ...]
    minutes: Minutes | None
    done: int
    with_cramp: int | None

    @property
    def is_current(self) -> bool:
        """Whether today is in it."""
        return any(day.is_today for day in self.days)

    @property
    def plan_days(self) -> tuple[WeekDay, ...]:
        """The days that something can still be planned for."""
        return tuple(day for day in self.days if not day.is_past)

    @property
    def plan_on(self) -> date | None:
        """The day first offered for a plan: tomorrow, or the first that is left."""
        left = self.plan_days
        return next((day.on for day in left if not day.is_today), left[0].on if left else None)


def week_sheet(access: Access, week: Week, *, today: date) -> WeekSheet:
    """The seven days of a week (at most 3 queries, whatever the length of the diary)."""
    by_day = rows_by_day(access, week.monday, week.sunday)
    rows = [row for day in week.days for row in by_day[day]]
    done, with_cramp = done_and_cramped(rows)
    granted = access.can(Category.WORKOUTS)
    return WeekSheet(
        week=week,
        days=tuple(
            WeekDay(
                on=day,
                is_today=day == today,
                is_past=day < today,
                next_on=max(day, today) + timedelta(days=1),
                rows=by_day[day],
            )
            for day in week.days
        ),
        minutes=_minutes([row.workout for row in rows if row.workout]) if granted else None,
        done=done,
        with_cramp=with_cramp if access.can(Category.CRAMPS) else None,
    )


def _minutes(workouts: Iterable[Workout]) -> Minutes:
    kept = [one for one in workouts if one.state != State.CANCELLED]
    return Minutes(
        planned=_total(one.planned_minutes for one in kept),
        done=_total(one.minutes for one in kept if one.state == State.DONE),
    )


def _total(minutes: Iterable[int | None]) -> int | None:
    known = [one for one in minutes if one is not None]
    return sum(known) if known else None


def _kind(row: Row) -> str:
    if row.workout is not None:
        return STATE_WORDS[State(row.workout.state)]
    return "cramp" if row.episode is not None else "near-cramp"
