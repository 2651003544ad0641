"""Which workout a moment belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from journal.limits import MAX_MINUTES
from journal.models import Workout
from journal.models.workout import State

# Evidence row 5: an exercise-associated cramp comes during or up to 6 hours after.
AFTER = timedelta(hours=6)
# Design choice: warming up belongs to the workout when the athlete says so.
WARMING_UP = timedelta(hours=1)
LONGEST = timedelta(minutes=MAX_MINUTES)


def workout_around(
    athlete: User, moment: datetime, *, after: timedelta = AFTER, preferred: UUID | None = None
) -> Workout | None:
    """The planned or done workout in which, or within `after` of whose end, the moment falls.

    A workout without a length is taken as a point in time. One that holds the moment goes before
    one that has ended, a later one before an earlier one. `preferred` is one the athlete named: it
    wins when the moment is near it, an hour of warming up included (1 query).
    """
    near = Workout.objects.owned_by(athlete).starting(
        moment - LONGEST - after, moment + WARMING_UP + timedelta(microseconds=1)
    )
    found: list[Workout] = list(
        near.filter(state__in=(State.PLANNED, State.DONE)).order_by("-starts_at")
    )
    named: Workout | None = next((workout for workout in found if workout.pk == preferred), None)
    if named is not None and _covers(named, moment, after):
        return named
    return _first(found, moment, timedelta(0)) or _first(found, moment, after)


def _first(found: Iterable[Workout], moment: datetime, after: timedelta) -> Workout | None:
    begun = (workout for workout in found if workout.starts_at <= moment)
    return next((workout for workout in begun if _covers(workout, moment, after)), None)


def _covers(workout: Workout, moment: datetime, after: timedelta) -> bool:
    return moment <= (workout.ends_at or workout.starts_at) + after
