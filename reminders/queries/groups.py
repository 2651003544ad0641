"""Workouts close to each other, which the mails of the hours before them tell of together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from journal.models import Workout
from journal.models.workout import State
from reminders import schedule
from reminders.queries.days import AHEAD
from reminders.queries.people import Recipient
from reminders.schedule import Evening, Window

# A group hangs on its first start, so that of today is known although it is over.
BEHIND = timedelta(hours=24)

Before = Callable[[datetime, Evening], Window | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Workouts that begin within four hours, soonest first; the window goes by the first."""

    window: Window | None
    workouts: tuple[Workout, ...]

    @property
    def starts_at(self) -> datetime:
        """The first start."""
        first: datetime = self.workouts[0].starts_at
        return first

    @property
    def keys(self) -> tuple[str, ...]:
        """What a row may be about to be about this group."""
        return tuple(str(workout.pk) for workout in self.workouts)

    @property
    def changed_at(self) -> datetime:
        """When the plan of these workouts was last touched."""
        return max(workout.changed_at for workout in self.workouts)

    def ahead(self, now: datetime) -> tuple[Workout, ...]:
        """Those still to be done."""
        return tuple(
            workout
            for workout in self.workouts
            if workout.state == State.PLANNED and workout.starts_at > now
        )


def workouts_around(pks: Collection[UUID], now: datetime) -> dict[UUID, list[Workout]]:
    """What was planned from yesterday to the day after tomorrow, by athlete, soonest first.

    Done ones count where they were planned before; what was let go does not (1 query).
    """
    found: dict[UUID, list[Workout]] = {}
    rows = Workout.objects.filter(
        athlete__in=pks,
        deleted_at=None,
        state__in=[State.PLANNED, State.DONE],
        planned_start_at__isnull=False,
        starts_at__gt=now - BEHIND,
        starts_at__lt=now + AHEAD,
    )
    for workout in rows.order_by("starts_at", "pk"):
        found.setdefault(workout.athlete_id, []).append(workout)
    return found


def groups_of(
    recipient: Recipient, workouts: Iterable[Workout], before: Before
) -> tuple[Group, ...]:
    """The workouts in groups, each with its window of this kind (no query)."""
    by_key = {workout.pk: workout for workout in workouts}
    together = schedule.groups((pk, workout.starts_at) for pk, workout in by_key.items())
    return tuple(
        Group(
            before(by_key[keys[0]].starts_at, recipient.evening),
            tuple(by_key[key] for key in keys),
        )
        for keys in together
    )
