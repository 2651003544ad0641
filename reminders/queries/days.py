"""The planned workouts ahead, by the local days of who planned them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.zones import local_day
from journal.models import Workout
from reminders import schedule
from reminders.queries.people import Recipient
from reminders.schedule import Window

# The longest way from an evening hour to the last start of the next day, and a clock change.
AHEAD = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Day:
    """The planned workouts of one local day of a recipient, soonest first, and their evening."""

    day: date
    window: Window | None
    workouts: tuple[Workout, ...]

    @property
    def changed_at(self) -> datetime:
        """When the plan of this day was last touched."""
        return max(workout.changed_at for workout in self.workouts)


def days_of(recipient: Recipient, workouts: Iterable[Workout]) -> dict[date, Day]:
    """The workouts by the local day of the recipient; several of a day share one evening."""
    evening = recipient.evening
    by_day: dict[date, list[Workout]] = {}
    for workout in sorted(workouts, key=lambda each: each.starts_at):
        by_day.setdefault(local_day(workout.starts_at, evening.zone), []).append(workout)
    return {
        day: Day(day, schedule.evening_before(group[0].starts_at, evening), tuple(group))
        for day, group in by_day.items()
    }


def planned_workouts(pks: Collection[UUID], now: datetime) -> dict[UUID, list[Workout]]:
    """Planned workouts that start within the next two days, by athlete, soonest first (1 query)."""
    found: dict[UUID, list[Workout]] = {}
    rows = Workout.objects.planned().filter(
        athlete__in=pks,
        deleted_at=None,
        starts_at__gt=now,
        starts_at__lt=now + AHEAD,
    )
    for workout in rows.order_by("starts_at", "pk"):
        found.setdefault(workout.athlete_id, []).append(workout)
    return found
