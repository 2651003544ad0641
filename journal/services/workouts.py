"""What can happen to a workout. Every act is safe to run twice: the state is the lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from journal.models import Workout
from journal.models.workout import State
from journal.services import entries


def plan(athlete: User, *, form_key: UUID, values: Mapping[str, Any]) -> Workout:
    """A planned workout; the same form twice is one."""
    return entries.save_once(
        Workout, athlete=athlete, form_key=form_key, values={**values, "state": State.PLANNED}
    )[0]


def log(athlete: User, *, form_key: UUID, values: Mapping[str, Any]) -> Workout:
    """A workout done without a plan; the same form twice is one."""
    return entries.save_once(
        Workout, athlete=athlete, form_key=form_key, values={**values, "state": State.DONE}
    )[0]


def finish(workout: Workout, values: Mapping[str, Any]) -> None:
    """What really happened, beside the planned numbers, which stay."""
    entries.update(workout, {**values, "state": State.DONE})


def _turn(workout: Workout, *, of: tuple[State, ...], to: State, now: datetime) -> bool:
    """Claim by UPDATE, so that of two taps only one changes anything."""
    turned = Workout.objects.filter(pk=workout.pk, state__in=of).update(state=to, changed_at=now)
    return turned == 1


def skip(workout: Workout, now: datetime) -> bool:
    """A planned workout was not done. Whether this changed anything."""
    return _turn(workout, of=(State.PLANNED,), to=State.SKIPPED, now=now)


def cancel(workout: Workout, now: datetime) -> bool:
    """A planned workout will not be done. Whether this changed anything."""
    return _turn(workout, of=(State.PLANNED,), to=State.CANCELLED, now=now)


def reopen(workout: Workout, now: datetime) -> bool:
    """A workout that was let go is planned again. Whether this changed anything."""
    return _turn(workout, of=(State.SKIPPED, State.CANCELLED), to=State.PLANNED, now=now)


def move(workout: Workout, values: Mapping[str, Any]) -> None:
    """Another start; nothing else."""
    entries.update(workout, values)


def answer_cramp(workout: Workout, *, cramped: bool, now: datetime) -> bool:
    """The answer to “any cramp?”. A logged cramp outweighs a “no”: then nothing changes."""
    rows = Workout.objects.done().filter(pk=workout.pk)
    if not cramped:
        rows = rows.exclude(episodes__deleted_at=None, episodes__isnull=False)
    return rows.update(cramped=cramped, changed_at=now) == 1
